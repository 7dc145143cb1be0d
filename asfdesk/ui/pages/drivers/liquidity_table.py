"""The liquidity budget as a table: opening balance, rows in and out, closing balance, by month."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal, money_exact, short_month
from asfdesk.reports.drivers.liquidity_words import cash_word, paid_how
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import Month

THOUSAND_KRONOR = 100_000


@dataclass(frozen=True)
class CashRow:
    """One row, öre.

    Attributes:
        total: of the months shown; None for balances.
        tip: when its amounts are paid.
        limit: below which a balance is too low; None for other rows.
    """

    name: str
    cells: tuple[int, ...]
    total: int | None
    tip: str = ""
    look: RowLook = RowLook.NORMAL
    limit: int | None = None


def cash_rows(cash: Liquidity, months: range) -> list[CashRow]:
    """The rows of some months, from the opening to the closing balance."""
    start, stop = months.start, months.stop
    opening = (cash.opening_ore, *cash.balances[:-1])[start:stop]
    closing = cash.balances[start:stop]
    change = tuple(after - before for before, after in zip(opening, closing, strict=True))
    found = [CashRow(_("Opening balance"), opening, None, look=RowLook.MUTED)]
    for kind, amounts in cash.rows.items():
        cells = amounts[start:stop]
        if any(cells):
            found.append(CashRow(cash_word(kind), cells, sum(cells), paid_how(kind)))
    found.append(CashRow(_("In and out"), change, sum(change), look=RowLook.TOTAL))
    found.append(
        CashRow(
            _("Closing balance"),
            closing,
            None,
            look=RowLook.TOTAL,
            limit=-cash.credit_limit_ore,
        )
    )
    return found


class LiquidityTable(TableView):
    """Rows of one fiscal year."""

    def __init__(self) -> None:
        self._content: TableModel[CashRow] = TableModel([], lambda row: row.look)
        self._months: tuple[Month, ...] = ()
        super().__init__(self._content, _("Liquidity budget by month"))

    def show_cash(self, cash: Liquidity, months: range) -> None:
        """Show other amounts, or another year."""
        shown = cash.months[months.start : months.stop]
        if shown != self._months:
            self._months = shown
            self._content.set_columns(_columns(shown))
        self._content.set_rows(cash_rows(cash, months))


def _columns(months: Sequence[Month]) -> list[Column[CashRow]]:
    found: list[Column[CashRow]] = [
        Column(_("In and out, tkr"), lambda row: row.name, stretch=True, tooltip=lambda r: r.tip)
    ]
    found += [_month(place, month) for place, month in enumerate(months)]
    found.append(
        Column(
            _("Year"),
            lambda row: "" if row.total is None else _thousands(row.total),
            Kind.MONEY,
            bold=lambda _row: True,
            tooltip=lambda row: "" if row.total is None else _exact(row.total),
        )
    )
    return found


def _month(place: int, month: Month) -> Column[CashRow]:
    return Column(
        short_month(month.number),
        lambda row: _thousands(row.cells[place]) if row.cells[place] else "",
        Kind.MONEY,
        tone=lambda row: _tone(row, place),
        tooltip=lambda row: _exact(row.cells[place]),
    )


def _tone(row: CashRow, place: int) -> Tone | None:
    """Red below the overdraft; the minus sign and the sentence above say it too."""
    return Tone.BAD if row.limit is not None and row.cells[place] < row.limit else None


def _thousands(ore: int) -> str:
    return decimal(Fraction(ore, THOUSAND_KRONOR), 0)


def _exact(ore: int) -> str:
    return _("%(amount)s kr") % {"amount": money_exact(ore)}
