"""Each agreement's hours in one quiet line under the grid; a click shows its rows only."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy

from asfdesk.i18n import _, hours, percent
from asfdesk.ui.kit.text import Look, rich_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.hours.attendance_grid import AgreementSums

_FEWEST = 2
"""With a single agreement the sums under the days say the same."""
_NBSP = "\u00a0"


class AgreementLine(QLabel):
    """The line. It breaks between agreements, never inside one.

    Signals:
        chosen: an agreement's id, or None for all.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        made = rich_label("", Look.SECONDARY, links=True)
        self.setTextFormat(made.textFormat())
        self.setTextInteractionFlags(made.textInteractionFlags())
        self.setProperty("look", made.property("look"))
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.linkActivated.connect(self._activated)

    def show_sums(self, sums: Sequence[AgreementSums], only: int | None) -> None:
        """Say how each agreement stands; `only` is the one whose rows are shown."""
        self.setVisible(len(sums) >= _FEWEST)
        parts = [_part(one, chosen=one.agreement_id == only) for one in sums]
        if only is not None:
            every = _joined(_("All agreements"))
            parts.append(f'<a href="0">{every}</a>')
        self.setText(" &nbsp; ".join(parts))
        self.setAccessibleName("; ".join(f"{one.name}: {_words(one)}" for one in sums))

    @Slot(str)
    def _activated(self, link: str) -> None:
        self.chosen.emit(int(link) or None)


def _part(one: AgreementSums, *, chosen: bool) -> str:
    name = _joined(one.name)
    head = f"<b>{name}</b>" if chosen else f'<a href="{one.agreement_id}">{name}</a>'
    attended = f"<b>{_joined(hours(one.sums.attended))}</b>"
    rest = _("of %(planned)s h") % {"planned": hours(one.sums.planned)}
    rate = f", {percent(one.sums.rate, 0)}" if one.sums.rate is not None else ""
    return f"{head}{_NBSP}{attended}{_NBSP}{_joined(rest + rate)}"


def _words(one: AgreementSums) -> str:
    said = _("%(attended)s h of %(planned)s h planned") % {
        "attended": hours(one.sums.attended),
        "planned": hours(one.sums.planned),
    }
    return f"{said}, {percent(one.sums.rate, 0)}" if one.sums.rate is not None else said


def _joined(text: str) -> str:
    return escape(text).replace(" ", _NBSP)
