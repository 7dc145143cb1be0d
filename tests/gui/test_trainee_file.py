"""Deltagarkort and the views beside the list, by key and mouse. It is 2026-11-23."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from asfdesk.domain.codes import ExitReason
from asfdesk.domain.people.background import Background, FollowUpContact, TraineeEmployment
from asfdesk.domain.people.decisions import Pause
from asfdesk.domain.people.placement_codes import (
    EmploymentForm,
    FollowUpState,
    FollowUpStep,
    Occupation,
    SupportSource,
)
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import set_language
from asfdesk.services.people.follow_ups import note_follow_up
from asfdesk.services.people.manage_background import (
    add_employment,
    change_background,
    set_shows_health,
)
from asfdesk.services.people.manage_decisions import Letter, note_first_decision
from asfdesk.services.people.manage_pauses import add_pause
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.pages.people.trainee_file import PANELS
from asfdesk.ui.pages.people.trainee_file_around import FORM_COLUMN, AroundPanel
from asfdesk.ui.pages.people.trainees_follow_ups import FollowUpsView, Which
from asfdesk.ui.pages.people.trainees_page import TraineesPage
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.pages.people.trainee_file import TraineeFile

NADIA = Identity(
    name="Nadia Rask",
    identity_number="198112189876",
    birth_year=1981,
    phone="070-174 06 05",
    email="nadia@rask.example",
    address="Sjövägen 9",
    emergency_contact="Ulla Rask",
)
WAGE_SUBSIDY = EmploymentForm.WAGE_SUBSIDY
TELLING = ("Nadia", "Rask", "811218", "9876", "1981", "070", "Sjövägen", "Ulla", "Bygg AB", "SOC")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def peopled(session: WriteSession) -> WriteSession:
    """Nadia and Olle, placed for the whole of 2026 with six hours a day."""
    agreement = add_agreement(session)
    add_placement(session, agreement, 1, last=date(2026, 12, 31), name="x")
    add_placement(session, agreement, 2, last=date(2026, 12, 31), name="Olle Sund")
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.set_identity(1, NADIA)
    return session


def shown(qtbot: QtBot, session: WriteSession) -> TraineesPage:
    page = TraineesPage(context(session))
    on_stage(qtbot, page)
    return page


def file_of(page: TraineesPage) -> TraineeFile | None:
    """The file that is shown; asked anew, for it comes and goes."""
    return page.file


def opened(qtbot: QtBot, session: WriteSession, panel: str = "") -> TraineesPage:
    """The page with Nadia's file over it."""
    page = shown(qtbot, session)
    page.open_item(f"file-1/{panel}" if panel else "file-1")
    assert page.file
    return page


def choose(dialog: FormDialog, name: str, value: object) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findData(value))


def said(whole: QWidget) -> str:
    """All that a widget and those in it show, and tell assistive technology."""
    found: list[str] = []
    for one in (whole, *whole.findChildren(QWidget)):
        found += [one.accessibleName(), one.accessibleDescription(), one.windowTitle()]
        found.append(one.toolTip())
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            found.append(one.text())
        elif isinstance(one, QPlainTextEdit):
            found.append(one.toPlainText())
    return "\n".join(found)


def placement(session: WriteSession) -> Placement:
    return session.placements.placements()[0]


def test_enter_opens_the_file_and_escape_goes_back(qtbot: QtBot, peopled: WriteSession) -> None:
    page = shown(qtbot, peopled)
    page.table.select_row(1)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.file
    assert "Olle Sund" in said(page.file)
    assert page.focusWidget() is page.file.back_button
    QTest.keyClick(page.file.back_button, Qt.Key.Key_Escape)
    assert file_of(page) is None
    assert page.focusWidget() is page.table
    assert page.table.currentIndex().row() == 1


def test_a_double_click_opens_and_back_goes_back(qtbot: QtBot, peopled: WriteSession) -> None:
    page = shown(qtbot, peopled)
    place = page.table.visualRect(page.table.model().index(0, 1)).center()
    # Qt sees a double click as press, release, double click.
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.file
    assert page.file.trainee_id == 1
    click(page.file, "Back")
    assert file_of(page) is None
    click(page.panel, "Open the file")
    assert file_of(page)


def test_a_file_can_be_gone_to_before_the_page_was_shown(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    page = TraineesPage(context(peopled))
    page.open_item("file-2/around")
    on_stage(qtbot, page)
    assert page.file
    assert page.file.trainee_id == 2
    assert isinstance(page.file.panel, AroundPanel)
    page.open_item("file-77")
    page.open_item("nothing")
    page.open_item("follow_ups")
    assert file_of(page) is None


def test_every_view_of_the_file_opens_in_both_languages(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    for language in ("sv", "en"):
        set_language(language)
        page = opened(qtbot, peopled)
        assert page.file
        for panel in PANELS:
            click(page.file, panel.word())
            assert isinstance(page.file.panel, panel)
            assert page.file.panel.isVisible()


def test_a_decision_is_prolonged_late_and_the_gap_is_told(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    page = opened(qtbot, peopled)
    assert page.file
    click(page.file, "Prolong")
    dialog = form(page)
    fill(dialog, "valid_from", "2026-11-02")
    fill(dialog, "valid_to", "2027-06-30")
    fill(dialog, "reference", "SOC 2026:117")
    QTest.keyClick(dialog.rows["reference"].editor, Qt.Key.Key_Return)
    assert [one.days_late for one in placement(peopled).decisions] == [0, 21]
    # The week was not touched, so there is no new one.
    assert len(placement(peopled).schedules) == 1
    text = said(page.file)
    assert "SOC 2026:117" in text
    assert "21 days late" in [badge.text for badge in page.file.findChildren(Badge)]
    assert "registered late: 21 days" in text
    click(page.file, "Remove")
    assert placement(peopled).decision_to == date(2026, 12, 31)


def test_a_prolongation_with_another_week_in_one_form(qtbot: QtBot, peopled: WriteSession) -> None:
    page = opened(qtbot, peopled)
    assert page.file
    click(page.file, "Prolong")
    assert form(page).values()
    fill(form(page), "extent_bp", "50")
    save(form(page))
    first, second = placement(peopled).schedules
    assert (first.extent_bp, second.extent_bp) == (7_500, 5_000)
    assert second.valid_from == date(2027, 1, 1)
    text = said(page.file)
    assert "Week from 2026-01-01" in text
    assert "Week from 2027-01-01" in text
    assert placement(peopled).decision_to is None


def test_the_other_decisions_by_form(qtbot: QtBot, peopled: WriteSession) -> None:
    page = opened(qtbot, peopled)
    assert page.file
    click(page.file, "Note the first decision")
    fill(form(page), "decided_on", "2025-12-18")
    save(form(page))
    assert placement(peopled).decisions[0].decided_on == date(2025, 12, 18)
    click(page.file, "New extent")
    fill(form(page), "extent_bp", "60")
    save(form(page))
    assert placement(peopled).schedules[-1].valid_from == TODAY
    click(page.file, "End early")
    fill(form(page), "valid_to", "2027-01-31")
    save(form(page))
    assert "already ends on 2026-12-31" in form(page).rows["valid_to"].error
    fill(form(page), "valid_to", "2026-11-30")
    save(form(page))
    assert placement(peopled).decision_to == date(2026, 11, 30)
    assert "last day 2026-11-30" in said(page.file)


def test_a_pause_makes_it_paused_today_and_is_ended(qtbot: QtBot, peopled: WriteSession) -> None:
    page = opened(qtbot, peopled)
    assert page.file
    click(page.file, "Pause")
    fill(form(page), "reason", "sluten vard")
    save(form(page))
    assert placement(peopled).pauses == (Pause(1, 1, TODAY, None, "sluten vard"),)
    assert page._rows[0].standing.value == "paused"
    page.file.findChildren(QAbstractButton, "pause.change")[-1].click()
    fill(form(page), "last_day", "2026-11-22")
    save(form(page))
    assert "before the first" in form(page).rows["last_day"].error
    fill(form(page), "last_day", "2026-11-23")
    save(form(page))
    assert placement(peopled).holds_on(date(2026, 11, 24))
    page.file.findChildren(QAbstractButton, "pause.remove")[-1].click()
    assert placement(peopled).pauses == ()


def test_before_and_after_asks_about_health_only_by_choice(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    page = opened(qtbot, peopled, "around")
    assert page.file
    click(page.file, "Change")
    assert "education" not in form(page).rows
    choose(form(page), "before", Occupation.SEEKS)
    save(form(page))
    assert "Seeks work" in said(page.file.panel)
    set_shows_health(peopled, wanted=True)
    click(page.file, "Change")
    assert "education" in form(page).rows
    assert "support_before" in form(page).rows


def test_a_trainee_becomes_an_employee_by_form(qtbot: QtBot, peopled: WriteSession) -> None:
    page = opened(qtbot, peopled, "around")
    assert page.file
    click(page.file, "New employment")
    fill(form(page), "fte_bp", "75")
    save(form(page))
    panel = page.file.panel
    assert isinstance(panel, AroundPanel)
    (job,) = panel.employments.model.rows
    assert (job.fte_bp, job.starts_on) == (7_500, TODAY)
    click(panel.employments, "Remove")
    assert peopled.backgrounds.employments() == []


def test_a_follow_up_is_answered_from_the_list(qtbot: QtBot, peopled: WriteSession) -> None:
    reason = ExitReason.WORK_SUBSIDISED
    end_placement(peopled, 1, Exit(date(2026, 10, 20), reason.group, reason))
    page = shown(qtbot, peopled)
    page.open_item("follow_ups")
    view = page._view("follow_ups")
    assert isinstance(view, FollowUpsView)
    assert [row.step for row in view.card.model.rows] == [FollowUpStep.FOUR_WEEKS]
    assert not view.card.links["remove"].isVisible()
    view.card.table.setFocus()
    QTest.keyClick(view.card.table, Qt.Key.Key_Return)
    choose(form(page), "state", FollowUpState.ANSWERED)
    save(form(page))
    assert "what the trainee does now" in form(page).rows["occupation"].error
    choose(form(page), "occupation", Occupation.WORKS)
    fill(form(page), "occupation_bp", "50")
    save(form(page))
    assert view.card.model.rows == []
    assert "1 of 1 have answered" in view.sums.text()
    view.filters[Which.DONE].click()
    assert len(view.card.model.rows) == 1
    click(view.card, "Ask again")
    view.filters[Which.TO_DO].click()
    click(view.card, "Open the file")
    assert page.file
    assert isinstance(page.file.panel, AroundPanel)
    # Escape leads back to the view it was opened from.
    QTest.keyClick(page.file.back_button, Qt.Key.Key_Escape)
    assert view.isVisible()


def test_nothing_tells_who_a_protected_person_is(qtbot: QtBot, peopled: WriteSession) -> None:
    note_first_decision(peopled, 1, Letter(TODAY, None, "SOC 2026:117"))
    with peopled.writer.action("placement.change", ("placements",)):
        peopled.placements.change_placement(
            replace(placement(peopled), caseworker="Nadias handläggare", note="Bygg AB")
        )
    add_pause(peopled, Pause(0, 1, date(2026, 12, 1), None, "Ulla Rask sjuk"))
    reason = ExitReason.WORK_SUBSIDISED
    leaving = Exit(date(2026, 10, 20), reason.group, reason, note="hos Bygg AB")
    end_placement(peopled, 1, leaving)
    note_follow_up(
        peopled,
        FollowUpContact(
            0, 1, FollowUpStep.FOUR_WEEKS, FollowUpState.NOT_REACHED, TODAY, note="Bygg AB"
        ),
    )
    protect_trainee(peopled, 1)
    page = opened(qtbot, peopled)
    assert page.file
    for panel in PANELS:
        click(page.file, panel.word())
        text = said(page)
        assert [word for word in TELLING if word in text] == [], panel
    assert "Protected person 1" in said(page.file)
    page.file.choose("person")
    assert page.file._detail
    view_of_it = page.file._detail.placements[0]
    errands: tuple[tuple[str, object], ...] = (
        ("placement.change", view_of_it),
        ("background.change", view_of_it),
        ("pause.change", (view_of_it, view_of_it.placement.pauses[0])),
    )
    for what, about in errands:
        page.forms.ask(what, about)
        assert [word for word in TELLING if word in said(form(page))] == [], what
        form(page).reject()
    page.open_item("follow_ups")
    view = page._view("follow_ups")
    assert isinstance(view, FollowUpsView)
    view.filters[Which.ALL].click()
    assert view.card.model.rows[0].name == "Protected person 1"
    assert view.card.words == ""
    assert "Work with subsidy" not in said(page)


def test_changing_a_protected_persons_pause_keeps_why(qtbot: QtBot, peopled: WriteSession) -> None:
    add_pause(peopled, Pause(0, 1, date(2026, 12, 1), None, "Ulla Rask sjuk"))
    protect_trainee(peopled, 1)
    page = opened(qtbot, peopled)
    assert page.file
    page.file.findChildren(QAbstractButton, "pause.change")[-1].click()
    fill(form(page), "last_day", "2026-12-04")
    save(form(page))
    assert placement(peopled).pauses == (
        Pause(1, 1, date(2026, 12, 1), date(2026, 12, 4), "Ulla Rask sjuk"),
    )


def test_what_reveals_health_of_a_protected_person_waits_for_a_reason(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    set_shows_health(peopled, wanted=True)
    change_background(peopled, Background(1, support_before=SupportSource.SICKNESS))
    add_employment(peopled, TraineeEmployment(0, 1, TODAY, None, 10_000, WAGE_SUBSIDY))
    protect_trainee(peopled, 1)
    page = opened(qtbot, peopled, "around")
    assert page.file
    panel = page.file.panel
    assert isinstance(panel, AroundPanel)
    assert "Sickness" not in said(panel)
    assert panel.employments.table.isColumnHidden(FORM_COLUMN)
    click(page.file, "Change")
    assert "support_before" not in form(page).rows
    form(page).reject()
    page.file.choose("person")
    click(page.file, "Open identity")
    fill(form(page), "reason", "utbetalning")
    save(form(page))
    page.file.choose("around")
    assert "Sickness" in said(panel)
    assert not panel.employments.table.isColumnHidden(FORM_COLUMN)


def test_how_somebody_is_employed_is_asked_only_by_choice(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    add_employment(peopled, TraineeEmployment(0, 1, TODAY, None, 10_000, WAGE_SUBSIDY))
    page = opened(qtbot, peopled, "around")
    assert page.file
    panel = page.file.panel
    assert isinstance(panel, AroundPanel)
    index = panel.employments.model.index(0, FORM_COLUMN)
    assert panel.employments.table.isColumnHidden(FORM_COLUMN)
    assert not index.data()
    panel.employments.table.select_row(0)
    click(panel.employments, "Change")
    assert "form" not in form(page).rows
    fill(form(page), "fte_bp", "50")
    save(form(page))
    (job,) = peopled.backgrounds.employments()
    assert (job.fte_bp, job.form) == (5_000, WAGE_SUBSIDY)
    set_shows_health(peopled, wanted=True)
    page.reload()
    assert not panel.employments.table.isColumnHidden(FORM_COLUMN)
    assert "subsid" in panel.employments.model.index(0, FORM_COLUMN).data()
    click(panel.employments, "Change")
    assert "form" in form(page).rows


def test_a_protected_persons_file_opens_with_a_reason_and_closes_with_escape(
    qtbot: QtBot, peopled: WriteSession
) -> None:
    protect_trainee(peopled, 1)
    page = opened(qtbot, peopled)
    assert page.file
    click(page.file, "Open identity")
    fill(form(page), "reason", "utbetalning")
    save(form(page))
    assert "Nadia Rask" in said(page.file)
    QTest.keyClick(page.file.back_button, Qt.Key.Key_Escape)
    page.open_item("file-1")
    again = file_of(page)
    assert again
    assert "Nadia Rask" not in said(again)


def test_an_advisers_file_has_numbers_only(
    qtbot: QtBot, peopled: WriteSession, adviser: WriteSession
) -> None:
    add_pause(peopled, Pause(0, 1, date(2026, 12, 1), None, "Ulla Rask sjuk"))
    page = opened(qtbot, adviser)
    assert page.file
    assert "Trainee 1" in said(page.file)
    for panel in PANELS:
        click(page.file, panel.word())
        text = said(page)
        assert [word for word in TELLING if word in text] == [], panel


def test_the_file_goes_with_the_trainee(qtbot: QtBot, peopled: WriteSession) -> None:
    page = opened(qtbot, peopled)
    with peopled.writer.action("placement.remove", ("placements",)):
        peopled.placements.remove_placement(1)
    page.reload()
    assert page.file
    click(page.file, "Remove")
    assert file_of(page) is None
    assert [row.name for row in page._rows] == ["Olle Sund"]
