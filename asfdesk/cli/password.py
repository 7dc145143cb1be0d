"""Where the password comes from: a file, the environment, or the keyboard (decisions D4)."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

VARIABLE = "ASFDESK_PASSWORD"
DATABASE_VARIABLE = "ASFDESK_DATABASE_PASSWORD"
_MAX_BYTES = 4096


def read_password(arguments: Namespace) -> str:
    """The password to open with.

    Raises:
        RefusedError: there is none, and nobody at the keyboard to ask.
    """
    given = _given(arguments.password_file)
    return _asked(_("Password: ")) if given is None else given


def password_if_given(arguments: Namespace) -> str | None:
    """The password if there is one; nobody is asked for what is not needed."""
    return _given(arguments.password_file)


def database_password(path: Path | None) -> str:
    """The password of a database's user; "" when none is given: the server may not ask for one."""
    found = os.environ.get(DATABASE_VARIABLE) if path is None else _from_file(path)
    return found or ""


def read_new_password(arguments: Namespace) -> str:
    """The password of a new file; typed twice when it is asked for."""
    given = _given(arguments.password_file)
    return _asked_twice() if given is None else given


def password_of_another(path: Path | None) -> str:
    """The password that somebody else opens what is made with: from a file, else typed twice."""
    return _asked_twice() if path is None else _from_file(path)


def _asked_twice() -> str:
    first = _asked(_("New password: "))
    if first != _asked(_("The same again: ")):
        raise InvalidInputError(
            "password",
            _("The two passwords are not the same."),
            _("One of them was mistyped, so nothing was made."),
            _("Run the command again."),
        )
    return first


def _given(path: Path | None) -> str | None:
    return os.environ.get(VARIABLE) if path is None else _from_file(path)


def _from_file(path: Path) -> str:
    """UTF-8 without one trailing newline; a byte order mark is not part of the password."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_MAX_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise RefusedError(
            _("The password file could not be read."),
            _("%(name)s is not there, may not be read, or is not UTF-8 text.")
            % {"name": path.name},
            _("Check the path after --password-file."),
        ) from None
    return text.removesuffix("\n").removesuffix("\r")


def _asked(prompt: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise RefusedError(
            _("There is no password."),
            _("Nobody is at the keyboard to be asked."),
            _("Use --password-file, or put it in %(variable)s.") % {"variable": VARIABLE},
        )
    return getpass.getpass(prompt)
