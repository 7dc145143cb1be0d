"""`asfdesk restore FILE BACKUP OUT`: make a backup a client file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import say, say_json
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import add_file, add_json, add_password
from asfdesk.i18n import _
from asfdesk.services.file.backups_by_password import find_backup, restore_by_password

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "backup",
        metavar=_("BACKUP"),
        help=_("its number or name in the list, a path, or latest for the latest whole one"),
    )
    parser.add_argument(
        "out", type=Path, metavar=_("OUT"), help=_("the new file; nothing may be there")
    )
    add_password(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the new file; the client file and the backup are only read."""
    backup = find_backup(arguments.file, arguments.backup)
    made = restore_by_password(arguments.file, read_password(arguments), backup, arguments.out)
    if arguments.json:
        say_json({"file": str(arguments.file), "backup": str(backup), "restored": str(made)})
    else:
        say(_("Restored to %(file)s.") % {"file": made})
    return 0
