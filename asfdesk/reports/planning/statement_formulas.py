"""The sums of a resultatrapport as formulas: groups, sums and results from the lines above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.statement import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.reports.live_table import LiveTable

_INPUTS = (RowKind.LINE, RowKind.UNMAPPED)


def sum_statement(
    live: LiveTable,
    rows: Sequence[StatementRow],
    columns: Iterable[int] | None = None,
    first: int = 0,
) -> None:
    """Make every group and sum of a table add up its lines.

    Args:
        live: the table; its rows from `first` on are the statement's, in order.
        rows: the statement.
        columns: where; None = every column of numbers.
        first: where in the table the statement begins.
    """
    inputs = {row.codes[0]: first + at for at, row in enumerate(rows) if row.kind in _INPUTS}
    where = None if columns is None else list(columns)
    for at, row in enumerate(rows, start=first):
        if row.kind not in _INPUTS:
            parts = sorted(inputs[code] for code in row.codes if code in inputs)
            live.sum_rows(at, parts, columns=where)
