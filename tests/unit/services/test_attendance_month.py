"""The month as the grid shows it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.attendance import Remark
from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.holidays import Holiday
from asfdesk.domain.period import Month
from asfdesk.domain.supervision import SupervisionEntry
from asfdesk.services.attendance_grid import GridFilter, Show
from asfdesk.services.attendance_month import month_grid
from asfdesk.services.register_attendance import CellEdit, set_cells
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
