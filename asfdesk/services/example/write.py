"""Writes the example enterprise into a folder: client file, password, bookkeeping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from asfdesk.errors import FileConflictError
from asfdesk.formats.sie.writer import write
from asfdesk.i18n import _
from asfdesk.services.books.import_sie import SourceFile, commit, preview, read_files
from asfdesk.services.books.map_accounts import accounts_placed, confirm_accounts
from asfdesk.services.example import cast
from asfdesk.services.example.books import BOOKED_TO, keep_books
from asfdesk.services.example.cautious import write_cautious
from asfdesk.services.example.dice import Dice
from asfdesk.services.example.fill import fill, sales
from asfdesk.services.example.journal import to_file
from asfdesk.services.example.next_years import write_next_years
from asfdesk.services.example.sending import send_reports
from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.services.file.recovery_file import write_recovery_file
from asfdesk.services.manage_fiscal_years import set_books_through
from asfdesk.services.progress import silent
from asfdesk.services.standing_date import EXAMPLE_TODAY
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.file.publish import name_taken
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.progress import Progress
    from asfdesk.services.session import WriteSession
    from asfdesk.storage.file.manifest import KdfCost

SEED = "Växthuset"
FILE_NAME = "Vaxthuset.asfdesk"
PASSWORD_NAME = "losenord.txt"  # noqa: S105 - a file name
RECOVERY_NAME = "aterstallning.txt"
PASSWORD = "blå hallon cyklar hem"  # noqa: S105 - printed in the folder on purpose
STEPS = 4


@dataclass(frozen=True)
class ExampleFiles:
    """What was written."""

    client_file: Path
    password_file: Path
    recovery_file: Path
    bookkeeping: tuple[Path, ...]


def write_example(
    folder: Path,
    progress: Progress = silent,
    *,
    today: date = cast.TODAY,
    cost: KdfCost = SHIPPED_COST,
) -> ExampleFiles:
    """Write the example into a folder, which is made if it is missing.

    Args:
        folder: where.
        progress: told after each step.
        today: the day the example stands still at; what was done lies before 9 November 2026.
        cost: of the keys derived from passwords.

    Raises:
        FileConflictError: an example lies there already; nothing is changed.
        AsfDeskError: the folder cannot be used.
    """
    files = _names(folder)
    with explained():
        _refuse_occupied(files)
        folder.mkdir(parents=True, exist_ok=True)
    new = NewEnterprise(cast.NAME, cast.ORG_NUMBER, is_example=True)
    opened, code = create_client_file(
        files.client_file,
        new,
        PASSWORD,
        cast.TODAY,
        cost=cost,
        clock=lambda: datetime.combine(today, time(12), UTC),
    )
    progress(1, STEPS)
    try:
        _fill(opened, files, today, progress)
    except BaseException:
        opened.leave(keep_work=False)
        files.client_file.unlink(missing_ok=True)
        raise
    opened.close()
    atomic_write(files.password_file, f"{PASSWORD}\n".encode())
    write_recovery_file(files.recovery_file, files.client_file.name, code)
    progress(STEPS, STEPS)
    return files


def _refuse_occupied(files: ExampleFiles) -> None:
    """Nothing of the user's is replaced; what an earlier example has left may be."""
    if files.client_file.exists():
        raise FileConflictError(
            _("The example is already in that folder."),
            _("Nothing was changed."),
            _("Open it, or choose another folder."),
        )
    ours = f"{PASSWORD}\n".encode()
    password, recovery = files.password_file, files.recovery_file
    left = password.is_file() and password.read_bytes() == ours
    if not left and (password.exists() or recovery.exists()):
        raise name_taken(password if password.exists() else recovery)


def _names(folder: Path) -> ExampleFiles:
    years = range(BOOKED_TO.year - 2, BOOKED_TO.year + 1)
    return ExampleFiles(
        folder / FILE_NAME,
        folder / PASSWORD_NAME,
        folder / RECOVERY_NAME,
        tuple(folder / f"Vaxthuset_{year}.se" for year in years),
    )


def _fill(opened: OpenFile, files: ExampleFiles, today: date, progress: Progress) -> None:
    session = opened.writing()
    dice = Dice(SEED)
    fill(session, dice)
    progress(2, STEPS)
    _books(session, files, dice)
    write_next_years(session)
    write_cautious(session)
    progress(3, STEPS)
    send_reports(session, today)
    with session.writer.action("example.write", [], undoable=False):
        session.enterprise.set_setting(EXAMPLE_TODAY, today.isoformat())
    opened.publish()


def _books(session: WriteSession, files: ExampleFiles, dice: Dice) -> None:
    journals = keep_books(sales(session), dice)
    before = None
    sources = []
    for journal, path in zip(journals, files.bookkeeping, strict=True):
        covered = _covered(journal.year)
        made = to_file(journal, before, cast.NAME, cast.ORG_NUMBER, cast.TODAY, covered)
        data = write(made)
        atomic_write(path, data)
        sources.append(SourceFile(path.name, data))
        before = journal
    commit(session, preview(session, read_files(sources)))
    for year in session.enterprise.fiscal_years():
        set_books_through(session, year.id, min(BOOKED_TO, year.months()[-1]))
        accounts = [placed.number for placed in accounts_placed(session, year)]
        if year.first.year < BOOKED_TO.year:
            confirm_accounts(session, accounts, cast.TODAY)


def _covered(year: int) -> date:
    return min(BOOKED_TO.last, BOOKED_TO.last.replace(year=year, month=12, day=31))
