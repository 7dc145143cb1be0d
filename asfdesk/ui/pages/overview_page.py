"""Översikt: the ten-second page: figures with comparison and reason, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout

from asfdesk.i18n import _, day
from asfdesk.services.changes import Topic
from asfdesk.services.overview import overview
from asfdesk.ui.kit.month_picker import month_text
from asfdesk.ui.page import Page
from asfdesk.ui.pages.overview_cards import CashCard, ResultCard, SupervisionCard
from asfdesk.ui.pages.overview_places import PlacesCard
from asfdesk.ui.pages.overview_todo import TodoCard

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from asfdesk.domain.period import Month
    from asfdesk.services.overview import Overview
    from asfdesk.ui.page import PageContext

GAP = 14
STACKS_BELOW = 880


class OverviewPage(Page):
    """Loads everything in one query and shows it."""

    key = "overview"
    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.result = ResultCard()
        self.result.calculation_wanted.connect(self._show_follow_up)
        self.cash = CashCard()
        self.supervision = SupervisionCard()
        self.places = PlacesCard()
        self.places.agreements_wanted.connect(self._show_agreements)
        self.todo = TodoCard()
        self.todo.wanted.connect(self._mend)
        self._rows: list[QBoxLayout] = []
        figures = self._row()
        figures.addWidget(self.result, 26)
        figures.addWidget(self.cash, 10)
        figures.addWidget(self.supervision, 10)
        lower = self._row()
        lower.addWidget(self.places, 8)
        lower.addWidget(self.todo, 5)
        self.body.addLayout(figures)
        self.body.addLayout(lower, 1)

    def _row(self) -> QBoxLayout:
        """Cards beside each other; they stack when the window is narrow."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(GAP)
        self._rows.append(row)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the cards when there is no room beside each other."""
        super().resizeEvent(event)
        wide = self.width() >= STACKS_BELOW
        direction = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def title(self) -> str:
        """What the page is called."""
        return _("Overview")

    def reload(self) -> None:
        """Ask for the month."""
        session, month, today = self.context.session, self.month, self.context.today
        self.run(lambda: overview(session, month, today), self._show)

    @Slot(object)
    def _show(self, view: Overview) -> None:
        if view.month != self.month:
            return
        self.set_status(_status(view))
        self.result.show_outlook(view.outlook)
        self.cash.show_cash(view.cash)
        self.supervision.show_figure(view.supervision)
        self.places.show_places(view.places, view.month)
        self.places.income.show_income(view.outlook)
        self.todo.show_items(view.todo)

    @Slot()
    def _show_follow_up(self) -> None:
        self.context.go("follow_up")

    @Slot()
    def _show_agreements(self) -> None:
        self.context.go("agreements")

    @Slot(str, object)
    def _mend(self, where: str, month: Month | None) -> None:
        """Go where a thing is mended, in the month it is about."""
        self.context.go(where if month is None else f"{where}@{month}")


def _status(view: Overview) -> str:
    """How the month and the one before stand."""
    through = _("The most important now, up to %(day)s.") % {"day": day(view.places.through)}
    states = [
        (_("%(month)s is locked.") if state.locked else _("%(month)s is open."))
        % {"month": month_text(state.month, with_year=False)}
        for state in (view.state, view.previous)
    ]
    return " ".join([through, *states])
