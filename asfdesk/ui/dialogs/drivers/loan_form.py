"""The form of a loan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import Loan, LoanKind
from asfdesk.i18n import _
from asfdesk.reports.drivers.driver_words import loan_word
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField, TimeField
from asfdesk.ui.dialogs.drivers.driver_form import FINANCE, DriverForm, need_month
from asfdesk.ui.kit.form.form import ChoiceField, IntegerField, MoneyField, PercentField

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.ui.kit.form.form import Field, FormValues

USUAL_TIME = 60


def blank_loan(first: Month) -> Loan:
    """What a new loan begins with: five years from the plan's first month."""
    return Loan(0, "", first, 0, 0, USUAL_TIME)


class LoanForm(DriverForm[Loan]):
    """How much, when, at what interest, over how long."""

    def title(self) -> str:
        """What the form is called."""
        return _("New loan") if self.is_new else _("Loan")

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        return [
            self.name_field(_("For example the lender’s name.")),
            MoneyField(
                "amount_ore", _("Amount paid out (kr)"), one.amount_ore or None, required=True
            ),
            MonthField(
                "month",
                _("Paid out in"),
                one.month,
                _("Before the plan: only what is left of it is reckoned."),
                required=True,
            ),
            PercentField("rate_bp", _("Interest a year (%)"), one.rate_bp or None, required=True),
            TimeField("months", _("Paid back over (years)"), one.months, required=True),
            ChoiceField(
                "kind",
                _("Paid back with"),
                one.kind,
                options=[(kind, loan_word(kind)) for kind in LoanKind],
            ),
            IntegerField(
                "grace_months",
                _("Months at first with interest only"),
                one.grace_months,
                required=True,
            ),
            self.line_field("line_code", _("Plan line of the interest"), FINANCE),
        ]

    def read(self, values: FormValues) -> Loan:
        """The loan that was typed."""
        months = values.whole("months") or self.value.months
        return replace(
            self.value,
            name=values.text("name"),
            month=need_month(values, "month"),
            amount_ore=values.whole("amount_ore") or 0,
            rate_bp=values.whole("rate_bp") or 0,
            months=months,
            kind=values.choice("kind"),
            grace_months=values.whole("grace_months") or 0,
            line_code=values.choice("line_code"),
        )
