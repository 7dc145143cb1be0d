"""Corrections of invoiced months, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.period import Month
from asfdesk.domain.sales.billing import BillingRow, Units
from asfdesk.domain.sales.invoicing import (
    Basis,
    Invoice,
    InvoicedRow,
    InvoiceStanding,
    as_invoiced,
    differences,
    next_basis,
)
from asfdesk.domain.sending_codes import InvoiceKind

MARCH, APRIL, MAY = Month(2026, 3), Month(2026, 4), Month(2026, 5)
TERMS = Terms(1, 1, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 2000)


def row(placement: int | None, days: int | Fraction, price: int = 32_000) -> BillingRow:
    units = Units(payable=Fraction(days))
    return BillingRow(1, TERMS, units, price, int(days * price), placement)


def invoice(month: Month, *rows: InvoicedRow, amount: int | None = None) -> Invoice:
    total = sum(one.amount_ore for one in rows) if amount is None else amount
    return Invoice(1, 1, month, "1001", date(2026, 4, 2), total, date(2026, 5, 2), rows=rows)


def test_a_changed_day_becomes_one_credit_row() -> None:
    # 20 days invoiced of March, 17 after the correction: -3 days x 320 = -960 kr.
    invoiced = as_invoiced(MARCH, [row(1, 20), row(2, 22)])
    (found,) = differences(invoiced, {MARCH: [row(1, 17), row(2, 22)]})
    assert (found.month, found.placement_id) == (MARCH, 1)
    assert (found.units, found.amount_ore) == (-3, -96_000)


def test_a_changed_price_takes_back_and_puts_in_place() -> None:
    # 20 x 320 taken back, 20 x 335 instead: -6 400 + 6 700 = +300 kr.
    found = differences(as_invoiced(MARCH, [row(1, 20)]), {MARCH: [row(1, 20, 33_500)]})
    assert [(one.unit_price_ore, one.amount_ore) for one in found] == [
        (32_000, -640_000),
        (33_500, 670_000),
    ]


def test_what_was_corrected_once_is_not_corrected_again() -> None:
    corrected = InvoicedRow(
        MARCH, 1, date(2026, 1, 1), PriceUnit.DAY, 32_000, Fraction(-3), -96_000
    )
    invoiced = (*as_invoiced(MARCH, [row(1, 20)]), *as_invoiced(APRIL, [row(1, 19)]), corrected)
    assert differences(invoiced, {MARCH: [row(1, 17)]}) == ()


def test_a_month_that_is_not_compared_stays_as_it_was_invoiced() -> None:
    assert differences(as_invoiced(MARCH, [row(1, 20)]), {}) == ()


def test_a_new_trainee_and_one_who_was_never_there() -> None:
    found = differences(as_invoiced(MARCH, [row(1, 20)]), {MARCH: [row(3, 5)]})
    assert [(one.placement_id, one.amount_ore) for one in found] == [(1, -640_000), (3, 160_000)]


def test_the_next_basis_follows_the_latest_invoice() -> None:
    assert next_basis([]) is None
    assert next_basis([invoice(MARCH), invoice(APRIL)]) == MAY


def test_what_an_invoice_says_of_each_month() -> None:
    # April's own 19 x 320 = 6 080, March corrected by -960; the invoice says 5 119,60.
    carried = InvoicedRow(MARCH, 1, date(2026, 1, 1), PriceUnit.DAY, 32_000, Fraction(-3), -96_000)
    one = invoice(APRIL, *as_invoiced(APRIL, [row(1, 19)]), carried, amount=511_960)
    assert one.beside_rows_ore == -40
    assert one.ore_of(APRIL) == 607_960
    assert one.ore_of(MARCH) == -96_000
    assert one.ore_of(APRIL) + one.ore_of(MARCH) == one.amount_ore


def test_a_basis_adds_what_it_carries() -> None:
    carried = as_invoiced(MARCH, [row(1, -3)])
    basis = Basis(1, APRIL, (row(1, 19),), carried)
    assert (basis.own_ore, basis.carried_ore, basis.ore) == (608_000, -96_000, 512_000)
    assert [one.month for one in basis.to_invoice()] == [APRIL, MARCH]


def test_where_an_invoice_stands() -> None:
    one = invoice(MARCH, amount=100_00)  # due 2 May
    assert one.standing(date(2026, 4, 24), 7) is InvoiceStanding.OPEN
    assert one.standing(date(2026, 4, 25), 7) is InvoiceStanding.DUE_SOON
    assert one.standing(date(2026, 5, 2), 7) is InvoiceStanding.DUE_SOON
    assert one.standing(date(2026, 5, 3), 7) is InvoiceStanding.OVERDUE
    assert one.kind is InvoiceKind.INVOICE
    credit = invoice(MARCH, amount=-100_00)
    assert credit.kind is InvoiceKind.CREDIT
    assert credit.standing(date(2026, 6, 1), 7) is InvoiceStanding.OPEN


DAYS = st.dictionaries(st.integers(1, 4), st.integers(0, 23), min_size=1)
PRICE = st.sampled_from([32_000, 33_500])


@given(st.lists(st.tuples(DAYS, PRICE), min_size=2, max_size=5))
def test_however_often_a_month_is_corrected_the_invoices_sum_to_what_holds(
    versions: list[tuple[dict[int, int], int]],
) -> None:
    invoiced: tuple[InvoicedRow, ...] = ()
    for days, price in versions:
        now = [row(who, count, price) for who, count in days.items()]
        invoiced += differences(invoiced, {MARCH: now})
        assert sum(one.amount_ore for one in invoiced) == sum(one.amount_ore for one in now)
        assert differences(invoiced, {MARCH: now}) == ()
