"""Visits of somebody who may not write in the client file: kept here, sent as visit packages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.services.changes import Topic
from asfdesk.services.visiting.hold_visits import checked_visit
from asfdesk.services.visiting.visit_state import state_of
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.visiting.visit_drafts import drop_draft, keep_draft, read_drafts, read_package
from asfdesk.storage.visiting.visit_package import ENDING, packed, unpacked

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asfdesk.domain.visiting.visits import VisitDraft
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession

__all__ = ["ENDING"]

CHANGED: Changes = frozenset({Topic.VISITS, Topic.COMMENTS})


def drafts_of(file: OpenFile) -> tuple[list[VisitDraft], int]:
    """The drafts of an open file on this computer, the latest first, and how many stay closed.

    Those that the file holds as they stand are left out: they have been taken in.
    """
    keys, client = file.file.keys, file.file.manifest.client
    found, unreadable = read_drafts(client, keys.data_key)
    left = [one for one in found if not _taken_in(file.session, one)]
    return sorted(left, key=lambda one: one.visit.day, reverse=True), unreadable


def keep(file: OpenFile, draft: VisitDraft, today: date) -> Changes:
    """Keep a draft as it stands now.

    Raises:
        InvalidInputError: what stands in it cannot be right.
        AsfDeskError: it could not be written; the earlier one is as it was.
    """
    checked = replace(draft, visit=checked_visit(draft.visit, today))
    keep_draft(checked, file.file.manifest.client, file.file.keys.data_key)
    return CHANGED


def drop(file: OpenFile, uid: str) -> Changes:
    """Take a draft away from this computer."""
    drop_draft(file.file.manifest.client, uid)
    return CHANGED


def save_package(file: OpenFile, draft: VisitDraft, path: Path, today: date) -> VisitDraft:
    """Write the visit package, with the figures as they stand; the draft stays.

    Args:
        file: the client file it is for.
        draft: the visit.
        path: where; the ending is added.
        today: the day of the figures.

    Returns:
        The draft as it was saved.

    Raises:
        AsfDeskError: it could not be written.
    """
    figures = tuple(state_of(file.session, today).figures.values())
    visit = replace(draft.visit, closed_on=today)
    closed = draft
    if figures != draft.figures or visit != draft.visit:
        closed = draft.next(visit=visit, figures=figures)
    content = packed(closed, file.file.manifest.client, file.file.keys.data_key)
    keep(file, closed, today)
    atomic_write(with_ending(path), content)
    return closed


def with_ending(path: Path) -> Path:
    """The path with .asfbesok at its end."""
    return path if path.suffix.lower() == ENDING else path.with_name(path.name + ENDING)


def read_visit(file: OpenFile, path: Path) -> VisitDraft:
    """What a visit package holds.

    Raises:
        AsfDeskError: it cannot be read, is altered, or is not for this file.
    """
    return unpacked(read_package(path), file.file.manifest.client, file.file.keys.data_key)


def _taken_in(session: ReadSession, draft: VisitDraft) -> bool:
    known = session.visits.by_uid(draft.visit.uid)
    return known is not None and known.revision >= draft.visit.revision
