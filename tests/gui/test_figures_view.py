"""Nyckeltal and Samhällsnytta: what is shown, chosen, typed and taken away again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month
from asfdesk.domain.planning.figure_history import Step
from asfdesk.domain.planning.figure_targets import Direction, Target
from asfdesk.domain.planning.society import Factor
from asfdesk.i18n import set_language
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.ui.pages.planning.follow_up_page import FollowUpPage
from tests.at_once import click, context, fill, form, on_stage, save
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.pages.planning.figures_view import FiguresView
    from asfdesk.ui.pages.planning.society_view import SocietyView

BOOKS = {
    "3001": [-100_000, -80_000, -60_000],
    "3988": [-25_000, -20_000, -15_000],
    "4010": [40_000, 30_000, 20_000],
    "7010": [60_000, 60_000, 60_000],
}


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def booked(session: WriteSession) -> WriteSession:
    year_id = add_year(session, through="2026-03")
    add_plan(session, year_id, {"I20": 100_000, "K40": -60_000})
    book(session, year_id, BOOKS)
    return session


def page_of(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> FollowUpPage:
    page = FollowUpPage(context(session, read_only=read_only))
    page.month = Month(2026, 3)
    on_stage(qtbot, page)
    return page


def figures(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> FiguresView:
    page = page_of(qtbot, session, read_only=read_only)
    page.open_item("figures")
    return page.figures


def society(qtbot: QtBot, session: WriteSession) -> SocietyView:
    page = page_of(qtbot, session)
    page.open_item("society")
    return page.society


def cells(view: FiguresView, key: str) -> list[str]:
    line = next(one for one in view.model.rows if one.row and one.row.key == key)
    return [column.text(line) for column in view.model.columns]


def choose(view: FiguresView, key: str) -> None:
    keys = [line.row.key if line.row else "" for line in view.model.rows]
    index = view.model.index(keys.index(key), 0)
    view.table.scrollTo(index)
    QTest.mouseClick(
        view.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.table.visualRect(index).center(),
    )


def test_figures_stand_in_groups_and_the_first_is_explained(
    qtbot: QtBot, booked: WriteSession
) -> None:
    view = figures(qtbot, booked)
    titles = [line.title for line in view.model.rows if line.row is None]
    assert titles[0] == "Where the income is from"
    assert len(titles) == 8
    assert len(view.model.rows) == 8 + 30
    # 240 000 of 300 000 in January to March.
    assert cells(view, "self_financing")[1] == "80.0\u00a0%"
    assert view.panel.value.text() == "80.0\u00a0%"
    assert "240 000 kr / 300 000 kr" in view.panel.numbers.text().replace("\u202f", " ")


def test_the_period_is_chosen_with_the_keyboard(qtbot: QtBot, booked: WriteSession) -> None:
    view = figures(qtbot, booked)
    month = view.steps.button(2)
    month.setFocus()
    QTest.keyClick(month, Qt.Key.Key_Space)
    assert view.shown is not None
    assert view.shown.step is Step.MONTH
    assert cells(view, "gross_margin")[1] == "66.7\u00a0%"  # (60 - 20) / 60 in March


def test_choosing_a_row_explains_it_with_its_past(qtbot: QtBot, booked: WriteSession) -> None:
    view = figures(qtbot, booked)
    choose(view, "gross_margin")
    assert view.panel.accessibleName() == "Gross margin on goods"
    rows = [(row.name, row.value) for row in view.panel.past.rows]
    assert rows == [
        ("March 2026", "66.7\u00a0%"),
        ("February 2026", "62.5\u00a0%"),
        ("January 2026", "60.0\u00a0%"),
    ]
    click(view.panel, "Quarter")
    assert [row.name for row in view.panel.past.rows] == ["quarter 1 2026"]


def test_an_absent_figure_says_why(qtbot: QtBot, booked: WriteSession) -> None:
    view = figures(qtbot, booked)
    choose(view, "social_return")
    assert view.panel.value.text() == "–"
    assert "Nobody has said what a result is worth" in view.panel.doubts.text()
    choose(view, "solidity")
    assert "nothing to divide by" in view.panel.doubts.text()


def test_a_target_is_typed_lit_and_taken_away(qtbot: QtBot, booked: WriteSession) -> None:
    view = figures(qtbot, booked)
    choose(view, "self_financing")
    click(view.panel, "Set a target")
    dialog = form(view.window())
    fill(dialog, "value", "85")
    fill(dialog, "yellow", "2")
    fill(dialog, "red", "10,5")
    save(dialog)
    assert booked.figure_targets.targets() == [
        Target("self_financing", 850_000, Direction.MORE, 20_000, 105_000)
    ]
    assert cells(view, "self_financing")[2:4] == ["85.0\u00a0%", "off target"]
    assert view.panel.badge.text == "off target"
    assert view.panel.target.text() == "Target: at least 85.0\u00a0%."
    click(view.panel, "Remove the target")
    assert booked.figure_targets.targets() == []
    assert cells(view, "self_financing")[2:4] == ["", ""]


def test_red_before_yellow_is_said_under_the_field(qtbot: QtBot, booked: WriteSession) -> None:
    view = figures(qtbot, booked)
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    dialog = form(view.window())
    for name, text in (("value", "80"), ("yellow", "5"), ("red", "2")):
        fill(dialog, name, text)
    save(dialog)
    assert dialog.isVisible()
    assert booked.figure_targets.targets() == []


def test_the_lines_of_the_training_are_ticked(qtbot: QtBot, booked: WriteSession) -> None:
    view = figures(qtbot, booked)
    choose(view, "cost_per_place_month")
    assert view.panel.lines_button.isVisible()
    click(view.panel, view.panel.lines_button.text())
    dialog = form(view.window())
    box = dialog.rows["K40"].editor
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    save(dialog)
    assert booked.enterprise.setting("training_cost_lines", "") == "K40 K41"
    assert view.shown is not None
    assert view.shown.chosen_lines == {"K40", "K41"}


def test_nothing_can_be_changed_read_only(qtbot: QtBot, booked: WriteSession) -> None:
    view = figures(qtbot, booked, read_only=True)
    assert not view.panel.target_button.isEnabled()
    assert view.open_target() is None
    assert view.open_lines() is None


def test_the_views_have_buttons_of_their_own(qtbot: QtBot, booked: WriteSession) -> None:
    page = page_of(qtbot, booked)
    page.open_item("figures")
    shown = [one for one in page.action_buttons if one.isVisible()]
    assert shown == list(page.figures.output.buttons)
    page.open_item("society")
    assert [one for one in page.action_buttons if one.isVisible()] == [page.society.report_button]


def test_an_assumption_is_made_and_taken_away(qtbot: QtBot, booked: WriteSession) -> None:
    view = society(qtbot, booked)
    assert "Say what such a result is worth" in view.panel.headline.text()
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    dialog = form(view.window())
    for name, text in (("low", "15"), ("likely", "25"), ("high", "40,5")):
        fill(dialog, name, text)
    fill(dialog, "source", "Styrelsen")
    save(dialog)
    (made,) = booked.society.assumptions()
    assert (made.key, made.low, made.likely, made.high) == (Factor.DEADWEIGHT, 1500, 2500, 4050)
    line = view.model.rows[1]
    assert [column.text(line) for column in view.model.columns][1:] == [
        "15.0\u00a0%",
        "25.0\u00a0%",
        "40.5\u00a0%",
        "Styrelsen",
    ]
    click(view, "Take it away")
    assert booked.society.assumptions() == []


def test_a_range_the_wrong_way_stays_in_the_form(qtbot: QtBot, booked: WriteSession) -> None:
    view = society(qtbot, booked)
    click(view, "Make the assumption")
    dialog = form(view.window())
    for name, text in (("low", "30"), ("likely", "25"), ("high", "40")):
        fill(dialog, name, text)
    save(dialog)
    assert dialog.isVisible()
    assert booked.society.assumptions() == []


def test_the_figures_are_exported_with_few_people_withheld(
    qtbot: QtBot, booked: WriteSession, tmp_path: Path
) -> None:
    with booked.writer.action("enterprise.change", ("enterprise",)):
        booked.enterprise.set_enterprise(
            Enterprise("Prov ek. för.", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    view = figures(qtbot, booked)
    folder = tmp_path / "ut"
    view.output.choose_folder = lambda: folder
    view.output.export(parse_formats("json,xlsx"))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["nyckeltal_2026-01..2026-03.json", "nyckeltal_2026-01..2026-03.xlsx"]
    text = (folder / names[0]).read_text(encoding="utf-8")
    assert "Self-financing" in text
    assert "history_month" in text
