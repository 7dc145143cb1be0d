"""What an import has to say about its files: remarks with line numbers and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.ui.dialogs.books.import_words import severity_tone, severity_words
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.books.import_findings import Finding
    from asfdesk.services.books.import_preview import FilePreview


_LONGEST_NAME = 28
"""Characters; longer names of files are cut in the middle."""


@dataclass(frozen=True)
class _Remark:
    """A finding, and the file it is about when there are several."""

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
                    second=_file_and_todo,
                    tooltip=_whole,
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
        self._chosen.setText(_whole(row))

    def show_findings(self, files: Sequence[FilePreview]) -> None:
        """Worst first, file by file; with several files each remark names its own."""
        several = len(files) > 1
        self._remarks.set_rows(
            [
                _Remark(file.name if several else "", found)
                for file in files
                for found in file.findings
            ]
        )
        self._chosen.setText("")
        self.table.select_row(0)


def _line(row: _Remark) -> str:
    return "" if row.found.line is None else str(row.found.line)


def _file_and_todo(row: _Remark) -> str:
    """The second line: which file, if there are several, and what to do."""
    name = row.file
    if len(name) > _LONGEST_NAME:
        half = _LONGEST_NAME // 2
        name = f"{name[:half]}…{name[1 - half :]}"
    return " · ".join(part for part in (name, row.found.todo) if part)


def _whole(row: _Remark) -> str:
    """All that there is to say about a remark."""
    found = row.found
    parts = [f"{row.file}:" if row.file else "", found.what, found.todo]
    if found.times > 1:
        parts.append(_("In all %(count)d times.") % {"count": found.times})
    return " ".join(part for part in parts if part)
