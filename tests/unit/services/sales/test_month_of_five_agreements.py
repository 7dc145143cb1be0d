"""A month as it is typed, for five agreements of different price models, worked out by hand.

October 2026 has 22 working days: 1-2, 5-9, 12-16, 19-23 and 26-30. Everybody is planned 6 h a day;
up to 4 h is a half day. Typed is: 1 F, 2 O, 5 L, 6 X, 7 P, 8 H, 9 "3F" (3 h, F for the rest), and
6 h on the other days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import AttendanceCode, Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.people.decisions import Pause
from asfdesk.domain.period import Month, Period
from asfdesk.errors import AsfDeskError
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.lock_attendance import lock_month
from asfdesk.services.people.manage_decisions import Letter, prolong_placement
from asfdesk.services.people.manage_pauses import add_pause
from asfdesk.services.sales.invoice_basis import invoice_bases
from asfdesk.services.sales.manage_agreements import add_agreement, add_terms
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.services.session import WriteSession  # noqa: TC001 - pytest reads fixtures' types
from tests.workshop import SIX_HOURS, add_placement

OCTOBER = Month(2026, 10)
TODAY = date(2026, 11, 23)
YEAR = date(2026, 1, 1)
CODES = {1: "F", 2: "O", 5: "L", 6: "X", 7: "P", 8: "H", 9: "3F"}
HALF, WHOLE = 5000, 10_000
NOTIFIED, PLANNING = AttendanceCode.NOTIFIED, AttendanceCode.PLANNING_DAY
ATTENDED, BOOKED = PriceBasis.ATTENDED, PriceBasis.BOOKED


def terms(unit: PriceUnit, basis: PriceBasis, ore: int, **more: object) -> Terms:
    return replace(Terms(0, 0, YEAR, unit, basis, ore, 1000), **more)  # type: ignore[arg-type]


@pytest.fixture
def typed(session: WriteSession) -> WriteSession:
    """Five agreements with a trainee each; the first trainee is under the fifth one too."""
    add_buyer(session, Buyer(0, "Norrby kommun", PayerKind.MUNICIPALITY))
    day = terms(PriceUnit.DAY, ATTENDED, 320_00, payable={NOTIFIED: HALF})
    for number, one in enumerate(
        (
            day,
            terms(PriceUnit.DAY, BOOKED, 300_00),
            terms(PriceUnit.HOUR, ATTENDED, 95_50, payable={NOTIFIED: HALF, PLANNING: WHOLE}),
            terms(
                PriceUnit.LEVEL_DAY,
                ATTENDED,
                0,
                level_prices_ore={3: 800_00},
                payable={AttendanceCode.HOLIDAY: WHOLE},
            ),
            terms(PriceUnit.PLACE_MONTH, BOOKED, 8_800_00),
        ),
        1,
    ):
        form = Form.DAY_ACTIVITY_LSS if number == 4 else Form.WORK_TRAINING
        add_agreement(session, Agreement(0, 1, f"Avtal {number}", form, YEAR, terms=(one,)))
    add_terms(session, 1, replace(day, valid_from=date(2026, 10, 15), price_ore=335_00))
    for number in range(1, 6):
        last = date(2026, 10, 16) if number == 3 else None
        add_placement(session, number, number, week=SIX_HOURS, last=last)
    fourth = session.placements.placement(4)
    assert fourth is not None
    with session.writer.action("placement.change", ("placements",)):
        session.placements.change_placement(replace(fourth, level=3))
        friday = replace(fourth.schedules[0], week={5: fourth.schedules[0].week[5]})
        both = replace(fourth, trainee_id=1, agreement_id=5, form=Form.WORK_TRAINING)
        session.placements.add_placement(replace(both, schedules=(friday,)))
    add_pause(session, Pause(0, 2, date(2026, 10, 12), date(2026, 10, 16)))
    # The decision of the third ended on the 16th; the next begins on the 21st, noted late.
    letter = Letter(date(2026, 10, 26))
    prolong_placement(session, 3, date(2026, 10, 21), date(2026, 12, 31), letter)
    placements = session.placements.in_period(OCTOBER.first, OCTOBER.last)
    edits = [
        CellEdit(one.id, day, CODES.get(day.day, "6") if one.id < 6 else "6")
        for one in placements
        for day in Period.of_month(OCTOBER).days()
        if one.planned_minutes(day)
    ]
    set_cells(session, edits)
    return session


def owed(session: WriteSession, agreement: int) -> list[tuple[int | None, Fraction, int]]:
    """Placement, payable units and öre of each row."""
    rows = invoice_bases(session, [OCTOBER]).basis(agreement, OCTOBER).rows
    return [(row.placement_id, row.units.payable, row.amount_ore) for row in rows]


def test_each_model_pays_by_hand(typed: WriteSession) -> None:
    # To the 14th: here on the 9th, 12th, 13th, 14th; F on the 1st to half: 4.5 x 320 = 1 440 kr.
    # From the 15th all of 12 days x 335 = 4 020 kr.
    assert owed(typed, 1) == [(1, Fraction(9, 2), 1_440_00), (1, Fraction(12), 4_020_00)]
    # 22 days less 5 paused and the one we kept closed: 16 x 300 kr.
    assert owed(typed, 2) == [(2, Fraction(16), 4_800_00)]
    # 22 days less the 19th and 20th, which no decision covers. Here 3 + 13 x 6 = 81 h, F to half
    # (6 + 3) / 2 = 4.5 h, P 6 h: 91.5 x 95.50 = 8 738.25 kr.
    assert owed(typed, 3) == [(3, Fraction(183, 2), 8_738_25)]
    # 15 whole days, half the 9th, and the holiday in full: 16.5 x 800 kr.
    assert owed(typed, 4) == [(4, Fraction(33, 2), 13_200_00)]
    # 8 800 kr less the closed day of 22; and the first trainee's five Fridays: 5 / 22.
    assert owed(typed, 5) == [(5, Fraction(21, 22), 8_400_00), (6, Fraction(5, 22), 2_000_00)]


def test_paused_days_and_gaps_take_no_time(typed: WriteSession) -> None:
    for placement, day in ((2, date(2026, 10, 14)), (3, date(2026, 10, 20))):
        with pytest.raises(AsfDeskError):
            set_cells(typed, [CellEdit(placement, day, "6")])


def test_the_month_is_whole_and_can_be_locked(typed: WriteSession) -> None:
    before = [owed(typed, number) for number in range(1, 6)]
    lock_month(typed, OCTOBER, TODAY)
    assert typed.attendance.state(OCTOBER).version == 1
    assert [owed(typed, number) for number in range(1, 6)] == before
