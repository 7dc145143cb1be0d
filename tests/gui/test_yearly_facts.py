"""Facts of the year, typed under Inställningar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from asfdesk.domain.sending.yearly_facts import Fact, FactKey, Section, YearlyFacts
from asfdesk.i18n import set_language
from asfdesk.services.sending.yearly_facts import set_yearly_facts
from asfdesk.ui.dialogs.sending.yearly_facts import YearlyFactsDialog
from asfdesk.ui.pages.file.settings_page import SettingsPage
from tests.at_once import click, context, form, on_stage, save

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession


def test_last_years_facts_are_offered_checked_and_saved(
    qtbot: QtBot, session: WriteSession
) -> None:
    set_language("en")
    page = SettingsPage(context(session))
    on_stage(qtbot, page)
    year = page.context.today.year
    last = {
        FactKey.EMPLOYEES: Fact(11),
        FactKey.TARGET: Fact(5),
        FactKey.BUSINESS: Fact(1, "Statutes § 2"),
        FactKey.PROFIT_KEPT: Fact(50_000_00),
    }
    set_yearly_facts(session, YearlyFacts(year - 1, last))
    click(page, "Facts of the year…")
    (dialog,) = page.findChildren(YearlyFactsDialog)
    assert {row.value for row in dialog.model.rows} == {"Not stated"}
    click(dialog, "Employees…")
    assert _line(page, "employees").text() == "11"
    _write(page, "employees", "12")
    _write(page, "employees_fte", "9,25")
    save(form(page))
    stated = session.yearly_facts.facts(year)
    assert stated[FactKey.EMPLOYEES] == Fact(12)
    assert stated[FactKey.EMPLOYEES_FTE] == Fact(9_250)
    assert stated[FactKey.TARGET] == Fact(5)
    shown = {row.key: row.value for row in dialog.model.rows}
    assert shown[FactKey.EMPLOYEES_FTE] == "9.25"
    assert shown[FactKey.BUSINESS] == "Not stated"
    click(dialog, "Owners, income and profit…")
    assert _line(page, "profit_kept").text() == ""
    form(page).reject()
    dialog.years.setCurrentIndex(1)
    assert {row.key: row.value for row in dialog.model.rows}[FactKey.BUSINESS] == "Yes"


def test_a_part_that_is_too_large_is_said_under_its_field(
    qtbot: QtBot, session: WriteSession
) -> None:
    set_language("en")
    page = SettingsPage(context(session))
    on_stage(qtbot, page)
    dialog = page.enterprise.open_yearly_facts()
    dialog.change(Section.STAFF)
    _write(page, "employees", "4")
    _write(page, "target_employees", "5")
    save(form(page))
    assert "more than the whole" in form(page).rows["target_employees"].error
    assert session.yearly_facts.years() == []
    form(page).reject()
    dialog.change(Section.CRITERIA)
    box = form(page).rows["criterion_business"].editor
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Not stated"


def _line(page: SettingsPage, name: str) -> QLineEdit:
    editor = form(page).rows[name].editor
    line = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert line is not None
    return line


def _write(page: SettingsPage, name: str, text: str) -> None:
    line = _line(page, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
