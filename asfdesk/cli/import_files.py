"""`asfdesk import FILE PATH…`: bookkeeping or attendance into a client file, all files or none."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli import import_attendance
from asfdesk.cli.open_to_change import add_take_over, open_to_change
from asfdesk.cli.output import say, say_json
from asfdesk.cli.usage import add_file, add_json, add_password
from asfdesk.domain.books.sie_issues import Code, Severity
from asfdesk.domain.period import Month, parse_period
from asfdesk.errors import ImportRefusedError, InvalidInputError
from asfdesk.formats.sie.encoding import ENCODINGS
from asfdesk.i18n import _, money_exact, ngettext
from asfdesk.services.books.import_findings import ImportCode
from asfdesk.services.books.import_sie import commit, load_files, preview, read_files
from asfdesk.services.hours.attendance_sheet import ACCEPTABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Period
    from asfdesk.services.books.import_preview import FilePreview, Preview
    from asfdesk.services.books.import_sie import Imported
    from asfdesk.services.session import ReadSession, WriteSession

_OTHER_TABLES = frozenset({".xls", ".ods"})
_WORTH_SAYING = frozenset({Severity.ASK, Severity.LEAVE_OUT, Severity.WARN})
_CODES = frozenset({code.value for code in Code} | {code.value for code in ImportCode} | ACCEPTABLE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar=_("PATH"),
        help=_("SIE files, or xlsx or csv with attendance"),
    )
    parser.add_argument(
        "--accept",
        type=_codes,
        default=frozenset(),
        metavar=_("CODE[,CODE]"),
        help=_("go on although the files leave these questions"),
    )
    parser.add_argument(
        "--encoding",
        choices=ENCODINGS,
        help=_("read the files in this encoding instead of deciding by what is in them"),
    )
    parser.add_argument(
        "--year",
        metavar="Y",
        help=_("the fiscal year, 2026 or 2026-07, for files that do not tell"),
    )
    parser.add_argument(
        "--books-through",
        type=_month,
        metavar=_("YYYY-MM"),
        help=_("last month whose books are closed; proposed from the file if left out"),
    )
    add_take_over(parser)
    add_password(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, judge and take in; the client file is saved only if all of it went well."""
    _refuse_other_kinds(arguments.paths)
    if import_attendance.all_sheets(arguments.paths):
        return import_attendance.run(arguments)
    read = read_files(load_files(arguments.paths), arguments.encoding)
    opened = open_to_change(arguments)
    try:
        session = opened.writing()
        year = _year(session, arguments.year)
        made = preview(session, read, year, arguments.accept)
        through = _books_through(made, arguments.books_through)
        done = _commit(session, made, arguments, through)
    except BaseException:
        opened.leave(keep_work=False)
        raise
    opened.close()
    if arguments.json:
        say_json({"file": str(arguments.file), **_as_json(made, done, through)})
    else:
        _say(made, through)
    return 0


def _commit(
    session: WriteSession, made: Preview, arguments: argparse.Namespace, through: dict[str, Month]
) -> Imported:
    """Take it in; what the window asks in a dialog is asked here by naming the option."""
    try:
        return commit(session, made, arguments.accept, dict(through))
    except ImportRefusedError as error:
        refused = {finding.code for file in made.files for finding in file.refusals}
        missing = made.asked_codes - set(arguments.accept)
        option = ""
        if ImportCode.YEAR_NOT_CHOSEN in refused:
            option = "--year"
        elif missing and not refused:
            option = f"--accept {','.join(sorted(missing))}"
        if not option:
            raise
        todo = _("The option is %(option)s.") % {"option": option}
        raise ImportRefusedError(error.what, error.why, f"{error.todo} {todo}") from error


def _refuse_other_kinds(paths: Sequence[Path]) -> None:
    other = [path for path in paths if path.suffix.lower() in _OTHER_TABLES]
    if other:
        raise ImportRefusedError(
            _("%(name)s was not imported; nothing was changed.") % {"name": other[0].name},
            _("Import takes SIE files, and xlsx or csv with attendance."),
            _("Open it in Excel or LibreOffice and save it as xlsx."),
        )


def _year(session: ReadSession, text: str | None) -> Period | None:
    if text is None:
        return None
    try:
        return parse_period(
            f"FY{text.upper().removeprefix('FY')}", session.enterprise.fiscal_years()
        )
    except ValueError:
        known = ", ".join(f"{Month.of(year.first)}" for year in session.enterprise.fiscal_years())
        raise InvalidInputError(
            "year",
            _("%(text)s does not name one fiscal year of this file.") % {"text": text},
            _("Its fiscal years begin %(months)s.") % {"months": known or "–"},
            _("Write the year or the first month of one of them."),
        ) from None


def _books_through(made: Preview, chosen: Month | None) -> dict[str, Month]:
    """The chosen month for the year it lies in; else what the files propose."""
    proposed = made.books_through
    if chosen is None:
        return proposed
    found = {
        file.year.label: chosen
        for file in made.files
        if file.year is not None and file.year.first <= chosen.first <= file.year.last
    }
    if not found and any(file.year is not None for file in made.files):
        raise InvalidInputError(
            "books_through",
            _("%(month)s lies in none of the years that the files hold.") % {"month": chosen},
            _("Nothing was imported."),
            _("Choose a month of the year, or leave --books-through out."),
        )
    return found


def _as_json(made: Preview, done: Imported, through: Mapping[str, Month]) -> dict[str, object]:
    return {
        "imported": done.files,
        "vouchers": done.vouchers,
        "postings": done.postings,
        "left_out": done.left_out,
        "files": [_file_json(file, through) for file in made.files],
    }


def _file_json(file: FilePreview, through: Mapping[str, Month]) -> dict[str, object]:
    year, taken = file.year, file.intake
    closed = None if year is None else through.get(year.label)
    return {
        "file": file.name,
        "sha256": file.sha256,
        "already_imported": file.is_known,
        "fiscal_year": None
        if year is None
        else {"start": str(year.first), "end": str(year.last), "added": year.is_new},
        "source": None if taken is None or taken.source is None else taken.source.value,
        "vouchers": {
            "added": file.vouchers.added,
            "changed": file.vouchers.changed,
            "removed": file.vouchers.removed,
            "unchanged": file.vouchers.same,
        },
        "left_out": {"vouchers": file.left_out[0], "debit": _kronor(file.left_out[1])},
        "result_change": _kronor(file.result_change_ore),
        "books_through": None if closed is None or file.is_known else str(closed),
        "remarks": [
            {
                "code": str(found.code),
                "severity": found.severity.value,
                "line": found.line,
                "message": " ".join(part for part in (found.what, found.todo) if part),
            }
            for found in file.findings
        ],
    }


def _kronor(ore: int) -> str:
    """Two decimals and a point, never -0.00."""
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def _say(made: Preview, through: Mapping[str, Month]) -> None:
    for file in made.files:
        if file.is_known:
            say(_("%(name)s: already imported.") % {"name": file.name})
            continue
        say(f"{file.name}: {_news(file)}")
        if file.year is not None and file.year.label in through:
            month = through[file.year.label]
            say("  " + _("The books count as closed through %(month)s.") % {"month": month})
        for found in file.findings:
            if found.severity in _WORTH_SAYING:
                line = "" if found.line is None else _("line %(line)d: ") % {"line": found.line}
                say(f"  {found.code}: {line}{found.what}")


def _news(file: FilePreview) -> str:
    change = file.vouchers
    words = [
        ngettext("%(num)d new voucher", "%(num)d new vouchers", change.added),
        _("%(changed)d changed, %(removed)d removed")
        % {"changed": change.changed, "removed": change.removed},
        _("result %(sum)s kr") % {"sum": money_exact(file.result_change_ore)},
    ]
    return ", ".join(words)


def _codes(text: str) -> frozenset[str]:
    found = frozenset(part.strip() for part in text.split(",") if part.strip())
    unknown = sorted(found - _CODES)
    if unknown:
        message = _("%(code)s is not a code") % {"code": ", ".join(unknown)}
        raise argparse.ArgumentTypeError(message)
    return found


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        message = _("%(text)s is not a month like 2026-03") % {"text": text}
        raise argparse.ArgumentTypeError(message) from None
