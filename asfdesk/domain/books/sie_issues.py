"""What can be wrong with a SIE file: stable codes and how much each weighs (sie.md §5.2)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How much an issue weighs, worst first."""

    REFUSE = "refuse"
    ASK = "ask"
    LEAVE_OUT = "leave_out"
    WARN = "warn"
    NOTE = "note"


class Decision(StrEnum):
    """What follows for the file."""

    ACCEPT = "accept"
    ASK = "ask"
    REFUSE = "refuse"


class Code(StrEnum):
    """Stable codes; scripts may rely on them (`inspect --json`, `import --accept`)."""

    # refuse
    EMPTY_FILE = "empty_file"
    HTML_FILE = "html_file"
    ZIP_FILE = "zip_file"
    BINARY_FILE = "binary_file"
    NO_RECORDS = "no_records"
    XML_OTHER = "xml_other"
    XML_BROKEN = "xml_broken"
    XML_ENTITIES = "xml_entities"
    ENTRY_WITHOUT_AMOUNTS = "entry_without_amounts"
    CHECKSUM_UNFINISHED = "checksum_unfinished"
    NO_AMOUNTS = "no_amounts"
    FOREIGN_CURRENCY = "foreign_currency"
    FILE_TOO_LARGE = "file_too_large"
    TOO_MANY_LINES = "too_many_lines"
    TOO_MANY_FAULTS = "too_many_faults"
    # ask
    ORG_NUMBER_MISSING = "org_number_missing"
    NO_FISCAL_YEAR = "no_fiscal_year"
    PRE_SYSTEM_FILE = "pre_system_file"
    ENCODING_UNCERTAIN = "encoding_uncertain"
    LETTERS_REPAIRED = "letters_repaired"
    LETTERS_LOST = "letters_lost"
    SEVERAL_NAMES = "several_names"
    SEVERAL_ORG_NUMBERS = "several_org_numbers"
    # leave out
    UNBALANCED = "unbalanced_voucher"
    BAD_AMOUNT = "unreadable_amount"
    BAD_ACCOUNT = "unreadable_account"
    BAD_VOUCHER_DATE = "unreadable_voucher_date"
    BLOCK_NOT_CLOSED = "block_not_closed"
    VOUCHER_OUTSIDE_YEAR = "voucher_outside_year"
    ROW_OUTSIDE_VOUCHER = "row_outside_voucher"
    # warn
    CHECKSUM_MISMATCH = "checksum_mismatch"
    DECIMAL_COMMA = "decimal_comma"
    THOUSANDS_MARK = "thousands_mark"
    PLUS_SIGN = "plus_sign"
    TRAILING_MINUS = "trailing_minus"
    MORE_DECIMALS = "more_than_two_decimals"
    EXPONENT = "exponent"
    BRACE_MISSING = "brace_missing"
    BRACE_MISPLACED = "brace_misplaced"
    OBJECT_LIST_MISSING = "object_list_missing"
    OBJECT_LIST_BROKEN = "object_list_broken"
    UNCLOSED_QUOTE = "unclosed_quote"
    STRAY_QUOTE = "stray_quote"
    LINE_BREAK_IN_TEXT = "line_break_in_text"
    LINE_TOO_LONG = "line_too_long"
    CONTROL_CHARACTERS = "control_characters"
    NOT_A_RECORD = "not_a_record"
    PERIOD_ACCOUNT_SWAPPED = "period_account_swapped"
    BAD_BALANCE = "unreadable_balance"
    BAD_ROW_DATE = "unreadable_row_date"
    ROW_OUTSIDE_YEAR = "row_outside_year"
    UNDECLARED_ACCOUNT = "undeclared_account"
    DUPLICATE_VOUCHER = "duplicate_voucher"
    SEVERAL_YEARS = "several_years"
    OPENING_NOT_ZERO = "opening_not_zero"
    CLOSING_RESULT_NOT_ZERO = "closing_plus_result_not_zero"
    OPENING_NOT_PREVIOUS_CLOSING = "opening_differs_from_previous_closing"
    CLOSING_NOT_ROWS = "closing_differs_from_rows"
    RESULT_NOT_ROWS = "result_differs_from_rows"
    RESULT_NOT_PERIODS = "result_differs_from_periods"
    PART_YEAR = "part_year"
    ONLY_YEAR_TOTALS = "only_year_totals"
    # note
    UNKNOWN_LABEL = "unknown_label"
    EXTRA_FIELDS = "extra_fields"
    FLAG_SET = "flag_set"
    FORMAT_UNTRUE = "format_untrue"
    MIXED_ENCODING = "mixed_encoding"
    CHECKSUM_OTHER_ENCODING = "checksum_other_encoding"
    NEGATIVE_ZERO = "negative_zero"
    EMPTY_VOUCHER = "empty_voucher"
    REMOVED_ROWS = "removed_rows"
    INTERNAL_ACCOUNTS = "internal_accounts"
    CLOSING_ACCOUNTS = "closing_accounts"
    ODD_YEAR = "odd_year"
    YEAR_TOO_LONG = "year_too_long"
    MISSING_RECORD = "missing_record"
    LOWER_CASE_LABEL = "lower_case_label"
    ORG_NUMBER_FORMAT = "org_number_format"
    ORG_NUMBER_CHECK_DIGIT = "org_number_check_digit"
    ROW_OTHER_MONTH = "row_other_month"
    VOUCHER_WITHOUT_NUMBER = "voucher_without_number"
    LONG_ACCOUNT = "long_account"
    REPEATED_ACCOUNT = "repeated_account"
    RESULT_ACCOUNT_OPENING = "result_account_opening"
    OBJECTS_IGNORED = "objects_ignored"
    BAD_HEADER_DATE = "unreadable_header_date"
    BAD_OLD_YEAR = "unreadable_older_year"
    BAD_ACCOUNT_NUMBER = "account_not_a_number"


_FIRST_OF: tuple[tuple[Code, Severity], ...] = (
    (Code.EMPTY_FILE, Severity.REFUSE),
    (Code.ORG_NUMBER_MISSING, Severity.ASK),
    (Code.UNBALANCED, Severity.LEAVE_OUT),
    (Code.CHECKSUM_MISMATCH, Severity.WARN),
    (Code.UNKNOWN_LABEL, Severity.NOTE),
)


def _severities() -> dict[Code, Severity]:
    """Every code belongs to the group it is listed in above."""
    starts = dict(_FIRST_OF)
    found: dict[Code, Severity] = {}
    severity = Severity.REFUSE
    for code in Code:
        severity = starts.get(code, severity)
        found[code] = severity
    return found


SEVERITY: Mapping[Code, Severity] = _severities()
"""How much each code weighs."""

KEPT_PER_CODE = 200
"""So many issues of a code are kept with their line; the rest are only counted (sie.md §5.1)."""


class Issue(NamedTuple):
    """Something found in a file.

    Attributes:
        line: line in the file from 1, or None when it concerns the whole file.
        values: what the sentence names: texts, counts, amounts in öre (keys ending in `_ore`).
    """

    line: int | None
    severity: Severity
    code: Code
    values: Mapping[str, str | int]


def issue(code: Code, line: int | None = None, **values: str | int) -> Issue:
    """An issue with the weight of its code."""
    return Issue(line, SEVERITY[code], code, values)
