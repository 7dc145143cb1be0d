"""The figures of a week's or month's supervision, in a line above its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.money import round_half_up
from asfdesk.i18n import ABSENT, _, decimal, hours, money, ngettext
from asfdesk.reports.hours.capacity_words import need_words, over_words, ratio_words
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from asfdesk.domain.hours.capacity import SupervisionFigures
    from asfdesk.reports.hours.capacity_facts import CapacitySpan


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
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(0)
        self.values: dict[str, QLabel] = {}
        for column, (key, name) in enumerate(_names()):
            value = label("", Look.HEADING)
            value.setAccessibleDescription(name)
            grid.addWidget(label(name, Look.SECONDARY), 0, column)
            grid.addWidget(value, 1, column)
            grid.setColumnStretch(column, 1)
            self.values[key] = value
        self.warning = Badge()
        self.words = label("", Look.SECONDARY, wrap=True)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.words, 1)
        said.addWidget(self.warning)
        outer.addLayout(grid)
        outer.addLayout(said)

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
