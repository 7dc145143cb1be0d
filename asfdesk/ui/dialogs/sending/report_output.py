"""Export and print of the report that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from asfdesk.i18n import _, ngettext
from asfdesk.services.sending.export_report import FORMATS, already_there, export_document
from asfdesk.ui import theme
from asfdesk.ui.dialogs.sending.export_formats import ExportFormatsDialog
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.document.document_print import print_document, set_up_printer
from asfdesk.ui.kit.document.printers import new_printer
from asfdesk.ui.kit.errors import MessageDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QPushButton, QWidget

    from asfdesk.reports.document import Document
    from asfdesk.services.sending.export_report import Exported, Format


@dataclass(frozen=True)
class Shown:
    """The report on screen and the name its files get."""

    document: Document
    stem: str


class ReportOutput(QObject):
    """The Print and Export buttons and what they do, over a page or a dialog.

    `run` is Page.run; `exported` and `printed` are told what has left the program.

    Attributes:
        choose_folder: asks the user for a folder; None = changed their mind.
        ask_printer: lets the user set up a printer; False = changed their mind.
    """

    def __init__(
        self,
        parent: QWidget,
        run: Callable[[Callable[[], Any], Callable[[Any], None]], None],
        exported: Callable[[Exported], None],
        printed: Callable[[Document], None] = lambda _document: None,
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._run = run
        self._exported = exported
        self._printed = printed
        self._shown: Shown | None = None
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self._folder = documents if Path(documents).is_dir() else str(Path.home())
        self.choose_folder: Callable[[], Path | None] = self._ask_folder
        self.ask_printer: Callable[[QPrinter], bool] = self._ask_printer
        self.print_button = button(_("Print"))
        self.print_button.clicked.connect(self.print)
        self.export_button = primary_button(_("Export"))
        self.export_button.setMenu(self._menu())
        self.show(None)

    @property
    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """For the page's top right corner."""
        return self.print_button, self.export_button

    def show(self, shown: Shown | None) -> None:
        """What is printed and exported from now on."""
        self._shown = shown
        for one in self.buttons:
            one.setEnabled(shown is not None)

    def _menu(self) -> QMenu:
        menu = QMenu(self.export_button)
        for one in FORMATS:
            menu.addAction(one.name()).triggered.connect(partial(self.export, (one,)))
        menu.addSeparator()
        menu.addAction(_("Several formats …")).triggered.connect(self.choose_formats)
        return menu

    @Slot()
    def choose_formats(self) -> ExportFormatsDialog:
        """Let the user tick formats, then export them together."""
        dialog = ExportFormatsDialog(self._parent)
        dialog.chosen.connect(self.export)
        dialog.open()
        return dialog

    def export(self, formats: Sequence[Format], checked: object = None) -> None:
        """Ask for a folder and write the report there."""
        del checked
        shown = self._shown
        folder = self.choose_folder() if shown else None
        if shown is None or folder is None:
            return
        self._folder = str(folder)

        def there() -> tuple[str, ...]:
            return already_there(shown.stem, formats, folder)

        self._run(there, partial(self._write, shown, tuple(formats), folder))

    def _write(
        self, shown: Shown, formats: tuple[Format, ...], folder: Path, there: tuple[str, ...]
    ) -> None:
        """Write at once, or ask first when files would be replaced."""
        if not there:
            self._start(shown, formats, folder)
            return
        dialog = MessageDialog(
            self._parent,
            ngettext(
                "%(num)d file is already there.", "%(num)d files are already there.", len(there)
            ),
            ", ".join(there),
            _("Replace with the report you see, or cancel and choose another folder."),
        )
        dialog.set_mark("exclaim", theme.tokens().warn)
        start = partial(self._start, shown, formats, folder)
        dialog.ask(primary_button(_("Replace")), start, careful=True)

    def _start(self, shown: Shown, formats: tuple[Format, ...], folder: Path) -> None:
        self._run(
            lambda: export_document(shown.document, shown.stem, formats, folder), self._exported
        )

    @Slot()
    def print(self) -> None:
        """Print what is shown."""
        if self._shown is None:
            return
        printer = new_printer()
        set_up_printer(printer, self._shown.document)
        if self.ask_printer(printer):
            print_document(self._shown.document, printer)
            self._printed(self._shown.document)

    def _ask_printer(self, printer: QPrinter) -> bool:
        return QPrintDialog(printer, self._parent).exec() == QDialog.DialogCode.Accepted

    def _ask_folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(
            self._parent, _("Choose a folder for the report"), self._folder
        )
        return Path(chosen) if chosen else None
