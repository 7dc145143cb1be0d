"""Inställningar: enterprise, years, closed days, access, and the look of this computer."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.period import Month
from asfdesk.i18n import language, set_language
from asfdesk.services import file_access
from asfdesk.services.manage_enterprise import enterprise_view
from asfdesk.services.manage_fiscal_years import add_fiscal_year
from asfdesk.services.open_file import open_client_file
from asfdesk.ui.dialogs.recovery_code import RecoveryCodePanel
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.settings_page import SettingsPage
from asfdesk.ui.preferences import Preferences
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.theme import Mode
from tests.at_once import click, context, fill, form, on_stage, save
from tests.strongbox import CHEAP, OWNER, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.open_file import OpenFile
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form import FormDialog


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    """A real client file, because access belongs to the file; its keys are cheap."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))
    for name in (
        "add_adviser_access",
        "add_owner_access",
        "change_password",
        "renew_recovery_key",
        "replace_leaked_password",
    ):
        monkeypatch.setattr(file_access, name, partial(getattr(file_access, name), cost=CHEAP))
    file, _code = new_enterprise(tmp_path / "v.asfdesk")
    yield file
    file.close()


def shown(
    qtbot: QtBot,
    session: WriteSession,
    file: OpenFile | None = None,
    preferences: Preferences | None = None,
    *,
    read_only: bool = False,
) -> SettingsPage:
    page = SettingsPage(context(session, read_only=read_only, file=file, preferences=preferences))
    on_stage(qtbot, page)
    return page


def own(file: OpenFile) -> WriteSession:
    assert file.write
    return file.write


def choose(dialog: FormDialog, name: str, at: int) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(at)


def test_the_enterprise_is_written(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    click(page.enterprise, "Change")
    fill(form(page), "name", "Verkstan")
    fill(form(page), "org_number", "769600-12")
    save(form(page))
    assert "ten digits" in form(page).rows["org_number"].error
    fill(form(page), "org_number", "7696001234")
    save(form(page))
    enterprise = session.enterprise.enterprise()
    assert enterprise
    assert (enterprise.name, enterprise.org_number) == ("Verkstan", "769600-1234")
    assert enterprise.legal_form is LegalForm.COOPERATIVE


def test_other_numbers_and_small_counts(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    click(page.enterprise, "Accept another organisation number")
    fill(form(page), "org_number", "769600-1234")
    save(form(page))
    assert enterprise_view(session).aliases == ("769600-1234",)
    click(page.enterprise, "Stop accepting one")
    save(form(page))
    assert enterprise_view(session).aliases == ()
    click(page.enterprise, "Change small counts")
    choose(form(page), "small_count", 0)
    save(form(page))
    assert enterprise_view(session).small_count == 3


def test_years_are_proposed_changed_closed_and_removed(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    click(page.years, "New year")
    save(form(page))
    click(page.years, "New year")
    assert form(page).rows["first"].read() == date(2027, 1, 1)
    fill(form(page), "last", "2028-07-31")
    save(form(page))
    assert "18" in form(page).rows["last"].error
    fill(form(page), "last", "2028-06-30")
    save(form(page))
    assert [year.label for year in session.enterprise.fiscal_years()] == ["2026", "2027/2028"]
    page.years.table.select_row(1)
    click(page.years, "Books closed through")
    choose(form(page), "books_through", 10)
    save(form(page))
    assert session.enterprise.fiscal_years()[0].books_through == Month(2026, 10)
    page.years.table.select_row(0)
    click(page.years, "Change")
    fill(form(page), "last", "2027-12-31")
    save(form(page))
    assert session.enterprise.fiscal_years()[1].label == "2027"
    click(page.years, "Remove")
    assert len(session.enterprise.fiscal_years()) == 1


def test_closed_days_and_eves(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    click(page.calendar, "New closed days")
    fill(form(page), "first", "2026-07-06")
    fill(form(page), "last", "2026-07-31")
    fill(form(page), "name", "Semester")
    save(form(page))
    assert enterprise_view(session).closed[0].name == "Semester"
    click(page.calendar, "Change")
    fill(form(page), "last", "2026-07-05")
    save(form(page))
    assert form(page).rows["last"].error != ""
    form(page).reject()
    click(page.calendar, "Remove")
    assert enterprise_view(session).closed == ()
    QTest.mouseClick(
        page.calendar.eves, Qt.MouseButton.LeftButton, pos=page.calendar.eves.rect().center() / 4
    )
    assert not enterprise_view(session).eves_closed
    session.writer.undo()
    page.reload()
    assert page.calendar.eves.isChecked()


def test_an_adviser_is_given_access_and_it_is_withdrawn(qtbot: QtBot, opened: OpenFile) -> None:
    page = shown(qtbot, own(opened), opened)
    click(page.access, "Give an adviser access")
    fill(form(page), "label", "Anna")
    fill(form(page), "password", "some other words")
    fill(form(page), "again", "some others")
    save(form(page))
    assert "differ" in form(page).rows["again"].error
    fill(form(page), "again", "some other words")
    save(form(page))
    rows = file_access.access_rows(opened)
    assert [row.label for row in rows if row.role == "adviser"] == ["Anna"]
    page.access.table.select_row([row.role for row in rows].index(rows[-1].role))
    click(page.access, "Withdraw")
    dialog = page.findChildren(MessageDialog)[-1]
    assert "Anna" in dialog.accessibleName()
    click(dialog, "Withdraw")
    assert opened.file.closed
    assert not page.isVisible()


def test_a_password_in_use_is_refused_under_its_field(qtbot: QtBot, opened: OpenFile) -> None:
    page = shown(qtbot, own(opened), opened)
    page.access._add_owner()
    fill(form(page), "label", "Bo")
    for name in ("password", "again"):
        form(page).rows[name].editor.setProperty("text", OWNER)
    save(form(page))
    assert "in use" in form(page).rows["password"].error


def test_own_password_is_changed(qtbot: QtBot, opened: OpenFile) -> None:
    page = shown(qtbot, own(opened), opened)
    click(page.access, "Change my password")
    form(page).rows["current"].editor.setProperty("text", OWNER)
    fill(form(page), "password", "four new words here")
    fill(form(page), "again", "four new words here")
    before = opened.file.manifest
    save(form(page))
    assert opened.file.manifest != before
    assert not opened.file.closed


def test_a_new_recovery_code_is_shown_once(qtbot: QtBot, opened: OpenFile) -> None:
    page = shown(qtbot, own(opened), opened)
    click(page.access, "New recovery code")
    panel = page.findChild(RecoveryCodePanel)
    assert isinstance(panel, RecoveryCodePanel)
    assert len(panel.code.text()) > 20
    close = panel.window()
    assert close.isVisible()


def test_theme_and_language_hold_at_once(
    qtbot: QtBot, session: WriteSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    preferences = Preferences(app, AppSettings(Mode.LIGHT, "en"))
    page = shown(qtbot, session, preferences=preferences)
    QTest.keyClick(page.computer.theme, Qt.Key.Key_Down)
    assert preferences.settings.theme is Mode.DARK
    QTest.keyClick(page.computer.language, Qt.Key.Key_Up)
    assert preferences.settings.language == "sv"
    assert language() == "sv"
    preferences.use_theme(Mode.LIGHT)


def test_an_adviser_cannot_change_access(qtbot: QtBot, opened: OpenFile) -> None:
    file_access.add_adviser_access(opened, "Anna", "some other words")
    opened.close()
    file = open_client_file(opened.path, "some other words")
    page = shown(qtbot, own(file), file)
    offered = (page.access.adviser, page.access.owner, page.access.password, page.access.recovery)
    assert [made.isEnabled() for made in offered] == [False] * len(offered)
    assert page.access.row
    assert page.access.row.label == ""
    file.close()


def test_read_only_offers_nothing_to_press(qtbot: QtBot, session: WriteSession) -> None:
    add_fiscal_year(session, date(2026, 1, 1), date(2026, 12, 31))
    page = shown(qtbot, session, read_only=True)
    offered = (
        page.enterprise.change,
        page.enterprise.add_number,
        page.years.add,
        page.years.books,
        page.calendar.add,
        page.calendar.eves,
        page.computer.theme,
    )
    assert [made.isEnabled() for made in offered] == [False] * len(offered)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_form_opens_in_both_languages(qtbot: QtBot, opened: OpenFile, code: str) -> None:
    set_language(code)
    page = shown(qtbot, own(opened), opened)
    opening: list[Callable[[], None]] = [
        page.enterprise._change,
        page.enterprise._add_number,
        page.enterprise._change_small_count,
        page.years._add,
        page.years._change,
        page.years._books,
        page.calendar._add,
        page.access._add_adviser,
        page.access._add_owner,
        page.access._change_password,
        page.access._replace_leaked,
    ]
    titles = set()
    for opens in opening:
        opens()
        titles.add(form(page).windowTitle())
        form(page).reject()
    assert len(titles) == len(opening)
