"""The liquidity budget as a grid: opening balance, rows in and out, and closing cash in sight."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money, money_exact, month_name, short_month
from asfdesk.reports.drivers.liquidity_words import cash_word, paid_how
from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    DayColumn,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
)
from asfdesk.ui.kit.grid.grid_frame import DayGrid
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import Month

THOUSAND_KRONOR = 100_000
FEWEST_ROWS = 3
WIDEST_NAME = 240
LEAST_MONTH, MOST_MONTH = 44, 84
"""How wide a month is, pixels: below the least the grid scrolls, its names stay."""


class LiquidityTable(DayGrid):
    """Rows of one fiscal year; the closing balance never scrolls out of sight."""

    def __init__(self) -> None:
        super().__init__(_("Liquidity budget by month"), fewest_rows=FEWEST_ROWS)
        self.model.read_only = True

    def show_cash(self, cash: Liquidity, months: range) -> None:
        """Show other amounts, or another year."""
        self.set_content(liquidity_content(cash, months), MOST_MONTH, LEAST_MONTH)


def liquidity_content(cash: Liquidity, months: range) -> GridContent:
    """The grid of some months, in thousands of kronor."""
    start, stop = months.start, months.stop
    opening = (cash.opening_ore, *cash.balances[:-1])[start:stop]
    closing = cash.balances[start:stop]
    change = tuple(after - before for before, after in zip(opening, closing, strict=True))
    rows = [GridRow((_("Opening balance"),), ("",), _("Opening balance"))]
    cells = [tuple(_cell(ore) for ore in opening)]
    for kind, amounts in cash.rows.items():
        shown = amounts[start:stop]
        if any(shown):
            name, tip = cash_word(kind), paid_how(kind)
            rows.append(GridRow((name,), (_thousands(sum(shown)),), f"{name}. {tip}"))
            cells.append(tuple(_cell(ore, tip) for ore in shown))
    name = _("In and out")
    rows.append(GridRow((name,), (_thousands(sum(change)),), name))
    cells.append(tuple(_change_cell(*pair) for pair in zip(change, closing, strict=True)))
    return GridContent(
        heads=(HeadColumn(_("In and out, tkr"), HeadLook.NAME, WIDEST_NAME),),
        total_titles=(_("Year"),),
        columns=tuple(
            _column(*pair) for pair in zip(cash.months[start:stop], closing, strict=True)
        ),
        rows=tuple(rows),
        cells=tuple(cells),
        foot=(_closing(closing, -cash.credit_limit_ore),),
        numbers=True,
    )


def _column(month: Month, closing: int) -> DayColumn:
    name = month_name(month.year, month.number)
    return DayColumn(
        top=short_month(month.number),
        bottom="",
        group=str(month.year),
        tip=f"{name}: {_closing_words(closing)}",
        spoken=name,
    )


def _cell(ore: int, more: str = "") -> Cell:
    exact = _exact(ore)
    tip = f"{exact}\n{more}" if more else exact
    return Cell(text=_thousands(ore) if ore else "", editable=False, tip=tip, spoken=exact)


def _change_cell(change: int, closing: int) -> Cell:
    """What a month changes; who listens also hears what it leaves."""
    said = f"{_exact(change)}, {_closing_words(closing)}"
    return Cell(text=_thousands(change), editable=False, tip=said, spoken=said)


def _closing(balances: Sequence[int], limit: int) -> FootRow:
    """Red below the overdraft; the minus sign and the sentence above say it too."""
    return FootRow(
        _("Closing balance"),
        tuple(map(_thousands, balances)),
        ("",),
        strong=True,
        tones=tuple(Tone.BAD if ore < limit else None for ore in balances),
    )


def _closing_words(ore: int) -> str:
    return _("closing balance %(amount)s kr") % {"amount": money(ore)}


def _thousands(ore: int) -> str:
    return decimal(Fraction(ore, THOUSAND_KRONOR), 0)


def _exact(ore: int) -> str:
    return _("%(amount)s kr") % {"amount": money_exact(ore)}
