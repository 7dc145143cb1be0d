"""Places as they are sold: 5 or 2,5, kept in thousandths."""

from __future__ import annotations

from dataclasses import dataclass

from asfdesk.i18n import GROUP, _
from asfdesk.reports.sales.terms_words import places_word
from asfdesk.ui.kit.form.fields import Field
from asfdesk.ui.kit.form.parse import parse_decimal

PLACE_MILLI = 1000


@dataclass(frozen=True)
class PlacesField(Field):
    """A number of places with up to three decimals; None when empty."""

    value: int | None = None

    def show(self) -> str:
        """Without needless decimals."""
        return "" if self.value is None else places_word(self.value).replace(GROUP, "")

    def parse(self, text: str) -> int:
        """Thousandths of a place."""
        milli = parse_decimal(text) * PLACE_MILLI
        if milli < 0 or milli != milli.to_integral_value():
            raise ValueError(text)
        return int(milli)

    def complaint(self) -> str:
        """How places are written."""
        return _("Write the number of places, for example 5 or 2.5.")
