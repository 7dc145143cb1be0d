"""Builders of a small enterprise for tests: a buyer, agreements, trainees and placements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Agreement, Buyer
from asfdesk.domain.codes import Form, PayerKind, ReferringBody, Sex
from asfdesk.domain.hours.supervision import Employment, Supervisor
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule
from asfdesk.domain.people.trainees import Identity, Trainee

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.services.session import WriteSession

SIX_HOURS = dict.fromkeys(range(1, 6), 360)
"""Monday to Friday, 6 h a day: 30 h a week."""


def add_agreement(session: WriteSession, name: str = "Huddinge") -> int:
    """A buyer with one agreement that runs from 2026 on."""
    with session.writer.action("agreement.add", ("agreements",)):
        buyer = session.agreements.add_buyer(Buyer(0, f"{name} kommun", PayerKind.MUNICIPALITY))
        return session.agreements.add_agreement(
            Agreement(0, buyer, name, Form.WORK_TRAINING, date(2026, 1, 1))
        )


def schedule(week: Mapping[int, int], valid_from: date) -> Schedule:
    """A week's minutes, from nine o'clock."""
    slots = {weekday: DaySlot(minutes, 540) for weekday, minutes in week.items()}
    return Schedule(0, 0, valid_from, sum(week.values()) * 10_000 // 2400, slots)


def add_placement(  # noqa: PLR0913 - a builder: every argument has a sensible default
    session: WriteSession,
    agreement_id: int,
    number: int = 1,
    *,
    week: Mapping[int, int] = SIX_HOURS,
    first: date = date(2026, 1, 1),
    last: date | None = None,
    name: str = "",
    protected: bool = False,
) -> int:
    """A trainee with one placement; returns the placement's id."""
    with session.writer.action("placement.add", ("placements",)):
        trainee = session.trainees.add_trainee(Trainee(0, number, Sex.WOMAN, protected=protected))
        if name:
            session.trainees.set_identity(trainee, Identity(name=name))
        return session.placements.add_placement(
            Placement(
                0,
                trainee,
                agreement_id,
                Form.WORK_TRAINING,
                ReferringBody.MUNICIPALITY,
                first,
                last,
                schedules=(schedule(week, first),),
            )
        )


def add_supervisor(
    session: WriteSession,
    number: int = 1,
    name: str = "",
    *,
    fte_bp: int = 10_000,
    esf_project: bool = False,
) -> int:
    """A supervisor employed from 2026 on at 250 kr an hour."""
    with session.writer.action("supervisor.add", ("supervision",)):
        row_id = session.supervision.add_supervisor(
            Supervisor(0, number, name, started_on=date(2026, 1, 1), esf_project=esf_project)
        )
        session.supervision.put_employment(Employment(0, row_id, date(2026, 1, 1), fte_bp, 25_000))
        return row_id
