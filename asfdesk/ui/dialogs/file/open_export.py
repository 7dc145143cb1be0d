"""Exporting everything as JSON and CSV: what that means first, then where, then how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from asfdesk.i18n import _
from asfdesk.services.file.open_export import export_openly
from asfdesk.ui.kit.ask_where import ask_where
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.services.file.open_export import OpenExported
    from asfdesk.ui.page import Page


class OpenExportFlow(QObject):
    """Asks, writes and tells.

    Attributes:
        choose_target: asks where to write, given a proposed name; None = changed their mind.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.choose_target: Callable[[str], Path | None] = self._ask_target

    @Slot()
    def begin(self) -> None:
        """Say that the ZIP is not encrypted before anything is written."""
        dialog = MessageDialog(
            self._page,
            _("Export everything in the file?"),
            _(
                "You get a ZIP file with JSON and CSV that other programs can read. It is not"
                " encrypted: whoever has it can read names and identity numbers."
            ),
            _("Keep it somewhere safe, and delete it when it is not needed any more."),
        )
        dialog.ask(primary_button(_("Choose where …")), self.write, careful=True)

    @Slot()
    def write(self) -> None:
        """Choose where, and write it."""
        file = self._page.context.file
        today = self._page.context.today
        target = self.choose_target(f"asfdesk-export_{today.isoformat()}.zip")
        if file is None or target is None:
            return
        self._page.run(lambda: export_openly(file, target), self._tell)

    @Slot(object)
    def _tell(self, done: OpenExported) -> None:
        text = _("Everything is exported to %(name)s.") % {"name": done.path.name}
        self._page.set_status(text)

    def _ask_target(self, name: str) -> Path | None:
        suggested = start_folder() / name
        path = ask_where(self._page, _("Export everything"), suggested, _("ZIP files (*.zip)"))
        return path.with_suffix(".zip") if path is not None and not path.suffix else path
