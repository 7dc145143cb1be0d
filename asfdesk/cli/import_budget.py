"""`asfdesk import-budget FILE SIE…`: a bookkeeping program's budget as a draft plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.open_to_change import add_take_over, open_to_change
from asfdesk.cli.output import say, say_json
from asfdesk.cli.usage import add_file, add_json, add_password
from asfdesk.i18n import _, money_exact
from asfdesk.services.books.import_budget import preview_budgets, take_budget
from asfdesk.services.books.import_sie import load_files, read_files

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "path",
        type=Path,
        nargs="+",
        metavar=_("PATH"),
        help=_("the SIE file; for a plan of several years one for each"),
    )
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("what to call the plan"))
    add_password(parser)
    add_take_over(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read the budget and make a draft of it."""
    reads = read_files(load_files(arguments.path))
    opened = open_to_change(arguments)
    try:
        session = opened.writing()
        found = preview_budgets(session, reads)
        take_budget(session, found, arguments.name)
    except BaseException:
        opened.leave(keep_work=False)
        raise
    opened.close()
    if arguments.json:
        say_json(
            {
                "file": str(arguments.file),
                "fiscal_year": {
                    "start": str(found.years[0].first),
                    "end": str(found.years[-1].last),
                },
                "amounts": len(found.values),
                "accounts": found.accounts,
                "left_out": list(found.left_out),
            }
        )
        return 0
    say(
        _("Made a draft budget for %(year)s: %(amounts)d amounts, result %(sum)s kr.")
        % {
            "year": found.label,
            "amounts": len(found.values),
            "sum": money_exact(found.result_ore),
        }
    )
    if found.left_out:
        say(
            _("Left out, because a plan holds the result only: %(accounts)s")
            % {"accounts": ", ".join(found.left_out)}
        )
    return 0
