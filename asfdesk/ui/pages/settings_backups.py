"""Settings: how the backups on this computer stand; the list is a dialog of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _, moment, ngettext
from asfdesk.services.manage_backups import State, list_backups
from asfdesk.services.open_file import Role
from asfdesk.ui.dialogs.backups import BackupsDialog
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.manage_backups import BackupRow
    from asfdesk.ui.page import Page


class BackupsCard(Card):
    """One line that says whether all is well, and the way to the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Backups"), _("on this computer"))
        self._page = page
        self._file = page.context.file
        self.words = label("", Look.BODY, wrap=True)
        self.show_list = button(_("Show backups"))
        self.show_list.clicked.connect(self._open_list)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        line.addWidget(self.show_list)
        self.body.addLayout(line)
        # An adviser's computer keeps no copies of clients' files (decisions C13).
        self.setVisible(self._file is not None and self._file.role is not Role.ADVISER)

    def reload(self) -> None:
        """Look what there is; nothing is opened."""
        file = self._file
        if file is not None and file.role is not Role.ADVISER:
            self._page.run(lambda: list_backups(file), self._show)

    @Slot(object)
    def _show(self, rows: Sequence[BackupRow]) -> None:
        self.words.setText(summary(rows))

    @Slot()
    def _open_list(self) -> None:
        if self._file is None:
            return
        dialog = BackupsDialog(self._file, self._page.context.tasks, self._page)
        dialog.finished.connect(self.reload)
        dialog.open()


def summary(rows: Sequence[BackupRow]) -> str:
    """How many there are, from when the latest is, and what is wrong."""
    if not rows:
        return _("No backup yet. The first is made when the file is saved on another day.")
    words = [ngettext("%(num)d backup.", "%(num)d backups.", len(rows))]
    latest = next((row.saved_at for row in rows if row.saved_at), None)
    if latest is not None:
        words.append(_("The latest is from %(time)s.") % {"time": moment(latest.astimezone())})
    damaged = sum(row.state is State.DAMAGED for row in rows)
    unchecked = sum(row.state is State.UNCHECKED for row in rows)
    if damaged:
        words.append(ngettext("%(num)d is damaged.", "%(num)d are damaged.", damaged))
    if unchecked:
        words.append(ngettext("%(num)d is not checked.", "%(num)d are not checked.", unchecked))
    if not damaged and not unchecked:
        words.append(_("All are whole."))
    return " ".join(words)
