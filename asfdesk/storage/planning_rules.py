"""What the columns of plans, parameters, expected items and targets may hold (see `row_rules`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import GrantPaid, LoanKind
from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.domain.drivers.premises import VatPeriod
from asfdesk.domain.drivers.shocks import ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, SubsidyKind
from asfdesk.domain.planning.expected import ExpectedSource
from asfdesk.storage.column_rules import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_ORE,
    codes,
    day,
    month,
    pattern,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.column_rules import Rule

PARAMETER_TABLES = ("parameter", "plan_parameter")
SHOCK_TABLES: Mapping[str, tuple[ShockDriver, ...]] = {
    "plan_stream": (
        ShockDriver.PLACES,
        ShockDriver.OCCUPANCY,
        ShockDriver.PRICE,
        ShockDriver.PAYMENT_DAYS,
    ),
    "plan_sale": (ShockDriver.SALES_VOLUME, ShockDriver.SALES_PRICE),
    "plan_staff": (ShockDriver.SUPERVISORS, ShockDriver.PAY),
    "plan_fixed_cost": (ShockDriver.FIXED_COSTS,),
}
"""Where the row lies that a shock's `target_id` names; it is one of the same plan."""

_ORE = whole(-MOST_ORE, MOST_ORE)
_COUNT = whole(0, 10**9)
_YEAR = whole(FIRST_YEAR, LAST_YEAR)
_SHARE = whole(0, 10_000)
_TIMES = whole(0, 100_000)
_DAYS = whole(0, 3_660)
_MONTHS = whole(0, 1_200)
_MICRO = whole(-(10**18), 10**18)

PLANNING: Mapping[str, Mapping[str, Rule]] = {
    "plan_stream": {
        "places_milli": _COUNT,
        "price_ore": _ORE,
        "payer_kind": codes(PayerKind),
        "unit": codes(PriceUnit),
        "basis": codes(PriceBasis),
        "first_month": month,
        "last_month": month,
        "day_minutes": whole(1, 1440),
        "vat_bp": _SHARE,
        "terms_days": _DAYS,
        "sort": _COUNT,
    },
    "plan_stream_change": {
        "from_month": month,
        "places_milli": _COUNT,
        "occupancy_bp": _SHARE,
        "price_ore": _ORE,
    },
    "plan_sale": {
        "sort": _COUNT,
        "volume_milli": whole(0, MOST_ORE),
        "price_ore": _ORE,
        "cogs_bp": _TIMES,
        "first_month": month,
        "last_month": month,
        "vat_bp": _SHARE,
        "terms_days": _DAYS,
        "cost_vat_bp": _SHARE,
        "cost_terms_days": _DAYS,
    },
    "plan_sale_season": {"weight": _COUNT},
    "plan_sale_change": {
        "from_month": month,
        "volume_milli": whole(0, MOST_ORE),
        "price_ore": _ORE,
    },
    "plan_staff": {
        "sort": _COUNT,
        "role": codes(StaffRole),
        "fte_bp": _COUNT,
        "monthly_pay_ore": _ORE,
        "birth_year": _YEAR,
        "first_month": month,
        "last_month": month,
        "holiday_bp": _TIMES,
        "pension_bp": _TIMES,
        "insurance_bp": _TIMES,
        "rise_bp": whole(-10_000, 100_000),
        "subsidy": codes(SubsidyKind, ""),
        "subsidy_level_bp": _TIMES,
        "subsidy_cap_ore": _ORE,
        "subsidy_first_month": month,
        "subsidy_last_month": month,
        "subsidy_delay_months": _MONTHS,
    },
    "plan_fixed_cost": {
        "sort": _COUNT,
        "amount_ore": _ORE,
        "every_months": _MONTHS,
        "first_month": month,
        "last_month": month,
        "index_bp": whole(-10_000, 100_000),
        "vat_bp": _SHARE,
        "terms_days": _DAYS,
    },
    "plan_grant": {
        "sort": _COUNT,
        "amount_ore": _ORE,
        "first_month": month,
        "last_month": month,
        "paid": codes(GrantPaid),
        "delay_months": _MONTHS,
    },
    "plan_investment": {
        "sort": _COUNT,
        "month": month,
        "amount_ore": _ORE,
        "life_months": _MONTHS,
        "vat_bp": _SHARE,
        "terms_days": _DAYS,
    },
    "plan_loan": {
        "sort": _COUNT,
        "month": month,
        "amount_ore": _ORE,
        "rate_bp": _TIMES,
        "months": _MONTHS,
        "kind": codes(LoanKind),
        "grace_months": _MONTHS,
    },
    "plan_cash_item": {"month": month, "amount_ore": _ORE},
    "plan_premises": {
        "opening_ore": _ORE,
        "credit_limit_ore": _ORE,
        "payroll_tax_bp": _SHARE,
        "vat_period": codes(VatPeriod),
        "ratio_milli": _COUNT,
        "ratio_step_bp": whole(1, 100_000),
        "sick_bp": _SHARE,
        "sick_cost_bp": _TIMES,
    },
    "plan_shock": {
        "driver": codes(ShockDriver),
        "factor_bp": whole(0, 1_000_000),
        "delta": _ORE,
        "from_month": month,
    },
    "plan_parameter": {
        "key": codes(ParameterKey),
        "value": _ORE,
        "valid_from": day,
        "valid_to": day,
        "checked_on": day,
    },
    "plan_workdays": {"month": month, "days": whole(0, 31)},
    "parameter": {
        "key": codes(ParameterKey),
        "value": _ORE,
        "valid_from": day,
        "valid_to": day,
        "checked_on": day,
    },
    "expected_item": {
        "month": month,
        "amount_ore": _ORE,
        "source": codes(ExpectedSource),
        "noted_on": day,
        "settled_on": day,
    },
    "sold_volume": {"month": month, "volume_milli": _COUNT},
    "figure_target": {
        "figure": pattern(r"[a-z0-9_]{1,60}"),
        "value_micro": _MICRO,
        "yellow_micro": _MICRO,
        "red_micro": _MICRO,
    },
    "bank_balance": {"day": day, "balance_ore": _ORE},
    "society_assumption": {
        "key": pattern(r"[a-z0-9_.]{1,60}"),
        "low": _ORE,
        "likely": _ORE,
        "high": _ORE,
        "checked_on": day,
    },
}


def parameter_fits(table: str, values: Mapping[str, object]) -> bool:
    """Whether a parameter's value is one that its key can have; other tables always fit."""
    key, value = values.get("key"), values.get("value")
    if table not in PARAMETER_TABLES or not isinstance(value, int):
        return True
    return key not in set(ParameterKey) or 0 <= value <= ParameterKey(str(key)).most
