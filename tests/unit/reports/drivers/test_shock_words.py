"""What a scenario changes, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.reports.drivers.shock_words import shock_words
from tests.unit.domain.drivers.cash_cases import model

PLAN = model(
    12,
    streams=(TrainingStream(1, "Huddinge", 1, 1, 1),),
    sales=(SalesStream(1, "Café", 1, 1),),
    staff=(StaffRow(1, StaffRole.SUPERVISOR, "Verkstad", 1, 1),),
    fixed=(FixedCost(1, "Hyra", "K20", 1),),
)
D = ShockDriver
MARCH = Month(2026, 3)


@pytest.mark.parametrize(
    ("shock", "english", "swedish"),
    [
        (
            Shock(D.OCCUPANCY, delta=-500, first=MARCH, target_id=1),
            "Occupancy (Huddinge): \u22125 percentage points, from March 2026",
            "Beläggning (Huddinge): \u22125 procentenheter, från mars 2026",
        ),
        (
            Shock(D.PLACES, 8_000, 1_500),
            "Places: × 80\u00a0%, +1.5 places",
            "Platser: × 80\u00a0%, +1,5 platser",
        ),
        (
            Shock(D.PRICE, delta=15_00),
            "Prices of training: +15 kr",
            "Priser på arbetsträning: +15 kr",
        ),
        (
            Shock(D.SALES_VOLUME, 9_000, target_id=1),
            "Sales volume (Café): × 90\u00a0%",
            "Försäljningsvolym (Café): × 90\u00a0%",
        ),
        (
            Shock(D.SALES_PRICE, delta=-50),
            "Sales prices: \u22120.50 kr",
            "Försäljningspriser: \u22120,50 kr",
        ),
        (
            Shock(D.SUPERVISORS, delta=-2_500, target_id=1),
            "Supervisors (Verkstad): \u22120.25 posts",
            "Handledare (Verkstad): \u22120,25 tjänster",
        ),
        (Shock(D.PAY, 10_350), "Pay: × 103.5\u00a0%", "Löner: × 103,5\u00a0%"),
        (
            Shock(D.SICK, delta=300),
            "Supervisors’ illness: +3 percentage points",
            "Handledarnas sjukfrånvaro: +3 procentenheter",
        ),
        (
            Shock(D.FIXED_COSTS, delta=1_000_00, target_id=1),
            "Costs on a schedule (Hyra): +1\u202f000 kr",
            "Kostnader efter schema (Hyra): +1\u202f000 kr",
        ),
        (Shock(D.PAYMENT_DAYS, delta=30), "Payment: +30 days", "Betalning: +30 dagar"),
        (Shock(D.PAYMENT_DAYS), "Payment: no change", "Betalning: ingen ändring"),
    ],
)
def test_one_change(shock: Shock, english: str, swedish: str) -> None:
    set_language("en")
    assert shock_words(shock, PLAN) == english
    set_language("sv")
    assert shock_words(shock, PLAN) == swedish


def test_several_rows_by_as_much_each() -> None:
    """Two streams of one place less are two places less together."""
    two = replace(PLAN, streams=(*PLAN.streams, TrainingStream(2, "Lumena", 1, 1, 1)))
    set_language("en")
    assert shock_words(Shock(D.PLACES, delta=-1_000), two) == "Places: \u22121 place each"
    assert shock_words(Shock(D.PRICE, delta=-1_00), two) == "Prices of training: \u22121 kr"
    set_language("sv")
    assert shock_words(Shock(D.PLACES, delta=-1_000), two) == "Platser: \u22121 plats var"
