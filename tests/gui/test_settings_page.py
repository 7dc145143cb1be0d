"""Inställningar: enterprise, years, closed days, access, and the look of this computer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.period import Month
from asfdesk.i18n import language, set_language
from asfdesk.services.manage_enterprise import enterprise_view
from asfdesk.services.manage_fiscal_years import add_fiscal_year
from asfdesk.ui.pages.file.settings_page import SettingsPage
from asfdesk.ui.preferences import Preferences
from asfdesk.ui.settings import AppSettings, load_settings
from asfdesk.ui.theme import Mode
from tests.at_once import click, context, fill, form, on_stage, save
from tests.strongbox import new_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    """A real client file, because access belongs to the file; its keys are cheap."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))
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


def test_how_long_it_waits_before_locking(
    qtbot: QtBot, session: WriteSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    preferences = Preferences(app, AppSettings(Mode.LIGHT, "en"))
    page = shown(qtbot, session, preferences=preferences)
    assert page.computer.lock.currentText() == "10 min"
    QTest.keyClick(page.computer.lock, Qt.Key.Key_Down)
    assert preferences.settings.lock_minutes == 15
    QTest.keyClick(page.computer.lock, Qt.Key.Key_End)
    assert page.computer.lock.currentText() == "Never"
    assert load_settings().lock_minutes == 0


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
        page.computer.lock,
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
        page.access._ask_agreement,
    ]
    titles = set()
    for opens in opening:
        opens()
        titles.add(form(page).windowTitle())
        form(page).reject()
    assert len(titles) == len(opening)
