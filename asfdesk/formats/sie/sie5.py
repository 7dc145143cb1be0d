"""SIE 5, the XML format (sie.md §1.10): streamed, by local names, without DTD or entities.

Only what a year's comparison needs is taken: accounts, balances without objects, journals.
Rows with an Overstrike are struck and do not count. Extension types are passed over.
"""

from __future__ import annotations

import calendar
import codecs
import re
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from asfdesk.domain.books.sie import SieFile, SieRow, SieType, SieVoucher, SieYear
from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie.amounts import number_like, parse_amount, parse_day, parse_month
from asfdesk.formats.sie.checks import check
from asfdesk.formats.sie.finish import finished
from asfdesk.formats.sie.lines import MAX_LINE, MAX_LINES
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT
from asfdesk.formats.sie.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asfdesk.formats.sie.issue_log import IssueLog
    from asfdesk.formats.sie.state import Balances

_ROOTS = ("Sie", "SieEntry")
_BALANCE_TYPES = ("asset", "liability", "equity")
_RESULT_TYPES = ("cost", "income")
_BALANCE_CLASSES = "12"

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = 200
_CHUNK = 1_000_000
"""Bytes parsed at a time: few enough pieces that one enormous text is not read over and over."""

_DEEPEST = 100
_MOST_CHILDREN = 100_000
_KEPT = (
    "OpeningBalance",
    "ClosingBalance",
    "Object",
    "ObjectReference",
    "Overstrike",
)
"""Elements that the element around them looks at when it is whole."""


class _OtherRootError(Exception):
    """XML, but not SIE's."""


class _EntitiesError(Exception):
    """A document type, with whatever it declares."""


class _TooLargeError(Exception):
    """More elements, or deeper ones, than any SIE file has."""


def _no_document_type(*_: object) -> None:
    """The door to entities, which no SIE file has."""
    raise _EntitiesError


def read_xml(data: bytes, log: IssueLog) -> SieFile:
    """Read a SIE 5 file; never raises on content."""
    state = State(log, encoding=_encoding(data))
    reader = _XmlReader(state)
    try:
        reader.read(data)
    except _EntitiesError:
        log.add(Code.XML_ENTITIES, reader.at)
    except _OtherRootError:
        log.add(Code.XML_OTHER)
    except _TooLargeError:
        log.add(Code.TOO_MANY_LINES, reader.at, limit=MAX_LINES)
    except (expat.ExpatError, LookupError, ValueError):
        log.add(Code.XML_BROKEN, reader.at)
    if not reader.known or log.count(Code.XML_ENTITIES):
        return SieFile(issues=log.issues(), issue_totals=log.totals())
    state.sie_type = SieType.XML
    reader.settle()
    check(state)
    return finished(state, data.count(b"\n") + 1)


def _encoding(data: bytes) -> str:
    """What the mark or the XML declaration says; UTF-8 when neither does."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:2]:
        return "utf-16"
    found = _DECLARED.match(data[:_DECLARATION])
    return found[1].decode("ascii").lower() if found else "utf-8"


def _local(element: ET.Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (child for child in element if _local(child) == name)


class _XmlReader:
    """Takes elements in as they end (the target of a parser), and lets them go again."""

    def __init__(self, state: State) -> None:
        self.known = False
        self._state = state
        self._years: list[tuple[date | None, date | None, bool, str]] = []
        self._balances: list[tuple[str, str, str, int]] = []
        self._types: dict[str, str] = {}
        self._journal = ""
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._path: list[ET.Element] = []
        self._lines: list[int] = []
        self._line = self._elements = 0
        self._rows: list[SieRow] = []
        self._fault: Code | None = None
        self._handlers: dict[str, Callable[[ET.Element], None]] = {
            "SoftwareProduct": self._product,
            "FileCreation": self._creation,
            "Company": self._company,
            "FiscalYear": self._year,
            "AccountingCurrency": self._currency,
            "Account": self._account,
            "Dimension": self._dimension,
            "LedgerEntry": self._row,
            "JournalEntry": self._entry,
        }

    def read(self, data: bytes) -> None:
        """Stream through the file; no tree of it is built.

        Raises:
            expat.ExpatError: it is not well-formed.
            _TooLargeError: it is larger in some way than any SIE file.
            _OtherRootError: it is XML of another kind.
            _EntitiesError: it declares a document type.
        """
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _no_document_type
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)  # noqa: FBT003 - takes no names
        parser.Parse(b"", True)  # noqa: FBT003 - same

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; it is kept in the one around it only if that looks at it."""
        element = ET.Element(tag, attributes)
        name = _local(element)
        if not self._path:
            self.known = name in _ROOTS
            self._state.is_entry = name == "SieEntry"
            if not self.known:
                raise _OtherRootError
        elif name in _KEPT:
            self._path[-1].append(element)
            if len(self._path[-1]) > _MOST_CHILDREN:
                raise _TooLargeError
        if name == "Journal":
            self._journal = element.get("id", "")[:MAX_LINE]
        elif name == "JournalEntry":
            self._rows, self._fault = [], None
        self._path.append(element)
        self._lines.append(self._parser.CurrentLineNumber)
        self._elements += 1
        if len(self._path) > _DEEPEST or self._elements > MAX_LINES:
            raise _TooLargeError

    def _end(self, tag: str) -> None:
        """An element is whole: taken in, and let go."""
        element = self._path.pop()
        self._line = self._lines.pop()
        handler = self._handlers.get(tag.rpartition("}")[2])
        if handler:
            handler(element)

    @property
    def at(self) -> int:
        """The line that is being read."""
        return self._parser.CurrentLineNumber

    def _product(self, element: ET.Element) -> None:
        version = element.get("version") or element.get("verison") or ""
        self._state.program = f"{element.get('name', '')} {version}".strip()

    def _creation(self, element: ET.Element) -> None:
        self._state.generated_on = _iso_day(element.get("time", ""))

    def _company(self, element: ET.Element) -> None:
        self._state.names.append(element.get("name", "").strip())
        self._state.org_numbers.append(element.get("organizationId", "").strip())

    def _year(self, element: ET.Element) -> None:
        self._years.append(
            (
                _month_edge(element.get("start", ""), last=False),
                _month_edge(element.get("end", ""), last=True),
                element.get("primary", "") in ("true", "1"),
                element.get("lastCoveredDate", ""),
            )
        )

    def _currency(self, element: ET.Element) -> None:
        self._state.currency = element.get("currency", "").upper()

    def _account(self, element: ET.Element) -> None:
        number = element.get("id", "").strip()
        self._state.declared.add(number)
        self._state.accounts[number] = element.get("name", "").strip()
        self._types[number] = element.get("type", "")
        for child in element:
            kind = _local(child)
            plain = not any(True for _ in _children(child, "ObjectReference"))
            ore = parse_amount(child.get("amount", "")).ore
            if kind in ("OpeningBalance", "ClosingBalance") and plain:
                if ore is None:
                    self._state.log.add(
                        Code.BAD_BALANCE, self._line, label=kind, account=number[:20]
                    )
                else:
                    self._balances.append((kind, number, child.get("month", ""), ore))

    def _dimension(self, element: ET.Element) -> None:
        names = {COST_CENTRE: self._state.cost_centres, PROJECT: self._state.projects}
        kept = names.get(element.get("id", ""))
        if kept is not None:
            for child in _children(element, "Object"):
                kept[child.get("id", "")] = child.get("name", "")

    def _row(self, element: ET.Element) -> None:
        """A row; one that is struck is counted and left."""
        labels = self._state.labels
        if any(True for _ in _children(element, "Overstrike")):
            labels["#BTRANS"] += 1
            return
        labels["#TRANS"] += 1
        row = _row(element, self._line)
        if row is not None:
            self._rows.append(row)
            return
        self._fault = Code.BAD_AMOUNT
        account = element.get("accountId", "")[:20]
        self._state.log.add(
            Code.BAD_AMOUNT,
            self._line,
            account=account,
            text=number_like(element.get("amount", "")),
        )

    def _entry(self, element: ET.Element) -> None:
        """A voucher and the rows since it began."""
        state, fault = self._state, self._fault
        named = {"series": self._journal[:20], "number": element.get("id", "")[:20]}
        state.labels["#VER"] += 1
        day = _iso_day(element.get("journalDate", ""))
        if day is None:
            fault = Code.BAD_VOUCHER_DATE
            text = number_like(element.get("journalDate", ""))
            state.log.add(fault, self._line, **named, text=text)
        difference = sum(row.amount_ore for row in self._rows)
        if fault is None and difference:
            fault = Code.UNBALANCED
            state.log.add(fault, self._line, **named, difference_ore=difference)
        number, words = element.get("id", "")[:MAX_LINE], element.get("text", "")[:MAX_LINE]
        rows = tuple(self._rows)
        state.vouchers.append(
            SieVoucher(self._journal, number, day, words, self._line, rows, fault)
        )
        self._rows, self._fault = [], None

    def settle(self) -> None:
        """Number the years from the primary one, and put the balances into them."""
        state = self._state
        dated = sorted(
            (year for year in self._years if year[0] and year[1]),
            key=lambda year: (str(year[1]), str(year[0])),
        )
        primary = next((at for at, year in enumerate(dated) if year[2]), len(dated) - 1)
        for at, (first, last, _, covered) in enumerate(dated):
            state.years[at - primary] = SieYear(at - primary, first, last)
            if at == primary:
                state.covered_to = _iso_day(covered)
        for kind, account, month, ore in self._balances:
            self._settle_balance(kind, account, month, ore)

    def _settle_balance(self, kind: str, account: str, month: str, ore: int) -> None:
        """Into the year that the month lies in: #IB, or #UB or #RES by the account's type."""
        state = self._state
        day = _month_edge(month, last=False)
        index = next(
            (
                index
                for index, year in state.years.items()
                if day and year.first and year.last and year.first <= day <= year.last
            ),
            None,
        )
        if index is None:
            state.log.add(Code.BAD_BALANCE, None, label=kind, account=account[:20])
            return
        balances, label = self._target(kind, account)
        state.labels[label] += 1
        of_year = balances.setdefault(index, {})
        of_year[account] = of_year.get(account, 0) + ore

    def _target(self, kind: str, account: str) -> tuple[Balances, str]:
        state = self._state
        if kind == "OpeningBalance":
            return state.opening, "#IB"
        declared = self._types.get(account, "")
        by_class = account[:1] in _BALANCE_CLASSES
        if declared in _BALANCE_TYPES or (declared not in _RESULT_TYPES and by_class):
            return state.closing, "#UB"
        return state.results, "#RES"


def _row(element: ET.Element, line: int) -> SieRow | None:
    """A LedgerEntry; None when its amount cannot be read."""
    ore = parse_amount(element.get("amount", "")).ore
    account = element.get("accountId", "").strip()
    if ore is None or not (account.isascii() and account.isdigit()):
        return None
    objects = {
        child.get("dimId", ""): child.get("objectId", "")
        for child in _children(element, "ObjectReference")
    }
    return SieRow(
        account,
        ore,
        _iso_day(element.get("ledgerDate", "")),
        objects.get(COST_CENTRE, ""),
        objects.get(PROJECT, ""),
        element.get("text", "")[:MAX_LINE],
        line,
    )


def _iso_day(text: str) -> date | None:
    """The date of 2014-01-31, 2014-01-31+01:00 or 2014-01-31T12:00:00."""
    return parse_day(text.strip()[:10].replace("-", ""))


def _month_edge(text: str, *, last: bool) -> date | None:
    """The first or last day of 2014-01 (a day or time zone after it is left)."""
    month = parse_month(text.strip()[:7].replace("-", ""))
    if month is None:
        return None
    return (
        date(month.year, month.number, calendar.monthrange(month.year, month.number)[1])
        if last
        else month.first
    )
