"""Fiscal years: they follow each other without gap or overlap, 1-18 whole months each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period, is_fiscal_year
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.ENTERPRISE, Topic.LEDGER, Topic.PLAN})


@dataclass(frozen=True)
class FiscalYearRow:
    """A fiscal year as the settings page shows it.

    Attributes:
        months: its length.
        imported: whether a SIE import gives its figures.
        removable: whether it is first or last and nothing belongs to it.
    """

    year: FiscalYear
    months: int
    imported: bool
    removable: bool


def fiscal_year_rows(session: ReadSession) -> list[FiscalYearRow]:
    """Every fiscal year, latest first."""
    years = session.enterprise.fiscal_years()
    imports = session.enterprise.active_imports()
    ends = {years[0].id, years[-1].id} if years else set()
    rows = [
        FiscalYearRow(
            year=year,
            months=len(year.months()),
            imported=year.id in imports,
            removable=year.id in ends and not session.enterprise.year_in_use(year.id),
        )
        for year in years
    ]
    return rows[::-1]


def propose_next_year(years: Sequence[FiscalYear], today: date) -> Period:
    """Twelve months after the last year; the calendar year of today when there is none."""
    if not years:
        return Period.of_year(today.year)
    first = Month.of(years[-1].last).plus(1)
    return Period.of_months(first, first.plus(MONTHS_IN_YEAR - 1))


def add_fiscal_year(session: WriteSession, first: date, last: date) -> Changes:
    """Add a year that begins where the last one ends, or ends where the first one begins."""
    _check_length(first, last)
    _check_neighbours(session.enterprise.fiscal_years(), first, last)
    with session.writer.action("fiscal_year.add", CHANGED, "fiscal_year"):
        session.enterprise.add_fiscal_year(first, last)
    return CHANGED


def change_fiscal_year(session: WriteSession, year_id: int, first: date, last: date) -> Changes:
    """Move the limits of a year that nothing belongs to yet (shortened, prolonged)."""
    years = session.enterprise.fiscal_years()
    if all(year.id != year_id for year in years):
        raise missing()
    _refuse_if_used(session, year_id)
    _check_length(first, last)
    _check_neighbours([year for year in years if year.id != year_id], first, last)
    with session.writer.action("fiscal_year.change", CHANGED, "fiscal_year", year_id):
        session.enterprise.change_fiscal_year(year_id, first, last)
        session.enterprise.set_books_through(year_id, None)
    return CHANGED


def remove_fiscal_year(session: WriteSession, year_id: int) -> Changes:
    """Take away the first or the last year, if nothing belongs to it."""
    years = session.enterprise.fiscal_years()
    _refuse_if_used(session, year_id)
    if years and year_id not in (years[0].id, years[-1].id):
        raise RefusedError(
            _("This year lies between two others."),
            _("Fiscal years follow each other without gaps."),
            _("Only the first and the last year can be removed."),
        )
    _refuse_if_typed(session, years, year_id)
    with session.writer.action("fiscal_year.remove", CHANGED, "fiscal_year", year_id):
        session.enterprise.remove_fiscal_year(year_id)
    return CHANGED


def set_books_through(session: WriteSession, year_id: int, month: Month | None) -> Changes:
    """Confirm the last month whose books are closed; None = no month yet (decisions A6)."""
    year = session.enterprise.fiscal_year(year_id)
    if year is None:
        raise missing()
    if month is not None and month not in year.months():
        raise InvalidInputError(
            "books_through",
            _("The month is not in this fiscal year."),
            _("The year runs from %(first)s to %(last)s.")
            % {"first": year.first.isoformat(), "last": year.last.isoformat()},
            _("Choose one of its months."),
        )
    with session.writer.action("fiscal_year.books_through", CHANGED, "fiscal_year", year_id):
        session.enterprise.set_books_through(year_id, month)
    return CHANGED


def _check_length(first: date, last: date) -> None:
    if not is_fiscal_year(first, last):
        raise InvalidInputError(
            "last",
            _("A fiscal year is 1–18 whole months."),
            _("The Accounting Act (bokföringslagen, chapter 3) says so."),
            _("Begin on the first day of a month and end on the last day of a month."),
        )


def _check_neighbours(others: Sequence[FiscalYear], first: date, last: date) -> None:
    """The year must touch the row of years at one end, or fill the hole it left."""
    for other in others:
        if other.period.overlaps(first, last):
            raise InvalidInputError(
                "first",
                _("The year overlaps fiscal year %(year)s.") % {"year": other.label},
                todo=_("Begin on the day after a year ends."),
            )
    before = [other for other in others if other.last < first]
    after = [other for other in others if other.first > last]
    one_day = timedelta(days=1)
    gap_before = bool(before) and before[-1].last + one_day != first
    gap_after = bool(after) and after[0].first - one_day != last
    if gap_before or gap_after:
        raise InvalidInputError(
            "first" if gap_before else "last",
            _("There would be a gap between two fiscal years."),
            _("Fiscal years follow each other without gaps."),
            _("Begin on the day after a year ends, or end on the day before one begins."),
        )


def _refuse_if_used(session: ReadSession, year_id: int) -> None:
    if session.enterprise.year_in_use(year_id):
        raise RefusedError(
            _("The fiscal year is in use."),
            _("A plan or imported bookkeeping belongs to it."),
            _("Remove them first, or leave the year as it is."),
        )


def _refuse_if_typed(session: ReadSession, years: Sequence[FiscalYear], year_id: int) -> None:
    """Amounts that were typed for lack of bookkeeping would lie in no year."""
    months = [month for year in years if year.id == year_id for month in year.months()]
    if months and session.typed.amounts(months[0], months[-1]):
        raise RefusedError(
            _("The fiscal year is in use."),
            _("Amounts are typed in for it."),
            _("Remove them first, or leave the year as it is."),
        )
