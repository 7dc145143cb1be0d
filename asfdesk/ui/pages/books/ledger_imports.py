"""Ekonomi, Import: what has been taken in, whether it agrees, and how to export from programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _, day, moment, money_exact
from asfdesk.reports.words import actual_source_word
from asfdesk.services.books.export_books import export_books
from asfdesk.services.books.import_history import (
    ImportState,
    import_history,
    reconcile,
)
from asfdesk.services.books.import_rows import keeps_texts
from asfdesk.services.books.import_sie import set_keep_texts
from asfdesk.ui.dialogs.books.export_guide import ExportGuide
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.books.closed_through import ClosedThroughBox
from asfdesk.ui.pages.books.ledger_panel import LedgerPanel
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.books.export_books import WrittenSie
    from asfdesk.services.books.import_history import (
        ClassCheck,
        HistoryLine,
        Reconciliation,
    )
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.pages.books.ledger_panel import LedgerHost

_SIDE_WIDTH = 380
_CHECK_HEIGHT = 218
_HISTORY_HEIGHT = 150
_HASH_DIGITS = 12


@dataclass(frozen=True)
class _Loaded:
    year: FiscalYear
    history: list[HistoryLine]
    checked: Reconciliation
    keeps_texts: bool
    has_books: bool


class ImportsPanel(LedgerPanel):
    """History and reconciliation at the left, closing and instructions at the right."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__(page)
        self._history: TableModel[HistoryLine] = TableModel(_history_columns())
        self._checks: TableModel[ClassCheck] = TableModel(_check_columns())
        self.history = TableView(self._history, _("Import history"))
        self.checks = TableView(self._checks, _("Books and file per account class"))
        self._check_card = Card(_("Do the months add up to the file's totals?"))
        self._check_badge = Badge()
        self._check_words = label("", Look.SECONDARY, wrap=True)
        self._closed_card = Card(_("Books closed through"))
        self.closed = ClosedThroughBox(page)
        self.guide = ExportGuide()
        self.export_button = button(_("Export the year as SIE…"))
        self.export_button.clicked.connect(self._export)
        self.choose_target: Callable[[str], Path | None] = self._ask_target
        self.keep_texts = QCheckBox(_("Keep voucher texts (they may name people)"))
        self._lay_out()
        self.keep_texts.clicked.connect(self._keep_texts)

    def _lay_out(self) -> None:
        history = Card(_("Import history"))
        history.head.addWidget(self.export_button)
        history.body.addWidget(self.history, 1)
        self.history.setMinimumHeight(_HISTORY_HEIGHT)
        self._check_card.head.addWidget(self._check_badge)
        self._check_card.body.addWidget(self.checks)
        self._check_card.body.addWidget(self._check_words)
        self.checks.setFixedHeight(_CHECK_HEIGHT)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(history, 1)
        left.addWidget(self._check_card)
        self._closed_card.body.addWidget(self.closed)
        self._closed_card.body.addWidget(
            label(
                _("Year to date and forecast count the months that you have confirmed."),
                Look.SECONDARY,
                wrap=True,
            )
        )
        guide = Card(_("How to export from your program"))
        guide.body.addWidget(self.guide)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self._closed_card)
        right.addWidget(guide, 1)
        texts = Card()
        texts.body.addWidget(self.keep_texts)
        texts.setFixedWidth(_SIDE_WIDTH)
        right.addWidget(texts)
        self._closed_card.setFixedWidth(_SIDE_WIDTH)
        guide.setFixedWidth(_SIDE_WIDTH)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addLayout(left, 1)
        columns.addLayout(right)
        self.body.addLayout(columns, 1)

    def load(self, year: FiscalYear | None) -> None:
        """Without a year there is still the guide."""
        super().load(year)
        self._closed_card.setVisible(year is not None)
        self._check_card.setVisible(year is not None)

    def fetch(self, year: FiscalYear) -> None:
        """Load history and reconciliation."""
        session = self.page.context.session
        self.page.run(lambda: _load(session, year), self._show)

    @Slot(object)
    def _show(self, loaded: _Loaded) -> None:
        self.year = loaded.year
        self._history.set_rows(loaded.history)
        self._checks.set_rows(list(loaded.checked.classes))
        self._check_card.setVisible(bool(loaded.checked.classes))
        self.export_button.setEnabled(loaded.has_books)
        self._show_agreement(loaded.checked)
        self._closed_card.set_title(
            _("Books closed through"), _("fiscal year %(year)s") % {"year": loaded.year.label}
        )
        self.closed.show_year(loaded.year)
        self.keep_texts.setChecked(loaded.keeps_texts)
        self.keep_texts.setEnabled(self.page.writable)
        if loaded.history:
            self.guide.show_for(loaded.history[0].made.program)

    def _show_agreement(self, checked: Reconciliation) -> None:
        if checked.agrees:
            self._check_badge.set_status(_("To the öre"), Tone.GOOD)
            self._check_words.setText("")
            return
        self._check_badge.set_status(_("Differs"), Tone.WARN)
        shown = ", ".join(
            f"{found.number} ({money_exact(found.books_sie_ore - found.file_sie_ore)} kr)"
            for found in checked.accounts[:6]
        )
        self._check_words.setText(
            _(
                "Accounts that differ: %(accounts)s. Common reasons: only some voucher series"
                " were exported, or the year was closed after the export."
            )
            % {"accounts": shown}
        )

    @Slot()
    def _export(self) -> None:
        """Write the year's bookkeeping as a SIE file, for an auditor or another program."""
        session, year, today = self.page.context.session, self.year, self.page.context.today
        if year is None:
            return
        target = self.choose_target(f"bokforing_{year.label.replace('/', '-')}.se")
        if target is not None:
            self.page.run(lambda: export_books(session, year, target, today), self._exported)

    @Slot(object)
    def _exported(self, done: WrittenSie) -> None:
        self.page.set_status(_("The bookkeeping is saved as %(name)s.") % {"name": done.path.name})

    def _ask_target(self, name: str) -> Path | None:
        preferences = self.page.context.preferences
        folder = start_folder(preferences.settings.import_folder if preferences else "")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export the year as SIE"), str(folder / name), _("SIE files (*.si *.se)")
        )
        return Path(chosen) if chosen else None

    @Slot(bool)
    def _keep_texts(self, keep: bool) -> None:  # noqa: FBT001 - Qt's signature
        session = self.page.context.write
        if session is not None:
            self.page.command(lambda: set_keep_texts(session, keep=keep))


def _load(session: ReadSession, year: FiscalYear) -> _Loaded:
    current = session.enterprise.fiscal_year(year.id) or year
    return _Loaded(
        current,
        import_history(session),
        reconcile(session, current),
        keeps_texts(session),
        session.ledger.import_of(current.id) is not None,
    )


def _history_columns() -> list[Column[HistoryLine]]:
    return [
        Column(_("Imported"), lambda line: moment(line.made.imported_at.astimezone()), Kind.DATE),
        Column(_("Year"), lambda line: line.year),
        Column(
            _("File"),
            lambda line: line.made.file_name,
            second=_program,
            tooltip=lambda line: f"{line.made.file_name}\nSHA-256 {line.made.sha256}",
            stretch=True,
        ),
        Column(_("Covers to"), lambda line: day(_end(line)), Kind.DATE),
        Column(
            _("Vouchers"),
            lambda line: str(line.made.vouchers),
            Kind.NUMBER,
            second=_left_out,
            tooltip=lambda line: actual_source_word(line.made.source),
        ),
        Column("", lambda line: _state_word(line.state), tone=_state_tone, badge=True),
    ]


def _program(line: HistoryLine) -> str:
    """The program that made the file, and the first digits of the file's hash."""
    digits = line.made.sha256[:_HASH_DIGITS]
    return " · ".join(part for part in (line.made.program, f"SHA-256 {digits}…") if part)


def _end(line: HistoryLine) -> date | None:
    return line.made.covered_to or line.made.last_voucher_on


def _left_out(line: HistoryLine) -> str:
    if not line.made.left_out:
        return ""
    return _("%(count)d left out") % {"count": line.made.left_out}


def _state_word(state: ImportState) -> str:
    return {
        ImportState.IN_USE: _("in use"),
        ImportState.PRELIMINARY: _("preliminary, pre-system"),
        ImportState.EARLIER: _("replaced or undone"),
    }[state]


def _state_tone(line: HistoryLine) -> Tone:
    return {
        ImportState.IN_USE: Tone.GOOD,
        ImportState.PRELIMINARY: Tone.WARN,
        ImportState.EARLIER: Tone.NEUTRAL,
    }[line.state]


def _check_columns() -> list[Column[ClassCheck]]:
    return [
        Column(_("Account class"), lambda check: _class_word(check.digit), stretch=True),
        Column(_("Months, kr"), lambda check: money_exact(check.books_sie_ore), Kind.MONEY),
        Column(_("File, kr"), lambda check: money_exact(check.file_sie_ore), Kind.MONEY),
        Column(_("Difference, kr"), lambda check: money_exact(check.difference_ore), Kind.MONEY),
    ]


def _class_word(digit: str) -> str:
    words = {
        "3": _("Sales and other income"),
        "4": _("Goods and materials"),
        "5": _("Premises and other external costs"),
        "6": _("More external costs"),
        "7": _("Staff, depreciation"),
        "8": _("Financial items, tax"),
    }
    return f"{digit} {words[digit]}"
