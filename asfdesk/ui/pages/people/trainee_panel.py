"""One trainee beside the list: who it is, as far as this key may know, and every placement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.fact_list import FactList
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.people.trainee_parts import (
    Links,
    WarningLine,
    identity_box,
    placement_links,
    trainee_links,
)
from asfdesk.ui.pages.people.trainee_words import (
    TONES,
    placement_facts,
    standing_word,
    under_the_name,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.people.trainee_views import TraineeDetail

WIDTH = 416


class TraineePanel(Card):
    """Emits what the user wants; the page does it.

    Signals:
        asked: what, and the TraineeDetail or PlacementView it is about.
    """

    asked = Signal(str, object)

    def __init__(self, *, writable: bool, identities_open: bool, today: date) -> None:
        super().__init__()
        self._writable = writable
        self._identities_open = identities_open
        self._today = today
        self.setFixedWidth(WIDTH)
        self.open_button = button(_("Open the file"))
        self.open_button.setObjectName("trainee.file")
        self.open_button.clicked.connect(self._open_file)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.open_button)
        self.detail: TraineeDetail | None = None
        self._opened: Identity | None = None
        self.show_detail(None)

    def _open_file(self) -> None:
        if self.detail is not None:
            self.asked.emit("trainee.file", self.detail)

    def show_detail(self, detail: TraineeDetail | None, opened: Identity | None = None) -> None:
        """Show a trainee.

        Args:
            detail: None when nobody is chosen.
            opened: the identity of a protected person, after a reason was given.
        """
        self.detail = detail
        self._opened = opened
        self.open_button.setVisible(detail is not None)
        holder = QWidget()
        holder.setAutoFillBackground(False)
        self._lay = QVBoxLayout(holder)
        self._lay.setContentsMargins(0, 0, 4, 0)
        self._lay.setSpacing(8)
        self._lay.setAlignment(Qt.AlignmentFlag.AlignTop)
        if detail is None:
            self._lay.addWidget(label(_("Choose a trainee in the list."), Look.MUTED, wrap=True))
        else:
            self._add_head(detail)
            self._lay.addWidget(identity_box(detail, opened))
            self._add_links(trainee_links(detail, owner=self._identities_open), detail)
            self._add_placements(detail)
        self._area.setWidget(holder)
        # Setting it turns filling on again.
        holder.setAutoFillBackground(False)

    def _add_head(self, detail: TraineeDetail) -> None:
        line = QHBoxLayout()
        line.addWidget(label(detail.row.name, Look.HEADING, wrap=True), 1)
        standing = detail.row.standing
        line.addWidget(Badge(standing_word(standing), TONES[standing]))
        self._lay.addLayout(line)
        self._lay.addWidget(label(under_the_name(detail.row), Look.MUTED, wrap=True))

    def _add_placements(self, detail: TraineeDetail) -> None:
        closed = detail.row.closed and self._opened is None
        for view in detail.placements:
            self._lay.addWidget(rule())
            line = QHBoxLayout()
            line.addWidget(label(view.agreement_name, Look.HEADING, wrap=True), 1)
            line.addWidget(Badge(standing_word(view.standing), TONES[view.standing]))
            self._lay.addLayout(line)
            self._lay.addWidget(label(view.buyer_name, Look.MUTED))
            for warning in view.warnings:
                self._lay.addWidget(WarningLine(warning))
            self._lay.addWidget(FactList(placement_facts(view, self._today, closed=closed)))
            self._add_links(placement_links(view, owner=self._identities_open), view)

    def _add_links(self, links: list[tuple[str, str]], about: object) -> None:
        made = Links(links, about, enabled=self._writable)
        made.asked.connect(self.asked)
        self._lay.addWidget(made)
