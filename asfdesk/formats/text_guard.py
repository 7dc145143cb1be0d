"""Text that a spreadsheet could take for a formula gets an apostrophe (trust.md §8).

For text cells only; numbers are written as numbers and need no guard.
"""

from __future__ import annotations

_STARTS = "=+-@\t\0\r\n＝＋－＠"
"""What starts a formula or a command, with the full-width forms (ASVS 5, 1.2.10)."""


def guarded(text: str) -> str:
    """The text, with an apostrophe before it if it could run; NUL never gets through."""
    clean = text.replace("\0", "")
    dangerous = text.lstrip(" \u00a0\u202f\u3000\ufeff").startswith(tuple(_STARTS))
    return f"'{clean}" if dangerous else clean
