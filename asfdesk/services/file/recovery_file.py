"""The recovery key in a text file, for who makes client files from a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.file.open_file import with_ending
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.publish import name_taken
from asfdesk.storage.trouble import folder_missing

if TYPE_CHECKING:
    from pathlib import Path


def check_recovery_path(path: Path, client_file: Path) -> None:
    """Before the client file is made: the recovery file can be written and replaces nothing.

    Raises:
        FileConflictError: there is a file of that name, perhaps another client's key.
        InvalidInputError: it would take the place of the client file that is to be made.
        FileMissingError: its folder is not there.
    """
    if path.resolve() == with_ending(client_file).resolve():
        raise InvalidInputError(
            "recovery_file",
            _("The recovery code cannot lie in the client file itself."),
            _("It would take the client file's place."),
            _("Choose another name after --recovery-file."),
        )
    if path.exists():
        raise name_taken(path)
    if not path.absolute().parent.is_dir():
        raise folder_missing()


def write_recovery_file(path: Path, file_name: str, code: str) -> None:
    """Write the key, readable by this user only; the first line is the key alone.

    Raises:
        AsfDeskError: it could not be written.
    """
    advice = _(
        "Recovery key of %(name)s. It opens everything in the file. Print it, keep it apart from "
        "the computer and delete this text."
    ) % {"name": file_name}
    atomic_write(path.absolute(), f"{code}\n\n{advice}\n".encode())
