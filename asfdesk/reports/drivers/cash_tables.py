"""The liquidity budget as tables: three blocks, opening and closing balance, sums live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.cash_blocks import CashBlock, block_of, block_sums
from asfdesk.i18n import N_, _
from asfdesk.reports import document as doc
from asfdesk.reports.drivers.budget_tables import chunks, slot_columns, slot_spans
from asfdesk.reports.drivers.liquidity_words import cash_word
from asfdesk.reports.formula import Ref, Sum
from asfdesk.reports.live_table import LiveTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.result import CashKind, Liquidity
    from asfdesk.reports.drivers.budget_tables import Slot

_BLOCKS = {
    CashBlock.OPERATIONS: N_("Operations"),
    CashBlock.INVESTMENTS: N_("Investing"),
    CashBlock.FINANCING: N_("Financing"),
}
_SUMS = {
    CashBlock.OPERATIONS: N_("Sum, operations"),
    CashBlock.INVESTMENTS: N_("Sum, investing"),
    CashBlock.FINANCING: N_("Sum, financing"),
}


def block_word(block: CashBlock) -> str:
    """A block of the liquidity budget."""
    return _(_BLOCKS[block])


@dataclass(frozen=True)
class _Rows:
    """Where in the table things stand; the same in every table of a budget."""

    kinds: dict[CashKind, int]
    sums: dict[CashBlock, int]
    change: int
    closing: int
    limit: int | None


def cash_tables(
    key: str,
    title: str,
    cash: Liquidity,
    slots: Sequence[Slot],
    before: Sequence[doc.Table] = (),
) -> list[doc.Table]:
    """Some months of a budget, at most twelve to a table; the last has the sum of these months.

    Args:
        key: of the first table; the others have a number after it.
        title: of the tables.
        cash: the whole budget.
        slots: the columns: months of the budget by number, following each other.
        before: tables of the same budget with the months before these; the opening balance is
            the closing balance of the last of them.
    """
    made: list[doc.Table] = []
    parts = chunks(slots)
    every = tuple(at for slot in slots for at in slot.places)
    for number, part in enumerate(parts, start=1):
        columns = [(slot.places, slot) for slot in part]
        places = [inside for inside, _slot in columns]
        last = number == len(parts)
        if last:
            places.append(every)
        rows, lines = _lines(cash, places)
        head = [doc.text("row", _("kr"), 24), *slot_columns(part)]
        head += [doc.money("sum", _("Sum"))] if last else []
        table = doc.table(
            key if number == 1 else f"{key}_{number}",
            title,
            head,
            lines,
            spans=slot_spans(part, after=1 if last else 0),
            compact=True,
        )
        made.append(_live(table, [*before, *made], rows, (len(part), len(made))))
    return made


def _lines(cash: Liquidity, places: Sequence[tuple[int, ...]]) -> tuple[_Rows, list[doc.Row]]:
    lines = [doc.strong_row(_("Opening balance"), *(_opening(cash, one) for one in places))]
    kinds: dict[CashKind, int] = {}
    sums: dict[CashBlock, int] = {}
    for block in CashBlock:
        inside = [kind for kind in cash.rows if block_of(kind) is block]
        if not inside:
            continue
        lines.append(doc.group_row(block_word(block)))
        for kind in inside:
            kinds[kind] = len(lines)
            lines.append(doc.row(cash_word(kind), *_sums(cash.rows[kind], places), indent=1))
        sums[block] = len(lines)
        lines.append(doc.strong_row(_(_SUMS[block]), *_sums(block_sums(cash, block), places)))
    moves = [sum(month) for month in zip(*cash.rows.values(), strict=True)]
    moves = moves or [0] * len(cash.months)
    change, closing = len(lines), len(lines) + 1
    lines.append(doc.row(_("Change in cash"), *_sums(moves, places)))
    ends = [cash.balances[one[-1]] for one in places]
    lines.append(doc.strong_row(_("Closing balance"), *map(_balance, ends)))
    limit = None
    if cash.credit_limit_ore:
        limit = len(lines)
        ore = cash.credit_limit_ore
        lines.append(doc.row(_("Overdraft that may be used"), *(ore for _one in places)))
        left = (_balance(end + ore) for end in ends)
        lines.append(doc.strong_row(_("Left with the overdraft"), *left))
    return _Rows(kinds, sums, change, closing, limit), lines


def _opening(cash: Liquidity, places: tuple[int, ...]) -> int:
    return cash.balances[places[0] - 1] if places[0] else cash.opening_ore


def _balance(ore: int) -> doc.Cell:
    return doc.Cell(ore, tone=doc.Tone.BAD if ore < 0 else doc.Tone.NEUTRAL, symbol=False)


def _sums(row: Sequence[int], places: Sequence[tuple[int, ...]]) -> list[int]:
    return [sum(row[at] for at in one) for one in places]


def _live(
    table: doc.Table, earlier: Sequence[doc.Table], rows: _Rows, size: tuple[int, int]
) -> doc.Table:
    """`size`: how many columns of months the table has, and how many tables of it came before."""
    slots, own_before = size
    live = LiveTable(table, earlier)
    own = earlier[len(earlier) - own_before :]
    months = range(1, slots + 1)
    for column in months:
        if column > 1:
            live.cell(0, column, Sum((Ref(rows.closing, column - 1),)))
        elif earlier:
            live.cell(0, 1, Sum((_last_closing(earlier[-1], rows),)))
    begins = Ref(0, 1, own[0].key) if own else Ref(0, 1)
    live.cell(0, slots + 1, Sum((begins,)))
    for at in (*rows.kinds.values(), *rows.sums.values(), rows.change):
        refs = [Ref(at, column, one.key) for one in own for column in range(1, len(one.columns))]
        refs += [Ref(at, column) for column in months]
        live.cell(at, slots + 1, Sum(tuple(refs)))
    for block, at in rows.sums.items():
        parts = [place for kind, place in rows.kinds.items() if block_of(kind) is block]
        live.sum_rows(at, parts)
    live.sum_rows(rows.change, list(rows.sums.values()))
    live.sum_rows(rows.closing, [0, rows.change])
    if rows.limit is not None:
        live.sum_rows(rows.limit + 1, [rows.closing, rows.limit])
    return live.table()


def _last_closing(table: doc.Table, rows: _Rows) -> Ref:
    """The closing balance of a table: in the last of its months, the sum left out."""
    columns = [at for at, one in enumerate(table.columns) if one.key[0] in "mq"]
    return Ref(rows.closing, columns[-1], table.key)
