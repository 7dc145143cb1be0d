"""What a plan's monthly amounts can be made from: weights of a year, last year's actuals."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.amount_text import Unreadable
from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.period import MONTHS_IN_YEAR, Period
from asfdesk.domain.plan import PlanValue, ValueSource
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _, ngettext
from asfdesk.services.actuals import line_months
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession

SHOWN_ERRORS = 5
"""So many unreadable cells are named; the rest is most often the same slip."""


class SpreadBy(StrEnum):
    """How a year's amount is laid out over its months."""

    EVENLY = "evenly"
    WORKING_DAYS = "working_days"
    LAST_YEAR = "last_year"


def unreadable_word(reason: Unreadable) -> str:
    """Why a text is no amount."""
    return {
        Unreadable.NOT_A_NUMBER: _("not a number"),
        Unreadable.TWO_WAYS: _("a thousand or a decimal?"),
        Unreadable.MIXED_MARKS: _("both point and comma"),
        Unreadable.TOO_LARGE: _("too large"),
    }[reason]


def unreadable_cells(wrong: Sequence[str]) -> InvalidInputError:
    """The error that names cells whose text is no amount, at most the first few."""
    what = ngettext(
        "%(num)d cell can't be read as an amount, so nothing was changed.",
        "%(num)d cells can't be read as amounts, so nothing was changed.",
        len(wrong),
    )
    shown = "; ".join(wrong[:SHOWN_ERRORS])
    if len(wrong) > SHOWN_ERRORS:
        shown = f"{shown} …"
    todo = _("Write amounts like 1 234,50, without a point between thousands.")
    return InvalidInputError("cells", what, shown, todo)


def spread_weights(
    session: ReadSession, code: str, months: Sequence[Month], by: SpreadBy
) -> list[int]:
    """How much of a line's year each month gets, compared with the others.

    Raises:
        RefusedError: it is to lie as last year's actuals, and there are none on the line.
    """
    match by:
        case SpreadBy.EVENLY:
            return [1] * len(months)
        case SpreadBy.WORKING_DAYS:
            calendar = work_calendar(session)
            return [calendar.workdays(Period.of_month(month)) for month in months]
        case SpreadBy.LAST_YEAR:
            actual = _last_year(session, months).get(code, {})
            sign = -1 if sum(actual.values()) < 0 else 1
            weights = [max(0, sign * actual.get(month, 0)) for month in months]
            if not any(weights):
                raise _nothing_last_year()
            return weights


def last_year_values(
    session: ReadSession, months: Sequence[Month], codes: Sequence[str] | None = None
) -> list[PlanValue]:
    """The same months a year before, as amounts of a plan.

    Closed months as they were booked; months that are not closed yet as they were planned, or as
    far as they are booked where there is no plan.

    Raises:
        RefusedError: nothing is booked there.
    """
    actual = _last_year(session, months)
    _plan_open_months(session, actual, months)
    wanted = set(actual if codes is None else codes) - {UNMAPPED}
    values = [
        PlanValue(code, month, ore, ValueSource.COPIED)
        for code in sorted(wanted & set(actual))
        for month, ore in sorted(actual[code].items())
    ]
    if not values:
        raise _nothing_last_year()
    return values


def _plan_open_months(
    session: ReadSession, amounts: dict[str, dict[Month, int]], months: Sequence[Month]
) -> None:
    """Put last year's plan in place of what is booked in its open months."""
    for before, plan in open_months(session, months).items():
        month = before.plus(MONTHS_IN_YEAR)
        for booked in amounts.values():
            booked.pop(month, None)
        for code, planned in session.plans.amounts(plan.id).items():
            if before in planned:
                amounts.setdefault(code, {})[month] = planned[before]


def open_months(session: ReadSession, months: Sequence[Month]) -> dict[Month, Plan]:
    """Of the same months a year before, those not closed yet -> the plan they are taken from."""
    found = {}
    for month in months:
        before = month.plus(-MONTHS_IN_YEAR)
        year = session.enterprise.fiscal_year_on(before.first)
        plan = session.plans.in_force(year.id) if year else None
        if year is None or plan is None:
            continue
        if year.books_through is None or before > year.books_through:
            found[before] = plan
    return found


def _last_year(session: ReadSession, months: Sequence[Month]) -> dict[str, dict[Month, int]]:
    """Line -> this year's month -> the actual of the same month a year before."""
    found = line_months(session, months[0].plus(-MONTHS_IN_YEAR), months[-1].plus(-MONTHS_IN_YEAR))
    return {
        code: {month.plus(MONTHS_IN_YEAR): ore for month, ore in amounts.items()}
        for code, amounts in found.items()
    }


def _nothing_last_year() -> RefusedError:
    return RefusedError(
        _("There are no actuals for the year before."),
        _("Nothing is booked on these lines in the same months a year earlier."),
        _("Import that year's bookkeeping on the Economy page, or choose another way."),
    )
