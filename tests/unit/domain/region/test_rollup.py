"""A region put together, by hand."""

from __future__ import annotations

from fractions import Fraction

from asfdesk.domain.codes import Sex
from asfdesk.domain.region.publication import TOGETHER, enough, publish
from asfdesk.domain.region.quarters import Figure, Sent
from asfdesk.domain.region.rollup import by_part, roll_up
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.packages import State
from tests.region import BODIES, QUARTER, figures


def sent(n: int) -> Sent:
    found = {one.key: Figure(one.unit, one.value, one.state) for one in figures(n)}
    return Sent(str(n), f"F{n}", f"Kommun {n % 5}", BODIES[n % 3], found)


def without_exact(one: Sent) -> Sent:
    left = {key: value for key, value in one.figures.items() if not key.startswith("exact.")}
    return Sent(one.org_number, one.name, one.municipality, one.coordination, left)


def test_targets_are_shares_of_all_exits_of_those_who_tell() -> None:
    # n = 1, 2, 8: 1, 2 and 1 to work, 1 each to studies, 2 nearer, 3 back.
    found = roll_up([sent(1), sent(2), sent(8), without_exact(sent(3))])
    assert (found.work.part, found.work.whole, found.work.known, found.work.hidden) == (7, 22, 3, 1)
    assert found.work.share == Fraction(7, 22)
    assert (found.nearer.part, found.nearer.whole) == (6, 22)


def test_places_buyers_and_cash() -> None:
    found = roll_up([sent(n) for n in (2, 50, 100, 101, 150)])
    assert (found.places_sold, found.places_created) == (403_000, 2_500)
    # 4 020, 4 500, 5 000, 5 010 and 5 500 hundredths of a per cent: two are over a half.
    assert found.dependent == (2, 5)
    # 101 says nothing; 1.002, 1.05, 1.1 and 1.15 months are all under two.
    assert found.short == (4, 4)


def test_a_ratio_has_no_sum() -> None:
    found = roll_up([sent(1), sent(2)])
    assert found.figure("trainees.unique").adds
    assert not found.figure("economy.liquidity_months").adds
    assert not found.figure("economy.own_sales_share").adds
    assert found.figure("outcomes.nearer").spread is None


def test_parts_come_in_order_and_the_unsaid_last() -> None:
    unsaid = Sent("9", "F9", "", "", {})
    found = by_part([unsaid, sent(1), sent(2), sent(4)], lambda one: one.coordination)
    assert [(name, part.enterprises) for name, part in found] == [
        ("HBS", 2),
        ("Roslagen", 1),
        ("", 1),
    ]


def test_parts_with_few_enterprises_are_put_together() -> None:
    names = {"1": "A", "2": "A", "3": "A", "4": "B", "5": "C", "6": "C"}
    assert enough(names) == {
        "1": "A", "2": "A", "3": "A", "4": TOGETHER, "5": TOGETHER, "6": TOGETHER,
    }  # fmt: skip
    few = {"1": "A", "2": "A", "3": "A", "4": "B"}
    assert set(enough(few).values()) == {TOGETHER}


def test_no_small_count_goes_out_and_none_can_be_worked_out() -> None:
    everybody = [sent(n) for n in range(1, 10)]
    found = publish(everybody, QUARTER, lambda one: one.coordination, 5, {})
    shown = {name: value for name, value in found.counts.items() if value is not None}
    assert not any(0 < value < 5 for value in shown.values())
    # 1..6, 0, 1, 2 to work, then 1, 2, 3 and 0 each of nine.
    assert shown[Name("region.exits", str(QUARTER))] == 24 + 9 * 6
    # Three of each part to studies: hidden in every part.
    assert all(found.exits.cells[part, "studier"].value is None for part in found.exits.parts)
    assert found.people.enterprises[""] == 9
    assert shown[Name("region.people", str(QUARTER))] == 45 + 9 * 10
    assert found.people.codes == tuple(one.value for one in Sex)


def test_what_changed_by_a_few_since_it_was_published_is_hidden() -> None:
    everybody = [sent(n) for n in range(1, 13)]
    first = publish(everybody, QUARTER, lambda one: one.coordination, 5, {})
    total = Name("region.exits", str(QUARTER))
    assert first.counts[total] == sum(n % 7 + 6 for n in range(1, 13))
    earlier = dict(first.counts) | {total: (first.counts[total] or 0) - 2}
    again = publish(everybody, QUARTER, lambda one: one.coordination, 5, earlier)
    assert again.counts[total] is None


def test_those_who_hold_back_are_told_as_hidden() -> None:
    found = publish(
        [*(sent(n) for n in range(1, 7)), without_exact(sent(7))],
        QUARTER,
        lambda one: one.coordination,
        5,
        {},
    )
    assert (found.exits.enterprises[""], found.exits.hidden[""]) == (6, 1)
    assert State.HIDDEN == "hidden"


def test_two_enterprises_are_too_few_to_publish() -> None:
    found = publish([sent(1), sent(2)], QUARTER, lambda _one: "A", 5, {})
    assert (found.exits.parts, found.counts) == ((), {})
