"""What the list's panel and a trainee's file both show of a trainee: links, number, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.people.identity import formatted
from asfdesk.i18n import _
from asfdesk.services.people.trainee_views import Standing
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.fact_list import FactList
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainee_words import identity_facts, number_masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.people.trainee_views import PlacementView, TraineeDetail

Link = tuple[str, str]
"""What it does, and what it is called."""
PER_LINE = 4


class Links(QWidget):
    """Link buttons about one thing, some to a line.

    Signals:
        asked: what, and what it is about.
    """

    asked = Signal(str, object)

    def __init__(
        self, links: Sequence[Link], about: object, *, enabled: bool, per_line: int = PER_LINE
    ) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for start in range(0, len(links), per_line):
            line = QHBoxLayout()
            line.setSpacing(2)
            for what, text in links[start : start + per_line]:
                made = link_button(text)
                made.setObjectName(what)
                made.setEnabled(enabled)
                made.clicked.connect(_Ask(self, what, about))
                line.addWidget(made)
            line.addStretch(1)
            lines.addLayout(line)


@dataclass(frozen=True)
class _Ask:
    """A button's errand."""

    links: Links
    what: str
    about: object

    def __call__(self) -> None:
        self.links.asked.emit(self.what, self.about)


def trainee_links(detail: TraineeDetail, *, owner: bool) -> list[Link]:
    """What can be done about a trainee now."""
    trainee = detail.row.trainee
    left = trainee.ended_on is not None
    running = any(not view.standing.over for view in detail.placements)
    gone = not running
    wanted = [
        ("trainee.change", _("Change"), True),
        ("placement.add", _("New placement"), not left),
        ("trainee.end", _("Has left"), not left and not running and bool(detail.placements)),
        ("trainee.reopen", _("Take up again"), left),
        ("trainee.remove", _("Remove"), owner and not detail.placements),
        ("trainee.open", _("Open identity"), owner and trainee.protected),
        ("trainee.protect", _("Protect identity"), owner and not trainee.protected),
        ("trainee.unprotect", _("End protection"), owner and trainee.protected),
        ("trainee.extract", _("Extract"), owner),
        ("trainee.anonymise", _("Anonymise"), owner and gone and bool(detail.placements)),
        ("trainee.erase", _("Erase"), owner and gone),
    ]
    return [(what, text) for what, text, shown in wanted if shown]


def placement_links(view: PlacementView, *, owner: bool) -> list[Link]:
    """What can be done about a placement now."""
    ended = view.placement.exit is not None
    mistaken = view.standing is Standing.MISREGISTERED
    wanted = [
        ("placement.change", _("Change"), True),
        ("placement.prolong", _("Prolong"), not ended and not mistaken),
        ("pause.add", _("Pause"), not ended and not mistaken),
        ("schedule.add", _("New week"), not ended),
        ("schedule.change", _("Change week"), bool(view.placement.schedules)),
        ("placement.end", _("End"), owner and not ended),
        ("placement.reopen", _("Take up again"), owner and ended),
        ("placement.remove", _("Remove"), view.removable),
    ]
    return [(what, text) for what, text, shown in wanted if shown]


def decision_links(view: PlacementView) -> list[Link]:
    """What can be decided about a placement now, beside what `placement_links` has."""
    running = view.placement.exit is None and view.standing is not Standing.MISREGISTERED
    wanted = [
        ("decision.note", _("Note the first decision"), not view.placement.decisions),
        ("decision.extent", _("New extent"), running),
        ("decision.shorten", _("End early"), running),
    ]
    return [(what, text) for what, text, shown in wanted if shown]


def identity_box(detail: TraineeDetail, opened: Identity | None) -> QWidget:
    """Who it is, as far as this key and the protection let it be known."""
    box = QWidget()
    lay = QVBoxLayout(box)
    lay.setContentsMargins(0, 0, 0, 0)
    lay.setSpacing(8)
    if detail.row.closed and opened is None:
        lay.addWidget(Badge(_("Protected identity"), Tone.WARN))
        words = _(
            "Name, number and contact are closed. They are in no list and no report. "
            "Opening them asks for a reason and is logged."
        )
        lay.addWidget(label(words, wrap=True))
        return box
    identity = opened or detail.identity
    if identity is None:
        words = _("Sealed: this password does not open identities.")
        lay.addWidget(label(words, Look.MUTED, wrap=True))
        return box
    facts = FactList()
    if opened is not None:
        facts.add(_("Name"), label(opened.name, wrap=True))
    facts.add(_("Identity number"), HiddenNumber(identity))
    for name, text in identity_facts(identity):
        facts.add(name, label(text, wrap=True))
    lay.addWidget(facts)
    return box


class HiddenNumber(QWidget):
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


class WarningLine(QWidget):
    """A warning: mark and words, in the warning's colour and never by colour alone."""

    def __init__(self, text: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Badge("", Tone.WARN), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, wrap=True), 1)
