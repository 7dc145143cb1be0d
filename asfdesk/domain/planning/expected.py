"""Income and costs that belong to closed months and are not booked yet (decisions E).

They never change an actual: they stand beside it, so that year to date does not mislead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class ExpectedSource(StrEnum):
    """Why something is expected. TYPED = somebody wrote it; the others are worked out anew."""

    TYPED = "typed"
    INVOICE = "invoice"
    SUPPORT = "support"


@dataclass(frozen=True)
class ExpectedItem:
    """One thing that is expected.

    Attributes:
        id: row number; 0 = worked out, not kept.
        month: the closed month it belongs to.
        amount_ore: by effect on the result.
        name: what it is; no person's name.
        agreement_id: of an INVOICE.
        settled_on: when it was booked, or said not to be expected; None = still expected.
    """

    id: int
    line_code: str
    month: Month
    amount_ore: int
    name: str
    noted_on: date
    source: ExpectedSource = ExpectedSource.TYPED
    agreement_id: int | None = None
    settled_on: date | None = None

    def counts(self, first: Month, through: Month) -> bool:
        """Whether it stands beside the months first..through: booked later is not booked yet."""
        if not first <= self.month <= through:
            return False
        return self.settled_on is None or Month.of(self.settled_on) > through

    @property
    def key(self) -> tuple[str, ExpectedSource, Month, int | None]:
        """What a worked out item is about: it is not expected again once it was settled."""
        return (self.line_code, self.source, self.month, self.agreement_id)


def mostly_missing(items: Iterable[ExpectedItem], missing_ore: int) -> list[ExpectedItem]:
    """The items that the books lack, the latest month first.

    An item is booked or it is not, so it counts whole: as long as more than half of it is
    missing. Smaller differences are deviations, not something to wait for.

    Args:
        items: what could be missing; amounts above zero.
        missing_ore: what was delivered and is not booked.
    """
    left = missing_ore
    found = []
    for item in sorted(items, key=lambda one: (one.month, one.amount_ore), reverse=True):
        if 2 * left > item.amount_ore:
            found.append(item)
            left -= item.amount_ore
    return found


def sum_of_items(items: Sequence[ExpectedItem], codes: Iterable[str]) -> int:
    """What is expected on some lines, öre by effect."""
    wanted = frozenset(codes)
    return sum(item.amount_ore for item in items if item.line_code in wanted)
