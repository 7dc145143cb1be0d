"""One field of a form: label above, editor, help or error under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.ui.kit.form.fields import CheckField
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject

    from asfdesk.ui.kit.form.fields import Field


class FormRow(QWidget):
    """Shows a field and says what is wrong with it, at the latest when it is left."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.editor = field.make()
        self.editor.setEnabled(field.enabled)
        name = field.label
        self.editor.setAccessibleName(
            _("%(label)s, must be filled in") % {"label": name} if field.required else name
        )
        self.editor.setAccessibleDescription(field.help)
        if not isinstance(field, CheckField):
            heading = label(f"{name} *" if field.required else name, Look.BODY)
            heading.setProperty("look", "label")
            heading.setBuddy(self.editor)
            layout.addWidget(heading)
        layout.addWidget(self.editor)
        self._note = label(field.help, Look.SECONDARY, wrap=True)
        self._note.setVisible(bool(field.help))
        layout.addWidget(self._note)
        self.editor.installEventFilter(self)
        self._watch()

    def _watch(self) -> None:
        if isinstance(self.editor, (QLineEdit, QPlainTextEdit)):
            self.editor.textChanged.connect(self.clear_error)
        elif isinstance(self.editor, QComboBox):
            self.editor.currentIndexChanged.connect(self.clear_error)

    def read(self) -> Any:  # noqa: ANN401 - each field has its own type
        """The value; InvalidInputError if it cannot be right."""
        return self.field.read(self.editor)

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong."""
        self._say(text, wrong=True)

    @Slot()
    def scroll_into_view(self) -> None:
        """Show the whole row where the form scrolls; does nothing where it doesn't."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self)

    @Slot()
    def clear_error(self) -> None:
        """Back to the help text; typing makes the complaint go."""
        if self.editor.property("wrong"):
            self._say(self.field.help, wrong=False)

    @property
    def error(self) -> str:
        """What is said to be wrong, or ""."""
        return self._note.text() if self.editor.property("wrong") else ""

    def _say(self, text: str, *, wrong: bool) -> None:
        self.editor.setProperty("wrong", wrong)
        self._note.setProperty("look", "error" if wrong else "secondary")
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        for widget in (self.editor, self._note):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check what was typed when the field is left; an empty field waits for Save."""
        if event.type() == event.Type.FocusOut and self.field.typed(self.editor):
            try:
                self.read()
            except InvalidInputError as error:
                self.show_error(str(error))
        return super().eventFilter(watched, event)
