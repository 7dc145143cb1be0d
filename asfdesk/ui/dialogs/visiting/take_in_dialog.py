"""What a visit package brings, shown before anything is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asfdesk.domain.visiting.visits import Verdict
from asfdesk.i18n import _
from asfdesk.reports.visiting.visit_words import action_status, preview_lines
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.services.visiting.take_in_visit import VisitPreview

WIDTH, HEIGHT = 640, 520


class TakeInDialog(QDialog):
    """Lines of what comes, a box for each conflict, and the choice.

    Signals:
        wanted: the uids of the conflicts in which the package's status is to stand.
    """

    wanted = Signal(object)

    def __init__(self, found: VisitPreview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take in the visit package"))
        self.setAccessibleName(self.windowTitle())
        self.resize(WIDTH, HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(self.windowTitle(), Look.TITLE))
        layout.addWidget(label(_("Nothing has been changed yet."), Look.MUTED, wrap=True))
        self.boxes: dict[str, QCheckBox] = {}
        layout.addWidget(self._inside(found), 1)
        line = QHBoxLayout()
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.take_button = primary_button(_("Take in the package"))
        self.take_button.clicked.connect(self._take)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.take_button)
        layout.addLayout(line)
        self.take_button.setFocus()

    def _inside(self, found: VisitPreview) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        if found.names:
            text = _("The texts hold names of people in the file. Advisers can read them.")
            column.addWidget(label(text, Look.ERROR, wrap=True))
        if found.known is not None:
            text = _("The visit is here already; its texts are replaced by those of the package.")
            column.addWidget(label(text, Look.ERROR, wrap=True))
        plain = [one for one in found.statuses if one.verdict is not Verdict.CONFLICT]
        for text in preview_lines(found.draft, found.actions, plain):
            column.addWidget(label(text, wrap=True))
        for one in found.conflicts:
            box = QCheckBox(
                _("Let the package's status stand: %(status)s")
                % {"status": action_status(one.after)}
            )
            self.boxes[one.uid] = box
            now = action_status(one.now.status) if one.now else ""
            text = _("%(what)s was changed here too, and is now: %(status)s")
            column.addWidget(label(text % {"what": one.what, "status": now}, wrap=True))
            column.addWidget(box)
        for offered in found.scenarios:
            text = _("Scenario: %(name)s. %(problem)s")
            told = {"name": offered.scenario.name, "problem": offered.problem}
            column.addWidget(label(text % told, wrap=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(_("What the package brings"))
        return area

    @Slot()
    def _take(self) -> None:
        self.wanted.emit([uid for uid, box in self.boxes.items() if box.isChecked()])
        self.accept()
