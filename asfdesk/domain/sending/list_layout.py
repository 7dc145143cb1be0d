"""A recipient's own columns for a list of participants, as data (domain.md §8, "column maps").

Official templates changed in 2017, 2019, 2020, 2021 and 2023, and next year's is not known. A
layout is therefore a dated file under `resources/layouts`, or one of the user's own, that names
which of the known fields stand in which column under which title. A new layout needs no code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.hours.whole_hours import Rounding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.codes import Sex
    from asfdesk.domain.period import Month, Period


class ListField(StrEnum):
    """What can stand in a column."""

    IDENTITY = "identity"
    OWN_NUMBER = "own_number"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    SEX = "sex"
    PROJECT = "project"
    AGREEMENT = "agreement_reference"
    START = "start"
    END = "end"
    MONTH = "month"
    HOURS = "hours"
    EXACT_HOURS = "exact_hours"
    MINUTES = "minutes"
    CUMULATIVE = "cumulative_hours"
    SIDE = "programme_side"
    EMPLOYER = "employer_number"
    FIXED = "fixed"
    EMPTY = "empty"

    @property
    def names_person(self) -> bool:
        """Whether it says who somebody is; never shown for a protected person."""
        return self in (ListField.IDENTITY, ListField.NAME, ListField.EMAIL, ListField.PHONE)


class IdentityForm(StrEnum):
    """How an identity number is written."""

    TWELVE = "YYYYMMDDNNNN"
    TWELVE_DASH = "YYYYMMDD-NNNN"
    TEN = "YYMMDDNNNN"
    TEN_DASH = "YYMMDD-NNNN"


class DateForm(StrEnum):
    """How a day is written: a real date in Excel, or text."""

    DATE = "date"
    DASHES = "YYYY-MM-DD"
    PLAIN = "YYYYMMDD"


@dataclass(frozen=True)
class ListColumn:
    """One column.

    Attributes:
        title: exactly as the recipient writes it.
        text: what always stands in a FIXED column ("okänt").
        only_in_month: a start is shown in its own month only.
    """

    field: ListField
    title: str
    text: str = ""
    only_in_month: bool = False


@dataclass(frozen=True)
class CsvForm:
    """How the recipient wants a text file."""

    delimiter: str = ";"
    decimal_comma: bool = True
    mark: bool = True
    heading: bool = True


@dataclass(frozen=True)
class ListLayout:
    """A recipient's list from a month on.

    Attributes:
        key: the same for every year's layout of one list; ASCII.
        name: what it is called, in the recipient's words.
        valid_from, valid_to: first and last month it is used for; None = still in force.
        source: where the columns come from, and how sure that is.
        rank: lower ones are proposed first.
        above: lines over the heading, with placeholders {project}, {month}, {company} …
        protected: sex -> what stands for a protected person's number, with {number} for the own
            number; a missing code leaves the cell empty and is said.
        employed, not_employed: the words of the programme side.
    """

    key: str
    name: str
    recipient: str
    valid_from: Month
    valid_to: Month | None
    source: str
    sheet: str
    columns: tuple[ListColumn, ...]
    rounding: Rounding = Rounding.DOWN
    identity_form: IdentityForm = IdentityForm.TWELVE
    date_form: DateForm = DateForm.DATE
    protected: Mapping[Sex, str] = field(default_factory=dict)
    employed: str = ""
    not_employed: str = ""
    above: tuple[tuple[str, ...], ...] = ()
    csv: CsvForm = field(default_factory=CsvForm)
    rank: int = 100

    @property
    def version(self) -> str:
        """Which layout it is: "scb-deltagare 2019-08"."""
        return f"{self.key} {self.valid_from}"

    def covers(self, period: Period) -> bool:
        """Whether it is in force at the end of a period."""
        ends = self.valid_to is None or period.last <= self.valid_to.last
        return self.valid_from.first <= period.last and ends

    def protected_code(self, sex: Sex, number: int) -> str:
        """What stands instead of a protected person's number; "" when the layout has no code."""
        return self.protected.get(sex, "").replace("{number}", f"{number:02d}")

    def has(self, wanted: ListField) -> bool:
        """Whether a column shows a field."""
        return any(column.field is wanted for column in self.columns)


def in_force(layouts: Iterable[ListLayout], period: Period) -> tuple[ListLayout, ...]:
    """One layout per key, the latest that is in force, in the order they are proposed.

    A key keeps the place its best layout gives it: next year's file need not say a rank.
    """
    found: dict[str, ListLayout] = {}
    rank: dict[str, int] = {}
    for one in layouts:
        rank[one.key] = min(one.rank, rank.get(one.key, one.rank))
        if one.covers(period):
            known = found.get(one.key)
            # Of two for the same month the later one in the list wins: the user's own come last.
            if known is None or known.valid_from <= one.valid_from:
                found[one.key] = one
    return tuple(sorted(found.values(), key=lambda one: (rank[one.key], one.key)))
