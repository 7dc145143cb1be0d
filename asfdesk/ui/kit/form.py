"""A form in a dialog: labels above fields, what is wrong said under the field it is about.

    FormDialog(self, _("New buyer"), [TextField("name", _("Name"), required=True)], save).open()

`save` gets the values. If it raises InvalidInputError the sentence is shown under that field and
the dialog stays open; any other AsfDeskError is shown at the top. Commands belong on the worker:
`Page.form()` opens a FormDialog whose `save` runs there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from asfdesk.errors import AsfDeskError, InvalidInputError
from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    FormHeading,
    HoursField,
    IntegerField,
    MoneyField,
    MultilineField,
    PercentField,
    TextField,
)
from asfdesk.ui.kit.form_row import FormRow
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QLabel

    Runner = Callable[
        [Callable[[], Any], Callable[[Any], None], Callable[[AsfDeskError], None]], None
    ]
    """Like Tasks.run: work, done, failed."""

__all__ = [
    "CheckField",
    "ChoiceField",
    "DateField",
    "Field",
    "FormDialog",
    "FormHeading",
    "FormValues",
    "HoursField",
    "IntegerField",
    "MoneyField",
    "MultilineField",
    "PercentField",
    "TextField",
]

TWO_COLUMNS_FROM = 8
COLUMN_WIDTH = 300
WIDE_COLUMN = 400
SLACK = 46
"""Room for two lines that say what is wrong, so that they don't make a scroll bar."""


class FormValues:
    """What was typed, by name. Each getter returns the type its field keeps."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - each field has its own type
        return self._values[name]

    def text(self, name: str) -> str:
        """A TextField or MultilineField; "" when empty."""
        return str(self._values[name] or "")

    def day(self, name: str) -> date | None:
        """A DateField."""
        value: date | None = self._values[name]
        return value

    def required_day(self, name: str) -> date:
        """A DateField made with required=True."""
        value: date = self._values[name]
        return value

    def whole(self, name: str) -> int | None:
        """A MoneyField (öre), HoursField (minutes), PercentField (bp) or IntegerField."""
        value: int | None = self._values[name]
        return value

    def required_whole(self, name: str) -> int:
        """The same, of a field made with required=True."""
        value: int = self._values[name]
        return value

    def choice(self, name: str) -> Any:  # noqa: ANN401 - the page's own values
        """A ChoiceField's value."""
        return self._values[name]

    def flag(self, name: str) -> bool:
        """A CheckField."""
        return bool(self._values[name])


class FormDialog(QDialog):
    """Fields, and Save and Cancel. Enter saves, Esc leaves.

    Signals:
        saved: what `save` returned.
    """

    saved = Signal(object)

    def __init__(  # noqa: PLR0913 - what a form is
        self,
        parent: QWidget | None,
        title: str,
        fields: Sequence[Field],
        save: Callable[[FormValues], Any],
        *,
        run: Runner | None = None,
        save_text: str = "",
        intro: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._save = save
        self._run = run
        self.rows: dict[str, FormRow] = {}
        self.headings: dict[str, QLabel] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(12)
        outer.addWidget(label(title, Look.TITLE))
        if intro:
            outer.addWidget(label(intro, Look.MUTED, wrap=True))
        self._trouble = label("", Look.ERROR, wrap=True)
        self._trouble.hide()
        outer.addWidget(self._trouble)
        outer.addWidget(self._scrolled(self._grid(fields)), 1)
        outer.addLayout(self._button_row(save_text or _("Save")))
        self._focus_first()

    def _grid(self, fields: Sequence[Field]) -> QWidget:
        """One column, or two when there are many fields."""
        holder = QWidget()
        holder.setProperty("look", "page")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(10)
        columns = 2 if len(fields) >= TWO_COLUMNS_FROM else 1
        for column in range(columns):
            grid.setColumnMinimumWidth(column, COLUMN_WIDTH if columns > 1 else WIDE_COLUMN)
            grid.setColumnStretch(column, 1)
        line, place = 0, 0
        for one in fields:
            spans = columns if _is_wide(one) else 1
            if place and place + spans > columns:
                line, place = line + 1, 0
            grid.addWidget(self._row(one), line, place, 1, spans, Qt.AlignmentFlag.AlignTop)
            place += spans
            if place >= columns:
                line, place = line + 1, 0
        grid.setRowStretch(line + 1, 1)
        return holder

    def _row(self, one: Field) -> QWidget:
        if isinstance(one, FormHeading):
            self.headings[one.name] = label(one.label, Look.HEADING)
            return self.headings[one.name]
        row = FormRow(one)
        self.rows[one.name] = row
        return row

    def _scrolled(self, content: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        wanted = content.sizeHint()
        room = self.screen().availableGeometry().height() - 220
        area.setMinimumSize(wanted.width() + 14, min(wanted.height() + SLACK, max(room, 240)))
        return area

    def _button_row(self, save_text: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = primary_button(save_text)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.submit)
        line.addWidget(cancel)
        line.addWidget(self.save_button)
        return line

    def _focus_first(self) -> None:
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
                row.show_error(str(error))
                first_wrong = first_wrong or row
        if first_wrong is not None:
            first_wrong.editor.setFocus()
            return None
        return FormValues(found)

    @Slot()
    def submit(self) -> None:
        """Read the fields and save."""
        self._trouble.hide()
        values = self.values()
        if values is None:
            return
        if self._run is not None:
            self.save_button.setEnabled(False)
            self._run(lambda: self._save(values), self._done, self._failed)
            return
        try:
            result = self._save(values)
        except AsfDeskError as error:
            self._failed(error)
            return
        self._done(result)

    @Slot(object)
    def _done(self, result: object) -> None:
        self.saved.emit(result)
        self.accept()

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self.save_button.setEnabled(True)
        row = self.rows.get(error.field) if isinstance(error, InvalidInputError) else None
        if row is not None:
            row.show_error(str(error))
            row.editor.setFocus()
            return
        self._trouble.setText(str(error))
        self._trouble.show()
        self.save_button.setFocus()


def _is_wide(one: Field) -> bool:
    return one.wide or isinstance(one, (MultilineField, FormHeading))
