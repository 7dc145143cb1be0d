"""Deltagarkort: one trainee's own file, full width, with views switched as on Ekonomi.

To add a view: a TraineeFilePanel in a file of its own, and one line in PANELS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button, chip
from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.text import Look
from asfdesk.ui.pages.people.trainee_file_around import AroundPanel
from asfdesk.ui.pages.people.trainee_file_person import PersonPanel
from asfdesk.ui.pages.people.trainee_goals import GoalsPanel
from asfdesk.ui.pages.people.trainee_notes import NotesPanel
from asfdesk.ui.pages.people.trainee_situations import SituationsPanel
from asfdesk.ui.pages.people.trainee_words import TONES, standing_word, under_the_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.people.trainee_views import TraineeDetail
    from asfdesk.ui.pages.people.trainees_host import TraineeFilePanel, TraineesHost

PANELS: tuple[type[TraineeFilePanel], ...] = (
    PersonPanel,
    AroundPanel,
    GoalsPanel,
    NotesPanel,
    SituationsPanel,
)
"""The views of the file, in the order of their chips; the first is shown first."""


class TraineeFile(QWidget):
    """Who it is, the chips of the views, and the view that is chosen. Escape goes back."""

    def __init__(self, page: TraineesHost) -> None:
        super().__init__()
        self._page = page
        self._detail: TraineeDetail | None = None
        self._opened: Identity | None = None
        self._made: dict[str, TraineeFilePanel] = {}
        self._shown = PANELS[0].key
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        layout.addLayout(self._choices())
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(14)
        self.back_button = button(_("Back"))
        self.back_button.setAccessibleDescription(_("Go back to the list of trainees"))
        self.back_button.clicked.connect(self._page.close_file)
        line.addWidget(self.back_button)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._name = ElidedLabel("", Look.HEADING)
        self._about = ElidedLabel("", Look.MUTED)
        words.addWidget(self._name)
        words.addWidget(self._about)
        line.addLayout(words, 1)
        self._standing = Badge()
        line.addWidget(self._standing)
        return line

    def _choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self._chips = QButtonGroup(self)
        for place, panel in enumerate(PANELS):
            choice = chip(panel.word(), checked=place == 0)
            self._chips.addButton(choice, place)
            line.addWidget(choice)
        line.addStretch(1)
        self._chips.idClicked.connect(self._chosen)
        return line

    @property
    def trainee_id(self) -> int:
        """Whose file it is; 0 before the first."""
        return self._detail.row.trainee.id if self._detail else 0

    @property
    def panel(self) -> TraineeFilePanel:
        """The view that is chosen, made now if it was never shown."""
        made = self._made.get(self._shown)
        if made is None:
            made = next(one for one in PANELS if one.key == self._shown)(self._page)
            self._made[self._shown] = made
            self._stack.addWidget(made)
        return made

    def show_detail(self, detail: TraineeDetail, opened: Identity | None) -> None:
        """Show a trainee in the view that is chosen.

        Args:
            detail: whose file it is.
            opened: a protected person's identity, after a reason was given.
        """
        self._detail = detail
        self._opened = opened
        self._name.setText(detail.row.name)
        self._about.setText(under_the_name(detail.row))
        standing = detail.row.standing
        self._standing.set_status(standing_word(standing), TONES[standing])
        self._show()

    def choose(self, key: str) -> None:
        """Switch to a view by its key; an unknown one is ignored."""
        for place, panel in enumerate(PANELS):
            if panel.key == key:
                self._chips.button(place).setChecked(True)
                self._shown = key
                self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, unless something in the file has taken it."""
        if event.key() == Qt.Key.Key_Escape:
            self._page.close_file()
            return
        super().keyPressEvent(event)

    @Slot(int)
    def _chosen(self, place: int) -> None:
        self.choose(PANELS[place].key)

    def _show(self) -> None:
        panel = self.panel
        self._stack.setCurrentWidget(panel)
        if self._detail is not None:
            panel.load(self._detail, self._opened)
