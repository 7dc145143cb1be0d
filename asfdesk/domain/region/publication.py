"""What a region may publish: counts through the disclosure control, figures of enough enterprises.

A part of the region with few enterprises is put together with others before anything is counted:
in a sum over two, each would learn the other's. Within a sum that is left, no count of 1..n-1
persons can be worked out (`domain.sending.disclosure`), not even by whoever knows all that was
published earlier. Counts that a package holds back are in no sum, so each is "at least".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Sex
from asfdesk.domain.region.business import LEAST_ENTERPRISES, business
from asfdesk.domain.region.rollup import EXIT_GROUPS, exits_of
from asfdesk.domain.sending.counts import Counts, Earlier, Table
from asfdesk.domain.sending.disclosure import protect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.business import Business
    from asfdesk.domain.region.quarters import Sent
    from asfdesk.domain.sending.counts import Cell, Name

EXITS, PEOPLE = "region.exits", "region.people"
TOGETHER = "*"
"""The part that is made of those with few enterprises."""


@dataclass(frozen=True)
class Counted:
    """One published table: parts of the region by exit group, or by sex.

    Attributes:
        parts: names of its rows; TOGETHER for those that were put together.
        codes: its columns.
        cells: (part, code) -> what may be shown; "" in either place = all of it.
        hidden: part -> enterprises whose counts are held back; "" = the whole region.
        enterprises: part -> enterprises that are counted.
    """

    parts: tuple[str, ...]
    codes: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    hidden: Mapping[str, int]
    enterprises: Mapping[str, int]


@dataclass(frozen=True)
class Publication:
    """What may go out; `counts` is for the memory of what has."""

    exits: Counted
    people: Counted
    business: Business
    counts: Mapping[Name, int | None]


def enough(name_of: Mapping[str, str]) -> dict[str, str]:
    """Organisation number -> part, with parts of few enterprises put together.

    Args:
        name_of: organisation number -> part.

    Returns:
        The same, with TOGETHER in place of parts that have fewer than LEAST_ENTERPRISES; if those
        are too few together as well, the smallest other part joins them.
    """
    sizes = Counter(name_of.values())
    joined = {part for part, size in sizes.items() if size < LEAST_ENTERPRISES or not part}
    rest = sorted((size, part) for part, size in sizes.items() if part not in joined)
    while joined and rest and sum(sizes[part] for part in joined) < LEAST_ENTERPRISES:
        joined.add(rest.pop(0)[1])
    return {org: TOGETHER if part in joined else part for org, part in name_of.items()}


def publish(
    sent: Sequence[Sent],
    period: Period,
    part_of: Callable[[Sent], str],
    threshold: int,
    earlier: Mapping[Name, int | None],
) -> Publication:
    """Tables of exits and of people, and figures of enterprises, without what must be hidden.

    Args:
        sent: what came of the quarter.
        period: the quarter.
        part_of: samordningsförbund or municipality of an enterprise.
        threshold: n; 3-10.
        earlier: what has been published before; None = it was hidden. Shown counts stand with
            their latest value.
    """
    tables = (
        _table(sent, period, part_of, EXITS, EXIT_GROUPS, exits_of),
        _table(sent, period, part_of, PEOPLE, tuple(one.value for one in Sex), _by_sex),
    )
    counts = Counts.together([table.counts() for table, *_rest in tables if table.cells])
    before = {name: value for name, value in earlier.items() if name in counts.values}
    known = Earlier(
        {name: value for name, value in before.items() if value is not None},
        tuple(name for name, value in before.items() if value is None),
    )
    cells = protect(counts, threshold, known).cells
    exits, people = (_counted(table, cells, parts, hidden) for table, parts, hidden in tables)
    firms = business(sent, period, earlier)
    told: dict[Name, int | None] = {name: cell.value for name, cell in cells.items()}
    return Publication(exits, people, firms, {**told, **firms.bases})


def _by_sex(sent: Sent, code: str) -> int | None:
    """Persons of a sex; a code that the exact totals do not name is nobody's."""
    if sent.value("exact.unique") is None:
        return None
    return sent.value(f"exact.sex.{code.lower()}") or 0


def _table(
    sent: Sequence[Sent],
    period: Period,
    part_of: Callable[[Sent], str],
    measure: str,
    codes: tuple[str, ...],
    read: Callable[[Sent, str], int | None],
) -> tuple[Table, Counter[str], Counter[str]]:
    """A table of those whose every count is known, and how many are in it and left out."""
    known: list[Sent] = []
    left: list[Sent] = []
    for one in sent:
        (left if any(read(one, code) is None for code in codes) else known).append(one)
    parts = enough({one.org_number: part_of(one).replace("|", "/") for one in known})
    cells: Counter[tuple[str, ...]] = Counter()
    for one in known:
        for code in codes:
            cells[parts[one.org_number], code] += read(one, code) or 0
    inside = Counter(parts.values())
    names = tuple(sorted(inside, key=lambda name: (name == TOGETHER, name)))
    if inside.total() < LEAST_ENTERPRISES:
        cells.clear()
    return (
        Table(measure, str(period), (names, codes), dict(cells)),
        inside,
        Counter({"": len(left)}) + _left(left, part_of, set(names)),
    )


def _left(left: Iterable[Sent], part_of: Callable[[Sent], str], parts: set[str]) -> Counter[str]:
    names = (part_of(one).replace("|", "/") for one in left)
    return Counter(name if name in parts else TOGETHER for name in names)


def _counted(
    table: Table, cells: Mapping[Name, Cell], inside: Counter[str], hidden: Counter[str]
) -> Counted:
    parts, codes = table.dimensions
    shown = {
        (part, code): cells[table.name(part, code)]
        for part in (*parts, "")
        for code in (*codes, "")
        if table.name(part, code) in cells
    }
    counted = {**inside, "": inside.total()}
    return Counted(parts if shown else (), codes, shown, hidden, counted)
