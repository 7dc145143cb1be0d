"""The days of a month as columns of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, short_weekday, weekday_and_day, weekday_name
from asfdesk.reports.hours.holiday_words import holiday_word
from asfdesk.ui.kit.grid.grid_content import DayColumn

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.hours.holidays import Holiday


def day_column(
    day: date,
    *,
    workday: bool,
    today: bool,
    holiday: Holiday | None,
    closed: bool = False,
    wide: bool = False,
) -> DayColumn:
    """One day's head; days off are shaded and say why. `wide` has room for more than a letter."""
    why = holiday_word(holiday) if holiday else _("Closed") if closed else ""
    spoken = weekday_and_day(day)
    return DayColumn(
        top=weekday_name(day.isoweekday()) if wide else short_weekday(day),
        bottom=str(day.day),
        group=week_word(day),
        shaded=not workday,
        today=today,
        tip=f"{spoken[:1].upper()}{spoken[1:]}: {why}" if why else "",
        spoken=f"{spoken}, {why}" if why else spoken,
    )


def week_word(day: date) -> str:
    """V. 43: the ISO week of a day."""
    return _("wk %(week)d") % {"week": day.isocalendar().week}
