"""The form of an investment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import Investment
from asfdesk.i18n import _
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField, TimeField
from asfdesk.ui.dialogs.drivers.driver_form import COSTS, DriverForm, need_month
from asfdesk.ui.kit.form.form import IntegerField, MoneyField

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.ui.kit.form.form import Field, FormValues

USUAL_LIFE = 60


def blank_investment(first: Month) -> Investment:
    """What a new investment begins with: five years from the plan's first month."""
    return Investment(0, "", first, 0, USUAL_LIFE)


class InvestmentForm(DriverForm[Investment]):
    """What is bought, when, and how long it lasts."""

    def title(self) -> str:
        """What the form is called."""
        return _("New investment") if self.is_new else _("Investment")

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        return [
            self.name_field(_("For example Dishwasher.")),
            MoneyField(
                "amount_ore", _("Price without VAT (kr)"), one.amount_ore or None, required=True
            ),
            MonthField("month", _("Bought in"), one.month, required=True),
            TimeField(
                "life_months",
                _("Lasts (years)"),
                one.life_months,
                _("Written off evenly over this time; 30 m is thirty months."),
                required=True,
            ),
            self.vat_field("vat_bp", _("VAT that is deducted (%)")),
            IntegerField("terms_days", _("Paid after (days)"), one.terms_days, required=True),
            self.line_field("line_code", _("Plan line of the depreciation"), COSTS),
        ]

    def read(self, values: FormValues) -> Investment:
        """The investment that was typed."""
        return replace(
            self.value,
            name=values.text("name"),
            month=need_month(values, "month"),
            amount_ore=values.whole("amount_ore") or 0,
            life_months=values.whole("life_months") or self.value.life_months,
            vat_bp=values.whole("vat_bp") or 0,
            terms_days=values.whole("terms_days") or 0,
            line_code=values.choice("line_code"),
        )
