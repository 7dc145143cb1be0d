"""A plan begins empty, from last year's actuals, or from another plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.codes import Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.streams import StreamChange
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.period import Month, Period
from asfdesk.domain.plan import PlanStatus, ValueSource
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, StartFrom, start_plan
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.hours.manage_supervisors import SupervisorFacts, add_supervisor
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.manage_fiscal_years import set_books_through
from tests.bookroom import T1, add_plan, add_stream, add_year, book
from tests.workshop import add_placement

if TYPE_CHECKING:
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 12, 15)
JANUARY = Month(2027, 1)


def newest(session: WriteSession) -> Plan:
    return max(session.plans.plans(), key=lambda plan: plan.id)


def started(session: WriteSession, **changes: object) -> Plan:
    start = replace(PlanStart(NEXT_YEAR), **changes)  # type: ignore[arg-type]
    start_plan(session, start, TODAY)
    return newest(session)


def test_three_years_are_made_where_they_are_missing(session: WriteSession) -> None:
    add_year(session)
    plan = started(session, years=3, name=" Tillväxt ")
    labels = [year.label for year in session.enterprise.fiscal_years()]
    assert labels == ["2026", "2027", "2028", "2029"]
    assert (plan.years, plan.name, plan.version) == (3, "Tillväxt", 1)
    start = session.enterprise.fiscal_year(plan.fiscal_year_id)
    assert start is not None
    assert start.label == "2027"
    assert session.plans.values(plan.id) == []


def test_a_plan_and_its_years_are_one_step(
    session: WriteSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_year(session)
    steps = len(session.writer.undo_steps())
    started(session, years=3)
    assert len(session.writer.undo_steps()) == steps + 1
    session.writer.undo()
    assert session.plans.plans() == []
    assert [year.label for year in session.enterprise.fiscal_years()] == ["2026"]

    def fail(_plan: Plan) -> int:
        raise RefusedError("full")

    monkeypatch.setattr(session.plans, "add_plan", fail)
    with pytest.raises(RefusedError):
        started(session, years=3)
    assert [year.label for year in session.enterprise.fiscal_years()] == ["2026"]


def test_the_origin_says_which_months_were_planned(session: WriteSession) -> None:
    set_language("en")
    year_id = add_year(session, through="2026-10")
    add_plan(session, year_id, {"K20": -1_000})
    book(session, year_id, {"5010": [1_000] * 10})
    plan = started(session, start=StartFrom.LAST_YEAR)
    assert plan.assumptions == (
        "Begun with the actuals of 2026-01\u20132026-10 and the plan of 2026-11\u20132026-12."
    )
    set_books_through(session, year_id, Month(2026, 11))
    plan = started(session, start=StartFrom.LAST_YEAR, year_id=plan.fiscal_year_id)
    assert plan.assumptions == (
        "Begun with the actuals of 2026-01\u20132026-11 and the plan of 2026-12."
    )
    set_books_through(session, year_id, Month(2026, 12))
    plan = started(session, start=StartFrom.LAST_YEAR, year_id=plan.fiscal_year_id)
    assert plan.assumptions == "Begun with the actuals of 2026-01 to 2026-12."
    set_books_through(session, year_id, None)
    plan = started(session, start=StartFrom.LAST_YEAR, year_id=plan.fiscal_year_id)
    assert plan.assumptions == "Begun with the plan of 2026-01\u20132026-12."


def test_an_empty_file_gets_the_year_it_is_in(session: WriteSession) -> None:
    plan = started(session, years=2)
    labels = [year.label for year in session.enterprise.fiscal_years()]
    assert (labels, plan.years) == (["2026", "2027"], 2)


def test_a_plan_that_begins_in_a_year_that_is_there_adds_what_follows(
    session: WriteSession,
) -> None:
    broken = add_year(session, date(2026, 3, 1), date(2027, 6, 30))
    plan = started(session, year_id=broken, years=2)
    assert plan.fiscal_year_id == broken
    assert [year.label for year in session.enterprise.fiscal_years()] == ["2026/2027", "2027/2028"]
    with pytest.raises(InvalidInputError):
        started(session, year_id=broken, years=4)
    with pytest.raises(RefusedError):
        started(session, year_id=77)


def test_without_actuals_nothing_is_added(session: WriteSession) -> None:
    add_year(session)
    with pytest.raises(RefusedError):
        started(session, start=StartFrom.LAST_YEAR, years=3)
    assert len(session.enterprise.fiscal_years()) == 1
    assert session.plans.plans() == []


def a_year_of_books(session: WriteSession) -> None:
    """2026: sales with season, goods, rent each month, audit once, interest, staff, training."""
    year_id = add_year(session, through="2026-12")
    with session.writer.action("map_rule.add", ("mapping",)):
        session.plans.seed_lines()
        session.mapping.add_rule(MapRule(20, "3041", "3041", None, None, "I10"))
        session.mapping.add_rule(MapRule(20, "7210", "7210", None, None, "K41"))
    season = [-50, -55, -70, -90, -110, -95, -40, -60, -85, -90, -100, -155]
    book(
        session,
        year_id,
        {
            "3001": [1_000 * one for one in season],
            "3041": [-60_000] * 12,
            "3987": [0, -30_000, 0, 0, -30_000, 0, 0, -30_000, 0, 0, -30_000, 0],
            "4010": [-400 * one for one in season],
            "5010": [27_500, 27_500, 27_500, 27_500, 28_500, 28_500, 28_500, 28_500, 28_500,
                     28_500, 28_500, 28_500],
            "6421": [0, 0, 0, 0, 0, 24_000, 0, 0, 0, 0, 0, 0],
            "7210": [60_000] * 12,
            "7410": [2_700] * 12,
            "7510": [30_000] * 12,
            "7832": [4_600] * 12,
            "8410": [0, 0, 2_120, 0, 0, 2_120, 0, 0, 2_120, 0, 0, 2_120],
        },
    )  # fmt: skip


def add_agreement(session: WriteSession) -> int:
    """Lillby: 12 places, 320 kr a day from 2026, 340 kr from April 2027, until June 2028."""
    with session.writer.action("agreement.add", ("agreements",)):
        buyer = session.agreements.add_buyer(Buyer(0, "Lillby kommun", PayerKind.MUNICIPALITY))
        agreement = Agreement(
            0, buyer, "LOV Lillby", Form.WORK_TRAINING, date(2026, 1, 1), date(2028, 6, 30),
            project="P25",
        )  # fmt: skip
        agreement_id = session.agreements.add_agreement(agreement)
        for first, price in ((date(2026, 1, 1), 320_00), (date(2027, 4, 1), 340_00)):
            terms = Terms(0, agreement_id, first, PriceUnit.DAY, PriceBasis.ATTENDED, price, 12_000)
            session.agreements.add_terms(agreement_id, terms)
    return agreement_id


def attend(session: WriteSession, agreement: int, people: int) -> None:
    """So many trainees on every working day of 2026 up to November."""
    days = list(work_calendar(session).worked_days(Period(date(2026, 1, 1), date(2026, 11, 30))))
    for number in range(people):
        placement = add_placement(session, agreement, number + 1)
        with session.writer.action("attendance.put", ("attendance",)):
            for one in days:
                session.attendance.put(AttendanceEntry(placement, one, 360, 360))


def test_last_year_becomes_drivers_and_the_rest_amounts(session: WriteSession) -> None:
    a_year_of_books(session)
    attend(session, add_agreement(session), 9)
    for fte, cost in ((10_000, 300_00), (5_000, 200_00)):
        facts = SupervisorFacts("Åsa", date(2026, 1, 1), None, date(2026, 1, 1), fte, cost)
        add_supervisor(session, facts)
    plan = started(session, start=StartFrom.LAST_YEAR, years=3)
    amounts = session.plans.amounts(plan.id)
    (stream,) = session.drivers.streams(plan.id)
    # 9 of 12 places were paid for: 75 %. The price rises in April, and the agreement ends in June.
    assert (stream.places_milli, stream.occupancy_bp, stream.price_ore) == (12_000, 7_500, 320_00)
    assert stream.changes == (StreamChange(Month(2027, 4), 12_000, 7_500, 340_00),)
    assert (stream.first, stream.last, stream.project) == (None, Month(2028, 6), "P25")
    assert stream.seeded
    assert amounts["I10"][JANUARY] == 9 * 19 * 320_00
    assert amounts["I10"][Month(2028, 7)] == 0
    (sale,) = session.drivers.sales(plan.id)
    assert (sale.cogs_bp, sale.seeded) == (4_000, True)
    assert [amounts["I20"][Month(2028, number)] for number in (1, 7, 12)] == [
        50_000_00, 40_000_00, 155_000_00,
    ]  # fmt: skip
    assert amounts["K10"][Month(2029, 12)] == -62_000_00
    full, half = session.drivers.staff(plan.id)
    # 60 000 kr by 10 000 x 300 and 5 000 x 200: three quarters and one, of half a post.
    assert (full.monthly_pay_ore, half.monthly_pay_ore) == (45_000_00, 30_000_00)
    assert (full.name, half.name) == ("Handledare 1", "Handledare 2")
    assert amounts["K41"][JANUARY] == -60_000_00
    assert "Åsa" not in repr((full, half))
    # Of 30 000 a month the rows give 31,42 %, 24,26 % of 4,5 % and 0,48 % of 45 000 and 15 000.
    given = 14_846_27 + 4_948_76
    rest = next(one for one in session.drivers.fixed(plan.id) if one.line_code == "K43")
    assert rest.amount_ore == 30_000_00 - given
    assert sum(amounts["K43"][JANUARY.plus(at)] for at in range(12)) == -12 * 30_000_00
    rent = next(one for one in session.drivers.fixed(plan.id) if one.line_code == "K20")
    assert (rent.amount_ore, rent.every_months, rent.vat_bp, rent.seeded) == (
        2_816_667, 1, 0, True,
    )  # fmt: skip
    grants = next(one for one in session.drivers.fixed(plan.id) if one.line_code == "I52")
    assert (grants.amount_ore, grants.every_months, grants.first) == (
        30_000_00, 3, Month(2027, 2),
    )  # fmt: skip
    kept = {v.line_code for v in session.plans.values(plan.id) if v.source is ValueSource.COPIED}
    assert kept == {"F20", "K35", "K50"}
    assert amounts["K50"][Month(2029, 12)] == -4_600_00
    assert amounts["F20"] == {
        Month(year, month): -2_120_00 for year in (2027, 2028, 2029) for month in (3, 6, 9, 12)
    }
    assert "2026-01" in plan.assumptions
    session.writer.undo()
    assert session.plans.plans() == []


def test_what_no_driver_can_tell_stays_as_costs(session: WriteSession) -> None:
    a_year_of_books(session)
    plan = started(session, start=StartFrom.LAST_YEAR)
    amounts = session.plans.amounts(plan.id)
    assert (session.drivers.streams(plan.id), session.drivers.staff(plan.id)) == ((), ())
    fixed = {one.line_code: one.amount_ore for one in session.drivers.fixed(plan.id)}
    assert (fixed["I10"], fixed["K41"], fixed["K43"]) == (60_000_00, 60_000_00, 30_000_00)
    assert amounts["I10"][JANUARY] == 60_000_00


def test_a_sixteen_month_year_takes_the_twelve_before_it(session: WriteSession) -> None:
    year_id = add_year(session, date(2026, 3, 1), date(2027, 2, 28), through="2027-02")
    book(session, year_id, {"8410": [100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50]})
    long = add_year(session, date(2027, 3, 1), date(2028, 6, 30))
    plan = started(session, year_id=long, start=StartFrom.LAST_YEAR)
    assert session.plans.amounts(plan.id)["F20"] == {
        Month(2027, 3): -100_00, Month(2028, 2): -50_00, Month(2028, 3): -100_00,
    }  # fmt: skip


def test_next_years_plan_from_this_years(session: WriteSession) -> None:
    source = add_plan(session, add_year(session), {}, approved=False)
    dearer = StreamChange(Month(2026, 7), 14_000, 9_000, 33_000)
    add_stream(session, source, replace(T1, changes=(dearer,)))
    add_stream(session, source, replace(T1, name="Slutar", last=Month(2026, 6)))
    add_driver(session, source, FixedCost(0, "Hyra", "K20", 100_00, index_bp=1_000))
    set_amounts(session, source, {("I80", Month(2026, 5)): 700})
    set_premises(session, source, Premises(opening_ore=1, ratio_milli=6_000))
    plan = started(session, start=StartFrom.PLAN, plan_id=source)
    (stream,) = session.drivers.streams(plan.id)
    assert (stream.places_milli, stream.price_ore, stream.changes) == (14_000, 33_000, ())
    amounts = session.plans.amounts(plan.id)
    assert amounts["K20"][JANUARY] == -110_00
    assert amounts["I80"] == {Month(2027, 5): 700}
    assert session.drivers.premises(plan.id) == Premises(ratio_milli=6_000)
    assert (plan.based_on_id, plan.status) == (source, PlanStatus.DRAFT)
    with pytest.raises(RefusedError):
        started(session, start=StartFrom.PLAN, plan_id=77)
