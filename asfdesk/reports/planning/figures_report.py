"""The key figures of a period as a document: what each is made of, its target, and its past."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up
from asfdesk.domain.planning.figure import Unit
from asfdesk.domain.planning.figure_history import Step
from asfdesk.domain.planning.key_figures import group_of_figure
from asfdesk.domain.planning.variance import Light
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.planning.figure_charts import short_period, step_word
from asfdesk.reports.planning.figure_formulas import formula_numbers, formula_words
from asfdesk.reports.planning.figure_words import (
    figure_word,
    group_word,
    source_word,
    value_words,
)
from asfdesk.reports.planning.quarterly_told import hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Period
    from asfdesk.domain.planning.figure import Figure
    from asfdesk.domain.planning.key_figures import FigureGroup
    from asfdesk.reports.planning.figure_charts import type_point

KEY = "K1"
COLUMNS = {Step.YEAR: 6, Step.QUARTER: 8, Step.MONTH: 12}
"""How many of the latest periods stand in each table, in the order they come."""

TONES = {Light.GOOD: doc.Tone.GOOD, Light.WARN: doc.Tone.WARN, Light.BAD: doc.Tone.BAD}
_KINDS = {Unit.SHARE: doc.Kind.PERCENT, Unit.MONEY: doc.Kind.MONEY}


@dataclass(frozen=True)
class FigureLine:
    """One figure as the document shows it.

    Attributes:
        target: in the figure's own unit; None = there is none.
        past: step -> points, oldest first.
        warnings: what it doesn't tell.
    """

    figure: Figure
    target: Fraction | None
    light: Light
    past: Mapping[Step, Sequence[type_point]]
    warnings: tuple[str, ...] = ()


def build(period: Period, head: doc.Head, lines: Sequence[FigureLine]) -> doc.Document:
    """The document."""
    blocks: list[doc.Block] = [_now(lines), _made_of(lines)]
    for step, most in COLUMNS.items():
        found = _past(lines, step, most)
        if found is not None:
            blocks.append(found)
    return doc.Document(KEY, _("Key figures"), period, head, tuple(blocks), landscape=True)


def light_word(light: Light) -> str:
    """A light in words; "" when there is no target."""
    return {
        Light.GOOD: _("on target"),
        Light.WARN: _("off target"),
        Light.BAD: _("far off target"),
    }.get(light, "")


def _grouped(lines: Iterable[FigureLine]) -> list[tuple[FigureGroup, list[FigureLine]]]:
    groups: dict[FigureGroup, list[FigureLine]] = {}
    for line in lines:
        groups.setdefault(group_of_figure(line.figure.number), []).append(line)
    return list(groups.items())


def _value(figure: Figure) -> doc.Cell:
    if figure.protected:
        return doc.Cell(hidden())
    if figure.counts:
        return doc.Cell(value_words(figure), kind=doc.Kind.TEXT)
    if figure.unit is Unit.PLACES:
        places = None if figure.value is None else ceil(figure.value)
        return doc.Cell(places, kind=doc.Kind.INTEGER)
    return _cell(figure.value, figure.unit)


def _cell(value: Fraction | None, unit: Unit) -> doc.Cell:
    kind = _KINDS.get(unit, doc.Kind.DECIMAL)
    if value is not None and kind is doc.Kind.MONEY:
        return doc.Cell(round_half_up(value), kind=kind)
    return doc.Cell(value, kind=kind)


def _target(line: FigureLine) -> doc.Cell:
    """Empty without one: "–" means that a figure cannot be worked out."""
    if line.target is None:
        return doc.Cell("", kind=doc.Kind.TEXT)
    return _cell(line.target, line.figure.unit)


def _now(lines: Sequence[FigureLine]) -> doc.Table:
    columns = [
        doc.text("number", _("No.")),
        doc.text("figure", _("Key figure"), 44),
        doc.decimal("value", _("Value")),
        doc.decimal("target", _("Target")),
        doc.text("light", _("Status")),
        doc.text("warnings", _("To keep in mind"), 30),
    ]
    rows = []
    for group, found in _grouped(lines):
        rows.append(doc.group_row(group_word(group)))
        rows += [
            doc.row(
                line.figure.number,
                figure_word(line.figure.key),
                _value(line.figure),
                _target(line),
                doc.Cell(light_word(line.light), TONES.get(line.light, doc.Tone.NEUTRAL)),
                " ".join(line.warnings),
            )
            for line in found
        ]
    note = _("Shares in per cent, amounts in kronor. – = it cannot be worked out.")
    return doc.table("figures", "", columns, rows, note=note, compact=True)


def _made_of(lines: Sequence[FigureLine]) -> doc.Table:
    columns = [
        doc.text("number", _("No.")),
        doc.text("formula", _("Formula"), 44),
        doc.text("numbers", _("With its numbers"), 34),
        doc.text("source", _("From"), 24),
    ]
    rows = [
        doc.row(
            line.figure.number,
            formula_words(line.figure.key),
            _("hidden") if line.figure.protected else formula_numbers(line.figure),
            source_word(line.figure.source),
        )
        for line in lines
    ]
    return doc.table("formulas", _("What they are made of"), columns, rows, compact=True)


def _past(lines: Sequence[FigureLine], step: Step, most: int) -> doc.Table | None:
    """The latest periods side by side; figures without any value in them are left out."""
    every = {period for line in lines for period, _figure in line.past.get(step, ())}
    shown = sorted(every)[-most:]
    rows = []
    for line in lines:
        by_period = dict(line.past.get(step, ()))
        cells = [_past_cell(by_period.get(period)) for period in shown]
        if any(cell.value not in (None, "") for cell in cells):
            rows.append(doc.row(line.figure.number, figure_word(line.figure.key), *cells))
    if not rows:
        return None
    columns = [doc.text("number", _("No.")), doc.text("figure", _("Key figure"), 36)]
    columns += [doc.decimal(f"p{period}", short_period(period)) for period in shown]
    title = _("History: %(step)s") % {"step": step_word(step).lower()}
    return doc.table(f"history_{step.value}", title, columns, rows, compact=True)


def _past_cell(figure: Figure | None) -> doc.Cell:
    return doc.Cell(None) if figure is None else _value(figure)
