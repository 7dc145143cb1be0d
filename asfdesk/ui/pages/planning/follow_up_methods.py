"""Uppföljning, Prognos: the method of the chosen line, by what each of them gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from asfdesk.domain.planning.forecast import Method
from asfdesk.i18n import ABSENT, _, money
from asfdesk.reports.planning.forecast_words import caution_word, method_word
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from asfdesk.services.drivers.follow_up_views import FollowUpPageView, NamedRow

LEAST_WIDTH, MOST_WIDTH = 312, 440
LETTERS = tuple(Method)


class MethodPanel(Card):
    """Four methods to choose from, for one line.

    Signals:
        wanted: the line's code and the Method that was chosen for it.
    """

    wanted = Signal(str, object)

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self._writable = writable
        self._code = ""
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self._about = label("", wrap=True)
        self.body.addWidget(self._about)
        self.choices = QButtonGroup(self)
        self._words: list[tuple[QRadioButton, QLabel, QLabel]] = []
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for at, method in enumerate(LETTERS):
            choice = QRadioButton()
            words = label(method_word(method), Look.SECONDARY, wrap=True)
            caution = label("", Look.ERROR, wrap=True)
            for one in (words, caution):
                one.setContentsMargins(24, 0, 0, 0)
            choice.setEnabled(writable)
            self.choices.addButton(choice, at)
            self._words.append((choice, words, caution))
            column.addWidget(choice)
            column.addWidget(words)
            column.addWidget(caution)
            column.addSpacing(8)
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        self.choices.idClicked.connect(self._choose)

    def show_row(self, shown: FollowUpPageView, named: NamedRow) -> None:
        """Show another row; sums have no method of their own."""
        self.set_title(named.name)
        method = named.row.method
        self._code = named.key if method is not None else ""
        self._list.setVisible(method is not None)
        self._about.setText(
            _("How is the rest of the year foreseen on this line?")
            if method is not None
            else _("A sum adds its lines up. Choose a line to see and change its method.")
        )
        if method is None:
            return
        self.choices.button(LETTERS.index(method)).setChecked(True)
        for answer, (choice, does, caution) in zip(
            shown.answers.get(named.key, ()), self._words, strict=True
        ):
            gives = ABSENT if answer.ore is None else money(answer.ore)
            choice.setText(
                _("%(letter)s: %(amount)s kr") % {"letter": answer.method.value, "amount": gives}
            )
            words = caution_word(answer.caution) if answer.caution else ""
            caution.setText(words)
            caution.setVisible(bool(words))
            choice.setAccessibleDescription(f"{does.text()}. {words}")

    @Slot(int)
    def _choose(self, at: int) -> None:
        if self._code:
            self.wanted.emit(self._code, LETTERS[at])
