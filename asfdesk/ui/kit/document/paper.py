"""A document on paper: the print dialog, then the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog

from asfdesk.ui.kit.document.document_print import print_document, set_up_printer
from asfdesk.ui.kit.document.printers import new_printer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from asfdesk.reports.document import Document


class Paper:
    """Prints for one window.

    Attributes:
        ask: lets the user set up a printer; False = changed their mind.
    """

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.ask: Callable[[QPrinter], bool] = self._ask

    def print(self, document: Document) -> bool:
        """Ask for a printer and print; whether it was printed."""
        printer = new_printer()
        set_up_printer(printer, document)
        if not self.ask(printer):
            return False
        print_document(document, printer)
        return True

    def _ask(self, printer: QPrinter) -> bool:
        return QPrintDialog(printer, self._parent).exec() == QDialog.DialogCode.Accepted
