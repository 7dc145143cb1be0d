"""The small forms around a binder: its passwords, and handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, ngettext
from asfdesk.services.visiting.binder import new_binder, open_binder
from asfdesk.services.visiting.hand_over_clients import HandOver
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.fields import CheckField, TextField
from asfdesk.ui.kit.form.form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.visiting.binder import Binder
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.tasks import Tasks


def ask_password(parent: QWidget | None, tasks: Tasks, path: Path) -> FormDialog:
    """Open a binder; `saved` gives the Binder."""
    return FormDialog(
        parent,
        _("Open the client binder"),
        [_secret("password", _("Password or recovery code"))],
        lambda values: open_binder(path, values.text("password")),
        run=tasks.run,
        save_text=_("Open"),
        intro=path.name,
    )


def make_binder(
    parent: QWidget | None,
    tasks: Tasks,
    path: Path,
    make: Callable[..., tuple[Binder, str]] = new_binder,
) -> FormDialog:
    """A new binder; `saved` gives the Binder and its recovery code."""

    def save(values: FormValues) -> tuple[Binder, str]:
        return make(path, _twice(values))

    return FormDialog(
        parent,
        _("New client binder"),
        _new_password(),
        save,
        run=tasks.run,
        save_text=_("Make the binder"),
        intro=_(
            "The binder keeps where your clients' files lie, your passwords to them, their last"
            " known figures and your own notes – never a copy of a file. Choose a password that"
            " you use nowhere else."
        ),
    )


def change_password(parent: QWidget, tasks: Tasks, binder: Binder) -> FormDialog:
    """Another password of the binder."""

    def save(values: FormValues) -> None:
        binder.change_password(values.text("current"), _twice(values))

    return FormDialog(
        parent,
        _("Change the binder's password"),
        [_secret("current", _("Password now")), *_new_password()],
        save,
        run=tasks.run,
        intro=_("A copy of the binder that somebody has already keeps the old password."),
    )


def ask_secret(
    parent: QWidget, tasks: Tasks, title: str, intro: str, use: Callable[[str], Any]
) -> FormDialog:
    """One password; `use` runs on the worker and `saved` gives what it returned."""
    return FormDialog(
        parent,
        title,
        [_secret("password", _("Password"))],
        lambda values: use(values.text("password")),
        run=tasks.run,
        save_text=_("Go on"),
        intro=intro,
    )


def ask_hand_over(
    parent: QWidget, tasks: Tasks, uids: tuple[str, ...], write: Callable[[HandOver], Any]
) -> FormDialog:
    """How clients are to be handed over; `saved` gives where the file lies."""

    def save(values: FormValues) -> Path:
        made: Path = write(
            HandOver(
                uids,
                _twice(values),
                with_notes=values.flag("with_notes"),
                remove=values.flag("remove"),
            )
        )
        return made

    count = ngettext("%(num)d client", "%(num)d clients", len(uids)) % {"num": len(uids)}
    return FormDialog(
        parent,
        _("Hand over to another adviser"),
        [
            *_new_password(),
            CheckField("with_notes", _("My private notes go along"), value=False),
            CheckField("remove", _("Remove from my binder when the file is written"), value=False),
        ],
        save,
        run=tasks.run,
        save_text=_("Write the file"),
        intro=_(
            "%(count)s. The file holds your passwords to them, sealed with a password of its own:"
            " say it to the receiver by another way than the file goes. Ask the owner for new"
            " passwords if you are not to open the files any more."
        )
        % {"count": count},
    )


def show_code(parent: QWidget, code: str) -> MessageDialog:
    """A binder's recovery code, once."""
    dialog = MessageDialog(
        parent,
        code,
        _("This recovery code opens the binder if you forget its password. It is nowhere else."),
        _("Write it down and keep it away from the computer. Without it nobody can help you."),
    )
    dialog.tell()
    return dialog


def _new_password() -> list[TextField]:
    return [
        _secret("new", _("New password")),
        _secret("again", _("The same again")),
    ]


def _secret(name: str, words: str) -> TextField:
    return TextField(name, words, required=True, secret=True)


def _twice(values: FormValues) -> str:
    """The new password.

    Raises:
        InvalidInputError: it was mistyped one of the times.
    """
    new = values.text("new")
    if new != values.text("again"):
        raise InvalidInputError("again", _("The two passwords are not the same."))
    return new
