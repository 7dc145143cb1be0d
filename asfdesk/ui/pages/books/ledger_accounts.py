"""Ekonomi, Konton: which plan line each account stands on, placed anew with one click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT, MapRule
from asfdesk.i18n import _, money, ngettext
from asfdesk.reports.planning.plan_words import line_word, unmapped_word
from asfdesk.services.books.map_accounts import (
    PlacedState,
    accounts_placed,
    add_rule,
    change_rule,
    confirm_accounts,
    place_accounts,
    remove_rule,
)
from asfdesk.services.books.suggest_lines import suggestions
from asfdesk.services.books.training_sales import training_sales
from asfdesk.services.books.wage_subsidies import WAGE_SUPPORT, wage_credits
from asfdesk.ui.dialogs.books.rule_form import rule_accounts, rule_fields, rule_object, typed_rule
from asfdesk.ui.kit.buttons import button, chip
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.books.ledger_findings import FindingsView
from asfdesk.ui.pages.books.ledger_panel import LedgerPanel, nothing_imported
from asfdesk.ui.pages.books.ledger_suggestions import SuggestionsView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.books.map_accounts import PlacedAccount
    from asfdesk.services.books.suggest_lines import LineSuggestion
    from asfdesk.services.books.training_sales import TrainingSales
    from asfdesk.services.books.wage_subsidies import WageCredit
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.pages.books.ledger_panel import LedgerHost

_SIDE_WIDTH = 330
_SUGGESTED = 2


@dataclass(frozen=True)
class _Loaded:
    accounts: list[PlacedAccount]
    rules: list[MapRule]
    lines: list[PlanLine]
    credits: list[WageCredit]
    training: TrainingSales
    suggestions: list[LineSuggestion]
    cost_centres: list[str]
    projects: list[str]


class AccountsPanel(LedgerPanel):
    """Accounts at the left, the plan lines to put them on at the right."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__(page)
        self._loaded: _Loaded | None = None
        self._words: dict[str, str] = {}
        self._accounts: TableModel[PlacedAccount] = TableModel(self._account_columns())
        self.accounts = TableView(self._accounts, _("Accounts and their plan lines"))
        self._rules: TableModel[MapRule] = TableModel(self._rule_columns())
        self.rules = TableView(self._rules, _("Your own rules"))
        self._lines: TableModel[PlanLine] = TableModel(
            [Column(_("Plan line"), lambda line: self._words[line.code], stretch=True)]
        )
        self.lines = TableView(self._lines, _("Plan lines"))
        self._empty = nothing_imported(page)
        self.findings = FindingsView()
        self.suggestions = SuggestionsView(page)
        self._card, self._side = Card(), Card(_("Place the account"))
        self._chosen = label("", Look.MUTED, wrap=True)
        self._stack = QStackedWidget()
        self._show_accounts = chip(_("Accounts"), checked=True)
        self._show_rules = chip(_("Your own rules"))
        self.show_suggested = chip(_("Suggestions"))
        self.confirm_button = button(_("Confirm"))
        self.rule_button = button(_("New rule"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.accounts)
        self._stack.addWidget(self.rules)
        self._stack.addWidget(self.suggestions)
        self._card.head.addWidget(self._show_accounts)
        self._card.head.addWidget(self._show_rules)
        self._card.head.addWidget(self.show_suggested)
        self._card.body.addWidget(self.findings)
        self._card.body.addWidget(self._stack, 1)
        self._side.body.addWidget(self._chosen)
        self._side.body.addWidget(self.lines, 1)
        below = QHBoxLayout()
        below.addWidget(self.confirm_button)
        below.addWidget(self.rule_button)
        below.addStretch(1)
        self._side.body.addLayout(below)
        self._side.setFixedWidth(_SIDE_WIDTH)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self._card, 1)
        both.addWidget(self._side)
        column = QVBoxLayout()
        column.addWidget(self._empty, 1)
        column.addLayout(both, 1)
        self.body.addLayout(column, 1)
        self._set_filled(filled=False)

    def _connect(self) -> None:
        self._show_accounts.clicked.connect(self._pick_accounts)
        self._show_rules.clicked.connect(self._pick_rules)
        self.show_suggested.clicked.connect(self._pick_suggestions)
        self.findings.accept_training.connect(self.suggestions.accept)
        self.findings.place_subsidies.connect(self._place_subsidies)
        self.accounts.current.connect(self._stand_on)
        self.lines.chosen.connect(self._place)
        self.rules.opened.connect(self._edit_rule)
        self.confirm_button.clicked.connect(self._confirm_chosen)
        self.rule_button.clicked.connect(self._new_rule)

    def _account_columns(self) -> list[Column[PlacedAccount]]:
        return [
            Column(_("Account"), lambda row: row.number),
            Column(_("Name"), lambda row: row.name, stretch=True),
            Column(
                _("This year, kr"),
                lambda row: money(row.amount_ore),
                Kind.MONEY,
                sort=lambda row: row.amount_ore,
            ),
            Column(_("Plan line"), self._line_words, stretch=True),
            Column("", lambda row: _state_word(row.state), tone=_state_tone, badge=True),
        ]

    def _rule_columns(self) -> list[Column[MapRule]]:
        return [
            Column(_("Accounts"), rule_accounts),
            Column(_("Only"), rule_object),
            Column(_("Plan line"), lambda rule: self._words.get(rule.line_code, ""), stretch=True),
        ]

    def show_nothing(self) -> None:
        """Offer the first step."""
        self._set_filled(filled=False)

    def fetch(self, year: FiscalYear) -> None:
        """Load accounts, rules and lines."""
        session = self.page.context.session
        self.page.run(lambda: _load(session, year), self._show)

    @Slot(object)
    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self._words = {line.code: line_word(line) for line in loaded.lines}
        self._words[UNMAPPED] = unmapped_word()
        self._accounts.set_rows(loaded.accounts)
        self._rules.set_rows(loaded.rules)
        self._lines.set_rows([line for line in loaded.lines if line.active])
        self._set_filled(filled=bool(loaded.accounts))
        self._card.set_title(_("Accounts on plan lines"), _counts(loaded.accounts))
        self.findings.show_findings(loaded.training, loaded.credits, writable=self.page.writable)
        self.suggestions.show_suggestions(loaded.suggestions)
        count = len(loaded.suggestions)
        self.show_suggested.setText(
            _("Suggestions (%(count)d)") % {"count": count} if count else _("Suggestions")
        )
        if loaded.accounts and not self.accounts.selected_rows():
            self.accounts.select_row(0)
        self._stand_on(None)

    def _set_filled(self, *, filled: bool) -> None:
        self._empty.setVisible(not filled)
        self._card.setVisible(filled)
        self._side.setVisible(filled)

    def _line_words(self, row: PlacedAccount) -> str:
        return ", ".join(self._words.get(code, code) for code, _ore in row.lines)

    @Slot(object)
    def _stand_on(self, _row: object) -> None:
        """Say what a click on a plan line would place."""
        rows = self.accounts.selected_rows() or self._current()
        writable = self.page.writable and bool(rows)
        self.lines.setEnabled(writable)
        self.rule_button.setEnabled(self.page.writable)
        self.confirm_button.setEnabled(
            writable and any(row.state is PlacedState.NEW for row in rows)
        )
        if not rows:
            self._chosen.setText(_("Choose an account in the table."))
        elif len(rows) == 1:
            self._chosen.setText(
                _("Click the plan line where %(account)s belongs.")
                % {"account": f"{rows[0].number} {rows[0].name}".strip()}
            )
        else:
            self._chosen.setText(
                _("Click the plan line where these %(count)d accounts belong.")
                % {"count": len(rows)}
            )

    def _current(self) -> list[PlacedAccount]:
        index = self.accounts.currentIndex()
        return [self._accounts.row_at(index)] if index.isValid() else []

    @Slot(object)
    def _place(self, line: PlanLine) -> None:
        session = self.page.context.write
        numbers = [row.number for row in self.accounts.selected_rows() or self._current()]
        if session is not None and numbers:
            self.page.command(lambda: place_accounts(session, numbers, line.code))

    @Slot(object)
    def _place_subsidies(self, numbers: list[str]) -> None:
        session = self.page.context.write
        if session is not None and numbers:
            self.page.command(lambda: place_accounts(session, numbers, WAGE_SUPPORT))

    @Slot()
    def _confirm_chosen(self) -> None:
        session = self.page.context.write
        numbers = [
            row.number
            for row in self.accounts.selected_rows() or self._current()
            if row.state is PlacedState.NEW
        ]
        if session is not None and numbers:
            today = self.page.context.today
            self.page.command(lambda: confirm_accounts(session, numbers, today))

    @Slot()
    def _pick_accounts(self) -> None:
        self._pick(0)

    @Slot()
    def _pick_rules(self) -> None:
        self._pick(1)

    @Slot()
    def _pick_suggestions(self) -> None:
        self._pick(_SUGGESTED)

    def _pick(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._show_accounts.setChecked(place == 0)
        self._show_rules.setChecked(place == 1)
        self.show_suggested.setChecked(place == _SUGGESTED)

    @Slot()
    def _new_rule(self) -> None:
        rows = self.accounts.selected_rows() or self._current()
        numbers = sorted(row.number for row in rows) or [""]
        start = MapRule(0, numbers[0], numbers[-1], None, None, "")
        self._rule_form(_("New rule"), start)

    @Slot(object)
    def _edit_rule(self, rule: MapRule) -> None:
        if self.page.writable:
            self._rule_form(_("Change the rule"), rule)

    def _rule_form(self, title: str, rule: MapRule) -> None:
        session, loaded = self.page.context.write, self._loaded
        if session is None or loaded is None:
            return

        choices = [(line.code, self._words[line.code]) for line in loaded.lines if line.active]

        def save(values: FormValues) -> Changes:
            if rule.id and values.flag("remove"):
                return remove_rule(session, rule.id)
            made = typed_rule(values, rule.id)
            return change_rule(session, made) if rule.id else add_rule(session, made)

        self.page.form(
            title,
            rule_fields(rule, loaded.cost_centres, loaded.projects, choices),
            save,
            intro=_(
                "Rules by cost centre or project win over rules for one account, and those over"
                " intervals. Among equals the latest wins."
            ),
        )


def _load(session: ReadSession, year: FiscalYear) -> _Loaded:
    return _Loaded(
        accounts_placed(session, year),
        session.mapping.rules(),
        session.plans.lines(with_inactive=True),
        wage_credits(session, year),
        training_sales(session, year),
        suggestions(session, year),
        _named(session.ledger.cost_centres(), session.ledger.object_names(COST_CENTRE)),
        _named(session.ledger.projects(), session.ledger.object_names(PROJECT)),
    )


def _named(codes: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Codes with their names, to choose among: 10 Kafé."""
    return [f"{code} {names.get(code, '')}".strip() for code in codes]


def _state_word(state: PlacedState) -> str:
    return {
        PlacedState.NOWHERE: _("without plan line"),
        PlacedState.NEW: _("new – confirm"),
        PlacedState.RULE: _("your rule"),
        PlacedState.CONFIRMED: _("confirmed"),
    }[state]


def _state_tone(row: PlacedAccount) -> Tone | None:
    return {
        PlacedState.NOWHERE: Tone.BAD,
        PlacedState.NEW: Tone.WARN,
        PlacedState.RULE: Tone.NEUTRAL,
        PlacedState.CONFIRMED: Tone.GOOD,
    }[row.state]


def _counts(accounts: list[PlacedAccount]) -> str:
    states = [account.state for account in accounts]
    words = [ngettext("%(num)d account", "%(num)d accounts", len(states))]
    if PlacedState.NOWHERE in states:
        count = states.count(PlacedState.NOWHERE)
        words.append(_("%(count)d without plan line") % {"count": count})
    if PlacedState.NEW in states:
        words.append(_("%(count)d to confirm") % {"count": states.count(PlacedState.NEW)})
    return " · ".join(words)
