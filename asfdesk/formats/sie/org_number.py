"""Organisation numbers as bookkeeping programs write them (sie.md §4, row 35)."""

from __future__ import annotations

_DIGITS = 10
_WITH_CENTURY = 12
_TAX_SUFFIX = "01"


def normal_org_number(text: str) -> str | None:
    """The ten digits of a number as it is written somewhere, or None if there are not ten.

    Takes 559999-0002, 5599990002, 16559999-0002 (with century) and SE559999000201 (for VAT).
    Nothing but zeros is no number.
    """
    digits = "".join(char for char in text if char in "0123456789")
    if len(digits) == _WITH_CENTURY:
        vat = text.strip().upper().startswith("SE") and digits.endswith(_TAX_SUFFIX)
        digits = digits[:_DIGITS] if vat else digits[-_DIGITS:]
    return digits if len(digits) == _DIGITS and digits.strip("0") else None
