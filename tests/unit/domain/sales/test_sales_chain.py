"""Sold - delivered - invoiced - booked: each difference by hand, and parts that sum to it.

October 2026 has 22 working days; two places at 320 kr sell 2 x 22 x 320 = 14 080 kr.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.agreements import Agreement, Terms
from asfdesk.domain.books.ledger import AccountMonth, VoucherRow
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT, Mapper, MapRule
from asfdesk.domain.codes import AttendanceCode, Form, PriceBasis, PriceUnit, ReferringBody
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.people.placements import DaySlot, Placement, Schedule
from asfdesk.domain.period import Month
from asfdesk.domain.sales.billing import bill
from asfdesk.domain.sales.booked_sales import BookingRule, SalesFinder, booking_rule
from asfdesk.domain.sales.invoicing import Basis, Invoice, as_invoiced
from asfdesk.domain.sales.sales_chain import (
    GapReason,
    Step,
    booked_gaps,
    delivered_gaps,
    invoiced_gaps,
)

if TYPE_CHECKING:
    from fractions import Fraction

OCTOBER = Month(2026, 10)
YEAR = date(2026, 1, 1)
DAY = Terms(1, 1, YEAR, PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 2000)


def weekday(day: date) -> bool:
    return day.isoweekday() < 6


def agreement(*terms: Terms) -> Agreement:
    return Agreement(1, 1, "Avtal", Form.WORK_TRAINING, YEAR, date(2026, 12, 31), terms=terms)


def placement(number: int = 1) -> Placement:
    week = {day: DaySlot(360) for day in range(1, 6)}
    return Placement(
        number,
        number,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        YEAR,
        None,
        schedules=(Schedule(1, number, YEAR, 7500, week),),
        level=3,
    )


def entries(last: int = 31) -> dict[tuple[int, date], tuple[AttendanceEntry, ...]]:
    """Placement 1: away on the 1st (O) and the 2nd (F), there on Saturday the 3rd, else there."""
    away = {1: AttendanceCode.UNNOTIFIED, 2: AttendanceCode.NOTIFIED}
    rows: dict[tuple[int, date], tuple[AttendanceEntry, ...]] = {
        (1, day): (AttendanceEntry(1, day, 360, 0 if day.day in away else 360, away.get(day.day)),)
        for day in OCTOBER.days()
        if weekday(day) and day.day <= last
    }
    saturday = date(2026, 10, 3)
    rows[1, saturday] = (AttendanceEntry(1, saturday, 0, 360),)
    return rows


def gaps_of(
    terms: Terms, last: int = 31
) -> tuple[int, dict[GapReason, tuple[Fraction | None, int]], int]:
    of = agreement(terms)
    rows = bill(of, [placement()], entries(last), OCTOBER, weekday)
    sold, gaps = delivered_gaps(of, rows, OCTOBER, weekday)
    return sold, {g.reason: (g.units, g.ore) for g in gaps}, sum(r.amount_ore for r in rows)


def test_free_places_absence_missing_days_and_a_day_beyond_the_plan() -> None:
    # Sold 44 days, booked 22: 22 free (-7 040). Filled in to the 15th: 29 and 30 … i.e. the days
    # 16, 19-23, 26-30 = 11 are missing (-3 520). Two days away (-640), one Saturday more (+320).
    # Delivered: 22 - 11 - 2 + 1 = 10 days x 320 = 3 200 = 14 080 - 7 040 - 3 520 - 640 + 320.
    sold, gaps, delivered = gaps_of(DAY, last=15)
    assert sold == 1_408_000
    assert gaps == {
        GapReason.FREE_PLACES: (22, -704_000),
        GapReason.UNFILLED: (11, -352_000),
        GapReason.ABSENCE: (2, -64_000),
        GapReason.EXTRA: (1, 32_000),
    }
    assert delivered == 320_000


def test_booked_time_is_delivered_whoever_comes() -> None:
    # Booked pays absence; code O too (100 %). Only the free place differs.
    sold, gaps, delivered = gaps_of(replace(DAY, basis=PriceBasis.BOOKED), last=15)
    assert gaps == {GapReason.FREE_PLACES: (22, -704_000)}
    assert (sold, delivered) == (1_408_000, 704_000)


def test_more_booked_than_sold() -> None:
    # Half a place sold: 11 days = 3 520; 22 booked: 11 more (+3 520); 2 away, 1 extra.
    _sold, gaps, delivered = gaps_of(replace(DAY, places_milli=500))
    assert gaps[GapReason.OVERBOOKED] == (11, 352_000)
    assert delivered == 672_000  # 22 - 2 + 1 = 21 x 320


def test_places_and_sums_deliver_what_they_sell() -> None:
    month = replace(DAY, unit=PriceUnit.PLACE_MONTH, basis=PriceBasis.PLACE, price_ore=900_000)
    assert gaps_of(month) == (1_800_000, {}, 1_800_000)
    lump = replace(DAY, unit=PriceUnit.LUMP_SUM, basis=PriceBasis.PLACE, price_ore=12_000_000)
    assert gaps_of(lump) == (1_000_000, {}, 1_000_000)


def test_days_by_level_sell_what_is_booked() -> None:
    # No place has a price by itself: 22 booked days at 777 kr are sold, two are missed, one more.
    level = replace(DAY, unit=PriceUnit.LEVEL_DAY, price_ore=0, level_prices_ore={3: 77_700})
    sold, gaps, delivered = gaps_of(level)
    assert sold == 22 * 77_700
    assert gaps == {GapReason.ABSENCE: (2, -155_400), GapReason.EXTRA: (1, 77_700)}
    assert delivered == 21 * 77_700


def test_a_month_without_invoice_says_whether_it_could_have_had_one() -> None:
    rows = tuple(bill(agreement(DAY), [placement()], entries(), OCTOBER, weekday))
    basis = Basis(1, OCTOBER, rows)
    (gap,) = invoiced_gaps(basis, 0, locked=True)
    assert (gap.reason, gap.ore) == (GapReason.NOT_INVOICED, -672_000)
    (gap,) = invoiced_gaps(basis, 0, locked=False)
    assert gap.reason is GapReason.MONTH_OPEN
    assert invoiced_gaps(Basis(1, OCTOBER), 0, locked=True) == ()


def test_a_correction_and_another_amount_are_told_apart() -> None:
    # Invoiced 22 days = 7 040, the invoice says 7 040,40; now 21 days hold: +0,40 and +320.
    rows = tuple(bill(agreement(DAY), [placement()], entries(), OCTOBER, weekday))
    more = tuple(replace(row, amount_ore=704_000) for row in as_invoiced(OCTOBER, rows))
    noted = Invoice(1, 1, OCTOBER, "7", date(2026, 11, 2), 704_040, rows=more)
    basis = Basis(1, OCTOBER, rows, invoices=(noted,))
    gaps = {gap.reason: gap.ore for gap in invoiced_gaps(basis, 704_040, locked=True)}
    assert gaps == {GapReason.OTHER_AMOUNT: 40, GapReason.CORRECTED: 32_000}


def test_booked_explains_dates_and_accounts() -> None:
    # October invoiced 6 720, dated in November; September's 5 000 dated in October, of which the
    # books have 3 000 on account 3010 and 1 500 on the line. The rest, 500, cannot be found.
    gaps = booked_gaps(
        672_000,
        150_000,
        dated_elsewhere_ore=672_000,
        dated_here_ore=500_000,
        elsewhere={"3010": 300_000},
    )
    assert [(gap.reason, gap.ore, gap.detail) for gap in gaps] == [
        (GapReason.DATED_ELSEWHERE, -672_000, ""),
        (GapReason.DATED_HERE, 500_000, ""),
        (GapReason.OTHER_ACCOUNT, -300_000, "3010"),
        (GapReason.NOT_BOOKED, -50_000, ""),
    ]
    assert all(gap.step is Step.BOOKED for gap in gaps)


def test_booked_without_an_invoice() -> None:
    (gap,) = booked_gaps(0, 900_000, dated_elsewhere_ore=0, dated_here_ore=0, elsewhere={})
    assert (gap.reason, gap.ore) == (GapReason.NOT_NOTED, 900_000)


UNITS = st.sampled_from([u for u in PriceUnit if u is not PriceUnit.RESULT])
ENTRY = st.tuples(
    st.integers(0, 600), st.integers(0, 600), st.sampled_from([None, *AttendanceCode])
)


@given(
    st.lists(
        st.tuples(
            UNITS, st.sampled_from(list(PriceBasis)), st.integers(1, 99_999), st.integers(0, 3500)
        ),
        min_size=1,
        max_size=3,
    ),
    st.dictionaries(st.integers(1, 31), ENTRY),
    st.integers(-10_000, 2_000_000),
    st.integers(-10_000, 2_000_000),
)
def test_each_steps_gaps_sum_to_its_difference(
    prices: list[tuple[PriceUnit, PriceBasis, int, int]],
    days: dict[int, tuple[int, int, AttendanceCode | None]],
    invoiced: int,
    booked: int,
) -> None:
    terms = [
        Terms(at + 1, 1, date(2026, 10, 1 + 9 * at), unit, basis, price, places)
        for at, (unit, basis, price, places) in enumerate(prices)
    ]
    of = agreement(*terms)
    rows_in = {
        (1, date(2026, 10, day)): (AttendanceEntry(1, date(2026, 10, day), *rest),)
        for day, rest in days.items()
    }
    rows = tuple(bill(of, [placement()], rows_in, OCTOBER, weekday))
    sold, gaps = delivered_gaps(of, rows, OCTOBER, weekday)
    delivered = sum(row.amount_ore for row in rows)
    assert sold + sum(gap.ore for gap in gaps) == delivered
    assert all(gap.ore for gap in gaps)
    basis = Basis(1, OCTOBER, rows)
    more = invoiced_gaps(basis, invoiced, locked=True)
    assert delivered + sum(gap.ore for gap in more) == invoiced
    last = booked_gaps(
        invoiced, booked, dated_elsewhere_ore=5, dated_here_ore=7, elsewhere={"3001": 11}
    )
    assert invoiced + sum(gap.ore for gap in last) == booked


def test_books_are_searched_by_project_then_cost_centre_then_line() -> None:
    plain = agreement(DAY)
    with_code = replace(plain, project="P25")
    assert booking_rule(with_code, {"P25"}, {"P25"}) == BookingRule(PROJECT, "P25", "I10")
    assert booking_rule(with_code, (), {"P25"}) == BookingRule(COST_CENTRE, "P25", "I10")
    assert booking_rule(with_code, {"P26"}, ()) == BookingRule(0, "I10", "I10")


def test_what_bears_a_code_is_not_counted_on_the_line_too() -> None:
    # 3041 belongs to I10: 4 000 without a code, 1 000 with project P25; 5010 is a cost.
    mapper = Mapper([MapRule(1, "3041", "3041", None, None, "I10")])
    line, project = BookingRule(0, "I10", "I10"), BookingRule(PROJECT, "P25", "I10")
    finder = SalesFinder(frozenset({line, project}), mapper)
    rows = [
        AccountMonth("3041", OCTOBER, -400_000),
        AccountMonth("3041", OCTOBER, -100_000, project="P25"),
        AccountMonth("3001", OCTOBER, -70_000, project="P25"),
        AccountMonth("3985", OCTOBER, -5_500_000, project="P25"),  # a grant, on I51
        AccountMonth("5010", OCTOBER, 90_000, project="P25"),
        AccountMonth("3001", OCTOBER, -50_000),
    ]
    booked = finder.booked(rows)
    assert (booked[line].ore, booked[line].accounts) == (400_000, ("3041",))
    assert (booked[project].ore, booked[project].accounts) == (170_000, ("3001", "3041"))


def test_an_invoice_is_found_on_another_account_once() -> None:
    line = BookingRule(0, "I10", "I10")
    finder = SalesFinder(frozenset({line}), Mapper([MapRule(1, "3041", "3041", None, None, "I10")]))
    day = date(2026, 10, 30)
    postings = [
        VoucherRow("A", "1", day, "3001", -640_000),
        VoucherRow("A", "2", day, "3041", -320_000),
    ]
    invoices = [
        Invoice(n, 1, OCTOBER, str(n), day, ore)
        for n, ore in ((1, 640_000), (2, 640_000), (3, 320_000))
    ]
    assert finder.elsewhere(line, invoices, postings) == {"3001": 640_000}
