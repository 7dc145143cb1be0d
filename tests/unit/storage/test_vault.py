"""A sealed field opens only where it was sealed, and only with the vault key."""

from __future__ import annotations

import pytest

from asfdesk.errors import FileDamagedError
from asfdesk.storage.vault import Vault

CLIENT = "00000000-0000-4000-8000-000000000001"


def test_what_is_sealed_can_be_opened_and_is_not_readable(vault: Vault) -> None:
    sealed = vault.seal("trainee_identity", 3, "name_sealed", "Åsa Öberg")
    assert sealed is not None
    assert "Åsa".encode() not in sealed
    assert vault.open("trainee_identity", 3, "name_sealed", sealed) == "Åsa Öberg"


def test_the_same_text_is_never_sealed_the_same(vault: Vault) -> None:
    first = vault.seal("t", 1, "c", "Åsa")
    assert first != vault.seal("t", 1, "c", "Åsa")


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [("t", 2, "c_sealed"), ("t", 1, "d_sealed"), ("u", 1, "c_sealed")],
)
def test_a_field_that_was_moved_is_damage(vault: Vault, table: str, row: int, column: str) -> None:
    sealed = vault.seal("t", 1, "c_sealed", "hemligt")
    with pytest.raises(FileDamagedError):
        vault.open(table, row, column, sealed)


def test_another_key_another_client_or_a_changed_byte_is_damage(vault: Vault) -> None:
    sealed = vault.seal("t", 1, "c", "hemligt")
    assert sealed is not None
    changed = bytes([*sealed[:-1], sealed[-1] ^ 1])
    others = (Vault(b"w" * 32, CLIENT), Vault(b"v" * 32, "another"))
    for other in others:
        with pytest.raises(FileDamagedError):
            other.open("t", 1, "c", sealed)
    with pytest.raises(FileDamagedError):
        vault.open("t", 1, "c", changed)


def test_empty_stays_empty(vault: Vault) -> None:
    assert vault.seal("t", 1, "c", "") is None
    assert vault.open("t", 1, "c", None) == ""
