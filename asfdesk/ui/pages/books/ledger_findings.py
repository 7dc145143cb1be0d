"""Ekonomi, Konton: what hides in the books so that the plan can't be followed, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _, money
from asfdesk.services.books.training_sales import TrainingState, steps_apart
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from asfdesk.services.books.training_sales import TrainingSales
    from asfdesk.services.books.wage_subsidies import WageCredit


class FindingsView(QWidget):
    """Training sales among other sales, and wage subsidies among wages.

    Signals:
        accept_training: the suggestions that tell training apart.
        place_subsidies: account numbers to put on the line for wage support.
    """

    accept_training = Signal(object)
    place_subsidies = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._training: TrainingSales | None = None
        self._own: list[str] = []
        self._badges: list[Badge] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.training_words = label("", Look.SECONDARY, wrap=True)
        self.training_button = link_button("")
        self._training_row = self._row(
            layout,
            _("Training sales can't be told apart"),
            self.training_words,
            self.training_button,
        )
        self.wage_words = label("", Look.SECONDARY, wrap=True)
        self.wage_button = link_button(_("Place on wage subsidies"))
        self._wage_row = self._row(
            layout, _("Wage subsidy among the wages?"), self.wage_words, self.wage_button
        )
        self.training_button.clicked.connect(self._act_on_training)
        self.wage_button.clicked.connect(self._act_on_wages)

    def _row(self, layout: QVBoxLayout, title: str, words: QWidget, act: QPushButton) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        badge = Badge(title, Tone.WARN)
        self._badges.append(badge)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        line.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(holder)
        holder.hide()
        return holder

    def show_findings(
        self, training: TrainingSales, wages: Sequence[WageCredit], *, writable: bool
    ) -> None:
        """Show what there is; nothing when all is well."""
        self._training = training
        self._own = [found.number for found in wages if found.own_account]
        self._training_row.setVisible(training.needs_attention)
        if training.needs_attention:
            self._show_training(training, writable=writable)
        self._wage_row.setVisible(bool(wages))
        if wages:
            self.wage_words.setText(_wage_words(wages))
        self.wage_button.setVisible(bool(self._own))
        self.wage_button.setEnabled(writable)

    def _show_training(self, training: TrainingSales, *, writable: bool) -> None:
        sales = money(training.sales_ore)
        if training.state is TrainingState.SUGGESTED:
            named = ", ".join(one.what for one in training.proposed)
            text = _(
                "All sales, %(sum)s kr, stand as goods and services. Training seems to be:"
                " %(named)s."
            )
            self.training_words.setText(text % {"sum": sales, "named": named})
            self.training_button.setText(_("Place as work training"))
            self.training_button.setEnabled(writable)
            return
        text = _(
            "All sales, %(sum)s kr, stand as goods and services, though training is planned or"
            " agreed. Without an account, cost centre or project of its own it can't be"
            " followed up."
        )
        self.training_words.setText(text % {"sum": sales})
        self.training_button.setText(_("How to arrange it"))
        self.training_button.setEnabled(True)

    @Slot()
    def _act_on_training(self) -> None:
        training = self._training
        if training is None:
            return
        if training.proposed:
            self.accept_training.emit(list(training.proposed))
            return
        steps = "\n\n".join(f"{at}. {step}" for at, step in enumerate(steps_apart(), start=1))
        dialog = MessageDialog(self, _("How to tell training sales apart"), steps)
        dialog.tell()

    @Slot()
    def _act_on_wages(self) -> None:
        self.place_subsidies.emit(self._own)


def _wage_words(found: Sequence[WageCredit]) -> str:
    own = [one for one in found if one.own_account]
    mixed = [one for one in found if not one.own_account]
    words = []
    if own:
        words.append(
            _(
                "%(accounts)s has more credit than debit. If it is wage subsidy, place it on that"
                " line so that wages and support both show what they are."
            )
            % {"accounts": _listed(own)}
        )
    if mixed:
        words.append(
            _(
                "Money has come in as lower wages on %(accounts)s. If it is wage subsidy, it can't"
                " be told from the wages here: book it on 3988, or on a 70xx account of its own,"
                " in the bookkeeping program."
            )
            % {"accounts": _listed(mixed)}
        )
    return " ".join(words)


def _listed(found: Sequence[WageCredit]) -> str:
    return ", ".join(f"{one.number} ({money(one.amount_ore)} kr)" for one in found)
