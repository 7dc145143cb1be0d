"""What the views of the Ekonomi page have in common."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from asfdesk.i18n import ABSENT, _, decimal, money_exact
from asfdesk.ui.dialogs.books.export_guide import ExportGuide
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from asfdesk.domain.period import FiscalYear

ORE_PER_THOUSAND = 100_000
_GUIDE_WIDTH = 460


class LedgerHost(Page):
    """The Ekonomi page, as its views see it.

    Attributes:
        import_button: the page's primary button.
    """

    import_button: QPushButton

    def choose_files(self) -> None:
        """Ask which files to import."""
        raise NotImplementedError

    def type_amounts(self) -> None:
        """Show where amounts are typed by those without a bookkeeping program."""
        raise NotImplementedError


class LedgerPanel(QWidget):
    """One view: it loads for a fiscal year when it is shown, and says so when there is none."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__()
        self.page = page
        self.year: FiscalYear | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(14)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def load(self, year: FiscalYear | None) -> None:
        """Show another year."""
        self.year = year
        if year is None:
            self.show_nothing()
        else:
            self.fetch(year)

    def show_nothing(self) -> None:
        """The month lies in no fiscal year: what another year had must not stay."""

    def fetch(self, year: FiscalYear) -> None:
        """Start the query for a year."""
        raise NotImplementedError


class NothingImported(QWidget):
    """The first step, how to export from each program, and the way without a program."""

    def __init__(self, page: LedgerHost) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(nothing_imported(page), 1)
        card = Card(_("How to export from your program"))
        self.guide = ExportGuide()
        card.body.addWidget(self.guide)
        card.setFixedWidth(_GUIDE_WIDTH)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        self.type_button = link_button(_("No bookkeeping program? Type the amounts instead"))
        self.type_button.clicked.connect(page.type_amounts)
        layout.addWidget(self.type_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)


def nothing_imported(page: LedgerHost) -> EmptyState:
    """What an empty view says: where the figures come from, and the first step."""
    text = _(
        "No bookkeeping has been imported for this year. Export a SIE file from your bookkeeping"
        " program and import it here."
    )
    if not page.writable:
        return EmptyState(text)
    empty = EmptyState(text, _("Import bookkeeping"), page.choose_files)
    page.one_primary(page.import_button, empty)
    return empty


def thousands(ore: int | None) -> str:
    """Öre as thousands of kronor, half up, without unit; nothing for None."""
    return "" if ore is None else decimal(Fraction(ore, ORE_PER_THOUSAND), 0)


def exact(ore: int | None) -> str:
    """Kronor with two decimals; "–" when there is no figure."""
    return ABSENT if ore is None else money_exact(ore)
