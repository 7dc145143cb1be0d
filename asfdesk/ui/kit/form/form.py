"""A form in a dialog: labels above fields, what is wrong said under the field it is about.

    FormDialog(self, _("New buyer"), [TextField("name", _("Name"), required=True)], save).open()

`save` gets the values. If it raises InvalidInputError the sentence is shown under that field and
the dialog stays open; any other AsfDeskError is shown at the top. Commands belong on the worker:
`Page.form()` opens a FormDialog whose `save` runs there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
)

from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import button, link_button, primary_button
from asfdesk.ui.kit.form.fields import (
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
from asfdesk.ui.kit.form.form_panel import FormPanel
from asfdesk.ui.kit.form.form_values import FormValues
from asfdesk.ui.kit.text import Look, grow_to_words, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from asfdesk.ui.kit.form.form_row import FormRow

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

SAY_AFTER_MS = 1000
SLACK = 46
"""Room for two lines that say what is wrong, so that they don't make a scroll bar."""


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
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SAY_AFTER_MS)
        self._slow.timeout.connect(self._say_it_takes_time)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(12)
        outer.addWidget(label(title, Look.TITLE))
        if intro:
            outer.addWidget(label(intro, Look.MUTED, wrap=True))
        self._trouble = label("", Look.ERROR, wrap=True)
        self._trouble.hide()
        outer.addWidget(self._trouble)
        self.panel = FormPanel(fields)
        outer.addWidget(self._scrolled(self.panel), 1)
        outer.addLayout(self._button_row(save_text or _("Save")))
        self.panel.focus_first()

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
        self._buttons = line = QHBoxLayout()
        line.addStretch(1)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = primary_button(save_text)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.submit)
        line.addWidget(cancel)
        line.addWidget(self.save_button)
        return line

    def other_way(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Offer something else instead, at the bottom left; the form is left."""
        made = link_button(text)
        made.clicked.connect(self.reject)
        made.clicked.connect(act)
        self._buttons.insertWidget(0, made)
        return made

    @property
    def rows(self) -> dict[str, FormRow]:
        """A field's row, by the field's name."""
        return self.panel.rows

    def values(self) -> FormValues | None:
        """What is typed, or None after showing every field that cannot be right."""
        return self.panel.values()

    @Slot()
    def submit(self) -> None:
        """Read the fields and save."""
        self._trouble.hide()
        values = self.values()
        if values is None:
            return
        if self._run is not None:
            self.save_button.setEnabled(False)
            self._slow.start()
            self._run(lambda: self._save(values), self._done, self._failed)
            return
        try:
            result = self._save(values)
        except AsfDeskError as error:
            self._failed(error)
            return
        self._done(result)

    @Slot()
    def _say_it_takes_time(self) -> None:
        self.save_button.setText(_("One moment …"))

    @Slot(object)
    def _done(self, result: object) -> None:
        self._slow.stop()
        self.saved.emit(result)
        self.accept()

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self._slow.stop()
        self.save_button.setText(self.save_button.accessibleName())
        self.save_button.setEnabled(True)
        if self.panel.show_error(error):
            return
        self._trouble.setText(str(error))
        self._trouble.show()
        grow_to_words(self)
        self.save_button.setFocus()
