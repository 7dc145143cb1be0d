"""What a driver says about itself, in Swedish words and numbers."""

from __future__ import annotations

import pytest

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import FixedCost, Grant, GrantPaid, Investment, Loan
from asfdesk.domain.drivers.plan_comparison import DriverDifference
from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.reports.drivers import driver_facts as facts
from asfdesk.reports.drivers.compare_words import difference_words
from asfdesk.reports.drivers.driver_words import every_word, life_words, runs_words

MARCH, JUNE = Month(2027, 3), Month(2027, 6)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.mark.parametrize(
    ("unit", "basis", "said"),
    [
        (PriceUnit.DAY, PriceBasis.ATTENDED, "12.5 places × 320 kr a day · 85.5\u00a0%"),
        (PriceUnit.DAY, PriceBasis.PLACE, "12.5 places × 320 kr a day"),
        (PriceUnit.PLACE_MONTH, PriceBasis.PLACE, "12.5 places × 320 kr a month"),
        (PriceUnit.LUMP_SUM, PriceBasis.PLACE, "320 kr a year"),
        (PriceUnit.RESULT, PriceBasis.ATTENDED, "12.5 results a month × 320 kr"),
    ],
)
def test_a_stream_says_places_and_price(unit: PriceUnit, basis: PriceBasis, said: str) -> None:
    stream = TrainingStream(1, "A", 12_500, 8_550, 32_000, unit=unit, basis=basis)
    assert facts.stream_facts(stream) == said


def test_the_others_say_what_they_are() -> None:
    sale = SalesStream(1, "Café", 46_000_000, 2_550, 3_600, first=MARCH)
    assert facts.sale_facts(sale) == (
        "46\u202f000 a year × 25.50 kr · goods 36\u00a0% · from Mar 2027"
    )
    row = StaffRow(1, StaffRole.SUPERVISOR, "S", 22_500, 3_100_000, last=JUNE)
    assert facts.staff_facts(row) == "2.25 full-time × 31\u202f000 kr · until Jun 2027"
    helped = StaffRow(
        1, StaffRole.SUBSIDISED, "S", 10_000, 0, subsidy=Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000)
    )
    assert facts.staff_facts(helped).endswith("wage support 60\u00a0%")
    rent = FixedCost(1, "Rent", "K20", 3_000_000, index_bp=200)
    assert facts.fixed_facts(rent) == "30\u202f000 kr each month · 2\u00a0% more each January"
    once = FixedCost(1, "Move", "K20", 500_000, every_months=0, first=MARCH)
    assert facts.fixed_facts(once) == "5\u202f000 kr · Mar 2027"
    grant = Grant(1, "G", "I60", 60_000_000, MARCH, JUNE, GrantPaid.ARREARS, 4)
    assert facts.grant_facts(grant) == (
        "600\u202f000 kr · Mar 2027\u2013Jun 2027 · all of it afterwards"
    )
    oven = Investment(1, "Oven", MARCH, 12_000_000, 30)
    assert facts.investment_facts(oven) == (
        "120\u202f000 kr · Mar 2027 · written off over 30 months"
    )
    loan = Loan(1, "L", MARCH, 10_000_000, 650, 60)
    assert facts.loan_facts(loan) == "100\u202f000 kr · Mar 2027 · 6.5\u00a0% over 5 years"
    assert facts.cash_item_facts(CashItem(1, MARCH, -1, "Tax")) == "out, Mar 2027"


def test_assumptions_that_are_not_said_are_not_called_zero() -> None:
    assert facts.cash_premises_facts(Premises()) == "at the start not known · VAT each quarter"
    assert facts.supervision_facts(Premises()) == "trainees per supervisor not said"
    known = Premises(opening_ore=0, ratio_milli=6_500, sick_bp=500)
    assert facts.cash_premises_facts(known).startswith("at the start 0 kr")
    assert facts.supervision_facts(known) == "6.5 trainees per supervisor · sick leave 5\u00a0%"


def test_lengths_and_times() -> None:
    assert (life_words(12), life_words(60), life_words(30)) == ("1 year", "5 years", "30 months")
    assert (every_word(1), every_word(3), every_word(5)) == (
        "Each month",
        "Each quarter",
        "Every 5 months",
    )
    assert runs_words(MARCH, MARCH) == "Mar 2027"
    assert runs_words(None, None) == ""


def test_a_difference_says_both_sides() -> None:
    a = TrainingStream(1, "A", 12_000, 8_500, 32_000)
    b = TrainingStream(7, "A", 14_000, 8_500, 32_000)
    changed = DriverDifference(TrainingStream, "A", a, b)
    assert difference_words(changed) == (
        "12 places × 320 kr a day · 85\u00a0% \u2192 14 places × 320 kr a day · 85\u00a0%"
    )
    gone = DriverDifference(TrainingStream, "A", a, None)
    assert difference_words(gone) == "only in A: 12 places × 320 kr a day · 85\u00a0%"
