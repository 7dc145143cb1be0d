"""`inspect` on one small year as fifteen programs would export it (tests/vendors.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.sie_issues import Decision
from asfdesk.services.actuals import line_months
from asfdesk.services.books.import_sie import commit, load_files, preview, read_files
from asfdesk.services.books.inspect_sie import inspect
from tests.sie_books import class_sums, prepare
from tests.vendors import ACCOUNTS, CLASSES, COMPANY, ORG_NUMBER, PROFILES, VOUCHERS, exported

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

POSTINGS = 15
"""3 + 3 + 3 + 2 + 2 + 2."""


@pytest.fixture(params=list(PROFILES))
def vendor(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    name = str(request.param)
    path = tmp_path / "bok.se"
    path.write_bytes(exported(name))
    return name, path


def test_every_program_gives_the_same_figures(vendor: tuple[str, Path]) -> None:
    name, path = vendor
    profile = PROFILES[name]
    (found,) = inspect([path])
    assert (found["decision"], found["sie_type"]) == ("accept", "4E")
    assert found["company"] == COMPANY
    assert found["org_number"].replace("-", "") == ORG_NUMBER.replace("-", "")
    assert found["encoding"] == profile.encoding
    assert found["vouchers"] == len(VOUCHERS)
    assert found["postings"] == POSTINGS + 2 * profile.corrections
    year, before = found["fiscal_years"]
    assert (year["start"], year["end"]) == ("2026-01-01", "2026-12-31")
    assert year["result_by_class"] == CLASSES
    assert year["closing_accounts"] == "0.00"
    assert (before["start"], before["end"]) == ("2025-01-01", "2025-12-31")
    known = {"3": "-5000.00", "4": "0.00", "5": "0.00", "6": "0.00", "7": "0.00", "8": "0.00"}
    assert before["result_by_class"] == (known if profile.balances else None)
    if not profile.undeclared and not profile.rows:
        assert found["accounts"] == len(ACCOUNTS)


def test_every_programs_months_are_the_same(
    session: WriteSession, vendor: tuple[str, Path]
) -> None:
    prepare(session, org_number=ORG_NUMBER)
    made = preview(session, read_files(load_files([vendor[1]])))
    assert made.decision is Decision.ACCEPT
    commit(session, made)
    year = next(one for one in session.enterprise.fiscal_years() if one.first.year == 2026)
    sums = class_sums(session, year)
    assert sums == {number: round(float(text) * 100) for number, text in CLASSES.items()}
    first, *_rest, last = year.months()
    by_line = line_months(session, first, last)
    january = sum(months.get(first, 0) for months in by_line.values())
    # Sign of effect on the result: only the invoice falls in January.
    assert january == 1_000_000
    assert sum(ore for months in by_line.values() for ore in months.values()) == -sum(sums.values())
