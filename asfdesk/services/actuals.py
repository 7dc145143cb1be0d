"""Actuals per plan line and month: the imported books through the mapping (sie.md §5.3).

The one way to them, for the plan, the follow-up, the key figures and the reports, so that they
never disagree. The row without plan line is always there when there is money on it, so the sum
over the lines is always the sum of the books.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.chart import UNMAPPED
from asfdesk.domain.ledger import effect
from asfdesk.domain.mapping import Mapper
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession

LineMonths = dict[str, dict[Month, int]]
"""Line code (UNMAPPED for "utan planrad") -> month -> öre by effect on the result."""


def line_months(session: ReadSession, first: Month, last: Month) -> LineMonths:
    """Actuals of the months first..last; lines and months without turnover are absent."""
    mapper = Mapper(session.mapping.rules())
    found: LineMonths = defaultdict(lambda: defaultdict(int))
    for row in session.ledger.account_months(first, last, by_object=mapper.by_object):
        code = mapper.line(row.account, row.cost_centre, row.project) or UNMAPPED
        found[code][row.month] += effect(row.amount_sie_ore)
    return {code: dict(months) for code, months in found.items()}


def year_line_months(session: ReadSession, year: FiscalYear) -> LineMonths:
    """The same for a fiscal year."""
    return line_months(session, Month.of(year.first), Month.of(year.last))


def previous_year_lines(session: ReadSession, year: FiscalYear) -> dict[str, int]:
    """Line code -> öre of the year before, for comparison; empty if nothing is known.

    From the year's own import when there is one, else from the yearly totals (#RES -1) that this
    year's file carries; those have no objects, so rules by object do not apply to them.
    """
    earlier = session.enterprise.fiscal_year_on(year.first - timedelta(days=1))
    if earlier is not None and session.ledger.import_of(earlier.id) is not None:
        months = year_line_months(session, earlier)
        return {code: sum(amounts.values()) for code, amounts in months.items()}
    return _totals_in_import(session, year)


def _totals_in_import(session: ReadSession, year: FiscalYear) -> dict[str, int]:
    mapper = Mapper(session.mapping.rules())
    found: dict[str, int] = defaultdict(int)
    for account, ore in session.ledger.previous_results(year.id).items():
        found[mapper.line(account) or UNMAPPED] += effect(ore)
    return dict(found)
