"""Files that bookkeeping programs wrote: totals per class agree with the list of expected figures.

The files lie beside the checkout and are not part of it (their terms are not clear).
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.ledger import ActualSource
from asfdesk.domain.books.sie_issues import Decision
from asfdesk.domain.period import Month
from asfdesk.services.actuals import line_months
from asfdesk.services.books.import_sie import commit, load_files, preview, read_files
from asfdesk.services.books.suggest_lines import accept_suggestions, suggestions
from asfdesk.services.books.wage_subsidies import wage_credits
from asfdesk.services.sending.separate_accounts import separate_accounts
from tests.sie_books import class_sums, prepare

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

SAMPLES = Path(__file__).parents[5] / "shared" / "sie"
HAS_SAMPLES = (SAMPLES / "expected.csv").is_file()


def expected() -> list[dict[str, str]]:
    if not HAS_SAMPLES:
        return []
    with (SAMPLES / "expected.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["year_index"] == "0"]
    return [row for row in rows if ".." in row["fiscal_year"]]


def ore(text: str) -> int:
    return int(Decimal(text or "0") * 100)


@pytest.mark.skipif(not HAS_SAMPLES, reason="no sample files beside the checkout")
@pytest.mark.parametrize("row", expected(), ids=lambda row: row["sample"])
def test_months_add_up_to_the_expected_class_totals(
    session: WriteSession, row: dict[str, str]
) -> None:
    prepare(session, org_number="")
    read = read_files(load_files([SAMPLES / row["sample"]]))
    made = preview(session, read, accepted=("unbalanced_voucher",))
    if made.decision is Decision.REFUSE:
        pytest.skip(f"refused: {made.files[0].refusals[0].what}")
    commit(session, made, {*made.asked_codes, "unbalanced_voucher"})
    file = made.files[0]
    assert file.intake is not None
    assert file.year is not None
    by_trans = file.intake.source is ActualSource.VOUCHERS
    by_period = file.intake.source is ActualSource.PERIOD_BALANCES
    year = session.enterprise.fiscal_years()[-1]
    sums = class_sums(session, year)
    if by_period:
        assert sum(sums.values()) == ore(row["PSALDO_3_8_no_objects"])
    else:
        prefix = "TRANS" if by_trans else "RES"
        assert sums == {digit: ore(row[f"{prefix}_{digit}"]) for digit in "345678"}
    lines = line_months(session, Month.of(year.first), Month.of(year.last))
    assert sum(o for months in lines.values() for o in months.values()) == -sum(sums.values())
    again = preview(session, read, accepted=("unbalanced_voucher",))
    assert again.files[0].is_known


@pytest.mark.skipif(not HAS_SAMPLES, reason="no sample files beside the checkout")
@pytest.mark.parametrize("row", expected(), ids=lambda row: row["sample"])
def test_every_view_of_a_real_file_adds_up(session: WriteSession, row: dict[str, str]) -> None:
    """Projects, cost centres and lines each add up to the books; suggestions say why."""
    prepare(session, org_number="")
    made = preview(session, read_files(load_files([SAMPLES / row["sample"]])))
    if made.decision is Decision.REFUSE:
        pytest.skip(f"refused: {made.files[0].refusals[0].what}")
    commit(session, made, made.asked_codes)
    year = session.enterprise.fiscal_years()[-1]
    first, last = Month.of(year.first), Month.of(year.last)
    result = -sum(class_sums(session, year).values())
    for dimension in (1, 6):
        assert separate_accounts(session, dimension, first, last).result_ore == result
    assert sum(sum(months.values()) for months in line_months(session, first, last).values()) == (
        result
    )
    found = suggestions(session, year)
    assert all(one.reason and one.becomes and one.becomes != one.now for one in found)
    assert all(credit.amount_ore > 0 for credit in wage_credits(session, year))
    accept_suggestions(session, found)
    assert sum(sum(months.values()) for months in line_months(session, first, last).values()) == (
        result
    )
    again = preview(session, read_files(load_files([SAMPLES / row["sample"]])))
    assert again.files[0].is_known
    session.writer.undo()
