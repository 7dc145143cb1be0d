from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import ClosedPeriod, Enterprise
from asfdesk.domain.hours.attendance import MonthState, MonthStatus
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services import manage_enterprise as service
from asfdesk.services.changes import Topic
from asfdesk.services.manage_fiscal_years import (
    add_fiscal_year,
    change_fiscal_year,
    fiscal_year_rows,
    propose_next_year,
    remove_fiscal_year,
    set_books_through,
)
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
ENTERPRISE = Enterprise("Växthuset", "", LegalForm.COOPERATIVE, date(2026, 1, 7))
SUMMER = ClosedPeriod(0, date(2026, 7, 6), date(2026, 7, 31), " Semester ")


def lock(session: WriteSession, month: Month) -> None:
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(
            MonthState(month, MonthStatus.LOCKED, 1), datetime(2026, 11, 1, tzinfo=UTC)
        )


def test_the_enterprise_is_written_in_normal_form(session: WriteSession) -> None:
    changes = service.set_enterprise(
        session, replace(ENTERPRISE, name=" Växthuset ", org_number="165599990002")
    )
    view = service.enterprise_view(session)
    assert changes == {Topic.ENTERPRISE}
    assert view.enterprise == replace(ENTERPRISE, org_number="559999-0002")
    assert view.org_note != ""
    assert (view.eves_closed, view.small_count) == (True, 5)


@pytest.mark.parametrize(
    ("field", "bad"),
    [("name", {"name": " "}), ("org_number", {"org_number": "123"})],
)
def test_a_wrong_field_is_named(session: WriteSession, field: str, bad: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        service.set_enterprise(session, replace(ENTERPRISE, **bad))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_personnummer_is_not_kept_as_organisation_number(session: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        service.set_enterprise(session, replace(ENTERPRISE, org_number="811218-9876"))
    assert "9876" not in str(caught.value)


def test_another_number_can_be_accepted_and_taken_away(session: WriteSession) -> None:
    service.add_org_alias(session, "7696000002")
    assert service.enterprise_view(session).aliases == ("769600-0002",)
    service.remove_org_alias(session, "769600-0002")
    assert service.enterprise_view(session).aliases == ()


def test_closed_weeks_are_added_moved_and_removed(session: WriteSession) -> None:
    service.add_closed_period(session, SUMMER)
    closed = service.enterprise_view(session).closed[0]
    assert closed.name == "Semester"
    service.change_closed_period(session, replace(closed, last=date(2026, 8, 2)))
    assert service.enterprise_view(session).closed[0].last == date(2026, 8, 2)
    session.writer.undo()
    assert service.enterprise_view(session).closed[0].last == date(2026, 7, 31)
    service.remove_closed_period(session, closed.id)
    assert service.enterprise_view(session).closed == ()


def test_closed_weeks_may_not_overlap_or_run_backwards(session: WriteSession) -> None:
    service.add_closed_period(session, SUMMER)
    with pytest.raises(InvalidInputError):
        service.add_closed_period(session, replace(SUMMER, first=date(2026, 7, 31)))
    with pytest.raises(InvalidInputError):
        service.add_closed_period(session, ClosedPeriod(0, date(2026, 9, 2), date(2026, 9, 1)))


def test_a_locked_month_keeps_its_calendar(session: WriteSession) -> None:
    lock(session, Month(2026, 7))
    with pytest.raises(RefusedError) as caught:
        service.add_closed_period(session, SUMMER)
    assert "2026" in caught.value.what
    assert service.enterprise_view(session).closed == ()


def test_eves_cannot_change_under_a_locked_june(session: WriteSession) -> None:
    assert service.set_eves_closed(session, closed=True) == frozenset()
    lock(session, Month(2026, 5))
    assert Topic.ATTENDANCE in service.set_eves_closed(session, closed=False)
    assert not service.eves_closed(session)
    lock(session, Month(2026, 6))
    with pytest.raises(RefusedError):
        service.set_eves_closed(session, closed=True)


@pytest.mark.parametrize("threshold", [2, 11])
def test_the_small_count_stays_between_three_and_ten(session: WriteSession, threshold: int) -> None:
    service.set_small_count(session, 10)
    with pytest.raises(InvalidInputError):
        service.set_small_count(session, threshold)
    assert small_count(session) == 10


def test_the_first_year_proposed_is_the_calendar_year(session: WriteSession) -> None:
    period = propose_next_year([], TODAY)
    assert (period.first, period.last) == (date(2026, 1, 1), date(2026, 12, 31))
    add_fiscal_year(session, date(2026, 7, 1), date(2027, 6, 30))
    period = propose_next_year(session.enterprise.fiscal_years(), TODAY)
    assert (period.first, period.last) == (date(2027, 7, 1), date(2028, 6, 30))


@pytest.mark.parametrize(
    ("first", "last", "right"),
    [
        (date(2025, 7, 1), date(2026, 12, 31), True),  # 18 months
        (date(2025, 6, 1), date(2026, 12, 31), False),  # 19
        (date(2026, 12, 1), date(2026, 12, 31), True),  # 1
        (date(2026, 1, 2), date(2026, 12, 31), False),
        (date(2026, 1, 1), date(2026, 12, 30), False),
        (date(2026, 12, 31), date(2026, 1, 1), False),
    ],
)
def test_a_year_is_one_to_eighteen_whole_months(
    session: WriteSession, first: date, last: date, *, right: bool
) -> None:
    if right:
        add_fiscal_year(session, first, last)
    else:
        with pytest.raises(InvalidInputError):
            add_fiscal_year(session, first, last)
    assert len(session.enterprise.fiscal_years()) == int(right)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 12, 1), date(2027, 11, 30)),  # overlaps
        (date(2027, 2, 1), date(2027, 12, 31)),  # a month's gap after
        (date(2024, 1, 1), date(2024, 12, 31)),  # a year's gap before
    ],
)
def test_years_follow_each_other(session: WriteSession, first: date, last: date) -> None:
    add_fiscal_year(session, date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(InvalidInputError):
        add_fiscal_year(session, first, last)


def test_years_are_added_at_both_ends_changed_and_removed(session: WriteSession) -> None:
    add_fiscal_year(session, date(2026, 1, 1), date(2026, 12, 31))
    add_fiscal_year(session, date(2027, 1, 1), date(2027, 12, 31))
    add_fiscal_year(session, date(2025, 1, 1), date(2025, 12, 31))
    rows = fiscal_year_rows(session)
    assert [row.year.label for row in rows] == ["2027", "2026", "2025"]
    assert [row.removable for row in rows] == [True, False, True]
    with pytest.raises(RefusedError):
        remove_fiscal_year(session, rows[1].year.id)
    change_fiscal_year(session, rows[0].year.id, date(2027, 1, 1), date(2028, 6, 30))
    assert fiscal_year_rows(session)[0].months == 18
    remove_fiscal_year(session, rows[0].year.id)
    assert len(fiscal_year_rows(session)) == 2


def test_closed_books_are_a_month_of_the_year(session: WriteSession) -> None:
    add_fiscal_year(session, date(2026, 1, 1), date(2026, 12, 31))
    year = session.enterprise.fiscal_years()[0]
    assert Topic.LEDGER in set_books_through(session, year.id, Month(2026, 10))
    assert session.enterprise.fiscal_years()[0].books_through == Month(2026, 10)
    with pytest.raises(InvalidInputError):
        set_books_through(session, year.id, Month(2027, 1))
    set_books_through(session, year.id, None)
    assert session.enterprise.fiscal_years()[0].books_through is None
