"""Whose sheet a placement is on: its group's, its supervisor's, or its agreement's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.reports.words import supervisor_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Period
    from asfdesk.services.session import ReadSession

    Sharer = Callable[[Placement], "Share"]


class GroupBy(StrEnum):
    """How a sheet is divided."""

    NONE = "none"
    GROUP = "group"
    SUPERVISOR = "supervisor"
    AGREEMENT = "agreement"


@dataclass(frozen=True, order=True)
class Share:
    """Whose sheet a row is on. They are sorted in this order; `slug` names no person."""

    late: bool
    place: int
    name: str = field(repr=False)
    slug: str


def sharer(session: ReadSession, group: GroupBy, period: Period) -> Sharer:
    """Tells whose sheet a placement is on.

    Args:
        session: the open file.
        group: how sheets are divided; NONE divides nothing and has no sharer.
        period: groups that had ended before it count as none.
    """
    match group:
        case GroupBy.AGREEMENT:
            return _by_agreement(session)
        case GroupBy.SUPERVISOR:
            return _by_supervisor(session)
        case _:
            return _by_group(session, period)


def _by_agreement(session: ReadSession) -> Sharer:
    names = {one.id: one.name for one in session.agreements.agreements()}

    def share(placement: Placement) -> Share:
        number = placement.agreement_id
        slug = _("agreement-%(number)d") % {"number": number}
        return Share(late=False, place=number, name=names[number], slug=_slug(slug))

    return share


def _by_supervisor(session: ReadSession) -> Sharer:
    people = {one.id: one for one in session.supervision.supervisors()}

    def share(placement: Placement) -> Share:
        person = people.get(placement.supervisor_id or 0)
        if person is None:
            return Share(
                late=True,
                place=0,
                name=_("Without a supervisor"),
                slug=_slug(_("without-supervisor")),
            )
        slug = _("supervisor-%(number)d") % {"number": person.number}
        name = person.name or supervisor_word(person.number)
        return Share(late=False, place=person.number, name=name, slug=_slug(slug))

    return share


def _by_group(session: ReadSession, period: Period) -> Sharer:
    """Groups by name; one that has ended before the period counts as none."""
    used = [group for group in session.work_groups.groups() if group.used_in(period)]
    by_id = {group.id: (place, group) for place, group in enumerate(used)}
    members = session.work_groups.members()

    def share(placement: Placement) -> Share:
        found = by_id.get(members.get(placement.id, 0))
        if found is None:
            return Share(
                late=True, place=0, name=_("Without a group"), slug=_slug(_("without-group"))
            )
        place, group = found
        slug = _("group-%(number)d") % {"number": group.id}
        return Share(late=False, place=place, name=group.name, slug=_slug(slug))

    return share


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_ASCII)).strip("-")


_ASCII = str.maketrans("åäö", "aao")
