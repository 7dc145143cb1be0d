"""The overview's supervision figure: what nobody has filled in is not zero."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.domain.period import Month
from asfdesk.services.overview import overview
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.services.overview import SupervisionFigure
    from asfdesk.services.session import WriteSession

MONDAY = date(2026, 2, 2)


def figure(session: WriteSession) -> SupervisionFigure:
    return overview(session, Month(2026, 2), date(2026, 2, 4)).supervision


def attend(session: WriteSession, placement: int, minutes: int) -> None:
    with session.writer.action("attendance.set", ("attendance",)):
        session.attendance.put(AttendanceEntry(placement, MONDAY, minutes, minutes))


def supervise(session: WriteSession, supervisor: int, minutes: int) -> None:
    with session.writer.action("supervision.set", ("supervision",)):
        session.supervision.put(SupervisionEntry(supervisor, MONDAY, minutes, Activity.TRAINEES))


def test_a_month_nobody_has_filled_in_has_no_figures(session: WriteSession) -> None:
    add_placement(session, add_agreement(session))
    add_supervisor(session)
    empty = figure(session)
    assert (empty.attended_minutes, empty.supervision_minutes) == (None, None)
    assert (empty.ratio, empty.before) == (None, None)


def test_attendance_alone_gives_no_ratio(session: WriteSession) -> None:
    attend(session, add_placement(session, add_agreement(session)), 360)
    found = figure(session)
    assert (found.attended_minutes, found.supervision_minutes, found.ratio) == (360, None, None)


def test_supervision_alone_gives_no_ratio_of_nought(session: WriteSession) -> None:
    supervise(session, add_supervisor(session), 120)
    found = figure(session)
    assert (found.attended_minutes, found.supervision_minutes, found.ratio) == (None, 120, None)


def test_both_give_trainee_hours_per_supervisor_hour(session: WriteSession) -> None:
    attend(session, add_placement(session, add_agreement(session)), 360)
    supervise(session, add_supervisor(session), 120)
    assert figure(session).ratio == Fraction(3)


def test_nobody_came_is_zero_and_not_missing(session: WriteSession) -> None:
    attend(session, add_placement(session, add_agreement(session)), 0)
    supervise(session, add_supervisor(session), 120)
    found = figure(session)
    assert (found.attended_minutes, found.ratio) == (0, Fraction(0))
