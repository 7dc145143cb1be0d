"""`asfdesk new FILE --name NAME --org-number N`: make a client file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import advise, finish, say, say_json
from asfdesk.cli.password import read_new_password
from asfdesk.cli.usage import add_file, add_json, add_password, add_today, today_of
from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _
from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.services.file.recovery_file import check_recovery_path, write_recovery_file

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument("--name", required=True, metavar=_("NAME"), help=_("the enterprise's name"))
    parser.add_argument(
        "--org-number", required=True, metavar="N", help=_("its organisation number")
    )
    parser.add_argument(
        "--fiscal-year-start",
        type=_month_and_day,
        default=(1, 1),
        metavar=_("MM-DD"),
        help=_("first day of the fiscal year, 01-01 if left out"),
    )
    parser.add_argument(
        "--recovery-file",
        type=Path,
        metavar=_("PATH"),
        help=_("write the recovery key to this file instead of showing it"),
    )
    add_password(parser)
    add_today(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the file and hand over its recovery key."""
    recovery: Path | None = arguments.recovery_file
    if recovery is not None:
        check_recovery_path(recovery, arguments.file)
    enterprise = NewEnterprise(arguments.name, arguments.org_number, arguments.fiscal_year_start)
    opened, code = create_client_file(
        arguments.file, enterprise, read_new_password(arguments), today_of(arguments)
    )
    return hand_over(opened, code, recovery, as_json=arguments.json)


def hand_over(opened: OpenFile, code: str, recovery: Path | None, *, as_json: bool) -> int:
    """Close the new file, say what was made, and put the recovery key where it was asked for.

    Args:
        opened: a file that was just made.
        code: its recovery key, which is nowhere else.
        recovery: the file to write it to; None = show it.
        as_json: one JSON document instead of text.
    """
    try:
        opened.close()
    except AsfDeskError:
        advise(_("Recovery key: %(code)s") % {"code": code})
        raise
    if recovery is not None:
        try:
            write_recovery_file(recovery, opened.path.name, code)
        except AsfDeskError:
            # The code is nowhere else: better on the screen than lost.
            advise(_("Recovery key: %(code)s") % {"code": code})
            raise
    try:
        _tell(opened, None if recovery else code, as_json=as_json)
        finish()
    except AsfDeskError:
        if recovery is None:
            advise(_("Recovery key: %(code)s") % {"code": code})
        raise
    return 0


def _tell(opened: OpenFile, code: str | None, *, as_json: bool) -> None:
    for note in opened.notes:
        advise(note)
    if as_json:
        document: dict[str, object] = {
            "file": str(opened.path),
            "client": str(opened.file.manifest.client),
            "generation": opened.file.manifest.generation,
            "notes": list(opened.notes),
        }
        say_json(document if code is None else {**document, "recovery_key": code})
        return
    say(_("Made %(file)s.") % {"file": opened.path})
    if code is not None:
        say(_("Recovery key: %(code)s") % {"code": code})
        say(_("Write it down and keep it apart from the computer; it is not shown again."))


def _month_and_day(text: str) -> tuple[int, int]:
    match = _MONTH_DAY.fullmatch(text)
    if match is None:
        message = _("%(text)s is not month and day like 07-01") % {"text": text}
        raise argparse.ArgumentTypeError(message)
    return int(match[1]), int(match[2])
