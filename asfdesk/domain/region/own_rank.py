"""Where one enterprise stands among the others, told to that enterprise and to nobody else.

It knows its own figure already; from the median, its rank and how many they are it must not learn
another's. So all is held back below LEAST_FOR_MEDIAN enterprises. Only what packages show is used,
never the exact counts that were given for the region's own sums (decisions C16), and a median of
persons is held back below the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.region.business import LEAST_FOR_MEDIAN
from asfdesk.domain.region.rollup import COMPARED
from asfdesk.domain.region.spread import rank_of, spread_of
from asfdesk.domain.sending.packages import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from asfdesk.domain.region.quarters import Sent


@dataclass(frozen=True)
class OwnRank:
    """One figure of an enterprise beside the others'.

    Attributes:
        own: None = its package does not say it.
        median, place: None = held back, or the enterprise does not say its own.
        of: how many say it, its own included; None = too few to tell.
    """

    key: str
    unit: Unit
    own: int | None
    median: Fraction | None = None
    place: int | None = None
    of: int | None = None


def own_ranks(sent: Sequence[Sent], org_number: str, threshold: int) -> tuple[OwnRank, ...]:
    """Every figure that is compared, for one enterprise.

    Args:
        sent: what came of the quarter.
        org_number: the enterprise that asks.
        threshold: n; a median of fewer persons is held back.

    Raises:
        LookupError: it sent nothing of the quarter.
    """
    own = next((one for one in sent if one.org_number == org_number), None)
    if own is None:
        raise LookupError(org_number)
    return tuple(_one(sent, own, key, unit, threshold) for key, unit in COMPARED)


def _one(sent: Sequence[Sent], own: Sent, key: str, unit: Unit, threshold: int) -> OwnRank:
    values = [value for one in sent if (value := one.value(key)) is not None]
    mine, spread = own.value(key), spread_of(values)
    if mine is None or spread is None or len(values) < LEAST_FOR_MEDIAN:
        return OwnRank(key, unit, mine)
    rank = rank_of(mine, values)
    small = unit is Unit.COUNT and spread.median < threshold
    return OwnRank(key, unit, mine, None if small else spread.median, rank.place, rank.of)
