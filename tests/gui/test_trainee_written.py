"""A trainee's file: goals, steps, notes, consents and situation reports, by key and mouse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    GoalStatus,
    NoteKind,
    ProgressStep,
    SituationKind,
)
from asfdesk.domain.people.progress import Goal, TraineeNote
from asfdesk.i18n import set_language
from asfdesk.services.people.follow_goals import add_goal
from asfdesk.services.people.keep_notes import add_note
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.pages.people.trainee_goals import GoalsPanel
from asfdesk.ui.pages.people.trainee_notes import NotesPanel
from asfdesk.ui.pages.people.trainee_situations import SituationsPanel
from asfdesk.ui.pages.people.trainees_page import TraineesPage
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.pages.people.trainee_written import WrittenPanel

SECRET = "Klarar kassan"


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def placed(session: WriteSession) -> WriteSession:
    """Trainee 1, Nadia, from 24 August 2026 to the year's end."""
    with session.writer.action("enterprise.change", ("enterprise",)):
        about = Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        session.enterprise.set_enterprise(about)
    agreement = add_agreement(session)
    add_placement(
        session, agreement, first=date(2026, 8, 24), last=date(2026, 12, 31), name="Nadia Rask"
    )
    return session


def opened(
    qtbot: QtBot, session: WriteSession, panel: str, *, read_only: bool = False
) -> TraineesPage:
    page = TraineesPage(context(session, read_only=read_only))
    on_stage(qtbot, page)
    page.open_item(f"file-1/{panel}")
    return page


def panel(page: TraineesPage) -> WrittenPanel:
    file = page.file
    assert file is not None
    found = file.panel
    assert isinstance(found, (GoalsPanel, NotesPanel, SituationsPanel))
    return found


def closed(page: TraineesPage) -> bool:
    return panel(page).is_closed


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def write(dialog: FormDialog, name: str, text: str) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QPlainTextEdit)
    editor.setFocus()
    QTest.keyClicks(editor, text)


def choose(dialog: FormDialog, name: str, value: object) -> None:
    """Walk down to a value with the arrow key."""
    editor = dialog.rows[name].editor
    assert isinstance(editor, QComboBox)
    editor.setFocus()
    while editor.currentData() != value:
        before = editor.currentIndex()
        QTest.keyClick(editor, Qt.Key.Key_Down)
        assert editor.currentIndex() != before


def test_a_goal_is_set_reached_and_removed(qtbot: QtBot, placed: WriteSession) -> None:
    page = opened(qtbot, placed, "goals")
    goals = panel(page)
    assert isinstance(goals, GoalsPanel)
    assert "No goal is set" in said(goals)
    click(goals, "New goal")
    assert any("Do not write about health" in one.text() for one in form(page).findChildren(QLabel))
    save(form(page))
    assert form(page).rows["text"].error == "This must be filled in."
    write(form(page), "text", SECRET)
    save(form(page))
    assert [one.text for one in placed.progress.goals_of(1)] == [SECRET]
    assert goals.goals.words == SECRET
    goals.goals.table.setFocus()
    QTest.keyClick(goals.goals.table, Qt.Key.Key_Return)
    choose(form(page), "status", GoalStatus.REACHED)
    save(form(page))
    (goal,) = placed.progress.goals_of(1)
    assert (goal.status, goal.done_on) == (GoalStatus.REACHED, TODAY)
    click(goals.goals, "Remove")
    assert placed.progress.goals() == []
    assert "No goal is set" in said(goals)


def test_steps_begin_where_the_last_one_ended(qtbot: QtBot, placed: WriteSession) -> None:
    page = opened(qtbot, placed, "goals")
    goals = panel(page)
    assert isinstance(goals, GoalsPanel)
    for _time in range(2):
        click(goals, "New step")
        write(form(page), "note", "I tid")
        save(form(page))
    steps = placed.progress.steps_of(1)
    assert [(one.step_from, one.step_to) for one in steps] == [
        (ProgressStep.ARRIVING, ProgressStep.ROUTINE),
        (ProgressStep.ROUTINE, ProgressStep.TASKS),
    ]
    assert "Now: 3. Work tasks with support" in said(goals)
    click(goals.steps, "Change")
    choose(form(page), "step_to", ProgressStep.RESPONSIBILITY)
    save(form(page))
    assert placed.progress.steps_of(1)[-1].step_to is ProgressStep.RESPONSIBILITY
    click(goals.steps, "Change")
    fill(form(page), "day", "2026-08-01")
    save(form(page))
    assert "began later" in form(page).rows["day"].error
    form(page).reject()
    click(goals.steps, "Remove")
    assert len(placed.progress.steps()) == 1


def test_a_note_and_a_consent(qtbot: QtBot, placed: WriteSession) -> None:
    page = opened(qtbot, placed, "notes")
    notes = panel(page)
    assert isinstance(notes, NotesPanel)
    assert "Do not write about health" in said(notes)
    click(notes, "New note")
    choose(form(page), "kind", NoteKind.MEETING)
    write(form(page), "text", "Vill ha fler timmar")
    save(form(page))
    (note,) = placed.notes.notes_of(1)
    assert (note.kind, note.day, note.text) == (NoteKind.MEETING, TODAY, "Vill ha fler timmar")
    assert notes.notes.words == "Vill ha fler timmar"
    click(notes, "New consent")
    fill(form(page), "given_on", "2026-09-01")
    save(form(page))
    click(notes, "New consent")
    save(form(page))
    assert "already entered" in said(form(page))
    form(page).reject()
    click(notes.consents, "Change")
    fill(form(page), "withdrawn_on", "2026-11-20")
    save(form(page))
    (consent,) = placed.notes.consents_of(1)
    assert (consent.kind, consent.withdrawn_on) == (ConsentKind.FOLLOW_UP, date(2026, 11, 20))
    assert [row.withdrawn_on for row in notes.consents.model.rows] == [date(2026, 11, 20)]
    click(notes.notes, "Change")
    write(form(page), "text", " nu")
    save(form(page))
    click(notes.notes, "Remove")
    click(notes.consents, "Remove")
    assert placed.notes.notes() == []
    assert placed.notes.consents() == []


def test_a_report_that_is_due_is_written_shown_and_exported(
    qtbot: QtBot, placed: WriteSession, tmp_path: Path
) -> None:
    page = opened(qtbot, placed, "situations")
    reports = panel(page)
    assert isinstance(reports, SituationsPanel)
    # 31 December - 28 days.
    assert reports._due.text == "Situation report before a prolongation: due 2026-12-03"
    click(reports, "Write a report")
    dialog = form(page)
    assert [dialog.values()[name] for name in ("first", "last")] == [date(2026, 8, 24), TODAY]  # type: ignore[index]
    save(dialog)
    assert "Nothing is written" in form(page).rows["tasks"].error
    write(dialog, "tasks", "Disken")
    write(dialog, "assessment", SECRET)
    save(dialog)
    (written,) = placed.progress.situations_of(1)
    assert (written.kind, written.tasks) == (SituationKind.PROLONGATION, "Disken")
    assert not reports._due.isVisible()
    assert SECRET in reports.reports.words
    click(reports, "Show the report")
    shown = reports.dialog
    assert isinstance(shown, DocumentDialog)
    assert shown.isVisible()
    shown.output.choose_folder = lambda: tmp_path
    menu = shown.output.export_button.menu()
    assert menu is not None
    menu.actions()[0].trigger()
    names = [path.name for path in tmp_path.iterdir() if path.suffix == ".pdf"]
    assert names == ["R5_lagesrapport_2026-11-23_deltagare-1.pdf"]
    log = placed.writer.all("SELECT operation FROM audit ORDER BY id DESC")
    assert log[0]["operation"] == "report.export"
    click(shown, "Close")
    assert reports.dialog is None
    click(reports, "Write a report")
    assert form(page).values()["tasks"] == "Disken"  # type: ignore[index]
    form(page).reject()
    click(reports.reports, "Change")
    choose(form(page), "kind", SituationKind.OTHER)
    save(form(page))
    assert placed.progress.situations_of(1)[0].kind is SituationKind.OTHER
    click(reports.reports, "Remove")
    assert placed.progress.situations() == []


@pytest.mark.parametrize("view", ["goals", "notes", "situations"])
def test_an_adviser_is_told_that_it_is_sealed(
    qtbot: QtBot, placed: WriteSession, adviser: WriteSession, view: str
) -> None:
    add_goal(placed, Goal(0, 1, TODAY, GoalStatus.ACTIVE, None, SECRET), TODAY)
    add_note(placed, TraineeNote(0, 1, TODAY, NoteKind.TALK, SECRET), TODAY)
    shown = panel(opened(qtbot, adviser, view))
    assert shown.is_closed
    assert "This password does not open it" in said(shown)
    assert "No goal is set" not in said(shown)
    assert not [b.text() for b in shown.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.parametrize("view", ["goals", "notes", "situations"])
def test_a_protected_persons_file_opens_with_a_reason_and_closes_again(
    qtbot: QtBot, placed: WriteSession, view: str
) -> None:
    add_goal(placed, Goal(0, 1, TODAY, GoalStatus.ACTIVE, None, SECRET), TODAY)
    add_note(placed, TraineeNote(0, 1, TODAY, NoteKind.TALK, SECRET), TODAY)
    protect_trainee(placed, 1)
    page = opened(qtbot, placed, view)
    shown = panel(page)
    assert closed(page)
    assert "asks for a reason" in said(shown)
    assert SECRET not in "\n".join(one.text() for one in shown.findChildren(QLabel))
    assert shown.view.notes == ()
    click(shown, "Open with a reason")
    fill(form(page), "reason", "uppfoljning")
    save(form(page))
    assert not closed(page)
    assert [one.text for one in panel(page).view.notes] == [SECRET]
    assert [reason for _at, reason in placed.trainees.openings(1)] == ["uppfoljning"]
    page.close_file()
    assert SECRET not in "\n".join(one.text() for one in shown.findChildren(QLabel))
    page.open_item(f"file-1/{view}")
    assert closed(page)
    assert panel(page).view.notes == ()
    assert SECRET not in "\n".join(one.text() for one in shown.findChildren(QLabel))


def test_read_only_shows_and_changes_nothing(qtbot: QtBot, placed: WriteSession) -> None:
    add_goal(placed, Goal(0, 1, TODAY, GoalStatus.ACTIVE, None, SECRET), TODAY)
    goals = panel(opened(qtbot, placed, "goals", read_only=True))
    assert isinstance(goals, GoalsPanel)
    assert goals.goals.words == SECRET
    offered = [b.text() for b in goals.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    assert offered == []
    QTest.keyClick(goals.goals.table, Qt.Key.Key_Return)
    assert len(placed.progress.goals()) == 1


def test_one_trainees_texts_go_before_anothers_come(qtbot: QtBot, placed: WriteSession) -> None:
    add_note(placed, TraineeNote(0, 1, TODAY, NoteKind.TALK, SECRET), TODAY)
    add_placement(placed, 1, number=2, name="Olle Sund")
    page = opened(qtbot, placed, "notes")
    assert SECRET in said(panel(page))
    page.close_file()
    page.open_item("file-2/notes")
    assert SECRET not in said(panel(page))
    assert "Nothing has been noted." in said(panel(page))


def test_with_two_placements_the_one_that_runs_is_proposed(
    qtbot: QtBot, placed: WriteSession
) -> None:
    later = placed.placements.placements()[0]
    with placed.writer.action("placement.add", ("placements",)):
        other = placed.agreements.add_agreement(placed.agreements.agreements()[0])
        from_january = date(2027, 1, 1)
        placed.placements.add_placement(
            type(later)(0, 1, other, later.form, later.referring_body, from_january, None)
        )
    page = opened(qtbot, placed, "goals")
    click(panel(page), "New goal")
    box = form(page).rows["placement_id"].editor
    assert isinstance(box, QComboBox)
    assert box.currentData() == 1
    QTest.keyClick(box, Qt.Key.Key_Down)
    write(form(page), "text", "Heltid")
    save(form(page))
    assert [one.placement_id for one in placed.progress.goals()] == [2]
