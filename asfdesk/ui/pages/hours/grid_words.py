"""Words that both grids of hours use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, month_name
from asfdesk.services.typed_cells import clock

if TYPE_CHECKING:
    from asfdesk.domain.hours.typed_time import Ambiguous
    from asfdesk.domain.period import Month


def month_word(month: Month) -> str:
    """Oktober, as inside a sentence: in lower case where the language does so."""
    return month_name(month.year, month.number, with_year=False)


def capital(text: str) -> str:
    """The first letter as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def ambiguous_hint(text: str, typed: Ambiguous) -> str:
    """How to type each of the two meanings."""
    return _(
        "%(text)s can mean two things. Type %(decimal)s for %(decimal_minutes)d minutes "
        "or %(clock)s for %(clock_minutes)d minutes."
    ) % {
        "text": text,
        "decimal": clock(typed.decimal_minutes),
        "decimal_minutes": typed.decimal_minutes,
        "clock": clock(typed.clock_minutes),
        "clock_minutes": typed.clock_minutes,
    }
