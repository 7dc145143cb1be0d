"""Taking back the latest change; the steps survive a restart (decisions C11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.services.changes import Topic
from asfdesk.storage.sealing import needs_vault_key

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession


@dataclass(frozen=True)
class Undone:
    """What was taken back.

    Attributes:
        operation: "noun.verb"; reports.operation_words has the sentence.
        changes: the topics to load again.
    """

    operation: str
    changes: Changes


def undo_last(session: WriteSession) -> Undone | None:
    """Take back the latest change; None when there is nothing to take back.

    Raises:
        NeedsVaultKeyError: an adviser's session, and the change was of something sealed.
        RefusedError: it no longer fits what is there.
    """
    if not session.identities_open and session.writer.undo_needs_vault():
        raise needs_vault_key()
    step = session.writer.undo()
    if step is None:
        return None
    known = frozenset(topic for topic in Topic if topic in step.topics)
    return Undone(step.operation, known or frozenset(Topic))
