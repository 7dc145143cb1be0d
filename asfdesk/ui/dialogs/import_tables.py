"""The two tables of the import dialog: remarks with line numbers, and changes per month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.domain.chart import UNMAPPED
from asfdesk.i18n import _, money, money_exact, short_month
from asfdesk.reports.plan_words import line_word, unmapped_word
from asfdesk.ui.dialogs.import_words import severity_tone, severity_words
from asfdesk.ui.kit.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table_view import TableView
from asfdesk.ui.kit.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
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


@dataclass(frozen=True)
class _Change:
    """A plan line, or an account under it."""

    code: str
    name: str
    months: dict[Month, int]
    is_account: bool = False

    @property
    def total_ore(self) -> int:
        return sum(self.months.values())


class ChangesTable(TableView):
    """What the import does to the result: by plan line, account and month, in kronor."""

    def __init__(self) -> None:
        self._changes: TableModel[_Change] = TableModel([], _look)
        super().__init__(self._changes, _("Changes per month"))

    def show_changes(self, files: Sequence[FilePreview], lines: Sequence[PlanLine]) -> None:
        """Only months and lines where something changes."""
        names = {line.code: line_word(line) for line in lines} | {UNMAPPED: unmapped_word()}
        by_line: dict[str, dict[str, dict[Month, int]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(int))
        )
        for change in (change for file in files for change in file.months):
            by_line[change.line_code][change.account][change.month] += change.change_ore
        months = sorted({m for file in files for m in (change.month for change in file.months)})
        self._changes.set_columns(_columns(months))
        for file in files:
            names |= {number: f"{number} {name}" for number, name in file.file.accounts.items()}
        self._changes.set_rows(_rows(by_line, names, [line.code for line in lines]))


def _rows(
    by_line: dict[str, dict[str, dict[Month, int]]], names: dict[str, str], order: Sequence[str]
) -> list[_Change]:
    rows: list[_Change] = []
    for code in (code for code in [UNMAPPED, *order] if code in by_line):
        total: dict[Month, int] = defaultdict(int)
        for months in by_line[code].values():
            for month, ore in months.items():
                total[month] += ore
        rows.append(_Change(code, names.get(code, code), total))
        rows += [
            _Change(account, names.get(account, account), months, is_account=True)
            for account, months in sorted(by_line[code].items())
        ]
    return rows


def _look(row: _Change) -> RowLook:
    return RowLook.MUTED if row.is_account else RowLook.NORMAL


def _columns(months: Sequence[Month]) -> list[Column[_Change]]:
    columns: list[Column[_Change]] = [
        Column(_("Plan line"), lambda row: f"   {row.name}" if row.is_account else row.name),
        Column(
            _("Total, kr"),
            lambda row: money(row.total_ore),
            Kind.MONEY,
            bold=lambda row: not row.is_account,
            tooltip=lambda row: money_exact(row.total_ore),
        ),
    ]
    return columns + [_month_column(month) for month in months]


def _month_column(month: Month) -> Column[_Change]:
    return Column(
        short_month(month.number),
        lambda row: money(row.months[month]) if row.months.get(month) else "",
        Kind.MONEY,
        tooltip=lambda row: money_exact(row.months.get(month, 0)),
    )
