"""What a what-if says, in both languages: exact sentences."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.drivers.levers import Lever, LeverKey, LeverUnit
from asfdesk.domain.drivers.plan_break_even import LossAgain, PlanBreakEven
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.planning.figure import CountRange
from asfdesk.i18n import set_language
from asfdesk.reports.drivers.what_if_words import (
    break_even_headline,
    break_even_sentences,
    lever_name,
    lever_value,
    need_words,
    paid_after_words,
    planned_words,
    so_far_words,
)

OCCUPANCY = Lever(LeverKey.OCCUPANCY, LeverUnit.BASIS_POINTS, 8_500, 0, 10_000, 100)
PLACES = Lever(LeverKey.PLACES, LeverUnit.THOUSANDTHS, 20_000, 0, 40_000, 1_000)
PRICE = Lever(LeverKey.PRICE, LeverUnit.ORE, 320_00, 0, 640_00, 100, PriceUnit.DAY)
SUPERVISORS = Lever(LeverKey.SUPERVISORS, LeverUnit.FULL_TIME, 27_500, 0, 55_000, 2_500)
DAYS = Lever(LeverKey.PAYMENT_DAYS, LeverUnit.DAYS, 30, 0, 120, 5)
SHARE = Lever(LeverKey.SALES_VOLUME, LeverUnit.SHARE_OF_PLAN, 10_000, 5_000, 15_000, 100)

STEPS = PlanBreakEven(
    ranges=(CountRange(19, 19), CountRange(22, None)),
    counted_to=60,
    planned=Fraction(22),
    fixed_ore=0,
    per_place_ore=Fraction(1),
    losses=(LossAgain(CountRange(20, 21), 30_000, 40_000),),
    by_need=True,
)


@pytest.mark.parametrize(
    ("lever", "value", "name", "said", "namn", "sagt"),
    [
        (OCCUPANCY, 8_000, "Occupancy", "80\u00a0%", "Beläggning", "80\u00a0%"),
        (OCCUPANCY, 7_610, "Occupancy", "76.1\u00a0%", "Beläggning", "76,1\u00a0%"),
        (PLACES, 22_000, "Places", "22", "Platser", "22"),
        (PLACES, 20_500, "Places", "20.5", "Platser", "20,5"),
        (PRICE, 335_00, "Price per day", "335 kr", "Pris per dag", "335 kr"),
        (PRICE, 335_50, "Price per day", "335.50 kr", "Pris per dag", "335,50 kr"),
        (SUPERVISORS, 27_500, "Supervisors", "2.75 posts", "Handledare", "2,75 tjänster"),
        (SUPERVISORS, 10_000, "Supervisors", "1 post", "Handledare", "1 tjänst"),
        (DAYS, 30, "Payment", "30 days", "Betalning", "30 dagar"),
        (DAYS, 1, "Payment", "1 day", "Betalning", "1 dag"),
        (SHARE, 9_000, "Sales volume", "90\u00a0%", "Försäljningsvolym", "90\u00a0%"),
    ],
)
def test_a_lever(lever: Lever, value: int, name: str, said: str, namn: str, sagt: str) -> None:
    set_language("en")
    assert (lever_name(lever), lever_value(lever, value)) == (name, said)
    set_language("sv")
    assert (lever_name(lever), lever_value(lever, value)) == (namn, sagt)


def test_what_plan_and_reality_say() -> None:
    def said() -> list[str]:
        return [
            planned_words(OCCUPANCY),
            planned_words(SUPERVISORS),
            so_far_words(Fraction(76, 100)),
            paid_after_words(Fraction(341, 10)),
            need_words(30_000, 30_000, Premises(ratio_milli=6_000)),
            need_words(35_000, 30_000, Premises(ratio_milli=6_500)),
        ]

    set_language("en")
    assert said() == [
        "plan 85\u00a0%",
        "plan 2.75",
        "so far this year 76\u00a0%",
        "paid after 34 on average",
        "3 needed (6 per supervisor)",
        "0.5 missing (6.5 per supervisor)",
    ]
    set_language("sv")
    assert said() == [
        "plan 85\u00a0%",
        "plan 2,75",
        "hittills i år 76\u00a0%",
        "betalas i snitt efter 34",
        "behövs 3 (6 per handledare)",
        "saknas 0,5 (6,5 per handledare)",
    ]


class TestBreakEven:
    """Told as it is."""

    def both(self, found: PlanBreakEven | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        set_language("en")
        english = (break_even_headline(found), *break_even_sentences(found))
        set_language("sv")
        return english, (break_even_headline(found), *break_even_sentences(found))

    def test_one_supervisor_more(self) -> None:
        """The sketch: 20-21 places give a loss again."""
        assert self.both(STEPS) == (
            (
                "19 places",
                "20\u201321 places give a loss again: one more supervisor is needed then.",
                "From 22 places no number gives a loss.",
            ),
            (
                "19 platser",
                "20\u201321 platser ger förlust igen: då behövs en handledare till.",
                "Från 22 platser ger inget antal förlust.",
            ),
        )

    def test_a_part_of_a_supervisor_more(self) -> None:
        loss = LossAgain(CountRange(20, 20), 30_000, 32_500)
        english, swedish = self.both(replace(STEPS, losses=(loss,)))
        assert english[1] == (
            "20 places give a loss again: 3.25 supervisors are needed then, instead of 3."
        )
        assert swedish[1] == (
            "20 platser ger förlust igen: då behövs 3,25 handledartjänster i stället för 3."
        )

    def test_several_losses(self) -> None:
        losses = (
            LossAgain(CountRange(20, 21), 30_000, 32_500),
            LossAgain(CountRange(24, 24), 32_500, 35_000),
            LossAgain(CountRange(26, 26), 35_000, 37_500),
        )
        english, swedish = self.both(replace(STEPS, losses=losses))
        assert english[1] == (
            "20\u201321, 24 and 26 places give a loss again: more supervisors are needed then."
        )
        assert swedish[1] == (
            "20\u201321, 24 och 26 platser ger förlust igen: då behövs fler handledare."
        )

    def test_a_plain_one_needs_no_words(self) -> None:
        plain = replace(STEPS, ranges=(CountRange(19, None),), losses=())
        assert self.both(plain) == (("19 places",), ("19 platser",))

    def test_never(self) -> None:
        never = replace(STEPS, ranges=(), losses=())
        assert self.both(never) == (
            ("\u2013", "No number of places up to 60 covers the costs."),
            ("\u2013", "Inget antal platser upp till 60 täcker kostnaderna."),
        )

    def test_always(self) -> None:
        always = replace(STEPS, ranges=(CountRange(1, None),), losses=())
        english, swedish = self.both(always)
        assert english == ("1 place", "The costs are covered from one place up.")
        assert swedish == ("1 plats", "Kostnaderna täcks redan från en plats.")

    def test_only_so_far_as_was_counted(self) -> None:
        english, swedish = self.both(replace(STEPS, ranges=(CountRange(19, 60),), losses=()))
        assert english == ("19 places", "Counted up to 60 places.")
        assert swedish == ("19 platser", "Räknat upp till 60 platser.")

    def test_too_many(self) -> None:
        english, swedish = self.both(replace(STEPS, ranges=(CountRange(8, 8),), losses=()))
        assert english[1] == "More than 8 places give a loss: each costs more than it brings."
        assert swedish[1] == ("Fler än 8 platser ger förlust: var och en kostar mer än den ger.")

    def test_without_a_ratio(self) -> None:
        plain = replace(STEPS, ranges=(CountRange(19, None),), losses=(), by_need=False)
        english, swedish = self.both(plain)
        assert english[1] == "Reckoned with the plan’s supervisors, however many the places are."
        assert swedish[1] == "Räknat med planens handledare, hur många platserna än är."

    def test_no_places(self) -> None:
        assert self.both(None) == (
            ("\u2013", "No places are sold in this year."),
            ("\u2013", "Inga platser säljs det här året."),
        )
