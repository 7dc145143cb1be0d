"""A box that lets a person's name through, in texts that advisers read too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.write_comments import names_mentioned
from asfdesk.ui.kit.form.form import CheckField

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form_values import FormValues

NAMES = "names"


def names_field() -> CheckField:
    """The box."""
    return CheckField(
        NAMES,
        _("Save even if somebody is named"),
        help=_("Advisers can read this text. Write for example “trainee 7” instead of a name."),
        wide=True,
    )


def refuse_names(session: WriteSession, text: str, *, allowed: bool) -> None:
    """Raise InvalidInputError when a known name stands in a text that advisers read."""
    if not allowed and names_mentioned(session, text):
        raise InvalidInputError(
            NAMES,
            _("The text holds the name of a trainee or a supervisor."),
            _("Advisers can read it."),
            _("Write the running number instead, or tick the box."),
        )


def allowed_text(session: WriteSession, values: FormValues, name: str) -> str:
    """A text of a form with the box; InvalidInputError when it names somebody and may not."""
    text = values.text(name)
    refuse_names(session, text, allowed=values.flag(NAMES))
    return text
