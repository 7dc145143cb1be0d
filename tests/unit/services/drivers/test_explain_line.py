"""A row explained: T2 with real agreements, attendance and books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.codes import Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.decomposition import OreEffects
from asfdesk.i18n import set_language
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.planning.follow_up import follow_up
from tests.bookroom import T1, add_plan, add_stream, add_year, book
from tests.workshop import add_placement

if TYPE_CHECKING:
    from asfdesk.services.drivers.explain_line import Explanation
    from asfdesk.services.session import WriteSession

JANUARY = Month(2026, 1)
STREAM = TrainingStream(0, "Lillby", 12_000, 8_500, 32_000)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def add_agreement(session: WriteSession, places: int, price_kr: int) -> int:
    with session.writer.action("agreement.add", ("agreements",)):
        buyer = session.agreements.add_buyer(Buyer(0, "Lillby kommun", PayerKind.MUNICIPALITY))
        agreement = session.agreements.add_agreement(
            Agreement(0, buyer, "Lillby", Form.WORK_TRAINING, date(2026, 1, 1))
        )
        session.agreements.add_terms(
            agreement,
            Terms(
                0,
                agreement,
                date(2026, 1, 1),
                PriceUnit.DAY,
                PriceBasis.ATTENDED,
                price_kr * 100,
                places * 1000,
            ),
        )
    return agreement


def attend(session: WriteSession, agreement: int, delivered: int) -> None:
    """So many attended days in January, from as few trainees as can."""
    days = list(work_calendar(session).worked_days(Period.of_month(JANUARY)))
    number = 0
    while delivered > 0:
        number += 1
        placement = add_placement(session, agreement, number)
        with session.writer.action("attendance.put", ("attendance",)):
            for day in days[:delivered]:
                session.attendance.put(AttendanceEntry(placement, day, 360, 300))
        delivered -= len(days)


def explained(session: WriteSession, key: str = "I10") -> Explanation:
    year = session.enterprise.fiscal_years()[0]
    view = follow_up(session, year, JANUARY)
    row = next(row for row in view.rows if row.row.key == key)
    return explain(session, view, row)


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    year_id = add_year(session, through="2026-01")
    plan = add_plan(session, year_id, {"K20": -30_000}, approved=False)
    with session.writer.action("rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "3051", "3051", None, None, "I10"))
    book(session, year_id, {"3051": [-70_350], "5010": [20_000], "5060": [11_000]})
    return plan


def test_t2_with_the_plans_drivers(session: WriteSession, plan_id: int) -> None:
    add_stream(session, plan_id)
    approve_plan(session, plan_id, date(2026, 1, 2))
    attend(session, add_agreement(session, 14, 335), 210)
    found = explained(session)
    assert found.training is not None
    assert found.training.effects == OreEffects(1_088_000, 0, -896_000, 315_000)
    assert found.headline == "Income was 5\u202f070 kr higher than the plan, January 2026."
    assert found.sentences == (
        "More places (14 instead of 12) increased income by 10\u202f880 kr.",
        "Lower occupancy (75\u00a0% instead of 85\u00a0%) reduced income by 8\u202f960 kr.",
        "A higher price per day (335 instead of 320 kr) increased income by 3\u202f150 kr.",
    )
    assert found.note == ""


def test_a_month_typed_over_still_sums(session: WriteSession, plan_id: int) -> None:
    add_stream(session, plan_id)
    set_amounts(session, plan_id, {("I10", JANUARY): 6_000_001})
    attend(session, add_agreement(session, 14, 335), 210)
    found = explained(session)
    assert found.training is not None
    assert found.training.effects.total == 7_035_000 - 6_000_001
    assert found.training.streams[0].plan.places == 12


def test_several_streams_add_up_and_their_rates_are_weighted(
    session: WriteSession, plan_id: int
) -> None:
    add_stream(session, plan_id, replace(T1, places_milli=8_000))
    add_stream(
        session, plan_id, replace(T1, places_milli=4_000, occupancy_bp=5_500, price_ore=40_000)
    )
    attend(session, add_agreement(session, 14, 335), 210)
    found = explained(session)
    assert found.training is not None
    plan = found.training.streams[0].plan
    # 8 x 20 x 85 % = 136 and 4 x 20 x 55 % = 44 days of 240: 75 %; 43 520 + 17 600 = 61 120 kr.
    assert (plan.places, plan.days, plan.occupancy) == (12, 20, Fraction(3, 4))
    assert plan.price_ore == Fraction(6_112_000, 180)
    assert found.training.effects.total == 7_035_000 - 6_112_000


def test_without_drivers_the_agreements_say_places_and_price(
    session: WriteSession, plan_id: int
) -> None:
    set_amounts(session, plan_id, {("I10", JANUARY): 7_973_000})  # 85 % of 14 x 20 x 335
    attend(session, add_agreement(session, 14, 335), 210)
    found = explained(session)
    assert found.training is not None
    assert found.training.plan_from_agreements
    assert found.note
    assert found.training.effects == OreEffects(0, 0, -938_000, 0)
    assert found.sentences == (
        "Lower occupancy (75\u00a0% instead of 85\u00a0%) reduced income by 9\u202f380 kr.",
    )


def test_no_attendance_no_effects_but_accounts(session: WriteSession, plan_id: int) -> None:
    add_stream(session, plan_id)
    add_agreement(session, 14, 335)
    found = explained(session)
    assert found.training is None
    assert found.sentences == ()
    assert [(row.account, row.ore) for row in found.accounts] == [("3051", 7_035_000)]


def test_other_rows_show_the_accounts_behind_them(session: WriteSession, plan_id: int) -> None:
    assert plan_id
    found = explained(session, "K20")
    assert found.headline == "Costs were 1\u202f000 kr higher than the plan, January 2026."
    assert [(row.account, row.ore) for row in found.accounts] == [
        ("5010", -2_000_000),
        ("5060", -1_100_000),
    ]
    assert (found.months[0].actual_ore, found.months[0].plan_ore) == (-3_100_000, -3_000_000)
    assert (found.months[1].actual_ore, found.months[1].plan_ore) == (None, -3_000_000)
