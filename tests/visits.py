"""Builders of visits for tests: a client file with an adviser, and a package made in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.planning.comments import ActionStatus, AgreedAction
from asfdesk.domain.visiting.visits import StatusChange, Visit, VisitDraft
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.write_comments import agree_action
from tests.strongbox import ADVISER, CHEAP, OWNER, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

DAY = date(2026, 11, 20)
UID = "a" * 32
KNOWN = "b" * 32
FIRST, SECOND = "c" * 32, "d" * 32


def visited_file(folder: Path, name: str = "v") -> Path:
    """A closed client file with an adviser's password and one agreed action."""
    opened = new_enterprise(folder / name)[0]
    add_adviser_access(opened, "Maja", ADVISER, cost=CHEAP)
    action = AgreedAction(0, "Ring kommunen", "Ia", date(2026, 12, 1), DAY, uid=KNOWN)
    agree_action(opened.writing(), action)
    opened.close()
    return opened.path


def as_owner(path: Path) -> OpenFile:
    """The file opened to work in."""
    return open_client_file(path, OWNER)


def as_adviser(path: Path, *, read_only: bool = True) -> OpenFile:
    """The file opened with the adviser's password."""
    return open_client_file(path, ADVISER, read_only=read_only)


def a_draft(
    notes: str = "Vi gick igenom likviditeten.",
    *,
    after: ActionStatus = ActionStatus.ONGOING,
    revision: int = 1,
) -> VisitDraft:
    """A visit with two new actions, and one known one that goes on."""
    return VisitDraft(
        Visit(0, UID, DAY, VisitKind.FOLLOW_UP, "Styrelsen", notes, revision=revision),
        (
            AgreedAction(0, "Höj priset", "Ia", date(2026, 12, 31), DAY, uid=FIRST),
            AgreedAction(0, "Sök bidrag", "Bo", None, DAY, uid=SECOND),
        ),
        (StatusChange(KNOWN, "Ring kommunen", ActionStatus.OPEN, after, DAY),),
    )
