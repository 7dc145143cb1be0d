"""Deviations (R4): note one, change it, take it away, mark it as sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.hours.absence_reports import SHORTEST
from asfdesk.domain.period import Period, PeriodKind
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from asfdesk.domain.hours.absence_reports import AbsenceReport
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.ABSENCES})
_TABLE = "absence_report"


def note_absence(session: WriteSession, report: AbsenceReport, today: date) -> Changes:
    """Note a deviation; the value's id and day of sending are not used.

    Raises:
        InvalidInputError: names the field; an absence of fifteen minutes or less is none.
        NeedsVaultKeyError: a recipient is given in an adviser's session.
    """
    checked = replace(_checked(session, report, today), id=0, sent_on=None)
    with session.writer.action("absence.add", CHANGED, _TABLE):
        session.absences.add(checked)
    return CHANGED


def change_absence(session: WriteSession, report: AbsenceReport, today: date) -> Changes:
    """Write a deviation anew. If it then tells something else than was sent, it waits again."""
    before = _need(session, report.id)
    checked = _checked(session, replace(report, placement_id=before.placement_id), today)
    kept = before.sent_on if checked.says_as(before) else None
    with session.writer.action("absence.change", CHANGED, _TABLE, report.id):
        session.absences.change(replace(checked, sent_on=kept))
    return CHANGED


def remove_absence(session: WriteSession, report_id: int) -> Changes:
    """Take away a deviation that has not been sent.

    Raises:
        RefusedError: it has been sent.
    """
    if _need(session, report_id).sent_on is not None:
        raise RefusedError(
            _("The deviation has been sent."),
            _("What a recipient has got must stay readable."),
            _("Change it and send it again if it was wrong."),
        )
    with session.writer.action("absence.remove", CHANGED, _TABLE, report_id):
        session.absences.remove(report_id)
    return CHANGED


def mark_absences_sent(
    session: WriteSession, report_ids: Collection[int], on: date, recipient: str, today: date
) -> Changes:
    """Note the day deviations went, and to whom ("" = as was noted before).

    Raises:
        InvalidInputError: the day lies in the future, or before a deviation.
        NeedsVaultKeyError: an adviser's session.
    """
    reports = [_need(session, report_id) for report_id in report_ids]
    if on > today or any(on < one.day for one in reports):
        raise InvalidInputError(
            "sent_on",
            _("The day of sending cannot be right."),
            _("It is the day of the absence or a later one, and not in the future."),
            _("Write the day the report went."),
        )
    to = recipient.strip()
    with session.writer.action("absence.sent", CHANGED, _TABLE, undoable=False):
        for one in reports:
            session.absences.change(replace(one, sent_on=on, recipient=to or one.recipient))
    return CHANGED


def _checked(session: ReadSession, report: AbsenceReport, today: date) -> AbsenceReport:
    placement = session.placements.placement(report.placement_id)
    if placement is None:
        raise missing()
    if report.day > today:
        raise InvalidInputError(
            "day",
            _("The day has not been yet."),
            _("A deviation is reported after the activity has ended."),
            _("Choose today or an earlier day."),
        )
    if not placement.holds_on(report.day):
        raise InvalidInputError(
            "day",
            _("The trainee had no placement that day, or the placement was paused."),
            todo=_("Choose a day of the placement."),
        )
    _check_times(report)
    _check_alone(session, report)
    return replace(report, activity=report.activity.strip(), recipient=report.recipient.strip())


def _check_times(report: AbsenceReport) -> None:
    if report.expected_from >= report.expected_to:
        raise InvalidInputError(
            "expected_to", _("The activity ends before it begins."), todo=_("Check the two times.")
        )
    inside = report.expected_from <= report.absent_from < report.absent_to <= report.expected_to
    if not inside:
        field = "absent_from" if report.absent_from < report.expected_from else "absent_to"
        raise InvalidInputError(
            field,
            _("The absence does not lie within the expected time."),
            _("Only time when the trainee was expected can be missed."),
            _("Check the four times."),
        )
    if not report.counts:
        raise InvalidInputError(
            "absent_to",
            _("The absence is %(minutes)d minutes.") % {"minutes": report.minutes},
            _("Only absence of more than %(minutes)d minutes is reported.") % {"minutes": SHORTEST},
            _("Leave it out, or correct the times."),
        )


def _check_alone(session: ReadSession, report: AbsenceReport) -> None:
    """The same time is not reported twice."""
    day = Period(report.day, report.day, PeriodKind.DAY)
    for other in session.absences.reports(day):
        apart = other.absent_to <= report.absent_from or report.absent_to <= other.absent_from
        if other.id != report.id and other.placement_id == report.placement_id and not apart:
            raise InvalidInputError(
                "absent_from",
                _("There is already a deviation for this time."),
                todo=_("Change that one instead."),
            )


def _need(session: ReadSession, report_id: int) -> AbsenceReport:
    found = session.absences.report(report_id)
    if found is None:
        raise missing()
    return found
