"""A period as people say it: "mars 2026", "kvartal 3 2026", "januari–juni 2026"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.period import Month, PeriodKind
from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.domain.period import Period


def period_words(period: Period) -> str:
    """The period in words, in lower case where the language has it so."""
    first, last = Month.of(period.first), Month.of(period.last)
    match period.kind:
        case PeriodKind.DAY:
            return i18n.long_day(period.first)
        case PeriodKind.WEEK:
            iso = period.first.isocalendar()
            return _("week %(week)d %(year)d") % {"week": iso.week, "year": iso.year}
        case PeriodKind.MONTH:
            return i18n.month_name(first.year, first.number)
        case PeriodKind.QUARTER:
            values = {"quarter": (first.number + 2) // 3, "year": first.year}
            return _("quarter %(quarter)d %(year)d") % values
        case PeriodKind.YEAR:
            return str(first.year)
        case PeriodKind.FISCAL_YEAR:
            return _("the fiscal year %(months)s") % {"months": _months(first, last)}
        case PeriodKind.RANGE:
            return _months(first, last)


def _months(first: Month, last: Month) -> str:
    """One month, or from–to with the year said once when it is the same."""
    end = i18n.month_name(last.year, last.number)
    if first == last:
        return end
    start = i18n.month_name(first.year, first.number, with_year=first.year != last.year)
    return f"{start}–{end}"
