"""`asfdesk report FILE KEY --period P --format F[,F] --out DIR`: make a report."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import advise, say
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import add_file, add_password, add_today, running_number, today_of
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.head_facts import open_issues_words
from asfdesk.services.export_report import export, parse_formats
from asfdesk.services.open_file import open_client_file
from asfdesk.services.report_catalogue import find_report
from asfdesk.services.report_entry import ReportRequest
from asfdesk.services.report_period import report_period

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from asfdesk.services.session import ReadSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument("key", metavar=_("KEY"), help=_("which report, for example R8"))
    parser.add_argument(
        "--period",
        required=True,
        metavar="P",
        help=_("2026-03, 2026-Q3, 2026, FY2026, 2026-01..2026-06, 2026-W12 or a date"),
    )
    parser.add_argument(
        "--format",
        default="pdf",
        metavar="F[,F]",
        help=_("pdf, xlsx, csv, json, txt; several with commas between"),
    )
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar=_("DIR"), help=_("folder for the files")
    )
    parser.add_argument(
        "--trainee", type=running_number, metavar="N", help=_("only trainee number N")
    )
    parser.add_argument(
        "--agreement", type=running_number, metavar="N", help=_("only agreement number N")
    )
    parser.add_argument(
        "--recipient", default="", metavar=_("NAME"), help=_("who it goes to; is written on it")
    )
    parser.add_argument(
        "--layout",
        default="",
        metavar=_("LAYOUT"),
        help=_("the recipient's columns: a layout's key, or a file of your own ending in .json"),
    )
    add_password(parser)
    add_today(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the report; the client file is only read."""
    entry = find_report(arguments.key)
    formats = parse_formats(arguments.format)
    opened = open_client_file(arguments.file, read_password(arguments), read_only=True)
    try:
        today = today_of(arguments, opened.session)
        request = ReportRequest(
            period=report_period(opened.session, arguments.period),
            today=today,
            created_at=_moment(today),
            trainee_id=_trainee(opened.session, arguments.trainee),
            agreement_id=arguments.agreement,
            recipient=arguments.recipient,
            layout=arguments.layout,
        )
        made = export(opened.session, entry, request, formats, arguments.out)
    finally:
        opened.close()
    for issue in made.document.head.open_issues:
        advise(f"{open_issues_words()}: {issue}")
    for path in made.files:
        say(str(path))
    return 0


def _moment(today: date) -> datetime:
    """The moment printed on the report: the clock's time on the day that is counted from.

    SOURCE_DATE_EPOCH makes it, and so the files, the same every time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(today, datetime.now().astimezone().timetz())


def _trainee(session: ReadSession, number: int | None) -> int | None:
    """The trainee with a running number."""
    if number is None:
        return None
    trainee = session.trainees.by_number(number)
    if trainee is None:
        raise InvalidInputError(
            "trainee",
            _("There is no trainee with number %(number)d.") % {"number": number},
            todo=_("Use the number that stands before the name in the trainee list."),
        )
    return trainee.id
