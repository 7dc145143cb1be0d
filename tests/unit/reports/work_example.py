"""A tiny enterprise for report tests: October 2026, 22 working days, one buyer, two trainees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import (
    AgeBand,
    AttendanceCode,
    Form,
    PayerKind,
    PriceBasis,
    PriceUnit,
    ReferringBody,
    Sex,
)
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.supervision import Employment, SupervisionEntry, Supervisor
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule
from asfdesk.domain.people.trainees import Trainee
from asfdesk.domain.period import Month, Period
from asfdesk.reports.document import Head
from asfdesk.reports.hours.work_facts import WorkFacts, by_day

if TYPE_CHECKING:
    from asfdesk.reports.document import Table

OCTOBER = Month(2026, 10)
HEAD = Head("Provet ek. för.", "769000-0000", datetime(2026, 11, 9, 8, 0, tzinfo=UTC), "0.1.0")
TERMS = Terms(
    1,
    1,
    date(2026, 1, 1),
    PriceUnit.DAY,
    PriceBasis.ATTENDED,
    32_000,
    3000,
    vat_bp=2500,
    payable={AttendanceCode.NOTIFIED: 5000},
)
AGREEMENT = Agreement(
    1,
    1,
    "Arbetsträning",
    Form.WORK_TRAINING,
    date(2026, 1, 1),
    date(2026, 12, 31),
    reference="A-7",
    terms=(TERMS,),
)


def weekday(day: date) -> bool:
    return day.isoweekday() < 6


def placement(number: int) -> Placement:
    week = {day: DaySlot(360, 540) for day in range(1, 6)}
    return Placement(
        number,
        number,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        date(2026, 1, 1),
        date(2026, 12, 31),
        schedules=(Schedule(number, number, date(2026, 1, 1), 7500, week),),
        supervisor_id=1,
    )


def entries() -> list[AttendanceEntry]:
    """1: two days away (F 1 Oct, O 2 Oct), the rest attended. 2: filled in until 14 Oct."""
    rows = []
    away = {1: AttendanceCode.NOTIFIED, 2: AttendanceCode.UNNOTIFIED}
    for day in filter(weekday, OCTOBER.days()):
        code = away.get(day.day)
        rows.append(AttendanceEntry(1, day, 360, 0 if code else 360, code))
        if day.day <= 14:
            rows.append(AttendanceEntry(2, day, 360, 360))
    return rows


def facts() -> WorkFacts:
    period = Period.of_month(OCTOBER)
    supervisor = Supervisor(
        1, 1, "", date(2026, 1, 1), None, (Employment(1, 1, date(2026, 1, 1), 5000, 26_000),)
    )
    return WorkFacts(
        period=period,
        span=period,
        buyers={1: Buyer(1, "Lindås kommun", PayerKind.MUNICIPALITY, "212000-0000", "AME")},
        agreements=(AGREEMENT,),
        placements=(placement(1), placement(2)),
        trainees={n: Trainee(n, n, Sex.WOMAN if n == 1 else Sex.MAN) for n in (1, 2)},
        entries=by_day(entries()),
        is_workday=weekday,
        supervisors=(supervisor,),
        supervision=(SupervisionEntry(1, date(2026, 10, 5), 4800),),
        age_bands={1: AgeBand.FROM_30, 2: AgeBand.FROM_30},
        labels={1: "Aino Prov", 2: "Bo Prov"},
        identity_numbers={1: "197803149801"},
        supervisor_labels={1: "Maria Prov"},
    )


def asking_for_numbers() -> WorkFacts:
    base = facts()
    return replace(base, agreements=(replace(AGREEMENT, needs_identity_number=True),))


def values(table: Table, row: int) -> list[object]:
    lines = [*table.rows, *table.totals]
    return [cell.value for cell in lines[row].cells]
