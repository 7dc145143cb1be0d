"""What an import has to say about its files: remarks with line numbers and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.dialogs.import_words import severity_tone, severity_words
from asfdesk.ui.kit.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table_view import TableView
from asfdesk.ui.kit.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.import_findings import Finding
    from asfdesk.services.import_preview import FilePreview


@dataclass(frozen=True)
class _Remark:
    file: str
    found: Finding


class RemarksPanel(QWidget):
    """Every finding: how much it weighs, where, what, and what to do; the chosen one in full."""

    def __init__(self) -> None:
        super().__init__()
        self._remarks: TableModel[_Remark] = TableModel(
            [
                Column(
                    "",
                    lambda row: severity_words(row.found.severity),
                    tone=lambda row: severity_tone(row.found.severity),
                    badge=True,
                ),
                Column(_("Line"), _line, Kind.NUMBER, sort=lambda row: row.found.line or 0),
                Column(
                    _("What and what to do"),
                    lambda row: row.found.what,
                    second=lambda row: row.found.todo,
                    tooltip=lambda row: _whole(row.found),
                    stretch=True,
                ),
            ]
        )
        self.table = TableView(self._remarks, _("Remarks"))
        self._chosen = label("", wrap=True)
        self._chosen.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._chosen)
        self.table.current.connect(self._choose)

    @Slot(object)
    def _choose(self, row: _Remark) -> None:
        self._chosen.setText(_whole(row.found))

    def show_findings(self, files: Sequence[FilePreview]) -> None:
        """Worst first, file by file."""
        self._remarks.set_rows(
            [_Remark(file.name, found) for file in files for found in file.findings]
        )
        self._chosen.setText("")
        self.table.select_row(0)


def _line(row: _Remark) -> str:
    return "" if row.found.line is None else str(row.found.line)


def _whole(found: Finding) -> str:
    """All that there is to say about a remark."""
    parts = [found.what, found.todo]
    if found.times > 1:
        parts.append(_("In all %(count)d times.") % {"count": found.times})
    return " ".join(part for part in parts if part)
