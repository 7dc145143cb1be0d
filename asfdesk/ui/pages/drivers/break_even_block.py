"""Break-even under the levers: a number, and what the number alone would hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.reports.drivers.what_if_words import break_even_headline, break_even_sentences
from asfdesk.ui.kit.card import rule
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.domain.drivers.plan_break_even import PlanBreakEven


class BreakEvenBlock(QWidget):
    """Shows a break-even in places."""

    def __init__(self) -> None:
        super().__init__()
        self.number = label("", Look.HEADING)
        self.sentences = label("", Look.SECONDARY, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(rule())
        line = QHBoxLayout()
        line.addWidget(label(_("Break-even")), 1)
        line.addWidget(self.number)
        column.addLayout(line)
        column.addWidget(self.sentences)

    def show_break_even(self, found: PlanBreakEven | None) -> None:
        """Show another."""
        said = " ".join(break_even_sentences(found))
        self.number.setText(break_even_headline(found))
        self.sentences.setText(said)
        if self.sentences.isHidden() is bool(said):
            self.sentences.setVisible(bool(said))
        self.setAccessibleName(" ".join((_("Break-even"), self.number.text())))
        self.setAccessibleDescription(said)
