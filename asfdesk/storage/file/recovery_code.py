"""The recovery key as people write it down: 128 bits in seven groups of four, with a checksum.

Crockford's base 32 leaves out I, L, O and U; what is read for them is corrected. Twelve bits of
SHA-256 follow, so that a slip of the pen is told from a wrong key before anything is derived.
"""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CORRECTED = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None, "–": None})
_SECRET_BITS, _CHECK_BITS, _LETTER_BITS, _GROUP = 128, 12, 5, 4
_LETTERS = (_SECRET_BITS + _CHECK_BITS) // _LETTER_BITS


def _check(secret: int) -> int:
    digest = hashlib.sha256(b"asfdesk-recovery" + secret.to_bytes(_SECRET_BITS // 8, "big"))
    return int.from_bytes(digest.digest()[:2], "big") >> (16 - _CHECK_BITS)


def _written(number: int) -> str:
    letters = ""
    for _ in range(_LETTERS):
        number, last = divmod(number, len(_ALPHABET))
        letters = _ALPHABET[last] + letters
    return "-".join(letters[i : i + _GROUP] for i in range(0, _LETTERS, _GROUP))


def new_recovery_code() -> str:
    """A fresh code, for example 7K3M-…, from the system's random source."""
    secret = secrets.randbits(_SECRET_BITS)
    return _written(secret << _CHECK_BITS | _check(secret))


def recovery_code(typed: str) -> str | None:
    """The code's one written form, or None if what was typed is not a code."""
    letters = _letters(typed)
    if not letters:
        return None
    number = 0
    for letter in letters:
        number = number * len(_ALPHABET) + _ALPHABET.index(letter)
    secret, check = number >> _CHECK_BITS, number & (1 << _CHECK_BITS) - 1
    return _written(number) if check == _check(secret) else None


def is_misspelt_code(typed: str) -> bool:
    """Whether it has the form of a code but its check characters say that a letter is wrong."""
    return bool(_letters(typed)) and recovery_code(typed) is None


def _letters(typed: str) -> str:
    """The letters of something that has the form of a code; "" for anything else."""
    letters = typed.strip().upper().translate(_CORRECTED)
    fits = len(letters) == _LETTERS and all(letter in _ALPHABET for letter in letters)
    return letters if fits else ""
