"""Opening a client file to change it, for the verbs that do: the lock, and taking it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.cli.output import advise
from asfdesk.cli.password import read_password
from asfdesk.errors import FileInUseError
from asfdesk.i18n import _
from asfdesk.services.file.erase_trainees import erased_words, follow_tombstones
from asfdesk.services.file.follow_protection import followed_words
from asfdesk.services.file.open_file import open_client_file

if TYPE_CHECKING:
    import argparse

    from asfdesk.services.file.open_file import OpenFile

OPTION = "--take-over"


def add_take_over(parser: argparse.ArgumentParser) -> None:
    """--take-over."""
    parser.add_argument(
        OPTION,
        action="store_true",
        help=_("open the file although a lock says that somebody has it open"),
    )


def open_to_change(arguments: argparse.Namespace) -> OpenFile:
    """The file that the verb changes.

    Before anything is made of an older copy, who has been erased or protected since is so in it
    too, as in the window.

    Raises:
        FileInUseError: somebody has it open; the option that goes on all the same is named.
        AsfDeskError: as `open_client_file`.
    """
    try:
        opened = open_client_file(
            arguments.file, read_password(arguments), take_over=arguments.take_over
        )
    except FileInUseError as error:
        todo = _("Close it there first, or use %(option)s if you know that nobody works in it.")
        raise FileInUseError(error.what, error.why, todo % {"option": OPTION}) from error
    try:
        erased = follow_tombstones(opened)
    except BaseException:
        opened.leave(keep_work=False)
        raise
    told = (erased_words(erased),) if erased else ()
    for text in (*told, *followed_words(opened.followed)):
        advise(text)
    return opened
