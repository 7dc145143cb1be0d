"""A sealed field opens only where it was sealed, and only with the vault key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from asfdesk.domain import codes
from asfdesk.domain.people import placement_codes
from asfdesk.errors import FileDamagedError
from asfdesk.storage.vault import Vault

if TYPE_CHECKING:
    from enum import StrEnum

CLIENT = "00000000-0000-4000-8000-000000000001"
SEALED_CODES: tuple[type[StrEnum], ...] = (
    codes.ExitReason,
    codes.IdentityKind,
    codes.CoordinationStatus,
    placement_codes.Education,
    placement_codes.SupportSource,
    placement_codes.SupportLength,
    placement_codes.EmploymentForm,
)


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


@pytest.mark.parametrize("codes_of_one", SEALED_CODES)
def test_the_length_of_a_sealed_code_tells_nothing(
    vault: Vault, codes_of_one: type[StrEnum]
) -> None:
    sealed = [vault.seal("t", 1, "c", code.value) or b"" for code in codes_of_one]
    assert {len(one) for one in sealed} == {12 + 32 + 16}  # nonce, one block, tag
    assert [vault.open("t", 1, "c", one) for one in sealed] == [c.value for c in codes_of_one]


@pytest.mark.parametrize(("letters", "blocks"), [(1, 1), (31, 1), (32, 1), (33, 2), (64, 2)])
def test_texts_are_filled_up_to_whole_blocks(vault: Vault, letters: int, blocks: int) -> None:
    text = "x" * letters
    sealed = vault.seal("t", 1, "c", text)
    assert sealed is not None
    assert len(sealed) == 12 + 32 * blocks + 16
    assert vault.open("t", 1, "c", sealed) == text


def test_what_was_sealed_without_filling_still_opens() -> None:
    key, nonce = b"k" * 32, os.urandom(12)
    bound = f"asfdesk-field|{CLIENT}|placement|4|exit_reason_sealed".encode()
    old = nonce + ChaCha20Poly1305(key).encrypt(nonce, b"HALSA", bound)
    assert Vault(key, CLIENT).open("placement", 4, "exit_reason_sealed", old) == "HALSA"
