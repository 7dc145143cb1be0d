"""`asfdesk example DIR`: write the example enterprise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import say
from asfdesk.cli.usage import add_today
from asfdesk.i18n import _
from asfdesk.services.example.cast import TODAY
from asfdesk.services.example.write import write_example

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("folder", type=Path, metavar=_("DIR"), help=_("where to write it"))
    add_today(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write client file, password, recovery key and bookkeeping."""
    files = write_example(arguments.folder, today=arguments.today or TODAY)
    say(_("The example enterprise is in %(folder)s:") % {"folder": arguments.folder})
    for path in (
        files.client_file,
        files.password_file,
        files.recovery_file,
        *files.bookkeeping,
    ):
        say(f"  {path.name}")
    return 0
