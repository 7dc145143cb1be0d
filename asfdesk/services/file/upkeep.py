"""What an owner's opening sees to by itself: erasures made elsewhere, and old log entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.services.changes import Topic
from asfdesk.services.file.audit_log import prune_audit
from asfdesk.services.file.erase_trainees import follow_tombstones

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile


@dataclass(frozen=True)
class Upkeep:
    """What was done.

    Attributes:
        followed: trainees that had been erased elsewhere and were in this copy.
    """

    followed: int
    changes: Changes


def after_opening(opened: OpenFile, today: date) -> Upkeep:
    """Follow erasures and prune the log; nothing happens read-only or with an adviser's key.

    Raises:
        AsfDeskError: backups could not be rewritten; it is tried again at the next opening.
    """
    session = opened.write
    if session is None or not session.identities_open:
        return Upkeep(0, frozenset())
    pruned = prune_audit(session, today)
    followed = follow_tombstones(opened)
    changed = frozenset(Topic) if followed or pruned else frozenset()
    return Upkeep(followed, changed)
