"""The reviewed table: what each oddity of the stored samples leads to (decisions B6).

A code's weight decides: refuse, ask, leave out, warn or note (sie.md §5.2). None = read as it
should be, without a word. The samples' decisions as whole files stand in `DECISIONS`.
"""

from __future__ import annotations

import csv
import re
from functools import cache

import pytest

from asfdesk.domain.books.sie import Code, Decision, Severity
from asfdesk.domain.books.sie_issues import SEVERITY
from asfdesk.formats.sie.reader import read
from tests.unit.formats.sie_samples import SAMPLES, needs_samples

ODDITIES: dict[str, tuple[Code, Severity] | None] = {
    "Overstrike": (Code.REMOVED_ROWS, Severity.NOTE),
    "SieEntry": (Code.ENTRY_WITHOUT_AMOUNTS, Severity.REFUSE),
    "account>4digits": (Code.LONG_ACCOUNT, Severity.NOTE),
    "bad_amount": None,  # both are read after all: trailing minus, spaces between thousands
    "bad_date": (Code.BAD_VOUCHER_DATE, Severity.LEAVE_OUT),
    "bare_quote_in_field": (Code.STRAY_QUOTE, Severity.WARN),
    "block_not_closed": (Code.BRACE_MISSING, Severity.WARN),
    "brace_not_alone": (Code.BRACE_MISPLACED, Severity.WARN),
    "broken_or_odd_year": (Code.ODD_YEAR, Severity.NOTE),
    "class9_accounts": (Code.INTERNAL_ACCOUNTS, Severity.NOTE),
    "ctrl_z": (Code.CONTROL_CHARACTERS, Severity.WARN),
    "decimal_comma": (Code.DECIMAL_COMMA, Severity.WARN),
    "duplicate_voucher_number": (Code.DUPLICATE_VOUCHER, Severity.WARN),
    "embedded files": None,
    "empty_voucher": (Code.EMPTY_VOUCHER, Severity.NOTE),
    "escaped_quotes": None,
    "extra_fields": (Code.EXTRA_FIELDS, Severity.NOTE),
    "flagga_not_0": (Code.FLAG_SET, Severity.NOTE),
    "format_lies": (Code.FORMAT_UNTRUE, Severity.NOTE),
    "ib_not_zero_sum": (Code.OPENING_NOT_ZERO, Severity.WARN),
    "ib_on_result_account": (Code.RESULT_ACCOUNT_OPENING, Severity.NOTE),
    "ksumma_end_missing": (Code.CHECKSUM_UNFINISHED, Severity.REFUSE),
    "ksumma_mismatch": (Code.CHECKSUM_MISMATCH, Severity.WARN),
    "line_break_in_text": (Code.LINE_BREAK_IN_TEXT, Severity.WARN),
    "lower_case_label": (Code.LOWER_CASE_LABEL, Severity.NOTE),
    "missing_object_list": (Code.OBJECT_LIST_MISSING, Severity.WARN),
    "more_than_2_decimals": (Code.MORE_DECIMALS, Severity.WARN),
    "no_label": (Code.CONTROL_CHARACTERS, Severity.WARN),
    "no_rar_0": (Code.NO_FISCAL_YEAR, Severity.ASK),
    "not a SIE file": None,  # each has a code of its own, see test_sie_oddities
    "odd_number": (Code.EXPONENT, Severity.WARN),
    "orgnr_format": (Code.ORG_NUMBER_FORMAT, Severity.NOTE),
    "plus_sign": (Code.PLUS_SIGN, Severity.WARN),
    "psaldo_ne_res": (Code.OBJECTS_IGNORED, Severity.NOTE),  # they are of objects: no total
    "rar_missing_field": (Code.NO_FISCAL_YEAR, Severity.ASK),
    "repeated_fnamn": (Code.SEVERAL_NAMES, Severity.ASK),
    "repeated_orgnr": (Code.SEVERAL_ORG_NUMBERS, Severity.ASK),
    "replacement_char": (Code.LETTERS_LOST, Severity.ASK),
    "series_not_alphanumeric": None,
    "tabs": None,
    "text_after_quote": (Code.STRAY_QUOTE, Severity.WARN),
    "trans_outside_ver": (Code.CONTROL_CHARACTERS, Severity.WARN),  # NUL; with them gone it fits
    "trans_without_brace": (Code.BRACE_MISSING, Severity.WARN),
    "transdat_other_month": (Code.ROW_OTHER_MONTH, Severity.NOTE),
    "ub_plus_res_not_zero": (Code.CLOSING_RESULT_NOT_ZERO, Severity.WARN),
    "ub_prev_ne_ib": (Code.OPENING_NOT_PREVIOUS_CLOSING, Severity.WARN),
    "unbalanced_voucher": (Code.UNBALANCED, Severity.LEAVE_OUT),
    "unclosed_object_list": (Code.BRACE_MISPLACED, Severity.WARN),
    "unclosed_quote": None,  # a backslash before the closing quote: it closes
    "undeclared_accounts": None,  # a 4I has no #KONTO at all; a file that has some is told of
    "unexpected_brace": (Code.CONTROL_CHARACTERS, Severity.WARN),
    "unknown_label": (Code.UNKNOWN_LABEL, Severity.NOTE),
    "ver_without_number": (Code.VOUCHER_WITHOUT_NUMBER, Severity.NOTE),
    "ver_without_series": None,
    "voucher_outside_rar0": (Code.VOUCHER_OUTSIDE_YEAR, Severity.LEAVE_OUT),
    "year_end_closing_in_RES": (Code.CLOSING_ACCOUNTS, Severity.NOTE),
}

OTHERWISE: dict[tuple[str, str], Code] = {
    ("bad_date", "tests__test_sie4.se"): Code.BAD_ROW_DATE,
    ("bad_date", "thousand_space_nbsp.se"): Code.THOUSANDS_MARK,
    ("unbalanced_voucher", "thousand_space_nbsp.se"): Code.THOUSANDS_MARK,
    ("unbalanced_voucher", "trailing_minus.se"): Code.TRAILING_MINUS,
    ("transdat_other_month", "transdat_other_year.se"): Code.ROW_OUTSIDE_YEAR,
}
"""Where a sample shows more, or something else, than its oddity's name says."""


@cache
def _codes(path: str) -> frozenset[Code]:
    return frozenset(read((SAMPLES / path).read_bytes()).issue_totals)


def _rows() -> list[tuple[str, str]]:
    manifest = SAMPLES / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8", newline="") as stream:
        return [
            (re.sub(r" ?x\d+$", "", oddity.strip()), row["path"])
            for row in csv.DictReader(stream)
            for oddity in row["oddities"].split(";")
            if oddity.strip()
        ]


@needs_samples
def test_every_oddity_of_the_manifest_is_in_the_table() -> None:
    assert {oddity for oddity, _ in _rows()} == set(ODDITIES)


def test_the_weights_are_the_reviewed_ones() -> None:
    reviewed = dict(filter(None, ODDITIES.values()))
    assert {code: SEVERITY[code] for code in reviewed} == reviewed


@needs_samples
@pytest.mark.parametrize(("oddity", "path"), _rows())
def test_each_sample_shows_the_code_of_its_oddity(oddity: str, path: str) -> None:
    codes = _codes(path)
    name = path.rpartition("/")[2]
    wanted = ODDITIES[oddity]
    code = OTHERWISE.get((oddity, name), wanted[0] if wanted else None)
    if oddity == "year_end_closing_in_RES" and code not in codes:
        file = read((SAMPLES / path).read_bytes())
        assert not any(n.startswith("899") and ore for n, ore in file.results.get(0, {}).items())
    elif code is not None:
        assert code in codes


DECISIONS = {
    "31_LON Lönekörning.SI": Decision.ASK,
    "4_BL0001_typ4I.SI": Decision.ASK,
    "66_Lön.si": Decision.ASK,
    "sie_file_with_unknown_entries.se": Decision.ASK,
    "BokSald.SE": Decision.REFUSE,
    "SIE4_Exempelfil_med_underdim.SE": Decision.ASK,
    "SampleEntry.sie": Decision.REFUSE,
    "11_typ2.se": Decision.ASK,
    "12_typ4.se": Decision.ASK,
    "16_typ3.se": Decision.ASK,
    "Sie4.se": Decision.ASK,
}
"""Of the samples from programs; all others can be taken in without a question.

The last four have no organisation number in them.
"""


@needs_samples
def test_the_decision_of_every_sample_from_a_program() -> None:
    found = {}
    for path in SAMPLES.glob("*/*"):
        decision = read(path.read_bytes()).decision
        if path.parent.name != "_synthetic" and decision is not Decision.ACCEPT:
            found[path.name.removeprefix("src__test__resources__samples__")] = decision
    assert {re.split("__(?=[^_])", name)[-1]: one for name, one in found.items()} == DECISIONS
