"""`asfdesk inspect`: what SIE files hold and what is wrong with them (design §7, decisions B4).

Needs no client file. Counts and sums are what a file holds, unbalanced vouchers included;
amounts are text with two decimals and SIE's sign (credit negative).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from asfdesk.domain.books.sie import SieType
from asfdesk.errors import AsfDeskError, FileMissingError
from asfdesk.formats.sie.kind import MAX_BYTES
from asfdesk.formats.sie.reader import read
from asfdesk.formats.sie.writer import kronor
from asfdesk.i18n import _
from asfdesk.reports.books.sie_words import issue_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.books.sie import Issue, SieFile

SCHEMA = 1
CLASSES = ("3", "4", "5", "6", "7", "8")
_CLOSING = "899"


class InspectedIssue(TypedDict):
    """One issue; `message` is in the language in force."""

    line: int | None
    severity: str
    code: str
    message: str


class InspectedYear(TypedDict):
    """A fiscal year: null where the file says nothing."""

    start: str | None
    end: str | None
    result_by_class: dict[str, str] | None
    closing_accounts: str | None


class Inspected(TypedDict):
    """One file, as `inspect --json` gives it."""

    schema: int
    file: str
    sha256: str
    decision: str
    program: str
    sie_type: str | None
    encoding: str | None
    company: str
    org_number: str
    fiscal_years: list[InspectedYear]
    accounts: int
    vouchers: int
    postings: int
    issues: list[InspectedIssue]


def inspect(paths: Sequence[Path | str], encoding: str | None = None) -> list[Inspected]:
    """Look into files of SIE type 1-5, in the order given.

    Args:
        paths: the files.
        encoding: one of `formats.sie.encoding.ENCODINGS`, or None to decide by evidence.

    Raises:
        AsfDeskError: a path that cannot be read; says which, why and what to do.
    """
    return [judged(str(path), read_bytes(Path(path)), encoding) for path in paths]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, one more than is taken in at most.

    Raises:
        FileMissingError: there is no such file.
        AsfDeskError: it is a folder, may not be read, or the disk cannot give it.
    """
    todo = _("Check the path and try again.")
    name = {"path": str(path)}
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        what = _("%(path)s could not be read.") % name
        raise FileMissingError(what, _("There is no such file."), todo) from None
    except IsADirectoryError:
        what = _("%(path)s could not be read.") % name
        todo = _("Choose the files in the folder.")
        raise AsfDeskError(what, _("It is a folder."), todo) from None
    except PermissionError:
        what = _("%(path)s could not be read.") % name
        if path.is_dir():
            todo = _("Choose the files in the folder.")
            raise AsfDeskError(what, _("It is a folder."), todo) from None
        todo = _("Copy it to a place where you may read it, or ask for the right to read it.")
        raise AsfDeskError(what, _("You have no right to read the file."), todo) from None
    except OSError as error:
        what = _("%(path)s could not be read.") % name
        raise AsfDeskError(what, error.strerror or "", todo) from None
    except ValueError:
        what = _("%(path)s could not be read.") % {"path": repr(str(path))}
        raise FileMissingError(what, _("That cannot be the name of a file."), todo) from None


def judged(name: str, data: bytes, encoding: str | None = None) -> Inspected:
    """What one file holds, whatever it is; never raises on content."""
    return described(name, data, read(data, encoding))


def described(name: str, data: bytes, file: SieFile) -> Inspected:
    """What was read of a file, in words and figures."""
    return {
        "schema": SCHEMA,
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "decision": file.decision.value,
        "program": file.program,
        "sie_type": file.sie_type.value if file.sie_type else None,
        "encoding": file.encoding or None,
        "company": file.company,
        "org_number": file.org_number,
        "fiscal_years": _years(file),
        "accounts": file.counts.accounts,
        "vouchers": file.counts.vouchers,
        "postings": file.counts.postings,
        "issues": [_issue(found) for found in file.issues],
    }


def _issue(found: Issue) -> InspectedIssue:
    return {
        "line": found.line,
        "severity": found.severity.value,
        "code": found.code.value,
        "message": issue_sentence(found),
    }


def _years(file: SieFile) -> list[InspectedYear]:
    """Year 0 first; one without dates when the file has no usable #RAR 0."""
    if file.sie_type is None:
        return []
    dated = {year.index: year for year in file.fiscal_years}
    found: list[InspectedYear] = []
    for index in sorted({0, *dated}, key=lambda year: (year > 0, -year)):
        year = dated.get(index)
        sums = result_sums(file, index)
        found.append(
            {
                "start": _day(file, year.first if year else None),
                "end": _day(file, year.last if year else None),
                "result_by_class": None if sums is None else _by_class(sums),
                "closing_accounts": None if sums is None else kronor(_closing(sums)),
            }
        )
    return found


def _day(file: SieFile, day: date | None) -> str | None:
    """ISO; a month for SIE 5, which knows no days of years."""
    if day is None:
        return None
    return f"{day:%Y-%m}" if file.sie_type is SieType.XML else day.isoformat()


def result_sums(file: SieFile, year: int) -> Mapping[str, int] | None:
    """Öre by account for a year, from the best source there is (decisions B4).

    #RES if the year has any; else, for year 0, the rows of vouchers; else #PSALDO without
    objects. #RES with nothing but zeros says nothing where there are rows. None = no source.
    """
    results = file.results.get(year)
    if results and not (year == 0 and _is_empty(results)):
        return results
    rows = _row_sums(file) if year == 0 else {}
    if results is not None and not rows:
        return results
    if rows:
        return rows
    periods = [p for p in file.period_balances if p.year == year]
    return _sums((p.account, p.amount_ore) for p in periods) if periods else None


def _row_sums(file: SieFile) -> dict[str, int]:
    """The rows of all vouchers; by index, since there are hundreds of thousands."""
    sums: defaultdict[str, int] = defaultdict(int)
    for voucher in file.vouchers:
        for row in voucher[5]:
            sums[row[0]] += row[1]
    return dict(sums)


def _sums(amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for account, ore in amounts:
        sums[account] = sums.get(account, 0) + ore
    return sums


def _is_empty(sums: Mapping[str, int]) -> bool:
    """Whether there is nothing but zeros in the classes 3-8."""
    return not any(_class_sum(sums, number) for number in CLASSES)


def _by_class(sums: Mapping[str, int]) -> dict[str, str]:
    """Classes 3-8 without 8990-8999."""
    return {number: kronor(_class_sum(sums, number)) for number in CLASSES}


def _class_sum(sums: Mapping[str, int], number: str) -> int:
    return sum(
        ore
        for account, ore in sums.items()
        if account.startswith(number) and not account.startswith(_CLOSING)
    )


def _closing(sums: Mapping[str, int]) -> int:
    return sum(ore for account, ore in sums.items() if account.startswith(_CLOSING))
