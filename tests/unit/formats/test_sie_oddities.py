"""What each oddity of real files leads to: issue code and decision (sie.md §4, decisions B6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.sie import Code, Decision, SieType
from asfdesk.domain.books.sie_intake import intake
from asfdesk.formats.sie.reader import read
from tests.unit.formats.sie_samples import (
    HEAD,
    ROWS,
    SAMPLES,
    bare,
    needs_samples,
    voucher,
    whole,
)

if TYPE_CHECKING:
    from asfdesk.domain.books.sie import SieFile

ACCEPT, ASK, REFUSE = Decision.ACCEPT, Decision.ASK, Decision.REFUSE
ALWAYS = {Code.ORG_NUMBER_CHECK_DIGIT, Code.PART_YEAR}
"""Every synthetic file has an invented organisation number and ends in January."""

SYNTHETIC: dict[str, tuple[Decision, set[Code]]] = {
    "account_6_digits.se": (ACCEPT, {Code.LONG_ACCOUNT}),
    "backslash_at_end.se": (ACCEPT, set()),
    "brace_in_text.se": (ACCEPT, set()),
    "brace_same_line.se": (ACCEPT, {Code.BRACE_MISPLACED}),
    "btrans_only_voucher.se": (ACCEPT, {Code.EMPTY_VOUCHER, Code.REMOVED_ROWS}),
    "cp437_read_as_cp1252_saved_utf8.se": (ASK, {Code.LETTERS_REPAIRED, Code.FORMAT_UNTRUE}),
    "cr_only.se": (ACCEPT, set()),
    "ctrl_z_end.se": (ACCEPT, {Code.CONTROL_CHARACTERS}),
    "decimal_comma.se": (ACCEPT, {Code.DECIMAL_COMMA}),
    "double_encoded_utf8.se": (ASK, {Code.LETTERS_REPAIRED, Code.FORMAT_UNTRUE}),
    "duplicate_number.se": (ACCEPT, {Code.DUPLICATE_VOUCHER}),
    "empty.se": (REFUSE, {Code.EMPTY_FILE}),
    "exponent.se": (ACCEPT, {Code.EXPONENT}),
    "four_i_no_numbers.si": (
        ASK,
        {Code.PRE_SYSTEM_FILE, Code.NO_FISCAL_YEAR, Code.VOUCHER_WITHOUT_NUMBER},
    ),
    "hash_in_text.se": (ACCEPT, set()),
    "html_error_page.se": (REFUSE, {Code.HTML_FILE}),
    "ksumma_broken.se": (ACCEPT, {Code.CHECKSUM_MISMATCH}),
    "ksumma_truncated.se": (REFUSE, {Code.CHECKSUM_UNFINISHED}),
    "line_break_in_text.se": (ACCEPT, {Code.LINE_BREAK_IN_TEXT}),
    "long_first_year_18m.se": (ACCEPT, {Code.ODD_YEAR}),
    "lower_case_labels.se": (ACCEPT, {Code.LOWER_CASE_LABEL}),
    "macroman.se": (ASK, {Code.ENCODING_UNCERTAIN}),
    "mixed_eol.se": (ACCEPT, set()),
    "no_braces.se": (ACCEPT, {Code.BRACE_MISSING}),
    "no_object_list.se": (ACCEPT, {Code.OBJECT_LIST_MISSING}),
    "nul_bytes.se": (ACCEPT, {Code.CONTROL_CHARACTERS}),
    "plus_sign.se": (ACCEPT, {Code.PLUS_SIGN}),
    "rar_missing.se": (ASK, {Code.PRE_SYSTEM_FILE, Code.NO_FISCAL_YEAR}),
    "rtrans_btrans.se": (ACCEPT, {Code.REMOVED_ROWS}),
    "same_voucher_two_series.se": (ACCEPT, set()),
    "sie5_named_se.se": (
        REFUSE,
        {Code.NO_AMOUNTS, Code.ORG_NUMBER_MISSING, Code.NO_FISCAL_YEAR},
    ),
    "single_apostrophe.se": (ACCEPT, set()),
    "thousand_space_nbsp.se": (
        ACCEPT,
        {Code.THOUSANDS_MARK, Code.DECIMAL_COMMA, Code.STRAY_QUOTE},
    ),
    "three_decimals.se": (ACCEPT, {Code.MORE_DECIMALS}),
    "trailing_minus.se": (ACCEPT, {Code.TRAILING_MINUS}),
    "transdat_other_year.se": (ACCEPT, {Code.ROW_OUTSIDE_YEAR}),
    "two_fnamn.se": (ASK, {Code.SEVERAL_NAMES}),
    "two_orgnr.se": (ASK, {Code.SEVERAL_ORG_NUMBERS}),
    "type2_with_objects.se": (ACCEPT, {Code.OBJECTS_IGNORED}),
    "utf16_bom.se": (ACCEPT, {Code.FORMAT_UNTRUE}),
    "valuta_eur.se": (REFUSE, {Code.FOREIGN_CURRENCY}),
    "very_long_text.se": (ACCEPT, {Code.LINE_TOO_LONG}),
    "voucher_outside_year.se": (ACCEPT, {Code.VOUCHER_OUTSIDE_YEAR}),
    "year_end_closing_8999.se": (ACCEPT, {Code.CLOSING_ACCOUNTS}),
    "zip_named_se.se": (REFUSE, {Code.ZIP_FILE}),
}

ROW_KR = "#TRANS 1930 {} 1000.00\n"
TO_LATE = HEAD.replace("20250101", "20240101")

OWN: dict[str, tuple[bytes, Decision, set[Code]]] = {
    "1 ANSI": (whole().decode("cp437").encode("cp1252"), ACCEPT, {Code.FORMAT_UNTRUE}),
    "1 UTF-8 with mark": (
        whole().decode("cp437").encode("utf-8-sig"),
        ACCEPT,
        {Code.FORMAT_UNTRUE},
    ),
    "2 letters lost": (
        whole().decode("cp437").replace("å", "\ufffd").encode(),
        ASK,
        {Code.LETTERS_LOST, Code.FORMAT_UNTRUE},
    ),
    "3c two encodings": (
        whole().replace(b"#FORMAT", b'#FNR "C:\\F\xf6retag"\r\n#FORMAT'),
        ACCEPT,
        {Code.MIXED_ENCODING},
    ),
    "4 letters became quotes": (
        whole().replace("Företagskonto".encode("cp437"), b'F"retags konto Park'),
        ACCEPT,
        {Code.STRAY_QUOTE},
    ),
    "6 unclosed quote": (
        whole().replace("Företagskonto".encode("cp437") + b'"', b"DIFF"),
        ACCEPT,
        {Code.UNCLOSED_QUOTE},
    ),
    "7 escaped quotes": (whole(voucher(head=r'#VER A 1 20251231 "En \"bra\" dag"')), ACCEPT, set()),
    "8 literal backslashes": (
        whole(head=HEAD + '#FNR "C:\\\\Documents\\ett"\n'),
        ACCEPT,
        set(),
    ),
    "13 opening brace missing": (
        whole(f'#VER A 1 20251231 "x"\n\n{ROWS}}}\n#VER A 2 20251231 "y"\n\n{ROWS}}}\n'),
        ACCEPT,
        {Code.BRACE_MISSING},
    ),
    "14 block not closed": (
        whole(f'#VER A 1 20251231 "x"\n{{\n{ROWS}' + voucher(head="#VER A 2 20251231")),
        ACCEPT,
        {Code.BLOCK_NOT_CLOSED},
    ),
    "15 object list missing": (
        whole("#PSALDO 0 202512 3041 -5.00\n#RES 0 3041 -5.00\n"),
        ACCEPT,
        {Code.OBJECT_LIST_MISSING},
    ),
    "17 account and month swapped": (
        whole("#PBUDGET 0 3041 202512 {} -5.00\n"),
        ACCEPT,
        {Code.PERIOD_ACCOUNT_SWAPPED},
    ),
    "18 negative zero": (
        whole(voucher(ROWS + "#TRANS 4010 {} -0.00\n")),
        ACCEPT,
        {Code.NEGATIVE_ZERO},
    ),
    "20 amount missing": (whole("#UB 0 1930\n" + voucher()), ACCEPT, {Code.BAD_BALANCE}),
    "20 not a number": (
        whole(voucher(ROW_KR + "#TRANS 3041 {} tusen\n")),
        ACCEPT,
        {Code.BAD_AMOUNT},
    ),
    "20 comma that can mean two things": (
        whole(voucher(ROW_KR + "#TRANS 3041 {} -1,000\n")),
        ACCEPT,
        {Code.BAD_AMOUNT},
    ),
    "21 unbalanced": (whole(voucher(ROW_KR)), ACCEPT, {Code.UNBALANCED}),
    "22 empty voucher": (
        whole(voucher() + voucher("")),
        ACCEPT,
        {Code.EMPTY_VOUCHER, Code.DUPLICATE_VOUCHER},
    ),
    "23 number missing": (
        whole("#IB 0 1930 0\n" + voucher(head='#VER A "" 20251231')),
        ACCEPT,
        {Code.VOUCHER_WITHOUT_NUMBER},
    ),
    "26 undeclared account": (
        whole(voucher(ROW_KR + "#TRANS 6540 {} -1000.00\n")),
        ACCEPT,
        {Code.UNDECLARED_ACCOUNT},
    ),
    "27 account not a number": (
        whole(voucher(ROW_KR + "#TRANS KASSA {} -1000.00\n")),
        ACCEPT,
        {Code.BAD_ACCOUNT, Code.UNDECLARED_ACCOUNT},
    ),
    "27 account of eight digits": (
        whole(voucher(ROW_KR + "#TRANS 30410001 {} -1000.00\n"), HEAD + "#KONTO 30410001 x\n"),
        ACCEPT,
        {Code.LONG_ACCOUNT},
    ),
    "28 year without dates": (
        whole("#IB 0 1930 0\n" + voucher(), HEAD.replace("0 20250101 20251231", "0")),
        ASK,
        {Code.NO_FISCAL_YEAR},
    ),
    "29 year of 19 months": (
        whole(head=HEAD.replace("20250101", "20240601")),
        ASK,
        {Code.NO_FISCAL_YEAR},
    ),
    "29 older year of 26 months": (
        whole(head=HEAD + "#RAR -1 20221101 20241231\n"),
        ACCEPT,
        {Code.YEAR_TOO_LONG},
    ),
    "30 row in another month": (
        whole(voucher(ROW_KR + "#TRANS 3041 {} -1000.00 20251130\n")),
        ACCEPT,
        {Code.ROW_OTHER_MONTH},
    ),
    "31 ISO date of a voucher": (
        whole(voucher(head="#VER A 1 2025-12-31")),
        ACCEPT,
        {Code.BAD_VOUCHER_DATE},
    ),
    "31 no date of a voucher": (whole(voucher(head="#VER A 1")), ACCEPT, {Code.BAD_VOUCHER_DATE}),
    "31 text for a row's date": (
        whole(voucher(ROW_KR + '#TRANS 3041 {} -1000.00 "Kaffe"\n')),
        ACCEPT,
        {Code.BAD_ROW_DATE},
    ),
    "32 sums that differ": (
        whole("#IB 0 1930 5.00\n#UB 0 1930 7.00\n#RES 0 3041 -3.00\n" + voucher()),
        ACCEPT,
        {
            Code.OPENING_NOT_ZERO,
            Code.CLOSING_RESULT_NOT_ZERO,
            Code.CLOSING_NOT_ROWS,
            Code.RESULT_NOT_ROWS,
        },
    ),
    "32 last year's closing": (
        whole("#IB 0 1930 5\n#IB 0 2010 -5\n#UB -1 1930 6\n" + voucher()),
        ACCEPT,
        {Code.OPENING_NOT_PREVIOUS_CLOSING, Code.UNDECLARED_ACCOUNT},
    ),
    "32 months and year": (
        whole("#RES 0 3041 -5.00\n#PSALDO 0 202512 3041 {} -4.00\n"),
        ACCEPT,
        {Code.RESULT_NOT_PERIODS},
    ),
    "34 opening on a result account": (
        whole("#IB 0 3041 5.00\n#IB 0 1930 -5.00\n" + voucher()),
        ACCEPT,
        {Code.RESULT_ACCOUNT_OPENING},
    ),
    "34 class 9": (
        whole(voucher("#TRANS 9030 {} 1\n#TRANS 9031 {} -1\n"), HEAD.replace("4010", "9030")),
        ACCEPT,
        {Code.INTERNAL_ACCOUNTS, Code.UNDECLARED_ACCOUNT},
    ),
    "35 number for VAT": (
        whole(head=HEAD.replace("559999-0002", "SE559999000201")),
        ACCEPT,
        {Code.ORG_NUMBER_FORMAT},
    ),
    "35 number with century": (
        whole(head=HEAD.replace("559999-0002", "165599990002")),
        ACCEPT,
        {Code.ORG_NUMBER_FORMAT},
    ),
    "28 two years numbered 0": (
        whole(head=HEAD + "#RAR 0 20270101 20271231\n"),
        ACCEPT,
        {Code.SEVERAL_YEARS},
    ),
    "36 flag": (whole(head=HEAD.replace("FLAGGA 0", "FLAGGA 1")), ACCEPT, {Code.FLAG_SET}),
    "37 unknown label in a voucher": (
        whole(voucher(ROW_KR + "#MOMSKOD 1\n#TRANS 3041 {} -1000\n")),
        ACCEPT,
        {Code.UNKNOWN_LABEL},
    ),
    "38 SRU without code, account twice": (
        whole(head=HEAD + '#SRU 3041\n#KTYP 3041 SKRÄP\n#KONTO 3041 "Igen"\n'),
        ACCEPT,
        {Code.REPEATED_ACCOUNT},
    ),
    "39 extra fields": (
        whole(voucher(ROW_KR + '#TRANS 3041 {} -1000 "" "" 1 "X" extra\n')),
        ACCEPT,
        {Code.EXTRA_FIELDS},
    ),
    "41 checksum in a converted file": (
        whole(head=HEAD.replace("#PROGRAM", "#KSUMMA\n#PROGRAM"), body=voucher() + "#KSUMMA 5\n")
        .decode("cp437")
        .encode(),
        ACCEPT,
        {Code.CHECKSUM_OTHER_ENCODING, Code.FORMAT_UNTRUE},
    ),
    "48 quoted header values": (
        whole(head=HEAD.replace("PC8", '"PC8"') + '#KPTYP "EUBAS97"\n'),
        ACCEPT,
        set(),
    ),
    "49 only the year's totals": (
        whole("#RES 0 3041 -5.00\n#UB 0 1930 5.00\n", HEAD.replace("SIETYP 4", "SIETYP 1")),
        ACCEPT,
        {Code.ONLY_YEAR_TOTALS},
    ),
    "no amounts": (whole(""), REFUSE, {Code.NO_AMOUNTS}),
    "not a SIE file": (b"Hej\nhopp\n", REFUSE, {Code.NO_RECORDS}),
    "program": (b"MZ\x00\x01\x02 rubbish", REFUSE, {Code.BINARY_FILE, Code.CONTROL_CHARACTERS}),
    "PDF": (b"%PDF-1.7 and so on", REFUSE, {Code.BINARY_FILE}),
    "rows without a voucher": (
        whole(ROWS + voucher()),
        ACCEPT,
        {Code.ROW_OUTSIDE_VOUCHER},
    ),
    "header records missing": (
        whole(head=HEAD.replace("#GEN 20260115\n", "")),
        ACCEPT,
        {Code.MISSING_RECORD},
    ),
    "no organisation number": (
        whole(head=HEAD.replace("#ORGNR 559999-0002\n", "")),
        ASK,
        {Code.ORG_NUMBER_MISSING},
    ),
    "junk between records": (whole("skräp\n" + voucher()), ACCEPT, {Code.NOT_A_RECORD}),
    "object list not closed": (
        whole(voucher(ROW_KR + '#TRANS 3041 {1 "10" -1000\n')),
        ACCEPT,
        {Code.OBJECT_LIST_BROKEN, Code.BAD_AMOUNT},
    ),
    "unreadable header date": (
        whole(head=HEAD.replace("#GEN 20260115", "#GEN igår")),
        ACCEPT,
        {Code.BAD_HEADER_DATE},
    ),
    "unreadable older year": (whole(head=HEAD + "#RAR -1 x y\n"), ACCEPT, {Code.BAD_OLD_YEAR}),
    "account name without number": (
        whole(head=HEAD + '#KONTO "" "Namn"\n'),
        ACCEPT,
        {Code.BAD_ACCOUNT_NUMBER},
    ),
}


def _codes(file: SieFile) -> set[Code]:
    return set(file.issue_totals) - ALWAYS


@needs_samples
@pytest.mark.parametrize("name", sorted(SYNTHETIC))
def test_each_synthetic_file_has_its_code_and_decision(name: str) -> None:
    file = read((SAMPLES / "_synthetic" / name).read_bytes())
    assert (file.decision, _codes(file)) == SYNTHETIC[name]


@needs_samples
def test_no_synthetic_file_is_left_out_of_the_table() -> None:
    stored = {path.name for path in (SAMPLES / "_synthetic").iterdir()}
    assert stored == set(SYNTHETIC)


@pytest.mark.parametrize("name", sorted(OWN))
def test_each_oddity_has_its_code_and_decision(name: str) -> None:
    data, decision, codes = OWN[name]
    file = read(data)
    assert (file.decision, _codes(file)) == (decision, codes)


@needs_samples
@pytest.mark.parametrize(
    "name",
    [
        "backslash_at_end",
        "brace_same_line",
        "cp437_read_as_cp1252_saved_utf8",
        "cr_only",
        "ctrl_z_end",
        "decimal_comma",
        "double_encoded_utf8",
        "exponent",
        "lower_case_labels",
        "mixed_eol",
        "no_braces",
        "no_object_list",
        "nul_bytes",
        "plus_sign",
        "thousand_space_nbsp",
        "trailing_minus",
        "utf16_bom",
    ],
)
def test_the_same_voucher_is_read_whatever_the_fault(name: str) -> None:
    file = read((SAMPLES / "_synthetic" / f"{name}.se").read_bytes())
    rows = [(row.account, row.amount_ore) for one in file.vouchers for row in one.rows]
    assert rows == [("1930", 100_000), ("3041", -100_000)]
    assert file.company == "Påhittade Ön AB (svb)"
    assert file.vouchers[0].left_out is None


def test_what_is_left_out_keeps_its_rows_and_its_reason() -> None:
    file = read(whole(voucher(ROW_KR) + voucher(head="#VER A 2 20251231")))
    assert [one.left_out for one in file.vouchers] == [Code.UNBALANCED, None]
    assert file.counts.postings == 3
    assert [one.number for one in file.importable()] == ["2"]
    assert [one.number for one in file.importable(unbalanced=True)] == ["1", "2"]


def test_a_row_dated_outside_the_year_falls_in_the_vouchers_month() -> None:
    dated = "#TRANS 1930 {} 400 20251130\n#TRANS 3041 {} -1400 20260105\n"
    file = read(whole(voucher(ROW_KR + dated)))
    taken = intake(file, date(2025, 1, 1), date(2025, 12, 31))
    assert [keyed.months for keyed in taken.vouchers] == [("2025-12", "2025-11", "2025-12")]


def test_torn_names_are_put_together() -> None:
    file = read(OWN["4 letters became quotes"][0])
    assert file.accounts["1930"] == 'F"retags konto Park'


def test_only_200_issues_of_a_code_are_kept_and_the_rest_counted() -> None:
    file = read(whole("".join(voucher(ROW_KR, f"#VER A {n} 20251231") for n in range(300))))
    kept = [found for found in file.issues if found.code is Code.UNBALANCED]
    assert len(kept) == 200
    assert file.issue_totals[Code.UNBALANCED] == 300


def test_a_file_over_the_limit_is_refused_without_reading_it() -> None:
    file = read(b"#FLAGGA 0\n" + b" " * 50_000_000)
    assert [found.code for found in file.issues] == [Code.FILE_TOO_LARGE]


def test_a_file_of_nothing_but_faults_is_refused_before_its_end() -> None:
    unreadable = whole("".join(f"#IB 0 1930 x{number}\n" for number in range(60_000)))
    file = read(unreadable)
    assert Code.TOO_MANY_FAULTS in file.issue_totals
    assert file.decision is REFUSE
    assert 50_000 < file.issue_totals[Code.BAD_BALANCE] < 60_000


def test_rows_without_numbers_and_balances_make_a_pre_system_file() -> None:
    file = read(whole(voucher(head='#VER "" "" 20251231')))
    assert file.sie_type is SieType.PRE_SYSTEM
    assert file.decision is Decision.ASK


def test_a_text_that_is_cut_loses_nothing_that_follows_it() -> None:
    row = f'#TRANS 3041 {{}} -1000.00 20251231 "{"x" * 12_000}" 1\n'
    file = read(whole(voucher(ROW_KR + row)))
    assert len(file.vouchers[0].rows[1].text) == 10_000
    assert file.vouchers[0].left_out is None


def test_the_rows_after_a_repaired_file_equal_those_of_a_clean_one() -> None:
    assert bare(read(OWN["13 opening brace missing"][0])).vouchers[0].rows == tuple(
        row._replace(line=0) for row in read(whole()).vouchers[0].rows
    )


@pytest.mark.parametrize("first", ['#RAR 0 "" ""', "#RAR 0 20251301 20251231", "#RAR 0"])
def test_a_year_that_says_nothing_gives_way_to_one_that_does(first: str) -> None:
    head = HEAD.replace("#RAR 0", f"{first}\n#RAR 0", 1)
    file = read(whole(head=head))
    assert [(str(year.first), str(year.last)) for year in file.fiscal_years] == [
        ("2025-01-01", "2025-12-31")
    ]
    assert Code.NO_FISCAL_YEAR not in file.issue_totals


def test_many_new_texts_with_an_odd_one_among_them_are_all_read() -> None:
    texts = [f'"Faktura {number}"' for number in range(90)]
    texts[37] = '"Faktura" "37" "x" "y" "z" odd'
    body = "".join(
        voucher(
            f"#TRANS 1930 {{}} 1.00 20250301 {text}\n#TRANS 3041 {{}} -1.00\n",
            f"#VER A {number} 20250301",
        )
        for number, text in enumerate(texts)
    )
    read_texts = [one.rows[0].text for one in read(whole(body)).vouchers]
    assert read_texts == [f"Faktura {n}" if n != 37 else "Faktura" for n in range(90)]
