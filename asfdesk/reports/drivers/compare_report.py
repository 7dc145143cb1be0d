"""R19: two plans side by side, year by year, and what they are made from where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.plan import Section
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.drivers.compare_words import difference_name, difference_words
from asfdesk.reports.live_table import LiveTable
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.rounding_words import rounded_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.plan_comparison import ComparedRow, Pair, PlanComparison
    from asfdesk.domain.period import Period

SIDES = 3
"""The first plan, the second, and the difference."""


@dataclass(frozen=True)
class ComparisonData:
    """What the document is made from.

    Attributes:
        first, second: what the plans are called.
        first_changes, second_changes: what a scenario changes, in words.
        result: what the last row is called in this legal form.
    """

    found: PlanComparison
    first: str
    second: str
    first_changes: tuple[str, ...]
    second_changes: tuple[str, ...]
    result: str


def build(period: Period, head: doc.Head, data: ComparisonData) -> doc.Document:
    """The document; `head` says who it is for."""
    facts = [doc.Fact(_("A"), data.first), doc.Fact(_("B"), data.second)]
    for letter, changes in ((_("A"), data.first_changes), (_("B"), data.second_changes)):
        if changes:
            label = _("Changed in scenario %(letter)s") % {"letter": letter}
            facts.append(doc.Fact(label, "; ".join(changes)))
    blocks: list[doc.Block] = [doc.Facts(tuple(facts)), _amounts(data)]
    if data.found.drivers:
        blocks.append(_drivers(data.found))
    return doc.Document(
        key="R19",
        title=_("Two plans compared"),
        period=period,
        head=head,
        blocks=tuple(blocks),
        landscape=True,
    )


def _amounts(data: ComparisonData) -> doc.Table:
    found = data.found
    groups = [year.label for year in found.years]
    groups += [_("All years")] if len(groups) > 1 else []
    columns = [doc.text("row", _("kr"), 30)]
    for at in range(1, len(groups) + 1):
        columns += [
            doc.money(f"a_{at}", _("A")),
            doc.money(f"b_{at}", _("B")),
            doc.money(f"difference_{at}", _("B − A"), signed=True),
        ]
    lines = [row for row in found.rows if row.line is not None]
    totals = [
        _row(_("Total income"), found.income),
        _row(_("Total costs"), found.costs),
        _row(_("Financial items"), found.finance),
        _row(data.result, found.result),
    ]
    table = doc.table(
        "comparison",
        "",
        columns,
        [_row(line_word(row.line), row) for row in lines if row.line is not None],
        totals=totals,
        spans=[doc.Span("", 1), *(doc.Span(title, SIDES) for title in groups)],
        empty=_("Neither plan has any amounts."),
        note=f"{_signs()} {rounded_alone()}",
        compact=True,
    )
    return _live(table, lines, len(found.years))


def _signs() -> str:
    return _(
        "Income plus, costs minus. – = nothing is planned there, so there is no difference to"
        " take; 0 = the plans say the same."
    )


def _live(table: doc.Table, lines: Sequence[ComparedRow], years: int) -> doc.Table:
    """Differences, sums of sections, and all years together."""
    live = LiveTable(table)
    for at in range(1, len(table.columns), SIDES):
        live.sum_columns(at + 2, (at + 1,), minus=(at,))
    count = len(lines)
    for place, section in enumerate((Section.INCOME, Section.COST, Section.FINANCE)):
        parts = [at for at, row in enumerate(lines) if row.line and row.line.section is section]
        live.sum_rows(count + place, parts)
    live.sum_rows(count + SIDES, range(count, count + SIDES))
    if years > 1:
        whole = 1 + years * SIDES
        for side in range(SIDES - 1):
            live.sum_columns(whole + side, [1 + side + SIDES * at for at in range(years)])
    return live.table()


def _row(title: str, row: ComparedRow) -> doc.Row:
    pairs = (*row.years, row.total) if len(row.years) > 1 else row.years
    return doc.row(title, *(value for pair in pairs for value in _sides(pair)))


def _sides(pair: Pair) -> tuple[doc.Value, ...]:
    return pair.first_ore, pair.second_ore, pair.difference_ore


def _drivers(found: PlanComparison) -> doc.Table:
    columns = [
        doc.text("name", _("What they are made from"), 34),
        doc.text("difference", _("What differs"), 90),
    ]
    rows = [doc.row(difference_name(one), difference_words(one)) for one in found.drivers]
    return doc.table("drivers", "", columns, rows, compact=True)
