"""The form: what is typed becomes values; what is wrong is said where it is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
)

from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.ui.kit.form.date_edit import DateEdit
from asfdesk.ui.kit.form.form import (
    CheckField,
    ChoiceField,
    DateField,
    FormDialog,
    FormHeading,
    HoursField,
    IntegerField,
    MoneyField,
    MultilineField,
    PercentField,
    TextField,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from asfdesk.ui.kit.form.form import (
        Field,
        FormValues,
    )
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

OPTIONS = [("a", "Första"), ("b", "Andra")]


@pytest.fixture(autouse=True)
def _english(preferences: Preferences) -> None:
    assert preferences.theme is not None
    set_language("en")


def everything() -> list[Field]:
    return [
        TextField("name", "Name", "Bageriet", required=True),
        MultilineField("note", "Note", "två\nrader"),
        DateField("day", "Day", date(2026, 10, 21)),
        ChoiceField("choice", "Choice", "b", options=OPTIONS),
        FormHeading("heading", "Figures"),
        MoneyField("money", "Money", 32_050),
        HoursField("hours", "Hours", 465),
        PercentField("percent", "Per cent", 1_250),
        IntegerField("number", "Number", 7),
        CheckField("check", "Check", value=True),
    ]


def opened(
    qtbot: QtBot, fields: list[Field], save: Callable[[FormValues], Any] = lambda _values: None
) -> FormDialog:
    dialog = FormDialog(None, "Form", fields, save)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def type_into(dialog: FormDialog, name: str, text: str) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QLineEdit)
    editor.setText(text)


def test_values_come_out_as_they_went_in(qtbot: QtBot) -> None:
    got: list[FormValues] = []
    opened(qtbot, everything(), got.append).submit()
    values = got[0]
    assert values.text("name") == "Bageriet"
    assert values.text("note") == "två\nrader"
    assert values.day("day") == date(2026, 10, 21)
    assert values.choice("choice") == "b"
    assert values.whole("money") == 32_050
    assert values.whole("hours") == 465
    assert values.whole("percent") == 1_250
    assert values.required_whole("number") == 7
    assert values.flag("check")
    assert "heading" not in values


def test_empty_fields_are_absent_not_zero(qtbot: QtBot) -> None:
    got: list[FormValues] = []
    fields: list[Field] = [
        MoneyField("money", "Money"),
        HoursField("hours", "Hours"),
        DateField("day", "Day"),
        PercentField("percent", "Per cent"),
        TextField("text", "Text"),
    ]
    opened(qtbot, fields, got.append).submit()
    assert [got[0][name] for name in ("money", "hours", "day", "percent", "text")] == [
        None,
        None,
        None,
        None,
        "",
    ]


def test_what_must_be_filled_in_is_said_and_gone_to(qtbot: QtBot) -> None:
    saved: list[FormValues] = []
    dialog = opened(qtbot, everything(), saved.append)
    type_into(dialog, "name", "")
    type_into(dialog, "money", "mycket")
    dialog.submit()
    assert saved == []
    assert dialog.isVisible()
    assert dialog.rows["name"].error == "This must be filled in."
    assert dialog.rows["money"].error.startswith("Write an amount in kronor")
    assert dialog.focusWidget() is dialog.rows["name"].editor
    assert dialog.rows["name"].editor.accessibleDescription() == "This must be filled in."


def test_typing_takes_the_complaint_away(qtbot: QtBot) -> None:
    dialog = opened(qtbot, [TextField("name", "Name", "", "As in the certificate", required=True)])
    dialog.submit()
    type_into(dialog, "name", "B")
    assert dialog.rows["name"].error == ""
    assert dialog.rows["name"].editor.accessibleDescription() == "As in the certificate"


def test_a_field_complains_when_it_is_left(qtbot: QtBot) -> None:
    dialog = opened(qtbot, [MoneyField("money", "Money"), TextField("name", "Name")])
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    type_into(dialog, "money", "x")
    dialog.rows["money"].editor.setFocus()
    dialog.rows["name"].editor.setFocus()
    assert dialog.rows["money"].error.startswith("Write an amount")


def test_what_the_command_refuses_is_shown_at_its_field(qtbot: QtBot) -> None:
    def refuse(_values: FormValues) -> None:
        raise InvalidInputError("day", "The day is in a locked month.")

    dialog = opened(qtbot, everything(), refuse)
    dialog.submit()
    assert dialog.rows["day"].error == "The day is in a locked month."
    assert dialog.focusWidget() is dialog.rows["day"].editor
    assert dialog.isVisible()


def test_other_trouble_is_shown_at_the_top(qtbot: QtBot) -> None:
    def refuse(_values: FormValues) -> None:
        raise RefusedError("Nothing was changed.", "The plan is approved.")

    dialog = opened(qtbot, everything(), refuse)
    dialog.submit()
    shown = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert "Nothing was changed. The plan is approved." in shown


def test_saving_on_the_worker_keeps_the_dialog_until_it_is_done(qtbot: QtBot, tasks: Tasks) -> None:
    dialog = FormDialog(None, "Form", [TextField("name", "Name", "x")], _changed, run=tasks.run)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.saved) as told:
        dialog.submit()
        assert dialog.isVisible()
    assert told.args == ["x"]
    assert dialog.result() == QDialog.DialogCode.Accepted


def _changed(values: FormValues) -> str:
    return values.text("name")


def test_enter_saves_and_esc_leaves(qtbot: QtBot) -> None:
    dialog = opened(qtbot, [TextField("name", "Name", "x")])
    QTest.keyClick(dialog.rows["name"].editor, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    other = opened(qtbot, [TextField("name", "Name", "x")])
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert other.result() == QDialog.DialogCode.Rejected


def test_the_first_field_has_the_keyboard_and_every_label_its_field(qtbot: QtBot) -> None:
    dialog = opened(qtbot, everything())
    assert dialog.focusWidget() is dialog.rows["name"].editor
    assert dialog.rows["name"].editor.accessibleName() == "Name, must be filled in"
    assert dialog.rows["day"].editor.accessibleName() == "Day"
    buddies = {one.buddy() for one in dialog.findChildren(QLabel) if one.buddy() is not None}
    editors = {row.editor for row in dialog.rows.values() if not isinstance(row.editor, QCheckBox)}
    assert buddies == editors


def test_many_fields_stand_in_two_columns(qtbot: QtBot) -> None:
    few = opened(qtbot, everything()[:3])
    many = opened(qtbot, everything())
    assert many.width() > few.width()
    rows = many.rows
    assert (
        rows["name"].mapTo(many, rows["name"].rect().topLeft()).x()
        == rows["money"].mapTo(many, rows["money"].rect().topLeft()).x()
    )
    assert rows["hours"].x() > rows["money"].x()


def test_tab_leaves_a_box_of_text(qtbot: QtBot) -> None:
    dialog = opened(qtbot, everything())
    box = dialog.rows["note"].editor
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not box


def test_days_step_with_the_arrow_keys(qtbot: QtBot) -> None:
    edit = DateEdit(date(2026, 10, 31))
    qtbot.addWidget(edit)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.day == date(2026, 11, 1)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert edit.day == date(2026, 10, 31)
    edit.setText("i morgon")
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.text() == "i morgon"
    assert edit.day is None


def test_a_choice_ignores_the_wheel_until_it_has_the_keyboard(qtbot: QtBot) -> None:
    dialog = opened(qtbot, everything())
    box = dialog.rows["choice"].editor
    assert isinstance(box, QComboBox)
    assert box.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_required_choice_must_be_made(qtbot: QtBot) -> None:
    options = [(None, "Choose"), *OPTIONS]
    dialog = opened(qtbot, [ChoiceField("choice", "Choice", options=options, required=True)])
    dialog.submit()
    assert dialog.rows["choice"].error == "This must be filled in."


def test_swedish_shows_decimal_commas(qtbot: QtBot) -> None:
    set_language("sv")
    dialog = opened(qtbot, everything())
    shown = [dialog.rows[name].editor for name in ("money", "hours", "percent")]
    assert [one.text() for one in shown if isinstance(one, QLineEdit)] == ["320,50", "7,75", "12,5"]


def test_a_long_form_scrolls_to_what_is_wrong(qtbot: QtBot) -> None:
    fields = [TextField(f"f{at}", f"Field {at}", required=at == 0) for at in range(40)]
    dialog = FormDialog(None, "Form", fields, lambda values: values)
    qtbot.addWidget(dialog)
    dialog.show()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    dialog.submit()
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() == 0)
    assert dialog.rows["f0"].error
