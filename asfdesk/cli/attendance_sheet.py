"""`asfdesk attendance-sheet FILE --period P`: attendance as sheets, or lists to sign on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import say
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import add_file, add_password, add_today, today_of
from asfdesk.i18n import _
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.hours.export_attendance import SheetFormat, SheetOrder, save_sheets
from asfdesk.services.hours.sheet_shares import GroupBy
from asfdesk.services.sending.report_period import report_period

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "--period", required=True, metavar="P", help=_("a month, 2026-10, or a week, 2026-W43")
    )
    parser.add_argument(
        "--group",
        choices=[group.value for group in GroupBy],
        default=GroupBy.NONE.value,
        help=_("one file per group, supervisor or agreement"),
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar=_("SHEET"),
        help=_("only this sheet, by the end of its file name, for example group-2"),
    )
    parser.add_argument(
        "--format",
        choices=[one.value for one in SheetFormat],
        default=SheetFormat.XLSX.value,
        help=_("xlsx and csv can be filled in and imported; pdf is a blank list to sign on"),
    )
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar=_("DIR"), help=_("folder for the files")
    )
    add_password(parser)
    add_today(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the sheets; the client file is only read."""
    opened = open_client_file(arguments.file, read_password(arguments), read_only=True)
    try:
        today = today_of(arguments, opened.session)
        order = SheetOrder(
            period=report_period(opened.session, arguments.period),
            today=today,
            created_at=datetime.combine(today, datetime.now().astimezone().timetz()),
            group=GroupBy(arguments.group),
            format=SheetFormat(arguments.format),
            only=frozenset(arguments.only),
        )
        written = save_sheets(opened.session, order, arguments.out)
    finally:
        opened.close()
    for path in written:
        say(str(path))
    return 0
