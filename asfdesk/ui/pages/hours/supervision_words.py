"""The sentences around the supervision grid."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import ESF_YEAR_MINUTES, Excess
from asfdesk.domain.hours.typed_time import Ambiguous, Faulty, parse_time
from asfdesk.i18n import _, decimal, hours, money, ngettext, weekday_and_day
from asfdesk.services.typed_cells import time_fault_words
from asfdesk.ui.pages.hours.grid_words import ambiguous_hint
from asfdesk.ui.pages.hours.supervision_content import long_day_words, row_words

if TYPE_CHECKING:
    from asfdesk.services.hours.supervision_grid import SupervisionMonth
    from asfdesk.ui.kit.grid.grid_blocks import Block


def status_words(month: SupervisionMonth) -> str:
    """The month in one line: hours, cost, and hours for each trainee hour."""
    supervisors = ngettext("%(num)d supervisor", "%(num)d supervisors", len(month.supervisors))
    parts = [f"{supervisors}, {hours(month.minutes, 1)} h."]
    share = month.hours_per_trainee_hour
    if share is not None and month.minutes:
        parts.append(
            _("%(share)s supervisor hours for each trainee hour.") % {"share": decimal(share)}
        )
    if month.full_time is not None and month.minutes:
        parts.append(_("Makes %(posts)s full-time posts.") % {"posts": decimal(month.full_time, 1)})
    if month.cost_ore:
        parts.append(_("Costs %(cost)s kr.") % {"cost": money(month.cost_ore)})
    elif month.cost_ore is None:
        parts.append(_("Some of the time has no cost per hour."))
    return " ".join(parts)


def warning_words(month: SupervisionMonth) -> str:
    """What passes ESF's limits, or ""."""
    names = {card.supervisor.id: card.name for card in month.supervisors}
    said = []
    for warning in month.warnings:
        name = names.get(warning.supervisor_id, "")
        if warning.excess is Excess.DAY and warning.day is not None:
            facts = {"name": name, "hours": hours(warning.minutes), "day": warning.day.day}
            said.append(_("%(name)s: %(hours)s h on day %(day)d") % facts)
        elif warning.excess is Excess.YEAR:
            year = {"name": name, "hours": hours(warning.minutes, 0)}
            said.append(_("%(name)s: %(hours)s h this year") % year)
    return "; ".join(said)


def limit_words() -> str:
    """What the warnings are about."""
    return _("ESF projects take at most 13 h a day and %(hours)s h a year.") % {
        "hours": hours(ESF_YEAR_MINUTES)
    }


def cell_words(month: SupervisionMonth, row: int, column: int) -> str:
    """What the chosen cell is, as HTML."""
    shown, day = month.rows[row], month.days[column]
    parts = [f"<b>{escape(row_words(shown))}</b>", escape(weekday_and_day(day.day))]
    over = next(
        (w.minutes for w in month.warnings
         if w.supervisor_id == shown.key.supervisor_id and w.day == day.day),
        None,
    )  # fmt: skip
    if over:
        parts.append(escape(long_day_words(over)))
    elif not shown.employed[column]:
        parts.append(_("not employed"))
    if shown.away[column]:
        parts.append(_("on leave"))
    elif shown.planned[column]:
        planned = {"hours": hours(shown.planned[column])}
        parts.append(escape(_("scheduled %(hours)s h") % planned))
    return " · ".join(parts)


def block_words(month: SupervisionMonth, block: Block) -> str:
    """What several chosen cells hold, as HTML."""
    minutes = sum(month.rows[row].minutes[column] or 0 for row, column in block.places())
    chosen = ngettext("%(num)d cell chosen", "%(num)d cells chosen", block.size)
    return f"<b>{escape(chosen)}</b> · {hours(minutes)} h"


def key_words() -> str:
    """The keys, in words."""
    return _(
        "Type hours. Enter next day, Ctrl+Space standard day, Ctrl+D fill down, "
        "Ctrl+R fill right, Ctrl+V paste from Excel, Ctrl+Z undo."
    )


def complaint(text: str) -> str:
    """What is wrong with a typed text, or ""."""
    typed = parse_time(text)
    if isinstance(typed, Faulty):
        return time_fault_words(typed.fault)
    if isinstance(typed, Ambiguous):
        return ambiguous_hint(text, typed)
    return ""
