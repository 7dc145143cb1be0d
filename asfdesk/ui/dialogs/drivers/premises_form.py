"""The forms of what a whole plan takes for granted: cash and VAT, supervision, carried money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.premises import CashItem, Premises, VatPeriod
from asfdesk.i18n import _
from asfdesk.reports.drivers.driver_words import full_time_word, vat_period_word
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField, ScaledField
from asfdesk.ui.dialogs.drivers.driver_form import COSTS, DriverForm, need_month
from asfdesk.ui.kit.form.form import ChoiceField, MoneyField, PercentField

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.ui.kit.form.form import Field, FormValues

STEPS = (1, 1_000, 2_000, 2_500, 5_000, 10_000)
"""How finely supervisors are employed, basis points of full time; 1 is as it comes."""


class CashForm(DriverForm[Premises]):
    """Cash when the plan begins, overdraft, VAT and tax."""

    def title(self) -> str:
        """What the form is called."""
        return _("Cash, VAT and tax")

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        return [
            MoneyField(
                "opening_ore",
                _("Cash and bank when the plan begins (kr)"),
                one.opening_ore,
                _("Empty: not known, so cash can’t be reckoned."),
            ),
            MoneyField(
                "credit_limit_ore",
                _("Overdraft limit (kr)"),
                one.credit_limit_ore,
                required=True,
            ),
            ChoiceField(
                "vat_period",
                _("VAT is declared"),
                one.vat_period,
                options=[(period, vat_period_word(period)) for period in VatPeriod],
            ),
            PercentField(
                "payroll_tax_bp",
                _("Tax drawn from pay (%)"),
                one.payroll_tax_bp,
                _("On average; it is paid the month after."),
                required=True,
                at_least_one=True,
            ),
        ]

    def read(self, values: FormValues) -> Premises:
        """The assumptions that were typed."""
        return replace(
            self.value,
            opening_ore=values.whole("opening_ore"),
            credit_limit_ore=values.whole("credit_limit_ore") or 0,
            vat_period=values.choice("vat_period"),
            payroll_tax_bp=values.whole("payroll_tax_bp") or 0,
        )


class SupervisionForm(DriverForm[Premises]):
    """How many trainees a supervisor takes, and what their illness costs."""

    def title(self) -> str:
        """What the form is called."""
        return _("Supervisors")

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        steps = STEPS if one.ratio_step_bp in STEPS else (*STEPS, one.ratio_step_bp)
        return [
            ScaledField(
                "ratio_milli",
                _("Trainees per full-time supervisor"),
                one.ratio_milli,
                _("From this the plan says how many supervisors are needed."),
            ),
            ChoiceField(
                "ratio_step_bp",
                _("Employed in steps of"),
                one.ratio_step_bp,
                options=[(step, _step_word(step)) for step in steps],
            ),
            PercentField(
                "sick_bp",
                _("Supervisors’ sick leave with a substitute (%)"),
                one.sick_bp,
                required=True,
                at_least_one=True,
            ),
            PercentField(
                "sick_cost_bp",
                _("What a covered hour costs on top (per cent of an hour)"),
                one.sick_cost_bp,
                _("Sick pay and substitute, less the pay that is not paid out."),
                required=True,
                at_least_one=True,
            ),
            self.line_field("sick_line_code", _("Plan line of the substitutes"), COSTS),
        ]

    def read(self, values: FormValues) -> Premises:
        """The assumptions that were typed."""
        return replace(
            self.value,
            ratio_milli=values.whole("ratio_milli") or None,
            ratio_step_bp=values.choice("ratio_step_bp"),
            sick_bp=values.whole("sick_bp") or 0,
            sick_cost_bp=values.whole("sick_cost_bp") or 0,
            sick_line_code=values.choice("sick_line_code"),
        )


def blank_cash_item(first: Month) -> CashItem:
    """What new carried money begins with."""
    return CashItem(0, first, 0, "")


class CashItemForm(DriverForm[CashItem]):
    """Money on its way when the plan begins, or outside the result."""

    def title(self) -> str:
        """What the form is called."""
        return (
            _("New payment outside the result") if self.is_new else _("Payment outside the result")
        )

    def intro(self) -> str:
        """What belongs here."""
        return _(
            "Invoices and debts from before the plan, tax, dividends: what moves the money but"
            " not the result."
        )

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        return [
            self.name_field(_("For example Unpaid invoices or Company tax.")),
            MonthField("month", _("Paid in"), one.month, required=True),
            MoneyField(
                "amount_ore",
                _("Amount (kr)"),
                one.amount_ore or None,
                _("Money in without sign, money out with minus."),
                required=True,
            ),
        ]

    def read(self, values: FormValues) -> CashItem:
        """The payment that was typed."""
        return replace(
            self.value,
            name=values.text("name"),
            month=need_month(values, "month"),
            amount_ore=values.whole("amount_ore") or 0,
        )


def _step_word(step_bp: int) -> str:
    if step_bp == 1:
        return _("As it comes, no steps")
    return _("%(fte)s of full time") % {"fte": full_time_word(step_bp)}
