"""The command line: everything the program can do without a window (design §7, decisions D4).

Exit code 0 = done, 1 = refused or failed with one message on stderr, 2 = wrong usage. With
`--json` stdout is one JSON document and nothing else.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from asfdesk import __version__
from asfdesk.cli.output import ReaderGoneError, complain, finish
from asfdesk.cli.usage import Parser, add_language, chosen_language, speak
from asfdesk.cli.verbs import VERBS
from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

FAILED = 1


class VerbModule(Protocol):
    """What a module named in `VERBS` holds."""

    def add_arguments(self, parser: Parser) -> None:
        """Say what the verb takes."""

    def run(self, arguments: Namespace) -> int:
        """Do it and return the exit code."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb.

    Args:
        words: the command line without the program's name; sys.argv when None.

    Returns:
        0, or 1 when it was refused or failed. Wrong usage and `--help` raise SystemExit, as
        argparse does.
    """
    words = list(sys.argv[1:] if words is None else words)
    speak(chosen_language(words))
    name = next((word for word in words if word in {verb.name for verb in VERBS}), None)
    parser = Parser(prog="asfdesk", description=_("Plan, hours and money of a social enterprise."))
    parser.add_argument(
        "--version",
        action="version",
        version=f"ASF Desk {__version__}",
        help=_("show the version and exit"),
    )
    add_language(parser)
    verbs = parser.add_subparsers(title=_("verbs"), dest="verb", metavar=_("VERB"), required=True)
    chosen: VerbModule | None = None
    for verb in VERBS:
        sub = verbs.add_parser(verb.name, help=_(verb.help_source), description=_(verb.help_source))
        add_language(sub)
        if verb.name == name:
            chosen = cast("VerbModule", import_module(verb.module))
            chosen.add_arguments(sub)
    arguments = parser.parse_args(words)
    return FAILED if chosen is None else _run(chosen, arguments)


def _run(verb: VerbModule, arguments: Namespace) -> int:
    try:
        code = verb.run(arguments)
        finish()
    except ReaderGoneError:
        # `| head` has what it wanted; what there was to do is done before it is told.
        return 0
    except AsfDeskError as error:
        complain(error)
        return FAILED
    return code
