"""The enterprise's figures as they stand on a day: what a visit keeps, and the next compares with.

Nothing in it needs the vault key, so an owner and an adviser get the same figures: counts of
exits by group, attended time and corrections are clear to both (decisions C3). Persons who are
protected are in no count (C2).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import Subtotal
from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.money import round_half_up
from asfdesk.domain.people.throughput import countable, outcomes
from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period
from asfdesk.domain.plan import BASIS_POINTS, PlanStatus
from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.visiting.visit_state import (
    StateFigure,
    StateUnit,
    VisitState,
    day_value,
    month_value,
)
from asfdesk.errors import AsfDeskError
from asfdesk.services.drivers.bank_balances import newest_balance
from asfdesk.services.drivers.plan_papers import plan_papers
from asfdesk.services.hours.capacity import capacity_of
from asfdesk.services.planning.cash import cash
from asfdesk.services.planning.follow_up import closed_through, follow_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.services.session import ReadSession

WORK_MONTHS = 3
"""Rates of attendance and supervision are of so many months: one is too much by chance."""
_UNCOUNTED = (ExitGroup.MISREGISTERED, ExitGroup.DECEASED)
_SUMS = {"income": Subtotal.INCOME, "cost": Subtotal.COSTS, "result": Subtotal.YEAR}


def state_of(session: ReadSession, today: date) -> VisitState:
    """Where the enterprise stands; see `domain.visiting.visit_state` for the keys.

    Args:
        session: the open file, with any key.
        today: the day; nothing after it is counted.
    """
    found = _Figures()
    year = _year(session, today)
    _add_economy(found, session, year, today)
    _add_money(found, session, year, today)
    _add_work(found, session, today)
    _add_outcomes(found, session, today)
    _add_corrections(found, session)
    _add_actions(found, session, today)
    return VisitState(today, {one.key: one for one in found.figures})


class _Figures:
    """Gathers figures."""

    def __init__(self) -> None:
        self.figures: list[StateFigure] = []

    def add(self, key: str, unit: StateUnit, value: int | None) -> None:
        """One figure."""
        self.figures.append(StateFigure(key, unit, value))

    def share(self, key: str, value: Fraction | None) -> None:
        """A share, an average or a ratio, in ten-thousandths."""
        self.add(key, StateUnit.BP, None if value is None else round_half_up(value * BASIS_POINTS))

    def month(self, key: str, value: Month | None) -> None:
        """A month."""
        self.add(key, StateUnit.MONTH, month_value(value))

    def ore(self, key: str, value: int | None) -> None:
        """An amount."""
        self.add(key, StateUnit.ORE, value)

    def count(self, key: str, value: int | None) -> None:
        """A count."""
        self.add(key, StateUnit.COUNT, value)


def _year(session: ReadSession, today: date) -> FiscalYear | None:
    """The fiscal year of the day; the latest before it where the next is not there yet."""
    begun = [year for year in session.enterprise.fiscal_years() if year.first <= today]
    return max(begun, key=lambda year: year.first, default=None)


def _add_economy(
    found: _Figures, session: ReadSession, year: FiscalYear | None, today: date
) -> None:
    """Plan, booked so far and forecast."""
    month = _last_month(year, today)
    view = None if year is None or month is None else follow_up(session, year, month)
    found.month("year.first", Month.of(year.first) if year else None)
    found.month("year.last", Month.of(year.last) if year else None)
    found.month("books.through", closed_through(year, month) if year and month else None)
    plan = view.plan if view else None
    approved = plan.approved_on if plan and plan.status is PlanStatus.APPROVED else None
    found.count("plan.version", plan.version if plan else None)
    found.add("plan.approved_on", StateUnit.DAY, day_value(approved))
    for name, side in _SIDES.items():
        for key, subtotal in _SUMS.items():
            row = _row(view, subtotal)
            found.ore(f"{name}.{key}", side(row) if row else None)
        for row in view.rows if view else ():
            if row.row.kind is RowKind.LINE and (ore := side(row)):
                found.ore(f"{name}.line.{row.row.key}", ore)
    result = _row(view, Subtotal.YEAR)
    closed = view is not None and view.through is not None
    found.ore("to_date.planned", result.figures.to_date.plan_ore if result and closed else None)


_SIDES: dict[str, Callable[[FollowUpRow], int | None]] = {
    "plan": lambda row: row.figures.year.plan_ore,
    "to_date": lambda row: row.figures.to_date.actual_ore,
    "forecast": lambda row: row.figures.year.actual_ore,
}


def _last_month(year: FiscalYear | None, today: date) -> Month | None:
    return None if year is None else min(Month.of(today), Month.of(year.last))


def _row(view: FollowUp | None, subtotal: Subtotal) -> FollowUpRow | None:
    rows = view.rows if view else ()
    return next((row for row in rows if row.row.subtotal is subtotal), None)


def _add_money(found: _Figures, session: ReadSession, year: FiscalYear | None, today: date) -> None:
    """The plan's lowest month-end, and what is in the bank."""
    plan = session.plans.in_force(year.id) if year else None
    budget = _liquidity(session, plan)
    found.ore("liquidity.lowest", budget.lowest[1] if budget else None)
    found.month("liquidity.lowest_month", budget.lowest[0] if budget else None)
    found.ore("liquidity.headroom", budget.headroom_ore if budget else None)
    known = [(one.day, one.ore) for one in (newest_balance(session, today),) if one]
    month = _last_month(year, today)
    booked = cash(session, year, month) if year and month else None
    if booked is not None:
        known.append((min(booked.latest.month.last, today), booked.latest.balance_ore))
    newest = max(known, key=lambda one: one[0], default=None)
    found.ore("bank.balance", newest[1] if newest else None)
    found.add("bank.day", StateUnit.DAY, day_value(newest[0] if newest else None))


def _liquidity(session: ReadSession, plan: Plan | None) -> Liquidity | None:
    """None also of a plan that cannot be computed: the page says what is wrong with it."""
    try:
        return plan_papers(session, plan).cash if plan else None
    except AsfDeskError:
        return None


def _add_work(found: _Figures, session: ReadSession, today: date) -> None:
    """Places now; occupancy and supervision of the latest months that are over."""
    now = capacity_of(session, (Period.of_month(Month.of(today)),), today).whole.total
    found.share("places.sold", now.sold)
    found.share("places.booked", now.booked)
    found.share("places.free", now.free)
    locked = [one.month for one in session.attendance.states() if one.locked]
    locked = [month for month in locked if month.first <= today]
    found.month("attendance.locked", max(locked, default=None))
    period = work_period(locked, today)
    span = capacity_of(session, (period,), today).whole
    found.month("work.first", Month.of(period.first))
    found.month("work.last", Month.of(period.last))
    found.share("occupancy.booked", span.total.booking_rate)
    found.share("occupancy.attended", span.total.attendance_rate)
    found.share("occupancy.sold", span.total.occupancy)
    given = span.supervision
    found.share("supervision.fte", given.full_time if given.reported else None)
    found.add("supervision.minutes", StateUnit.MINUTES, given.reported or None)
    found.add("supervision.attended_minutes", StateUnit.MINUTES, given.attended or None)
    found.share(
        "supervision.per_trainee_hour", given.hours_per_trainee_hour if given.reported else None
    )
    found.share("supervision.ratio", given.trainees_per_supervisor)


def work_period(locked: Iterable[Month], today: date) -> Period:
    """Three months up to the last locked one; up to the last one that is over while none is."""
    last = max(locked, default=Month.of(today).plus(-1))
    return Period.of_months(last.plus(1 - WORK_MONTHS), last)


def _add_outcomes(found: _Figures, session: ReadSession, today: date) -> None:
    """Exits of the twelve months that are over (decisions C16)."""
    last = Month.of(today + timedelta(days=1)).plus(-1)
    period = Period.of_months(last.plus(1 - MONTHS_IN_YEAR), last)
    trainees = {one.id: one for one in session.trainees.trainees()}
    held = session.placements.in_period(period.first, period.last)
    ended = outcomes(countable(held, trainees), period)
    found.month("outcomes.first", Month.of(period.first))
    found.month("outcomes.last", last)
    found.count("outcomes.exits", ended.exits)
    for group in ExitGroup:
        if group not in _UNCOUNTED:
            found.count(f"outcomes.group.{group.value}", ended.by_group.get(group, 0))
    found.share("outcomes.results", ended.rate(ExitGroup.WORK, ExitGroup.STUDIES))


def _add_corrections(found: _Figures, session: ReadSession) -> None:
    """Months that were locked again after something had been reported from them."""
    first: dict[Month, int] = {}
    for sent in session.sent.reports():
        for month, version in sent.month_versions.items():
            if version:
                first[month] = min(first.get(month, version), version)
    now = {one.month: one.version for one in session.attendance.states()}
    again = {month: now.get(month, version) - version for month, version in first.items()}
    for month in sorted(again):
        if again[month] > 0:
            found.count(f"corrections.month.{month}", again[month])
    found.count("corrections.months", sum(times > 0 for times in again.values()))
    found.count("corrections.waiting", len(session.sent.resends()))


def _add_actions(found: _Figures, session: ReadSession, today: date) -> None:
    actions = session.comments.actions(with_done=True)
    left = [one for one in actions if one.status in (ActionStatus.OPEN, ActionStatus.ONGOING)]
    found.count("actions.open", len(left))
    found.count("actions.overdue", sum(one.is_late(today) for one in left))
    found.count("actions.done", sum(one.status is ActionStatus.DONE for one in actions))
