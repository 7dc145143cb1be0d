"""The import of a sheet of attendance: its columns, what it changes, and what must be looked at."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.domain.hours.sheet_layout import Role
from asfdesk.i18n import _, ngettext
from asfdesk.services.hours.attendance_sheet import (
    AS_CLOCK,
    AS_DECIMALS,
    CLEAR_EMPTY,
    LEAVE_OUT,
    LineState,
)
from asfdesk.services.hours.import_attendance import preview_sheet, take_sheet
from asfdesk.ui.dialogs.hours.sheet_columns import SheetColumns
from asfdesk.ui.dialogs.hours.sheet_lines import SheetLines, Shown
from asfdesk.ui.kit.buttons import button, chip, primary_button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from asfdesk.domain.hours.sheet_table import SheetTable
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.hours.attendance_sheet import Place, SheetChoices, SheetPreview
    from asfdesk.services.hours.import_attendance import Taken
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.page import PageContext

_SIZE = (1080, 640)


_UNFILLED = frozenset({LineState.EMPTY, LineState.LEFT})
"""Empty in the file, filled in here."""


class AttendanceImportDialog(QDialog):
    """Nothing is written before the button is pressed; then everything is, or nothing.

    Signals:
        taken: a Taken, when it has been written.
    """

    taken = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        context: PageContext,
        session: WriteSession,
        tables: Sequence[SheetTable],
        choices: SheetChoices,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._session = session
        self._tables = tables
        self._asked = 0
        self.choices = choices
        self.made: SheetPreview | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import attendance"))
        self.resize(*_SIZE)
        self._words = label(_("Reading …"), Look.MUTED, wrap=True)
        self.columns = SheetColumns()
        self.lines = SheetLines()
        self._chips: dict[Shown, QPushButton] = {}
        self.reading = ComboBox()
        self.checks = {code: QCheckBox(words) for code, words in _check_words().items()}
        self.import_button = primary_button(_("Import"))
        self._cancel = button(_("Cancel"))
        self._lay_out()
        self._connect()
        self._judge()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(_("Import attendance"), Look.TITLE))
        outer.addWidget(self._words)
        outer.addWidget(self.columns)
        chips = QHBoxLayout()
        for shown in Shown:
            made = chip("", checked=shown is Shown.LOOK_AT)
            made.clicked.connect(partial(self._pick, shown))
            self._chips[shown] = made
            chips.addWidget(made)
        chips.addStretch(1)
        outer.addLayout(chips)
        outer.addWidget(self.lines, 1)
        self.reading.setAccessibleName(_("How hours are meant"))
        self.reading.addItem(_("Choose how 0.30 is meant"), "")
        self.reading.addItem(_("Decimal hours (0.30 = 18 min)"), AS_DECIMALS)
        self.reading.addItem(_("Hours and minutes (0.30 = 30 min)"), AS_CLOCK)
        questions = QHBoxLayout()
        questions.setSpacing(16)
        questions.addWidget(self.reading)
        for check in self.checks.values():
            questions.addWidget(check)
        questions.addStretch(1)
        outer.addLayout(questions)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._cancel)
        line.addWidget(self.import_button)
        outer.addLayout(line)
        self.import_button.setEnabled(False)

    def _connect(self) -> None:
        self.columns.table_chosen.connect(self._choose_table)
        self.columns.role_chosen.connect(self._choose_role)
        self.lines.corrected.connect(self._correct)
        self.reading.activated.connect(self._answer)
        for check in self.checks.values():
            check.toggled.connect(self._answer)
        self.import_button.clicked.connect(self._import)
        self._cancel.clicked.connect(self.reject)

    def _judge(self) -> None:
        """On the worker; only the latest answer is shown."""
        session, tables, choices = self._session, self._tables, self.choices
        self._asked += 1
        self.import_button.setEnabled(False)
        self._context.tasks.run(
            lambda: preview_sheet(session, tables, choices),
            partial(self._show, self._asked),
            self._failed,
        )

    def _show(self, asked: int, made: SheetPreview) -> None:
        if asked != self._asked:
            return
        self.made = made
        self._words.setText(_summary(made))
        self.columns.show_preview(made)
        counts = made.counts
        look_at = sum(number for state, number in counts.items() if state.stops)
        changes = sum(number for state, number in counts.items() if state.writes)
        texts = {
            Shown.LOOK_AT: _("To look at: %(count)d") % {"count": look_at},
            Shown.CHANGES: _("Changes: %(count)d") % {"count": changes},
            Shown.ALL: _("All cells: %(count)d") % {"count": len(made.lines)},
        }
        for shown, text in texts.items():
            self._chips[shown].setText(text)
        if not look_at and self.lines.shown is Shown.LOOK_AT and changes:
            self._pick(Shown.CHANGES)
        self.lines.show_lines(made.lines)
        self._show_questions(made)
        self.import_button.setEnabled(made.may_commit)

    def _show_questions(self, made: SheetPreview) -> None:
        states, accepted = set(made.counts), made.accepted
        asks = LineState.ASK_TIME in states or {AS_DECIMALS, AS_CLOCK} & accepted
        self.reading.setVisible(bool(asks))
        wanted = {
            LEAVE_OUT: bool(made.stopping),
            LineState.CONFLICT.value: LineState.CONFLICT in states,
            LineState.NAME_DIFFERS.value: LineState.NAME_DIFFERS in states,
            CLEAR_EMPTY: any(line.state in _UNFILLED and line.was for line in made.lines),
        }
        for code, check in self.checks.items():
            check.setVisible(wanted[code] or code in accepted)

    @Slot()
    def _answer(self) -> None:
        accepted = {code for code, check in self.checks.items() if check.isChecked()}
        accepted |= {self.reading.currentData()} - {""}
        self.choices = replace(self.choices, accepted=frozenset(accepted))
        self._judge()

    @Slot(int)
    def _choose_table(self, table: int) -> None:
        self.choices = replace(self.choices, table=table, roles={}, corrections={})
        self._judge()

    @Slot(object, int)
    def _choose_role(self, role: Role, column: int) -> None:
        if self.made is None:
            return
        roles: dict[int, Role] = {
            at: there
            for at, there in enumerate(self.made.layout.roles)
            if there not in (role, Role.DAY, Role.IGNORE)
        }
        before = self.made.layout.column(role)
        if before is not None:
            roles[before] = Role.IGNORE
        if column >= 0:
            roles[column] = role
        self.choices = replace(self.choices, roles=roles, corrections={})
        self._judge()

    @Slot(object, str)
    def _correct(self, place: Place, text: str) -> None:
        corrections = {**self.choices.corrections, place: text}
        self.choices = replace(self.choices, corrections=corrections)
        self._judge()

    def _pick(self, shown: Shown) -> None:
        for one, made in self._chips.items():
            made.setChecked(one is shown)
        self.lines.show_only(shown)

    @Slot()
    def _import(self) -> None:
        session, tables, choices = self._session, self._tables, self.choices
        self.import_button.setEnabled(False)
        self._context.tasks.run(
            lambda: take_sheet(session, tables, choices), self._done, self._failed
        )

    @Slot(object)
    def _done(self, taken: Taken) -> None:
        self.taken.emit(taken)
        self.accept()

    def _failed(self, error: AsfDeskError) -> None:
        show_error(self, error)
        if self.made is None:
            self.reject()


def _check_words() -> dict[str, str]:
    return {
        LEAVE_OUT: _("Leave out what must be looked at"),
        LineState.CONFLICT.value: _("The sheet wins conflicts"),
        LineState.NAME_DIFFERS.value: _("The number is right although the name differs"),
        CLEAR_EMPTY: _("Empty cells empty what is filled in"),
    }


def _summary(made: SheetPreview) -> str:
    if made.layout.missing:
        return _(
            "Point out the columns: the trainees' running numbers, and the day and hours of each "
            "row. Days may also be columns of their own."
        )
    counts = made.counts
    parts = [
        ngettext("%(num)d new cell", "%(num)d new cells", counts[LineState.NEW]),
        ngettext("%(num)d changed", "%(num)d changed", counts[LineState.CHANGED]),
        ngettext("%(num)d unchanged", "%(num)d unchanged", counts[LineState.SAME]),
    ]
    days = [line.day for line in made.lines if line.day]
    if days:
        parts.append(f"{min(days)} – {max(days)}")
    return " · ".join(parts)
