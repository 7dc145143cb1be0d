"""What an import would change: vouchers by key, and money per plan line, account and month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.chart import UNMAPPED
from asfdesk.domain.ledger import effect, is_result_account
from asfdesk.domain.mapping import Mapper
from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.ledger import SieImport
    from asfdesk.domain.sie_intake import Intake, TurnoverKey
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
    new = taken.hashes()
    common = old.keys() & new.keys()
    same = sum(1 for key in common if old[key] == new[key])
    return VoucherChange(
        added=len(new) - len(common),
        changed=len(common) - same,
        removed=len(old) - len(common),
        same=same,
    )


def compare_months(
    session: ReadSession, taken: Intake, before: SieImport | None
) -> tuple[MonthChange, ...]:
    """Where the result changes, by line, account and month; nothing for what stays the same."""
    mapper = Mapper(session.mapping.rules())
    old = _by_line(mapper, _turnover(session, before))
    new = _by_line(mapper, taken.turnover)
    return tuple(
        MonthChange(line, account, Month.parse(month), effect(was), effect(becomes))
        for line, account, month in sorted(old.keys() | new.keys())
        if (was := old.get((line, account, month), 0))
        != (becomes := new.get((line, account, month), 0))
    )


def _turnover(session: ReadSession, before: SieImport | None) -> dict[TurnoverKey, int]:
    rows = session.ledger.import_months(before.id) if before else []
    return {(r.account, str(r.month), r.cost_centre, r.project): r.amount_sie_ore for r in rows}


def _by_line(
    mapper: Mapper, turnover: Mapping[TurnoverKey, int]
) -> dict[tuple[str, str, str], int]:
    """(line, account, month) -> öre with SIE's sign, result accounts only."""
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for (account, month, cost_centre, project), ore in turnover.items():
        if is_result_account(account):
            line = mapper.line(account, cost_centre, project) or UNMAPPED
            found[line, account, month] += ore
    return dict(found)
