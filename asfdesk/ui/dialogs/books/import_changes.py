"""The changes of an import: plan lines by month, opened to accounts that are new, changed, gone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import TYPED
from asfdesk.i18n import _, money, money_exact, short_month
from asfdesk.reports.planning.plan_words import line_word, typed_word, unmapped_word
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.books.import_preview import FilePreview

_MARK_WIDTH = 24
_NAME_WIDTH = 220
_FEW = 3
"""So many lines are opened at once; with more of them the user opens what to look at."""

Amounts = dict["Month", tuple[int, int]]
"""Month -> öre before and after."""


@dataclass(frozen=True)
class _Change:
    """A plan line, or an account under it."""

    code: str
    name: str
    months: Amounts
    is_account: bool = False
    is_open: bool = False

    @property
    def change_ore(self) -> int:
        return sum(after - before for before, after in self.months.values())


class ChangesTable(TableView):
    """What the import does to the result: by plan line, account and month, in kronor."""

    def __init__(self) -> None:
        self._changes: TableModel[_Change] = TableModel([], _look)
        super().__init__(self._changes, _("Changes per month"))
        self._lines: list[tuple[_Change, list[_Change]]] = []
        self._open: set[str] | None = None
        self.chosen.connect(self._toggle)

    def show_changes(
        self,
        files: Sequence[FilePreview],
        lines: Sequence[PlanLine],
        known: Mapping[str, str] | None = None,
    ) -> None:
        """Only months and lines where something changes; `known` are accounts that are there."""
        names = {line.code: line_word(line) for line in lines} | {UNMAPPED: unmapped_word()}
        accounts = {number: f"{number} {name}" for number, name in (known or {}).items()}
        accounts[TYPED] = typed_word()
        for file in files:
            accounts |= {number: f"{number} {name}" for number, name in file.file.accounts.items()}
        self._lines = _lines(files, names, accounts)
        if self._open is None and self._lines:
            few = self._lines if len(self._lines) <= _FEW else []
            self._open = {line.code for line, _accounts in few}
        months = sorted({change.month for file in files for change in file.months})
        self._changes.set_columns(_columns(months))
        self._fill()

    def _fill(self) -> None:
        rows: list[_Change] = []
        for line, accounts in self._lines:
            is_open = line.code in (self._open or ())
            rows.append(_Change(line.code, line.name, line.months, is_open=is_open))
            rows += accounts if is_open else []
        self._changes.set_rows(rows)

    @Slot(object)
    def _toggle(self, row: _Change) -> None:
        """Open or close a line; the row stays where it is."""
        if row.is_account or self._open is None:
            return
        self._open ^= {row.code}
        self._fill()
        rows = self._changes.rows
        at = [n for n, one in enumerate(rows) if one.code == row.code and not one.is_account]
        self.select_row(at[0])


def _lines(
    files: Sequence[FilePreview], names: Mapping[str, str], accounts: Mapping[str, str]
) -> list[tuple[_Change, list[_Change]]]:
    """Lines in the plan's order, what has none first, each with its accounts."""
    found: dict[str, dict[str, Amounts]] = defaultdict(lambda: defaultdict(dict))
    for file in files:
        for change in file.months:
            before, after = found[change.line_code][change.account].get(change.month, (0, 0))
            found[change.line_code][change.account][change.month] = (
                before + change.before_ore,
                after + change.after_ore,
            )
    order = [UNMAPPED, *(code for code in names if code != UNMAPPED)]
    return [_line(code, names[code], found[code], accounts) for code in order if code in found]


def _line(
    code: str, name: str, by_account: Mapping[str, Amounts], names: Mapping[str, str]
) -> tuple[_Change, list[_Change]]:
    total: Amounts = {}
    for months in by_account.values():
        for month, (before, after) in months.items():
            was, becomes = total.get(month, (0, 0))
            total[month] = (was + before, becomes + after)
    children = [
        _Change(number, names.get(number, number), months, is_account=True)
        for number, months in sorted(by_account.items())
    ]
    return _Change(code, name, total), children


def _look(row: _Change) -> RowLook:
    return RowLook.MUTED if row.is_account else RowLook.NORMAL


def _state(row: _Change) -> str:
    """Whether an account's months are new, changed or gone."""
    if not row.is_account:
        return ""
    if not any(before for before, _after in row.months.values()):
        return _("new")
    if not any(after for _before, after in row.months.values()):
        return _("gone")
    return _("changed")


def _mark(row: _Change) -> str:
    if row.is_account:
        return ""
    return "−" if row.is_open else "+"


def _columns(months: Sequence[Month]) -> list[Column[_Change]]:
    columns: list[Column[_Change]] = [
        Column("", _mark, width=_MARK_WIDTH),
        Column(
            _("Plan line"),
            lambda row: f"   {row.name}" if row.is_account else row.name,
            tooltip=lambda row: row.name,
            width=_NAME_WIDTH,
        ),
        Column("", _state, muted=True, stretch=True),
        Column(
            _("Total, kr"),
            lambda row: money(row.change_ore),
            Kind.MONEY,
            bold=lambda row: not row.is_account,
            tooltip=lambda row: money_exact(row.change_ore),
        ),
    ]
    return columns + [_month_column(month) for month in months]


def _month_column(month: Month) -> Column[_Change]:
    def change(row: _Change) -> str:
        before, after = row.months.get(month, (0, 0))
        return money(after - before) if after != before else ""

    def words(row: _Change) -> str:
        before, after = row.months.get(month, (0, 0))
        values = {"before": money_exact(before), "after": money_exact(after)}
        return _("%(before)s kr before, %(after)s kr after") % values

    return Column(short_month(month.number), change, Kind.MONEY, tooltip=words)
