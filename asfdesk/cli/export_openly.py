"""`asfdesk open-export FILE OUT.zip`: everything as JSON and CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.open_to_change import add_take_over, open_to_change
from asfdesk.cli.output import advise, say, say_json
from asfdesk.cli.usage import add_file, add_json, add_password
from asfdesk.i18n import _, ngettext
from asfdesk.services.file.open_export import export_openly

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument("out", type=Path, metavar="OUT.zip", help=_("the ZIP file to write"))
    add_password(parser)
    add_take_over(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the ZIP; the log of the client file notes it."""
    opened = open_to_change(arguments)
    try:
        done = export_openly(opened, arguments.out.absolute())
    finally:
        opened.close()
    advise(_("The file is not encrypted: whoever has it can read names and identity numbers."))
    if done.protected:
        advise(
            ngettext(
                "It holds %(num)d trainee with protected identity.",
                "It holds %(num)d trainees with protected identity.",
                done.protected,
            )
        )
    if arguments.json:
        say_json({"file": str(done.path), "rows": dict(done.rows), "protected": done.protected})
    else:
        rows = sum(done.rows.values())
        say(
            _("Wrote %(file)s: %(tables)d tables, %(rows)d rows.")
            % {"file": done.path, "tables": len(done.rows), "rows": rows}
        )
    return 0
