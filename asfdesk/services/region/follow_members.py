"""Whom a region follows: entered before the first package, ended when somebody leaves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.region.quarters import Member
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.services.region.open_region import Region

_DIGITS = 30


def expect_member(
    region: Region, org_number: str, name: str, since: Period | None = None, heard: str = ""
) -> Member:
    """Enter an enterprise, or what is now known of it.

    Args:
        region: the open region.
        org_number: NNNNNN-NNNN.
        name: "" = as it is.
        since: the first quarter that is expected; None = as it is.
        heard: its fingerprint as it was read aloud. The first package must be signed with that
            key; a key that was pinned before gives way to it.

    Raises:
        InvalidInputError: the number or the fingerprint is not one; a new one has no name.
    """
    number = org_number.strip()
    if not re.fullmatch(r"\d{6}-\d{4}", number, re.ASCII):
        raise InvalidInputError(
            "org_number", _("An organisation number is written like 559999-0002.")
        )
    known = region.store.member(number) or Member(number, name.strip())
    found = replace(known, name=name.strip() or known.name, since=since or known.since)
    if not found.name:
        raise InvalidInputError("name", _("Write what the enterprise is called."))
    if heard:
        found = replace(found, heard=_digits(heard), public_key=b"", pinned_on=None)
    with region.store.engine.transaction():
        region.store.put_member(found)
    return found


def end_member(region: Region, org_number: str, last_day: date) -> Member:
    """Expect nothing more of an enterprise after a day; what it has sent stays.

    Raises:
        InvalidInputError: nobody of that number is followed.
    """
    known = region.store.member(org_number.strip())
    if known is None:
        raise not_followed(org_number)
    found = replace(known, ended_on=last_day)
    with region.store.engine.transaction():
        region.store.put_member(found)
    return found


def not_followed(org_number: str) -> InvalidInputError:
    """The error that nobody has such a number here."""
    return InvalidInputError(
        "org_number",
        _("There is no enterprise %(number)s in the region.") % {"number": org_number.strip()},
        "",
        _("Check the number, or take in a package from it first."),
    )


def _digits(heard: str) -> str:
    digits = "".join(sign for sign in heard if sign.isascii() and sign.isdigit())
    if len(digits) != _DIGITS:
        raise InvalidInputError(
            "heard",
            _("A fingerprint is six groups of five digits."),
            "",
            _("Ask the enterprise to read it again."),
        )
    return digits
