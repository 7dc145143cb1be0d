"""Which formats to export together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PROPOSED = ("pdf", "xlsx")


class ExportFormatsDialog(QDialog):
    """Tick boxes, one per format.

    Signals:
        chosen: the formats ticked, in the order of the list.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(_("Which formats do you want?"), Look.HEADING))
        self.boxes = {one.key: QCheckBox(one.name()) for one in FORMATS}
        for key, box in self.boxes.items():
            box.setChecked(key in PROPOSED)
            box.toggled.connect(self._ticked)
            outer.addWidget(box)
        self.cancel, self.accept_button = button(_("Cancel")), primary_button(_("Choose folder"))
        self.cancel.clicked.connect(self.reject)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.accept_button)
        outer.addSpacing(6)
        outer.addLayout(line)

    @Slot()
    def _ticked(self) -> None:
        self.accept_button.setEnabled(any(box.isChecked() for box in self.boxes.values()))

    @Slot()
    def _accept(self) -> None:
        formats = tuple(one for one in FORMATS if self.boxes[one.key].isChecked())
        self.accept()
        self.chosen.emit(formats)
