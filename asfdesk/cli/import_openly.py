"""`asfdesk open-import ZIP NEWFILE`: a client file of an open export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.new_file import hand_over
from asfdesk.cli.password import read_new_password
from asfdesk.cli.usage import add_json, add_password
from asfdesk.i18n import _
from asfdesk.services.file.open_import import import_openly
from asfdesk.services.file.recovery_file import check_recovery_path

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("source", type=Path, metavar="ZIP", help=_("the open export"))
    parser.add_argument("file", type=Path, metavar=_("NEWFILE"), help=_("the client file to make"))
    parser.add_argument(
        "--recovery-file",
        type=Path,
        metavar=_("PATH"),
        help=_("write the recovery key to this file instead of showing it"),
    )
    add_password(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the file and hand over its recovery key."""
    recovery: Path | None = arguments.recovery_file
    if recovery is not None:
        check_recovery_path(recovery, arguments.file)
    opened, code = import_openly(
        arguments.source.absolute(), arguments.file, read_new_password(arguments)
    )
    return hand_over(opened, code, recovery, as_json=arguments.json)
