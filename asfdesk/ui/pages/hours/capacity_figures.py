"""The figures of a week's or month's supervision, in a line above its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from asfdesk.domain.money import round_half_up
from asfdesk.i18n import ABSENT, _, decimal, hours, money, ngettext
from asfdesk.reports.hours.capacity_words import need_words, over_words, ratio_words
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from asfdesk.domain.hours.capacity import SupervisionFigures
    from asfdesk.reports.hours.capacity_facts import CapacitySpan


GAP, FEWEST = 18, 2
"""Pixels between the figures, and how many stand beside each other at least."""


class FiguresLine(QWidget):
    """Full-time posts, trainees per supervisor, hours and cost; and in words whether it is enough.

    Attributes:
        words: the sentence about need and schedule.
        warning: that a supervisor has more trainees than the ratio says.
    """

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 2)
        outer.setSpacing(4)
        # minimumSizeHint says what it needs: a line of five would keep the window wide for ever.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(1)
        self.values: dict[str, QLabel] = {}
        self._figures: list[tuple[QLabel, QLabel]] = []
        self._across = 0
        for key, name in _names():
            value = label("", Look.HEADING)
            value.setAccessibleDescription(name)
            self._figures.append((label(name, Look.SECONDARY), value))
            self.values[key] = value
        self._arrange(len(self._figures))
        self.warning = Badge()
        self.words = label("", Look.SECONDARY, wrap=True)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.words, 1)
        said.addWidget(self.warning)
        outer.addLayout(self._grid)
        outer.addLayout(said)

    def minimumSizeHint(self) -> QSize:
        """As narrow as two figures beside each other."""
        layout = self.layout()
        height = layout.totalHeightForWidth(max(self.width(), 1)) if layout is not None else 0
        return QSize(FEWEST * self._widest() + GAP, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many figures beside each other as there is room for."""
        super().resizeEvent(event)
        fit = (self.width() + GAP) // (self._widest() + GAP)
        whole = sum(name.sizeHint().width() + GAP for name, _value in self._figures) - GAP
        most = len(self._figures)
        self._arrange(most if whole <= self.width() else min(max(fit, FEWEST), most))

    def _widest(self) -> int:
        return max(name.sizeHint().width() for name, _value in self._figures)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, (name, value) in enumerate(self._figures):
            line, column = divmod(at, across)
            for part, below in ((name, 0), (value, 1)):
                self._grid.removeWidget(part)
                self._grid.addWidget(part, 2 * line + below, column)
        for column in range(len(self._figures)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self.updateGeometry()

    def show_span(self, span: CapacitySpan, without_schedule: int) -> None:
        """Show a week or month."""
        figures = span.supervision
        for key, text in _texts(figures).items():
            self.values[key].setText(text)
        over = over_words(span.period, figures)
        self.warning.set_status(_("More trainees than your ratio"), Tone.WARN)
        self.warning.setVisible(bool(over))
        said = (need_words(span.period, figures), over, _without(without_schedule))
        self.words.setText(" ".join(filter(None, said)))


def _names() -> tuple[tuple[str, str], ...]:
    return (
        ("posts", _("Full-time posts, reported / employed")),
        ("each", _("Trainees per supervisor")),
        ("hours", _("Supervisor hours per trainee hour")),
        ("cost", _("Cost per delivered day, kr")),
        ("leave", _("Leave takes, h")),
    )


def _texts(figures: SupervisionFigures) -> dict[str, str]:
    reported = decimal(figures.full_time) if figures.reported else ABSENT
    each = decimal(figures.trainees_per_supervisor, 1)
    if figures.per_supervisor is not None:
        most = {"each": each, "most": ratio_words(figures.per_supervisor)}
        each = _("%(each)s of at most %(most)s") % most
    cost = figures.cost_per_day if figures.reported else None
    return {
        "posts": f"{reported} / {decimal(figures.employed_full_time)}",
        "each": each,
        "hours": decimal(figures.hours_per_trainee_hour if figures.reported else None),
        "cost": money(None if cost is None else round_half_up(cost)),
        "leave": hours(figures.leave, 1),
    }


def _without(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(num)d supervisor has no schedule and counts with a standard day.",
        "%(num)d supervisors have no schedule and count with a standard day.",
        count,
    )
