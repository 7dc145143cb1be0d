"""One trainee: who it is, as far as this key may know, and every placement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asfdesk.domain.identity import formatted
from asfdesk.i18n import _
from asfdesk.services.trainee_views import Standing
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.fact_list import FactList
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.trainee_words import (
    TONES,
    identity_facts,
    number_masked,
    placement_facts,
    standing_word,
    under_the_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.trainees import Identity
    from asfdesk.services.trainee_views import PlacementView, TraineeDetail

WIDTH = 416


@dataclass(frozen=True)
class _Ask:
    """A button's errand."""

    panel: TraineePanel
    what: str
    about: object

    def __call__(self) -> None:
        self.panel.asked.emit(self.what, self.about)


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
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area, 1)
        self.detail: TraineeDetail | None = None
        self.show_detail(None)

    def show_detail(self, detail: TraineeDetail | None, opened: Identity | None = None) -> None:
        """Show a trainee.

        Args:
            detail: None when nobody is chosen.
            opened: the identity of a protected person, after a reason was given.
        """
        self.detail = detail
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
            self._add_identity(detail, opened)
            self._add_actions(detail)
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

    def _add_identity(self, detail: TraineeDetail, opened: Identity | None) -> None:
        if detail.row.closed and opened is None:
            self._lay.addWidget(Badge(_("Protected identity"), Tone.WARN))
            words = _(
                "Name, number and contact are closed. They are in no list and no report. "
                "Opening them asks for a reason and is logged."
            )
            self._lay.addWidget(label(words, wrap=True))
            return
        identity = opened or detail.identity
        if identity is None:
            self._lay.addWidget(
                label(_("Sealed: this password does not open identities."), Look.MUTED, wrap=True)
            )
            return
        facts = FactList()
        if opened is not None:
            facts.add(_("Name"), label(opened.name, wrap=True))
        facts.add(_("Identity number"), _Hidden(identity))
        for name, text in identity_facts(identity):
            facts.add(name, label(text, wrap=True))
        self._lay.addWidget(facts)

    def _add_actions(self, detail: TraineeDetail) -> None:
        trainee = detail.row.trainee
        left = trainee.ended_on is not None
        running = any(not view.standing.over for view in detail.placements)
        gone = not running
        owner = self._identities_open
        wanted = [
            ("trainee.change", _("Change"), True),
            ("placement.add", _("New placement"), not left),
            ("trainee.end", _("Has left"), not left and not running and bool(detail.placements)),
            ("trainee.reopen", _("Take up again"), left),
            ("trainee.remove", _("Remove"), owner and not detail.placements),
            ("trainee.open", _("Open identity"), owner and trainee.protected),
            ("trainee.protect", _("Protect identity"), owner and not trainee.protected),
            ("trainee.unprotect", _("End protection"), owner and trainee.protected),
            ("trainee.anonymise", _("Anonymise"), owner and gone and bool(detail.placements)),
            ("trainee.erase", _("Erase"), owner and gone),
        ]
        self._add_links([(what, text) for what, text, shown in wanted if shown], detail)

    def _add_placements(self, detail: TraineeDetail) -> None:
        for view in detail.placements:
            self._lay.addWidget(rule())
            line = QHBoxLayout()
            line.addWidget(label(view.agreement_name, Look.HEADING, wrap=True), 1)
            line.addWidget(Badge(standing_word(view.standing), TONES[view.standing]))
            self._lay.addLayout(line)
            self._lay.addWidget(label(view.buyer_name, Look.MUTED))
            for warning in view.warnings:
                self._lay.addWidget(_Warning(warning))
            self._lay.addWidget(FactList(placement_facts(view, self._today)))
            self._add_links(self._placement_links(view), view)

    def _placement_links(self, view: PlacementView) -> list[tuple[str, str]]:
        ended = view.placement.exit is not None
        owner = self._identities_open
        wanted = [
            ("placement.change", _("Change"), True),
            ("placement.prolong", _("Prolong"), not ended),
            ("schedule.add", _("New week"), not ended),
            ("schedule.change", _("Change week"), bool(view.placement.schedules)),
            ("placement.end", _("End"), owner and not ended),
            ("placement.reopen", _("Take up again"), owner and ended),
            ("placement.remove", _("Remove"), view.removable),
        ]
        return [
            (what, text)
            for what, text, shown in wanted
            if shown
            and (view.standing is not Standing.MISREGISTERED or what != "placement.prolong")
        ]

    def _add_links(self, links: Sequence[tuple[str, str]], about: object) -> None:
        """Link buttons, four to a line."""
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._lay.addLayout(lines)
        for start in range(0, len(links), 4):
            line = QHBoxLayout()
            line.setSpacing(2)
            for what, text in links[start : start + 4]:
                made = link_button(text)
                made.setObjectName(what)
                made.setEnabled(self._writable)
                made.clicked.connect(_Ask(self, what, about))
                line.addWidget(made)
            line.addStretch(1)
            lines.addLayout(line)


class _Hidden(QWidget):
    """The identity number with its last digits hidden until they are asked for."""

    def __init__(self, identity: Identity) -> None:
        super().__init__()
        self._identity = identity
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._text = label(number_masked(identity))
        line.addWidget(self._text)
        if identity.identity_number:
            self._button = link_button(_("Show"))
            self._button.setObjectName("identity.reveal")
            self._button.setAccessibleName(_("Show the identity number"))
            self._button.clicked.connect(self._reveal)
            line.addWidget(self._button)
        line.addStretch(1)

    @Slot()
    def _reveal(self) -> None:
        self._text.setText(formatted(self._identity.identity_number))
        self._button.hide()


class _Warning(QWidget):
    """A warning: mark and words, in the warning's colour and never by colour alone."""

    def __init__(self, text: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Badge("", Tone.WARN), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, wrap=True), 1)
