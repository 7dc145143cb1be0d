"""Words between sold and booked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT
from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.sales.booked_sales import BookingRule
from asfdesk.domain.sales.invoicing import InvoiceStanding
from asfdesk.domain.sales.sales_chain import Gap, GapReason, Step
from asfdesk.i18n import set_language
from asfdesk.reports.sales.sales_words import (
    gap_sentence,
    gap_title,
    rule_word,
    standing_word,
    step_word,
    units_word,
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.mark.parametrize(
    ("units", "unit", "said"),
    [
        (Fraction(1), PriceUnit.DAY, "1 day"),
        (Fraction(12), PriceUnit.LEVEL_DAY, "12 days"),
        (Fraction(15, 2), PriceUnit.HOUR, "7.5 hours"),
        (Fraction(12, 22), PriceUnit.PLACE_MONTH, "0.55 place-months"),
        (Fraction(1), PriceUnit.HALF_DAY, "1 half day"),
    ],
)
def test_units_without_needless_decimals(units: Fraction, unit: PriceUnit, said: str) -> None:
    assert units_word(units, unit) == said


@pytest.mark.parametrize("reason", list(GapReason))
def test_every_reason_has_a_title_and_a_sentence(reason: GapReason) -> None:
    gap = Gap(Step.BOOKED, reason, -100, Fraction(2), PriceUnit.DAY, "3001")
    assert gap_title(gap)
    assert "%" not in gap_title(gap) + gap_sentence(gap)
    assert gap_sentence(gap)


def test_a_sentence_names_units_or_the_account() -> None:
    missed = Gap(Step.DELIVERED, GapReason.ABSENCE, -64_000, Fraction(2), PriceUnit.DAY)
    assert gap_sentence(missed) == "2 days of absence that the buyer does not pay"
    moved = Gap(Step.BOOKED, GapReason.OTHER_ACCOUNT, -1, detail="3001")
    assert gap_sentence(moved) == "An invoice of this very amount is booked on account 3001"


def test_steps_standings_and_rules_have_words() -> None:
    assert len({step_word(step) for step in Step}) == len(Step)
    assert len({standing_word(one) for one in InvoiceStanding}) == len(InvoiceStanding)
    assert rule_word(BookingRule(PROJECT, "P25", "I10"), "") == "project P25"
    assert rule_word(BookingRule(COST_CENTRE, "20", "I10"), "") == "cost centre 20"
    assert rule_word(BookingRule(0, "I10", "I10"), "Training") == "plan line Training"
