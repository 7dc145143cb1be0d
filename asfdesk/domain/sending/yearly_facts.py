"""What R11 asks of a year and the program cannot know (domain.md §3.9, §3.11, §8.1).

The enterprise states it itself, once a year: whether it meets the criteria, who is employed, who
owns it and what its profit is used for. A year is that of the report's last day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio
from asfdesk.domain.people.placement_codes import EmploymentForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


class FactKey(StrEnum):
    """Which fact; stored as it stands."""

    BUSINESS = "criterion_business"
    PARTICIPATION = "criterion_participation"
    REINVESTED = "criterion_reinvested"
    INDEPENDENT = "criterion_independent"
    NO_DISTRIBUTION = "no_distribution"
    CERTIFIED = "certified"
    EMPLOYEES = "employees"
    EMPLOYEES_FTE = "employees_fte"
    TARGET = "target_employees"
    TARGET_FTE = "target_employees_fte"
    UNSUBSIDISED = "employed_utan_stod"
    WAGE_SUBSIDY = "employed_lonebidrag"
    WAGE_SUBSIDY_DEVELOPMENT = "employed_lonebidrag_utv"
    WAGE_SUBSIDY_SECURITY = "employed_lonebidrag_trygghet"
    SHELTERED_PUBLIC = "employed_osa"
    NEW_START = "employed_nystart"
    INTRODUCTION = "employed_intro"
    OTHER_SUBSIDY = "employed_ovrigt_stod"
    MEMBERS = "members"
    MEMBER_COWORKERS = "member_coworkers"
    BOARD = "board"
    BOARD_COWORKERS = "board_coworkers"
    PUBLIC_SALES = "public_sales"
    PRIVATE_GRANTS = "private_grants"
    PROFIT_KEPT = "profit_kept"
    PROFIT_PAID_OUT = "profit_paid_out"
    PROFIT_GIVEN = "profit_given"


class FactUnit(StrEnum):
    """What a fact's whole number is."""

    YES_NO = "yes_no"  # 1 or 0
    COUNT = "count"
    MILLI = "milli"  # thousandths of a full-time post
    ORE = "ore"
    DAY = "day"  # YYYYMMDD


CRITERIA = (FactKey.BUSINESS, FactKey.PARTICIPATION, FactKey.REINVESTED, FactKey.INDEPENDENT)
"""The four that make a firm an ASF (domain.md §3.11)."""

BY_FORM: Mapping[EmploymentForm, FactKey] = {
    one: FactKey(f"employed_{one.value.lower()}") for one in EmploymentForm
}
"""How many are employed in each form."""

AT_MOST: Mapping[FactKey, FactKey] = {
    FactKey.TARGET: FactKey.EMPLOYEES,
    FactKey.TARGET_FTE: FactKey.EMPLOYEES_FTE,
    FactKey.MEMBER_COWORKERS: FactKey.MEMBERS,
    FactKey.BOARD_COWORKERS: FactKey.BOARD,
}
"""A part -> what it is a part of."""

PROFIT = (FactKey.PROFIT_KEPT, FactKey.PROFIT_PAID_OUT, FactKey.PROFIT_GIVEN)

_YES_NO = frozenset((*CRITERIA, FactKey.NO_DISTRIBUTION))
_ORE = frozenset((FactKey.PUBLIC_SALES, FactKey.PRIVATE_GRANTS, *PROFIT))
_MILLI = frozenset((FactKey.EMPLOYEES_FTE, FactKey.TARGET_FTE))


class Section(StrEnum):
    """Which facts are typed together."""

    CRITERIA = "criteria"
    STAFF = "staff"
    OWNERS = "owners"


SECTIONS: Mapping[Section, tuple[FactKey, ...]] = {
    Section.CRITERIA: (*CRITERIA, FactKey.NO_DISTRIBUTION, FactKey.CERTIFIED),
    Section.STAFF: (
        FactKey.EMPLOYEES,
        FactKey.EMPLOYEES_FTE,
        FactKey.TARGET,
        FactKey.TARGET_FTE,
        *BY_FORM.values(),
    ),
    Section.OWNERS: (
        FactKey.MEMBERS,
        FactKey.MEMBER_COWORKERS,
        FactKey.BOARD,
        FactKey.BOARD_COWORKERS,
        FactKey.PUBLIC_SALES,
        FactKey.PRIVATE_GRANTS,
        *PROFIT,
    ),
}
"""Every fact, in the order in which it is asked for."""

WITH_PROOF = frozenset((*SECTIONS[Section.CRITERIA], *PROFIT))
"""Facts that a document shows."""

LASTING = tuple(key for key in FactKey if key not in _ORE)
"""What is likely to hold next year too, and so is offered then; amounts are the year's own."""

RESERVED_SHARE_PERCENT = 30
"""A reserved tender asks for this share from the groups (LOU 4:18, domain.md §3.9)."""


def unit_of(key: FactKey) -> FactUnit:
    """What its value is."""
    if key in _YES_NO:
        return FactUnit.YES_NO
    if key in _ORE:
        return FactUnit.ORE
    if key in _MILLI:
        return FactUnit.MILLI
    return FactUnit.DAY if key is FactKey.CERTIFIED else FactUnit.COUNT


@dataclass(frozen=True)
class Fact:
    """One fact of a year.

    Attributes:
        value: in its unit; None = not stated.
        reference: the document that shows it, or a note. Somebody may have written a name there.
    """

    value: int | None = None
    reference: str = field(default="", repr=False)

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return self.value is None and not self.reference


@dataclass(frozen=True)
class YearlyFacts:
    """What is stated of a year."""

    year: int
    facts: Mapping[FactKey, Fact] = field(default_factory=dict)

    def value(self, key: FactKey) -> int | None:
        """In the fact's unit; None = not stated."""
        return self.facts.get(key, Fact()).value

    def reference(self, key: FactKey) -> str:
        """The document or note; "" without one."""
        return self.facts.get(key, Fact()).reference

    def share(self, part: FactKey, whole: FactKey) -> Fraction | None:
        """A part of a whole; None when one of them is not stated or the whole is nothing."""
        some, every = self.value(part), self.value(whole)
        return None if some is None or every is None else ratio(some, every)

    def target_share(self, trainees: int | None = 0) -> Fraction | None:
        """The share from the target group among all who are occupied, in persons.

        Args:
            trainees: how many trainees there are beside the employees, all of the target group;
                None = not known.
        """
        some, every = self.value(FactKey.TARGET), self.value(FactKey.EMPLOYEES)
        if some is None or every is None or trainees is None:
            return None
        return ratio(some + trainees, every + trainees)

    def by_form(self) -> dict[EmploymentForm, int] | None:
        """Employees in each form; None when no form is stated. What is left empty is nobody."""
        found = {form: self.value(key) for form, key in BY_FORM.items()}
        if all(one is None for one in found.values()):
            return None
        return {form: one or 0 for form, one in found.items()}
