"""Confirming schedules into time: which week or month, and what it will write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period, PeriodKind
from asfdesk.i18n import _, hours, ngettext
from asfdesk.reports.hours.capacity_words import days_words, span_words
from asfdesk.services.hours.plan_supervision import confirm_schedule, to_confirm
from asfdesk.ui.kit.form.form import CheckField, ChoiceField

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.plan_supervision import Confirmation
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page


@dataclass(frozen=True)
class _Choice:
    """A period, and what confirming it writes."""

    period: Period
    found: Confirmation


def ask_to_confirm(page: Page, write: WriteSession, day: date) -> None:
    """Ask for the week of a day or the month that is shown."""
    monday = day - timedelta(days=day.weekday())
    periods = (
        Period(monday, monday + timedelta(days=6), PeriodKind.WEEK),
        Period.of_month(page.month),
    )
    today = page.context.today

    def read() -> tuple[_Choice, ...]:
        return tuple(_Choice(period, to_confirm(write, period, today)) for period in periods)

    page.run(read, partial(_ask, page, write))


def _ask(page: Page, write: WriteSession, choices: tuple[_Choice, ...]) -> None:
    today = page.context.today

    def save(values: FormValues) -> Changes:
        period: Period = values.choice("period")
        return confirm_schedule(write, period, today, standard=values.flag("standard"))

    page.form(
        _("Confirm schedules"),
        _fields(choices),
        save,
        save_text=_("Confirm"),
        intro=_(
            "Days up to today that are empty get what is scheduled. What is typed is never changed;"
            " leave, holidays and closed days are left out. One step, which can be undone."
        ),
    )


def _fields(choices: tuple[_Choice, ...]) -> list[Field]:
    best = next((one.period for one in choices if one.found.entries), choices[0].period)
    options = [(one.period, choice_words(one.period, one.found)) for one in choices]
    return [
        ChoiceField("period", _("Confirm"), best, options=options, wide=True),
        CheckField("standard", _("Standard days for those who have no schedule"), wide=True),
    ]


def choice_words(period: Period, found: Confirmation) -> str:
    """V. 47 (16–22 nov): 12 dagar, 96 h. 2 dagar ledighet."""
    when = span_words(period)
    if period.kind is PeriodKind.WEEK:
        when += f" ({days_words(period)})"
    days = ngettext("%(num)d day", "%(num)d days", found.days)
    said = f"{when[:1].upper()}{when[1:]}: {days}, {hours(found.minutes, 1)} h"
    rest = []
    if found.typed:
        rest.append(ngettext("%(num)d day typed", "%(num)d days typed", found.typed))
    if found.leave:
        rest.append(ngettext("%(num)d day on leave", "%(num)d days on leave", found.leave))
    if found.later:
        rest.append(ngettext("%(num)d day to come", "%(num)d days to come", found.later))
    return f"{said} · {', '.join(rest)}" if rest else said
