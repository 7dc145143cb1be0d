"""A client file for the benchmarks: many trainees and years of daily attendance.

It is made once and kept in a temporary folder; another version of the schema or of this file makes
it anew. Every year all trainees leave and as many new ones come, as they do where decisions last a
year, so ten years of 200 trainees are 2,000 people and half a million days.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Agreement, Buyer
from asfdesk.domain.codes import Form, PayerKind, PlacementStatus, ReferringBody, Sex
from asfdesk.domain.hours.attendance import MonthState, MonthStatus
from asfdesk.domain.hours.holidays import WorkCalendar
from asfdesk.domain.hours.supervision import Employment, Supervisor
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule
from asfdesk.domain.people.trainees import Identity, Trainee
from asfdesk.domain.period import Month, Period
from asfdesk.services.file.open_file import KdfCost, NewEnterprise, create_client_file
from asfdesk.storage import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.services.session import WriteSession

PASSWORD = "mycket snabba ord"  # noqa: S105 - of a file that holds nothing real
TODAY = date(2026, 11, 23)
TRAINEES, YEARS, AGREEMENTS, SUPERVISORS = 200, 10, 8, 20
_CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
_SEED = 20261123
_COLUMNS = ("placement_id", "day", "planned_minutes", "attended_minutes", "code")
_WEEKS = (
    dict.fromkeys(range(1, 6), 360),
    dict.fromkeys(range(1, 6), 480),
    dict.fromkeys(range(1, 5), 240),
    dict.fromkeys((1, 3, 5), 300),
)
_GIVEN = ("Aino", "Bashir", "Carina", "Dawit", "Emil", "Fatma", "Göran", "Hanna", "Ivo", "Åsa")
_FAMILY = ("Lindqvist", "Abdi", "Öberg", "Nilsson", "Yilmaz", "Ek", "Sandström-Holm", "Åkesson")


def people_file(trainees: int = TRAINEES, years: int = YEARS) -> Path:
    """The file, made if it is not there yet. The last two months are open, the last days empty."""
    steps = sorted(Path(migrations.__file__).parent.glob("m*.py"))
    made_by = b"".join(path.read_bytes() for path in (Path(__file__), *steps))
    source = hashlib.sha256(made_by).hexdigest()[:10]
    folder = Path(tempfile.gettempdir()) / "asfdesk-bench"
    path = folder / f"people-{trainees}-{years}-{source}.asfdesk"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        _make(path, trainees, years)
    return path


def _make(path: Path, trainees: int, years: int) -> None:
    unfinished = path.with_name(f"unfinished-{path.name}")
    unfinished.unlink(missing_ok=True)
    new = NewEnterprise("Många AB (svb)", "559999-0002")
    opened, _code = create_client_file(unfinished, new, PASSWORD, TODAY, cost=_CHEAP)
    _fill(opened.writing(), trainees, years)
    opened.close()
    unfinished.rename(path)


def _fill(session: WriteSession, trainees: int, years: int) -> None:
    dice = random.Random(_SEED)  # noqa: S311 - reproducible, not secret
    calendar = WorkCalendar()
    with session.writer.action("example.fill", ("attendance",), undoable=False):
        agreements = [_agreement(session, at, years) for at in range(AGREEMENTS)]
        _supervisors(session)
        for year in range(TODAY.year - years, TODAY.year):
            first = date(year, TODAY.month, TODAY.day) + timedelta(days=1)
            last = date(year + 1, TODAY.month, TODAY.day) + timedelta(days=30)
            if year + 1 < TODAY.year:
                last = date(year + 1, TODAY.month, TODAY.day)
            placements = [
                _placement(session, dice, agreements, first, last, number)
                for number in _numbers(year - TODAY.year + years, trainees)
            ]
            days = calendar.worked_days(Period(first, min(last, TODAY - timedelta(days=10))))
            rows = (row for day in days for row in _day(dice, placements, day))
            session.writer.insert_many("attendance", _COLUMNS, rows)
        _lock(session, Month(TODAY.year - years, TODAY.month), Month.of(TODAY).plus(-1))


def _numbers(at: int, trainees: int) -> range:
    return range(at * trainees + 1, (at + 1) * trainees + 1)


def _agreement(session: WriteSession, at: int, years: int) -> int:
    buyer = session.agreements.add_buyer(Buyer(0, f"Kommun {at + 1}", PayerKind.MUNICIPALITY))
    first = date(TODAY.year - years, 1, 1)
    return session.agreements.add_agreement(
        Agreement(0, buyer, f"Avtal {at + 1}", Form.WORK_TRAINING, first)
    )


def _supervisors(session: WriteSession) -> None:
    for number in range(1, SUPERVISORS + 1):
        started = date(TODAY.year - YEARS, 1, 1)
        row = session.supervision.add_supervisor(
            Supervisor(0, number, f"Handledare {number}", started)
        )
        session.supervision.put_employment(Employment(0, row, started, 10_000, 25_000))


def _placement(
    session: WriteSession,
    dice: random.Random,
    agreements: list[int],
    first: date,
    last: date,
    number: int,
) -> Placement:
    protected = number % 50 == 7  # noqa: PLR2004 - one in fifty
    trainee = session.trainees.add_trainee(
        Trainee(0, number, dice.choice(list(Sex)), protected=protected, registered_on=first)
    )
    name = f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)} {number}"
    session.trainees.set_identity(trainee, Identity(name=name, phone="070-000 00 00"))
    week = dice.choice(_WEEKS)
    schedule = Schedule(
        0,
        0,
        first,
        sum(week.values()) * 10_000 // 2400,
        {weekday: DaySlot(minutes, 540) for weekday, minutes in week.items()},
    )
    made = Placement(
        0,
        trainee,
        dice.choice(agreements),
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        first,
        last,
        PlacementStatus.ONGOING,
        caseworker="Handläggare Handläggarsson",
        schedules=(schedule,),
    )
    row = session.placements.add_placement(made)
    return replace(made, id=row)


def _day(
    dice: random.Random, placements: list[Placement], day: date
) -> Iterator[tuple[object, ...]]:
    for placement in placements:
        planned = placement.planned_minutes(day)
        if not planned:
            continue
        chance = dice.random()
        attended, code = planned, None
        if chance < 0.10:  # noqa: PLR2004 - one day in ten
            attended, code = 0, dice.choice("FFOL")
        elif chance < 0.25:  # noqa: PLR2004 - and some shorter ones
            attended = planned - dice.choice((30, 60, 90, 120))
        yield placement.id, day.isoformat(), planned, attended, code


def _lock(session: WriteSession, first: Month, open_month: Month) -> None:
    month = first
    while month < open_month:
        session.attendance.set_state(MonthState(month, MonthStatus.LOCKED, 1), month.last)
        month = month.plus(1)
