"""Settings: how the backups on this computer stand; the list is a dialog of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from asfdesk.i18n import _, moment, ngettext
from asfdesk.services.file.manage_backups import State, list_backups
from asfdesk.services.file.open_file import Role
from asfdesk.ui.dialogs.file.backups import BackupsDialog
from asfdesk.ui.kit.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.file.manage_backups import BackupRow
    from asfdesk.ui.page import Page


class BackupsButton(QObject):
    """The button at the top of the page, and a sentence about them for its status line.

    Signals:
        summed_up: whether all is well, in words; "" when there is nothing to say.
    """

    summed_up = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._file = page.context.file
        self.button = button(_("Backups"))
        self.button.clicked.connect(self._open_list)

    @property
    def has_some(self) -> bool:
        """An adviser's computer keeps no copies of clients' files (decisions C13)."""
        return self._file is not None and self._file.role is not Role.ADVISER

    def reload(self) -> None:
        """Look what there is; nothing is opened."""
        file = self._file
        if file is not None and self.has_some:
            self._page.run(lambda: list_backups(file), self._show)
        else:
            self.summed_up.emit("")

    @Slot(object)
    def _show(self, rows: Sequence[BackupRow]) -> None:
        self.summed_up.emit(summary(rows))

    @Slot()
    def _open_list(self) -> None:
        if self._file is None:
            return
        dialog = BackupsDialog(self._file, self._page.context.tasks, self._page)
        dialog.finished.connect(self.reload)
        dialog.open()


def summary(rows: Sequence[BackupRow]) -> str:
    """What is wrong, which must be read, then how many there are and from when."""
    if not rows:
        return _("No backup yet. The first is made when the file is saved on another day.")
    damaged = sum(row.state is State.DAMAGED for row in rows)
    unchecked = sum(row.state is State.UNCHECKED for row in rows)
    words = []
    if damaged:
        words.append(
            ngettext("%(num)d backup is damaged.", "%(num)d backups are damaged.", damaged)
        )
    if unchecked:
        words.append(
            ngettext(
                "%(num)d backup is not checked.", "%(num)d backups are not checked.", unchecked
            )
        )
    latest = next((row.saved_at for row in rows if row.saved_at), None)
    if latest is not None:
        words.append(_("Latest backup: %(time)s.") % {"time": moment(latest.astimezone())})
    return " ".join(words)
