"""What was sent beside what would be made today, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _, ngettext
from asfdesk.reports.sending.sent_words import change_word, column_word, row_word, value_word
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.services.sending.sent_reports import Comparison

WIDTH, HEIGHT = 720, 460


@dataclass(frozen=True)
class _Row:
    """One value that is not as it was sent."""

    about: str
    change: str
    column: str
    before: str
    after: str


class SentComparisonDialog(QDialog):
    """A sentence about the kept bytes, and a table of differences."""

    def __init__(self, parent: QWidget, about: str, found: Comparison) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compare with today"))
        self.setAccessibleName(_("Compare with today"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT if found.differences else self.minimumSizeHint().height())
        body = QVBoxLayout(self)
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(12)
        body.addWidget(label(_("Compare with today"), Look.TITLE))
        body.addWidget(label(about, Look.MUTED, wrap=True))
        self.whole = label(whole_words(found), Look.BODY, wrap=True)
        self.said = label(difference_words(found), Look.HEADING, wrap=True)
        body.addWidget(self.whole)
        body.addWidget(self.said)
        if found.differences:
            model: TableModel[_Row] = TableModel(
                [
                    Column(_("Row"), lambda row: row.about, stretch=True),
                    Column(_("Difference"), lambda row: row.change),
                    Column(_("Column"), lambda row: row.column),
                    Column(_("As sent"), lambda row: row.before),
                    Column(_("Today"), lambda row: row.after),
                ]
            )
            model.set_rows(_rows(found))
            self.table = TableView(model, _("Compare with today"))
            body.addWidget(self.table, 1)
        close = primary_button(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        body.addLayout(line)


def whole_words(found: Comparison) -> str:
    """Whether what is kept is what was sent."""
    if found.whole is None:
        return _("The files are not kept any more: somebody in them has been erased.")
    if found.whole:
        return _("✓ The kept files are those that were made.")
    return _("‼ The kept files are not those that were made: they have been changed.")


def difference_words(found: Comparison) -> str:
    """How many rows differ."""
    if found.trouble:
        return found.trouble
    if not found.compared:
        return _("This report has no rows to compare.")
    if not found.differences:
        return _("It would be made just so today.")
    return ngettext(
        "%(num)d row would be different today.",
        "%(num)d rows would be different today.",
        len(found.differences),
    )


def _rows(found: Comparison) -> list[_Row]:
    return [
        _Row(
            row_word(one),
            change_word(one.change),
            column_word(column),
            value_word(column, one.before.get(column)),
            value_word(column, one.after.get(column)),
        )
        for one in found.differences
        for column in dict.fromkeys((*one.after, *one.before))
    ]
