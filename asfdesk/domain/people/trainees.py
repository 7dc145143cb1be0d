"""Trainees (deltagare): who they are is sealed, that they are here is not (decisions C1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, IdentityKind

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import CoordinationStatus, Sex


@dataclass(frozen=True)
class Trainee:
    """What is clear in the file: running number, sex, protected or not."""

    id: int
    number: int
    sex: Sex
    protected: bool = False
    registered_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Identity:
    """What is sealed with the vault key. Every field is kept out of repr, logs and errors.

    Attributes:
        identity_number: 12 digits, 8 and letters for a T-number, or "" for none.
        checked_on: when somebody compared the number with an identity document.
    """

    name: str = field(repr=False, default="")
    identity_kind: IdentityKind = field(repr=False, default=IdentityKind.NONE)
    identity_number: str = field(repr=False, default="")
    coordination_status: CoordinationStatus | None = field(repr=False, default=None)
    checked_on: date | None = field(repr=False, default=None)
    birth_year: int | None = field(repr=False, default=None)
    phone: str = field(repr=False, default="")
    email: str = field(repr=False, default="")
    address: str = field(repr=False, default="")
    emergency_contact: str = field(repr=False, default="")
    note: str = field(repr=False, default="")


def age_bands_by_year(birth_year: int | None, first: int, last: int) -> dict[int, AgeBand]:
    """Calendar year -> age band for first..last; empty without a birth year (decisions A15)."""
    if birth_year is None:
        return {}
    return {year: AgeBand.of_age(year - birth_year) for year in range(first, last + 1)}
