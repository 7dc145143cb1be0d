"""Nobody can work out a small count from all that has gone out, however it is combined."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from unittest import mock

from asfdesk.domain.sending import disclosure
from asfdesk.domain.sending.counts import Earlier
from tests.faults.proof import Counts, Order, Proof, Tally, Twin
from tests.faults.stories import STORIES, Story
from tests.faults.table_attack import Attack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.sending.counts import Counts as Asked
    from asfdesk.domain.sending.counts import Name
    from asfdesk.domain.sending.disclosure import Protected
    from tests.faults.stories import type_protect

THRESHOLDS = (3, 5, 5, 5, 10)


def run(order: Order) -> Counts:
    """Every round one story, attacked after everything has gone out."""
    return _attack_all(order, disclosure.protect)


def _attack_all(order: Order, protect: type_protect) -> Counts:
    tally = Tally("worked out", "shown though small", "not the same twice")
    for number in range(order.rounds):
        tally.rounds += 1
        tell = STORIES[number % len(STORIES)]
        stories = []
        for _again in range(2 if number % 20 == 0 else 1):
            dice = random.Random(order.seed + number)  # noqa: S311 - the same tables every time
            story = Story(dice.choice(THRESHOLDS), protect)
            tell(dice, story)
            stories.append(story)
        if any(one.shown != story.shown for one in stories):
            tally.wrong("not the same twice", tell.__name__)
        _judge(tally, tell.__name__, story)
    return tally.counts()


def _judge(tally: Tally, told: str, story: Story) -> None:
    tally.seen["shown"] += len(story.shown)
    tally.seen["hidden"] += len(story.hidden)
    for name, value in story.shown.items():
        if 0 < value < story.threshold:
            tally.wrong("shown though small", f"{told}: {name}")
    _attack(tally, told, story, {})
    if story.exact:
        _attack(tally, f"{told}, knowing more", story, story.exact)


def _attack(tally: Tally, told: str, story: Story, more: Mapping[Name, int]) -> None:
    """Everything that was shown, by somebody who knew more from the beginning.

    What he could tell without an output is not its doing; who knows no more can tell nothing.
    """
    attack = _of_kinds(story, {**story.shown, **more})
    for name in (*story.hidden, *story.between):
        kinds = story.kinds[name]
        if name not in story.hidden and not 0 < story.count(kinds) < story.threshold:
            continue
        tally.seen["attacked"] += 1
        wanted = story.threshold
        if more:
            then = dict(list(story.shown.items())[: story.before.get(name, 0)])
            before = _of_kinds(story, {**then, **more})
            while not before.leaves(kinds, wanted):
                wanted -= 1
        if not attack.leaves(kinds, wanted):
            tally.wrong("worked out", f"{told}: {name}")


def _of_kinds(story: Story, known: Mapping[Name, int]) -> Attack:
    return Attack({story.kinds[name]: value for name, value in known.items()})


# -- twins ------------------------------------------------------------------------------------


def _without_company(order: Order) -> Counts:
    """Small counts are hidden, and nothing to keep them company."""
    with mock.patch.object(disclosure._Search, "_hide_company", return_value=[]):
        return run(order)


def _without_memory(order: Order) -> Counts:
    """Each output by itself, as if nothing had gone out before."""

    def protect(counts: Asked, threshold: int, *_readers: Earlier) -> Protected:
        return disclosure.protect(counts, threshold)

    return _attack_all(order, protect)


PROOFS = (
    Proof(
        "disclosure",
        "10,000 tables and series of reports, attacked by linear programming: every hidden count"
        " is left with at least the threshold's number of values",
        run,
        full=10_000,
        short=72,
        twins=(
            Twin("without-company", _without_company, 18),
            Twin("without-memory", _without_memory, 30),
        ),
    ),
)
