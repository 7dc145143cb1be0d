"""What each access is called, what it opens, and the fields of a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.file.open_file import Role
from asfdesk.services.file.passphrase import suggest_passphrase
from asfdesk.ui.kit.form.form import TextField

if TYPE_CHECKING:
    from asfdesk.services.file.file_access import AccessRow
    from asfdesk.ui.kit.form.form import Field, FormValues


def who(row: AccessRow) -> str:
    """The name somebody wrote, or the role and its number."""
    if row.label:
        return row.label
    return {
        Role.OWNER: _("Owner %(number)d"),
        Role.RECOVERY: _("Recovery sheet"),
        Role.ADVISER: _("Adviser %(number)d"),
    }[row.role] % {"number": row.number}


def what_it_opens(row: AccessRow) -> str:
    """In one line."""
    return {
        Role.OWNER: _("Owner: opens everything"),
        Role.RECOVERY: _("Opens everything, when passwords are forgotten"),
        Role.ADVISER: _("Adviser: plan, money and hours; not who anybody is"),
    }[row.role]


def advisers_limits() -> str:
    """What an adviser's password opens and does not open, as the adviser reads it."""
    return _(
        "You have an adviser's password. It opens plan, bookkeeping, agreements, hours and "
        "reports, and trainees as numbers. It does not open names, personal identity numbers, "
        "contact details or notes about people: they are encrypted with a key it does not have. "
        "Only an owner can change who may open the file."
    )


def adviser_intro() -> str:
    """The same for the owner who gives it."""
    return _(
        "The password opens plan, bookkeeping, agreements and hours, and trainees as numbers. It "
        "does not open names, personal identity numbers, contact details or notes about people. "
        "An agreement to sign is shown next."
    )


def password_now() -> Field:
    """To show that it is oneself."""
    return TextField("current", _("Your password now"), required=True, secret=True)


def new_password() -> list[Field]:
    """Twice, with a suggestion."""
    suggestion = _("For example: %(words)s") % {"words": suggest_passphrase()}
    return [
        TextField("password", _("New password"), "", suggestion, required=True, secret=True),
        TextField("again", _("The new password again"), required=True, secret=True),
    ]


def same_twice(values: FormValues) -> str:
    """The password, if it was written the same way twice.

    Raises:
        InvalidInputError: it was not.
    """
    if values.text("password") != values.text("again"):
        raise InvalidInputError("again", _("The passwords differ."), todo=_("Write it again."))
    return values.text("password")
