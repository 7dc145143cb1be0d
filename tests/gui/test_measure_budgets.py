"""Budgets of measures under Inställningar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from asfdesk.i18n import set_language
from asfdesk.ui.dialogs.sending.measure_budgets import MeasureBudgetsDialog
from asfdesk.ui.pages.file.settings_page import SettingsPage
from tests.at_once import click, context, form, on_stage, save
from tests.workshop import add_agreement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession


def test_a_budget_is_typed_changed_and_removed(qtbot: QtBot, session: WriteSession) -> None:
    set_language("en")
    page = SettingsPage(context(session))
    on_stage(qtbot, page)
    assert not page.measures.isVisible()
    found = session.agreements.agreement(add_agreement(session))
    assert found is not None
    with session.writer.action("agreement.change", ()):
        session.agreements.change_agreement(replace(found, measure="Stegen"))
    page.reload()
    assert page.measures.isVisible()
    click(page, "Budgets…")
    (dialog,) = page.findChildren(MeasureBudgetsDialog)
    click(dialog, "New budget")
    assert _line(page, "measure").text() == "Stegen"
    _write(page, "budgeted", "12")
    save(form(page))
    (budget,) = session.measures.budgets()
    assert (budget.measure, budget.budgeted) == ("Stegen", 12)
    assert dialog.model.rowCount() == 1
    click(dialog, "Change")
    _write(page, "budgeted", "15")
    save(form(page))
    assert session.measures.budgets()[0].budgeted == 15
    click(dialog, "Remove")
    assert session.measures.budgets() == []


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
