"""What is paid, in the same words everywhere; the sums are worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from asfdesk.domain.agreements import Agreement, Terms, bases_of
from asfdesk.domain.codes import AttendanceCode, Form, PriceBasis, PriceUnit
from asfdesk.domain.people.placements import DaySlot
from asfdesk.domain.sales.billed_time import absence_share_bp
from asfdesk.i18n import set_language
from asfdesk.reports.hours.week_words import week_words
from asfdesk.reports.sales.terms_words import (
    counts_absence,
    kronor,
    payment_words,
    places_word,
    price_word,
)

AGREEMENT = Agreement(1, 1, "A", Form.WORK_TRAINING, date(2026, 1, 1), place_day_minutes=420)
DAY = Terms(1, 1, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_050, 2_500)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.mark.parametrize("unit", PriceUnit)
def test_every_price_can_be_said(unit: PriceUnit) -> None:
    said = [
        price_word(replace(DAY, unit=unit, basis=basis, level_prices_ore={1: 43_900}))
        for basis in bases_of(unit)
    ]
    assert len(set(said)) == len(bases_of(unit))
    assert all("kr" in sentence and "%" + "(" not in sentence for sentence in said)


def test_a_full_house_is_places_times_price() -> None:
    # 2.5 places x 320.50 = 801.25; per hour x 7 hours = 5 608.75; half days twice = 1 602.50.
    assert "801.25 kr a working day" in payment_words(DAY, AGREEMENT)[1]
    hour = replace(DAY, unit=PriceUnit.HOUR)
    assert "5\u202f608.75 kr" in payment_words(hour, AGREEMENT)[1]
    half = replace(DAY, unit=PriceUnit.HALF_DAY)
    assert "1\u202f602.50 kr" in payment_words(half, AGREEMENT)[1]
    month = replace(DAY, unit=PriceUnit.PLACE_MONTH, basis=PriceBasis.PLACE)
    assert payment_words(month, AGREEMENT)[1].endswith("at most 801.25 kr a month.")


def test_absence_is_said_as_it_is_billed() -> None:
    assert "Absence is not paid." in payment_words(DAY, AGREEMENT)
    booked = replace(DAY, basis=PriceBasis.BOOKED)
    assert absence_share_bp(booked, AttendanceCode.NOTIFIED) == 10_000
    assert absence_share_bp(booked, AttendanceCode.CLOSED) == 0
    everything = replace(booked, payable={AttendanceCode.CLOSED: 10_000})
    assert "Absence is paid as if the trainee had come." in payment_words(everything, AGREEMENT)
    some = replace(DAY, payable={AttendanceCode.NOTIFIED: 5_000, AttendanceCode.LEAVE: 0})
    words = " ".join(payment_words(some, AGREEMENT))
    assert "Of absence is paid: notified absence 50\u00a0%. Other absence is not paid." in words


def test_places_and_sums_do_not_ask_about_absence() -> None:
    assert counts_absence(DAY)
    assert not counts_absence(replace(DAY, basis=PriceBasis.PLACE))
    assert not counts_absence(replace(DAY, unit=PriceUnit.RESULT))
    said = payment_words(replace(DAY, unit=PriceUnit.LUMP_SUM, basis=PriceBasis.PLACE), AGREEMENT)
    assert said == ["320.50 kr a year, a twelfth each month.", "No VAT is added."]


def test_vat_and_levels_are_said() -> None:
    level = replace(DAY, unit=PriceUnit.LEVEL_DAY, level_prices_ore={3: 77_100, 1: 43_900})
    said = payment_words(replace(level, vat_bp=2_500, half_day_bp=6_000), AGREEMENT)
    assert said[0] == (
        "439 kr at level 1, 771 kr at level 3 for each attended day. "
        "A half day pays 60\u00a0% of it."
    )
    assert said[-1] == "VAT of 25\u00a0% is added."


@pytest.mark.parametrize(
    ("milli", "word"), [(5_000, "5"), (2_500, "2.5"), (1_250, "1.25"), (333, "0.333"), (0, "0")]
)
def test_places_have_no_needless_decimals(milli: int, word: str) -> None:
    assert places_word(milli) == word


def test_kronor_show_ore_only_when_there_are_some() -> None:
    assert kronor(32_000) == "320"
    assert kronor(32_050) == "320.50"


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ({}, ""),
        ({day: DaySlot(360, 540) for day in range(1, 6)}, "Mon–Fri 6 h from 9.00"),
        ({1: DaySlot(240), 2: DaySlot(240), 4: DaySlot(90)}, "Mon, Tue 4 h, Thu 1.5 h"),
        ({5: DaySlot(240), 1: DaySlot(240), 3: DaySlot(0)}, "Mon 4 h, Fri 4 h"),
        ({1: DaySlot(240, 510), 2: DaySlot(240)}, "Mon 4 h from 8.30, Tue 4 h"),
    ],
)
def test_a_week_is_said_briefly(week: dict[int, DaySlot], words: str) -> None:
    assert week_words(week) == words
