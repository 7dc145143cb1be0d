"""Supervisors and their time in the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import Employment, SupervisionEntry, SupervisionTotals
from asfdesk.domain.period import Month, Period
from asfdesk.errors import NeedsVaultKeyError
from tests.workshop import add_agreement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
WHOLE = Period.of_month(OCTOBER)
DAY = date(2026, 10, 21)


def _put(session: WriteSession, *entries: SupervisionEntry) -> list[bool]:
    with session.writer.action("supervision.set", ("supervision",)):
        return [session.supervision.put(entry) for entry in entries]


def test_a_name_is_sealed(session: WriteSession, adviser: WriteSession) -> None:
    row_id = add_supervisor(session, 3, "Anna Ek")
    owner_sees = session.supervision.supervisor(row_id)
    adviser_sees = adviser.supervision.supervisor(row_id)
    assert owner_sees is not None
    assert adviser_sees is not None
    assert (owner_sees.number, owner_sees.name) == (3, "Anna Ek")
    assert adviser_sees.name == ""
    assert "Anna" not in repr(owner_sees)
    assert owner_sees.employments == (Employment(1, row_id, date(2026, 1, 1), 10_000, 25_000),)


def test_an_adviser_changes_dates_without_touching_the_name(
    session: WriteSession, adviser: WriteSession
) -> None:
    row_id = add_supervisor(session, 1, "Anna Ek")
    seen = adviser.supervision.supervisor(row_id)
    assert seen is not None
    with adviser.writer.action("supervisor.change", ("supervision",)):
        adviser.supervision.change_supervisor(replace(seen, ended_on=date(2026, 12, 31)))
    after = session.supervision.supervisor(row_id)
    assert after is not None
    assert (after.name, after.ended_on) == ("Anna Ek", date(2026, 12, 31))
    with (
        pytest.raises(NeedsVaultKeyError),
        adviser.writer.action("supervisor.change", ("supervision",)),
    ):
        adviser.supervision.change_supervisor(replace(seen, name="Någon annan"))


def test_employment_from_the_same_day_is_written_over(session: WriteSession) -> None:
    row_id = add_supervisor(session)
    with session.writer.action("supervisor.change", ("supervision",)):
        session.supervision.put_employment(Employment(0, row_id, date(2026, 1, 1), 5_000, 26_000))
        session.supervision.put_employment(Employment(0, row_id, date(2026, 7, 1), 7_500, 27_000))
    found = session.supervision.supervisor(row_id)
    assert found is not None
    assert [(e.valid_from, e.fte_bp, e.cost_per_hour_ore) for e in found.employments] == [
        (date(2026, 1, 1), 5_000, 26_000),
        (date(2026, 7, 1), 7_500, 27_000),
    ]
    assert session.supervision.next_number() == 2


def test_time_is_kept_by_day_activity_and_agreement(session: WriteSession) -> None:
    agreement, row_id = add_agreement(session), add_supervisor(session)
    general = SupervisionEntry(row_id, DAY, 240)
    bound = SupervisionEntry(row_id, DAY, 180, agreement_id=agreement)
    meeting = SupervisionEntry(row_id, DAY, 60, Activity.MEETING)
    assert _put(session, general, bound, meeting, bound) == [True, True, True, False]
    assert set(session.supervision.entries(WHOLE)) == {general, bound, meeting}
    assert session.supervision.minutes_by_day(WHOLE) == {DAY: 480}
    assert session.supervision.minutes_by_supervisor(WHOLE) == {row_id: 480}
    assert session.supervision.totals(WHOLE) == [
        SupervisionTotals(row_id, OCTOBER, Activity.TRAINEES, None, 240),
        SupervisionTotals(row_id, OCTOBER, Activity.TRAINEES, agreement, 180),
        SupervisionTotals(row_id, OCTOBER, Activity.MEETING, None, 60),
    ]
    with session.writer.action("supervision.set", ("supervision",)):
        assert session.supervision.clear(general)
        assert not session.supervision.clear(general)
    assert session.supervision.minutes_by_day(WHOLE) == {DAY: 240}
