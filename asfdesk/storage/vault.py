"""Sealing with the vault key: identities can be read only with an owner's or recovery password.

ChaCha20-Poly1305; a sealed field is nonce (12 bytes) + ciphertext. The additional data binds
client UUID, table, row and column, so that a sealed field cannot be moved to another row
(decisions C6).

Texts are filled up with NUL to whole blocks before they are sealed. A ciphertext is as long as
what it hides, and codes are short: otherwise whoever holds the data key could tell one exit reason,
source of support or education from another by counting bytes.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from asfdesk.errors import FileDamagedError
from asfdesk.i18n import _

_NONCE_BYTES = 12
_BLOCK_BYTES = 32
"""The longest code has 20; most names fit, too."""
_FILLING = b"\0"
"""No text that somebody writes ends with it; fields sealed without it open as they are."""


def sealed_damaged() -> FileDamagedError:
    """A sealed field holds what the program did not write."""
    return FileDamagedError(
        _("A sealed field could not be opened."),
        _("It has been changed outside ASF Desk."),
        _("Open the latest backup and compare."),
    )


class Vault:
    """Seals and opens single fields. A session without it (adviser) holds None instead."""

    def __init__(self, vault_key: bytes, client_uuid: str) -> None:
        self._aead = ChaCha20Poly1305(vault_key)
        self._uuid = client_uuid

    def _bound(self, table: str, row: int, column: str) -> bytes:
        return f"asfdesk-field|{self._uuid}|{table}|{row}|{column}".encode()

    def seal(self, table: str, row: int, column: str, text: str) -> bytes | None:
        """Ciphertext of a field; None for "", so that an empty field stays empty."""
        if not text:
            return None
        nonce = os.urandom(_NONCE_BYTES)
        plain = text.encode()
        plain += _FILLING * (-len(plain) % _BLOCK_BYTES)
        sealed = self._aead.encrypt(nonce, plain, self._bound(table, row, column))
        return nonce + sealed

    def open(self, table: str, row: int, column: str, sealed: bytes | None) -> str:
        """The text of a field; "" for None.

        Raises:
            FileDamagedError: the ciphertext was changed or moved.
        """
        if sealed is None:
            return ""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            plain = self._aead.decrypt(nonce, body, self._bound(table, row, column))
            return plain.rstrip(_FILLING).decode()
        except (InvalidTag, ValueError):  # ValueError: too short to be ours
            raise sealed_damaged() from None
