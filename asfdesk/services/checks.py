"""Checks that several use cases share; each raises InvalidInputError for the field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asfdesk.domain.people.identity import NumberError, parse_org_number
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.storage.sealing import needs_vault_key

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.session import ReadSession

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def need_text(field: str, text: str, what: str) -> str:
    """The text without spaces around it; `what` is said when nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise InvalidInputError(field, what)
    return stripped


def check_order(field: str, first: date, last: date | None) -> None:
    """The last day may not come before the first."""
    if last is not None and last < first:
        raise InvalidInputError(
            field,
            _("The last day comes before the first."),
            _("The first day is %(first)s.") % {"first": first.isoformat()},
            _("Choose that day or a later one."),
        )


def check_email(field: str, text: str) -> str:
    """An e-mail address, or ""."""
    stripped = text.strip()
    if stripped and not _EMAIL.fullmatch(stripped):
        raise InvalidInputError(
            field,
            _("This is not an e-mail address."),
            todo=_("Write it as name@example.se, or leave the field empty."),
        )
    return stripped


def org_number(field: str, text: str) -> str:
    """An organisation number as NNNNNN-NNNN, or "" for an empty text.

    A wrong check digit is let through: it is a note, not an error (decisions B1).
    """
    if not text.strip():
        return ""
    try:
        found = parse_org_number(text)
    except NumberError:
        raise InvalidInputError(
            field,
            _("This is not an organisation number."),
            _("An organisation number has ten digits."),
            _("Write it as 769600-1234."),
        ) from None
    if found.is_person:
        raise InvalidInputError(
            field,
            _("This looks like a personal identity number."),
            _("The third digit of an organisation number is 2 or more; this field is not sealed."),
            _("Write the organisation number, or leave the field empty."),
        )
    return found.number


def org_number_note(number: str) -> str:
    """What to say beside a number whose check digit is wrong; "" when all is well."""
    if not number or _check_digit_fits(number):
        return ""
    return _(
        "The organisation number's check digit does not fit: compare it with the registration"
        " certificate."
    )


def _check_digit_fits(number: str) -> bool:
    try:
        return parse_org_number(number).check_digit_ok
    except NumberError:  # not written by this program
        return False


def need_identities(session: ReadSession) -> None:
    """Raise NeedsVaultKeyError in an adviser's session."""
    if not session.identities_open:
        raise needs_vault_key()


def missing() -> RefusedError:
    """Something that is to be changed is not there any more."""
    return RefusedError(
        _("What you want to change is no longer there."),
        _("It has been removed, perhaps by undo."),
        _("Open the page again and choose from the list."),
    )
