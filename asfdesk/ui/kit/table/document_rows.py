"""A document's table in a table that can be sorted, copied and walked through by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.reports.cell_text import cell_text
from asfdesk.reports.document import Hidden
from asfdesk.reports.document import Kind as CellKind
from asfdesk.reports.document import Tone as CellTone
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from asfdesk.reports.document import Column as DocumentColumn
    from asfdesk.reports.document import Row, Table

MOST_COLUMNS = 8
"""With more, the first keeps room for a name and the table scrolls, before names are cut."""
FIRST_WIDTH = 170
_TONES = {CellTone.GOOD: Tone.GOOD, CellTone.WARN: Tone.WARN, CellTone.BAD: Tone.BAD}


@dataclass(frozen=True)
class ShownRow:
    """A row of a document's table; a total stands out and stays last."""

    row: Row
    total: bool = False

    @property
    def key(self) -> str:
        """What the row is about."""
        return self.row.key


class DocumentRows(TableView):
    """Shows whichever table it is given; the columns are made once for each kind of table."""

    def __init__(self, name: str) -> None:
        self.rows: TableModel[ShownRow] = TableModel([], _look)
        super().__init__(self.rows, name)
        self._shown: tuple[DocumentColumn, ...] = ()

    def show_table(self, table: Table, badges: frozenset[str] = frozenset()) -> None:
        """Show a table; columns in `badges` stand as badges in the tone of their cells."""
        if table.columns != self._shown:
            self._shown = table.columns
            self.rows.set_columns(
                [
                    _column(
                        at, one, badge=one.key in badges, wide=len(table.columns) > MOST_COLUMNS
                    )
                    for at, one in enumerate(table.columns)
                ]
            )
        rows = [ShownRow(one) for one in table.rows]
        rows += [ShownRow(one, total=True) for one in table.totals]
        self.show_rows(rows, lambda one: one.key)

    def chosen_key(self) -> str:
        """What the row is about that the keyboard stands on; "" = none."""
        found = self.rows.row_if_any(self.currentIndex())
        return found.key if found is not None and not found.total else ""


def _look(one: ShownRow) -> RowLook:
    return RowLook.TOTAL if one.total else RowLook.NORMAL


def _column(at: int, column: DocumentColumn, *, badge: bool, wide: bool) -> Column[ShownRow]:
    def text(one: ShownRow) -> str:
        return cell_text(one.row.cells[at], column)

    def tone(one: ShownRow) -> Tone | None:
        return _TONES.get(one.row.cells[at].tone)

    def order(one: ShownRow) -> tuple[bool, object]:
        """What is not a number comes last, whichever kind of nothing it is."""
        value = one.row.cells[at].value
        if column.kind is CellKind.TEXT:
            return (False, str(value))
        absent = value is None or isinstance(value, Hidden | str)
        return (absent, 0 if absent else value)

    return Column(
        column.title,
        text,
        Kind.NUMBER if column.kind.numeric else Kind.TEXT,
        tone=tone,
        badge=badge,
        sort=order,
        stretch=at == 0,
        width=FIRST_WIDTH if at == 0 and wide else 0,
        least=FIRST_WIDTH,
    )
