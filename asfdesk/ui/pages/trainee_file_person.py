"""The first view of a trainee's file: the person at the left, every placement at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.fact_list import FactList
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.trainee_parts import (
    Links,
    WarningLine,
    identity_box,
    placement_links,
    trainee_links,
)
from asfdesk.ui.pages.trainee_words import TONES, placement_facts, standing_word
from asfdesk.ui.pages.trainees_host import TraineeFilePanel

if TYPE_CHECKING:
    from asfdesk.services.trainee_views import PlacementView, TraineeDetail
    from asfdesk.ui.pages.trainees_host import TraineesHost

PERSON_WIDTH = 380
PER_LINE = 7


class PersonPanel(TraineeFilePanel):
    """Identity with its errands, and a card for each placement."""

    key: ClassVar[str] = "person"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        self._owner = page.context.session.identities_open
        line = QHBoxLayout()
        line.setSpacing(14)
        self._left, self._right = _area(), _area()
        self._left.setFixedWidth(PERSON_WIDTH)
        line.addWidget(self._left)
        line.addWidget(self._right, 1)
        self.body.addLayout(line, 1)

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Person and placements")

    def show_trainee(self, detail: TraineeDetail) -> None:
        """Build both columns anew; what can be done follows from how things stand."""
        person = Card(_("Person"))
        person.body.addWidget(identity_box(detail, self.opened))
        self._add_links(person, trainee_links(detail, owner=self._owner), detail, per_line=3)
        _fill(self._left, [person])
        cards: list[QWidget] = [self._placement(view) for view in detail.placements]
        if not cards:
            cards = [label(_("No placement yet"), Look.MUTED)]
        _fill(self._right, cards)

    def _placement(self, view: PlacementView) -> Card:
        card = Card(view.agreement_name, view.buyer_name)
        card.head.addWidget(Badge(standing_word(view.standing), TONES[view.standing]))
        for warning in view.warnings:
            card.body.addWidget(WarningLine(warning))
        card.body.addWidget(FactList(placement_facts(view, self.page.context.today)))
        self._add_links(card, placement_links(view, owner=self._owner), view, per_line=PER_LINE)
        return card

    def _add_links(
        self, card: Card, links: list[tuple[str, str]], about: object, *, per_line: int
    ) -> None:
        made = Links(links, about, enabled=self.page.writable, per_line=per_line)
        made.asked.connect(self.page.asked)
        card.body.addWidget(made)


def _area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _fill(area: QScrollArea, cards: list[QWidget]) -> None:
    """Put cards into a column that scrolls by itself, keeping where it stood."""
    at = area.verticalScrollBar().value()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(12)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    for card in cards:
        column.addWidget(card)
    area.setWidget(holder)
    # Setting it turns filling on again.
    holder.setAutoFillBackground(False)
    area.verticalScrollBar().setValue(at)
