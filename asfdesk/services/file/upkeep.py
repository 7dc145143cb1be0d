"""What an owner's opening sees to: erasures decided elsewhere, old log entries.

Protection decided elsewhere has been followed before (`open_file.to_work_in`); it is told here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.services.changes import Topic
from asfdesk.services.file.audit_log import prune_audit
from asfdesk.services.file.erase_trainees import follow_tombstones
from asfdesk.services.file.follow_protection import followed_words
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
        protected: what to say about protection that had changed elsewhere.
    """

    followed: int
    changes: Changes
    protected: tuple[str, ...] = ()


def after_opening(opened: OpenFile, today: date) -> Upkeep:
    """Follow erasures, prune the log, and compare what was sent with today.

    Nothing happens read-only or with an adviser's key.

    Raises:
        AsfDeskError: backups could not be rewritten; it is tried again at the next opening.
    """
    session = opened.write
    if session is None or not session.identities_open:
        return Upkeep(0, frozenset())
    protected = followed_words(opened.followed)
    pruned = prune_audit(session, today)
    followed = follow_tombstones(opened)
    compared = compare_everything(session, today)
    changed = frozenset(Topic) if protected or followed or pruned else compared
    return Upkeep(followed, changed, protected)
