"""The rows of a liquidity budget while they are added up."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.cash_flows import Flow
from asfdesk.domain.drivers.result import CashKind, Liquidity
from asfdesk.domain.drivers.vat_periods import vat_payments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.cash_flows import Amounts, Flows
    from asfdesk.domain.drivers.premises import VatPeriod
    from asfdesk.domain.period import Month


class CashSheet:
    """Rows being filled: what each kind has, what comes before and after, and VAT by month."""

    def __init__(self, months: Sequence[Month]) -> None:
        self._months = months
        self._rows: dict[CashKind, list[Amounts]] = defaultdict(list)
        self._before: dict[CashKind, int] = defaultdict(int)
        self._after: dict[CashKind, int] = defaultdict(int)
        self._vat: list[Amounts] = []

    def add(self, flows: Flows) -> None:
        """What one thing brings and takes."""
        for row in flows.rows:
            self._rows[row.kind].append(row.amounts)
            self._before[row.kind] += row.before
            self._after[row.kind] += row.after
        if flows.vat:
            self._vat.append(flows.vat)

    def add_row(self, flow: Flow) -> None:
        """Amounts in one row."""
        self._rows[flow.kind].append(flow.amounts)
        self._after[flow.kind] += flow.after

    def add_vat(self, period: VatPeriod, year_ends: Sequence[Month]) -> None:
        """Settle the VAT, after everything else has been added."""
        vat = _sum(self._vat, len(self._months))
        paid, left = vat_payments(vat, self._months, period, year_ends)
        self.add_row(Flow(CashKind.VAT, tuple(paid), after=left))

    def liquidity(self, opening_ore: int, credit_limit_ore: int) -> Liquidity:
        """The budget: rows in their order, those without any amount left out."""
        count = len(self._months)
        summed = {kind: _sum(self._rows[kind], count) for kind in CashKind if kind in self._rows}
        rows = {kind: row for kind, row in summed.items() if any(row)}
        moves = _sum(list(rows.values()), count)
        return Liquidity(
            months=tuple(self._months),
            opening_ore=opening_ore,
            rows=rows,
            balances=tuple(accumulate(moves, initial=opening_ore))[1:],
            credit_limit_ore=credit_limit_ore,
            before=_some(self._before),
            after=_some(self._after),
        )


def _sum(rows: Sequence[Amounts], count: int) -> Amounts:
    if not rows:
        return (0,) * count
    return rows[0] if len(rows) == 1 else tuple(map(sum, zip(*rows, strict=True)))


def _some(found: Mapping[CashKind, int]) -> dict[CashKind, int]:
    return {kind: found[kind] for kind in CashKind if found.get(kind)}
