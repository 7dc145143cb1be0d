"""The counts of persons in R7, and how they hang together with those of other quarters.

Codes that nobody has are counted as zero, so that which rows there are says nothing. Protected
persons are in none of them (`throughput.countable`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, ExitGroup, ExitReason, Form, ReferringBody, Sex
from asfdesk.domain.people.throughput import flow, outcomes
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.counts import Counts, Name, Sum, Table
from asfdesk.domain.sending.period_ties import Ties, tie_periods

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.throughput import Flow
    from asfdesk.domain.people.trainees import Trainee

PEOPLE, FLOW = "people", "people.flow"
EXITS, OWN, MEAN = "exits", "exits.own", "exits.mean"
REASON = "exits.reason"
"""Exits by reason, all of them in R10; R7 asks for those nearer work alone."""
SPLITS: Mapping[str, tuple[str, ...]] = {
    "sex": tuple(one.value for one in Sex),
    "age": tuple(one.name for one in AgeBand),
    "form": tuple(one.value for one in Form),
    "referrer": tuple(one.value for one in ReferringBody),
}
GROUPS = tuple(
    one.value for one in ExitGroup if one not in (ExitGroup.DECEASED, ExitGroup.MISREGISTERED)
)
NEARER_REASONS = tuple(one.value for one in ExitReason if one.group is ExitGroup.NEARER)
"""Ready for ordinary measures, and another measure."""
ROLLING_MONTHS = 12


def rolling_year(period: Period) -> Period:
    """The twelve months that end with a period."""
    last = Month.of(period.last)
    return Period.of_months(last.plus(1 - ROLLING_MONTHS), last)


@dataclass(frozen=True)
class Persons:
    """Whom statistics count, and what is known of them.

    Attributes:
        placements: countable ones.
        by_reason: whether reasons may be counted, if they are all known.
    """

    placements: Sequence[Placement]
    trainees: Mapping[int, Trainee]
    age_bands: Mapping[int, AgeBand]
    by_reason: bool = True

    @property
    def knows_reasons(self) -> bool:
        """Whether each exit nearer work has its reason: with an adviser's key they are sealed."""
        return self.by_reason and all(
            one.exit.reason is not None
            for one in self.placements
            if one.exit and one.exit.group is ExitGroup.NEARER
        )

    def codes(self, period: Period) -> dict[str, dict[int, str]]:
        """Split -> trainee -> code, of everybody who was there in a period."""
        held = [p for p in self.placements if period.overlaps(p.decision_from, p.last_day)]
        latest = {p.trainee_id: p for p in sorted(held, key=lambda p: p.decision_from)}
        ages = self.age_bands
        return {
            "sex": {one: self.trainees[one].sex.value for one in latest},
            "age": {one: ages.get(one, AgeBand.UNKNOWN).name for one in latest},
            "form": {one: p.form.value for one, p in latest.items()},
            "referrer": {one: p.referring_body.value for one, p in latest.items()},
        }

    def exits(self, period: Period) -> dict[tuple[str, ...], int]:
        """Exits of a period by group."""
        found = outcomes(self.placements, period).by_group
        return {(group.value,): count for group, count in found.items()}

    def nearer(self, period: Period) -> dict[tuple[str, ...], int]:
        """Exits nearer work of a period by reason."""
        found = Counter(
            one.exit.reason.value
            for one in self.placements
            if one.exit and one.exit.reason and one.exit.ended_on in period
        )
        return {(reason,): found[reason] for reason in NEARER_REASONS}

    def ended(self, period: Period) -> int:
        """Placements that ended in a period, those outside rates too: what means are over."""
        return sum(p.exit is not None and p.exit.ended_on in period for p in self.placements)


def flow_name(quarter: Period, cell: str) -> Name:
    """at_start, new, ended or at_end of a quarter."""
    return Name(FLOW, str(quarter), cell)


def whole_name(quarter: Period) -> Name:
    """Everybody who was there in a quarter."""
    return Name(PEOPLE, str(quarter))


def split_table(persons: Persons, quarter: Period, split: str) -> Table:
    """The persons of a quarter by one property."""
    counted = Counter(persons.codes(quarter)[split].values())
    counts = {code: counted[code] for code in SPLITS[split]}
    return Table.one_way(f"{PEOPLE}.{split}", str(quarter), counts, whole_name(quarter))


def exits_table(persons: Persons, period: Period) -> Table:
    """The exits of a period by group."""
    return Table(EXITS, str(period), (GROUPS,), persons.exits(period))


def nearer_table(persons: Persons, period: Period) -> Table:
    """The exits nearer work by reason; together they are that group."""
    text = str(period)
    whole = Name(EXITS, text, ExitGroup.NEARER.value)
    return Table(REASON, text, (NEARER_REASONS,), persons.nearer(period), whole)


def own_table(persons: Persons, period: Period) -> Table:
    """Exits to a job with the enterprise itself, among all exits."""
    found = outcomes(persons.placements, period)
    rest = max(found.exits - found.employed_by_us, 0)
    counts = {"own": found.employed_by_us, "other": rest}
    return Table.one_way(OWN, str(period), counts)


def quarter_counts(persons: Persons, quarter: Period) -> Counts:
    """All counts of persons in R7, with the sums over them."""
    moving = flow(persons.placements, quarter)
    whole, name = whole_name(quarter), flow_name
    flows = {
        name(quarter, "at_start"): len(moving.at_start),
        name(quarter, "new"): len(moving.new),
        name(quarter, "ended"): len(moving.ended),
        name(quarter, "at_end"): len(moving.at_end),
        whole: len(moving.unique),
    }
    sums = (
        Sum(whole, (name(quarter, "at_start"), name(quarter, "new"))),
        Sum(whole, (name(quarter, "ended"), name(quarter, "at_end"))),
    )
    rolling = rolling_year(quarter)
    exits, own = exits_table(persons, rolling), own_table(persons, rolling)
    alike = exits.counts().values[exits.name()] == own.counts().values[own.name()]
    ties = [Sum(own.name(), (exits.name(),))] if alike else []
    splits = [split_table(persons, quarter, split).counts() for split in SPLITS]
    tables = [Counts(flows, sums, frozenset({whole})), *splits, exits.counts(), own.counts()]
    if persons.knows_reasons:
        tables.append(nearer_table(persons, rolling).counts())
    return Counts.together(tables, ties)


def tie_exits(persons: Persons, period: Period, others: Iterable[Period], *, reasons: bool) -> Ties:
    """How a period's exits hang together with those of others, by group and nearer work.

    Args:
        persons: of all the periods.
        period: what is asked for.
        others: those that have gone out and hang together with it.
        reasons: whether reasons are asked for or have gone out.
    """
    periods = (period, *others)
    ties = [tie_periods(exits_table(persons, period), periods, persons.exits)]
    if reasons and persons.knows_reasons:
        ties.append(tie_periods(nearer_table(persons, period), periods, persons.nearer))
    return Ties.together(ties)


@dataclass(frozen=True)
class _Moved:
    """Some of the persons of a quarter: what became of them, and who."""

    what: str
    who: Collection[int]


def tie_quarters(
    persons: Persons, before: Period, after: Period
) -> tuple[tuple[Sum, ...], dict[Name, int]]:
    """How a quarter and the next hang together: who is there at the end begins the next.

    A property ties them too when nobody who stays has changed: persons before less those who
    left and with those who came are the persons after.

    Returns:
        (sums; counts of those who left, stayed and came by each property, which nobody asks for).
    """
    first, second = flow(persons.placements, before), flow(persons.placements, after)
    if first.at_end != second.at_start:
        return (), {}
    sums = [Sum(flow_name(after, "at_start"), (flow_name(before, "at_end"),))]
    true: dict[Name, int] = {}
    were, are = persons.codes(before), persons.codes(after)
    for split in SPLITS:
        if any(were[split][one] != are[split][one] for one in first.at_end):
            continue
        found, counted = _tie_split(
            split, (before, after), (were[split], are[split]), first, second
        )
        sums += found
        true |= counted
    return tuple(sums), true


def _tie_split(
    split: str,
    quarters: tuple[Period, Period],
    codes: tuple[Mapping[int, str], Mapping[int, str]],
    first: Flow,
    second: Flow,
) -> tuple[list[Sum], dict[Name, int]]:
    before, after = quarters
    measure, text = f"{PEOPLE}.{split}", f"{before}+{after}"
    moved = [
        (_Moved("left", first.ended), codes[0], flow_name(before, "ended")),
        (_Moved("stay", first.at_end), codes[0], flow_name(before, "at_end")),
        (_Moved("came", second.new), codes[1], flow_name(after, "new")),
    ]

    def name(what: str, code: str) -> Name:
        return Name(f"{measure}.{what}", text, code)

    true = {
        name(one.what, code): sum(by[who] == code for who in one.who)
        for one, by, _total in moved
        for code in SPLITS[split]
    }
    sums = [
        Sum(total, tuple(name(one.what, code) for code in SPLITS[split]))
        for one, _by, total in moved
    ]
    for code in SPLITS[split]:
        stays = name("stay", code)
        sums.append(Sum(Name(measure, str(before), code), (name("left", code), stays)))
        sums.append(Sum(Name(measure, str(after), code), (stays, name("came", code))))
    return sums, true
