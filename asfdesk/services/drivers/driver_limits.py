"""The checks that several kinds of drivers share; each raises InvalidInputError for the field."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import base_code
from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import GROUP, _, decimal
from asfdesk.services.checks import need_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine, Section
    from asfdesk.services.session import ReadSession

LONGEST_NAME = 100
MOST_DAYS = 365
MOST_DECIMALS, GROUPED_FROM = 4, 10_000
MOST_ORE = 10**13
"""A hundred billion kronor: far above any plan, and sums of many still fit."""


@dataclass(frozen=True)
class Limits:
    """What a driver of one plan must keep within."""

    months: tuple[Month, ...]
    lines: Mapping[str, PlanLine]

    @classmethod
    def of(cls, session: ReadSession, months: Sequence[Month]) -> Limits:
        """Those of a plan of these months."""
        return cls(tuple(months), {line.code: line for line in session.plans.lines()})

    def name(self, text: str) -> str:
        """What a row is called: something, and not too long."""
        name = need_text("name", text, _("Write what the row is called."))
        if len(name) > LONGEST_NAME:
            raise InvalidInputError(
                "name",
                _("The name is too long."),
                todo=_("Keep it to %(longest)d characters.") % {"longest": LONGEST_NAME},
            )
        return name

    def inside(self, field: str, month: Month | None) -> None:
        """A month of the plan, or none."""
        if month is not None and not self.months[0] <= month <= self.months[-1]:
            raise self._outside(field)

    def not_after(self, field: str, month: Month) -> None:
        """A month of the plan or before it."""
        if month > self.months[-1]:
            raise self._outside(field)

    def span(self, first: Month | None, last: Month | None) -> None:
        """First and last month inside the plan, in order; None = the plan's own."""
        self.inside("first", first)
        self.inside("last", last)
        check_months("last", first, last)

    def changes(self, first: Month | None, months: Sequence[Month]) -> None:
        """Later values: inside the plan, after the first month, each month once, in order."""
        for month in months:
            self.inside("changes", month)
        starts = [first or self.months[0], *months]
        if any(after <= before for before, after in pairwise(starts)):
            raise InvalidInputError(
                "changes",
                _("A change must come later than the one before it."),
                _("Each month can have one change, and the first month holds the row itself."),
                _("Choose another month."),
            )

    def line(self, field: str, code: str, sections: Collection[Section]) -> None:
        """An active line of the right part of the plan."""
        line = self.lines.get(code)
        if line is None or line.section not in sections:
            raise _wrong_line(field)

    def line_under(self, field: str, code: str, bases: Collection[str]) -> None:
        """An active line that is, or belongs to, one of some shipped lines."""
        line = self.lines.get(code)
        if line is None or base_code(line) not in bases:
            raise _wrong_line(field)

    def _outside(self, field: str) -> InvalidInputError:
        return InvalidInputError(
            field,
            _("The month is not in the plan."),
            _("The plan runs from %(first)s to %(last)s.")
            % {"first": self.months[0], "last": self.months[-1]},
            _("Choose one of its months, or leave the field empty."),
        )


def check_months(field: str, first: Month | None, last: Month | None) -> None:
    """The last month may not come before the first."""
    if first is not None and last is not None and last < first:
        raise InvalidInputError(
            field,
            _("The last month comes before the first."),
            _("The first month is %(first)s.") % {"first": first},
            _("Choose that month or a later one."),
        )


def check_share(field: str, bp: int | None, most: int = BASIS_POINTS) -> None:
    """A share from nothing to a limit, in basis points."""
    if bp is not None and not 0 <= bp <= most:
        raise InvalidInputError(
            field,
            _("The share must be from 0 to %(most)d %%.") % {"most": most // 100},
            todo=_("Write a per cent within these limits."),
        )


def check_ore(field: str, ore: int | None, *, negative: bool = False) -> None:
    """An amount that can be counted with."""
    low = -MOST_ORE if negative else 0
    if ore is not None and not low <= ore <= MOST_ORE:
        raise InvalidInputError(
            field,
            _("The amount cannot be right."),
            _("It is far too large.") if ore > 0 or negative else _("It is negative."),
        )


def check_number(field: str, value: int, low: int, high: int, scale: int = 1) -> None:
    """A number within limits, kept in so many parts of what is typed; said as it is typed."""
    if not low <= value <= high:
        said = {"low": _limit(low, scale), "high": _limit(high, scale)}
        raise InvalidInputError(field, _("The number must be from %(low)s to %(high)s.") % said)


def _limit(value: int, scale: int) -> str:
    """A limit with its thousands apart; years and other short numbers stand together."""
    exact = Fraction(value, scale)
    places = next((n for n in range(MOST_DECIMALS) if (exact * 10**n).denominator == 1), 4)
    text = decimal(exact, places)
    return text if abs(exact) >= GROUPED_FROM else text.replace(GROUP, "")


def check_days(field: str, days: int) -> None:
    """Days until something is paid."""
    if not 0 <= days <= MOST_DAYS:
        raise InvalidInputError(
            field,
            _("The days until payment must be from 0 to 365."),
            todo=_("Write 30 for an ordinary invoice, 0 when it is paid at once."),
        )


def check_positive(field: str, value: int, what: str) -> None:
    """More than nothing; `what` is said otherwise."""
    if value <= 0:
        raise InvalidInputError(field, what)


def _wrong_line(field: str) -> InvalidInputError:
    return InvalidInputError(
        field,
        _("This plan line is of another kind."),
        _("Income, costs and interest stand on lines of their own."),
        _("Choose a line from the list."),
    )
