"""`asfdesk safe-copy FILE OUT.asfdesk`: a copy for an adviser to keep (ADR 0048)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.open_to_change import add_take_over, open_to_change
from asfdesk.cli.output import say, say_json
from asfdesk.cli.password import password_of_another
from asfdesk.cli.usage import add_file, add_json, add_password, add_today, today_of
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.visiting.safe_copy_report import content_lines
from asfdesk.services.visiting.safe_copy import CopyOrder, copy_contents, make_safe_copy

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "out", nargs="?", type=Path, metavar="OUT.asfdesk", help=_("the copy to write")
    )
    parser.add_argument("--for", dest="made_for", metavar=_("NAME"), help=_("who gets the copy"))
    parser.add_argument(
        "--copy-password-file",
        type=Path,
        metavar=_("PASSWORDFILE"),
        help=_("file with the password that the recipient opens the copy with"),
    )
    parser.add_argument("--preview", action="store_true", help=_("only show what it would hold"))
    add_password(parser)
    add_today(parser)
    add_take_over(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show what the copy holds, then write it; the file's log notes it."""
    if not arguments.preview and (arguments.out is None or not arguments.made_for):
        raise InvalidInputError(
            "out",
            _("Say where the copy goes and who gets it."),
            _("A copy is entered in the file with the name of whoever gets it."),
            _("Write OUT.asfdesk and --for NAME, or --preview to look first."),
        )
    password = "" if arguments.preview else password_of_another(arguments.copy_password_file)
    opened = open_to_change(arguments)
    try:
        today = today_of(arguments, opened.session)
        if not arguments.json:
            for line in content_lines(copy_contents(opened, today)):
                say(line)
        if arguments.preview:
            return 0
        made = make_safe_copy(opened, CopyOrder(arguments.out, arguments.made_for, password), today)
    finally:
        opened.close()
    if arguments.json:
        say_json({"file": str(made.path), "persons": made.persons, "uid": made.uid})
    else:
        say(_("Wrote the safe copy %(file)s.") % {"file": made.path})
    return 0
