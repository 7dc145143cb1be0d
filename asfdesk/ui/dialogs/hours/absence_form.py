"""The form for one deviation (R4): clock times, notice and recipient, and no reason."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.hours.absence_reports import SHORTEST, AbsenceReport
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, day, hours
from asfdesk.reports.words import attendance_code_word, trainee_word
from asfdesk.services.hours.absence_list import absence_day
from asfdesk.services.hours.report_absences import change_absence, note_absence
from asfdesk.ui.kit.form.clock_field import ClockField
from asfdesk.ui.kit.form.form import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.absence_list import AbsenceDay
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormDialog, FormValues
    from asfdesk.ui.page import Page

_HOUR = 60


def open_absence(
    page: Page, placement_id: int, on: date, report: AbsenceReport | None = None
) -> None:
    """Note a deviation for a placement's day, beginning with what the attendance says.

    Without a `report` to change, a day with one deviation opens that one.
    """
    session = page.context.session

    def show(found: AbsenceDay | None) -> None:
        if found is not None:
            only = found.reports[0] if len(found.reports) == 1 else None
            show_absence(page, found, report or only)

    page.run(lambda: absence_day(session, placement_id, on), show)


def show_absence(page: Page, found: AbsenceDay, report: AbsenceReport | None) -> FormDialog | None:
    """The form itself; `report` is the deviation that is changed, None for a new one."""
    write = page.context.write
    if write is None:
        return None
    return page.form(
        _("Deviation: %(who)s, %(day)s")
        % {"who": trainee_word(found.title_number).lower(), "day": day(found.day)},
        absence_fields(found, report),
        partial(_save, write, found, report, page.context.today),
        save_text=_("Save deviation"),
        intro=intro_words(found, report),
    )


def intro_words(found: AbsenceDay, report: AbsenceReport | None) -> str:
    """Whom it is about, what the attendance says, and what changing it means."""
    proposal = found.proposal
    said = [f"{found.name}."]
    if proposal.missing_minutes:
        text = _("Attendance says %(hours)s h of the planned time were missed.")
        said.append(text % {"hours": hours(proposal.missing_minutes)})
    if proposal.code is not None:
        said.append(f"{attendance_code_word(proposal.code)}.")
    if report is not None and report.sent_on is not None:
        said.append(
            _("It was sent %(day)s; if you change it, it must be sent again.")
            % {"day": day(report.sent_on)}
        )
    return " ".join(said)


def absence_fields(found: AbsenceDay, report: AbsenceReport | None) -> Sequence[Field]:
    """What is asked, filled with what is known."""
    known = report or found.proposal
    notified = report.notified_at if report else None
    minute = notified.hour * _HOUR + notified.minute if notified else None
    longer = _("Only absence of more than %(minutes)d minutes is reported.")
    return [
        TextField(
            "activity",
            _("Activity"),
            report.activity if report else found.activity,
            wide=True,
        ),
        ClockField("expected_from", _("Expected from"), known.expected_from, required=True),
        ClockField("expected_to", _("Expected to"), known.expected_to, required=True),
        ClockField("absent_from", _("Absent from"), known.absent_from, required=True),
        ClockField(
            "absent_to",
            _("Absent to"),
            known.absent_to,
            longer % {"minutes": SHORTEST},
            required=True,
        ),
        DateField(
            "notified_on",
            _("Notified, day"),
            notified.date() if notified else None,
            _("Empty if nobody told of the absence. Do not write why."),
        ),
        ClockField("notified_time", _("Notified, time"), minute),
        TextField(
            "recipient",
            _("Recipient"),
            report.recipient if report else "",
            _("The caseworker or office it goes to. It is sealed in the file."),
            wide=True,
        ),
    ]


def _save(
    write: WriteSession,
    found: AbsenceDay,
    report: AbsenceReport | None,
    today: date,
    values: FormValues,
) -> Changes:
    made = AbsenceReport(
        report.id if report else 0,
        found.placement_id,
        found.day,
        values.required_whole("expected_from"),
        values.required_whole("expected_to"),
        values.required_whole("absent_from"),
        values.required_whole("absent_to"),
        values.text("activity"),
        notified_at(values.day("notified_on"), values.whole("notified_time"), found.day),
        recipient=values.text("recipient"),
    )
    return change_absence(write, made, today) if report else note_absence(write, made, today)


def notified_at(on: date | None, minute: int | None, absent_on: date) -> datetime | None:
    """The moment of the notice: a time alone means the day of the absence.

    Raises:
        InvalidInputError: a day without a time.
    """
    if on is None and minute is None:
        return None
    if minute is None or minute >= 24 * _HOUR:
        raise InvalidInputError(
            "notified_time",
            _("The time of the notice is missing."),
            todo=_("Write the time of day, or empty the day as well."),
        )
    return datetime.combine(on or absent_on, time(minute // _HOUR, minute % _HOUR))
