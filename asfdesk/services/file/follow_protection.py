"""An older copy follows the protection that this computer knows of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.services.people.protect_trainees import CHANGED
from asfdesk.storage.file.known_protections import known_protections

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile


def follow_protections(opened: OpenFile) -> int:
    """After an opening: an older copy follows what this computer knows; returns how many changed.

    Does nothing read-only or with an adviser's key.
    """
    session = opened.write
    if session is None or not session.identities_open:
        return 0
    known = known_protections(opened.file.manifest.client)
    there = {one.number: one.turn for one in session.protection.protections()}
    later = [one for one in known if one.turn > there.get(one.number, 0)]
    if not later:
        return 0
    with session.writer.action("trainee.follow_protection", CHANGED, "trainee", undoable=False):
        return len(session.protection.follow(later))
