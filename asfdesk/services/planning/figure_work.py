"""Attendance, supervision and employment by month, as the key figures need them.

Days that were attended are added up by the database. Day by day only what that cannot tell: the
placements that begin, end or rest within the month, and agreements that pay for what was booked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import DayCount
from asfdesk.domain.codes import PriceBasis
from asfdesk.domain.hours.places import PLACE, place_days
from asfdesk.domain.hours.supervision import FULL_DAY_MINUTES, exact_cost
from asfdesk.domain.period import Month, Period
from asfdesk.reports.hours.work_facts import by_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.hours.supervision import SupervisionEntry
    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.services.session import ReadSession
    from asfdesk.storage.planning.attended_store import Attended

WHOLE_BP = 10_000


@dataclass(frozen=True)
class WorkParts:
    """Attendance, supervision and employment of some days, to be added up.

    Attributes:
        available, delivered: place-days (decisions A3).
        agreed: whether there is any agreement to sell places by.
        workdays: working days up to today.
        supervised: whether any supervision is noted.
        supervision_ore: what it costs, exact; None when some of it has no price.
        employed_minutes: supervisors' employed time, full days of 8 h by their share.
        placement_days: ongoing placements, summed over the working days.
    """

    available: Fraction = Fraction(0)
    delivered: Fraction = Fraction(0)
    agreed: bool = False
    workdays: int = 0
    supervised: bool = False
    supervision_minutes: int = 0
    supervision_ore: Fraction | None = Fraction(0)
    employed_minutes: Fraction = Fraction(0)
    placement_days: int = 0

    def __add__(self, other: WorkParts) -> WorkParts:
        mine, others = self.supervision_ore, other.supervision_ore
        return WorkParts(
            self.available + other.available,
            self.delivered + other.delivered,
            self.agreed or other.agreed,
            self.workdays + other.workdays,
            self.supervised or other.supervised,
            self.supervision_minutes + other.supervision_minutes,
            None if mine is None or others is None else mine + others,
            self.employed_minutes + other.employed_minutes,
            self.placement_days + other.placement_days,
        )


class WorkReader:
    """Gives the parts of any month of a period."""

    def __init__(self, session: ReadSession, facts: WorkFacts, period: Period, today: date) -> None:
        self._session = session
        self._facts = facts
        self._today = today
        last = min(period.last, today)
        self._attended = session.attended.by_month(period.first, last)
        self._supervision: dict[Month, list[SupervisionEntry]] = defaultdict(list)
        for entry in session.supervision.entries(period):
            self._supervision[Month.of(entry.day)].append(entry)

    def month(self, month: Month, held: Sequence[Placement]) -> WorkParts:
        """One month; `held` are the placements that share a day with it."""
        days = [day for day in month.days() if day <= self._today]
        workdays = [day for day in days if self._facts.is_workday(day)]
        entries = self._supervision[month]
        throughout = {one.id for one in held if one.held_throughout(month.first, month.last)}
        return WorkParts(
            available=sum((_available(a, workdays) for a in self._facts.agreements), Fraction(0)),
            delivered=self._delivered(month, held, throughout, days),
            agreed=bool(self._facts.agreements),
            workdays=len(workdays),
            supervised=bool(entries),
            supervision_minutes=sum(one.minutes for one in entries),
            supervision_ore=exact_cost(entries, self._facts.supervisors),
            employed_minutes=self._employed(workdays),
            placement_days=sum(
                len(workdays) if one.id in throughout else sum(map(one.holds_on, workdays))
                for one in held
            ),
        )

    def _delivered(
        self, month: Month, held: Iterable[Placement], throughout: set[int], days: Sequence[date]
    ) -> Fraction:
        """Place-days that were delivered: added up already, or counted day by day."""
        summed: dict[int, list[Attended]] = defaultdict(list)
        counted: list[Placement] = []
        simple = {a.id for a in self._facts.agreements if _is_simple(a, month)}
        for one in held:
            if one.id in throughout and one.agreement_id in simple:
                sums = self._attended.get((one.id, month))
                summed[one.agreement_id] += [sums] if sums else []
            else:
                counted.append(one)
        rows = self._rows(month, counted)
        total = Fraction(0)
        for agreement in self._facts.agreements:
            total += _attended_days(agreement, summed.get(agreement.id, ()))
            if counted:
                found = place_days(agreement, counted, rows, days, self._facts.is_workday)
                total += found.delivered
        return total

    def _rows(
        self, month: Month, placements: Sequence[Placement]
    ) -> Mapping[tuple[int, date], tuple[AttendanceEntry, ...]]:
        if not placements:
            return {}
        ids = [one.id for one in placements]
        return by_day(self._session.attendance.entries(Period.of_month(month), ids))

    def _employed(self, workdays: Iterable[date]) -> Fraction:
        """Supervisors' employed time (decisions A15)."""
        minutes = 0
        for supervisor in self._facts.supervisors:
            for day in workdays:
                employment = supervisor.employment_on(day)
                if employment is not None:
                    minutes += FULL_DAY_MINUTES * employment.fte_bp
        return Fraction(minutes, WHOLE_BP)


def _is_simple(agreement: Agreement, month: Month) -> bool:
    """Whether delivered is attended on every day of the month: nothing pays for booking."""
    runs = agreement.holds_on(month.first) and agreement.holds_on(month.last)
    return runs and all(terms.basis is PriceBasis.ATTENDED for terms in agreement.terms)


def _available(agreement: Agreement, workdays: Iterable[date]) -> Fraction:
    milli = 0
    for day in workdays:
        terms = agreement.terms_on(day) if agreement.holds_on(day) else None
        milli += terms.places_milli if terms else 0
    return Fraction(milli, PLACE)


def _attended_days(agreement: Agreement, sums: Iterable[Attended]) -> Fraction:
    if agreement.day_count is DayCount.MINUTES:
        return Fraction(sum(one.minutes for one in sums), agreement.place_day_minutes)
    return Fraction(sum(one.days for one in sums))
