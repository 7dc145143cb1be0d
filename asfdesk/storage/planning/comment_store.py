"""Comments on figures, and agreed actions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from asfdesk.domain.planning.comments import (
    ActionStatus,
    AgreedAction,
    Comment,
    CommentScope,
)
from asfdesk.storage.columns import from_day, need_day, to_day

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


def _comment(row: type_row) -> Comment:
    return Comment(
        CommentScope(row["scope"]),
        row["period"],
        row["line_code"],
        row["body"],
        need_day(row["written_on"]),
    )


def _action(row: type_row) -> AgreedAction:
    return AgreedAction(
        row["id"],
        row["what"],
        row["owner"],
        to_day(row["due_on"]),
        need_day(row["agreed_on"]),
        to_day(row["done_on"]),
        row["line_code"],
        ActionStatus(row["status"]),
        row["uid"],
        row["visit_id"],
    )


class CommentQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def comments(self, scope: CommentScope, first: str = "", last: str = "9999") -> list[Comment]:
        """Comments of a scope whose period text lies between two, oldest first."""
        rows = self._rows.all(
            "SELECT * FROM comment WHERE scope = :scope AND period BETWEEN :first AND :last"
            " ORDER BY period, line_code",
            {"scope": scope.value, "first": first, "last": last},
        )
        return [_comment(row) for row in rows]

    def comment(self, scope: CommentScope, period: str, line_code: str = "") -> Comment | None:
        """One comment."""
        row = self._row(scope, period, line_code)
        return _comment(row) if row else None

    def actions(self, *, with_done: bool = False) -> list[AgreedAction]:
        """Agreed actions by due date; those without one last. Unless told, those that wait."""
        rows = self._rows.all(
            "SELECT * FROM agreed_action WHERE :done OR status IN ('open', 'ongoing')"
            " ORDER BY due_on IS NULL, due_on, id",
            {"done": with_done},
        )
        return [_action(row) for row in rows]

    def action(self, action_id: int) -> AgreedAction | None:
        """One agreed action."""
        row = self._rows.get("agreed_action", action_id)
        return _action(row) if row else None

    def action_by_uid(self, uid: str) -> AgreedAction | None:
        """The agreed action with a uid."""
        row = self._rows.one("SELECT * FROM agreed_action WHERE uid = :uid", {"uid": uid})
        return _action(row) if row else None

    def _row(self, scope: CommentScope, period: str, line_code: str) -> type_row | None:
        return self._rows.one(
            "SELECT * FROM comment WHERE scope = :scope AND period = :period AND line_code = :line",
            {"scope": scope.value, "period": period, "line": line_code},
        )


class CommentStore(CommentQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def put(self, comment: Comment) -> None:
        """Write a comment over the one that is there; an empty body takes it away."""
        row = self._row(comment.scope, comment.period, comment.line_code)
        text = {"body": comment.body, "written_on": comment.written_on.isoformat()}
        if row is not None and comment.body:
            self._writer.update("comment", row["id"], text)
        elif row is not None:
            self._writer.delete("comment", row["id"])
        elif comment.body:
            key = {
                "scope": comment.scope.value,
                "period": comment.period,
                "line_code": comment.line_code,
            }
            self._writer.insert("comment", {**key, **text})

    def add_action(self, action: AgreedAction) -> int:
        """Add an action (its id is not used) and return its id; without a uid it gets one."""
        uid = action.uid or uuid4().hex
        return self._writer.insert("agreed_action", {**_columns(action), "uid": uid})

    def change_action(self, action: AgreedAction) -> None:
        """Write an action's fields; its uid stays."""
        self._writer.update("agreed_action", action.id, _columns(action))

    def remove_action(self, action_id: int) -> None:
        """Take an action away."""
        self._writer.delete("agreed_action", action_id)


def _columns(action: AgreedAction) -> dict[str, object]:
    return {
        "what": action.what,
        "owner": action.owner,
        "due_on": from_day(action.due_on),
        "agreed_on": action.agreed_on.isoformat(),
        "done_on": from_day(action.done_on),
        "line_code": action.line_code,
        "status": action.status.value,
        "visit_id": action.visit_id,
    }
