"""Places sold, booked and attended as a chart: the same on the capacity view and in R9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, PeriodKind
from asfdesk.i18n import _, decimal
from asfdesk.reports.chart_kinds import month_labels, occupancy
from asfdesk.reports.hours.capacity_words import span_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from asfdesk.reports.chart_spec import BarChart
    from asfdesk.reports.hours.capacity_facts import CapacitySpan


def capacity_chart(spans: Sequence[CapacitySpan]) -> BarChart:
    """Average places of each span; attended only of spans that have begun."""
    totals = [span.total for span in spans]
    return occupancy(
        _labels(spans),
        [line.sold for line in totals],
        [line.booked for line in totals],
        [line.attended for line in totals],
        _summary(spans),
    )


def _labels(spans: Sequence[CapacitySpan]) -> Sequence[str]:
    if all(span.period.kind is PeriodKind.MONTH for span in spans):
        return month_labels([Month.of(span.period.first) for span in spans])
    return [span_words(span.period) for span in spans]


def _summary(spans: Sequence[CapacitySpan]) -> str:
    """The last span that has begun, in one sentence."""
    begun = [span for span in spans if span.total.past_workdays]
    if not begun:
        return _("Places sold and booked; no day of them has come yet.")
    last = begun[-1]
    text = _("%(when)s: %(attended)s places attended of %(booked)s booked and %(sold)s sold.")
    when = span_words(last.period)
    return text % {
        "when": when[:1].upper() + when[1:],
        "attended": _places(last.total.attended),
        "booked": _places(last.total.booked),
        "sold": _places(last.total.sold),
    }


def _places(value: Fraction | None) -> str:
    return decimal(value, 0 if value is not None and value.denominator == 1 else 1)
