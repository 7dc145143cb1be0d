"""Targets of the example's key figures, and its assumptions about society.

The amounts are invented like the rest of the example, and their sources say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.planning.figure_targets import Direction, Target
from asfdesk.domain.planning.society import Actor, Assumption, Factor, proxy_key
from asfdesk.services.example import cast
from asfdesk.services.planning.assume_society import set_assumption
from asfdesk.services.planning.figure_targets import set_target

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

KR = 100
POINT = 10_000
"""One percentage point in millionths."""
KRONA = 1_000_000

TARGETS = (
    Target("self_financing", 30 * POINT, Direction.MORE, 2 * POINT, 8 * POINT),
    Target("sold_share", 65 * POINT, Direction.MORE, 3 * POINT, 10 * POINT),
    Target("grant_dependence", 35 * POINT, Direction.LESS, 2 * POINT, 10 * POINT),
    Target("largest_payer", 40 * POINT, Direction.LESS, 3 * POINT, 15 * POINT),
    Target("result_margin", 2 * POINT, Direction.MORE, 1 * POINT, 4 * POINT),
    Target("solidity", 30 * POINT, Direction.MORE, 0, 15 * POINT),
    Target("quick_ratio", 100 * POINT, Direction.MORE, 0, 25 * POINT),
    Target("liquidity_months", 15 * KRONA // 10, Direction.MORE, KRONA // 4, KRONA),
    Target("occupancy", 85 * POINT, Direction.MORE, 2 * POINT, 10 * POINT),
    Target("trainees_per_supervisor", 6 * KRONA, Direction.NEAR, KRONA, 2 * KRONA),
    Target("result_rate", 30 * POINT, Direction.MORE, 3 * POINT, 15 * POINT),
)

_INVENTED = "Påhittat för exemplet; fråga kommunens ekonom"
_AGREED = "Styrelsens försiktiga antagande"

ASSUMPTIONS = (
    (proxy_key(ExitGroup.WORK, Actor.MUNICIPALITY), 60_000 * KR, 96_000 * KR, 120_000 * KR),
    (proxy_key(ExitGroup.WORK, Actor.REGION), 5_000 * KR, 12_000 * KR, 20_000 * KR),
    (proxy_key(ExitGroup.WORK, Actor.STATE), 40_000 * KR, 72_000 * KR, 95_000 * KR),
    (proxy_key(ExitGroup.WORK, Actor.PERSON), 20_000 * KR, 30_000 * KR, 48_000 * KR),
    (proxy_key(ExitGroup.STUDIES, Actor.MUNICIPALITY), 40_000 * KR, 70_000 * KR, 96_000 * KR),
    (Factor.DEADWEIGHT.value, 1500, 2500, 4000),
    (Factor.ATTRIBUTION.value, 4000, 6000, 7500),
    (Factor.DISPLACEMENT.value, 500, 1000, 2500),
    (Factor.DROP_OFF.value, 1000, 2000, 3500),
    (Factor.YEARS.value, 1, 3, 5),
    (Factor.DISCOUNT.value, 300, 350, 400),
)


def write_figures(session: WriteSession) -> None:
    """What the board wants to reach, and what it assumes."""
    for target in TARGETS:
        set_target(session, target)
    for key, low, likely, high in ASSUMPTIONS:
        source = _INVENTED if key.startswith("proxy.") else _AGREED
        set_assumption(session, Assumption(key, low, likely, high, source, cast.TODAY))
