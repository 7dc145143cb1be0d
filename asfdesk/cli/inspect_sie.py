"""`asfdesk inspect PATH…`: what SIE files hold and what is wrong with them; no client file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import complain, say, say_json_array
from asfdesk.cli.usage import add_json
from asfdesk.errors import AsfDeskError
from asfdesk.formats.sie.encoding import ENCODINGS
from asfdesk.i18n import ABSENT, _
from asfdesk.services.books.inspect_sie import inspect

if TYPE_CHECKING:
    import argparse

    from asfdesk.services.books.inspect_sie import Inspected, InspectedYear

UNREADABLE = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("paths", type=Path, nargs="+", metavar=_("PATH"), help=_("SIE files"))
    parser.add_argument(
        "--encoding",
        choices=ENCODINGS,
        help=_("read the files in this encoding instead of deciding by what is in them"),
    )
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Judge every file that can be read; a file that is refused has been judged too."""
    found: list[Inspected] = []
    unreadable = 0
    for path in arguments.paths:
        try:
            found += inspect([path], arguments.encoding)
        except AsfDeskError as error:
            unreadable = UNREADABLE
            complain(error)
    if arguments.json:
        say_json_array(found)
    else:
        for one in found:
            _say(one)
    return unreadable


def _say(one: Inspected) -> None:
    say(one["file"])
    facts = (
        (_("Decision"), _decision(one["decision"])),
        (_("SIE type"), one["sie_type"]),
        (_("Made by"), one["program"]),
        (_("Company"), " ".join((one["company"], one["org_number"])).strip()),
        (_("Encoding"), one["encoding"]),
        (_("Accounts"), one["accounts"]),
        (_("Vouchers"), one["vouchers"]),
        (_("Postings"), one["postings"]),
    )
    for word, value in facts:
        say(f"  {word}: {ABSENT if value in (None, '') else value}")
    for year in one["fiscal_years"]:
        _say_year(year)
    for issue in one["issues"]:
        line = "" if issue["line"] is None else _("line %(line)d: ") % {"line": issue["line"]}
        say(f"  {issue['severity']} {issue['code']}: {line}{issue['message']}")


def _say_year(year: InspectedYear) -> None:
    say(f"  {year['start'] or ABSENT} – {year['end'] or ABSENT}")
    for number, amount in (year["result_by_class"] or {}).items():
        say(_("    class %(number)s: %(amount)s") % {"number": number, "amount": amount})


def _decision(decision: str) -> str:
    words = {
        "accept": _("can be taken in"),
        "ask": _("can be taken in after a question"),
        "refuse": _("is not taken in"),
    }
    return words.get(decision, decision)
