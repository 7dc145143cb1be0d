"""Every price model across pauses, prolongations and new terms inside a month, by hand.

October 2026 begins on a Thursday and has 22 working days:
1-2, 5-9, 12-16, 19-23, 26-30 (2 + 5 + 5 + 5 + 5).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.agreements import Agreement, Terms
from asfdesk.domain.codes import (
    AttendanceCode,
    ExitGroup,
    Form,
    PlacementStatus,
    PriceBasis,
    PriceUnit,
    ReferringBody,
)
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.money import round_half_up, round_together
from asfdesk.domain.people.decisions import Decision, Pause
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule
from asfdesk.domain.period import Month
from asfdesk.domain.sales.billing import bill

if TYPE_CHECKING:
    from asfdesk.domain.sales.billing import BillingRow

OCTOBER = Month(2026, 10)
YEAR = date(2026, 1, 1)
Entries = dict[tuple[int, date], tuple[AttendanceEntry, ...]]


def weekday(day: date) -> bool:
    return day.isoweekday() < 6


def october(day: int) -> date:
    return date(2026, 10, day)


def terms(unit: PriceUnit, basis: PriceBasis, price: int, **more: object) -> Terms:
    made = Terms(1, 1, YEAR, unit, basis, price, 2000)
    return replace(made, **more)  # type: ignore[arg-type]


def agreement(*of: Terms) -> Agreement:
    return Agreement(1, 1, "Avtal", Form.DAY_ACTIVITY_LSS, YEAR, date(2026, 12, 31), terms=of)


def placement(minutes: int = 360, **more: object) -> Placement:
    week = {day: DaySlot(minutes) for day in range(1, 6)}
    made = Placement(
        1,
        1,
        1,
        Form.DAY_ACTIVITY_LSS,
        ReferringBody.MUNICIPALITY,
        YEAR,
        date(2026, 12, 31),
        schedules=(Schedule(1, 1, YEAR, 7500, week),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def filled(
    minutes: dict[int, int] | None = None, code: dict[int, AttendanceCode] | None = None
) -> Entries:
    """October attended 6 h a day, but for the days of the month with other minutes."""
    other, codes = minutes or {}, code or {}
    return {
        (1, day): (AttendanceEntry(1, day, 360, other.get(day.day, 360), codes.get(day.day)),)
        for day in OCTOBER.days()
        if weekday(day)
    }


def billed(
    of: Agreement, who: Placement | None = None, entries: Entries | None = None
) -> list[BillingRow]:
    return bill(
        of, [who] if who else [], filled() if entries is None else entries, OCTOBER, weekday
    )


def test_whole_half_and_part_days_at_a_level() -> None:
    # Level 3 pays 800 kr a whole day, half days half, part days (up to 2 h) a quarter.
    # 22 days: 1 October 2 h (part), 2 October 4 h (half: the limit itself), 20 whole days.
    # 20 + 0.5 + 0.25 = 20.75 x 800 = 16 600 kr.
    at_level = terms(
        PriceUnit.LEVEL_DAY,
        PriceBasis.ATTENDED,
        0,
        level_prices_ore={3: 80_000},
        part_day_bp=2500,
        part_day_limit_minutes=120,
    )
    (row,) = billed(agreement(at_level), placement(level=3), filled({1: 120, 2: 240}))
    assert row.units.payable == Fraction(83, 4)
    assert row.amount_ore == 1_660_000


def test_without_part_days_two_hours_are_a_half_day() -> None:
    at_level = terms(PriceUnit.LEVEL_DAY, PriceBasis.ATTENDED, 0, level_prices_ore={3: 80_000})
    (row,) = billed(agreement(at_level), placement(level=3), filled({1: 120}))
    assert row.amount_ore == 1_720_000  # 21.5 x 800


def test_a_booked_part_of_a_day_that_was_missed_is_paid_by_its_share() -> None:
    # Booked 6 h = a whole day; attended 2 h = a quarter with code F, paid to 40 %:
    # missed 0.75, paid 0.3, unpaid 0.45; payable 22 - 0.45 = 21.55 x 800 = 17 240 kr.
    at_level = terms(
        PriceUnit.LEVEL_DAY,
        PriceBasis.BOOKED,
        0,
        level_prices_ore={3: 80_000},
        part_day_bp=2500,
        part_day_limit_minutes=120,
        payable={AttendanceCode.NOTIFIED: 4000},
    )
    (row,) = billed(
        agreement(at_level),
        placement(level=3),
        filled({1: 120}, {1: AttendanceCode.NOTIFIED}),
    )
    assert row.units.unpaid_absence == Fraction(9, 20)
    assert row.units.payable == Fraction(431, 20)
    assert row.amount_ore == 1_724_000


@pytest.mark.parametrize("basis", [PriceBasis.ATTENDED, PriceBasis.BOOKED])
def test_a_pause_inside_the_month_is_neither_booked_nor_paid(basis: PriceBasis) -> None:
    # Paused 8-16 October: 8, 9, 12-16 = 7 of 22 days. 15 days x 320 = 4 800 kr, although rows of
    # attendance stand on the paused days too.
    paused = placement(pauses=(Pause(1, 1, october(8), october(16)),))
    (row,) = billed(agreement(terms(PriceUnit.DAY, basis, 32_000)), paused)
    assert row.units.booked == 15
    assert row.amount_ore == 480_000


def test_a_gap_before_a_prolongation_is_not_paid_and_the_prolongation_is() -> None:
    # First decision to 9 October, prolonged from 15 October (registered late, on the 20th):
    # 1-2, 5-9 = 7 days and 15-16, 19-23, 26-30 = 12 days: 19 x 320 = 6 080 kr.
    first = Decision(1, 1, DecisionKind.FIRST, YEAR, october(9), YEAR)
    later = Decision(2, 1, DecisionKind.PROLONGED, october(15), date(2026, 12, 31), october(20))
    who = placement(decisions=(first, later))
    (row,) = billed(agreement(terms(PriceUnit.DAY, PriceBasis.BOOKED, 32_000)), who)
    assert row.units.booked == 19
    assert row.amount_ore == 608_000


def test_new_price_pause_and_prolongation_in_one_month() -> None:
    # 320 kr to 14 October, 335 kr from the 15th; paused 12-16; first decision to the 21st,
    # prolonged without a gap from the 22nd. Before the 15th: 1-2, 5-9 = 7 days (12-14 paused);
    # after: 19-23, 26-30 = 10 days (15-16 paused). 7 x 320 + 10 x 335 = 2 240 + 3 350 = 5 590 kr.
    early = terms(PriceUnit.DAY, PriceBasis.ATTENDED, 32_000)
    late = replace(early, id=2, valid_from=october(15), price_ore=33_500)
    first = Decision(1, 1, DecisionKind.FIRST, YEAR, october(21), YEAR)
    more = Decision(2, 1, DecisionKind.PROLONGED, october(22), date(2026, 12, 31), october(22))
    who = placement(decisions=(first, more), pauses=(Pause(1, 1, october(12), october(16)),))
    rows = billed(agreement(early, late), who)
    assert [(row.units.payable, row.amount_ore) for row in rows] == [(7, 224_000), (10, 335_000)]


def test_absence_rules_change_with_the_terms_too() -> None:
    # F is unpaid to 14 October and paid to half after. Absent F on the 1st and the 15th:
    # 10 days before, 9 paid = 2 880 kr; 12 after, 11.5 paid x 320 = 3 680 kr.
    early = terms(PriceUnit.DAY, PriceBasis.ATTENDED, 32_000)
    late = replace(early, id=2, valid_from=october(15), payable={AttendanceCode.NOTIFIED: 5000})
    away = filled({1: 0, 15: 0}, {1: AttendanceCode.NOTIFIED, 15: AttendanceCode.NOTIFIED})
    rows = billed(agreement(early, late), placement(), away)
    assert [row.amount_ore for row in rows] == [288_000, 368_000]
    assert rows[1].units.paid_absence == Fraction(1, 2)


def test_parts_of_a_place_month_sum_to_the_month() -> None:
    # 1 place at 1 000,00 kr in three sets of terms that differ in VAT only: 1-7 Oct = 5 days,
    # 8-20 Oct = 9 days, 21-31 Oct = 8 days. 227,2727…, 409,0909…, 363,6363… kr: rounded one by
    # one they would make 227,27 + 409,09 + 363,64 = 1 000,00; at 1 000,01 kr the parts are
    # 227,2750, 409,0950, 363,6400: alone 227,28 + 409,10 + 363,64 = 1 000,02, one öre too much.
    # Together: floors 227,27 + 409,09 + 363,64 = 1 000,00; the missing öre goes to the first of
    # the two equal remainders.
    first = replace(
        terms(PriceUnit.PLACE_MONTH, PriceBasis.PLACE, 100_001), places_milli=1000, vat_bp=2500
    )
    second = replace(first, id=2, valid_from=october(8), vat_bp=0)
    third = replace(first, id=3, valid_from=october(21), vat_bp=600)
    rows = billed(agreement(first, second, third))
    assert [row.amount_ore for row in rows] == [22_728, 40_909, 36_364]
    assert sum(row.amount_ore for row in rows) == 100_001


def test_booked_place_months_follow_pause_and_exit() -> None:
    # 9 000 kr a place-month; 22 working days; paused 5-9 October (5 days), left 23 October
    # (26-30 not booked, 5 days): 12 of 22 days = 4 909,09 kr.
    who = placement(
        pauses=(Pause(1, 1, october(5), october(9)),), exit=Exit(october(23), ExitGroup.BACK)
    )
    price = terms(PriceUnit.PLACE_MONTH, PriceBasis.BOOKED, 900_000)
    (row,) = billed(agreement(price), who)
    assert row.units.booked == Fraction(12, 22)
    assert row.amount_ore == 490_909


def test_a_lump_sum_that_changes_in_mid_month() -> None:
    # 120 000 a year to 14 October, 180 000 after: twelfths 10 000 and 15 000 kr.
    # 10 of 22 days: 4 545,4545…; 12 of 22: 8 181,8181…: together 12 727,2727… = 12 727,27.
    early = terms(PriceUnit.LUMP_SUM, PriceBasis.PLACE, 12_000_000)
    late = replace(early, id=2, valid_from=october(15), price_ore=18_000_000)
    rows = billed(agreement(early, late))
    assert [row.amount_ore for row in rows] == [454_545, 818_182]
    assert sum(row.amount_ore for row in rows) == 1_272_727


def test_a_month_kept_closed_still_pays_places_and_sums() -> None:
    # No working day in the month: the shares go by days. 1-14 October = 14 of 31 days.
    sums = terms(PriceUnit.LUMP_SUM, PriceBasis.PLACE, 12_000_000)
    (row,) = bill(agreement(sums), [], {}, OCTOBER, lambda _day: False)
    assert row.amount_ore == 1_000_000
    month = replace(terms(PriceUnit.PLACE_MONTH, PriceBasis.PLACE, 310_000), places_milli=1000)
    ending = replace(agreement(month), ends_on=october(14))
    (row,) = bill(ending, [], {}, OCTOBER, lambda _day: False)
    assert row.amount_ore == 140_000  # 3 100 x 14/31


def test_a_result_fee_says_what_it_is_paid_for_and_by_which_price() -> None:
    # Left for work on the 15th, the day the new fee begins: 15 000, not 12 000 kr.
    early = terms(PriceUnit.RESULT, PriceBasis.ATTENDED, 1_200_000)
    late = replace(early, id=2, valid_from=october(15), price_ore=1_500_000)
    who = placement(exit=Exit(october(15), ExitGroup.STUDIES))
    (row,) = billed(agreement(early, late), who)
    assert (row.amount_ore, row.result_on, row.result_group) == (
        1_500_000,
        october(15),
        ExitGroup.STUDIES,
    )


@pytest.mark.parametrize("status", [PlacementStatus.MISREGISTERED, PlacementStatus.REQUESTED])
def test_what_was_never_a_placement_owes_nothing(status: PlacementStatus) -> None:
    day = terms(PriceUnit.DAY, PriceBasis.BOOKED, 32_000)
    assert billed(agreement(day), placement(status=status)) == []
    fee = terms(PriceUnit.RESULT, PriceBasis.ATTENDED, 32_000)
    gone = placement(status=status, exit=Exit(october(9), ExitGroup.WORK))
    assert billed(agreement(fee), gone) == []


def test_hours_of_two_activities_on_one_day() -> None:
    # 2 October: 3 h and 2 h; the other 21 days 6 h: 126 + 5 = 131 h x 118 = 15 458 kr.
    entries = filled()
    entries[1, october(2)] = (
        AttendanceEntry(1, october(2), 360, 180),
        AttendanceEntry(1, october(2), 0, 120, activity="Kurs"),
    )
    (row,) = billed(
        agreement(terms(PriceUnit.HOUR, PriceBasis.ATTENDED, 11_800)), placement(), entries
    )
    assert row.units.attended == 131
    assert row.amount_ore == 1_545_800


MINUTES = st.integers(0, 600)
CODES = st.sampled_from([None, *AttendanceCode])


@given(
    st.sampled_from(
        [
            PriceUnit.DAY,
            PriceUnit.HALF_DAY,
            PriceUnit.HOUR,
            PriceUnit.LEVEL_DAY,
            PriceUnit.PLACE_MONTH,
        ]
    ),
    st.sampled_from([PriceBasis.ATTENDED, PriceBasis.BOOKED]),
    st.dictionaries(st.integers(1, 31), st.tuples(MINUTES, MINUTES, CODES)),
    st.dictionaries(st.sampled_from(list(AttendanceCode)), st.integers(0, 10_000)),
)
def test_units_hang_together_whatever_is_written(
    unit: PriceUnit,
    basis: PriceBasis,
    days: dict[int, tuple[int, int, AttendanceCode | None]],
    payable: dict[AttendanceCode, int],
) -> None:
    entries: Entries = {
        (1, october(day)): (AttendanceEntry(1, october(day), planned, here, code),)
        for day, (planned, here, code) in days.items()
    }
    of = agreement(
        terms(unit, basis, 31_999, payable=payable, part_day_bp=2500, part_day_limit_minutes=100)
    )
    for row in billed(of, placement(), entries):
        u = row.units
        assert u.attended == (u.booked - u.unfilled - u.paid_absence - u.unpaid_absence + u.extra)
        expected = u.booked - u.unpaid_absence
        if basis is PriceBasis.ATTENDED:
            expected += u.extra - u.unfilled
        assert u.payable == expected
        assert min(u.booked, u.attended, u.paid_absence, u.unpaid_absence, u.payable) >= 0
        assert row.amount_ore == round_half_up(u.payable * row.unit_price_ore)


@given(st.lists(st.fractions(min_value=-1000, max_value=1000, max_denominator=97), min_size=1))
def test_parts_rounded_together_sum_to_the_rounded_sum(values: list[Fraction]) -> None:
    parts = round_together(values)
    assert sum(parts) == round_half_up(sum(values, Fraction(0)))
    assert all(abs(part - value) < 1 for part, value in zip(parts, values, strict=True))
