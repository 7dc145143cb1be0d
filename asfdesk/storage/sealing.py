"""Sealing several columns of a row at once, and saying so when there is no key to do it with."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from asfdesk.errors import NeedsVaultKeyError
from asfdesk.i18n import _
from asfdesk.storage.vault import sealed_damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asfdesk.storage.rows import type_row
    from asfdesk.storage.vault import Vault

T = TypeVar("T")


def needs_vault_key() -> NeedsVaultKeyError:
    """What an adviser meets when something sealed would have to be written or read."""
    return NeedsVaultKeyError(
        _("This can only be done with an owner's password."),
        _("Names and personal details are sealed; an adviser's password cannot open them."),
        _("Ask the enterprise to make the change."),
    )


def seal_fields(
    vault: Vault | None, table: str, row_id: int, fields: Mapping[str, str]
) -> dict[str, object]:
    """Columns to write for sealed fields.

    Without the vault key the columns are left as they are, so that an adviser who changes
    something clear in a row does not wipe what is sealed in it.

    Args:
        vault: None in an adviser's session.
        table: table of the row.
        row_id: its id; binds the ciphertext.
        fields: column name without `_sealed` -> text ("" empties the column).

    Raises:
        NeedsVaultKeyError: there is text to seal and no key.
    """
    if vault is None:
        if any(fields.values()):
            raise needs_vault_key()
        return {}
    return {
        f"{name}_sealed": vault.seal(table, row_id, f"{name}_sealed", text)
        for name, text in fields.items()
    }


def open_field(vault: Vault | None, table: str, row: type_row, name: str) -> str:
    """The text of a sealed column; "" without the vault key."""
    if vault is None:
        return ""
    return vault.open(table, row["id"], f"{name}_sealed", row[f"{name}_sealed"])


def open_value(
    vault: Vault | None, table: str, row: type_row, name: str, read: Callable[[str], T]
) -> T | None:
    """What a sealed column holds beside text: a code, a day, a number; None for an empty one.

    Raises:
        FileDamagedError: somebody with the vault key sealed something else.
    """
    text = open_field(vault, table, row, name)
    try:
        return read(text) if text else None
    except ValueError:
        raise sealed_damaged() from None
