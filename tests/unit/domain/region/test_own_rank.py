"""Where one enterprise stands, by hand, and when nothing is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.region.own_rank import own_ranks
from asfdesk.domain.region.quarters import Figure, Sent
from asfdesk.domain.sending.packages import State, Unit

if TYPE_CHECKING:
    from asfdesk.domain.region.own_rank import OwnRank


def firm(at: int, sold: int, people: int | None = None) -> Sent:
    state = State.HIDDEN if people is None else State.SHOWN
    figures = {
        "economy.own_sales_share": Figure(Unit.BP, sold),
        "trainees.unique": Figure(Unit.COUNT, people, state),
        "exact.unique": Figure(Unit.COUNT, 3),
    }
    return Sent(str(at), f"F{at}", "", "", figures)


def rank(sent: list[Sent], key: str, of: str = "2") -> OwnRank:
    return next(one for one in own_ranks(sent, of, 5) if one.key == key)


def test_the_second_of_five_and_the_median() -> None:
    sent = [firm(n, 1_000 * n, 10 + n) for n in range(1, 6)]
    found = rank(sent, "economy.own_sales_share")
    # 2 000 among 1 000 … 5 000: three are higher.
    assert (found.own, found.median, found.place, found.of) == (2_000, 3_000, 4, 5)
    assert rank(sent, "trainees.unique").median == 13


def test_fewer_than_five_tell_nothing() -> None:
    found = rank([firm(n, 1_000 * n) for n in range(1, 5)], "economy.own_sales_share")
    assert (found.own, found.median, found.place, found.of) == (2_000, None, None, None)


def test_exact_counts_of_others_and_small_medians_stay_hidden() -> None:
    hidden = [firm(n, 0) for n in range(1, 8)]
    assert rank(hidden, "trainees.unique").own is None
    small = [firm(n, 0, people) for n, people in enumerate((0, 0, 6, 3, 3, 3, 7))]
    found = rank(small, "trainees.unique")
    assert (found.own, found.median, found.place) == (6, None, 2)


def test_who_sent_nothing_has_no_rank() -> None:
    with pytest.raises(LookupError):
        own_ranks([firm(1, 0)], "9", 5)
