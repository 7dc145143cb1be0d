"""More than a hundred files as programs write them, each with what `inspect` must say of it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from tests.vendor_books import CENTRES, CHART, RESULT, by_class, kronor, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.vendor_books import Books, Row, Voucher

COMPANY = "Björkö Återbruk & Café"
ORG_NUMBER = "559999-0010"


def plain(ore: int) -> str:
    """-1234.50."""
    return kronor(ore)


def short(ore: int) -> str:
    """-1234.5, or 1234 without decimals."""
    text = kronor(ore)
    return text.rstrip("0").rstrip(".")


def comma(ore: int) -> str:
    """-1234,50."""
    return kronor(ore).replace(".", ",")


@dataclass(frozen=True)
class Style:
    """How a program writes.

    Attributes:
        quotes: which fields it puts between quotes: "needed", "texts" or "all".
        objects: writes cost centres on its rows and balances.
        tail: fields after a row's amount, by how many: date, text, quantity, signature.
        braces: "own" line, "same" line as #VER, "none", "unopened".
        empty: how it writes an object list without objects.
        kinds: which of the types 1, 2, 3, 4E, 4I it can export.
        head, body: lines of its own.
        codes: what the reader must say because of the style.
    """

    program: str
    version: str = "1.0"
    encoding: str = "cp437"
    eol: str = "\r\n"
    gap: str = " "
    indent: str = ""
    quotes: str = "texts"
    amount: Callable[[int], str] = plain
    upper: bool = True
    objects: bool = False
    tail: int = 0
    braces: str = "own"
    empty: str = "{}"
    balances: bool = True
    months: bool = False
    checksum: bool = False
    org_number: str = ORG_NUMBER
    numbered: bool = True
    series: bool = True
    first: date = date(2025, 1, 1)
    last: date = date(2025, 12, 31)
    kinds: str = "4E"
    head: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    end: bytes = b""
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Expected:
    """What `inspect --json` must give."""

    decision: str
    sie_type: str
    encoding: str
    program: str
    org_number: str
    years: tuple[tuple[str | None, str | None, dict[str, str] | None, str | None], ...]
    accounts: int
    vouchers: int
    postings: int
    codes: frozenset[str]
    company: str = COMPANY


@dataclass
class Writer:
    """Writes the lines of one file in a style."""

    style: Style
    books: Books
    kind: str
    lines: list[str] = field(default_factory=list)
    sums: bytes = b""

    def record(
        self, label: str, *fields: str | tuple[str, ...], texts: tuple[int, ...] = ()
    ) -> None:
        """A record; a tuple is an object list, `texts` says which fields are texts."""
        style = self.style
        shown = [f"#{label if style.upper else label.lower()}"]
        for at, value in enumerate(fields):
            shown.append(
                self._objects(value)
                if isinstance(value, tuple)
                else self._field(value, at in texts)
            )
        self.lines.append(style.indent + style.gap.join(shown))
        parts = ["".join(value) if isinstance(value, tuple) else value for value in fields]
        self.sums += "".join((f"#{label}", *parts)).encode("cp437")

    def _field(self, value: str, is_text: bool) -> str:  # noqa: FBT001 - internal
        quotes = self.style.quotes
        bare = bool(value) and not set(value) & set(' \t"{}')
        if bare and (quotes == "needed" or (quotes == "texts" and not is_text)):
            return value
        return '"' + value.replace('"', '\\"') + '"'

    def _objects(self, pairs: tuple[str, ...]) -> str:
        if not pairs:
            return self.style.empty
        return "{" + " ".join(f'"{part}"' for part in pairs) + "}"

    def whole(self) -> bytes:
        """The file."""
        self._head()
        self.lines += self.style.head
        self._chart()
        if self.kind != "4I":
            self._balances()
        self.lines += self.style.body
        if self.kind.startswith("4"):
            for voucher in self.books.vouchers:
                self._voucher(voucher)
        if self.style.checksum:
            self.lines.append(self.style.gap.join(("#KSUMMA", str(zlib.crc32(self.sums)))))
        text = self.style.eol.join([*self.lines, ""])
        return text.encode(self.style.encoding) + self.style.end

    def _head(self) -> None:
        style, books = self.style, self.books
        self.record("FLAGGA", "0")
        if style.checksum:
            self.lines.append("#KSUMMA")
            self.sums = b""
        self.record("PROGRAM", style.program, style.version, texts=(0,))
        self.record("FORMAT", "PC8")
        self.record("GEN", "20260131", "Åsa Ö", texts=(1,))
        self.record("SIETYP", self.kind[0])
        self.record("FNR", "C:\\Bokföring\\B1", texts=(0,))
        self.record("ORGNR", style.org_number)
        self.record("ADRESS", "Åsa Ö", "Storgatan 1", "123 45 Björkö", "", texts=(0, 1, 2, 3))
        self.record("FNAMN", COMPANY, texts=(0,))
        if self.kind != "4I":
            self.record("RAR", "0", f"{books.first:%Y%m%d}", f"{books.last:%Y%m%d}")
            self.record("RAR", "-1", *(f"{day:%Y%m%d}" for day in books.before))
        if self.kind in "23":
            self.record("OMFATTN", f"{books.last:%Y%m%d}")
        self.record("KPTYP", "EUBAS97")

    def _chart(self) -> None:
        if self.kind == "4I":
            return
        for number, name in CHART.items():
            self.record("KONTO", number, name, texts=(1,))
            self.record("KTYP", number, "T" if number[0] == "1" else "K")
        self.record("SRU", "1930", "7281")
        if self.style.objects or self.kind == "3":
            self.record("DIM", "1", "Kostnadsställe", texts=(1,))
            for code, name in CENTRES.items():
                self.record("OBJEKT", "1", code, name, texts=(1, 2))

    def _balances(self) -> None:
        style, books = self.style, self.books
        sums = books.sums()
        if style.balances or self.kind in "123":
            for account, ore in books.opening.items():
                self.record("IB", "0", account, style.amount(ore))
            for account in CHART:
                closing = books.opening.get(account, 0) + sums[account]
                if account[0] in "12":
                    self.record("UB", "0", account, style.amount(closing))
                elif account in sums:
                    self.record("RES", "0", account, style.amount(sums[account]))
            for account, ore in books.previous.items():
                self.record("RES", "-1", account, style.amount(ore))
        if self.kind in "23" or (style.months and self.kind == "4E"):
            self._months(with_objects=self.kind == "3")

    def _months(self, *, with_objects: bool) -> None:
        amount = self.style.amount
        totals: dict[tuple[str, str], int] = {}
        for (month, account, centre), ore in self.books.months().items():
            totals[month, account] = totals.get((month, account), 0) + ore
            if with_objects and centre:
                self.record("PSALDO", "0", month, account, ("1", centre), amount(ore))
                self.record("OUB", "0", account, ("1", centre), amount(ore))
        for (month, account), ore in totals.items():
            self.record("PSALDO", "0", month, account, (), amount(ore), "0")
            if account in RESULT:
                self.record("PBUDGET", "0", month, account, (), amount(ore // 2))

    def _voucher(self, voucher: Voucher) -> None:
        style = self.style
        series = voucher.series if style.series else ""
        number = str(voucher.number) if style.numbered else ""
        day = f"{voucher.day:%Y%m%d}"
        self.record("VER", series, number, day, voucher.text, day, "Åsa", texts=(3, 5))
        if style.braces == "same":
            self.lines[-1] += " {"
        elif style.braces == "own":
            self.lines.append("{")
        elif style.braces == "unopened":
            self.lines.append("")
        for row in voucher.rows:
            self._row(voucher, row)
        if style.braces != "none":
            self.lines.append("}")

    def _row(self, voucher: Voucher, row: Row) -> None:
        pairs = ("1", row.centre) if self.style.objects and row.centre else ()
        tail = (f"{voucher.day:%Y%m%d}", voucher.text, "0", "Åsa")[: self.style.tail]
        amount = self.style.amount(row.ore)
        self.record("TRANS", row.account, pairs, amount, *tail, texts=(4, 6))


def books_of(style: Style, seed: int) -> Books:
    """The books that a program keeps; others for every program."""
    return make(seed, style.first, style.last)


def expected(style: Style, books: Books, kind: str) -> Expected:
    """What must be said of the books written in a style, added up from the books alone."""
    codes = {*style.codes, "org_number_check_digit"}
    has_rows = kind.startswith("4")
    entry = kind == "4I"
    if entry:
        codes |= {"pre_system_file", "no_fiscal_year"}
    if kind == "3":
        codes.add("objects_ignored")
    if kind == "1":
        codes.add("only_year_totals")
    if has_rows and not style.numbered:
        codes.add("voucher_without_number")
    if has_rows and not style.series and style.numbered:
        codes.add("duplicate_voucher")
    if style.encoding != "cp437":
        codes.add("format_untrue")
    year = (books.first.month, books.first.day, books.last.month, books.last.day)
    if year != (1, 1, 12, 31) or books.first.year != books.last.year:
        codes |= set() if entry else {"odd_year"}
    sums = dict(books.sums())
    own = (books.first.isoformat(), books.last.isoformat(), by_class(sums), "0.00")
    if entry:
        years: tuple[tuple[str | None, str | None, dict[str, str] | None, str | None], ...]
        years = ((None, None, by_class(sums), "0.00"),)
    else:
        first, last = (day.isoformat() for day in books.before)
        known = style.balances or not has_rows
        before = (by_class(books.previous), "0.00") if known else (None, None)
        years = (own, (first, last, *before))
    return Expected(
        decision="ask" if entry else "accept",
        sie_type=kind,
        encoding=style.encoding,
        program=f"{style.program} {style.version}",
        org_number=style.org_number,
        years=years,
        accounts=0 if entry else len(CHART),
        vouchers=len(books.vouchers) if has_rows else 0,
        postings=len(books.rows()) if has_rows else 0,
        codes=frozenset(codes),
    )


def files(styles: dict[str, Style]) -> Iterator[tuple[str, bytes, Expected]]:
    """Every file of every program."""
    for seed, (name, style) in enumerate(styles.items()):
        for kind in style.kinds.split():
            books = books_of(style, seed)
            data = Writer(replace(style), books, kind).whole()
            yield f"{name} {kind}", data, expected(style, books, kind)
