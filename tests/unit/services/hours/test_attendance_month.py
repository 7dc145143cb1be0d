"""The month as the grid shows it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.attendance import MonthState, MonthStatus, Remark
from asfdesk.domain.hours.holidays import Holiday
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.domain.people.decisions import DayState, Pause
from asfdesk.domain.period import Month
from asfdesk.services.hours.attendance_grid import GridFilter, Show, TimeSums
from asfdesk.services.hours.attendance_missing import missing_days, odd_days
from asfdesk.services.hours.attendance_month import month_again, month_grid
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.people.manage_pauses import add_pause
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
TODAY = date(2026, 10, 21)


def test_cells_rows_and_sums(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session), 3, name="Bashir A.")
    set_cells(
        session,
        [
            CellEdit(placement, date(2026, 10, 1), "6"),
            CellEdit(placement, date(2026, 10, 2), "4,5F"),
            CellEdit(placement, date(2026, 10, 3), "2"),
        ],
    )
    grid = month_grid(session, OCTOBER, TODAY)
    row = grid.rows[0]
    assert (row.number, row.name, row.agreement_name) == (3, "Bashir A.", "Huddinge")
    assert row.planned_minutes == 22 * 360
    assert row.attended_minutes == 360 + 270 + 120
    assert row.rate == Fraction(750, 720)
    # Working days 1-21 October: 15, of which two are filled in.
    assert row.unfilled == grid.unfilled == 13
    assert grid.blocking == 20
    assert row.cells[1].code is AttendanceCode.NOTIFIED
    assert row.cells[2].remarks == (Remark.NOT_WORKED,)
    assert row.cells[5].unfilled
    assert row.cells[5].start_minute == 540
    assert not row.cells[21].unfilled
    assert row.cells[21].attended_minutes is None
    assert (grid.workdays, grid.total_rows, grid.trainees, grid.odd) == (22, 1, 1, 1)
    assert [d.attended_minutes for d in grid.days[:4]] == [360, 270, 120, 0]
    assert grid.days[0].planned_minutes == 360


def test_an_adviser_sees_own_numbers(session: WriteSession, adviser: WriteSession) -> None:
    agreement = add_agreement(session)
    add_placement(session, agreement, 7, name="Fatma Y.", protected=True)
    add_placement(session, agreement, 8, name="Emil S.")
    owner_sees = [row.name for row in month_grid(session, OCTOBER, TODAY).rows]
    adviser_sees = [row.name for row in month_grid(adviser, OCTOBER, TODAY).rows]
    assert owner_sees[1] == "Emil S."
    assert "Fatma" not in owner_sees[0]
    assert owner_sees[0].endswith(" 7")
    assert [name.split()[-1] for name in adviser_sees] == ["7", "8"]
    assert "Emil" not in "".join(adviser_sees)
    assert "Emil" not in repr(month_grid(session, OCTOBER, TODAY))


def test_days_know_what_they_are(session: WriteSession) -> None:
    supervisor = add_supervisor(session)
    with session.writer.action("supervision.set", ("supervision",)):
        session.supervision.put(SupervisionEntry(supervisor, date(2026, 10, 1), 480))
    days = month_grid(session, OCTOBER, TODAY).days
    assert days[0].supervision_minutes == 480
    assert not days[2].workday
    assert days[30].holiday is Holiday.ALL_SAINTS
    assert days[20].today
    assert [days[19].future, days[20].future, days[21].future] == [False, False, True]


def test_filters(session: WriteSession) -> None:
    huddinge, botkyrka = add_agreement(session), add_agreement(session, "Botkyrka")
    ended = add_placement(session, huddinge, 1, last=date(2026, 10, 9))
    ongoing = add_placement(session, botkyrka, 2, week={1: 240})
    set_cells(session, [CellEdit(ongoing, date(2026, 10, n), "4") for n in (5, 12, 19)])

    def ids(chosen: GridFilter) -> list[int]:
        return [row.placement_id for row in month_grid(session, OCTOBER, TODAY, chosen).rows]

    assert ids(GridFilter()) == [ended, ongoing]
    assert ids(GridFilter(agreement_id=huddinge)) == [ended]
    assert ids(GridFilter(show=Show.ONGOING)) == [ongoing]
    assert ids(GridFilter(show=Show.UNFILLED)) == [ended]
    assert ids(GridFilter(show=Show.UNFILLED, keep=frozenset({ongoing}))) == [ended, ongoing]
    grid = month_grid(session, OCTOBER, TODAY, GridFilter(agreement_id=botkyrka))
    assert grid.total_rows == 2
    # 1-9 October has seven working days, none filled in; all rows count for locking.
    assert grid.unfilled == 7
    assert grid.agreements == ((botkyrka, "Botkyrka"), (huddinge, "Huddinge"))


def test_days_outside_the_placement_are_outside(session: WriteSession) -> None:
    add_placement(session, add_agreement(session), first=date(2026, 10, 12))
    cells = month_grid(session, OCTOBER, TODAY).rows[0].cells
    assert [cells[10].inside, cells[11].inside] == [False, True]
    assert not cells[8].unfilled


def test_a_week_reaches_into_the_next_month(session: WriteSession) -> None:
    """Week 40 of 2026 is 28 September to 4 October; September is locked, October is not."""
    agreement = add_agreement(session)
    placement = add_placement(session, agreement, 1)
    later = add_placement(session, agreement, 2, first=date(2026, 10, 1))
    september = Month(2026, 9)
    edits = [CellEdit(placement, day, "6") for day in september.days() if day.isoweekday() < 6]
    set_cells(session, [*edits, CellEdit(placement, date(2026, 10, 1), "5")])
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(MonthState(september, MonthStatus.LOCKED, 1), TODAY)
    grid = month_grid(session, september, TODAY, week_of=date(2026, 9, 30))
    assert (grid.days[0].day, grid.days[-1].day) == (date(2026, 9, 1), date(2026, 10, 4))
    at = grid.place(date(2026, 9, 28))
    week = grid.rows[0].cells[at : at + 7]
    assert [cell.attended_minutes for cell in week] == [360, 360, 360, 300, None, None, None]
    assert [cell.locked for cell in week] == [True] * 3 + [False] * 4
    # The second trainee begins on 1 October: Thursday and Friday are planned, nothing is missing
    # in September.
    assert [row.placement_id for row in grid.rows] == [placement, later]
    assert [cell.planned_minutes for cell in grid.rows[1].cells[at : at + 7]] == [
        0, 0, 0, 360, 360, 0, 0,
    ]  # fmt: skip
    assert (grid.unfilled, grid.blocking, grid.workdays) == (0, 0, 22)
    assert grid.state.locked


def test_week_53_lies_in_two_years(session: WriteSession) -> None:
    """Week 53 of 2026 is 28 December to 3 January 2027."""
    add_placement(session, add_agreement(session))
    grid = month_grid(session, Month(2027, 1), date(2027, 1, 15), week_of=date(2027, 1, 2))
    assert grid.days[0].day == date(2026, 12, 28)
    assert grid.days[0].day.isocalendar().week == 53
    # Monday to Wednesday, New Year's Eve closed, New Year's Day, Saturday, Sunday.
    planned = [cell.planned_minutes for cell in grid.rows[0].cells[:7]]
    assert planned == [360, 360, 360, 0, 0, 0, 0]
    # January 2027 has 31 days: 10 of weekends, New Year's Day and Epiphany are no working days.
    assert grid.workdays == 19


def test_paused_days_are_neither_planned_nor_missing(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session))
    add_pause(session, Pause(0, placement, date(2026, 10, 5), date(2026, 10, 9)))
    grid = month_grid(session, OCTOBER, TODAY, GridFilter(show=Show.ONGOING))
    cells = grid.rows[0].cells
    assert [cell.state for cell in cells[3:9]] == [DayState.HELD] + [DayState.PAUSED] * 5
    assert not any(cell.missing or cell.inside for cell in cells[4:9])
    # 15 working days up to the 21st, of which five are paused; 22 in all.
    assert (grid.unfilled, grid.blocking) == (10, 17)


def test_the_month_read_again_for_some_rows_is_the_month(session: WriteSession) -> None:
    agreement, other = add_agreement(session), add_agreement(session, "Botkyrka")
    one, two = add_placement(session, agreement, 1), add_placement(session, other, 2)
    before = month_grid(session, OCTOBER, TODAY)
    set_cells(session, [CellEdit(two, date(2026, 10, 6), "4F"), CellEdit(two, TODAY, "7")])
    again = month_again(session, before, TODAY, {two})
    assert again == month_grid(session, OCTOBER, TODAY)
    assert again.rows[0] is before.rows[0]
    assert again.unfilled == before.unfilled - 2
    assert again.odd == 1
    shown = month_again(session, again, TODAY, {one}, GridFilter(agreement_id=other))
    assert [row.placement_id for row in shown.rows] == [two]


def test_sums_per_agreement_count_every_row(session: WriteSession) -> None:
    huddinge, lumena = add_agreement(session), add_agreement(session, "Lumena")
    one, two = add_placement(session, huddinge, 1), add_placement(session, huddinge, 2)
    three = add_placement(session, lumena, 3, week={1: 240})
    set_cells(
        session,
        [
            CellEdit(one, date(2026, 10, 5), "6"),
            CellEdit(two, date(2026, 10, 5), "4,5F"),
            CellEdit(three, date(2026, 10, 5), "O"),
        ],
    )
    grid = month_grid(session, OCTOBER, TODAY, GridFilter(agreement_id=lumena))
    first, second = grid.by_agreement(slice(0, 31))
    # Two trainees with 22 days of 6 h, and four Mondays of 4 h.
    assert (first.name, first.sums) == ("Huddinge", TimeSums(2 * 22 * 360, 630, 720))
    assert first.sums.rate == Fraction(630, 720)
    assert (second.name, second.sums) == ("Lumena", TimeSums(4 * 240, 0, 240))
    # The fifth is a Monday: the first two days of the month hold nothing of these.
    assert grid.by_agreement(slice(0, 2))[0].sums == TimeSums(2 * 2 * 360, 0, 0)


def test_what_is_missing_is_listed_row_by_row(session: WriteSession) -> None:
    agreement = add_agreement(session)
    one = add_placement(session, agreement, 1, name="Aino L.", week={3: 360})
    two = add_placement(session, agreement, 2, name="Bo E.", week={4: 360})
    for day in (1, 8, 15):
        set_cells(session, [CellEdit(two, date(2026, 10, day), "6")])
    set_cells(session, [CellEdit(two, date(2026, 10, 3), "2")])
    grid = month_grid(session, OCTOBER, TODAY, GridFilter(agreement_id=0))
    assert grid.rows == ()
    found = missing_days(grid)
    # Wednesdays 7, 14, 21 have come, 28 has not; of the Thursdays 22 and 29 are left.
    assert [
        (m.placement_id, [d.day for d in m.due], [d.day for d in m.to_come]) for m in found
    ] == [
        (one, [7, 14, 21], [28]),
        (two, [], [22, 29]),
    ]
    odd = odd_days(grid)
    assert [(o.placement_id, o.day.day, o.remarks) for o in odd] == [(two, 3, (Remark.NOT_WORKED,))]
    assert "Aino" not in repr(found)
