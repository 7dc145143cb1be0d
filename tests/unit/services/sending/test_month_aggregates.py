"""Counts of what is sealed, kept at locking: never such that one reason can be told (C3)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month
from asfdesk.domain.sending.month_aggregates import may_close, shown_counts, window_of
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.sending.month_aggregates import kept_tables
from asfdesk.services.session import write_session
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.storage.rows import Writer

MAY, JUNE = Month(2026, 5), Month(2026, 6)
TODAY = date(2026, 7, 1)
WITH, WITHOUT = ExitReason.WORK_SUBSIDISED, ExitReason.WORK_UNSUBSIDISED


def leave(
    session: WriteSession, agreement: int, number: int, reason: ExitReason, month: Month
) -> None:
    """Somebody who came and left without a planned day, so that months can be locked."""
    placement = add_placement(session, agreement, number, week={}, first=date(2026, 1, 1))
    end_placement(session, placement, Exit(month.first, reason.group, reason))


def fill(session: WriteSession, agreement: int, first: int, counts: dict[ExitReason, int]) -> None:
    number = first
    for reason, count in counts.items():
        for _one in range(count):
            leave(session, agreement, number, reason, MAY)
            number += 1


def exits(session: WriteSession) -> dict[str, dict[str, int | None]]:
    return {one.name: dict(one.counts) for one in kept_tables(session)}


def test_enough_of_each_is_shown(session: WriteSession) -> None:
    fill(session, add_agreement(session), 1, {WITH: 6, WITHOUT: 7})
    lock_month(session, MAY, TODAY)
    assert exits(session) == {
        "exit.arbete": {
            "ARB_UTAN_STOD": 7,
            "ARB_MED_STOD": 6,
            "EGET_FORETAG": 0,
        }
    }


@pytest.mark.parametrize(
    "counts",
    [
        {WITH: 6},  # all of the group: the count would tell each one's reason
        {WITH: 5, WITHOUT: 1},
        {WITH: 2, WITHOUT: 3},
    ],
)
def test_a_reason_that_could_be_told_is_hidden(
    session: WriteSession, counts: dict[ExitReason, int]
) -> None:
    fill(session, add_agreement(session), 1, counts)
    lock_month(session, MAY, TODAY)
    shown = exits(session)["exit.arbete"]
    assert shown["ARB_MED_STOD"] is None
    assert shown["ARB_UTAN_STOD"] is None


def test_next_month_tells_nothing_more_about_whom_it_adds(session: WriteSession) -> None:
    """7 and 6 in May; with one more in June the difference would be that one's reason."""
    agreement = add_agreement(session)
    fill(session, agreement, 1, {WITH: 6, WITHOUT: 7})
    lock_month(session, MAY, TODAY)
    before = kept_tables(session)
    leave(session, agreement, 50, WITH, JUNE)
    lock_month(session, JUNE, TODAY)
    assert kept_tables(session) == before


def test_locked_again_with_another_reason_tells_nothing_more(session: WriteSession) -> None:
    agreement = add_agreement(session)
    fill(session, agreement, 1, {WITH: 6, WITHOUT: 7})
    lock_month(session, MAY, TODAY)
    before = kept_tables(session)
    reopen_month(session, MAY, "rätta", TODAY)
    leave(session, agreement, 50, WITH, MAY)
    lock_month(session, MAY, TODAY)
    assert kept_tables(session) == before


def test_fewer_than_the_limit_make_no_table_at_all(session: WriteSession) -> None:
    fill(session, add_agreement(session), 1, {WITH: 2, WITHOUT: 2})
    lock_month(session, MAY, TODAY)
    assert exits(session) == {}


def test_the_protected_stand_in_no_statistics(session: WriteSession) -> None:
    agreement = add_agreement(session)
    fill(session, agreement, 1, {WITH: 6, WITHOUT: 7})
    placement = add_placement(session, agreement, 60, week={}, protected=True)
    end_placement(session, placement, Exit(MAY.first, ExitGroup.WORK, WITH))
    lock_month(session, MAY, TODAY)
    assert exits(session)["exit.arbete"]["ARB_MED_STOD"] == 6


def test_an_adviser_reads_the_table_and_adds_none(session: WriteSession, writer: Writer) -> None:
    agreement = add_agreement(session)
    adviser = write_session(writer, None)
    fill(session, agreement, 1, {WITH: 6, WITHOUT: 7})
    lock_month(adviser, MAY, TODAY)
    assert kept_tables(adviser) == []
    lock_month(session, JUNE, TODAY)
    assert exits(adviser)["exit.arbete"]["ARB_UTAN_STOD"] == 7


def test_windows_never_overlap_and_close_by_clear_counts_alone() -> None:
    assert (str(window_of(MAY)), window_of(MAY).first) == (
        "2025-06..2026-05",
        date(2025, 6, 1),
    )
    assert not may_close(MAY, set(), 4, 5)
    assert may_close(MAY, set(), 5, 5)
    for other in (MAY, JUNE, Month(2025, 6), Month(2027, 4)):
        assert not may_close(MAY, {other}, 50, 5), other
    assert may_close(MAY, {Month(2025, 5), Month(2027, 5)}, 50, 5)


def test_a_table_is_never_unanimous() -> None:
    assert shown_counts({"a": 9, "b": 0}, 5) == {"a": None, "b": None}
    assert shown_counts({"a": 9, "b": 5}, 5) == {"a": 9, "b": 5}
    assert shown_counts({"a": 9, "b": 5, "c": 1}, 5) == {"a": 9, "b": None, "c": None}
