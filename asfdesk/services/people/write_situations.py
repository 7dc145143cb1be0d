"""The texts of a läges- or slutrapport (R5). They are sealed: owners only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.progress import SITUATION_TEXTS, SituationReport
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing, need_identities
from asfdesk.services.people.manage_placements import need_placement
from asfdesk.services.people.written_checks import (
    checked_text,
    not_after_today,
    not_before_placement,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PROGRESS})


def add_situation(session: WriteSession, report: SituationReport, today: date) -> Changes:
    """Write the texts of an R5; the id is not used.

    Raises:
        InvalidInputError: names the field.
        NeedsVaultKeyError: an adviser's session.
    """
    checked = _checked(session, report, today)
    with session.writer.action("situation.add", CHANGED, "situation_report"):
        session.progress.add_situation(checked)
    return CHANGED


def change_situation(session: WriteSession, report: SituationReport, today: date) -> Changes:
    """Write the texts of an R5 anew."""
    before = session.progress.situation(report.id)
    if before is None:
        raise missing()
    checked = _checked(session, replace(report, placement_id=before.placement_id), today)
    with session.writer.action("situation.change", CHANGED, "situation_report", report.id):
        session.progress.change_situation(checked)
    return CHANGED


def remove_situation(session: WriteSession, situation_id: int) -> Changes:
    """Take the texts of an R5 away."""
    need_identities(session)
    if session.progress.situation(situation_id) is None:
        raise missing()
    with session.writer.action("situation.remove", CHANGED, "situation_report", situation_id):
        session.progress.remove_situation(situation_id)
    return CHANGED


def _checked(session: WriteSession, report: SituationReport, today: date) -> SituationReport:
    need_identities(session)
    placement = need_placement(session, report.placement_id)
    not_after_today("day", report.day, today)
    not_before_placement("first", report.first, placement)
    check_order("last", report.first, report.last)
    ends = placement.last_day
    if ends is not None and report.last > ends:
        raise InvalidInputError(
            "last",
            _("The placement ends earlier."),
            _("Its last day is %(day)s.") % {"day": ends.isoformat()},
            _("Choose that day or an earlier one."),
        )
    texts = {name: checked_text(name, getattr(report, name)) for name in SITUATION_TEXTS}
    if not any(texts.values()):
        raise InvalidInputError(
            "tasks",
            _("Nothing is written yet."),
            todo=_("Write something in at least one of the fields."),
        )
    return SituationReport(
        id=report.id,
        placement_id=report.placement_id,
        day=report.day,
        kind=report.kind,
        first=report.first,
        last=report.last,
        **texts,
    )
