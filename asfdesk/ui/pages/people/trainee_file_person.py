"""The first view of a trainee's file: the person at the left, every placement at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _
from asfdesk.reports.people.decision_words import decision_kind_word
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.fact_list import NAME_WIDTH, FactList
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainee_parts import (
    Links,
    WarningLine,
    decision_links,
    identity_box,
    placement_links,
    trainee_links,
)
from asfdesk.ui.pages.people.trainee_words import (
    TONES,
    decision_words,
    late_words,
    pause_words,
    placement_facts,
    standing_word,
)
from asfdesk.ui.pages.people.trainees_host import TraineeFilePanel
from asfdesk.ui.pages.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.services.people.trainee_views import PlacementView, TraineeDetail
    from asfdesk.ui.pages.people.trainees_host import TraineesHost

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
        self._left, self._right = ScrollColumn(), ScrollColumn()
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
        self._left.show_cards([person])
        cards: list[QWidget] = [self._placement(view) for view in detail.placements]
        if not cards:
            cards = [label(_("No placement yet"), Look.MUTED)]
        self._right.show_cards(cards)

    @property
    def _closed(self) -> bool:
        """Whether sealed texts stay hidden: a protected person's, until a reason is given."""
        return self.detail is not None and self.detail.row.closed and self.opened is None

    def _placement(self, view: PlacementView) -> Card:
        card = Card(view.agreement_name, view.buyer_name)
        card.head.addWidget(Badge(standing_word(view.standing), TONES[view.standing]))
        for warning in view.warnings:
            card.body.addWidget(WarningLine(warning))
        today = self.page.context.today
        facts = placement_facts(view, today, closed=self._closed, history=True)
        card.body.addWidget(FactList(facts))
        self._add_links(card, placement_links(view, owner=self._owner), view, per_line=PER_LINE)
        card.body.addWidget(rule())
        self._add_decisions(card, view)
        return card

    def _add_decisions(self, card: Card, view: PlacementView) -> None:
        """Every noted decision and pause with its errands, and what can be decided next."""
        for decision in view.placement.decisions:
            line = self._add_line(card, decision_kind_word(decision.kind), decision_words(decision))
            if decision.days_late:
                line.addWidget(Badge(late_words(decision), Tone.WARN))
            self._add_errands(line, "decision", (view, decision))
        for pause in view.placement.pauses:
            line = self._add_line(card, _("Paused"), pause_words(pause, closed=self._closed))
            self._add_errands(line, "pause", (view, pause))
        self._add_links(card, decision_links(view), view, per_line=PER_LINE)

    def _add_line(self, card: Card, name: str, text: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)  # as in a FactList
        heading = label(name, Look.MUTED)
        heading.setFixedWidth(NAME_WIDTH)
        line.addWidget(heading)
        line.addWidget(label(text, wrap=True), 1)
        card.body.addLayout(line)
        return line

    def _add_errands(self, line: QHBoxLayout, noun: str, about: object) -> None:
        links = [(f"{noun}.change", _("Change")), (f"{noun}.remove", _("Remove"))]
        made = Links(links, about, enabled=self.page.writable)
        made.asked.connect(self.page.asked)
        line.addWidget(made)

    def _add_links(
        self, card: Card, links: list[tuple[str, str]], about: object, *, per_line: int
    ) -> None:
        made = Links(links, about, enabled=self.page.writable, per_line=per_line)
        made.asked.connect(self.page.asked)
        card.body.addWidget(made)
