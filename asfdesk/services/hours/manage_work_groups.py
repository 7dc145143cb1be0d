"""Groups for week sheets and lists to sign on: add, rename, end, and who belongs to which."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.hours.work_groups import WorkGroup
from asfdesk.domain.period import Period
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.words import supervisor_word
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing, need_text
from asfdesk.services.display_names import trainee_names
from asfdesk.services.hours.attendance_month import placements_with_attendance
from asfdesk.services.write_comments import names_mentioned

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLACEMENTS})
_NOTHING: Changes = frozenset()
LONGEST_NAME = 60


@dataclass(frozen=True)
class GroupRow:
    """A group in the list; `placements` counts those of today. `ended`: it is used no more."""

    group: WorkGroup
    placements: int
    ended: bool


@dataclass(frozen=True)
class MemberRow:
    """A placement that can be in a group. `group_id` None = in none that is used."""

    placement_id: int
    number: int
    who: str = field(repr=False)
    agreement: str
    supervisor: str = field(repr=False)
    group_id: int | None
    group: str


@dataclass(frozen=True)
class GroupsView:
    """What the dialog shows: the groups, and the placements of today and later."""

    groups: tuple[GroupRow, ...]
    members: tuple[MemberRow, ...]


def groups_view(session: ReadSession, today: date) -> GroupsView:
    """Groups by name, placements by running number."""
    groups = session.work_groups.groups()
    members = _member_rows(session, today, {group.id: group for group in groups})
    counted = [member.group_id for member in members]
    rows = [
        GroupRow(group, counted.count(group.id), ended=not _used(group, today)) for group in groups
    ]
    return GroupsView(tuple(sorted(rows, key=lambda row: row.ended)), tuple(members))


def _member_rows(
    session: ReadSession, today: date, groups: dict[int, WorkGroup]
) -> list[MemberRow]:
    names = trainee_names(session)
    numbers = {trainee.id: trainee.number for trainee in session.trainees.trainees()}
    agreements = {one.id: one.name for one in session.agreements.agreements()}
    supervisors = {
        one.id: one.name or supervisor_word(one.number) for one in session.supervision.supervisors()
    }
    members = session.work_groups.members()
    found = []
    for placement in placements_with_attendance(session, Period(today, today.replace(year=9999))):
        group = groups.get(members.get(placement.id, 0))
        group = group if group and _used(group, today) else None
        found.append(
            MemberRow(
                placement_id=placement.id,
                number=numbers[placement.trainee_id],
                who=names[placement.trainee_id],
                agreement=agreements[placement.agreement_id],
                supervisor=supervisors.get(placement.supervisor_id or 0, ""),
                group_id=group.id if group else None,
                group=group.name if group else "",
            )
        )
    return sorted(found, key=lambda row: (row.number, row.agreement, row.placement_id))


def _used(group: WorkGroup, today: date) -> bool:
    """Whether somebody can be put into it; on its last day nobody is any more."""
    return group.ended_on is None or group.ended_on > today


def add_work_group(session: WriteSession, name: str) -> Changes:
    """Add a group.

    Raises:
        InvalidInputError: no name, one that is taken, or one that names somebody.
    """
    checked = _checked_name(session, name)
    with session.writer.action("work_group.add", CHANGED, "work_group"):
        session.work_groups.add_group(WorkGroup(0, checked))
    return CHANGED


def rename_work_group(session: WriteSession, group_id: int, name: str) -> Changes:
    """Call a group something else.

    Raises:
        InvalidInputError: as `add_work_group`.
    """
    group = _need(session, group_id)
    checked = _checked_name(session, name, group_id)
    return _write(session, "work_group.rename", group, replace(group, name=checked))


def end_work_group(session: WriteSession, group_id: int, last_day: date) -> Changes:
    """Set a group's last day; who was in it stays known for earlier sheets."""
    group = _need(session, group_id)
    return _write(session, "work_group.end", group, replace(group, ended_on=last_day))


def reopen_work_group(session: WriteSession, group_id: int) -> Changes:
    """Use a group again."""
    group = _need(session, group_id)
    return _write(session, "work_group.reopen", group, replace(group, ended_on=None))


def remove_work_group(session: WriteSession, group_id: int) -> Changes:
    """Take a group away that should not have been; its placements are in none then."""
    _need(session, group_id)
    with session.writer.action("work_group.remove", CHANGED, "work_group", group_id):
        session.work_groups.remove_group(group_id)
    return CHANGED


def move_to_group(
    session: WriteSession, placement_ids: Collection[int], group_id: int | None, today: date
) -> Changes:
    """Move placements to a group, or out of theirs, as one step.

    Raises:
        InvalidInputError: the group has ended.
    """
    if group_id is not None and not _used(_need(session, group_id), today):
        raise InvalidInputError(
            "group",
            _("The group has ended."),
            todo=_("Take it up again first, or choose another group."),
        )
    if any(session.placements.placement(one) is None for one in placement_ids):
        raise missing()
    members = session.work_groups.members()
    moving = [one for one in placement_ids if members.get(one) != group_id]
    if not moving:
        return _NOTHING
    with session.writer.action("work_group.move", CHANGED, "work_group_member"):
        for placement_id in moving:
            session.work_groups.put_member(placement_id, group_id)
    return CHANGED


def _write(session: WriteSession, operation: str, before: WorkGroup, after: WorkGroup) -> Changes:
    if before == after:
        return _NOTHING
    with session.writer.action(operation, CHANGED, "work_group", before.id):
        session.work_groups.change_group(after)
    return CHANGED


def _need(session: ReadSession, group_id: int) -> WorkGroup:
    group = session.work_groups.group(group_id)
    if group is None:
        raise missing()
    return group


def _checked_name(session: ReadSession, name: str, own: int = 0) -> str:
    """One line that no other group bears; the name lies in clear text (decisions C1)."""
    text = " ".join(need_text("name", name, _("Write a name for the group.")).split())
    if len(text) > LONGEST_NAME:
        raise InvalidInputError(
            "name",
            _("The name is too long: %(length)d characters.") % {"length": len(text)},
            todo=_("Keep it to %(longest)d characters.") % {"longest": LONGEST_NAME},
        )
    others = session.work_groups.groups()
    if any(o.id != own and o.name.casefold() == text.casefold() for o in others):
        raise InvalidInputError(
            "name",
            _("There is a group with this name already."),
            todo=_("Choose another name, or use that group."),
        )
    if names_mentioned(session, text):
        raise InvalidInputError(
            "name",
            _("The name of somebody stands in it."),
            _("The names of groups are not sealed; advisers see them too."),
            _("Name the group after the place or the work, for example Kitchen."),
        )
    return text
