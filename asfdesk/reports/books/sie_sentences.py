"""The sentences about SIE files: what was found and why it matters, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Code
from asfdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[Code, str] = {
    Code.EMPTY_FILE: N_("The file is empty."),
    Code.HTML_FILE: N_(
        "The file is a web page, not bookkeeping: the download seems to have failed."
    ),
    Code.ZIP_FILE: N_("The file is a zip archive."),
    Code.BINARY_FILE: N_("The file is of another kind, not a SIE file."),
    Code.NO_RECORDS: N_("The file holds no SIE records."),
    Code.XML_OTHER: N_("The file is XML, but not SIE 5."),
    Code.XML_BROKEN: N_("The SIE 5 file is broken and cannot be read to its end."),
    Code.XML_ENTITIES: N_(
        "The XML file declares a document type or entities, which are not read for safety."
    ),
    Code.ENTRY_WITHOUT_AMOUNTS: N_(
        "The file is a SIE 5 file from a pre-system and holds no amounts."
    ),
    Code.CHECKSUM_UNFINISHED: N_(
        "The file announces a checksum but ends without it: it has been cut off."
    ),
    Code.NO_AMOUNTS: N_("The file holds no amounts: no balances and no vouchers."),
    Code.FOREIGN_CURRENCY: N_(
        "The bookkeeping is in %(currency)s; only Swedish kronor can be compared with the plan."
    ),
    Code.FILE_TOO_LARGE: N_("The file is larger than 50 MB."),
    Code.TOO_MANY_LINES: N_("The file has more than %(limit)s lines."),
    Code.TOO_MANY_FAULTS: N_(
        "More than %(limit)s lines cannot be read, so the file is damaged or of another kind."
    ),
    Code.ORG_NUMBER_MISSING: N_(
        "The file has no organisation number, so it cannot be seen whose books it holds."
    ),
    Code.NO_FISCAL_YEAR: N_(
        "The file does not say which fiscal year it holds, or the year's dates cannot be right."
    ),
    Code.PRE_SYSTEM_FILE: N_(
        "The file comes from a pre-system (SIE 4I): it holds some vouchers and not the "
        "whole bookkeeping."
    ),
    Code.ENCODING_UNCERTAIN: N_(
        "It is uncertain which encoding the file has; it may be %(likely)s."
    ),
    Code.LETTERS_REPAIRED: N_(
        "Another program has spoiled %(count)s letters; they were repaired while reading."
    ),
    Code.LETTERS_LOST: N_(
        "%(count)s letters were lost before the file came here and cannot be brought back."
    ),
    Code.SEVERAL_NAMES: N_("The file holds several company names: %(names)s."),
    Code.SEVERAL_ORG_NUMBERS: N_("The file holds several organisation numbers: %(numbers)s."),
    Code.UNBALANCED: N_(
        "Voucher %(series)s %(number)s does not balance: it is off by %(difference)s."
    ),
    Code.BAD_AMOUNT: N_(
        "The amount “%(text)s” on account %(account)s cannot be read; the voucher is left out."
    ),
    Code.BAD_ACCOUNT: N_("“%(account)s” is not an account number; the voucher is left out."),
    Code.BAD_VOUCHER_DATE: N_(
        "The date “%(text)s” of voucher %(series)s %(number)s cannot be read; the "
        "voucher is left out."
    ),
    Code.BLOCK_NOT_CLOSED: N_(
        "Voucher %(series)s %(number)s has no end, so rows may be missing; it is left out."
    ),
    Code.VOUCHER_OUTSIDE_YEAR: N_(
        "Voucher %(series)s %(number)s is dated %(day)s, outside the fiscal year; it is left out."
    ),
    Code.ROW_OUTSIDE_VOUCHER: N_("Rows that belong to no voucher are left out: %(count)s."),
    Code.CHECKSUM_MISMATCH: N_(
        "The file's checksum does not agree with its contents: it was changed after it was made."
    ),
    Code.DECIMAL_COMMA: N_("The amount “%(text)s” has a decimal comma; it was read as %(amount)s."),
    Code.THOUSANDS_MARK: N_(
        "The amount “%(text)s” has a thousands mark; it was read as %(amount)s."
    ),
    Code.PLUS_SIGN: N_("The amount “%(text)s” has a plus sign; it was read as %(amount)s."),
    Code.TRAILING_MINUS: N_(
        "The amount “%(text)s” has its minus sign last; it was read as %(amount)s."
    ),
    Code.MORE_DECIMALS: N_(
        "The amount “%(text)s” has more than two decimals; it was rounded to %(amount)s."
    ),
    Code.EXPONENT: N_(
        "The amount “%(text)s” is written with an exponent; it was read as %(amount)s."
    ),
    Code.BRACE_MISSING: N_(
        "A brace around the rows of a voucher is missing; they were taken in (%(count)s vouchers)."
    ),
    Code.BRACE_MISPLACED: N_(
        "Braces stand where they should not; the rows were read all the same (%(count)s lines)."
    ),
    Code.OBJECT_LIST_MISSING: N_(
        "%(name)s lacks the braces for objects; the rows were read without objects "
        "(%(count)s lines)."
    ),
    Code.OBJECT_LIST_BROKEN: N_("The list of objects is not closed."),
    Code.UNCLOSED_QUOTE: N_(
        "A text has no closing quotation mark; it was read to the end of the line."
    ),
    Code.STRAY_QUOTE: N_("A quotation mark stands inside a text; the text may be wrong."),
    Code.LINE_BREAK_IN_TEXT: N_("A text goes on over several lines; they were joined."),
    Code.LINE_TOO_LONG: N_("A text was cut at 10,000 characters (%(count)s lines)."),
    Code.CONTROL_CHARACTERS: N_("Control characters were removed (%(count)s lines)."),
    Code.NOT_A_RECORD: N_("Lines that are no SIE records were passed over (%(count)s lines)."),
    Code.PERIOD_ACCOUNT_SWAPPED: N_(
        "Month and account have changed places; they were put right (%(count)s lines)."
    ),
    Code.BAD_BALANCE: N_(
        "A balance (%(label)s, account “%(account)s”) cannot be read and is left out."
    ),
    Code.BAD_ROW_DATE: N_("The row's date “%(text)s” cannot be read; the voucher's date is used."),
    Code.ROW_OUTSIDE_YEAR: N_(
        "A row is dated %(day)s, outside the fiscal year; the voucher's date is used."
    ),
    Code.UNDECLARED_ACCOUNT: N_(
        "Accounts are used without being in the chart of accounts: %(accounts)s (%(count)s in all)."
    ),
    Code.SEVERAL_YEARS: N_(
        "Fiscal year %(index)s is given twice with different days; %(first)s to %(last)s is not "
        "used."
    ),
    Code.DUPLICATE_VOUCHER: N_("Voucher %(series)s %(number)s occurs %(count)s times."),
    Code.OPENING_NOT_ZERO: N_(
        "The opening balances do not sum to zero: they are off by %(difference)s."
    ),
    Code.CLOSING_RESULT_NOT_ZERO: N_(
        "Closing balances and result do not sum to zero: they are off by %(difference)s."
    ),
    Code.OPENING_NOT_PREVIOUS_CLOSING: N_(
        "Opening balances differ from the closing ones of the year before on %(count)s "
        "accounts; on %(account)s by %(difference)s."
    ),
    Code.CLOSING_NOT_ROWS: N_(
        "Closing balances differ from opening balances plus vouchers on %(count)s "
        "accounts; on %(account)s by %(difference)s."
    ),
    Code.RESULT_NOT_ROWS: N_(
        "The year's results differ from the vouchers on %(count)s accounts; on "
        "%(account)s by %(difference)s."
    ),
    Code.RESULT_NOT_PERIODS: N_(
        "The year's results differ from the months' balances on %(count)s accounts; on "
        "%(account)s by %(difference)s."
    ),
    Code.PART_YEAR: N_("The file reaches to %(covered_to)s; the fiscal year ends %(last)s."),
    Code.ONLY_YEAR_TOTALS: N_("The file has only totals for the year, no months and no vouchers."),
    Code.UNKNOWN_LABEL: N_(
        "The record type %(name)s is unknown and was passed over (%(count)s lines)."
    ),
    Code.EXTRA_FIELDS: N_(
        "Records have more fields than they should; the extra ones were passed over "
        "(%(count)s lines)."
    ),
    Code.FLAG_SET: N_("The file is marked as already imported; that does no harm here."),
    Code.FORMAT_UNTRUE: N_(
        "The file says PC8 but is encoded as %(encoding)s; it was read as that."
    ),
    Code.MIXED_ENCODING: N_("A few letters are in another encoding than the rest of the file."),
    Code.CHECKSUM_OTHER_ENCODING: N_(
        "The checksum does not agree, as expected in a file that has been converted to "
        "another encoding."
    ),
    Code.NEGATIVE_ZERO: N_("Zero is written with a minus sign (%(count)s lines)."),
    Code.EMPTY_VOUCHER: N_("Vouchers without rows: %(count)s."),
    Code.REMOVED_ROWS: N_(
        "Corrected rows are marked in the file: %(removed)s removed and %(added)s "
        "added; only valid rows count."
    ),
    Code.INTERNAL_ACCOUNTS: N_("Accounts of class 9 stand beside the books and do not count."),
    Code.CLOSING_ACCOUNTS: N_(
        "The year's result is booked on 8990–8999 (%(amount)s); these accounts are left "
        "out of comparisons."
    ),
    Code.ODD_YEAR: N_("The fiscal year is not a calendar year: %(first)s to %(last)s."),
    Code.YEAR_TOO_LONG: N_("Year %(year)s is %(months)s months long; 18 is the most there is."),
    Code.MISSING_RECORD: N_("Records that every file should have are missing: %(labels)s."),
    Code.LOWER_CASE_LABEL: N_("%(name)s is not written in capitals (%(count)s lines)."),
    Code.ORG_NUMBER_FORMAT: N_("The organisation number is not written as NNNNNN-NNNN."),
    Code.ORG_NUMBER_CHECK_DIGIT: N_("The organisation number has a wrong check digit."),
    Code.ROW_OTHER_MONTH: N_(
        "Rows are dated in another month than their voucher; the row's own month is "
        "used (%(count)s rows)."
    ),
    Code.VOUCHER_WITHOUT_NUMBER: N_("Vouchers without a number: %(count)s."),
    Code.LONG_ACCOUNT: N_(
        "Account numbers with more than four digits are placed by their first four: "
        "%(accounts)s (%(count)s in all)."
    ),
    Code.REPEATED_ACCOUNT: N_(
        "Account %(name)s stands several times in the chart of accounts; the last name is used."
    ),
    Code.RESULT_ACCOUNT_OPENING: N_(
        "There are opening balances on %(count)s result accounts, for example %(account)s."
    ),
    Code.OBJECTS_IGNORED: N_(
        "Balances per object are parts of the totals and were not added to them (%(count)s lines)."
    ),
    Code.BAD_HEADER_DATE: N_("The date “%(text)s” of %(label)s cannot be read."),
    Code.BAD_OLD_YEAR: N_("A fiscal year (“%(text)s”) cannot be read."),
    Code.BAD_ACCOUNT_NUMBER: N_("“%(account)s” in the chart of accounts is not an account number."),
}
"""What was found, for every code."""

_EXPORT_AGAIN = N_("Export the file again from the bookkeeping program.")
_UNPACK = N_("Unpack it and choose the file inside, usually ending in .se.")
_CHOOSE_SIE = N_("Choose a SIE file (type 4) exported from the bookkeeping program.")
_EXPORT_TYPE_4 = N_("Export a SIE file of type 4E from the bookkeeping program instead.")
_EXPORT_SEK = N_("Export the bookkeeping in Swedish kronor.")
_EXPORT_YEAR = N_("Export one fiscal year at a time.")
_CHECK_COMPANY = N_("Make sure that the file belongs to this enterprise before you go on.")
_CHOOSE_YEAR = N_("Choose the fiscal year that the vouchers belong to.")
_CHECK_LETTERS = N_("Check that the account names look right; otherwise choose another encoding.")
_CHECK_UNBALANCED = N_(
    "Correct it in the bookkeeping program and export again, or choose to take it in as it is."
)
_CORRECT_VOUCHER = N_("Correct it in the bookkeeping program and export again.")
_IMPORT_OTHER_YEAR = N_("Export the fiscal year it belongs to as a file of its own.")
_CHECK_AMOUNT = N_("Check that the amount is right.")
_CHECK_ROWS = N_("Compare the sums with the bookkeeping program.")
_COMPARE_BOOKS = N_(
    "Often the year is not closed yet or only some series were exported; otherwise "
    "compare with the bookkeeping program."
)
_CHECK_DUPLICATE = N_("Check in the bookkeeping program that it is not booked twice.")
_EXPORT_LATER = N_("Import again when more of the year is booked.")

ADVICE: Mapping[Code, str] = {
    Code.EMPTY_FILE: _EXPORT_AGAIN,
    Code.HTML_FILE: _EXPORT_AGAIN,
    Code.NO_RECORDS: _EXPORT_AGAIN,
    Code.CHECKSUM_UNFINISHED: _EXPORT_AGAIN,
    Code.CHECKSUM_MISMATCH: _EXPORT_AGAIN,
    Code.XML_BROKEN: _EXPORT_AGAIN,
    Code.NO_AMOUNTS: _EXPORT_AGAIN,
    Code.LETTERS_LOST: _EXPORT_AGAIN,
    Code.ZIP_FILE: _UNPACK,
    Code.BINARY_FILE: _CHOOSE_SIE,
    Code.XML_OTHER: _CHOOSE_SIE,
    Code.XML_ENTITIES: _CHOOSE_SIE,
    Code.ENTRY_WITHOUT_AMOUNTS: _EXPORT_TYPE_4,
    Code.ONLY_YEAR_TOTALS: _EXPORT_TYPE_4,
    Code.PRE_SYSTEM_FILE: _EXPORT_TYPE_4,
    Code.FOREIGN_CURRENCY: _EXPORT_SEK,
    Code.FILE_TOO_LARGE: _EXPORT_YEAR,
    Code.TOO_MANY_LINES: _EXPORT_YEAR,
    Code.TOO_MANY_FAULTS: _EXPORT_YEAR,
    Code.ORG_NUMBER_MISSING: _CHECK_COMPANY,
    Code.SEVERAL_NAMES: _CHECK_COMPANY,
    Code.SEVERAL_ORG_NUMBERS: _CHECK_COMPANY,
    Code.NO_FISCAL_YEAR: _CHOOSE_YEAR,
    Code.ENCODING_UNCERTAIN: _CHECK_LETTERS,
    Code.LETTERS_REPAIRED: _CHECK_LETTERS,
    Code.UNBALANCED: _CHECK_UNBALANCED,
    Code.BAD_AMOUNT: _CORRECT_VOUCHER,
    Code.BAD_ACCOUNT: _CORRECT_VOUCHER,
    Code.BAD_VOUCHER_DATE: _CORRECT_VOUCHER,
    Code.BLOCK_NOT_CLOSED: _CORRECT_VOUCHER,
    Code.ROW_OUTSIDE_VOUCHER: _CORRECT_VOUCHER,
    Code.VOUCHER_OUTSIDE_YEAR: _IMPORT_OTHER_YEAR,
    Code.DECIMAL_COMMA: _CHECK_AMOUNT,
    Code.THOUSANDS_MARK: _CHECK_AMOUNT,
    Code.PLUS_SIGN: _CHECK_AMOUNT,
    Code.TRAILING_MINUS: _CHECK_AMOUNT,
    Code.MORE_DECIMALS: _CHECK_AMOUNT,
    Code.EXPONENT: _CHECK_AMOUNT,
    Code.BRACE_MISSING: _CHECK_ROWS,
    Code.BRACE_MISPLACED: _CHECK_ROWS,
    Code.NOT_A_RECORD: _CHECK_ROWS,
    Code.OBJECT_LIST_BROKEN: _CHECK_ROWS,
    Code.BAD_BALANCE: _CHECK_ROWS,
    Code.OPENING_NOT_ZERO: _COMPARE_BOOKS,
    Code.CLOSING_RESULT_NOT_ZERO: _COMPARE_BOOKS,
    Code.OPENING_NOT_PREVIOUS_CLOSING: _COMPARE_BOOKS,
    Code.CLOSING_NOT_ROWS: _COMPARE_BOOKS,
    Code.RESULT_NOT_ROWS: _COMPARE_BOOKS,
    Code.RESULT_NOT_PERIODS: _COMPARE_BOOKS,
    Code.DUPLICATE_VOUCHER: _CHECK_DUPLICATE,
    Code.SEVERAL_YEARS: N_("See that the fiscal year shown is the one that you mean."),
    Code.PART_YEAR: _EXPORT_LATER,
}
"""What to do, where there is something to do."""
