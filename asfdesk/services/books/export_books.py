"""A fiscal year's bookkeeping as a SIE file again: for an auditor, another program, a new start."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.domain.books.ledger import ActualSource, BalanceKind, is_result_account
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT
from asfdesk.domain.books.sie import PeriodAmount, SieFile, SieType, SieYear
from asfdesk.domain.period import Month
from asfdesk.errors import RefusedError
from asfdesk.formats.sie.writer import write
from asfdesk.i18n import _
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.targets import refuse_client_file
from asfdesk.storage.trouble import folder_missing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from asfdesk.domain.books.ledger import SieImport
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession

PROGRAM = f"ASF Desk {__version__}"
_TYPES = {
    ActualSource.VOUCHERS: SieType.VOUCHERS,
    ActualSource.PERIOD_BALANCES: SieType.PERIOD_BALANCES,
    ActualSource.YEAR_BALANCES: SieType.YEAR_BALANCES,
}


@dataclass(frozen=True)
class WrittenSie:
    """A SIE file that was written.

    Attributes:
        path: where.
        file: what it holds.
    """

    path: Path
    file: SieFile


def export_books(session: ReadSession, year: FiscalYear, path: Path, today: date) -> WrittenSie:
    """Write the year's bookkeeping to a SIE file, whole or not at all.

    Raises:
        RefusedError: the year has no bookkeeping.
        AsfDeskError: the file could not be written.
    """
    return write_sie(path, year_as_sie(session, year, today))


def write_sie(path: Path, file: SieFile) -> WrittenSie:
    """Write a SIE file; its folder must be there.

    Raises:
        InvalidInputError: a client file is there.
        AsfDeskError: it could not be written; what was there is untouched.
    """
    if not path.absolute().parent.is_dir():
        raise folder_missing()
    refuse_client_file(path)
    atomic_write(path, write(file))
    return WrittenSie(path, file)


def year_as_sie(session: ReadSession, year: FiscalYear, today: date) -> SieFile:
    """The bookkeeping that the year's figures come from, as the kind of file it came in.

    4E with vouchers; 2 with month balances; 1 with the year's only. Balances that the import
    lacked are worked out: #UB = #IB + turnover of balance accounts, #RES = turnover of the rest.
    A pre-system's vouchers are not bookkeeping and are left out.

    Raises:
        RefusedError: the year has no bookkeeping.
    """
    books = session.ledger.import_of(year.id)
    if books is None:
        raise RefusedError(
            _("There is no bookkeeping for %(year)s.") % {"year": year.label},
            _("Only what has been imported can be exported."),
            _("Import the year first."),
        )
    balances = _balances(session, books)
    head = sie_head(session, year, today, sorted({0, *balances[0], *balances[1], *balances[2]}))
    monthly = books.source is ActualSource.PERIOD_BALANCES
    return SieFile(
        program=PROGRAM,
        sie_type=_TYPES[books.source],
        encoding="cp437",
        generated_on=today,
        company=head.company,
        org_number=head.org_number,
        fiscal_years=head.fiscal_years,
        covered_to=books.covered_to,
        accounts=session.ledger.import_accounts(books.id),
        cost_centres=session.ledger.import_objects(books.id, COST_CENTRE),
        projects=session.ledger.import_objects(books.id, PROJECT),
        vouchers=tuple(session.ledger.import_vouchers(books.id)),
        opening=balances[0],
        closing=balances[1],
        results=balances[2],
        period_balances=_months(session, books) if monthly else (),
    )


def sie_head(session: ReadSession, year: FiscalYear, today: date, indexes: list[int]) -> SieFile:
    """Whose file it is and which years it speaks of.

    Args:
        session: the open file.
        year: year 0.
        today: when the file is made.
        indexes: the years it holds figures of, 0 among them.
    """
    enterprise = session.enterprise.enterprise()
    return SieFile(
        program=PROGRAM,
        generated_on=today,
        company=enterprise.name if enterprise else "",
        org_number=enterprise.org_number if enterprise else "",
        fiscal_years=_years(session, year, indexes),
    )


def _years(session: ReadSession, year: FiscalYear, indexes: list[int]) -> tuple[SieYear, ...]:
    """Year 0, -1 …; one that the client file does not have is twelve months long."""
    known = {one.last: one.first for one in session.enterprise.fiscal_years()}
    found = [SieYear(0, year.first, year.last)]
    first = year.first
    for index in range(-1, min(indexes) - 1, -1):
        last = first - timedelta(days=1)
        first = known.get(last, Month.of(last).plus(-11).first)
        found.append(SieYear(index, first, last))
    return tuple(found)


def _balances(session: ReadSession, books: SieImport) -> list[dict[int, dict[str, int]]]:
    """Opening, closing and result: year index -> account -> öre, as kept or worked out."""
    years = session.ledger.import_balance_years(books.id)
    opening, closing, results = (
        {
            index: found
            for index in years
            if (found := session.ledger.balances(books.id, index, kind))
        }
        for kind in (BalanceKind.OPENING, BalanceKind.CLOSING, BalanceKind.RESULT)
    )
    turnover: Counter[str] = Counter()
    for row in session.ledger.import_months(books.id):
        turnover[row.account] += row.amount_sie_ore
    if 0 not in results:
        found = {number: ore for number, ore in turnover.items() if _in_result(number)}
        results |= {0: found} if found else {}
    if 0 not in closing:
        found = _closed(opening.get(0, {}), turnover)
        closing |= {0: found} if found else {}
    return [opening, closing, results]


def _closed(opening: Mapping[str, int], turnover: Mapping[str, int]) -> dict[str, int]:
    numbers = sorted({*opening, *(number for number in turnover if not _in_result(number))})
    return {number: opening.get(number, 0) + turnover.get(number, 0) for number in numbers}


def _in_result(number: str) -> bool:
    return is_result_account(number) or number.startswith("899")


def _months(session: ReadSession, books: SieImport) -> tuple[PeriodAmount, ...]:
    return tuple(
        PeriodAmount(0, row.month, row.account, row.amount_sie_ore, 0)
        for row in session.ledger.import_months(books.id)
    )
