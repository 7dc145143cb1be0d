"""The form of a grant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.costs import Grant, GrantPaid
from asfdesk.i18n import _
from asfdesk.reports.drivers.driver_words import paid_word
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField
from asfdesk.ui.dialogs.drivers.driver_form import INCOME, DriverForm, need_month
from asfdesk.ui.kit.form.form import ChoiceField, IntegerField, MoneyField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Month
    from asfdesk.ui.kit.form.form import Field, FormValues

GRANT_LINE = "I52"


def blank_grant(months: Sequence[Month]) -> Grant:
    """What a new grant begins with: the plan's first year."""
    last = months[min(11, len(months) - 1)]
    return Grant(0, "", GRANT_LINE, 0, months[0], last)


class GrantForm(DriverForm[Grant]):
    """How much, for which months, and when the money comes."""

    def title(self) -> str:
        """What the form is called."""
        return _("New grant") if self.is_new else _("Grant")

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        return [
            self.name_field(_("For example the project’s name.")),
            self.line_field("line_code", _("Plan line"), INCOME),
            MoneyField(
                "amount_ore",
                _("The whole grant (kr)"),
                one.amount_ore or None,
                _("Spread evenly over its months as income."),
                required=True,
            ),
            MonthField("first", _("From"), one.first, required=True),
            MonthField("last", _("Until"), one.last, required=True),
            ChoiceField(
                "paid",
                _("The money comes"),
                one.paid,
                options=[(paid, paid_word(paid)) for paid in GrantPaid],
            ),
            IntegerField(
                "delay_months",
                _("Months until it comes"),
                one.delay_months,
                _("An EU grant often takes 3–6 months."),
                required=True,
            ),
            self.project_field(),
        ]

    def hidden(self, values: FormValues) -> frozenset[str]:
        """Money that comes first is not late."""
        advance = values.choice("paid") is GrantPaid.ADVANCE
        return frozenset({"delay_months"} if advance else ())

    def read(self, values: FormValues) -> Grant:
        """The grant that was typed."""
        first, last = need_month(values, "first"), need_month(values, "last")
        paid = values.choice("paid")
        delay = 0 if paid is GrantPaid.ADVANCE else values.whole("delay_months") or 0
        return replace(
            self.value,
            name=values.text("name"),
            line_code=values.choice("line_code"),
            amount_ore=values.whole("amount_ore") or 0,
            first=first,
            last=last,
            paid=paid,
            delay_months=delay,
            project=values.text("project"),
        )
