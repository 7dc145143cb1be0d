"""The counts of trainees in R11, and of employees by form, as the disclosure control sees them.

They have R7's names, so that what both tell is one count. A year's text is that of its months,
whether it was asked for as a calendar year, a fiscal year or a rolling one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.people.throughput import flow
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.counts import Counts, Name, Sum
from asfdesk.reports.planning.quarterly_counts import flow_name, own_table, whole_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.people.background import TraineeEmployment
    from asfdesk.domain.people.placement_codes import EmploymentForm
    from asfdesk.domain.sending.yearly_facts import YearlyFacts
    from asfdesk.reports.planning.quarterly_counts import Persons

HIRED, BY_FORM = "employed.new", "employed.form"


def of_months(period: Period) -> Period:
    """The same days, named by their months."""
    return Period.of_months(Month.of(period.first), Month.of(period.last))


@dataclass(frozen=True)
class YearCounts:
    """The counts of a year.

    Attributes:
        year: named by its months.
        persons: whom statistics count.
        hired: trainee ids of those whom the enterprise began to employ in the year.
        stated: what is stated of the year.
    """

    year: Period
    persons: Persons
    hired: frozenset[int]
    stated: YearlyFacts

    @property
    def unique(self) -> Name:
        """Everybody who was there in the year."""
        return whole_name(self.year)

    @property
    def at_end(self) -> Name:
        """Who is there when it ends."""
        return flow_name(self.year, "at_end")

    @property
    def new_jobs(self) -> Name:
        """Whom the enterprise began to employ."""
        return Name(HIRED, str(self.year))

    @property
    def ended(self) -> Name:
        """Placements that ended."""
        return own_table(self.persons, self.year).name()

    def form(self, form: EmploymentForm) -> Name:
        """Employees of a form."""
        return Name(BY_FORM, str(self.year), form.value)

    def counts(self) -> Counts:
        """All that is asked for, with what hangs together."""
        moving = flow(self.persons.placements, self.year)
        left = flow_name(self.year, "ended")
        values = {
            self.unique: len(moving.unique),
            self.at_end: len(moving.at_end),
            self.new_jobs: len(self.hired),
        }
        sums = [Sum(self.unique, (self.at_end, left))]
        own = own_table(self.persons, self.year).counts()
        values[self.ended] = own.values[self.ended]
        sums += own.sums
        return Counts(values, tuple(sums), frozenset({self.unique, self.ended}))

    def true(self) -> dict[Name, int]:
        """Counts that nobody asks for, but that what is shown differs by."""
        moving = flow(self.persons.placements, self.year)
        own = own_table(self.persons, self.year).counts().values
        return {flow_name(self.year, "ended"): len(moving.ended), **own}

    def forms(self) -> Counts | None:
        """Employees by form, whose total is stated anyway; None when no form is."""
        found = self.stated.by_form()
        if found is None:
            return None
        values = {self.form(form): count for form, count in found.items()}
        return Counts(values, (Sum(Name(BY_FORM, str(self.year)), tuple(values)),))


def hired_in(
    persons: Persons, employments: Iterable[TraineeEmployment], year: Period
) -> frozenset[int]:
    """Those whose employment here began in a year, by the register or by how they left."""
    counted = {one.trainee_id for one in persons.placements}
    began = {one.trainee_id for one in employments if one.starts_on in year}
    left = {
        one.trainee_id
        for one in persons.placements
        if one.exit and one.exit.employed_by_us and one.exit.ended_on in year
    }
    return frozenset((began | left) & counted)
