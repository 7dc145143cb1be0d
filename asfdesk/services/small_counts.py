"""The smallest count that statistics show, as this enterprise has it (decisions C16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession

SMALL_COUNT = "small_count_threshold"
SMALL_COUNT_DEFAULT = 5


def small_count(session: ReadSession) -> int:
    """The smallest count that statistics show (decisions C16)."""
    return int(session.enterprise.setting(SMALL_COUNT, str(SMALL_COUNT_DEFAULT)))
