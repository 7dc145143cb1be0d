"""The enterprise itself, and the weeks it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import LegalForm


@dataclass(frozen=True)
class Enterprise:
    """Whose file this is.

    Attributes:
        org_number: NNNNNN-NNNN, or "" while it is not known.
        is_example: the invented enterprise; every export then carries EXEMPELDATA.
    """

    name: str
    org_number: str
    legal_form: LegalForm
    created_on: date
    is_example: bool = False


@dataclass(frozen=True)
class ClosedPeriod:
    """Days when the enterprise is closed, for example the holiday weeks; both days included."""

    id: int
    first: date
    last: date
    name: str = ""

    @property
    def period(self) -> Period:
        """The days, as `holidays.is_workday` takes them."""
        return Period(self.first, self.last)
