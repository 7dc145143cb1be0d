"""What differs between two versions, noun by noun, to read and to scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.reports.file.comparison_words import (
    comparison_text,
    counted_words,
    difference_lines,
    noun_word,
)
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from asfdesk.domain.file.comparison import NounDifference
    from asfdesk.services.file.compare_files import Comparison

HEIGHT = 260


class ComparisonView(QScrollArea):
    """Takes the focus, so that the keys scroll it; a screen reader gets the whole text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("What differs"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(HEIGHT)
        self.hide()

    def show_comparison(self, comparison: Comparison) -> None:
        """Fill it; nothing to show stays hidden."""
        content = QWidget()
        content.setAutoFillBackground(False)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(14, 10, 14, 10)
        lines.setSpacing(10)
        lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        for one in comparison.differences:
            lines.addLayout(_noun(one))
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        self.setAccessibleDescription("\n".join(comparison_text(comparison.differences)))
        self.setVisible(bool(comparison.differences))


def _noun(one: NounDifference) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    heading = label(noun_word(one.noun))
    heading.setProperty("look", "label")
    words.addWidget(heading)
    words.addWidget(label(counted_words(one.counted), wrap=True))
    for line in difference_lines(one):
        words.addWidget(label(line, Look.SECONDARY, wrap=True))
    return words
