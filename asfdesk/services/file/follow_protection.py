"""A copy follows the protection that this computer knows of, before anything else is done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, ngettext
from asfdesk.services.people.age_bands import refresh_age_bands
from asfdesk.services.people.protect_trainees import CHANGED
from asfdesk.storage.file.known_protections import known_protections
from asfdesk.storage.file.protection_store import Followed

if TYPE_CHECKING:
    from uuid import UUID

    from asfdesk.services.session import WriteSession


def follow_protections(session: WriteSession, client: UUID) -> Followed:
    """Let a file that was opened to work in follow; does nothing with an adviser's key."""
    known = known_protections(client)
    if not session.identities_open or not session.protection.is_behind(known):
        return Followed()
    with session.writer.action("trainee.follow_protection", CHANGED, "trainee", undoable=False):
        followed = session.protection.follow(known)
    if followed.changed:
        refresh_age_bands(session, session.writer.now().date())
    return followed


def followed_words(followed: Followed) -> tuple[str, ...]:
    """What the user is told about it, in running numbers."""
    told = []
    people = [one for one in followed.changed if one > 0]
    requests = [-one for one in followed.changed if one < 0]
    if people:
        text = ngettext(
            "An older copy: %(num)d trainee's protection now stands as in the later one.",
            "An older copy: protection of %(num)d trainees now stands as in the later one.",
            len(people),
        )
        told.append(text)
    if requests:
        text = ngettext(
            "An older copy: protection of %(num)d request on the waiting list now stands as in "
            "the later one.",
            "An older copy: protection of %(num)d requests on the waiting list now stands as in "
            "the later one.",
            len(requests),
        )
        told.append(text)
    return (*told, *_doubts(followed))


def _doubts(followed: Followed) -> list[str]:
    told = []
    people = [one for one in followed.doubtful if one > 0]
    requests = [-one for one in followed.doubtful if one < 0]
    if people:
        text = _(
            "In another copy of the file protection was lifted for trainee number %(numbers)s, "
            "but not the protection that holds in this one. It stays here. If it is to end, end "
            "it on the trainee's page, with the reason."
        )
        told.append(text % {"numbers": ", ".join(str(one) for one in people)})
    if requests:
        text = _(
            "In another copy of the file protection was lifted for request number %(numbers)s on "
            "the waiting list, but not the protection that holds in this one. It stays here. If "
            "it is to end, change the request."
        )
        told.append(text % {"numbers": ", ".join(str(one) for one in sorted(requests))})
    return told
