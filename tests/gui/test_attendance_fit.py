"""How much of Närvaro is seen: sums and names fit, the frozen names keep beside the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetricsF

from asfdesk.domain.period import Month, Period
from asfdesk.paths import resource
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.ui.kit.grid.grid_content import HeadLook
from asfdesk.ui.kit.grid.grid_headers import head_font
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from asfdesk.ui.pages.hours.shown_days import Span
from asfdesk.ui.theme import FONT_FILES
from tests.at_once import context, on_stage
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

OCTOBER = Month(2026, 10)
WHOLE = Period.of_month(OCTOBER)


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Three trainees: two with 6 h every weekday, one with 4 h Monday to Thursday."""
    huddinge, lumena = add_agreement(session), add_agreement(session, "Lumena")
    four = dict.fromkeys(range(1, 5), 240)
    return [
        add_placement(session, huddinge, 1, name="Aino L."),
        add_placement(session, huddinge, 2, name="Bashir A."),
        add_placement(session, lumena, 3, name="Carina E.", week=four),
    ]


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, people: list[int]) -> AttendancePage:
    del people
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> AttendancePage:
    page = AttendancePage(context(session, read_only=read_only))
    page.set_month(OCTOBER)
    on_stage(qtbot, page)
    page.grid.view.setFocus()
    return page


def test_the_month_fits_without_scrolling_sideways(page: AttendancePage, qtbot: QtBot) -> None:
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
    page.resize(1155, 718)
    qtbot.waitUntil(lambda: page.grid.view.horizontalScrollBar().maximum() == 0)
    assert page.grid.view.columnWidth(0) >= 24


def test_a_month_of_31_days_with_large_sums_fits_beside_its_scroll_bar(
    qtbot: QtBot, session: WriteSession
) -> None:
    """A screen of 1366 pixels: no name and no day goes for the sake of the agreement's."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
    stegen = add_agreement(session, "Stegen, förstärkt arbetsträning")
    week = dict.fromkeys(range(1, 6), 375)
    people = [
        add_placement(session, stegen, number, name="Hanna Kvistborg", week=week)
        for number in range(1, 18)
    ]
    days = [day for day in WHOLE.days() if day.weekday() < 5]
    set_cells(session, [CellEdit(one, day, "6,25") for one in people for day in days])
    page = shown(qtbot, session)
    view = page.grid.view
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    assert page.grid._bar.isVisible()
    # 17 people, 22 days of 6.25 h.
    assert page.grid.content.foot[0].totals[:2] == ("2\u202f337,5", "2\u202f337,5")
    assert view.columnWidth(0) >= 24
    texts = QFontMetricsF(head_font(HeadLook.NAME)).horizontalAdvance("Hanna Kvistborg")
    assert view.names.widths[1] - 4 >= texts


@pytest.mark.parametrize("size", [(1154, 718), (1154, 330), (860, 600), (1708, 1030)])
def test_the_frozen_names_keep_beside_the_days(
    page: AttendancePage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    view = page.grid.view
    for span in (Span.DAY, Span.WEEK, Span.MONTH):
        page.resize(*size)
        page.bar.span_chosen.emit(span)
        qtbot.waitUntil(lambda: view.viewport().x() == view.names.width())
        assert view.horizontalHeader().offset() == view.horizontalScrollBar().value()
