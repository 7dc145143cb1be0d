"""What an import would change: vouchers by key, and money per plan line, account and month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import TYPED, effect, is_result_account
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.books.ledger import SieImport
    from asfdesk.domain.books.sie_intake import Intake, TurnoverKey
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class VoucherChange:
    """Vouchers compared by key and content (sie.md §5.4)."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0

    @property
    def is_none(self) -> bool:
        """Whether every voucher is as before."""
        return not (self.added or self.changed or self.removed)


NO_CHANGE = VoucherChange()
"""Nothing compared yet."""


@dataclass(frozen=True)
class MonthChange:
    """A result account's turnover that will be another; öre by effect on the result."""

    line_code: str
    account: str
    month: Month
    before_ore: int
    after_ore: int

    @property
    def change_ore(self) -> int:
        """After minus before."""
        return self.after_ore - self.before_ore


def compare_vouchers(
    session: ReadSession, taken: Intake, before: SieImport | None
) -> VoucherChange:
    """New, changed, removed and unchanged vouchers against the import in use."""
    old = session.ledger.voucher_hashes(before.id) if before else {}
    return _changed(old, taken.hashes())


def compare_beside(
    session: ReadSession, taken: Intake, before: SieImport | None, kept: Sequence[int]
) -> VoucherChange:
    """The same for a pre-system's file, which leaves the vouchers in `kept` alone."""
    old = session.ledger.voucher_hashes(before.id) if before else {}
    staying = session.ledger.hashes_of(kept)
    return _changed({key: old[key] for key in old.keys() - staying.keys()}, taken.hashes())


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> VoucherChange:
    common = old.keys() & new.keys()
    same = sum(1 for key in common if old[key] == new[key])
    return VoucherChange(
        added=len(new) - len(common),
        changed=len(common) - same,
        removed=len(old) - len(common),
        same=same,
    )


@dataclass(frozen=True)
class Figures:
    """Turnover of the year before or after an import, and the typed amounts that count."""

    turnover: Mapping[TurnoverKey, int]
    typed: Mapping[tuple[str, Month], int] = field(default_factory=dict)


def figures_of(session: ReadSession, *imports: SieImport | None) -> dict[TurnoverKey, int]:
    """Turnover of imports added up: the books, and a pre-system's vouchers beside them."""
    found: dict[TurnoverKey, int] = defaultdict(int)
    for made in imports:
        for row in session.ledger.import_months(made.id) if made else []:
            key = (row.account, str(row.month), row.cost_centre, row.project)
            found[key] += row.amount_sie_ore
    return dict(found)


def together(*parts: Mapping[TurnoverKey, int]) -> dict[TurnoverKey, int]:
    """Turnover added up."""
    found: dict[TurnoverKey, int] = defaultdict(int)
    for part in parts:
        for key, ore in part.items():
            found[key] += ore
    return dict(found)


def compare_months(session: ReadSession, before: Figures, after: Figures) -> list[MonthChange]:
    """Where the result changes, by line, account and month; nothing for what stays the same.

    Typed amounts stand under the account TYPED of their line.
    """
    mapper = Mapper(session.mapping.rules())
    old, new = _by_line(mapper, before), _by_line(mapper, after)
    return [
        MonthChange(line, account, Month.parse(month), effect(was), effect(becomes))
        for line, account, month in sorted(old.keys() | new.keys())
        if (was := old.get((line, account, month), 0))
        != (becomes := new.get((line, account, month), 0))
    ]


def _by_line(mapper: Mapper, figures: Figures) -> dict[tuple[str, str, str], int]:
    """(line, account, month) -> öre with SIE's sign, result accounts only."""
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for (account, month, cost_centre, project), ore in figures.turnover.items():
        if is_result_account(account):
            line = mapper.line(account, cost_centre, project) or UNMAPPED
            found[line, account, month] += ore
    for (line, when), ore in figures.typed.items():
        found[line, TYPED, str(when)] += effect(ore)
    return dict(found)
