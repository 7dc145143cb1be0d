"""The fields of a form, in one or two columns; what dialogs and wizards put their buttons under."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from asfdesk.errors import InvalidInputError
from asfdesk.ui.kit.form.fields import FormHeading, MultilineField
from asfdesk.ui.kit.form.form_row import FormRow
from asfdesk.ui.kit.form.form_values import FormValues
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from asfdesk.errors import AsfDeskError
    from asfdesk.ui.kit.form.fields import Field

TWO_COLUMNS_FROM = 8
COLUMN_WIDTH = 300
WIDE_COLUMN = 400


class FormPanel(QWidget):
    """Rows of fields. `rows` finds a field's row by the field's name."""

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FormRow] = {}
        self._hidden: frozenset[str] = frozenset()
        self.setProperty("look", "page")
        self._widgets = [(one, self._row(one)) for one in fields]
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(10)
        columns = self._columns = 2 if len(fields) >= TWO_COLUMNS_FROM else 1
        for column in range(columns):
            grid.setColumnMinimumWidth(column, COLUMN_WIDTH if columns > 1 else WIDE_COLUMN)
            grid.setColumnStretch(column, 1)
        line = self._place(())
        grid.setRowStretch(line + 1, 1)

    def hide_fields(self, hidden: Collection[str]) -> None:
        """Show every field but these, closed up.

        What is hidden keeps its value; one that cannot be read is then None, not an error.
        """
        self._hidden = frozenset(hidden)
        self._place(hidden)

    def _place(self, hidden: Collection[str]) -> int:
        """Put the rows into the grid, left to right; returns the last line."""
        grid, columns = self._grid, self._columns
        line, place = 0, 0
        for one, widget in self._widgets:
            grid.removeWidget(widget)
            widget.setVisible(one.name not in hidden)
            if one.name in hidden:
                continue
            spans = columns if _is_wide(one) else 1
            if place and place + spans > columns:
                line, place = line + 1, 0
            grid.addWidget(widget, line, place, 1, spans, Qt.AlignmentFlag.AlignTop)
            place += spans
            if place >= columns:
                line, place = line + 1, 0
        return line

    def _row(self, one: Field) -> QWidget:
        if isinstance(one, FormHeading):
            heading = label(one.label, Look.HEADING)
            heading.setParent(self)
            return heading
        row = FormRow(one, self)
        self.rows[one.name] = row
        return row

    def focus_first(self) -> None:
        """Put the keyboard into the first field that takes it."""
        row = next((one for one in self.rows.values() if one.editor.isEnabled()), None)
        if row is not None:
            row.editor.setFocus()

    def values(self) -> FormValues | None:
        """What is typed, or None after showing every field that cannot be right."""
        found: dict[str, Any] = {}
        first_wrong: FormRow | None = None
        for name, row in self.rows.items():
            try:
                found[name] = row.read()
            except InvalidInputError as error:
                if name in self._hidden:
                    found[name] = None
                    continue
                row.show_error(str(error))
                first_wrong = first_wrong or row
        if first_wrong is not None:
            self._point_at(first_wrong)
            return None
        return FormValues(found)

    def show_error(self, error: AsfDeskError) -> bool:
        """Say under its field what is wrong; False when the error is about no field here."""
        row = self.rows.get(error.field) if isinstance(error, InvalidInputError) else None
        if row is None:
            return False
        row.show_error(str(error))
        self._point_at(row)
        return True

    def _point_at(self, row: FormRow) -> None:
        """Put the keyboard into a row and scroll to it, if the form scrolls."""
        row.editor.setFocus()
        # The row has just grown by the sentence under it, so the form is laid out first.
        QTimer.singleShot(0, row, row.scroll_into_view)


def _is_wide(one: Field) -> bool:
    return one.wide or isinstance(one, (MultilineField, FormHeading))
