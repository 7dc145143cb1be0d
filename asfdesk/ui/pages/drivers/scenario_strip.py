"""What a scenario changes, a line each with its buttons; only scenarios show it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.reports.drivers.shock_words import shock_words
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import PADDING, Card
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.shocks import Shock

ROW, SHOWN_ROWS = 27, 2


class ScenarioStrip(Card):
    """Signals: change_wanted(Shock | None) to change one or add one; remove_wanted(Shock)."""

    change_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("What the scenario changes"))
        self.add_button = link_button(_("Add a change…"))
        self.add_button.clicked.connect(self._add)
        self.head.addWidget(self.add_button)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(PADDING, 6, PADDING, 8)
            layout.setSpacing(2)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._area)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _add(self) -> None:
        self.change_wanted.emit(None)

    def _wants(self, signal: SignalInstance, shock: Shock, *_checked: object) -> None:
        signal.emit(shock)

    def show_shocks(self, model: PlanModel, *, editable: bool) -> None:
        """Show the changes of another scenario."""
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for shock in model.shocks:
            rows.addWidget(self._row(shock, model, editable=editable))
        if not model.shocks:
            rows.addWidget(label(_("Nothing yet: it is as the plan it was made from."), Look.MUTED))
        rows.addStretch(1)
        self._area.setWidget(holder)
        self._area.setFixedHeight(ROW * min(max(len(model.shocks), 1), SHOWN_ROWS))
        self.add_button.setVisible(editable)

    def _row(self, shock: Shock, model: PlanModel, *, editable: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        said = shock_words(shock, model)
        line.addWidget(label(said), 1)
        if editable:
            for word, signal in (
                (_("Change…"), self.change_wanted),
                (_("Remove"), self.remove_wanted),
            ):
                one = link_button(word)
                one.setAccessibleName(f"{word} {said}")
                one.clicked.connect(partial(self._wants, signal, shock))
                line.addWidget(one)
        return row
