"""Rules from account to plan line, and which placings are confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.mapping import MapRule
from asfdesk.storage.columns import from_day

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault


class MappingQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def rules(self) -> list[MapRule]:
        """The user's rules in the order they count: by priority, the newest first."""
        rows = self._rows.all("SELECT * FROM map_rule ORDER BY priority, id DESC")
        return [
            MapRule(
                priority=row["priority"],
                account_from=row["account_from"],
                account_to=row["account_to"],
                dimension=row["dimension"],
                object=row["object"],
                line_code=row["line_code"],
                id=row["id"],
            )
            for row in rows
        ]

    def confirmed(self) -> set[str]:
        """Accounts whose default line the user has confirmed."""
        rows = self._rows.all("SELECT account FROM account_confirmed")
        return {row["account"] for row in rows}


class MappingStore(MappingQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add_rule(self, rule: MapRule) -> int:
        """Add a rule and return its id."""
        return self._writer.insert("map_rule", _columns(rule))

    def change_rule(self, rule: MapRule) -> None:
        """Change the rule with this id; KeyError if it is not there."""
        self._writer.update("map_rule", rule.id, _columns(rule))

    def remove_rule(self, rule_id: int) -> None:
        """Take a rule away."""
        self._writer.delete("map_rule", rule_id)

    def confirm(self, account: str, today: date) -> None:
        """Note that the default line of an account is right."""
        self._writer.insert(
            "account_confirmed", {"account": account, "confirmed_on": from_day(today)}
        )


def _columns(rule: MapRule) -> dict[str, object]:
    return {
        "priority": rule.priority,
        "account_from": rule.account_from,
        "account_to": rule.account_to,
        "dimension": rule.dimension,
        "object": rule.object,
        "line_code": rule.line_code,
    }
