"""The form of work training sold to a payer, and of what holds from a later month on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asfdesk.domain.agreements import bases_of
from asfdesk.domain.books.chart import TRAINING
from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.i18n import _
from asfdesk.reports.drivers.driver_facts import counts_occupancy
from asfdesk.reports.words import payer_kind_word, price_basis_word, price_unit_word
from asfdesk.services.drivers.driver_offers import USUAL_BP
from asfdesk.ui.dialogs.drivers.driver_form import DriverForm
from asfdesk.ui.dialogs.places_field import PlacesField
from asfdesk.ui.kit.form.form import (
    ChoiceField,
    HoursField,
    IntegerField,
    MoneyField,
    PercentField,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.ui.kit.form.form import Field, FormValues

UNITS = tuple(unit for unit in PriceUnit if unit is not PriceUnit.LEVEL_DAY)
"""A plan sells places, not people: prices by level become one price."""
FROM_AGREEMENT = (
    "name",
    "buyer_id",
    "payer",
    "unit",
    "basis",
    "places_milli",
    "price_ore",
    "first",
    "last",
    "day_minutes",
    "vat_bp",
    "line_code",
    "project",
)


def blank_stream() -> TrainingStream:
    """What a new stream begins with."""
    return TrainingStream(0, "", 0, USUAL_BP, 0)


class StreamForm(DriverForm[TrainingStream]):
    """Who buys, how many places, how they are paid."""

    def title(self) -> str:
        """What the form is called."""
        return _("New work training") if self.is_new else _("Work training")

    def fields(self) -> list[Field]:
        """The fields, the agreement first: one choice fills in the rest."""
        one = self.value
        found: list[Field] = []
        if self.is_new and self.offers.agreements:
            options: list[tuple[int | None, str]] = [(None, _("Nothing: I fill in myself"))]
            options += [(offer.agreement_id, offer.label) for offer in self.offers.agreements]
            note = _("Fills in the fields below; change what you like.")
            found.append(
                ChoiceField("agreement", _("Take from"), None, note, options=options, wide=True)
            )
        found += [
            self.name_field(_("For example the buyer’s name.")),
            ChoiceField("buyer_id", _("Buyer"), one.buyer_id, options=self._buyers()),
            PlacesField("places_milli", _("Places"), one.places_milli or None, required=True),
            PercentField(
                "occupancy_bp",
                _("Occupancy (%)"),
                one.occupancy_bp,
                _("How much of the sold places is paid for."),
                required=True,
                at_least_one=True,
            ),
            ChoiceField(
                "unit",
                _("Price"),
                one.unit,
                options=[(unit, price_unit_word(unit)) for unit in UNITS],
            ),
            MoneyField(
                "price_ore", _("Price without VAT (kr)"), one.price_ore or None, required=True
            ),
            ChoiceField(
                "basis",
                _("Counted on"),
                one.basis,
                options=[(basis, price_basis_word(basis)) for basis in PriceBasis],
            ),
            IntegerField("terms_days", _("Paid after (days)"), one.terms_days, required=True),
            *self.period_fields(),
            self.vat_field("vat_bp", _("VAT (%)")),
            ChoiceField(
                "line_code",
                _("Plan line"),
                one.line_code,
                options=self.offers.lines_under({TRAINING}),
            ),
            ChoiceField(
                "payer",
                _("Kind of payer"),
                one.payer,
                options=[(kind, payer_kind_word(kind)) for kind in PayerKind],
            ),
            self.project_field(),
            HoursField("day_minutes", _("Hours of a place-day"), one.day_minutes, required=True),
        ]
        return found

    def _buyers(self) -> list[tuple[int | None, str]]:
        return [(None, _("None in the register")), *self.offers.buyers]

    def follows(self, name: str, chosen: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any field's
        """An agreement fills everything in; a buyer tells what kind of payer it is."""
        if name == "agreement":
            offer = next((o for o in self.offers.agreements if o.agreement_id == chosen), None)
            return {f: getattr(offer.stream, f) for f in FROM_AGREEMENT} if offer else {}
        if name == "buyer_id" and chosen in self.offers.payers:
            return {"payer": self.offers.payers[chosen]}
        if name == "unit" and chosen is not None:
            return {} if PriceBasis.ATTENDED in bases_of(chosen) else {"basis": PriceBasis.PLACE}
        return {}

    def hidden(self, values: FormValues) -> frozenset[str]:
        """What the price doesn't use; a buyer in the register has a kind already."""
        found: set[str] = set()
        unit = values.choice("unit")
        stream = replace(self.value, unit=unit, basis=values.choice("basis"))
        if not counts_occupancy(stream):
            found.add("occupancy_bp")
        if unit is not PriceUnit.HOUR:
            found.add("day_minutes")
        if unit in (PriceUnit.LUMP_SUM, PriceUnit.RESULT):
            found.add("basis")
        if unit is PriceUnit.LUMP_SUM:
            found.add("places_milli")
        if values.choice("buyer_id") is not None:
            found.add("payer")
        return frozenset(found)

    def read(self, values: FormValues) -> TrainingStream:
        """The stream that was typed."""
        unit = values.choice("unit")
        basis = values.choice("basis")
        if unit in (PriceUnit.LUMP_SUM, PriceUnit.RESULT):
            # What is hidden must not keep a sum or a result from being saved.
            basis = bases_of(unit)[0]
        return replace(
            self.value,
            name=values.text("name"),
            buyer_id=values.choice("buyer_id"),
            payer=values.choice("payer"),
            unit=unit,
            basis=basis,
            places_milli=values.whole("places_milli") or 0,
            occupancy_bp=values.whole("occupancy_bp") or 0,
            price_ore=values.whole("price_ore") or 0,
            first=values["first"],
            last=values["last"],
            day_minutes=values.whole("day_minutes") or self.value.day_minutes,
            vat_bp=values.whole("vat_bp") or 0,
            terms_days=values.whole("terms_days") or 0,
            line_code=values.choice("line_code"),
            project=values.text("project"),
        )
