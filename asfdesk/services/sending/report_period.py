"""The period of a report: as it is typed, and the ones a user is offered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period, PeriodKind, parse_period
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession

MONTHS_BACK = 24
WEEKS_BACK = 13
DAYS_BACK = 31


def report_period(session: ReadSession, text: str) -> Period:
    """The period that a text names.

    Raises:
        InvalidInputError: it is none, or FY names no or several fiscal years of the file.
    """
    years = session.enterprise.fiscal_years()
    try:
        return parse_period(text.strip(), years)
    except ValueError as error:
        if not text.strip().upper().startswith("FY"):
            raise InvalidInputError(
                "period",
                _("%(text)s is not a period.") % {"text": text},
                "",
                _("Write 2026-03, 2026-Q3, 2026, FY2026, 2026-01..2026-06, 2026-W12 or a date."),
            ) from None
        known = str(error) if "," in str(error) else ", ".join(_fiscal_name(y) for y in years)
        raise InvalidInputError(
            "period",
            _("%(text)s does not name one fiscal year of this file.") % {"text": text},
            _("The file has: %(years)s.") % {"years": known} if known else "",
            _("Write the month in which the year starts, for example FY2026-07."),
        ) from None


def _fiscal_name(year: FiscalYear) -> str:
    return f"FY{Month.of(year.first)}"


def offered_periods(
    kind: PeriodKind, month: Month, fiscal_years: Sequence[FiscalYear]
) -> list[Period]:
    """The periods of a kind that a user can choose, the one around `month` first.

    A range is offered as the months so far: from the beginning of the fiscal year (of the
    calendar year where there is none) to the month.
    """
    match kind:
        case PeriodKind.DAY:
            days = [month.last - timedelta(days=back) for back in range(DAYS_BACK)]
            found = [Period(day, day, PeriodKind.DAY) for day in days]
        case PeriodKind.WEEK:
            monday = month.last - timedelta(days=month.last.weekday())
            starts = [monday - timedelta(weeks=back) for back in range(WEEKS_BACK)]
            found = [Period(day, day + timedelta(days=6), PeriodKind.WEEK) for day in starts]
        case PeriodKind.MONTH:
            found = [Period.of_month(month.plus(-back)) for back in range(MONTHS_BACK)]
        case PeriodKind.QUARTER:
            found = [_quarter(month.plus(-back)) for back in range(0, MONTHS_BACK, 3)]
        case PeriodKind.YEAR:
            found = [Period.of_year(month.year - back) for back in range(4)]
        case PeriodKind.FISCAL_YEAR:
            found = _fiscal_years(month, fiscal_years)
        case PeriodKind.RANGE:
            found = [_so_far(month.plus(-back), fiscal_years) for back in range(MONTHS_IN_YEAR)]
    return found


def _quarter(month: Month) -> Period:
    return Period.of_quarter(month.year, (month.number + 2) // 3)


def _fiscal_years(month: Month, fiscal_years: Sequence[FiscalYear]) -> list[Period]:
    """Latest first, but the one that holds the month before all."""
    periods = [year.period for year in reversed(fiscal_years)]
    return sorted(periods, key=lambda period: month.first not in period)


def _so_far(month: Month, fiscal_years: Sequence[FiscalYear]) -> Period:
    year = next((year for year in fiscal_years if month.first in year.period), None)
    first = Month.of(year.first) if year else Month(month.year, 1)
    return Period.of_months(first, month)
