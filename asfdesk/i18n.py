"""Words and numbers in the user's language: gettext for sentences, Babel for formats.

The only Babel importer. Source strings are English; `translations/sv` holds the Swedish ones.
The language is process-wide, like the environment it is read from (docs/adr/0005-language.md).
"""

from __future__ import annotations

import gettext as _gettext
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date

from asfdesk import paths

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

LANGUAGES = ("sv", "en")
MINUS = "\u2212"
GROUP = "\u202f"
ABSENT = "\u2013"


class _Language:
    """The language in force."""

    def __init__(self) -> None:
        self.code = "sv"
        self.catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
        self.loaded = False

    def use(self, code: str) -> None:
        self.code = code if code in LANGUAGES else "sv"
        self.catalogue = _gettext.translation(
            "asfdesk", paths.translations(), languages=[self.code], fallback=True
        )
        self.loaded = True

    def ready(self) -> _gettext.NullTranslations:
        if not self.loaded:
            self.use(self.code)
        return self.catalogue


_language = _Language()


def set_language(code: str) -> None:
    """Use Swedish ("sv") or English ("en") from now on; anything else means Swedish."""
    _language.use(code)
    for formatter in (money, money_exact, hours, percent, decimal):
        formatter.cache_clear()


def language() -> str:
    """The code of the language in force."""
    return _language.code


def _(message: str) -> str:
    """Translate a sentence."""
    return _language.ready().gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a sentence that counts something; both forms hold %(num)d."""
    return _language.ready().ngettext(singular, plural, n) % {"num": n}


def pgettext(context: str, message: str) -> str:
    """Translate a word that means different things in different places."""
    return _language.ready().pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name that extraction looks for
    """Mark a string for extraction where it is defined; translate it with `_` where it is used."""
    return message


@cache
def _locale(code: str) -> Locale:
    return Locale.parse("sv_SE" if code == "sv" else "en_GB")


def _grouped(value: Decimal, decimals: int) -> str:
    """A number with U+202F groups, the language's decimal mark and a real minus sign."""
    quantum = Decimal(1).scaleb(-decimals)
    rounded = value.quantize(quantum, rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", GROUP)
    if _language.code == "sv":
        text = text.replace(".", ",")
    return f"{MINUS}{text}" if rounded < 0 else text


@lru_cache(maxsize=8192)
def money(ore: int | None) -> str:
    """Öre as whole kronor, half up, without unit; "–" for None (decisions A2)."""
    return ABSENT if ore is None else _grouped(Decimal(ore) / 100, 0)


@lru_cache(maxsize=8192)
def money_exact(ore: int | None) -> str:
    """Öre as kronor with two decimals, without unit; "–" for None."""
    return ABSENT if ore is None else _grouped(Decimal(ore) / 100, 2)


@lru_cache(maxsize=8192)
def hours(minutes: int | None, decimals: int = 2) -> str:
    """Minutes as decimal hours without needless zeros; "–" for None."""
    if minutes is None:
        return ABSENT
    text = _grouped(Decimal(minutes) / 60, decimals)
    mark = "," if _language.code == "sv" else "."
    return text.rstrip("0").rstrip(mark) if mark in text else text


@lru_cache(maxsize=4096)
def percent(share: Fraction | None, decimals: int = 1) -> str:
    """A share as per cent with unit, half up; "–" for None."""
    if share is None:
        return ABSENT
    value = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return f"{_grouped(value, decimals)}\u00a0%"


@lru_cache(maxsize=4096)
def decimal(value: Fraction | None, decimals: int = 2) -> str:
    """A plain number with a fixed count of decimals, half up; "–" for None."""
    if value is None:
        return ABSENT
    return _grouped(Decimal(value.numerator) / Decimal(value.denominator), decimals)


def day(value: date | None) -> str:
    """A date as it is written in tables: 2026-06-05 in both languages."""
    return ABSENT if value is None else value.isoformat()


def long_day(value: date) -> str:
    """A date in words: onsdag 21 oktober 2026."""
    pattern = "EEEE d MMMM y"
    return format_date(value, pattern, _locale(_language.code))


def weekday_and_day(value: date) -> str:
    """A date without the year, where the year is plain: onsdag 21 oktober."""
    return format_date(value, "EEEE d MMMM", _locale(_language.code))


def short_weekday(value: date) -> str:
    """One letter for a weekday column: m t o t f l s."""
    return _weekday_letters(_language.code)[value.weekday()]


@cache
def _weekday_letters(code: str) -> tuple[str, ...]:
    """From Monday; kept, since a month's report writes thousands."""
    week = (date(2026, 1, 5 + weekday) for weekday in range(7))
    return tuple(format_date(one, "EEEEE", _locale(code)).lower() for one in week)


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """Måndag, or mån when short, for an ISO weekday 1-7."""
    pattern = "ccc" if short else "cccc"
    return format_date(date(2026, 1, 4 + weekday), pattern, _locale(_language.code)).rstrip(".")


def month_name(year: int, number: int, *, with_year: bool = True) -> str:
    """Oktober 2026, with the first letter as the language writes it."""
    pattern = "LLLL y" if with_year else "LLLL"
    return format_date(date(year, number, 1), pattern, _locale(_language.code))


def short_month(number: int) -> str:
    """Jan, feb … for column heads."""
    text = format_date(date(2026, number, 1), "LLL", _locale(_language.code))
    return text.rstrip(".")


def moment(value: datetime) -> str:
    """A point in time: 2026-06-05 14:03, in the value's own zone."""
    return value.strftime("%Y-%m-%d %H:%M")
