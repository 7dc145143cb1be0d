"""Chart specs to shapes in a box, and where each label's place is in it.

The box is `width` x `height` in points (paper) or pixels (screen). Text needs a size of its own, so
the box is real rather than 0-1; a painter only maps inks to colours and turns y over if its paper
grows upwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.chart_bars import bar_frame, bar_shapes
from asfdesk.reports.chart_lines import line_frame, line_shapes
from asfdesk.reports.chart_shapes import Box
from asfdesk.reports.chart_spec import BarChart, LineChart, Waterfall
from asfdesk.reports.chart_waterfall import waterfall_frame, waterfall_shapes

if TYPE_CHECKING:
    from asfdesk.reports.chart_shapes import Primitive
    from asfdesk.reports.chart_spec import ChartSpec


def layout(spec: ChartSpec, width: float, height: float) -> tuple[Primitive, ...]:
    """The shapes of a chart in a box of that size, in painting order."""
    match spec:
        case BarChart():
            return tuple(bar_shapes(spec, width, height))
        case LineChart():
            return tuple(line_shapes(spec, width, height))
        case Waterfall():
            return tuple(waterfall_shapes(spec, width, height))


def places(spec: ChartSpec, width: float, height: float) -> list[Box]:
    """Where each label's values are drawn, for pointing one out."""
    match spec:
        case BarChart():
            frame = bar_frame(spec, (width, height))
        case LineChart():
            frame = line_frame(spec, (width, height))
        case Waterfall():
            frame = waterfall_frame(spec, (width, height))
    return [
        Box(
            frame.left + index * frame.slot,
            frame.scale.top,
            frame.left + (index + 1) * frame.slot,
            frame.scale.bottom,
        )
        for index in range(frame.count)
    ]
