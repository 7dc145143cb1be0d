"""Amounts per plan line and month for those without a bookkeeping program.

They stand in for the books, clearly marked, in months that no books reach. When a SIE file
arrives for a month its amounts go, in the same undoable step as the import (ADR 0018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.amount_text import UnreadableAmountError, parse_ore
from asfdesk.domain.books.chart import effect_of_input
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, month_name
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.actuals import covered_months, line_months
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.planning.plan_amounts import unreadable_cells, unreadable_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.LEDGER})


@dataclass(frozen=True)
class TypedRow:
    """A plan line.

    Attributes:
        cells: one per month, öre as typed (costs positive); None = not filled in.
        booked: what the books have there, as typed; None where they do not reach.
    """

    line: PlanLine
    name: str
    cells: tuple[int | None, ...]
    booked: tuple[int | None, ...]

    @property
    def used(self) -> bool:
        """Whether anything is typed or booked."""
        return any(ore is not None for ore in (*self.cells, *filter(None, self.booked)))

    @property
    def year_ore(self) -> int | None:
        """The year as typed, booked months included; None when nothing is known."""
        known = [ore for ore in (*self.cells, *self.booked) if ore is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class TypedView:
    """The typed amounts of a fiscal year.

    Attributes:
        covered: for each month, whether the books reach it; nothing can be typed there.
        results: the result of each month, öre by effect; None where nothing is known.
    """

    year: FiscalYear
    months: tuple[Month, ...]
    covered: tuple[bool, ...]
    rows: tuple[TypedRow, ...]
    results: tuple[int | None, ...]

    @property
    def has_any(self) -> bool:
        """Whether anything at all is typed."""
        return any(ore is not None for row in self.rows for ore in row.cells)


def typed_view(session: ReadSession, year: FiscalYear) -> TypedView:
    """Every plan line by month: what is typed, and what the books say where they reach."""
    months = tuple(year.months())
    covered = covered_months(session)
    typed = session.typed.amounts(months[0], months[-1])
    booked = line_months(session, months[0], months[-1])
    rows = tuple(
        TypedRow(
            line=line,
            name=line_word(line),
            cells=tuple(
                None if month in covered else _input(line, typed.get(line.code, {}).get(month))
                for month in months
            ),
            booked=tuple(
                _input(line, booked.get(line.code, {}).get(month, 0)) if month in covered else None
                for month in months
            ),
        )
        for line in session.plans.lines()
    )
    known = {month for amounts in booked.values() for month in amounts} | covered
    results = tuple(
        sum(amounts.get(month, 0) for amounts in booked.values()) if month in known else None
        for month in months
    )
    return TypedView(year, months, tuple(month in covered for month in months), rows, results)


def _input(line: PlanLine, ore: int | None) -> int | None:
    return None if ore is None else effect_of_input(line, ore)


def write_typed(
    session: WriteSession, year: FiscalYear, texts: Mapping[tuple[str, Month], str]
) -> Changes:
    """Write cells as texts, typed or pasted: (line code, month) -> amount; "" empties the cell.

    Raises:
        InvalidInputError: some text is no amount, or the books reach the month; nothing is
            written.
    """
    lines = {line.code: line for line in session.plans.lines()}
    if any(code not in lines or month not in year.months() for code, month in texts):
        raise missing()
    _refuse_covered(session, texts)
    typed = _parsed(lines, texts)
    known = session.typed.amounts(Month.of(year.first), Month.of(year.last))
    emptied = [
        (code, month)
        for (code, month), ore in typed.items()
        if ore is None and month in known.get(code, {})
    ]
    amounts = {
        key: effect_of_input(lines[key[0]], ore) for key, ore in typed.items() if ore is not None
    }
    changed = {
        (code, month): ore
        for (code, month), ore in amounts.items()
        if known.get(code, {}).get(month) != ore
    }
    if not emptied and not changed:
        return frozenset()
    with session.writer.action("typed_amount.set", CHANGED, "typed_amount"):
        session.typed.clear(emptied)
        session.typed.set_amounts(changed)
    return CHANGED


def _parsed(
    lines: Mapping[str, PlanLine], texts: Mapping[tuple[str, Month], str]
) -> dict[tuple[str, Month], int | None]:
    typed: dict[tuple[str, Month], int | None] = {}
    wrong: list[str] = []
    for (code, month), text in texts.items():
        try:
            typed[code, month] = parse_ore(text)
        except UnreadableAmountError as error:
            values = {"line": line_word(lines[code]), "month": month, "text": text.strip()}
            words = _("%(line)s, %(month)s: “%(text)s”") % values
            wrong.append(f"{words} ({unreadable_word(error.reason)})")
    if wrong:
        raise unreadable_cells(wrong)
    return typed


def _refuse_covered(session: ReadSession, cells: Iterable[tuple[str, Month]]) -> None:
    covered = sorted(covered_months(session) & {month for _code, month in cells})
    if covered:
        month = month_name(covered[0].year, covered[0].number)
        raise InvalidInputError(
            "cells",
            _("%(month)s comes from the bookkeeping, so nothing can be typed there.")
            % {"month": month},
            _("Imported figures count before typed ones."),
            _("Type only in months that the bookkeeping does not reach."),
        )


def typed_in_the_way(session: ReadSession, months: Iterable[Month]) -> list[tuple[str, Month]]:
    """The typed cells that books reaching these months take the place of."""
    wanted = sorted(months)
    if not wanted:
        return []
    found = session.typed.amounts(wanted[0], wanted[-1])
    return [(code, month) for code, amounts in found.items() for month in amounts]
