"""What key figures are made of, month by month: read once, then added up to any period.

A figure of a quarter is made of the sums of its three months, so a long history costs one reading
of books, attendance and exits, and not one for each point (ADR 0036).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import TRAINING, codes_under
from asfdesk.domain.hours.places import PlaceDays, place_days
from asfdesk.domain.hours.supervision import FULL_DAY_MINUTES, exact_cost
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.period import Period
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.actuals import covered_months, line_months
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.planning.month_balances import month_balances

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.figure_inputs import Balance
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.services.session import ReadSession

WHOLE_BP = 10_000


@dataclass(frozen=True)
class WorkParts:
    """Attendance, supervision and employment of some days, to be added up.

    Attributes:
        agreed: whether there is any agreement to sell places by.
        workdays: working days up to today.
        supervised: whether any supervision is noted.
        supervision_ore: what it costs, exact; None when some of it has no price.
        employed_minutes: supervisors' employed time, full days of 8 h by their share.
        placement_days: ongoing placements, summed over the working days.
    """

    places: PlaceDays = field(default_factory=PlaceDays)
    agreed: bool = False
    workdays: int = 0
    supervised: bool = False
    supervision_minutes: int = 0
    supervision_ore: Fraction | None = Fraction(0)
    employed_minutes: Fraction = Fraction(0)
    placement_days: int = 0

    def __add__(self, other: WorkParts) -> WorkParts:
        return WorkParts(
            self.places + other.places,
            self.agreed or other.agreed,
            self.workdays + other.workdays,
            self.supervised or other.supervised,
            self.supervision_minutes + other.supervision_minutes,
            None
            if self.supervision_ore is None or other.supervision_ore is None
            else self.supervision_ore + other.supervision_ore,
            self.employed_minutes + other.employed_minutes,
            self.placement_days + other.placement_days,
        )


@dataclass(frozen=True)
class MonthParts:
    """One month.

    Attributes:
        lines: plan line -> booked öre by effect.
        reached: whether the books, or typed amounts, go to this month.
        balance: the balance sheet when the month ended; None = not known.
        billed: buyer -> öre of the invoice bases of the training lines' agreements.
        public_billed: the part of them that public payers owe.
        ended: placements that ended in the month and are counted.
    """

    month: Month
    lines: Mapping[str, int]
    reached: bool
    balance: Balance | None
    work: WorkParts
    billed: Mapping[int, int]
    public_billed: int
    ended: tuple[Placement, ...]


@dataclass(frozen=True)
class Parts:
    """Months in a row, with what they share."""

    months: Mapping[Month, MonthParts]
    lines: tuple[PlanLine, ...]

    def of(self, period: Period) -> list[MonthParts]:
        """The months of a period that were read, in order."""
        return [self.months[month] for month in period.months() if month in self.months]


def gather_parts(session: ReadSession, period: Period, today: date) -> Parts:
    """Everything of a period of whole months, read once.

    Args:
        session: the open file.
        period: one or more whole months.
        today: days after it count in no figure of attendance.
    """
    months = period.months()
    lines = tuple(session.plans.lines(with_inactive=True))
    booked: dict[Month, dict[str, int]] = defaultdict(dict)
    for code, amounts in line_months(session, months[0], months[-1]).items():
        for month, ore in amounts.items():
            booked[month][code] = ore
    covered = covered_months(session)
    balances = month_balances(session, months)
    facts = gather(session, period)
    codes = codes_under(lines, (TRAINING,))
    people = countable(facts.placements, facts.trainees)
    found = {}
    for month in months:
        inside = _of_month(facts, month)
        billed, public = _billed(inside, codes)
        found[month] = MonthParts(
            month,
            booked.get(month, {}),
            month in covered or month in booked,
            balances.get(month),
            _work(inside, today),
            billed,
            public,
            tuple(p for p in people if p.exit and p.exit.ended_on in inside.period),
        )
    return Parts(found, lines)


def _of_month(facts: WorkFacts, month: Month) -> WorkFacts:
    """The same facts with the placements of one month alone; there may be ten years of them."""
    period = Period.of_month(month)
    held = tuple(p for p in facts.placements if period.overlaps(p.decision_from, p.last_day))
    return replace(facts, period=period, placements=held)


def _billed(facts: WorkFacts, codes: Collection[str]) -> tuple[dict[int, int], int]:
    found: dict[int, int] = defaultdict(int)
    wanted = tuple(one for one in facts.agreements if one.line_code in codes)
    for bill in bills(replace(facts, agreements=wanted)):
        found[bill.agreement.buyer_id] += bill.net_ore
    public = sum(ore for buyer, ore in found.items() if facts.buyers[buyer].kind.public)
    return dict(found), public


def _work(facts: WorkFacts, today: date) -> WorkParts:
    days = [day for day in facts.period.days() if day <= today]
    workdays = [day for day in days if facts.is_workday(day)]
    sold = PlaceDays()
    for agreement in facts.agreements:
        sold += place_days(agreement, facts.placements, facts.entries, days, facts.is_workday)
    entries = [one for one in facts.supervision if one.day in facts.period]
    return WorkParts(
        places=sold,
        agreed=bool(facts.agreements),
        workdays=len(workdays),
        supervised=bool(entries),
        supervision_minutes=sum(one.minutes for one in entries),
        supervision_ore=exact_cost(entries, facts.supervisors),
        employed_minutes=_employed(facts, workdays),
        placement_days=sum(one.holds_on(day) for day in workdays for one in facts.placements),
    )


def _employed(facts: WorkFacts, workdays: Iterable[date]) -> Fraction:
    """Supervisors' employed time (decisions A15)."""
    minutes = 0
    for supervisor in facts.supervisors:
        for day in workdays:
            employment = supervisor.employment_on(day)
            if employment is not None:
                minutes += FULL_DAY_MINUTES * employment.fte_bp
    return Fraction(minutes, WHOLE_BP)
