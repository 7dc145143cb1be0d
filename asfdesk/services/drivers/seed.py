"""What a plan begins with: drivers and amounts from last year's actuals, or from another plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.rolled import rolled
from asfdesk.domain.drivers.timeline import months_between
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import PlanValue, ValueSource
from asfdesk.i18n import _
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.drivers.seed_lines import seed_lines
from asfdesk.services.drivers.seed_sales import seed_sales
from asfdesk.services.drivers.seed_staff import seed_staff
from asfdesk.services.drivers.seed_streams import seed_streams
from asfdesk.services.planning.plan_amounts import last_year_values, open_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Seeds:
    """What a new plan gets.

    Attributes:
        drivers: their ids are not used.
        values: amounts that no driver gives.
        assumptions: where it all came from, for the plan's own text.
    """

    drivers: tuple[Driver, ...] = ()
    values: tuple[PlanValue, ...] = ()
    premises: Premises | None = None
    assumptions: str = ""


NOTHING_SEEDED = Seeds()


def seeds_of_last_year(session: ReadSession, months: Sequence[Month], today: date) -> Seeds:
    """Drivers measured on the twelve months before a plan, and the rest as amounts.

    Training from the agreements that run into the plan, with the occupancy that was paid for;
    sales with last year's season and cost of goods; supervisors from their employments; what is
    alike each month or each so many months as a cost on a schedule; the rest month by month.

    Args:
        session: the open file.
        months: the months of the plan.
        today: months after it are not measured.

    Raises:
        RefusedError: nothing is booked in the twelve months before.
    """
    values = last_year_values(session, months[:MONTHS_IN_YEAR])
    year = {
        code: {one.month: one.amount_ore for one in values if one.line_code == code}
        for code in dict.fromkeys(one.line_code for one in values)
    }
    streams = seed_streams(session, months, today)
    sales = seed_sales(session, year)
    staff = seed_staff(session, year, months)
    explained = {one.line_code for one in streams} | sales.lines | staff.lines
    rest = {code: amounts for code, amounts in year.items() if code not in explained}
    costs, kept = seed_lines(session, rest, months)
    return Seeds(
        (*streams, *sales.drivers, *staff.drivers, *costs),
        kept,
        assumptions=_origin(session, months[:MONTHS_IN_YEAR]),
    )


def _origin(session: ReadSession, months: Sequence[Month]) -> str:
    """Which months a plan began with, and which of them were planned and not booked."""
    planned = list(open_months(session, months))
    booked = [found for one in months if (found := one.plus(-MONTHS_IN_YEAR)) not in planned]
    words = {"booked": _spans(booked), "planned": _spans(planned)}
    if not booked:
        return _("Begun with the plan of %(planned)s.") % words
    if planned:
        return _("Begun with the actuals of %(booked)s and the plan of %(planned)s.") % words
    return _("Begun with the actuals of %(first)s to %(last)s.") % {
        "first": booked[0],
        "last": booked[-1],
    }


def _spans(months: Sequence[Month]) -> str:
    """Months as runs: 2026-01\u20132026-09, 2026-11."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and runs[-1][-1].plus(1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}\u2013{run[-1]}" for run in runs)


def seeds_of_plan(session: ReadSession, source: Plan, months: Sequence[Month]) -> Seeds:
    """What another plan is made from, as it stands when the new one begins.

    What has ended by then is left out, and what has changed on the way has its latest value.
    Amounts that were typed come along, a whole number of years later.
    """
    model = model_of(session, source)
    later = months_between(model.months[0], months[0])
    known: tuple[Driver, ...] = (
        *model.streams,
        *model.sales,
        *model.staff,
        *model.fixed,
        *model.grants,
        *model.investments,
        *model.loans,
        *(model.cash_items if later == 0 else ()),
    )
    drivers = (rolled(one, model.months[0], months) for one in known)
    years = later // MONTHS_IN_YEAR * MONTHS_IN_YEAR
    inside = set(months)
    values = (
        PlanValue(code, month.plus(years), ore, ValueSource.COPIED)
        for (code, month), ore in model.overrides.items()
    )
    premises = model.premises if later == 0 else replace(model.premises, opening_ore=None)
    return Seeds(
        tuple(one for one in drivers if one is not None),
        tuple(one for one in values if one.month in inside),
        premises,
        source.assumptions,
    )
