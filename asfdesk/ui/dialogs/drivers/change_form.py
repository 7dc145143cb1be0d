"""The form of what holds from a later month on: places and price, or volume and price."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField, ScaledField
from asfdesk.ui.dialogs.drivers.driver_form import DriverForm, need_month
from asfdesk.ui.dialogs.places_field import PlacesField
from asfdesk.ui.kit.form.form import MoneyField, PercentField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.period import Month
    from asfdesk.services.drivers.driver_offers import DriverOffers
    from asfdesk.ui.kit.form.form import Field, FormValues


Change = TypeVar("Change", StreamChange, SalesChange)


class StreamChangeForm(DriverForm[TrainingStream]):
    """Places, occupancy and price from a month on; `change` None = a new one."""

    def __init__(
        self, value: TrainingStream, offers: DriverOffers, change: StreamChange | None
    ) -> None:
        super().__init__(value, offers)
        self._change = change

    def title(self) -> str:
        """What the form is called."""
        return _title(self.value.name)

    def fields(self) -> list[Field]:
        """The fields, with what holds until then."""
        one = self._change or next(reversed(self.value.changes), self.value)
        return [
            _from_field(self._change.first if self._change else None),
            PlacesField("places_milli", _("Places"), one.places_milli, required=True),
            PercentField(
                "occupancy_bp",
                _("Occupancy (%)"),
                one.occupancy_bp,
                required=True,
                at_least_one=True,
            ),
            MoneyField("price_ore", _("Price without VAT (kr)"), one.price_ore, required=True),
        ]

    def row_for(self, field: str) -> str:
        """What is said of the row's changes is said of this one."""
        return _row_for(field)

    def read(self, values: FormValues) -> TrainingStream:
        """The stream with the change."""
        others = _others(self.value.changes, self._change)
        change = StreamChange(
            _month(values, others),
            values.whole("places_milli") or 0,
            values.whole("occupancy_bp") or 0,
            values.whole("price_ore") or 0,
        )
        return replace(self.value, changes=_in_order((*others, change)))


class SaleChangeForm(DriverForm[SalesStream]):
    """Volume and price from a month on; `change` None = a new one."""

    def __init__(
        self, value: SalesStream, offers: DriverOffers, change: SalesChange | None
    ) -> None:
        super().__init__(value, offers)
        self._change = change

    def title(self) -> str:
        """What the form is called."""
        return _title(self.value.name)

    def fields(self) -> list[Field]:
        """The fields, with what holds until then."""
        one = self._change or next(reversed(self.value.changes), self.value)
        return [
            _from_field(self._change.first if self._change else None),
            ScaledField(
                "volume_milli", _("Sold in twelve months (number)"), one.volume_milli, required=True
            ),
            MoneyField("price_ore", _("Price each without VAT (kr)"), one.price_ore, required=True),
        ]

    def row_for(self, field: str) -> str:
        """What is said of the row's changes is said of this one."""
        return _row_for(field)

    def read(self, values: FormValues) -> SalesStream:
        """The sale with the change."""
        others = _others(self.value.changes, self._change)
        change = SalesChange(
            _month(values, others),
            values.whole("volume_milli") or 0,
            values.whole("price_ore") or 0,
        )
        return replace(self.value, changes=_in_order((*others, change)))


def _row_for(field: str) -> str:
    """changes.price_ore is this form's price_ore; changes alone is about the month."""
    changes, _dot, name = field.partition(".")
    return (name or "from") if changes == "changes" else field


def _title(name: str) -> str:
    return _("Change from a month: %(name)s") % {"name": name}


def _from_field(month: Month | None) -> Field:
    note = _("Holds until the next change.")
    return MonthField("from", _("From"), month, note, required=True)


def _others(changes: Iterable[Change], gone: Change | None) -> list[Change]:
    return [one for one in changes if one != gone]


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda one: one.first))


def _month(values: FormValues, others: Iterable[Change]) -> Month:
    month = need_month(values, "from")
    if month in {one.first for one in others}:
        raise InvalidInputError("from", _("There is already a change from this month."))
    return month
