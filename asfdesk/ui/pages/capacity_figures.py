"""The figures of a week's or month's supervision, beside its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from asfdesk.domain.money import round_half_up
from asfdesk.i18n import ABSENT, _, decimal, hours, money, ngettext
from asfdesk.reports.capacity_words import need_words, over_words, ratio_words, span_words
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from asfdesk.domain.capacity import SupervisionFigures
    from asfdesk.reports.capacity_facts import CapacitySpan


class FiguresCard(Card):
    """Full-time posts, trainees per supervisor, hours and cost; and in words whether it is enough.

    Attributes:
        words: the sentence about need and schedule.
        warning: that a supervisor has more trainees than the ratio says.
    """

    def __init__(self) -> None:
        super().__init__(_("Supervision"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        self.values: dict[str, QLabel] = {}
        for line, (key, name) in enumerate(_names()):
            value = label("")
            value.setAccessibleDescription(name)
            grid.addWidget(label(name, Look.MUTED), line, 0)
            grid.addWidget(value, line, 1)
            self.values[key] = value
        self.body.addLayout(grid)
        self.warning = Badge()
        self.words = label("", Look.SECONDARY, wrap=True)
        self.body.addWidget(self.warning)
        self.body.addWidget(self.words)
        self.body.addStretch(1)

    def show_span(self, span: CapacitySpan, without_schedule: int) -> None:
        """Show a week or month."""
        figures = span.supervision
        self.set_title(_("Supervision, %(when)s") % {"when": span_words(span.period)})
        for key, text in _texts(figures).items():
            self.values[key].setText(text)
        over = over_words(span.period, figures)
        self.warning.set_status(_("More trainees than your ratio"), Tone.WARN)
        self.warning.setVisible(bool(over))
        said = (_need(span), over, _without(without_schedule))
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


def _need(span: CapacitySpan) -> str:
    return need_words(span.period, span.supervision)


def _without(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(num)d supervisor has no schedule and counts with a standard day.",
        "%(num)d supervisors have no schedule and count with a standard day.",
        count,
    )
