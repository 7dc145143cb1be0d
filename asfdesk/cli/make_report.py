"""`asfdesk report FILE KEY --period P --format F[,F] --out DIR`: make a report.

Without a recipient it is a draft, and the client file is only read. With `--recipient NAME` it is
entered in the file's ledger of what was made for somebody (decisions C4).
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.open_to_change import add_take_over, open_to_change
from asfdesk.cli.output import advise, say
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import a_day, add_file, add_password, add_today, running_number, today_of
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, ngettext
from asfdesk.reports.head_facts import open_issues_words
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.sending.export_report import export, parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_period import report_period
from asfdesk.services.sending.sent_reports import mark_sent

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from datetime import date

    from asfdesk.reports.document import Document
    from asfdesk.services.sending.export_report import Format
    from asfdesk.services.sending.report_entry import ReportEntry
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
    parser.add_argument("--buyer", type=running_number, metavar="N", help=_("only buyer number N"))
    parser.add_argument(
        "--project",
        default="",
        metavar=_("CODE"),
        help=_("only this project or cost centre of the bookkeeping (R8)"),
    )
    parser.add_argument(
        "--layout",
        default="",
        metavar=_("LAYOUT"),
        help=_("the recipient's columns: a layout's key, or a file of your own ending in .json"),
    )
    parser.add_argument(
        "--recipient",
        default="",
        metavar=_("NAME"),
        help=_("who it goes to: is written on it, and it is kept in the client file"),
    )
    parser.add_argument(
        "--sent",
        type=a_day,
        metavar=_("DATE"),
        help=_("with --recipient: it was sent that day"),
    )
    add_take_over(parser)
    add_password(parser)
    add_today(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the report; the client file is only read unless somebody is to get it."""
    entry = find_report(arguments.key)
    formats = parse_formats(arguments.format)
    if arguments.recipient:
        return _for_recipient(arguments, entry, formats)
    if arguments.sent:
        raise InvalidInputError(
            "sent",
            _("Only a report for somebody can be sent."),
            todo=_("Say who it goes to with %(option)s.") % {"option": "--recipient"},
        )
    opened = open_client_file(arguments.file, read_password(arguments), read_only=True)
    try:
        request = _request(arguments, opened.session)
        made = export(opened.session, entry, request, formats, arguments.out)
    finally:
        opened.close()
    _tell(made.document, made.files)
    return 0


def _for_recipient(
    arguments: argparse.Namespace, entry: ReportEntry, formats: Sequence[Format]
) -> int:
    """Enter it, write it, and save the client file."""
    opened = open_to_change(arguments)
    try:
        session = opened.writing()
        request = _request(arguments, session)
        made = make_for_recipient(session, entry, request, formats, arguments.out)
        if arguments.sent:
            for one in made:
                mark_sent(session, one.sent_id, arguments.sent, request.today)
    except BaseException:
        opened.leave(keep_work=False)
        raise
    opened.close()
    for one in made:
        _tell(one.document, one.files)
    if len(made) > 1:
        text = ngettext(
            "%(num)d document was made. Send each buyer only its own.",
            "%(num)d documents were made. Send each buyer only its own.",
            len(made),
        )
        advise(text)
    return 0


def _tell(document: Document, files: Iterable[Path]) -> None:
    for issue in document.head.open_issues:
        advise(f"{open_issues_words()}: {issue}")
    for path in files:
        say(str(path))


def _request(arguments: argparse.Namespace, session: ReadSession) -> ReportRequest:
    today = today_of(arguments, session)
    return ReportRequest(
        period=report_period(session, arguments.period),
        today=today,
        created_at=moment_of(today),
        trainee_id=_trainee(session, arguments.trainee),
        agreement_id=arguments.agreement,
        recipient=arguments.recipient,
        buyer_id=arguments.buyer,
        layout=arguments.layout,
        project=arguments.project,
    )


def moment_of(today: date) -> datetime:
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
