"""What an owner's opening sees to: erasures and protection decided elsewhere, old log entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.services.changes import Topic
from asfdesk.services.file.audit_log import prune_audit
from asfdesk.services.file.erase_trainees import follow_tombstones
from asfdesk.services.file.follow_protection import follow_protections
from asfdesk.services.people.age_bands import refresh_age_bands
from asfdesk.services.sending.resend import compare_everything

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile


@dataclass(frozen=True)
class Upkeep:
    """What was done.

    Attributes:
        followed: trainees that had been erased elsewhere and were in this copy.
        protected: trainees whose protection had changed elsewhere.
    """

    followed: int
    changes: Changes
    protected: int = 0


def after_opening(opened: OpenFile, today: date) -> Upkeep:
    """Follow erasures and protection, prune the log, and compare what was sent with today.

    Nothing happens read-only or with an adviser's key.

    Raises:
        AsfDeskError: backups could not be rewritten; it is tried again at the next opening.
    """
    session = opened.write
    if session is None or not session.identities_open:
        return Upkeep(0, frozenset())
    protected = follow_protections(opened)
    if protected:
        refresh_age_bands(session, today)
    opened.remember_protections()
    pruned = prune_audit(session, today)
    followed = follow_tombstones(opened)
    compared = compare_everything(session, today)
    changed = frozenset(Topic) if protected or followed or pruned else compared
    return Upkeep(followed, changed, protected)
