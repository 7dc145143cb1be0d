"""The supervisors beside the grid: share of full time, hours of what there is, year, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from asfdesk.domain.hours.supervision import ESF_YEAR_MINUTES
from asfdesk.i18n import ABSENT, _, day, hours, money, ngettext, percent
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.hours.supervision_grid import SupervisorCard

_MOST_ROWS = 4
_ROW = 31


class SupervisorPanel(Card):
    """A small register. A click on a line opens the supervisor.

    Signals:
        wanted: a SupervisorCard to change, or None for a new supervisor.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Supervisors"), "", parent)
        self.add = link_button(_("New supervisor…"))
        self.add.clicked.connect(self._add)
        self.head.addWidget(self.add)
        self.model: TableModel[SupervisorCard] = TableModel(_columns(), parent=self)
        self.table = TableView(self.model, _("Supervisors"))
        self.table.opened.connect(self.wanted)
        self.body.addWidget(self.table)

    def show_cards(self, cards: Sequence[SupervisorCard], *, writable: bool) -> None:
        """Show who works here this month."""
        self.model.set_rows(cards)
        self.add.setVisible(writable)
        shown = min(max(len(cards), 1), _MOST_ROWS)
        self.table.setFixedHeight(30 + shown * _ROW + 2)

    def _add(self) -> None:
        self.wanted.emit(None)


def _columns() -> tuple[Column[SupervisorCard], ...]:
    return (
        Column(
            _("Supervisor"),
            lambda card: card.name,
            stretch=True,
            bold=lambda _card: True,
            tooltip=lambda _card: _("Double-click or press Enter to change."),
        ),
        Column(_("Full time"), _share, Kind.NUMBER),
        Column(
            _("Hours"),
            lambda card: f"{hours(card.minutes, 1)} / {hours(card.available_minutes, 1)}",
            Kind.NUMBER,
            tone=lambda card: Tone.WARN if card.minutes > card.available_minutes else None,
            tooltip=_hours_tip,
        ),
        Column(
            _("This year"),
            _year,
            Kind.NUMBER,
            tone=lambda card: Tone.WARN if _over_year(card) else None,
        ),
        Column(_("kr/h"), lambda card: money(card.cost_per_hour_ore), Kind.MONEY),
        Column(_("Ends"), _ends, Kind.DATE),
    )


def _hours_tip(card: SupervisorCard) -> str:
    said = _("Reported hours of the hours employed this month.")
    if not card.leave_days:
        return said
    leave = ngettext(
        "%(num)d day of leave is taken away.",
        "%(num)d days of leave are taken away.",
        card.leave_days,
    )
    return f"{said} {leave}"


def _over_year(card: SupervisorCard) -> bool:
    return card.supervisor.esf_project and card.year_minutes > ESF_YEAR_MINUTES


def _year(card: SupervisorCard) -> str:
    """Of ESF's 1,720 for those it is watched for."""
    so_far = hours(card.year_minutes, 0)
    if not card.supervisor.esf_project:
        return so_far
    return f"{so_far} / {hours(ESF_YEAR_MINUTES, 0)}"


def _share(card: SupervisorCard) -> str:
    return ABSENT if card.fte_bp is None else percent(card.share, 0)


def _ends(card: SupervisorCard) -> str:
    return day(card.supervisor.ended_on)
