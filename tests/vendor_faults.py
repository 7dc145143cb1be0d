"""One good file and what goes wrong with files, each fault with what must be said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.vendor_books import by_class, make
from tests.vendor_files import COMPANY, Style, Writer, expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.vendor_books import Row
    from tests.vendor_files import Expected

STYLE = Style("Program", "1.0", tail=2, balances=False, eol="\n")
BOOKS = make(77, STYLE.first, STYLE.last, vouchers=20)
TEXT = Writer(STYLE, BOOKS, "4E").whole().decode("cp437")
GOOD = expected(STYLE, BOOKS, "4E")
FIRST, LAST = BOOKS.vouchers[0], BOOKS.vouchers[-1]
HEADS = [line for line in TEXT.split("\n") if line.startswith("#VER")]
ROWS = [line for line in TEXT.split("\n") if line.startswith("#TRANS")]
AMOUNT = re.compile(r"(?m)^(#TRANS \d+ \{\} )(-?)(\d+)\.(\d\d)")


@dataclass(frozen=True)
class Fault:
    """A change of the text, or of the bytes made from it, and what follows from it.

    Attributes:
        codes: what is said besides what is said of the good file.
        without, twice: rows that are not in the file any more, or once more.
        changes: what else differs of what is expected.
    """

    text: Callable[[str], str] = lambda text: text
    data: Callable[[str], bytes] = lambda text: text.encode("cp437")
    codes: tuple[str, ...] = ()
    without: tuple[Row, ...] = ()
    twice: tuple[Row, ...] = ()
    changes: tuple[tuple[str, object], ...] = ()


def amounts(pattern: str) -> Callable[[str], str]:
    """Every amount written otherwise: {s} sign, {k} kronor, {d} decimals."""
    return lambda text: AMOUNT.sub(
        lambda found: found[1] + pattern.format(s=found[2], k=found[3], d=found[4]), text
    )


def swap(old: str, new: str, times: int = -1) -> Callable[[str], str]:
    """A text replaced, which must be there."""

    def swapped(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, times)

    return swapped


def after(label: str, *lines: str) -> Callable[[str], str]:
    """Lines put after the first record of a label."""

    def put(text: str) -> str:
        at = text.index("\n", text.index(f"\n#{label}") + 1)
        return "\n".join((text[:at], *lines)) + text[at:]

    return put


def encoded(name: str) -> Callable[[str], bytes]:
    return lambda text: text.encode(name)


def misread(real: str, taken: str, saved: str = "utf-8") -> Callable[[str], bytes]:
    """Saved after it was read in the wrong encoding."""
    return lambda text: text.encode(real).decode(taken).encode(saved)


def grouped(text: str) -> str:
    """Thousands apart."""
    return AMOUNT.sub(lambda m: f'{m[1]}"{m[2]}{int(m[3]):_}.{m[4]}"'.replace("_", " "), text)


BLOCK = TEXT[TEXT.rindex("#VER") :]
FIRST_BLOCK = TEXT[TEXT.index("#VER") : TEXT.index("}\n") + 2]
ASK = ("decision", "ask")
REFUSE = ("decision", "refuse")
YEAR, BEFORE = GOOD.years
TWO_BEFORE = ("2023-01-01", "2023-12-31", None, None)
NO_YEAR = (None, None, YEAR[2], YEAR[3])
DAY = f"{FIRST.day:%Y%m%d}"

FAULTS: dict[str, Fault] = {
    "nothing": Fault(),
    "years in another order": Fault(
        after("FNAMN", "#RAR -2 20230101 20231231"),
        changes=(("years", (YEAR, BEFORE, TWO_BEFORE)),),
    ),
    "voucher date with dashes": Fault(
        swap(HEADS[0], HEADS[0].replace(DAY, f"{FIRST.day}", 1), 1),
        codes=("unreadable_voucher_date",),
    ),
    "row date without day": Fault(
        swap(ROWS[0], ROWS[0].replace(DAY, DAY[:6])), codes=("unreadable_row_date",)
    ),
    "amounts with comma": Fault(amounts("{s}{k},{d}"), codes=("decimal_comma",)),
    "amounts with quotes": Fault(amounts('"{s}{k}.{d}"')),
    "thousands apart": Fault(grouped, codes=("thousands_mark",)),
    "thousands apart and comma": Fault(
        lambda text: AMOUNT.sub(
            lambda m: f'{m[1]}"{m[2]}{int(m[3]):_},{m[4]}"'.replace("_", "\xa0"), text
        ),
        codes=("thousands_mark", "decimal_comma"),
    ),
    "plus signs": Fault(
        lambda text: AMOUNT.sub(lambda m: f"{m[1]}{m[2] or '+'}{m[3]}.{m[4]}", text),
        codes=("plus_sign",),
    ),
    "minus behind": Fault(amounts("{k}.{d}{s}"), codes=("trailing_minus",)),
    "four decimals": Fault(amounts("{s}{k}.{d}00"), codes=("more_than_two_decimals",)),
    "exponents": Fault(amounts("{s}{k}{d}E-2"), codes=("exponent",)),
    "one decimal": Fault(
        lambda text: AMOUNT.sub(lambda m: f"{m[1]}{m[2]}{m[3]}.{m[4].removesuffix('0')}", text)
    ),
    "leading zeros": Fault(amounts("{s}000{k}.{d}")),
    "escaped quotes": Fault(swap(f'"{FIRST.text}"', r'"En \"bra\" dag"')),
    "doubled quotes": Fault(
        swap(f'"{FIRST.text}"', '"En ""bra"" dag"', 1), codes=("stray_quote", "extra_fields")
    ),
    "backslash last": Fault(swap(f'"{FIRST.text}"', '"C:\\"', 1), codes=("stray_quote",)),
    "braces in a text": Fault(swap(f'"{FIRST.text}"', '"a } b { c"')),
    "hash in a text": Fault(swap(f'"{FIRST.text}"', '"#VER A 1 {}"')),
    "apostrophe": Fault(swap(f'"{FIRST.text}"', '"it\'s"')),
    "text without closing quote": Fault(
        swap(f"{HEADS[0]}\n", f'#VER {FIRST.series} {FIRST.number} {DAY} "Hyra\n', 1),
        codes=("unclosed_quote",),
    ),
    "text over two lines": Fault(
        swap(HEADS[0], f'#VER {FIRST.series} {FIRST.number} {DAY} "Hyra\nmars"'),
        codes=("line_break_in_text",),
    ),
    "text of 20,000 characters": Fault(
        swap(f'"{FIRST.text}"', f'"{"x" * 20_000}"', 1), codes=("line_too_long",)
    ),
    "voucher head without text": Fault(swap(HEADS[0], f"#VER {FIRST.series} {FIRST.number} {DAY}")),
    "added and removed rows": Fault(
        swap(ROWS[0], f"#RTRANS{ROWS[0][6:]}\n{ROWS[0]}\n#BTRANS{ROWS[0][6:]}", 1),
        codes=("removed_rows",),
    ),
    "only removed rows": Fault(
        swap(FIRST_BLOCK, f"#VER Z 1 {DAY}\n{{\n#BTRANS 1930 {{}} 5.00\n}}\n{FIRST_BLOCK}", 1),
        codes=("removed_rows", "empty_voucher"),
        changes=(("vouchers", GOOD.vouchers + 1),),
    ),
    "dimensions below dimensions": Fault(
        after(
            "SRU",
            '#DIM 20 "Avdelning"',
            '#UNDERDIM 21 "Under" 20',
            '#DIM 1 "Ett"',
            '#DIM 1 "Två"',
            '#OBJEKT 21 "0103" "Tre"',
            '#OBJEKT 7 "4" "Anna A"',
            '#OIB 0 1930 {1 "10"} 5.00',
            '#OUB 0 1930 {1 "10"} 5.00',
        )
    ),
    "several pairs": Fault(swap("{}", '{"1" "10" "6" "P 1" 7 "456"}')),
    "pairs with empty objects": Fault(swap("{}", '{"1" "" "6" ""}')),
    "empty texts in lists": Fault(swap("{}", "{ }")),
    "lists of nothing but quotes": Fault(swap("{}", '{"" ""}')),
    "month per object": Fault(
        after("SRU", '#PSALDO 0 202501 3041 {1 "10"} 5.00', '#PBUDGET 0 202501 3041 {6 "P"} 5.00'),
        codes=("objects_ignored",),
    ),
    "lists left out": Fault(swap(" {} ", " "), codes=("object_list_missing",)),
    "labels in small letters": Fault(
        lambda text: re.sub(r"(?m)^#[A-Z]+", lambda m: m[0].lower(), text),
        codes=("lower_case_label",),
    ),
    "Ctrl-Z": Fault(lambda text: text + "\x1a", codes=("control_characters",)),
    "zeros at the end": Fault(lambda text: text + "\x00" * 500, codes=("control_characters",)),
    "words at the end": Fault(lambda text: text + "Slut på filen\n", codes=("not_a_record",)),
    "comments": Fault(
        lambda text: "; skapad av oss\n* en rad till\n" + text, codes=("not_a_record",)
    ),
    "blank lines": Fault(swap("\n", "\n\n")),
    "blank lines with spaces": Fault(swap("\n", "\n \t \n")),
    "spaces at the ends": Fault(swap("\n", "  \t\n")),
    "tabs": Fault(swap(" {} ", "\t{}\t")),
    "records before the flag": Fault(lambda text: '#PROSA "Hej"\n' + text),
    "flag set": Fault(swap("#FLAGGA 0", "#FLAGGA 1"), codes=("flag_set",)),
    "account twice": Fault(
        after("SRU", '#KONTO 1930 "Banken"', '#KONTO 1930 "Banken"'), codes=("repeated_account",)
    ),
    "accounts not declared": Fault(
        lambda text: re.sub(r"(?m)^#KONTO [345678].*\n", "", text),
        codes=("undeclared_account",),
        changes=(
            (
                "accounts",
                sum(line.startswith(("#KONTO 1", "#KONTO 2")) for line in TEXT.split("\n")),
            ),
        ),
    ),
    "no accounts": Fault(
        lambda text: re.sub(r"(?m)^#KONTO.*\n", "", text), changes=(("accounts", 0),)
    ),
    "voucher twice": Fault(
        lambda text: text + BLOCK,
        codes=("duplicate_voucher",),
        twice=LAST.rows,
        changes=(("vouchers", GOOD.vouchers + 1), ("postings", GOOD.postings + len(LAST.rows))),
    ),
    "a row lost": Fault(
        swap(f"{ROWS[-1]}\n}}\n", "}\n"),
        codes=("unbalanced_voucher",),
        without=LAST.rows[-1:],
        changes=(("postings", GOOD.postings - 1),),
    ),
    "file cut off": Fault(
        swap(f"{ROWS[-1]}\n}}\n", ""),
        codes=("block_not_closed",),
        without=LAST.rows[-1:],
        changes=(("postings", GOOD.postings - 1),),
    ),
    "voucher next year": Fault(
        swap(HEADS[-1], HEADS[-1].replace("2025", "2026")), codes=("voucher_outside_year",)
    ),
    "row next year": Fault(
        swap(ROWS[-1], ROWS[-1].replace(f"{LAST.day:%Y%m%d}", "20260105")),
        codes=("row_outside_year",),
    ),
    "a row that is no amount": Fault(
        swap(ROWS[-1], "#TRANS 1930 {} tusen"),
        codes=("unreadable_amount",),
        without=LAST.rows[-1:],
    ),
    "negative zero": Fault(
        swap(ROWS[-1], f"{ROWS[-1]}\n#TRANS 1930 {{}} -0.00"),
        codes=("negative_zero",),
        changes=(("postings", GOOD.postings + 1),),
    ),
    "unknown labels": Fault(swap(ROWS[-1], f"{ROWS[-1]}\n#MOMSKOD 05"), codes=("unknown_label",)),
    "fields too many": Fault(swap(ROWS[-1], f'{ROWS[-1]} 1 "ÅÖ" extra'), codes=("extra_fields",)),
    "ends of two kinds": Fault(lambda text: text.replace("\n", "\r\n", 20)),
    "ends doubled": Fault(swap("\n", "\r\r\n")),
    "only CR": Fault(swap("\n", "\r")),
    "UTF-8": Fault(
        data=encoded("utf-8"), codes=("format_untrue",), changes=(("encoding", "utf-8"),)
    ),
    "UTF-8 with mark": Fault(
        data=encoded("utf-8-sig"), codes=("format_untrue",), changes=(("encoding", "utf-8-sig"),)
    ),
    "ANSI": Fault(
        data=encoded("cp1252"), codes=("format_untrue",), changes=(("encoding", "cp1252"),)
    ),
    "UTF-16": Fault(
        data=encoded("utf-16"), codes=("format_untrue",), changes=(("encoding", "utf-16"),)
    ),
    "UTF-16 without mark": Fault(
        data=encoded("utf-16-le"), codes=("format_untrue",), changes=(("encoding", "utf-16"),)
    ),
    "437 read as Latin-1": Fault(
        data=misread("cp437", "latin-1"),
        codes=("format_untrue", "letters_repaired"),
        changes=(("encoding", "utf-8"), ASK),
    ),
    "UTF-8 read as Latin-1": Fault(
        data=misread("utf-8", "latin-1"),
        codes=("format_untrue", "letters_repaired"),
        changes=(("encoding", "utf-8"), ASK),
    ),
    "UTF-8 read as 437": Fault(
        data=misread("utf-8", "cp437"),
        codes=("format_untrue", "letters_repaired"),
        changes=(("encoding", "utf-8"), ASK),
    ),
    "1252 read as 437": Fault(
        data=misread("cp1252", "cp437"),
        codes=("format_untrue", "letters_repaired"),
        changes=(("encoding", "utf-8"), ASK),
    ),
    "letters lost": Fault(
        swap("Kaffe", "Kaff\ufffd") if "Kaffe" in TEXT else lambda text: text + '#PROSA "\ufffd"\n',
        data=encoded("utf-8"),
        codes=("format_untrue", "letters_lost"),
        changes=(("encoding", "utf-8"), ASK),
    ),
    "two encodings": Fault(
        data=lambda text: text.encode("cp437").replace(b"\\B1", b"\\F\xf6r"),
        codes=("mixed_encoding",),
    ),
    "only ASCII": Fault(
        lambda text: text.translate(str.maketrans("åäöÅÄÖé", "aaoAAOe")),
        changes=(
            ("encoding", "ascii"),
            ("company", COMPANY.translate(str.maketrans("åäöÅÄÖé", "aaoAAOe"))),
        ),
    ),
    "foreign currency": Fault(
        after("FNAMN", "#VALUTA EUR"), codes=("foreign_currency",), changes=(REFUSE,)
    ),
    "own currency": Fault(after("FNAMN", "#VALUTA SEK")),
    "no organisation number": Fault(
        swap("#ORGNR 559999-0010", '#ORGNR ""'),
        codes=("org_number_missing", "-org_number_check_digit"),
        changes=(ASK, ("org_number", "")),
    ),
    "two names": Fault(
        after("FNAMN", '#FNAMN "Ett annat"'), codes=("several_names",), changes=(ASK,)
    ),
    "checksum begun": Fault(
        swap("#FLAGGA 0", "#FLAGGA 0\n#KSUMMA"), codes=("checksum_unfinished",), changes=(REFUSE,)
    ),
    "checksum wrong": Fault(
        lambda text: text.replace("#FLAGGA 0", "#FLAGGA 0\n#KSUMMA") + "#KSUMMA 12345\n",
        codes=("checksum_mismatch",),
    ),
    "no fiscal year": Fault(
        lambda text: re.sub(r"(?m)^#RAR.*\n", "", text) + "#IB 0 1930 0\n",
        codes=("no_fiscal_year",),
        changes=(ASK, ("years", (NO_YEAR,))),
    ),
    "year of 20 months": Fault(
        swap("#RAR 0 20250101", "#RAR 0 20240501"),
        codes=("no_fiscal_year",),
        changes=(ASK, ("years", (("2024-05-01", *YEAR[1:]), BEFORE))),
    ),
    "results that are all zero": Fault(
        after("SRU", "#RES 0 3041 0.00", "#RES 0 4010 0"), codes=("result_differs_from_rows",)
    ),
    "months too": Fault(after("SRU", "#PSALDO 0 202503 3041 {} 777.00")),
    "account and month in the wrong order": Fault(
        after("SRU", "#PBUDGET 0 3041 202503 {} 777.00"), codes=("period_account_swapped",)
    ),
    "quoted labels' values": Fault(swap("#SIETYP 4", '#SIETYP "4"')),
    "type left out": Fault(swap("#SIETYP 4\n", ""), codes=("missing_record",)),
}


def faulty() -> Iterator[tuple[str, bytes, Expected]]:
    """Every faulty file."""
    for name, fault in FAULTS.items():
        sums = BOOKS.sums()
        for row in fault.without:
            sums[row.account] -= row.ore
        for row in fault.twice:
            sums[row.account] += row.ore
        year = (*YEAR[:2], by_class(dict(sums)), YEAR[3])
        gone = {code[1:] for code in fault.codes if code.startswith("-")}
        codes = (GOOD.codes | set(fault.codes)) - gone - {f"-{code}" for code in gone}
        wanted = replace(GOOD, years=(year, BEFORE), codes=frozenset(codes))
        yield name, fault.data(fault.text(TEXT)), replace(wanted, **dict(fault.changes))  # type: ignore[arg-type] # names of its fields
