"""Deltagare: a new trainee within a minute, sealed identity, placements, protected people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from asfdesk.domain.codes import ExitReason, Sex
from asfdesk.domain.people.placements import DaySlot, Exit
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import set_language
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.ui.dialogs.hours.week_edit import WeekEdit
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.people.trainees_list import Shown
from asfdesk.ui.pages.people.trainees_page import TraineesPage
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog

NADIA = Identity(name="Nadia Rask", identity_number="811218-9876", phone="070-174 06 05")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def peopled(session: WriteSession) -> WriteSession:
    """Trainee 1 is Nadia, placed for the whole of 2026; trainee 2 has no placement."""
    agreement = add_agreement(session)
    add_placement(session, agreement, last=date(2026, 12, 31), name="x")
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.set_identity(1, Identity(name="Nadia Rask", birth_year=1981))
    add_trainee(session, NewTrainee(Sex.MAN, TODAY, Identity(name="Olle Sund")), TODAY)
    return session


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> TraineesPage:
    page = TraineesPage(context(session, read_only=read_only))
    on_stage(qtbot, page)
    return page


def said(page: TraineesPage) -> str:
    """Everything the panel says."""
    holder = page.panel._area.widget()
    assert holder
    return "\n".join(label.text() for label in holder.findChildren(QLabel))


def listed(page: TraineesPage) -> list[str]:
    return [row.name for row in page._model.rows]


def choose(dialog: FormDialog, name: str, value: object) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findData(value))


def placement(session: WriteSession) -> Placement:
    return session.placements.placements()[0]


def test_a_trainee_with_a_placement_by_key_and_mouse(qtbot: QtBot, session: WriteSession) -> None:
    add_agreement(session)
    page = shown(qtbot, session)
    click(page, "Add the first trainee")
    dialog = form(page)
    assert not dialog.rows["decision_from"].isVisible()
    fill(dialog, "name", "Nadia Rask")
    fill(dialog, "identity_number", "811218-9876")
    QTest.keyClick(dialog.rows["sex"].editor, Qt.Key.Key_Down)
    QTest.keyClick(dialog.rows["agreement_id"].editor, Qt.Key.Key_Down)
    assert dialog.rows["decision_from"].isVisible()
    assert not dialog.rows["level"].isVisible()
    fill(dialog, "decision_from", "2026-11-02")
    week = dialog.rows["week"].editor
    assert isinstance(week, WeekEdit)
    QTest.keyClicks(week.hours[1], "6")
    QTest.keyClicks(week.starts[1], "8:30")
    QTest.keyClicks(week.hours[3], "4,5")
    save(dialog)
    identity = session.trainees.identity(1)
    assert (identity.name, identity.identity_number) == ("Nadia Rask", "198112189876")
    made = placement(session)
    assert made.decision_from == date(2026, 11, 2)
    # 10.5 of 40 hours = 26.25 %.
    assert made.schedules[0].extent_bp == 2_625
    assert made.schedules[0].week == {1: DaySlot(360, 510), 3: DaySlot(270)}
    assert listed(page) == ["Nadia Rask"]
    assert "19811218-****" in said(page)
    assert "9876" not in said(page)
    click(page.panel, "Show")
    assert "19811218-9876" in said(page)


def test_a_trainee_without_placement_needs_no_more_than_sex_and_enter(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    page = shown(qtbot, peopled)
    click(page, "New trainee")
    dialog = form(page)
    QTest.keyClicks(dialog.rows["name"].editor, "Sara Lund")
    QTest.keyClick(dialog.rows["name"].editor, Qt.Key.Key_Return)
    assert dialog.rows["sex"].error == "This must be filled in."
    assert len(peopled.trainees.trainees()) == 2
    for _time in range(2):
        QTest.keyClick(dialog.rows["sex"].editor, Qt.Key.Key_Down)
    QTest.keyClick(dialog.rows["name"].editor, Qt.Key.Key_Return)
    assert [t.number for t in peopled.trainees.trainees()] == [1, 2, 3]
    assert peopled.trainees.trainees()[-1].sex is Sex.MAN
    assert page.panel.detail
    assert page.panel.detail.row.name == "Sara Lund"


def test_without_an_agreement_a_trainee_can_be_added_but_not_placed(
    qtbot: QtBot, session: WriteSession
) -> None:
    went: list[str] = []
    page = TraineesPage(replace(context(session), go=went.append))
    on_stage(qtbot, page)
    click(page, "Add the first trainee")
    dialog = form(page)
    assert "agreement_id" not in dialog.rows
    assert any("no agreement to place in yet" in one.text() for one in dialog.findChildren(QLabel))
    fill(dialog, "name", "Sara Lund")
    QTest.keyClick(dialog.rows["sex"].editor, Qt.Key.Key_Down)
    save(dialog)
    assert [t.sex for t in session.trainees.trainees()] == [Sex.WOMAN]
    click(page, "New placement")
    message = next(one for one in page.findChildren(MessageDialog) if one.isVisible())
    assert message.accessibleName() == "There is no agreement to place in"
    click(message, "Go to Agreements")
    assert went == ["agreements"]


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("identity_number", "811218-9875", "last digit"),
        ("birth_year", "1850", "birth year"),
        ("birth_year", "x", "whole number"),
    ],
)
def test_what_is_wrong_is_said_under_the_field(
    qtbot: QtBot, peopled: WriteSession, name: str, typed: str, words: str
) -> None:
    page = shown(qtbot, peopled)
    click(page, "New trainee")
    dialog = form(page)
    QTest.keyClick(dialog.rows["sex"].editor, Qt.Key.Key_Down)
    fill(dialog, name, typed)
    save(dialog)
    assert dialog.isVisible()
    assert words in dialog.rows[name].error
    assert len(peopled.trainees.trainees()) == 2


def test_an_extent_alone_is_spread_over_the_week(qtbot: QtBot, peopled: WriteSession) -> None:
    page = shown(qtbot, peopled)
    page.open_item("2")
    click(page, "New placement")
    dialog = form(page)
    fill(dialog, "extent_bp", "50")
    save(dialog)
    made = peopled.placements.of_trainee(2)[0]
    assert {slot.minutes for slot in made.schedules[0].week.values()} == {240}
    assert sorted(made.schedules[0].week) == [1, 2, 3, 4, 5]


def test_search_and_filters_work_in_memory(qtbot: QtBot, peopled: WriteSession) -> None:
    end_placement(peopled, 1, _exit(date(2026, 10, 30), ExitReason.STUDIES))
    page = shown(qtbot, peopled)
    assert listed(page) == ["Olle Sund"]
    QTest.mouseClick(page.filters[Shown.ALL], Qt.MouseButton.LeftButton)
    assert listed(page) == ["Nadia Rask", "Olle Sund"]
    QTest.keyClicks(page.search, "nad")
    assert listed(page) == ["Nadia Rask"]
    page.search.clear()
    QTest.keyClicks(page.search, "huddinge rask")
    assert listed(page) == ["Nadia Rask"]
    page.search.clear()
    QTest.mouseClick(page.filters[Shown.ENDED], Qt.MouseButton.LeftButton)
    assert listed(page) == ["Nadia Rask"]
    QTest.mouseClick(page.filters[Shown.CARE], Qt.MouseButton.LeftButton)
    assert listed(page) == ["Olle Sund"]
    QTest.keyClicks(page.search, "zzz")
    assert listed(page) == []
    assert page.panel.detail is None


def test_a_placement_is_prolonged_replanned_ended_and_taken_up_again(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    page = shown(qtbot, peopled)
    page.table.select_row(0)
    click(page.panel, "Prolong")
    fill(form(page), "valid_to", "2027-06-30")
    save(form(page))
    assert placement(peopled).decision_to == date(2027, 6, 30)
    assert placement(peopled).covered == ((date(2026, 1, 1), date(2027, 6, 30)),)
    click(page.panel, "New week")
    week = form(page).rows["week"].editor
    assert isinstance(week, WeekEdit)
    for cell in week.hours.values():
        cell.clear()
    QTest.keyClicks(week.hours[5], "3")
    QTest.keyClicks(week.hours[6], "1:75")
    save(form(page))
    assert "cannot be read" in form(page).rows["week"].error
    week.hours[6].clear()
    for cell in week.starts.values():
        cell.clear()
    save(form(page))
    assert placement(peopled).planned_minutes(date(2026, 11, 27)) == 180
    click(page.panel, "Change week")
    fill(form(page), "extent_bp", "10")
    save(form(page))
    assert placement(peopled).schedules[-1].extent_bp == 1_000
    click(page.panel, "End")
    save(form(page))
    assert "filled in" in form(page).rows["reason"].error
    choose(form(page), "reason", ExitReason.WORK_SUBSIDISED)
    save(form(page))
    assert placement(peopled).exit is not None
    click(page.panel, "Take up again")
    assert placement(peopled).exit is None


def test_a_placement_without_attendance_is_removed_and_undone(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    page = shown(qtbot, peopled)
    page.table.select_row(0)
    click(page.panel, "Remove")
    assert peopled.placements.placements() == []
    peopled.writer.undo()
    page.reload()
    assert "Prolong" in [b.text() for b in page.panel.findChildren(QPushButton)]


def test_a_trainee_is_changed_in_the_file(qtbot: QtBot, peopled: WriteSession) -> None:
    page = shown(qtbot, peopled)
    page.table.select_row(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.file
    assert page.file.trainee_id == 2
    click(page.file, "Change")
    fill(form(page), "name", "Olof Sund")
    save(form(page))
    assert peopled.trainees.identity(2).name == "Olof Sund"
    assert listed(page)[1] == "Olof Sund"


def test_a_protected_person_is_closed_until_there_is_a_reason(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    page = shown(qtbot, peopled)
    page.table.select_row(0)
    click(page.panel, "Protect identity")
    dialog = page.findChildren(MessageDialog)[-1]
    click(dialog, "Protect")
    assert listed(page)[0] == "Protected person 1"
    assert "Nadia" not in said(page)
    click(page.panel, "Open identity")
    save(form(page))
    assert form(page).rows["reason"].error != ""
    fill(form(page), "reason", "utbetalning")
    save(form(page))
    assert "Nadia Rask" in said(page)
    assert len(peopled.trainees.openings(1)) == 1
    page.table.select_row(1)
    page.table.select_row(0)
    assert "Nadia" not in said(page)
    click(page.panel, "End protection")
    fill(form(page), "reason", "hävd".replace("ä", "a"))
    save(form(page))
    assert listed(page)[0] == "Nadia Rask"


def test_cancelling_protection_changes_nothing(qtbot: QtBot, peopled: WriteSession) -> None:
    page = shown(qtbot, peopled)
    page.table.select_row(0)
    click(page.panel, "Protect identity")
    click(page.findChildren(MessageDialog)[-1], "Cancel")
    assert not peopled.trainees.trainees()[0].protected


def test_an_adviser_sees_numbers_only(
    qtbot: QtBot, peopled: WriteSession, adviser: WriteSession
) -> None:
    protect_trainee(peopled, 1)
    page = shown(qtbot, adviser)
    assert listed(page) == ["Trainee 1", "Trainee 2"]
    page.table.select_row(0)
    words = said(page)
    assert "Nadia" not in words
    assert "Protected" not in words
    assert "does not open identities" in words
    offered = {b.text() for b in page.panel.findChildren(QPushButton)}
    assert offered.isdisjoint({"Open identity", "Protect identity", "End", "End protection"})
    click(page.panel, "Change")
    assert "name" not in form(page).rows
    form(page).reject()
    click(page, "New trainee")
    assert "name" not in form(page).rows
    assert not form(page).rows["caseworker"].editor.isEnabled()
    QTest.keyClick(form(page).rows["sex"].editor, Qt.Key.Key_Down)
    save(form(page))
    assert len(peopled.trainees.trainees()) == 3


def test_a_trainee_leaves_and_comes_back(qtbot: QtBot, peopled: WriteSession) -> None:
    end_placement(peopled, 1, _exit(date(2026, 10, 30), ExitReason.STUDIES))
    page = shown(qtbot, peopled)
    page.open_item("1")
    click(page.panel, "Has left")
    save(form(page))
    assert peopled.trainees.trainees()[0].ended_on == date(2026, 10, 30)
    page.open_item("1")
    click(page.panel, "Take up again")
    page.open_item("2")
    click(page.panel, "Remove")
    assert [t.number for t in peopled.trainees.trainees()] == [1]


def test_read_only_offers_nothing_to_press(qtbot: QtBot, peopled: WriteSession) -> None:
    page = shown(qtbot, peopled, read_only=True)
    page.table.select_row(0)
    pressed = [b for b in page.panel.findChildren(QPushButton) if b.isEnabled()]
    assert [b.objectName() for b in pressed if b.objectName() != "identity.reveal"] == [
        "trainee.file"
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_form_opens_in_both_languages(
    qtbot: QtBot, peopled: WriteSession, language: str
) -> None:
    set_language(language)
    page = shown(qtbot, peopled)
    page.table.select_row(0)
    detail = page.panel.detail
    assert detail
    titles = set()
    page.forms.add_trainee()
    titles.add(form(page).windowTitle())
    form(page).reject()
    for what in (
        "trainee.change",
        "placement.add",
        "trainee.end",
        "trainee.unprotect",
        "trainee.open",
    ):
        page.forms.about_trainee(what, detail, None)
        titles.add(form(page).windowTitle())
        form(page).reject()
    for what in ("change", "prolong", "end"):
        page.forms.ask(f"placement.{what}", detail.placements[0])
        titles.add(form(page).windowTitle())
        form(page).reject()
    for what in (
        "schedule.add",
        "schedule.change",
        "decision.note",
        "decision.extent",
        "decision.shorten",
        "pause.add",
        "background.change",
    ):
        page.forms.ask(what, detail.placements[0])
        titles.add(form(page).windowTitle())
        form(page).reject()
    page.forms.ask("trainee_employment.add", detail)
    titles.add(form(page).windowTitle())
    form(page).reject()
    assert len(titles) == 17


def _exit(day: date, reason: ExitReason) -> Exit:
    return Exit(day, reason.group, reason)
