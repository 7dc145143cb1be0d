"""The dialog around a driver's form: fields at the left, what they come to at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
)

from asfdesk.errors import InvalidInputError
from asfdesk.ui.dialogs.drivers.preview_card import PreviewCard
from asfdesk.ui.dialogs.names_field import NAMES, names_field
from asfdesk.ui.kit.form.fields import ChoiceField
from asfdesk.ui.kit.form.form import SLACK, FormDialog, FormValues
from asfdesk.ui.kit.text import grow_to_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.drivers.driver_preview import DriverPreview
    from asfdesk.ui.dialogs.drivers.driver_form import DriverForm
    from asfdesk.ui.kit.form.form import Runner
    from asfdesk.ui.kit.form.form_row import FormRow

D = TypeVar("D")
AROUND, LEAST = 220, 240
"""What title and buttons need of the screen's height, and the least that fields get, pixels."""


class DriverDialog(FormDialog, Generic[D]):
    """Fields and an answer that follows every key.

    `save` gets the driver, and whether a person's name may stand in it; None = only to be read.

    Attributes:
        card: what stands beside the fields.
    """

    def __init__(
        self,
        parent: QWidget | None,
        form: DriverForm[D],
        save: Callable[[D, bool], Any] | None,
        look: Callable[[D], DriverPreview] | None,
        run: Runner | None = None,
    ) -> None:
        super().__init__(
            parent,
            form.title(),
            [*form.fields(), names_field()],
            lambda values: save(form.read(values), values.flag(NAMES)) if save else None,
            run=run,
            intro=form.intro(),
        )
        self._form = form
        self._look = look
        self._names_asked = False
        self._hidden: frozenset[str] | None = None
        self._area = self.findChild(QScrollArea) or QScrollArea(self)
        self.card = PreviewCard(has_figures=look is not None)
        self._put_beside()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell)
        for name, row in self.rows.items():
            self._watch(name, row)
        self._tell()
        if save is None:
            self.panel.setEnabled(False)
            self.save_button.hide()

    def _put_beside(self) -> None:
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            line = QHBoxLayout()
            line.setSpacing(18)
            layout.insertLayout(layout.indexOf(self._area), line, 1)
            line.addWidget(self._area, 1)
            line.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)

    def _watch(self, name: str, row: FormRow) -> None:
        editor = row.editor
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(self._soon.start)
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(partial(self._chosen, name))
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(self._soon.start)

    def _chosen(self, name: str, _at: int) -> None:
        """What follows from a choice is filled in; what is typed later stands."""
        for other, value in self._form.follows(name, self.rows[name].read()).items():
            fill_row(self.rows[other], value)
        self._soon.start()

    @Slot()
    def _tell(self) -> None:
        """Show what is typed as it stands; what cannot be read yet is passed over."""
        values = self._typed()
        self._hide(self._form.hidden(values))
        self.card.say(self._form.note(values))
        if self._look is None:
            return
        try:
            driver = self._form.read(values)
        except InvalidInputError:
            self.card.show_preview(None)
            return
        self.card.show_preview(self._look(driver))

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        """Whoever has written somebody's name is asked whether that is meant."""
        if isinstance(error, InvalidInputError) and error.field == NAMES:
            self._names_asked = True
            self._tell()
        if isinstance(error, InvalidInputError):
            error.field = self._form.row_for(error.field)
        super()._failed(error)

    def _hide(self, hidden: frozenset[str]) -> None:
        """Close up what is not asked for, and be as high as the rest."""
        wanted = hidden if self._names_asked else hidden | {NAMES}
        if wanted == self._hidden:
            return
        self._hidden = wanted
        self.panel.hide_fields(wanted)
        self.panel.ensurePolished()
        needed = self.panel.sizeHint().height() + SLACK
        room = self.screen().availableGeometry().height() - AROUND
        self._area.setMinimumHeight(min(needed, max(room, LEAST)))
        grow_to_words(self)

    def _typed(self) -> FormValues:
        found: dict[str, Any] = {}
        for name, row in self.rows.items():
            try:
                found[name] = row.read()
            except InvalidInputError:
                found[name] = None
        return FormValues(found)


def fill_row(row: FormRow, value: object) -> None:
    """Put a value into a field as if it had been there from the beginning."""
    editor, field = row.editor, row.field
    if isinstance(editor, QComboBox) and isinstance(field, ChoiceField):
        wanted = [one for one, _text in field.options]
        editor.setCurrentIndex(wanted.index(value) if value in wanted else 0)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(replace(field, value=value).show())
