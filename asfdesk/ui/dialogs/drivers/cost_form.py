"""The form of a cost that comes on a schedule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.plan import Section
from asfdesk.i18n import _
from asfdesk.reports.drivers.driver_words import EVERY, every_word
from asfdesk.ui.dialogs.drivers.driver_form import DriverForm, need_month
from asfdesk.ui.kit.form.form import ChoiceField, IntegerField, MoneyField, PercentField

if TYPE_CHECKING:
    from asfdesk.ui.kit.form.form import Field, FormValues

RENT_LINE = "K20"


def blank_cost() -> FixedCost:
    """What a new cost begins with: each month."""
    return FixedCost(0, "", RENT_LINE, 0)


class CostForm(DriverForm[FixedCost]):
    """What it is, how much, how often."""

    def title(self) -> str:
        """What the form is called."""
        return _("New cost") if self.is_new else _("Cost")

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        often = EVERY if one.every_months in EVERY else (*EVERY, one.every_months)
        return [
            self.name_field(_("For example Rent or Insurance.")),
            self.line_field(
                "line_code", _("Plan line"), (Section.COST, Section.FINANCE, Section.INCOME)
            ),
            MoneyField(
                "amount_ore",
                _("Amount each time without VAT (kr)"),
                one.amount_ore or None,
                _("A cost is written without minus."),
                required=True,
            ),
            ChoiceField(
                "every_months",
                _("How often"),
                one.every_months,
                options=[(months, every_word(months)) for months in often],
            ),
            *self.period_fields(),
            PercentField(
                "index_bp",
                _("Rises each January (%)"),
                one.index_bp,
                _("For example with the index of the rent."),
                required=True,
            ),
            self.vat_field("vat_bp", _("VAT that is deducted (%)")),
            IntegerField(
                "terms_days",
                _("Paid after (days)"),
                one.terms_days,
                _("0: the same month."),
                required=True,
            ),
            self.project_field(),
        ]

    def read(self, values: FormValues) -> FixedCost:
        """The cost that was typed."""
        every = values.choice("every_months")
        first = need_month(values, "first") if every == 0 else values["first"]
        return replace(
            self.value,
            name=values.text("name"),
            line_code=values.choice("line_code"),
            amount_ore=values.whole("amount_ore") or 0,
            every_months=every,
            first=first,
            last=values["last"],
            index_bp=values.whole("index_bp") or 0,
            vat_bp=values.whole("vat_bp") or 0,
            terms_days=values.whole("terms_days") or 0,
            project=values.text("project"),
        )
