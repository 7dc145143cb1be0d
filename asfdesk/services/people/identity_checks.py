"""Reading what an owner typed about a person, and finding the same number twice.

Messages name the field and the running number of another trainee, never a name or a number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import IdentityKind
from asfdesk.domain.people.identity import NumberError, NumberProblem, parse_identity_number
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import N_, _
from asfdesk.reports.words import trainee_word
from asfdesk.services.checks import check_email

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.identity import IdentityNumber
    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.session import ReadSession

OLDEST = 110
"""A birth year further back than this is a slip of the finger."""

_PROBLEMS = {
    NumberProblem.FORM: N_("An identity number has ten or twelve digits."),
    NumberProblem.DAY: N_("The date in the number does not exist."),
    NumberProblem.FUTURE: N_("The date in the number has not come yet."),
    NumberProblem.SERIAL: N_("The three digits after the date cannot be 000."),
    NumberProblem.CHECK_DIGIT: N_("The last digit does not fit the others."),
}


def read_identity(
    session: ReadSession, trainee_id: int | None, identity: Identity, today: date
) -> Identity:
    """Normalise what was typed: twelve digits, kind and birth year from the number, spaces gone.

    Args:
        session: an owner's; its identities are compared in memory.
        trainee_id: whose identity it is; None for a new trainee.
        identity: as typed.
        today: decides the century of ten digits and what lies ahead.

    Raises:
        InvalidInputError: for `identity_number`, `birth_year`, `checked_on` or `email`.
    """
    cleaned = replace(
        identity,
        name=" ".join(identity.name.split()),
        phone=identity.phone.strip(),
        email=check_email("email", identity.email),
        address=identity.address.strip(),
        emergency_contact=identity.emergency_contact.strip(),
        note=identity.note.strip(),
    )
    if cleaned.checked_on is not None and cleaned.checked_on > today:
        raise InvalidInputError(
            "checked_on",
            _("This day has not come yet."),
            todo=_("Write the day when the identity document was shown."),
        )
    if not cleaned.identity_number.strip():
        _check_birth_year(cleaned.birth_year, today)
        return replace(
            cleaned,
            identity_kind=IdentityKind.NONE,
            identity_number="",
            coordination_status=None,
        )
    number = _read_number(cleaned.identity_number, today)
    _refuse_twice(session, trainee_id, number)
    if cleaned.birth_year is not None and cleaned.birth_year != number.birth_year:
        raise InvalidInputError(
            "birth_year",
            _("The birth year differs from the one in the identity number."),
            todo=_("Leave the birth year empty: it is taken from the number."),
        )
    coordination = number.kind is IdentityKind.COORDINATION_NUMBER
    return replace(
        cleaned,
        identity_kind=number.kind,
        identity_number=number.digits,
        coordination_status=cleaned.coordination_status if coordination else None,
        birth_year=number.birth_year,
    )


def _read_number(text: str, today: date) -> IdentityNumber:
    try:
        return parse_identity_number(text, today)
    except NumberError as error:
        raise InvalidInputError(
            "identity_number",
            _("This is not a valid identity number."),
            _(_PROBLEMS[error.problem]),
            _("Compare it with the identity document, or leave the field empty."),
        ) from None


def _check_birth_year(year: int | None, today: date) -> None:
    if year is not None and not today.year - OLDEST <= year <= today.year:
        raise InvalidInputError(
            "birth_year",
            _("The birth year cannot be right."),
            todo=_("Write four digits, for example 1990, or leave the field empty."),
        )


def _refuse_twice(session: ReadSession, trainee_id: int | None, number: IdentityNumber) -> None:
    same = [
        other
        for other, identity in session.trainees.identities().items()
        if other != trainee_id and identity.identity_number == number.digits
    ]
    other = session.trainees.trainee(same[0]) if same else None
    if other is not None:
        raise InvalidInputError(
            "identity_number",
            _("%(trainee)s already has this identity number.")
            % {"trainee": trainee_word(other.number)},
            _("A person is registered once and can have several placements."),
            _("Add a placement to that trainee instead."),
        )
