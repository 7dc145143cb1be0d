"""The list of reports: what each is, who asks for it and how often, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView

from asfdesk.i18n import _, ngettext
from asfdesk.reports.head_facts import personal_words
from asfdesk.services.sending.report_choices import Standing
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.services.sending.report_choices import ReportStanding
    from asfdesk.services.sending.report_entry import ReportEntry

WIDTH = 336
BADGE = 62
_TONES = {
    Standing.READY: Tone.GOOD,
    Standing.LACKS: Tone.WARN,
    Standing.NEEDS_KEY: Tone.NEUTRAL,
    Standing.REFUSED: Tone.NEUTRAL,
}


@dataclass(frozen=True)
class _Row:
    """A report, and how it stands when that is known."""

    entry: ReportEntry
    standing: ReportStanding | None
    due: str = ""


class ReportList(Card):
    """Reports to choose from.

    Signals:
        chosen: the ReportEntry that was gone to.
    """

    chosen = Signal(object)

    def __init__(self, catalogue: Sequence[ReportEntry]) -> None:
        super().__init__(_("Reports"))
        self._catalogue = tuple(catalogue)
        self._standings: Mapping[str, ReportStanding] = {}
        self._due: Mapping[str, str] = {}
        self._model: TableModel[_Row] = TableModel(
            [
                Column(
                    _("Report"),
                    lambda row: f"{row.entry.key} {row.entry.title()}",
                    second=lambda row: row.due or row.entry.often(),
                    tooltip=_tooltip,
                    stretch=True,
                ),
                Column(
                    "",
                    lambda row: _badge(row.standing),
                    tone=lambda row: _TONES[row.standing.standing] if row.standing else None,
                    tooltip=_tooltip,
                    badge=True,
                    width=BADGE,
                ),
            ]
        )
        self.table = TableView(self._model, _("Reports"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().hide()
        self.table.current.connect(self._gone_to)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(rule())
        self.about = label("", Look.BODY, wrap=True)
        self.body.addWidget(self.about)
        self.setFixedWidth(WIDTH)
        self.show_standings({})

    def show_standings(self, standings: Mapping[str, ReportStanding]) -> None:
        """Say how reports stand, by key."""
        self._standings = standings
        self._model.set_rows(
            [
                _Row(entry, standings.get(entry.key), self._due.get(entry.key, ""))
                for entry in self._catalogue
            ]
        )

    def show_due(self, due: Mapping[str, str]) -> None:
        """Say in place of how often when the next one must go, by key."""
        self._due = due
        self.show_standings(self._standings)

    def choose(self, key: str) -> None:
        """Go to a report; the first when there is none of that key."""
        keys = [entry.key.casefold() for entry in self._catalogue]
        self.table.select_row(keys.index(key.casefold()) if key.casefold() in keys else 0)

    @Slot(object)
    def _gone_to(self, row: _Row) -> None:
        entry = row.entry
        self.about.setText(
            "\n".join(
                (
                    entry.title(),
                    _("Asked for by") + f": {entry.asks()}",
                    _("Personal data") + f": {personal_words(entry.personal)}",
                )
            )
        )
        self.chosen.emit(entry)


def _badge(standing: ReportStanding | None) -> str:
    """As little as the list has room for; the mark says the rest, the tooltip says it in words."""
    if standing is None or standing.standing is Standing.READY:
        return ""
    return str(standing.lacks) if standing.standing is Standing.LACKS else "–"


def standing_word(standing: ReportStanding | None) -> str:
    """How a report stands, in words; nothing until it is known."""
    if standing is None:
        return ""
    match standing.standing:
        case Standing.READY:
            return _("Ready")
        case Standing.LACKS:
            return ngettext("%(num)d missing", "%(num)d missing", standing.lacks)
        case Standing.NEEDS_KEY:
            return _("Owner only")
        case Standing.REFUSED:
            return _("Not possible")


def _tooltip(row: _Row) -> str:
    entry = row.entry
    said = (entry.title(), entry.asks(), entry.often(), row.due, standing_word(row.standing))
    return "\n".join(text for text in said if text)
