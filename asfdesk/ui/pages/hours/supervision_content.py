"""A month of supervision as the content of a day grid. Runs on the worker; no widgets here."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.hours.supervision import Excess, standard_day_minutes
from asfdesk.domain.money import ratio
from asfdesk.i18n import _, decimal, hours
from asfdesk.reports.words import activity_word
from asfdesk.services.typed_cells import typed_hours
from asfdesk.ui.kit.grid.grid_content import (
    Cell,
    FootRow,
    GridContent,
    GridRow,
    HeadColumn,
    HeadLook,
    Mark,
)
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.hours.day_columns import day_column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.services.hours.supervision_grid import (
        SupervisionDay,
        SupervisionMonth,
        SupervisionRow,
    )


def supervision_content(month: SupervisionMonth) -> GridContent:
    """The rows of a month, with sums and supervisor hours for each trainee hour."""
    people = {card.supervisor.id: card.supervisor for card in month.supervisors}
    long_days = {
        (warning.supervisor_id, warning.day): warning.minutes
        for warning in month.warnings
        if warning.excess is Excess.DAY
    }
    return GridContent(
        heads=(
            HeadColumn(_("Supervisor"), HeadLook.NAME, 160),
            HeadColumn(_("Activity"), HeadLook.NOTE, 110),
            HeadColumn(_("Agreement"), HeadLook.NOTE, 110),
        ),
        total_titles=(_("Hours"),),
        columns=tuple(
            day_column(
                day.day,
                workday=day.workday,
                today=day.today,
                holiday=day.holiday,
                closed=day.closed,
            )
            for day in month.days
        ),
        rows=tuple(_row(row, before) for before, row in pairwise((None, *month.rows)) if row),
        cells=tuple(
            tuple(
                _cell(row, at, day, people.get(row.key.supervisor_id), long_days)
                for at, day in enumerate(month.days)
            )
            for row in month.rows
        ),
        foot=_foot(month),
    )


def row_words(row: SupervisionRow) -> str:
    """Anna Ek, deltagare, Huddinge."""
    parts = (row.name, activity_word(row.key.activity), row.agreement_name)
    return ", ".join(part for part in parts if part)


def _row(row: SupervisionRow, before: SupervisionRow | None) -> GridRow:
    """The name is said once for a supervisor's rows."""
    same = before is not None and before.key.supervisor_id == row.key.supervisor_id
    return GridRow(
        head=("" if same else row.name, activity_word(row.key.activity), row.agreement_name),
        totals=(hours(row.total),),
        spoken=row_words(row),
    )


def _cell(
    row: SupervisionRow,
    at: int,
    day: SupervisionDay,
    person: Supervisor | None,
    long_days: Mapping[tuple[int, date | None], int],
) -> Cell:
    minutes, employed = row.minutes[at], row.employed[at]
    default = _default(row, at, day, person)
    if minutes is None and employed and row.away[at]:
        return Cell(
            text=leave_letter(),
            tone=Tone.NEUTRAL,
            stop=False,
            tip=_("On leave"),
            spoken=_("on leave"),
        )
    if minutes is None:
        mark = Mark.NONE if employed else Mark.OUTSIDE
        return Cell(
            mark=mark,
            stop=employed and day.workday,
            editable=employed,
            default=default if employed else "",
            spoken=_("nothing reported") if employed else _("not employed"),
        )
    over = long_days.get((row.key.supervisor_id, day.day))
    tips = [long_day_words(over) if over else "", _("On leave this day.") if row.away[at] else ""]
    return Cell(
        text=hours(minutes),
        tone=Tone.WARN if over else None,
        stop=day.workday,
        editable=employed,
        edit=typed_hours(minutes),
        default=default,
        odd=any(tips),
        tip=" ".join(filter(None, tips)),
        spoken=_("%(hours)s hours") % {"hours": hours(minutes)},
    )


def _default(row: SupervisionRow, at: int, day: SupervisionDay, person: Supervisor | None) -> str:
    """What Ctrl+Space writes: what the schedule says of the row, else a standard day."""
    if row.planned[at]:
        return typed_hours(row.planned[at])
    employment = person.employment_on(day.day) if person else None
    return typed_hours(standard_day_minutes(employment)) if employment and day.workday else ""


def leave_letter() -> str:
    """What stands on a day of leave, as in the attendance grid."""
    return AttendanceCode.LEAVE.value


def long_day_words(minutes: int) -> str:
    """What is odd about a day of more than 13 hours."""
    return _("%(hours)s hours this day. ESF projects take at most 13.") % {"hours": hours(minutes)}


def _foot(month: SupervisionMonth) -> tuple[FootRow, ...]:
    return (
        FootRow(
            _("Hours per day"),
            tuple(hours(day.minutes, 1) if day.minutes else "" for day in month.days),
            (hours(month.minutes, 1),),
            strong=True,
        ),
        FootRow(
            _("Trainee hours"),
            tuple(
                hours(day.attended_minutes, 1) if day.attended_minutes else "" for day in month.days
            ),
            (hours(month.attended_minutes, 1),),
        ),
        FootRow(
            _("Per trainee hour"),
            tuple(_share(day) for day in month.days),
            (decimal(month.hours_per_trainee_hour if month.minutes else None),),
        ),
    )


def _share(day: SupervisionDay) -> str:
    share = ratio(day.minutes, day.attended_minutes)
    return decimal(share) if share is not None and day.minutes else ""
