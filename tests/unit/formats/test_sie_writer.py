"""Reading what was written gives the same (sie.md §5.5)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asfdesk.domain.books.sie import (
    Code,
    Decision,
    PeriodAmount,
    SieFile,
    SieRow,
    SieType,
    SieVoucher,
    SieYear,
)
from asfdesk.domain.period import Month
from asfdesk.formats.sie.reader import read
from asfdesk.formats.sie.writer import write
from tests.unit.formats.sie_samples import SAMPLES, bare, needs_samples

LETTERS = "abcXYZ åäöÅÄÖé0189 \"\\{}#'.,-()"
YEAR = SieYear(0, date(2025, 7, 1), date(2026, 6, 30))
WHOLE = SieFile(
    program="ASF Desk 1.0",
    sie_type=SieType.VOUCHERS,
    company="Påhittade Ön AB (svb)",
    org_number="559999-0002",
    org_sub="2",
    generated_on=date(2026, 7, 2),
    fiscal_years=(YEAR, SieYear(-1, date(2024, 7, 1), date(2025, 6, 30))),
    covered_to=date(2026, 6, 30),
    accounts={"1930": "Företagskonto", "3041": 'Försäljning "tjänst"'},
    cost_centres={"10": "Caféet"},
    projects={"P 1": "Start"},
    vouchers=(
        SieVoucher(
            "A",
            "1",
            date(2025, 7, 15),
            "Försäljning",
            0,
            (
                SieRow("1930", 100_000, None, "", "", "", 0),
                SieRow("3041", -100_000, date(2025, 7, 16), "10", "P 1", "Bröd", 0),
            ),
            None,
        ),
    ),
    opening={0: {"1930": 500}, -1: {"1930": 0}},
    closing={0: {"1930": 100_500}},
    results={0: {"3041": -100_000}, -1: {"3041": -5}},
    period_balances=(PeriodAmount(0, Month(2025, 7), "3041", -100_000, 0),),
    budget=(PeriodAmount(0, Month(2025, 8), "3041", -90_000, 0),),
)


def test_every_record_stands_in_its_place() -> None:
    lines = write(WHOLE).decode("cp437").split("\r\n")
    assert lines == [
        "#FLAGGA 0",
        '#PROGRAM "ASF Desk" "1.0"',
        "#FORMAT PC8",
        "#GEN 20260702",
        "#SIETYP 4",
        "#ORGNR 559999-0002 2",
        '#FNAMN "Påhittade Ön AB (svb)"',
        "#RAR 0 20250701 20260630",
        "#RAR -1 20240701 20250630",
        "#OMFATTN 20260630",
        '#KONTO 1930 "Företagskonto"',
        r'#KONTO 3041 "Försäljning \"tjänst\""',
        '#OBJEKT 1 "10" "Caféet"',
        '#OBJEKT 6 "P 1" "Start"',
        "#IB 0 1930 5.00",
        "#IB -1 1930 0.00",
        "#UB 0 1930 1005.00",
        "#RES 0 3041 -1000.00",
        "#RES -1 3041 -0.05",
        "#PSALDO 0 202507 3041 {} -1000.00",
        "#PBUDGET 0 202508 3041 {} -900.00",
        '#VER A 1 20250715 "Försäljning"',
        "{",
        "#TRANS 1930 {} 1000.00",
        '#TRANS 3041 {1 "10" 6 "P 1"} -1000.00 20250716 "Bröd"',
        "}",
        "",
    ]


@pytest.mark.parametrize("with_checksum", [False, True])
def test_reading_gives_it_back(*, with_checksum: bool) -> None:
    found = read(write(WHOLE, with_checksum=with_checksum))
    assert bare(found) == bare(WHOLE)
    assert found.decision is Decision.ACCEPT
    assert Code.CHECKSUM_MISMATCH not in found.issue_totals


def test_characters_that_the_code_page_lacks_are_replaced() -> None:
    made = SieFile(sie_type=SieType.VOUCHERS, company="Bröd – “och” mer Ж")
    assert '#FNAMN "Bröd - "och" mer ?"' in write(made).decode("cp437").replace("\\", "")


def test_a_file_of_type_5_is_not_written() -> None:
    with pytest.raises(ValueError, match="5"):
        write(SieFile(sie_type=SieType.XML))


TEXTS = st.text(LETTERS, max_size=20).map(lambda text: " ".join(text.split()))
CODES = st.text("ABC129åÖ -", max_size=6).map(lambda text: " ".join(text.split()))
NUMBERS = st.integers(1000, 899_999).map(str)
ORE = st.integers(-(10**12), 10**12)
DAYS = st.dates(date(2025, 7, 1), date(2026, 6, 30))
ROWS = st.builds(SieRow, NUMBERS, ORE, st.none() | DAYS, CODES, CODES, TEXTS, st.just(0))
BALANCES = st.dictionaries(
    st.integers(-2, 0), st.dictionaries(NUMBERS, ORE, min_size=1, max_size=4), max_size=3
)
PERIODS = st.lists(
    st.builds(
        PeriodAmount,
        st.integers(-1, 0),
        st.builds(Month, st.integers(2024, 2026), st.integers(1, 12)),
        NUMBERS,
        ORE,
        st.just(0),
    ),
    max_size=4,
).map(tuple)


@st.composite
def vouchers(draw: st.DrawFn) -> SieVoucher:
    """A voucher that balances, so that nothing is left out."""
    rows = draw(st.lists(ROWS, max_size=4))
    rest = -sum(row.amount_ore for row in rows)
    if rows:
        rows.append(SieRow("1930", rest, None, "", "", "", 0))
    return SieVoucher(draw(CODES), draw(CODES), draw(DAYS), draw(TEXTS), 0, tuple(rows), None)


FILES = st.builds(
    SieFile,
    program=st.sampled_from(["", "Ett", "Ett program 1.0"]),
    sie_type=st.just(SieType.VOUCHERS),
    company=TEXTS,
    org_number=st.sampled_from(["", "559999-0002"]),
    generated_on=st.none() | DAYS,
    fiscal_years=st.just((YEAR,)),
    covered_to=st.none() | DAYS,
    accounts=st.dictionaries(NUMBERS, TEXTS, max_size=5),
    cost_centres=st.dictionaries(CODES.filter(bool), TEXTS, max_size=3),
    projects=st.dictionaries(CODES.filter(bool), TEXTS, max_size=3),
    vouchers=st.lists(vouchers(), max_size=4).map(tuple),
    opening=BALANCES,
    closing=BALANCES,
    results=BALANCES.map(lambda found: found or {0: {"3041": 1}}),
    period_balances=PERIODS,
    budget=PERIODS,
)


@settings(max_examples=150, deadline=None)
@given(FILES, st.booleans())
def test_write_and_read_is_the_identity(file: SieFile, with_checksum: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    found = read(write(file, with_checksum=with_checksum))
    assert bare(found) == bare(file)
    assert Code.CHECKSUM_MISMATCH not in found.issue_totals


@needs_samples
def test_every_sample_survives_being_written() -> None:
    compared = 0
    for path in sorted(SAMPLES.glob("*/*")):
        file = read(path.read_bytes())
        if file.sie_type in (None, SieType.XML) or Code.LETTERS_LOST in file.issue_totals:
            continue
        compared += 1
        assert bare(read(write(file, with_checksum=True))) == bare(file), path.name
    assert compared > 50
