"""Random tables, and successive reports about the same people, as an enterprise makes them.

Each story tells what goes out one after the other, and says for every count which kinds of
persons it is: that is what an attacker goes by, apart from the sums that the program works with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.counts import Counts, Earlier, Name, Sum, Table
from asfdesk.domain.sending.disclosure import Protected, protect
from asfdesk.domain.sending.period_ties import tie_periods

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Hashable, Mapping, Sequence

    type_kinds = frozenset[Hashable]
    type_protect = Callable[..., Protected]

MEASURE = "exits"


@dataclass
class Story:
    """What has gone out so far.

    Attributes:
        shown: counts that anybody was shown.
        hidden: counts that were held back.
        exact: counts that one recipient was given exactly.
        kinds: every count, and every difference of counts -> the kinds of persons in it.
        truth: how many persons of each kind there are.
        between: counts that nobody asked for: differences of periods.
        before: how many counts had been shown when a count was first asked for.
    """

    threshold: int
    protect: type_protect = protect
    shown: dict[Name, int] = field(default_factory=dict)
    hidden: dict[Name, int] = field(default_factory=dict)
    exact: dict[Name, int] = field(default_factory=dict)
    kinds: dict[Name, type_kinds] = field(default_factory=dict)
    truth: dict[Hashable, int] = field(default_factory=dict)
    between: list[Name] = field(default_factory=list)
    before: dict[Name, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def publish(
        self, counts: Counts, sums: Sequence[Sum] = (), true: Mapping[Name, int] | None = None
    ) -> None:
        """Something goes out to everybody."""
        held = tuple(self.hidden)
        ties = (*self.sums, *sums)
        readers = [Earlier(dict(self.shown), held, ties, true or {})]
        if self.exact:
            readers.append(Earlier(self.shown | self.exact, held, ties, true or {}))
        protected = self.protect(counts, self.threshold, *readers)
        self.sums += counts.sums
        there = len(self.shown)
        for name, value in counts.values.items():
            shown = protected.value(name)
            self.before.setdefault(name, there)
            if shown is None:
                self.hidden[name] = value
            else:
                self.shown[name] = shown

    def count(self, kinds: type_kinds) -> int:
        """How many persons of some kinds there are."""
        return sum(self.truth[kind] for kind in kinds)


def some(dice: random.Random) -> int:
    """A count as small enterprises have them."""
    kind = dice.random()
    if kind < 0.25:
        return 0
    if kind < 0.6:
        return dice.randint(1, 4)
    return dice.randint(5, 9) if kind < 0.85 else dice.randint(10, 40)


def _codes(dice: random.Random, most: int, letter: str) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(dice.randint(2, most)))


def _shape(dice: random.Random) -> tuple[tuple[str, ...], ...]:
    if dice.random() < 0.5:
        return (_codes(dice, 7, "a"),)
    return (_codes(dice, 4, "a"), _codes(dice, 4, "b"))


def one_table(dice: random.Random, story: Story) -> None:
    """One table, with one or two dimensions and all its margins."""
    one = dice.random() < 0.4
    dimensions = (_codes(dice, 8, "a"),) if one else (_codes(dice, 6, "a"), _codes(dice, 6, "b"))
    month = Period.of_month(Month(2026, 1))
    _periods(dice, story, dimensions, [month])


def quarter_and_months(dice: random.Random, story: Story) -> None:
    """Some of a quarter's months, and the quarter, in any order."""
    first = Month(2026, 1)
    given = [Period.of_month(first.plus(number)) for number in range(3)]
    chosen = [*dice.sample(given, dice.randint(1, 3)), Period.of_quarter(2026, 1)]
    dice.shuffle(chosen)
    _periods(dice, story, _shape(dice), chosen)


def so_far(dice: random.Random, story: Story) -> None:
    """The year so far, month after month."""
    first, months = Month(2026, 1), sorted(dice.sample(range(6), dice.randint(2, 3)))
    _periods(dice, story, _shape(dice), [Period.of_months(first, first.plus(n)) for n in months])


def rolling(dice: random.Random, story: Story) -> None:
    """Twelve months that roll by a quarter."""
    first = Month(2025, 1)
    starts = [first.plus(3 * number) for number in range(dice.randint(2, 4))]
    _periods(dice, story, _shape(dice), [Period.of_months(one, one.plus(11)) for one in starts])


def _periods(
    dice: random.Random,
    story: Story,
    dimensions: tuple[tuple[str, ...], ...],
    given: Sequence[Period],
) -> None:
    months = sorted({month for period in given for month in period.months()})
    cells = list(product(*dimensions))
    sparse = len(months) > 4
    for month in months:
        for codes in cells:
            empty = sparse and dice.random() < 0.6
            story.truth[month, codes] = 0 if empty else some(dice)
    before: list[Period] = []
    for period in given:
        before.append(period)
        table = Table(MEASURE, str(period), dimensions, _cells(story, cells, period))
        ties = tie_periods(table, before, lambda piece: _cells(story, cells, piece))
        for name in (*table.counts().values, *ties.true):
            if name not in story.kinds:
                story.kinds[name] = _kinds_of(name, cells, months)
        story.between = list(ties.true)
        story.publish(table.counts(), ties.sums, ties.true)


def _cells(
    story: Story, cells: Sequence[tuple[str, ...]], period: Period
) -> dict[tuple[str, ...], int]:
    return {codes: sum(story.truth[month, codes] for month in period.months()) for codes in cells}


def _kinds_of(
    name: Name, cells: Sequence[tuple[str, ...]], months: Sequence[Month]
) -> frozenset[Hashable]:
    asked = name.cell.split("|") if name.cell else [""] * len(cells[0])
    first, last = _first_last(name.period)
    return frozenset(
        (month, codes)
        for month in months
        if first <= str(month) <= last
        for codes in cells
        if all(want in ("", code) for want, code in zip(asked, codes, strict=True))
    )


def _first_last(text: str) -> tuple[str, str]:
    """The months of a period's text, read without the program."""
    if "_" in text:
        first, last = text.split("_")
        return first[:7], last[:7]
    if "Q" in text:
        quarter = int(text[-1])
        return f"{text[:4]}-{quarter * 3 - 2:02d}", f"{text[:4]}-{quarter * 3:02d}"
    first, _dots, last = text.partition("..")
    return first, last or first


def same_people(dice: random.Random, story: Story) -> None:
    """The same people by one property, by another, then by both; one of them exactly to one."""
    rows, columns = _codes(dice, 4, "a"), _codes(dice, 4, "b")
    for codes in product(rows, columns):
        story.truth[codes] = some(dice)
    whole = Name("people", "2026")
    story.kinds[whole] = frozenset(story.truth)
    by_row = {row: sum(story.truth[row, one] for one in columns) for row in rows}
    by_column = {one: sum(story.truth[row, one] for row in rows) for one in columns}
    first = Table.one_way("sex", "2026", by_row, whole)
    second = Table.one_way("age", "2026", by_column, whole)
    cells: dict[tuple[str, ...], int] = {
        codes: story.truth[codes] for codes in product(rows, columns)
    }
    both = Table("sex.age", "2026", (rows, columns), cells, whole)
    ties = []
    for code in rows:
        kinds = frozenset((code, one) for one in columns)
        story.kinds[first.name(code)] = story.kinds[both.name(code, "")] = kinds
        ties.append(Sum(both.name(code, ""), (first.name(code),)))
    for code in columns:
        kinds = frozenset((row, code) for row in rows)
        story.kinds[second.name(code)] = story.kinds[both.name("", code)] = kinds
        ties.append(Sum(both.name("", code), (second.name(code),)))
    for codes in product(rows, columns):
        story.kinds[both.name(*codes)] = frozenset({codes})
    if dice.random() < 0.4:
        story.exact |= first.counts().values
        story.sums += first.counts().sums
    given = [first.counts(), second.counts(), both.counts()]
    if dice.random() < 0.3:
        given = [Counts.together(given[:2]), given[2]]
    dice.shuffle(given)
    for counts in given:
        story.publish(counts, ties)


def coming_and_going(dice: random.Random, story: Story) -> None:
    """Two quarters' flows: who is there when the first ends begins the second."""
    paths = [
        *product(("old", "new"), ("left",)),
        *product(("old", "new"), ("stays",), ("left", "stays")),
        *product(("later",), ("left", "stays")),
    ]
    for path in paths:
        story.truth[path] = some(dice)
    tests: dict[Name, Callable[[tuple[str, ...]], bool]] = {
        Name("flow", "q1", "start"): lambda p: p[0] == "old",
        Name("flow", "q1", "new"): lambda p: p[0] == "new",
        Name("flow", "q1", "ended"): lambda p: p[1:] == ("left",) and p[0] != "later",
        Name("flow", "q1", "end"): lambda p: p[1] == "stays" and p[0] != "later",
        Name("flow", "q1"): lambda p: p[0] != "later",
        Name("flow", "q2", "start"): lambda p: p[1] == "stays" and p[0] != "later",
        Name("flow", "q2", "new"): lambda p: p[0] == "later",
        Name("flow", "q2", "ended"): lambda p: p[-1] == "left" and (len(p) > 2 or p[0] == "later"),
        Name("flow", "q2", "end"): lambda p: p[-1] == "stays",
        Name("flow", "q2"): lambda p: p[0] == "later" or p[1] == "stays",
    }
    for name, fits in tests.items():
        story.kinds[name] = frozenset(path for path in paths if fits(path))
    for quarter in ("q1", "q2"):
        values = {n: story.count(story.kinds[n]) for n in tests if n.period == quarter}
        whole = Name("flow", quarter)
        sums = [
            Sum(whole, (Name("flow", quarter, one), Name("flow", quarter, other)))
            for one, other in (("start", "new"), ("ended", "end"))
        ]
        link = Sum(Name("flow", "q2", "start"), (Name("flow", "q1", "end"),))
        story.publish(Counts(values, tuple(sums), frozenset({whole})), (link,))


STORIES = (one_table, quarter_and_months, so_far, rolling, same_people, coming_and_going)
