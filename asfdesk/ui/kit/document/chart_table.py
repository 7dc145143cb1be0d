"""The values of a chart as a table, one row for each label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from asfdesk.i18n import ABSENT, _
from asfdesk.reports.chart_words import amount_words, columns_of, labels_of
from asfdesk.ui.kit.table.table_model import Column, Kind, TableModel
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.reports.chart_spec import ChartSpec

SIZE = (560, 480)


@dataclass(frozen=True)
class ChartRow:
    """A label and its values in words."""

    label: str
    values: tuple[str, ...]


class ChartTable(QDialog):
    """What the chart shows, in figures."""

    def __init__(self, parent: QWidget, title: str, spec: ChartSpec) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*SIZE)
        shown = columns_of(spec)
        columns = [Column[ChartRow]("", lambda row: row.label, stretch=True)]
        columns += [_column(at, name or _("Amount")) for at, (name, _values) in enumerate(shown)]
        self.model = TableModel(columns, parent=self)
        self.model.set_rows(
            [
                ChartRow(
                    label,
                    tuple(
                        ABSENT if (value := values[at]) is None else amount_words(value, spec.unit)
                        for _name, values in shown
                    ),
                )
                for at, label in enumerate(labels_of(spec))
            ]
        )
        self.table = TableView(self.model, title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)


def _column(at: int, name: str) -> Column[ChartRow]:
    return Column(name, lambda row: row.values[at], Kind.NUMBER)
