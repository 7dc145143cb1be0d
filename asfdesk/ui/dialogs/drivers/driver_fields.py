"""Fields of the drivers' forms: months, numbers kept in parts, lengths of time, twelve weights."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month
from asfdesk.i18n import GROUP, _
from asfdesk.reports.drivers.driver_words import plain_number
from asfdesk.ui.kit.form.fields import Field
from asfdesk.ui.kit.form.parse import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = re.compile(r"(\d{4})\D?(\d{1,2})")
_IN_MONTHS = re.compile(r"(\d{1,4})\s*m[a-zå]*")


@dataclass(frozen=True)
class MonthField(Field):
    """A month as YYYY-MM; None when empty."""

    value: Month | None = None

    def hint(self) -> str:
        """How it is written."""
        return _("YYYY-MM")

    def parse(self, text: str) -> Month:
        """2027-03, 2027 3 or 202703."""
        match = _MONTH.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return Month.parse(f"{match[1]}-{int(match[2]):02d}")

    def complaint(self) -> str:
        """How a month is written."""
        return _("Write the month as YYYY-MM, for example 2027-03.")


@dataclass(frozen=True)
class ScaledField(Field):
    """A number kept in so many parts of one: 2,25 full-time as 22500; None when empty."""

    value: int | None = None
    scale: int = field(default=1000, kw_only=True)

    def show(self) -> str:
        """Without needless decimals."""
        if self.value is None:
            return ""
        return plain_number(Fraction(self.value, self.scale)).replace(GROUP, "")

    def parse(self, text: str) -> int:
        """Parts; more decimals than are kept are refused."""
        parts = parse_decimal(text) * self.scale
        if parts < 0 or parts != parts.to_integral_value():
            raise ValueError(text)
        return int(parts)

    def complaint(self) -> str:
        """How a number is written."""
        return _("Write a number, for example 2 or 2.25.")


@dataclass(frozen=True)
class TimeField(Field):
    """A length of time, kept in months: years, or months with an m after; None when empty."""

    value: int | None = None

    def show(self) -> str:
        """Years where they are short to write."""
        if self.value is None:
            return ""
        years = Fraction(self.value, MONTHS_IN_YEAR)
        if (years * 2).denominator == 1:
            return plain_number(years)
        return _("%(num)d m") % {"num": self.value}

    def hint(self) -> str:
        """The unit."""
        return _("years")

    def parse(self, text: str) -> int:
        """Months, at least one."""
        if match := _IN_MONTHS.fullmatch(text.lower()):
            months = int(match[1])
        else:
            exact = parse_decimal(text) * MONTHS_IN_YEAR
            months = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        if months < 1:
            raise ValueError(text)
        return months

    def complaint(self) -> str:
        """How a time is written."""
        return _("Write years, for example 5, or months, for example 30 m.")


@dataclass(frozen=True)
class WeightsField(Field):
    """Twelve whole numbers, January first: each month's share of the year."""

    value: tuple[int, ...] | None = None

    def show(self) -> str:
        """With a space between."""
        return "" if self.value is None else " ".join(str(one) for one in self.value)

    def parse(self, text: str) -> tuple[int, ...]:
        """Twelve weights, not all zero; also as twelve cells of a spreadsheet."""
        weights = tuple(int(part) for part in re.split(r"[\s;]+", text.strip()))
        if not fits(weights):
            raise ValueError(text)
        return weights

    def complaint(self) -> str:
        """How the weights are written."""
        return _("Write twelve whole numbers with a space between, January first.")


def fits(weights: Sequence[int]) -> bool:
    """Whether weights can share out a year."""
    return len(weights) == MONTHS_IN_YEAR and min(weights) >= 0 and any(weights)
