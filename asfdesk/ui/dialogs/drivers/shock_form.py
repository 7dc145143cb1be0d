"""The form of one change in a scenario: what, of whom, by how much, from when."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import GROUP, MINUS, _
from asfdesk.reports.drivers.driver_words import plain_number
from asfdesk.reports.drivers.shock_words import PARTS, shock_driver_word, shock_targets
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField
from asfdesk.ui.kit.form.form import ChoiceField, PercentField, TextField
from asfdesk.ui.kit.form.parse import parse_decimal

if TYPE_CHECKING:
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.ui.kit.form.form import Field, FormValues

EVERYBODY = ""


def shock_fields(shock: Shock | None, model: PlanModel) -> list[Field]:
    """The fields, empty or as a change has them."""
    held = shock or Shock(ShockDriver.OCCUPANCY)
    return [
        ChoiceField(
            "driver",
            _("What is otherwise"),
            held.driver,
            options=[(driver, shock_driver_word(driver)) for driver in ShockDriver],
        ),
        ChoiceField(
            "target",
            _("Of whom"),
            EVERYBODY if held.target_id is None else _target(held.driver, held.target_id),
            _("One row, if it is of the kind that is chosen above."),
            options=[(EVERYBODY, _("All")), *_targets(model)],
        ),
        PercentField(
            "factor_bp",
            _("Times (%)"),
            held.factor_bp,
            _("80 is a fifth less. Empty: not multiplied."),
            at_least_one=True,
        ),
        TextField(
            "delta",
            _("Plus or minus"),
            _shown(held),
            _("Places, percentage points, kronor, posts or days; after the multiplication."),
        ),
        MonthField("first", _("From month"), held.first, _("Empty: the whole plan.")),
    ]


def read_shock(values: FormValues, model: PlanModel) -> Shock:
    """The change that was typed.

    Raises:
        InvalidInputError: a row of another kind, no number, or nothing that changes.
    """
    driver: ShockDriver = values.choice("driver")
    target = values.choice("target")
    ids = {_target(driver, one.id): one.id for one in shock_targets(driver, model)}
    if target != EVERYBODY and target not in ids:
        raise InvalidInputError(
            "target",
            _("That row has nothing of this kind."),
            todo=_("Choose All, or a row of the right kind."),
        )
    factor, delta = values.whole("factor_bp"), _difference(values.text("delta"), driver)
    if factor is None and not delta:
        raise InvalidInputError(
            "delta",
            _("Nothing is otherwise."),
            todo=_("Write what it is multiplied by, or what is added."),
        )
    return Shock(driver, factor, delta, values["first"], ids.get(target))


def _targets(model: PlanModel) -> list[tuple[str, str]]:
    """Every row that can be struck alone, once each."""
    found: dict[str, str] = {}
    for driver in ShockDriver:
        for one in shock_targets(driver, model):
            found.setdefault(_target(driver, one.id), one.name)
    return list(found.items())


def _target(driver: ShockDriver, row: int) -> str:
    """One key for a row, whichever of its values is changed."""
    kind = {
        ShockDriver.SALES_VOLUME: "sale",
        ShockDriver.SALES_PRICE: "sale",
        ShockDriver.SUPERVISORS: "staff",
        ShockDriver.PAY: "staff",
        ShockDriver.FIXED_COSTS: "cost",
    }.get(driver, "stream")
    return f"{kind} {row}"


def _shown(shock: Shock) -> str:
    if not shock.delta:
        return ""
    number = plain_number(Fraction(abs(shock.delta), PARTS[shock.driver])).replace(GROUP, "")
    return number if shock.delta > 0 else f"{MINUS}{number}"


def _difference(text: str, driver: ShockDriver) -> int:
    """What was typed, in the driver's parts."""
    if not text.strip():
        return 0
    try:
        parts = parse_decimal(text) * PARTS[driver]
    except ValueError as error:
        raise InvalidInputError(
            "delta",
            _("This can’t be read as a number."),
            todo=_("Write a number, for example -5 or 2.5."),
        ) from error
    if parts != parts.to_integral_value():
        raise InvalidInputError("delta", _("That has more decimals than can be kept."))
    return int(parts)
