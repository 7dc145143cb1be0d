"""The opening balance of a plan beside that of the books; how it has been so far."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.period import Month
from asfdesk.domain.sales.invoicing import Invoice
from asfdesk.services.drivers.opening_cash import opening_in_books
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.drivers.what_if_facts import WhatIfFacts, start_what_if, what_if_facts
from tests.bookroom import add_plan, add_stream, add_year, book
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
FRIDAY = 5
JANUARY = Month(2026, 1)
OPENING = [(0, "IB", "1910", 5), (0, "IB", "1930", 145), (0, "IB", "2440", -40)]


class TestOpening:
    """Accounts 1900-1999 when the plan begins."""

    def test_the_year_s_own_opening_balances(self, session: WriteSession) -> None:
        book(session, add_year(session), {"1930": [7]}, OPENING)
        assert opening_in_books(session, JANUARY) == 150_00

    def test_else_the_month_end_before(self, session: WriteSession) -> None:
        """2025 begins with 150 and takes in 10 in January, 2 in December: 162."""
        year = add_year(session, date(2025, 1, 1), date(2025, 12, 31))
        book(session, year, {"1930": [10, *[0] * 10, 2], "2440": [-1] * 12}, OPENING)
        add_year(session)
        assert opening_in_books(session, JANUARY) == 162_00

    def test_books_that_do_not_reach_it(self, session: WriteSession) -> None:
        year = add_year(session, date(2025, 1, 1), date(2025, 12, 31))
        book(session, year, {"1930": [10]}, OPENING)
        assert opening_in_books(session, JANUARY) is None

    def test_without_books(self, session: WriteSession) -> None:
        add_year(session)
        assert opening_in_books(session, JANUARY) is None


class TestFacts:
    """How it has been."""

    def test_nothing_is_known_of_an_empty_file(self, session: WriteSession) -> None:
        assert what_if_facts(session, TODAY) == WhatIfFacts(None, None)

    def test_a_plan_without_agreements_begins_at_its_own_values(
        self, session: WriteSession
    ) -> None:
        plan_id = add_plan(session, add_year(session), {"K20": -30}, approved=False)
        add_stream(session, plan_id)
        plan = session.plans.plan(plan_id)
        assert plan is not None
        found = start_what_if(session, model_of(session, plan), JANUARY, TODAY)
        assert found.facts.occupancy is None
        assert found.what_if.plan.years[0].result_ore == 819_264_00 - 12 * 30_00
        assert "K20" in [line.code for line in found.lines]

    def test_the_year_that_is_shown_is_looked_at(self, session: WriteSession) -> None:
        plan_id = add_plan(session, add_year(session), {"K20": -30}, approved=False)
        plan = session.plans.plan(plan_id)
        assert plan is not None
        found = start_what_if(session, model_of(session, plan), Month(2030, 1), TODAY)
        assert found.what_if.months == range(12)

    def test_occupancy_of_the_whole_months_of_the_year(self, session: WriteSession) -> None:
        """Two places sold: 40 place-days in January, 40 in February; ten delivered: 12,5 %."""
        add_year(session)
        agreement = add_agreement(session)
        terms = Terms(
            0, agreement, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 2_000
        )
        with session.writer.action("terms.add", ("agreements",)):
            session.agreements.add_terms(agreement, terms)
        placement = add_placement(session, agreement, first=date(2026, 2, 1))
        with session.writer.action("attendance.set", ("attendance",)):
            for number in range(2, 14):
                day = date(2026, 2, number)
                if day.isoweekday() <= FRIDAY:
                    session.attendance.put(AttendanceEntry(placement, day, 360, 360))
        assert what_if_facts(session, date(2026, 3, 10)).occupancy == Fraction(10, 80)

    def test_days_until_payment_of_at_least_three_invoices(self, session: WriteSession) -> None:
        """28, 30 and 44 days: 34. One that was paid two years ago is not counted."""
        add_year(session)
        agreement = add_agreement(session)
        for waited in (28, 30):
            self.pay(session, agreement, waited)
        assert what_if_facts(session, TODAY).paid_after is None
        self.pay(session, agreement, 44)
        self.pay(session, agreement, 99, date(2024, 10, 1))
        assert what_if_facts(session, TODAY).paid_after == 34

    def pay(
        self,
        session: WriteSession,
        agreement: int,
        waited: int,
        paid_on: date = date(2026, 10, 1),
    ) -> None:
        """Note an invoice that was paid after so many days."""
        sent = paid_on - timedelta(days=waited)
        made = Invoice(0, agreement, Month(2026, 8), str(waited), sent, 100_00, paid_on=paid_on)
        with session.writer.action("invoice.add", ("agreements",)):
            session.invoices.add_invoice(made)
