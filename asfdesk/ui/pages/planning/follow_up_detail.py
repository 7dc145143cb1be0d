"""Uppföljning: the chosen row explained, with its comment and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from asfdesk.domain.money import whole_kronor
from asfdesk.i18n import MINUS, _, day, money, money_exact
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card, rule
from asfdesk.ui.kit.document.chart_view import ChartView
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tip import plain_tip
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.planning.follow_up_columns import TONES, thousands

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.reports.planning.why_parts import WhyPart
    from asfdesk.services.drivers.explain_line import AccountAmount, Explanation
    from asfdesk.services.drivers.row_detail import RowDetail

LEAST_WIDTH = 312
MOST_WIDTH = 440
CHART_HEIGHT = 150
MOST_ACCOUNTS = 8
MOST_ITEMS = 4
LONG_BUTTON = 34
LONG_NAME = 15
"""Longer names do not fit beside two figures and an amount."""


@dataclass(frozen=True)
class EffectRow:
    """One line of the table of effects."""

    name: str
    planned: str
    actual: str
    effect_ore: int
    is_sum: bool = False


def signed_money(ore: int) -> str:
    """Whole kronor with the sign written out."""
    text = money(ore)
    return text if text.startswith(MINUS) or ore == 0 else f"+{text}"


def effect_rows(explanation: Explanation) -> list[EffectRow]:
    """The parts in whole kronor that add up, their sum, and what stands beside them."""
    if not explanation.parts:
        return []
    training = explanation.training
    several = training is not None and len(training.streams) > 1
    inside = [part for part in explanation.parts if not part.beside]
    shown = whole_kronor([part.ore for part in inside])
    own = [
        _effect_row(part, ore)
        for part, ore in zip(inside, shown, strict=True)
        if part.ore or not several
    ]
    beside = [_effect_row(part, part.ore) for part in explanation.parts if part.beside]
    total = EffectRow(_("Sum"), "", "", explanation.parts_ore, is_sum=True)
    return [*own, total, *beside]


def _effect_row(part: WhyPart, ore: int) -> EffectRow:
    return EffectRow(part.name, part.planned, part.actual, ore)


class RowPanel(Card):
    """Everything about one row.

    Signals:
        comment_wanted: write or change the row's comment of the month.
        action_wanted: agree on something new.
        action_done: an AgreedAction is done.
        volumes_wanted: type how much was sold of what has this name.
    """

    comment_wanted = Signal()
    action_wanted = Signal()
    action_done = Signal(object)
    volumes_wanted = Signal(str)

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self._writable = writable
        self._tall = False
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.badge = Badge()
        self.head.insertWidget(2, self.badge)
        self.headline = label("", wrap=True)
        self.chart = ChartView(_("From plan to actual"), CHART_HEIGHT)
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reasons = label("", Look.SECONDARY, wrap=True)
        self.effects: TableModel[EffectRow] = TableModel(_effect_columns(), _effect_look)
        self.effects_table = TableView(self.effects, _("What makes the difference"))
        self.accounts: TableModel[AccountAmount] = TableModel(_account_columns())
        self.accounts_table = TableView(self.accounts, _("Accounts behind the row"))
        self.comment_text = label("", wrap=True)
        self.comment_button = link_button("")
        self.action_button = link_button(_("Agree on an action"))
        self.comment_button.clicked.connect(self.comment_wanted)
        self.action_button.clicked.connect(self.action_wanted)
        self._actions = QVBoxLayout()
        self._actions.setSpacing(2)
        self._volumes = QVBoxLayout()
        self._volumes.setSpacing(2)
        self.expected = label("", Look.BODY, wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self.chart)
        for table in (self.effects_table, self.accounts_table):
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(table)
        column.addWidget(self.reasons)
        column.addLayout(self._volumes)
        column.addWidget(self.expected)
        column.addWidget(rule())
        column.addWidget(self.comment_text)
        column.addLayout(self._actions)
        buttons = QHBoxLayout()
        buttons.addWidget(self.comment_button)
        buttons.addWidget(self.action_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.body.addWidget(area, 1)
        for one in (self.comment_button, self.action_button):
            one.setEnabled(self._writable)

    def allow_words(self, *, allowed: bool) -> None:
        """Comments and actions are about the whole enterprise, not about one project."""
        for one in (self.comment_button, self.action_button):
            one.setVisible(allowed)

    def show_detail(self, detail: RowDetail, today: date) -> None:
        """Show another row."""
        explanation, row = detail.explanation, detail.named.row
        self.set_title(detail.named.name)
        variance = row.figures.to_date.variance_ore
        self.badge.setVisible(variance is not None)
        if variance is not None:
            said = _("%(amount)s thousand kr") % {"amount": _signed_thousands(variance)}
            self.badge.set_status(said, TONES.get(row.light, Tone.NEUTRAL))
        self.headline.setText(explanation.headline)
        self.headline.setVisible(bool(explanation.headline))
        self.chart.set_spec(detail.chart)
        self._show_reasons(explanation)
        self._show_volumes(detail)
        self._show_expected(detail)
        self._show_comment(explanation)
        self._show_actions(explanation.actions, today)

    def _show_reasons(self, explanation: Explanation) -> None:
        apart = bool(explanation.parts)
        rows = effect_rows(explanation)
        tall = any(len(row.name) > LONG_NAME for row in rows)
        if tall != self._tall:
            self._tall = tall
            self.effects.set_columns(_tall_columns() if tall else _effect_columns())
        self.effects.set_rows(rows)
        self.accounts.set_rows([] if apart else explanation.accounts[:MOST_ACCOUNTS])
        words = [*explanation.sentences, explanation.note]
        more = len(explanation.accounts) - MOST_ACCOUNTS
        if not apart and more > 0:
            words.append(
                _("and %(count)d more accounts; double-click the row for all") % {"count": more}
            )
        self.reasons.setText("\n".join(word for word in words if word))
        self.reasons.setVisible(bool(self.reasons.text()))
        _fit(self.effects_table)
        _fit(self.accounts_table)

    def _show_volumes(self, detail: RowDetail) -> None:
        _empty(self._volumes)
        for name in detail.volumes:
            text = _("Type sold: %(name)s") % {"name": name}
            typed = link_button(text if len(text) <= LONG_BUTTON else f"{text[: LONG_BUTTON - 1]}…")
            typed.setAccessibleName(text)
            typed.setToolTip(plain_tip(text))
            typed.setEnabled(self._writable)
            typed.clicked.connect(partial(self.volumes_wanted.emit, name))
            self._volumes.addWidget(typed, 0, Qt.AlignmentFlag.AlignLeft)
            typed.show()

    def _show_expected(self, detail: RowDetail) -> None:
        """What is booked, what is expected beside it, and what the two make together."""
        items = detail.expected
        self.expected.setVisible(bool(items))
        if not items:
            return
        figures = detail.named.row.figures
        waiting = sum(item.amount_ore for item in items)
        booked, waiting = whole_kronor([figures.to_date.actual_ore or 0, waiting])
        words = [
            _("Booked %(booked)s kr, expected %(expected)s kr: %(sum)s kr so far.")
            % {
                "booked": money(booked),
                "expected": money(waiting),
                "sum": money(booked + waiting),
            }
        ]
        if figures.year.actual_ore is not None:
            words.append(
                _("With it the forecast is %(forecast)s kr.")
                % {"forecast": money(figures.year.actual_ore + waiting)}
            )
        words += [f"{item.name}: {money(item.amount_ore)} kr" for item in items[:MOST_ITEMS]]
        self.expected.setText("\n".join(words))

    def _show_comment(self, explanation: Explanation) -> None:
        comment = explanation.comment
        self.comment_text.setVisible(comment is not None)
        if comment is not None:
            said = _("Comment %(day)s: %(text)s")
            self.comment_text.setText(said % {"day": day(comment.written_on), "text": comment.body})
        text = _("Change the comment") if comment else _("Comment")
        self.comment_button.setText(text)
        self.comment_button.setAccessibleName(text)

    def _show_actions(self, actions: tuple[AgreedAction, ...], today: date) -> None:
        _empty(self._actions)
        for action in actions:
            self._actions.addWidget(self._action_line(action, today))

    def _action_line(self, action: AgreedAction, today: date) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        who = f" ({action.owner})" if action.owner else ""
        due = ""
        if action.due_on is not None:
            said = _("was due %(day)s") if action.is_late(today) else _("due %(day)s")
            due = f", {said % {'day': day(action.due_on)}}"
        look = Look.ERROR if action.is_late(today) else Look.BODY
        layout.addWidget(label(f"{action.what}{who}{due}", look, wrap=True), 1)
        done = link_button(_("Done"))
        done.setAccessibleName(_("Done: %(what)s") % {"what": action.what})
        done.setEnabled(self._writable)
        done.clicked.connect(lambda: self.action_done.emit(action))
        layout.addWidget(done)
        return line


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _signed_thousands(ore: int) -> str:
    text = thousands(ore)
    return text if text.startswith(MINUS) else f"+{text}"


def _fit(table: TableView) -> None:
    """As high as its rows, so that the panel scrolls as one."""
    rows = table.model().rowCount()
    table.setVisible(rows > 0)
    table.show_whole(rows)


def _effect_columns() -> list[Column[EffectRow]]:
    return [
        Column("", lambda row: row.name, stretch=True, tooltip=lambda row: row.name),
        Column(_("Plan"), lambda row: row.planned, Kind.NUMBER, muted=True),
        Column(_("Actual"), lambda row: row.actual, Kind.NUMBER),
        Column(_("Effect, kr"), lambda row: signed_money(row.effect_ore), Kind.MONEY),
    ]


def _tall_columns() -> list[Column[EffectRow]]:
    """Long names over what changed, where three columns have no room."""
    return [
        Column(
            "",
            lambda row: row.name,
            stretch=True,
            second=_change_words,
            tooltip=lambda row: row.name,
        ),
        Column(_("Effect, kr"), lambda row: signed_money(row.effect_ore), Kind.MONEY),
    ]


def _change_words(row: EffectRow) -> str:
    if not row.planned and not row.actual:
        return ""
    words = {"planned": row.planned, "actual": row.actual}
    return _("plan %(planned)s, actual %(actual)s") % words


def _effect_look(row: EffectRow) -> RowLook:
    return RowLook.TOTAL if row.is_sum else RowLook.NORMAL


def _account_columns() -> list[Column[AccountAmount]]:
    return [
        Column(_("Account"), lambda row: row.account, muted=True),
        Column(_("Name"), lambda row: row.name, stretch=True, tooltip=lambda row: row.name),
        Column(
            _("kr"),
            lambda row: money(row.ore),
            Kind.MONEY,
            tooltip=lambda row: money_exact(row.ore),
        ),
    ]
