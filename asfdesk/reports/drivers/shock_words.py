"""What a scenario changes, in words: "Beläggning (Huddinge): −5 procentenheter, från mars 2026"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.kinds import SHOCK_TARGETS
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import ShockDriver
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.plan import BASIS_POINTS, THOUSANDTHS
from asfdesk.i18n import MINUS, N_, _, month_name
from asfdesk.reports.drivers.driver_words import plain_number
from asfdesk.reports.planning.variance_words import price_words, share_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.costs import FixedCost
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.shocks import Shock

PER_CENT = 100

_DRIVERS = {
    ShockDriver.PLACES: N_("Places"),
    ShockDriver.OCCUPANCY: N_("Occupancy"),
    ShockDriver.PRICE: N_("Prices of training"),
    ShockDriver.SALES_VOLUME: N_("Sales volume"),
    ShockDriver.SALES_PRICE: N_("Sales prices"),
    ShockDriver.SUPERVISORS: N_("Supervisors"),
    ShockDriver.PAY: N_("Pay"),
    ShockDriver.SICK: N_("Supervisors’ illness"),
    ShockDriver.FIXED_COSTS: N_("Costs on a schedule"),
    ShockDriver.PAYMENT_DAYS: N_("Payment"),
}
PARTS = {
    ShockDriver.PLACES: THOUSANDTHS,
    ShockDriver.OCCUPANCY: PER_CENT,
    ShockDriver.PRICE: 100,
    ShockDriver.SALES_VOLUME: THOUSANDTHS,
    ShockDriver.SALES_PRICE: 100,
    ShockDriver.SUPERVISORS: BASIS_POINTS,
    ShockDriver.PAY: 100,
    ShockDriver.SICK: PER_CENT,
    ShockDriver.FIXED_COSTS: 100,
    ShockDriver.PAYMENT_DAYS: 1,
}
"""How many of a difference's parts are one of what is written: places, points, kronor, days."""


_ADDS_UP = frozenset(
    {
        ShockDriver.PLACES,
        ShockDriver.SALES_VOLUME,
        ShockDriver.SUPERVISORS,
        ShockDriver.PAY,
        ShockDriver.FIXED_COSTS,
    }
)
"""What rows have together, unlike prices, shares and days."""


def shock_driver_word(driver: ShockDriver) -> str:
    """What is changed."""
    return _(_DRIVERS[driver])


def shock_words(shock: Shock, model: PlanModel) -> str:
    """One change: what, of whom, by how much, from when."""
    name = shock_driver_word(shock.driver)
    target = next(
        (one.name for one in shock_targets(shock.driver, model) if one.id == shock.target_id), ""
    )
    said = f"{name} ({target})" if target else name
    difference = _difference(shock)
    if shock.delta and _strikes_several(shock, model):
        difference = _("%(amount)s each") % {"amount": difference}
    change = ", ".join(part for part in (_factor(shock), difference) if part)
    if shock.first is None:
        return f"{said}: {change}"
    when = month_name(shock.first.year, shock.first.number)
    return f"{said}: {change}, " + _("from %(month)s") % {"month": when}


def shock_targets(
    driver: ShockDriver, model: PlanModel
) -> Sequence[TrainingStream | SalesStream | StaffRow | FixedCost]:
    """The rows that a change of this kind can strike alone; () when it strikes everybody."""
    kind = SHOCK_TARGETS.get(driver)
    if kind is TrainingStream:
        return model.streams
    if kind is SalesStream:
        return model.sales
    if kind is StaffRow:
        return model.staff
    return model.fixed if kind is not None else ()


def _strikes_several(shock: Shock, model: PlanModel) -> bool:
    """Whether several rows are changed by as much each, so that together they change by more."""
    if shock.target_id is not None or shock.driver not in _ADDS_UP:
        return False
    rows = shock_targets(shock.driver, model)
    if shock.driver is ShockDriver.SUPERVISORS:
        rows = [row for row in model.staff if row.role is StaffRole.SUPERVISOR]
    return len(rows) > 1


def _factor(shock: Shock) -> str:
    if shock.factor_bp is None:
        return ""
    return _("× %(share)s") % {"share": share_words(Fraction(shock.factor_bp, BASIS_POINTS))}


def _difference(shock: Shock) -> str:
    if not shock.delta:
        return "" if shock.factor_bp is not None else _("no change")
    return ("+" if shock.delta > 0 else MINUS) + _amount(shock.driver, abs(shock.delta))


def _amount(driver: ShockDriver, parts: int) -> str:
    """A difference with its unit, without sign."""
    count = Fraction(parts, PARTS[driver])
    match driver:
        case ShockDriver.PLACES:
            one, several = _("1 place"), _("%(count)s places")
        case ShockDriver.OCCUPANCY | ShockDriver.SICK:
            one, several = _("1 percentage point"), _("%(count)s percentage points")
        case ShockDriver.SALES_VOLUME:
            one, several = _("1 unit a year"), _("%(count)s units a year")
        case ShockDriver.SUPERVISORS:
            one, several = _("1 post"), _("%(count)s posts")
        case ShockDriver.PAYMENT_DAYS:
            one, several = _("1 day"), _("%(count)s days")
        case _:
            return _("%(amount)s kr") % {"amount": price_words(count * PER_CENT)}
    return one if count == 1 else several % {"count": plain_number(count)}
