"""A quarter of all enterprises put together: what is compared, and the targets.

A count that a package holds back may be there as an exact one, by agreement (decisions C16). Those
sums are the region's own and confidential; what is published goes through `publication`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.money import ratio
from asfdesk.domain.region.spread import spread_of
from asfdesk.domain.sending.packages import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from fractions import Fraction

    from asfdesk.domain.region.quarters import Sent
    from asfdesk.domain.region.spread import Spread

COMPARED: tuple[tuple[str, Unit], ...] = (
    ("trainees.unique", Unit.COUNT),
    ("places.sold", Unit.MILLI),
    ("places.created", Unit.MILLI),
    ("places.all.occupancy", Unit.BP),
    ("supervision.trainees_per_supervisor", Unit.MILLI),
    ("outcomes.work_or_studies", Unit.BP),
    ("outcomes.nearer", Unit.BP),
    ("economy.result.year", Unit.ORE),
    ("economy.own_sales_share", Unit.BP),
    ("economy.largest_buyer", Unit.BP),
    ("economy.liquidity_months", Unit.MILLI),
)
"""Keys of packages (`services.sending.package_figures`) that are put beside each other."""
ADDED = frozenset({Unit.COUNT, Unit.MILLI, Unit.ORE, Unit.MINUTES})
NOT_ADDED = frozenset({"supervision.trainees_per_supervisor", "economy.liquidity_months"})
"""Ratios that are counted in thousandths: a sum of them says nothing."""
EXIT_GROUPS = tuple(
    one.value for one in ExitGroup if one not in (ExitGroup.DECEASED, ExitGroup.MISREGISTERED)
)
LARGE_BUYER_BP, SHORT_CASH_MILLI = 5_000, 2_000
"""Dependent on one buyer: more than half of the income. Short of cash: less than two months."""
_EXACT = {"trainees.unique": "exact.unique"}
WORK = (ExitGroup.WORK.value, ExitGroup.STUDIES.value)
"""Exit groups that are work or studies."""


def keys_compared() -> tuple[str, ...]:
    """Every key of a package that a comparison reads."""
    exits = [key for group in ("all", *EXIT_GROUPS) for key in _exit_keys(group)]
    return (*(key for key, _unit in COMPARED), *_EXACT.values(), *exits)


def count_of(sent: Sent, key: str) -> int | None:
    """A count: exact where it was given so, else as the package shows it."""
    exact = sent.value(_EXACT[key]) if key in _EXACT else None
    return sent.value(key) if exact is None else exact


def exits_of(sent: Sent, group: str) -> int | None:
    """Twelve months' exits to a group, or "all"; None when they are not known."""
    exact, shown = (sent.value(key) for key in _exit_keys(group))
    return shown if exact is None else exact


def _exit_keys(group: str) -> tuple[str, str]:
    return f"exact.exits.{group}", f"exits.{group}.count"


@dataclass(frozen=True)
class Compared:
    """One figure over all enterprises.

    Attributes:
        spread: None when nobody has a value.
        hidden: how many hold it back.
        adds: whether its sum says anything.
    """

    key: str
    unit: Unit
    spread: Spread | None
    hidden: int

    @property
    def adds(self) -> bool:
        """Whether a sum over enterprises says anything."""
        return self.unit in ADDED and self.key not in NOT_ADDED


@dataclass(frozen=True)
class Target:
    """A share of all exits, of the enterprises whose counts are known.

    Attributes:
        part, whole: persons, twelve months.
        known, hidden: enterprises whose counts are in it, and those whose are held back.
    """

    part: int
    whole: int
    known: int
    hidden: int

    @property
    def share(self) -> Fraction | None:
        """None when nobody has left."""
        return ratio(self.part, self.whole)


@dataclass(frozen=True)
class Rollup:
    """A quarter of a region, or of a part of it.

    Attributes:
        enterprises: how many sent a package.
        work, nearer: shares to work or studies, and nearer to work.
        places_sold, places_created: thousandths of places.
        dependent, short: how many lean on one buyer or are short of cash, each with how many
            say anything about it.
    """

    enterprises: int
    compared: tuple[Compared, ...]
    work: Target
    nearer: Target
    places_sold: int
    places_created: int
    dependent: tuple[int, int]
    short: tuple[int, int]

    def figure(self, key: str) -> Compared:
        """One of those compared."""
        return next(one for one in self.compared if one.key == key)


def roll_up(sent: Sequence[Sent]) -> Rollup:
    """Everything that came of a quarter, put together."""
    buyers = known_values(sent, "economy.largest_buyer")
    cash = known_values(sent, "economy.liquidity_months")
    return Rollup(
        len(sent),
        tuple(_compared(sent, key, unit) for key, unit in COMPARED),
        target(sent, WORK),
        target(sent, (ExitGroup.NEARER.value,)),
        sum(known_values(sent, "places.sold")),
        sum(known_values(sent, "places.created")),
        (sum(one > LARGE_BUYER_BP for one in buyers), len(buyers)),
        (sum(one < SHORT_CASH_MILLI for one in cash), len(cash)),
    )


def known_values(sent: Iterable[Sent], key: str) -> list[int]:
    """The values of a figure, of those who have one."""
    return [value for one in sent if (value := count_of(one, key)) is not None]


def _compared(sent: Sequence[Sent], key: str, unit: Unit) -> Compared:
    values = known_values(sent, key)
    hidden = sum(one.hides(key) and count_of(one, key) is None for one in sent)
    return Compared(key, unit, spread_of(values), hidden)


def target(sent: Iterable[Sent], groups: Sequence[str]) -> Target:
    """How many left to some groups, of those whose every count is known."""
    part = whole = known = hidden = 0
    for one in sent:
        counts = [exits_of(one, group) for group in (*groups, "all")]
        found = [count for count in counts if count is not None]
        if len(found) == len(counts):
            part += sum(found[:-1])
            whole += found[-1]
            known += 1
        elif any(one.hides(_exit_keys(group)[1]) for group in (*groups, "all")):
            hidden += 1
    return Target(part, whole, known, hidden)


def by_part(sent: Iterable[Sent], part_of: Callable[[Sent], str]) -> tuple[tuple[str, Rollup], ...]:
    """A roll-up for each samordningsförbund or municipality, in order of name; "" = not said."""
    parts: dict[str, list[Sent]] = {}
    for one in sent:
        parts.setdefault(part_of(one), []).append(one)
    return tuple((name, roll_up(parts[name])) for name in sorted(parts, key=lambda n: (not n, n)))
