"""What is expected beside year to date: typed, invoices that are not booked, support paid later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.codes import Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.hours.attendance import MonthState, MonthStatus
from asfdesk.domain.period import Month
from asfdesk.domain.planning.expected import ExpectedItem, ExpectedSource
from asfdesk.domain.sales.invoicing import Invoice
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.expected import expected
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.note_expected import (
    change_expected,
    note_expected,
    remove_expected,
    set_sold_volumes,
    settle_expected,
)
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.services.drivers.expected import Expected
    from asfdesk.services.session import WriteSession

FEBRUARY, MARCH = Month(2026, 2), Month(2026, 3)
TODAY = date(2026, 4, 10)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def seen(session: WriteSession, month: Month = MARCH) -> Expected:
    year = session.enterprise.fiscal_years()[0]
    return expected(session, follow_up(session, year, month))


@pytest.fixture
def year(session: WriteSession) -> int:
    year_id = add_year(session, through="2026-03")
    with session.writer.action("rule.add", ("mapping",)):
        session.plans.seed_lines()
        session.mapping.add_rule(MapRule(20, "3051", "3051", None, None, "I10"))
    return year_id


def lump_agreement(session: WriteSession) -> int:
    """720 000 kr a year: 60 000 kr each month, whoever comes."""
    with session.writer.action("agreement.add", ("agreements",)):
        buyer = session.agreements.add_buyer(Buyer(0, "Lillby kommun", PayerKind.MUNICIPALITY))
        agreement = session.agreements.add_agreement(
            Agreement(0, buyer, "Sysselsättning", Form.WORK_TRAINING, date(2026, 1, 1))
        )
        terms = Terms(
            0, agreement, date(2026, 1, 1), PriceUnit.LUMP_SUM, PriceBasis.PLACE, 72_000_000, 5_000
        )
        session.agreements.add_terms(agreement, terms)
        for month in (1, 2, 3):
            session.attendance.set_state(
                MonthState(Month(2026, month), MonthStatus.LOCKED, 1), TODAY
            )
    return agreement


def invoice(session: WriteSession, agreement: int, month: Month, day: date) -> None:
    with session.writer.action("invoice.note", ("invoices",)):
        session.invoices.add_invoice(
            Invoice(0, agreement, month, f"F{month.number}", day, 6_000_000, basis_version=1)
        )


def typed(session: WriteSession, kronor: int = -6_200, month: Month = MARCH) -> ExpectedItem:
    item = ExpectedItem(0, "K30", month, kronor * 100, "Elräkningen", TODAY)
    note_expected(session, item)
    return session.expected.items()[-1]


def test_what_is_typed_stands_beside_its_months_until_it_is_booked(
    session: WriteSession, year: int
) -> None:
    book(session, year, {"5420": [1_000, 1_000, 1_000]})
    item = typed(session)
    assert seen(session).ore(("K30",)) == -620_000
    assert seen(session, FEBRUARY).items == ()
    settle_expected(session, item, date(2026, 4, 12))
    # Booked in April: beside March it still stands.
    assert [one.name for one in seen(session).items] == ["Elräkningen"]
    settled = replace(item, settled_on=date(2026, 3, 31))
    change = settle_expected(session, settled, date(2026, 3, 31))
    assert change
    assert seen(session).items == ()
    assert len(seen(session).settled) == 1
    remove_expected(session, item.id)
    assert session.expected.items() == []


def test_nothing_changes_the_actual(session: WriteSession, year: int) -> None:
    book(session, year, {"5420": [1_000, 1_000, 1_000]})
    typed(session)
    view = follow_up(session, session.enterprise.fiscal_years()[0], MARCH)
    assert view.result is not None
    assert view.result.figures.to_date.actual_ore == -300_000


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"amount_ore": 0}, "amount"),
        ({"line_code": "X9"}, "line"),
        ({"month": Month(2031, 1)}, "month"),
    ],
)
def test_what_cannot_be_right_is_refused(
    session: WriteSession, year: int, wrong: dict[str, object], field: str
) -> None:
    assert year
    right = ExpectedItem(0, "K30", MARCH, -100, "El", TODAY)
    with pytest.raises(InvalidInputError) as caught:
        note_expected(session, replace(right, **wrong))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert session.expected.items() == []


def test_a_change_without_change_is_no_step(session: WriteSession, year: int) -> None:
    assert year
    item = typed(session)
    assert change_expected(session, item) == frozenset()
    assert change_expected(session, replace(item, amount_ore=-1))
    assert session.expected.items()[0].amount_ore == -1
    with pytest.raises(InvalidInputError):
        settle_expected(session, item, date(2026, 2, 28))


def test_an_invoice_dated_after_the_last_closed_month_is_expected(
    session: WriteSession, year: int
) -> None:
    agreement = lump_agreement(session)
    book(session, year, {"3051": [-60_000, -60_000]})
    for month, day in ((1, date(2026, 1, 31)), (2, date(2026, 2, 28)), (3, date(2026, 4, 5))):
        invoice(session, agreement, Month(2026, month), day)
    (item,) = seen(session).items
    assert (item.month, item.amount_ore, item.source) == (MARCH, 6_000_000, ExpectedSource.INVOICE)
    assert item.name == "Lillby kommun, Sysselsättning: invoice F3, 2026-04-05"
    # Seen from February everything is there.
    assert seen(session, FEBRUARY).items == ()


def test_a_locked_month_without_an_invoice_is_expected_until_the_books_hold_it(
    session: WriteSession, year: int
) -> None:
    lump_agreement(session)
    book(session, year, {"3051": [-60_000, -60_000]})
    (item,) = seen(session).items
    assert item.name == "Lillby kommun, Sysselsättning: not invoiced"
    assert (item.month, item.amount_ore) == (MARCH, 6_000_000)
    book(session, year, {"3051": [-60_000, -60_000, -59_000]})
    # 1 000 kr too little is a deviation, nothing to wait for.
    assert seen(session).items == ()


def test_what_was_worked_out_can_be_said_not_to_come(session: WriteSession, year: int) -> None:
    lump_agreement(session)
    book(session, year, {"3051": [-60_000, -60_000]})
    (item,) = seen(session).items
    settle_expected(session, item, date(2026, 4, 12))
    assert [one.source for one in seen(session).settled] == [ExpectedSource.INVOICE]
    assert seen(session).items == ()


def test_an_unlocked_month_is_not_expected(session: WriteSession, year: int) -> None:
    lump_agreement(session)
    with session.writer.action("attendance.reopen", ("attendance",)):
        session.attendance.set_state(MonthState(MARCH, MonthStatus.REOPENED, 1), TODAY)
    book(session, year, {"3051": [-60_000, -60_000]})
    assert seen(session).items == ()


def test_support_that_is_paid_a_month_later_is_expected(session: WriteSession, year: int) -> None:
    plan = add_plan(session, year, {}, approved=False)
    subsidy = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000, delay_months=1)
    row = StaffRow(0, StaffRole.SUBSIDISED, "Medarbetare", 10_000, 26_000_00, subsidy=subsidy,
                   holiday_bp=0, pension_bp=0, insurance_bp=0)  # fmt: skip
    add_driver(session, plan, row)
    book(session, year, {"3988": [0, -15_770, -15_770]})
    (item,) = seen(session).items
    # T3: 20 000 x 1,3142 x 60 % = 15 770,40 a month; three planned, two booked.
    assert (item.line_code, item.month, item.amount_ore) == ("I40", MARCH, 1_577_040)
    assert item.source is ExpectedSource.SUPPORT
    book(session, year, {"3988": [-15_770, -15_770, -15_770]})
    assert seen(session).items == ()


def test_volumes_are_typed_by_month_and_emptied(session: WriteSession, year: int) -> None:
    assert year
    assert set_sold_volumes(session, "I20", "Lunch", {FEBRUARY: 1_200_000, MARCH: None})
    assert set_sold_volumes(session, "I20", "Lunch", {FEBRUARY: 1_200_000}) == frozenset()
    assert [(one.month, one.volume_milli) for one in session.expected.volumes("I20")] == [
        (FEBRUARY, 1_200_000)
    ]
    set_sold_volumes(session, "I20", "Lunch", {FEBRUARY: None})
    assert session.expected.volumes() == []
    with pytest.raises(InvalidInputError):
        set_sold_volumes(session, "I20", "Lunch", {MARCH: -1})
