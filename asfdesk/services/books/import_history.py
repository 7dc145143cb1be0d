"""What has been imported, and whether the figures in use agree with the file's own totals."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import BalanceKind, is_result_account
from asfdesk.domain.books.sie import SieType

if TYPE_CHECKING:
    from asfdesk.domain.books.ledger import SieImport
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession


class ImportState(StrEnum):
    """What an import is used for now."""

    IN_USE = "in_use"
    PRELIMINARY = "preliminary"
    EARLIER = "earlier"


@dataclass(frozen=True)
class HistoryLine:
    """One import, with the label of its fiscal year."""

    made: SieImport
    year: str
    state: ImportState
    remarks: int


def import_history(session: ReadSession) -> list[HistoryLine]:
    """Every import whose fiscal year is still there, latest first."""
    labels = {year.id: year.label for year in session.enterprise.fiscal_years()}
    return [
        HistoryLine(made, labels[made.fiscal_year_id], _state(made), _remarks(made))
        for made in session.ledger.imports()
        if made.fiscal_year_id in labels
    ]


def _state(made: SieImport) -> ImportState:
    if not made.active:
        return ImportState.EARLIER
    return (
        ImportState.PRELIMINARY if made.sie_type == SieType.PRE_SYSTEM.value else ImportState.IN_USE
    )


def _remarks(made: SieImport) -> int:
    """How many things the reader remarked on, all kinds."""
    found: dict[str, tuple[int, list[int]]] = json.loads(made.issues) if made.issues else {}
    return sum(times for times, _lines in dict(found).values())


@dataclass(frozen=True)
class ClassCheck:
    """An account class: what the months add up to, and what the file says; SIE's sign."""

    digit: str
    books_sie_ore: int
    file_sie_ore: int

    @property
    def difference_ore(self) -> int:
        """Books minus file."""
        return self.books_sie_ore - self.file_sie_ore


@dataclass(frozen=True)
class AccountCheck:
    """An account on which they differ."""

    number: str
    books_sie_ore: int
    file_sie_ore: int


@dataclass(frozen=True)
class Reconciliation:
    """Months against yearly totals (#RES); `classes` is empty if the file has no totals."""

    classes: tuple[ClassCheck, ...] = ()
    accounts: tuple[AccountCheck, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every account is the same to the öre."""
        return not self.accounts


def reconcile(session: ReadSession, year: FiscalYear) -> Reconciliation:
    """Compare what the months of the import in use add up to with its #RES; 899x left out."""
    books = session.ledger.import_of(year.id)
    if books is None:
        return Reconciliation()
    told = session.ledger.balances(books.id, 0, BalanceKind.RESULT)
    told = {number: ore for number, ore in told.items() if is_result_account(number)}
    if not told:
        return Reconciliation()
    sums: dict[str, int] = defaultdict(int)
    for row in session.ledger.import_months(books.id):
        if is_result_account(row.account):
            sums[row.account] += row.amount_sie_ore
    numbers = sorted(told.keys() | sums.keys())
    return Reconciliation(
        classes=tuple(
            ClassCheck(digit, _of_class(sums, digit), _of_class(told, digit)) for digit in "345678"
        ),
        accounts=tuple(
            AccountCheck(number, sums.get(number, 0), told.get(number, 0))
            for number in numbers
            if sums.get(number, 0) != told.get(number, 0)
        ),
    )


def _of_class(amounts: dict[str, int], digit: str) -> int:
    return sum(ore for number, ore in amounts.items() if number.startswith(digit))
