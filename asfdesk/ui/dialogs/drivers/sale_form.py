"""The form of goods and services sold, with the season of the year."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from asfdesk.domain.drivers.sales import EVEN_SEASON, SalesStream
from asfdesk.i18n import _, percent, short_month
from asfdesk.ui.dialogs.drivers.driver_fields import ScaledField, WeightsField
from asfdesk.ui.dialogs.drivers.driver_form import COSTS, INCOME, DriverForm
from asfdesk.ui.kit.form.form import ChoiceField, IntegerField, MoneyField, PercentField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.ui.kit.form.form import Field, FormValues

CAFE = (8, 8, 9, 9, 9, 9, 4, 8, 9, 9, 9, 9)
SUMMER = (4, 4, 5, 8, 10, 14, 16, 14, 9, 6, 5, 5)
CLOSED_JULY = (1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1)
CHRISTMAS = (7, 7, 7, 8, 8, 8, 6, 8, 8, 9, 11, 13)
OWN: tuple[int, ...] = ()


def blank_sale() -> SalesStream:
    """What a new sale begins with: paid at once, purchases in a month."""
    return SalesStream(0, "", 0, 0)


class SaleForm(DriverForm[SalesStream]):
    """How much is sold, at what price, and when in the year."""

    def title(self) -> str:
        """What the form is called."""
        return _("New sales") if self.is_new else _("Sales")

    def fields(self) -> list[Field]:
        """The fields."""
        one = self.value
        profiles = _profiles()
        chosen = one.season if any(one.season == season for season, _word in profiles) else OWN
        return [
            self.name_field(_("For example Café or Second hand.")),
            ScaledField(
                "volume_milli",
                _("Sold in twelve months (number)"),
                one.volume_milli or None,
                _("Customers, hours or pieces; 1 if the price is the year’s sum."),
                required=True,
            ),
            MoneyField(
                "price_ore", _("Price each without VAT (kr)"), one.price_ore or None, required=True
            ),
            PercentField(
                "cogs_bp",
                _("Cost of goods (per cent of the sales)"),
                one.cogs_bp,
                required=True,
                at_least_one=True,
            ),
            ChoiceField("profile", _("Season"), chosen, options=profiles),
            WeightsField(
                "season",
                _("Share of each month, January first"),
                one.season,
                _("Twelve numbers; 2 is twice as much as 1, and 0 is closed."),
                required=True,
            ),
            *self.period_fields(),
            self.vat_field("vat_bp", _("VAT on the sales (%)")),
            IntegerField(
                "terms_days",
                _("Paid after (days)"),
                one.terms_days,
                _("0: at once."),
                required=True,
            ),
            self.vat_field("cost_vat_bp", _("VAT on the goods (%)")),
            IntegerField(
                "cost_terms_days", _("Goods paid after (days)"), one.cost_terms_days, required=True
            ),
            self.line_field("line_code", _("Plan line of the sales"), INCOME),
            self.line_field("cost_line_code", _("Plan line of the goods"), COSTS),
            self.project_field(),
        ]

    def follows(self, name: str, chosen: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any field's
        """A profile writes the twelve weights."""
        return {"season": chosen} if name == "profile" and chosen else {}

    def note(self, values: FormValues) -> str:
        """What each month's share comes to."""
        weights = values["season"]
        if weights is None:
            return ""
        whole = sum(weights)
        shares = " · ".join(
            f"{short_month(at + 1)} {percent(Fraction(one, whole), 0)}"
            for at, one in enumerate(weights)
        )
        return _("Of the year: %(shares)s") % {"shares": shares}

    def read(self, values: FormValues) -> SalesStream:
        """The sale that was typed."""
        return replace(
            self.value,
            name=values.text("name"),
            volume_milli=values.whole("volume_milli") or 0,
            price_ore=values.whole("price_ore") or 0,
            cogs_bp=values.whole("cogs_bp") or 0,
            season=values["season"] or EVEN_SEASON,
            first=values["first"],
            last=values["last"],
            vat_bp=values.whole("vat_bp") or 0,
            terms_days=values.whole("terms_days") or 0,
            cost_vat_bp=values.whole("cost_vat_bp") or 0,
            cost_terms_days=values.whole("cost_terms_days") or 0,
            line_code=values.choice("line_code"),
            cost_line_code=values.choice("cost_line_code"),
            project=values.text("project"),
        )


def _profiles() -> list[tuple[tuple[int, ...], str]]:
    return [
        (EVEN_SEASON, _("The same each month")),
        (CAFE, _("Café and lunch: quiet in July")),
        (CLOSED_JULY, _("Closed in July")),
        (SUMMER, _("Summer: gardens and tourists")),
        (CHRISTMAS, _("Shop: autumn and Christmas")),
        (OWN, _("As I write below")),
    ]
