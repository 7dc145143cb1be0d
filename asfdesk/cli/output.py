"""What the command line prints: text or one JSON document on stdout, one message on stderr."""

from __future__ import annotations

import json
import os
import sys
from io import UnsupportedOperation
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, RefusedError
from asfdesk.i18n import ABSENT, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEMA = 1
"""Of every JSON document; raised when a key changes its meaning (decisions D4)."""


class ReaderGoneError(AsfDeskError):
    """Who read the output has stopped reading."""

    def __init__(self) -> None:
        super().__init__(_("The program that read the answer has ended."))


def say(line: str = "") -> None:
    """One line on stdout.

    Raises:
        ReaderGoneError: who read it has stopped, as `head` does.
        RefusedError: it cannot be written, for example because the disk is full.
    """
    _write(f"{line}\n")


def advise(line: str) -> None:
    """One line on stderr that is not a failure."""
    if sys.stderr is not None:
        sys.stderr.write(f"asfdesk: {line}\n")


def complain(error: AsfDeskError) -> None:
    """What happened, why and what to do, on stderr."""
    advise(str(error))


def say_json(document: Mapping[str, object]) -> None:
    """The one JSON document, with its schema number."""
    text = json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2)
    _write(f"{text}\n")


def say_json_array(documents: Sequence[Mapping[str, object]]) -> None:
    """The one JSON document where it is an array; each element has its own schema number."""
    _write(json.dumps(documents, ensure_ascii=False, indent=2) + "\n")


def finish() -> None:
    """Hand over what is still held back; raises as `say` does."""
    _write("", now=True)


def _write(text: str, *, now: bool = False) -> None:
    """Text to stdout; what cannot be written ends as a message, never as a traceback."""
    if sys.stdout is None:
        raise _unwritten(_("There is nowhere to write it."))
    try:
        sys.stdout.write(text)
        if now:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        raise ReaderGoneError from None
    except OSError as error:
        _let_go()
        why = _("The computer answered: %(reason)s.") % {"reason": error.strerror or ABSENT}
        raise _unwritten(why) from None


def _let_go() -> None:
    """Send the rest nowhere, or Python would try again when it ends and complain by itself."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, UnsupportedOperation):
        return


def _unwritten(why: str) -> RefusedError:
    return RefusedError(
        _("The answer could not be written."),
        why,
        _("Check where the output goes and run the command again."),
    )
