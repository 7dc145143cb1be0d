"""Ekonomi: the imported books by plan line and month, their accounts, balances and imports."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.period import Month
from asfdesk.i18n import _, month_name
from asfdesk.services.changes import Topic
from asfdesk.ui.dialogs.books.import_preview import ImportDialog
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog, amount_in
from asfdesk.ui.kit.buttons import chip, primary_button
from asfdesk.ui.pages.books.ledger_accounts import AccountsPanel
from asfdesk.ui.pages.books.ledger_balances import BalancesPanel
from asfdesk.ui.pages.books.ledger_imports import ImportsPanel
from asfdesk.ui.pages.books.ledger_panel import LedgerHost, LedgerPanel
from asfdesk.ui.pages.books.ledger_projects import ProjectsPanel
from asfdesk.ui.pages.books.ledger_result import ResultPanel
from asfdesk.ui.pages.books.ledger_typed import TypedPanel
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from asfdesk.domain.period import FiscalYear, Period
    from asfdesk.ui.page import PageContext

RESULT, ACCOUNTS, PROJECTS, BALANCES, TYPED_IN, IMPORTS = range(6)
P = TypeVar("P", bound=LedgerPanel)
_SEARCH_WIDTH = 230


class LedgerPage(LedgerHost):
    """Six views of the same fiscal year: the one that holds the month in the header."""

    key = "ledger"
    topics = frozenset({Topic.LEDGER, Topic.MAPPING, Topic.PLAN, Topic.ENTERPRISE})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.import_button = primary_button(_("Import bookkeeping"))
        self._stack = QStackedWidget()
        self._shown = RESULT
        self._chips = QButtonGroup(self)
        self.search = QLineEdit()
        self.body.addLayout(self._choices())
        self.body.addWidget(self._stack, 1)
        self.add_action_button(self.import_button, writes=True)
        self.import_button.clicked.connect(self.choose_files)
        self._chips.idClicked.connect(self.show_view)
        self.search.returnPressed.connect(self._search)
        self.setAcceptDrops(self.writable)

    # A view is made when it is first shown: making them all would keep the window waiting.

    @cached_property
    def result(self) -> ResultPanel:
        """The result by plan line and month."""
        return self._added(ResultPanel(self))

    @cached_property
    def accounts(self) -> AccountsPanel:
        """Accounts and their plan lines."""
        return self._added(AccountsPanel(self))

    @cached_property
    def balances(self) -> BalancesPanel:
        """Opening and closing balances."""
        return self._added(BalancesPanel(self))

    @cached_property
    def imports(self) -> ImportsPanel:
        """What has been taken in."""
        return self._added(ImportsPanel(self))

    @cached_property
    def projects(self) -> ProjectsPanel:
        """Income and costs per project or cost centre."""
        return self._added(ProjectsPanel(self))

    @cached_property
    def typed(self) -> TypedPanel:
        """Amounts that are typed for lack of bookkeeping."""
        return self._added(TypedPanel(self))

    def _added(self, panel: P) -> P:
        self._stack.addWidget(panel)
        return panel

    def _panel(self) -> LedgerPanel:
        """The view that is chosen."""
        panels: tuple[Callable[[], LedgerPanel], ...] = (
            lambda: self.result,
            lambda: self.accounts,
            lambda: self.projects,
            lambda: self.balances,
            lambda: self.typed,
            lambda: self.imports,
        )
        return panels[self._shown]()

    def _choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        words = (
            _("Result"),
            _("Accounts"),
            _("Projects"),
            _("Balances"),
            _("Typed in"),
            _("Imports"),
        )
        for place, word in enumerate(words):
            choice = chip(word, checked=place == RESULT)
            self._chips.addButton(choice, place)
            line.addWidget(choice)
        line.addStretch(1)
        self.search.setPlaceholderText(_("Search account, voucher, amount"))
        self.search.setAccessibleName(_("Search account, voucher, amount"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        line.addWidget(self.search)
        return line

    def title(self) -> str:
        """What the page is called."""
        return _("Economy")

    def reload(self) -> None:
        """Find the fiscal year of the month, then load the view that is shown."""
        session, month = self.context.session, self.month
        self.run(lambda: session.enterprise.fiscal_year_on(month.first), self._show_year)

    @Slot(object)
    def _show_year(self, year: FiscalYear | None) -> None:
        if year is None:
            name = month_name(self.month.year, self.month.number)
            self.set_status(_("%(month)s lies in no fiscal year.") % {"month": name})
        panel = self._panel()
        self._stack.setCurrentWidget(panel)
        panel.load(year)

    @Slot(int)
    def show_view(self, place: int) -> None:
        """Switch to one of RESULT, ACCOUNTS, PROJECTS, BALANCES, TYPED_IN, IMPORTS."""
        self._chips.button(place).setChecked(True)
        self._shown = place
        self._stack.setCurrentWidget(self._panel())
        self.reload()

    @Slot()
    def type_amounts(self) -> None:
        """Show where amounts are typed by those without a bookkeeping program."""
        self.show_view(TYPED_IN)

    @Slot()
    def choose_files(self) -> None:
        """Ask which files to import, then show what they hold."""
        title = _("Choose SIE files")
        kinds = _("SIE files (*.se *.si *.sie *.SE *.SI *.SIE);;All files (*)")
        preferences = self.context.preferences
        folder = start_folder(preferences.settings.import_folder if preferences else "")
        names, _chosen = QFileDialog.getOpenFileNames(self, title, str(folder), kinds)
        if names:
            self.import_files([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> ImportDialog | None:
        """Show what files hold; nothing is written before the user says so."""
        if self.context.write is None:
            return None
        self._remember_folder(paths)
        dialog = ImportDialog(self, self.context, self.context.write, paths)
        dialog.imported.connect(self._follow)
        dialog.open()
        return dialog

    @Slot(object)
    def _follow(self, years: tuple[Period, ...]) -> None:
        """Show what was imported: another year's books would seem not to have come in."""
        shown = self.month.first
        if years and not any(year.first <= shown <= year.last for year in years):
            self.context.go(f"{self.key}@{Month.of(max(year.last for year in years))}")

    def _remember_folder(self, paths: Sequence[Path]) -> None:
        """Owners only: an adviser's computer keeps no trace of whose books lie where."""
        preferences = self.context.preferences
        if preferences is not None and self.context.session.identities_open and paths:
            preferences.remember_import(paths[0].parent)

    @Slot()
    def _search(self) -> None:
        text = self.search.text().strip()
        if text:
            wanted = PostingFilter(search=text, amount_ore=amount_in(text))
            PostingsDialog(self, self.context, wanted).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the dropped files hold."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.import_files(paths)
