"""A planned week in words: mån–tors 6 h från 9.00, fre 4 h."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from asfdesk.i18n import _, hours, weekday_name
from asfdesk.reports.hours.clock_words import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.people.placements import DaySlot


def week_words(week: Mapping[int, DaySlot]) -> str:
    """Days that follow each other with the same time are said together; "" for an empty week."""
    planned = [(day, week[day]) for day in sorted(week) if week[day].minutes]
    parts = []
    # Days with the same slot that follow each other have the same difference to their rank.
    ranked = [(day - rank, day, slot) for rank, (day, slot) in enumerate(planned)]
    for (_run, slot), group in groupby(ranked, key=lambda item: (item[0], item[2])):
        days = [day for _offset, day, _slot in group]
        parts.append(f"{_days(days)} {_time(slot)}")
    return ", ".join(parts)


def _days(days: list[int]) -> str:
    first = weekday_name(days[0], short=True)
    if len(days) == 1:
        return first
    mark = "–" if len(days) > 2 else ", "  # noqa: PLR2004 - two days are listed, more are a span
    return f"{first}{mark}{weekday_name(days[-1], short=True)}"


def _time(slot: DaySlot) -> str:
    time = _("%(hours)s h") % {"hours": hours(slot.minutes)}
    if slot.start_minute is None:
        return time
    return _("%(time)s from %(clock)s") % {"time": time, "clock": clock(slot.start_minute)}
