"""Actuals per plan line and month: the imported books through the mapping (sie.md §5.3).

The one way to them, for the plan, the follow-up, the key figures and the reports, so that they
never disagree. The row without plan line is always there when there is money on it, so the sum
over the lines is always the sum of the books. Where no books reach, the amounts that the user
has typed per plan line stand in for them (ADR 0018).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import ActualSource, effect
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from asfdesk.domain.books.ledger import SieImport
    from asfdesk.domain.books.mapping import ObjectKey
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession

LineMonths = dict[str, dict[Month, int]]
"""Line code (UNMAPPED for "utan planrad") -> month -> öre by effect on the result."""


def line_months(
    session: ReadSession, first: Month, last: Month, within: ObjectKey | None = None
) -> LineMonths:
    """Actuals of the months first..last; lines and months without turnover are absent.

    Args:
        session: the open file.
        first: first month.
        last: last month, included.
        within: only this cost centre or project; typed amounts belong to none.
    """
    found = booked_months(session, first, last, within)
    if within is not None:
        return found
    for code, months in typed_months(session, first, last, found).items():
        found[code] = {**found.get(code, {}), **months}
    return found


def booked_months(
    session: ReadSession, first: Month, last: Month, within: ObjectKey | None = None
) -> LineMonths:
    """What is booked alone, without typed amounts."""
    mapper = Mapper(session.mapping.rules())
    found: dict[str, dict[Month, int]] = defaultdict(lambda: defaultdict(int))
    rows = session.ledger.account_months(first, last, by_object=mapper.by_object, within=within)
    for row in rows:
        code = mapper.line(row.account, row.cost_centre, row.project) or UNMAPPED
        found[code][row.month] += effect(row.amount_sie_ore)
    return {code: dict(months) for code, months in found.items()}


def year_line_months(session: ReadSession, year: FiscalYear) -> LineMonths:
    """The same for a fiscal year."""
    return line_months(session, Month.of(year.first), Month.of(year.last))


def typed_months(
    session: ReadSession, first: Month, last: Month, booked: Mapping[str, Collection[Month]]
) -> LineMonths:
    """The typed amounts that count: months that no books reach, lines without turnover there.

    Args:
        session: the open file.
        first: first month.
        last: last month, included.
        booked: line -> the months in which something is booked on it.
    """
    typed = session.typed.amounts(first, last)
    if not typed:
        return {}
    covered = covered_months(session)
    counted: LineMonths = {}
    for code, amounts in typed.items():
        kept = {
            month: ore
            for month, ore in amounts.items()
            if month not in covered and month not in booked.get(code, ())
        }
        if kept:
            counted[code] = kept
    return counted


def covered_months(session: ReadSession) -> frozenset[Month]:
    """Every month that the books in use reach; a pre-system's vouchers reach none."""
    found: set[Month] = set()
    for year in session.enterprise.fiscal_years():
        books = session.ledger.import_of(year.id)
        if books is not None:
            found |= reached(year, books)
    return frozenset(found)


def reached(year: FiscalYear, books: SieImport) -> frozenset[Month]:
    """The months of a year that an import's figures go to; all when the file does not say."""
    end = books.reach
    last = year.last if end is None else min(max(end, year.first), year.last)
    return frozenset(month for month in year.months() if month <= Month.of(last))


def has_actuals(session: ReadSession, year: FiscalYear) -> bool:
    """Whether there are figures for a year: imported books, or amounts that were typed."""
    if session.ledger.import_of(year.id) is not None:
        return True
    return has_typed(session, year)


def has_typed(session: ReadSession, year: FiscalYear) -> bool:
    """Whether amounts have been typed for a year."""
    return bool(session.typed.amounts(Month.of(year.first), Month.of(year.last)))


def is_monthly(session: ReadSession, year: FiscalYear) -> bool:
    """Whether the year's figures say what happened in which month."""
    books = session.ledger.import_of(year.id)
    return books is None or books.source is not ActualSource.YEAR_BALANCES


def previous_year_lines(session: ReadSession, year: FiscalYear) -> dict[str, int]:
    """Line code -> öre of the year before, for comparison; empty if nothing is known.

    From the year's own figures when there are any, else from the yearly totals (#RES -1) that
    this year's file carries; those have no objects, so rules by object do not apply to them.
    """
    earlier = session.enterprise.fiscal_year_on(year.first - timedelta(days=1))
    if earlier is not None and has_actuals(session, earlier):
        months = year_line_months(session, earlier)
        return {code: sum(amounts.values()) for code, amounts in months.items()}
    return _totals_in_import(session, year)


def _totals_in_import(session: ReadSession, year: FiscalYear) -> dict[str, int]:
    mapper = Mapper(session.mapping.rules())
    found: dict[str, int] = defaultdict(int)
    for account, ore in session.ledger.previous_results(year.id).items():
        found[mapper.line(account) or UNMAPPED] += effect(ore)
    return dict(found)
