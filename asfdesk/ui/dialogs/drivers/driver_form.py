"""What the form of one kind of driver is: fields, how they become a value, what follows what."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from asfdesk.domain.plan import Section
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField
from asfdesk.ui.kit.form.form import ChoiceField, PercentField, TextField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.services.drivers.driver_offers import DriverOffers
    from asfdesk.ui.kit.form.form import Field, FormValues

D = TypeVar("D")


class DriverForm(ABC, Generic[D]):
    """A form for one driver.

    Attributes:
        value: what it begins with; its id is 0 for a new one.
        offers: what can be chosen.
    """

    def __init__(self, value: D, offers: DriverOffers) -> None:
        self.value = value
        self.offers = offers

    @property
    def is_new(self) -> bool:
        """Whether it is to be added."""
        return not getattr(self.value, "id", 0)

    @abstractmethod
    def title(self) -> str:
        """What the form is called."""

    def intro(self) -> str:
        """What stands under the title."""
        return ""

    @abstractmethod
    def fields(self) -> list[Field]:
        """The fields, filled."""

    @abstractmethod
    def read(self, values: FormValues) -> D:
        """The driver that was typed; InvalidInputError when fields don't go together."""

    def hidden(self, values: FormValues) -> frozenset[str]:
        """Fields that have no meaning as things stand."""
        del values
        return frozenset()

    def follows(self, name: str, chosen: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any field's
        """What other fields become when something was chosen in a list."""
        del name, chosen
        return {}

    def note(self, values: FormValues) -> str:
        """A line beside the form about what is typed, or ""."""
        del values
        return ""

    def row_for(self, field: str) -> str:
        """The field of the form that shows what a check says of a value."""
        return field

    def name_field(self, example: str) -> Field:
        """What the driver is called."""
        shown = getattr(self.value, "name", "")
        return TextField("name", _("Name"), shown, example, required=True)

    def period_fields(self) -> list[Field]:
        """From when to when."""
        first: Month | None = getattr(self.value, "first", None)
        last: Month | None = getattr(self.value, "last", None)
        return [
            MonthField("first", _("From"), first, _("Empty: from the plan’s first month.")),
            MonthField("last", _("Until"), last, _("Empty: to the plan’s last month.")),
        ]

    def line_field(self, name: str, label: str, sections: Sequence[Section]) -> Field:
        """A plan line of some sections."""
        shown = getattr(self.value, name)
        return ChoiceField(name, label, shown, options=self.offers.lines_of(sections))

    def project_field(self) -> Field:
        """Project or cost centre."""
        shown = getattr(self.value, "project", "")
        return TextField("project", _("Project or cost centre"), shown)

    def vat_field(self, name: str, label: str) -> Field:
        """A rate of VAT; the program stores it, it never decides it."""
        shown = getattr(self.value, name)
        return PercentField(name, label, shown, required=True, at_least_one=True)


def need_month(values: FormValues, name: str) -> Month:
    """A month that must be there."""
    month: Month | None = values[name]
    if month is None:
        raise InvalidInputError(name, _("This must be filled in."))
    return month


INCOME = (Section.INCOME,)
COSTS = (Section.COST,)
FINANCE = (Section.FINANCE,)
