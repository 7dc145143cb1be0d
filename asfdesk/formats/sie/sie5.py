"""SIE 5, the XML format (sie.md §1.10): streamed, by local names, without DTD or entities.

Only what a year's comparison needs is taken: accounts, balances without objects, journals.
Rows with an Overstrike are struck and do not count. Extension types are passed over.
"""

from __future__ import annotations

import calendar
import io
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from asfdesk.domain.sie import SieFile, SieRow, SieType, SieVoucher, SieYear
from asfdesk.domain.sie_issues import Code
from asfdesk.formats.sie.amounts import parse_amount, parse_day, parse_month
from asfdesk.formats.sie.checks import check
from asfdesk.formats.sie.finish import finished
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


def read_xml(data: bytes, log: IssueLog) -> SieFile:
    """Read a SIE 5 file; never raises on content."""
    upper = data.replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in upper or b"<!ENTITY" in upper:
        log.add(Code.XML_ENTITIES)
        return SieFile(issues=log.issues(), issue_totals=log.totals())
    state = State(log, encoding=_encoding(data))
    reader = _XmlReader(state)
    try:
        known = reader.read(data)
    except (ET.ParseError, LookupError, ValueError):
        log.add(Code.XML_BROKEN)
        known = reader.known
    if not known:
        if not log.refused:
            log.add(Code.XML_OTHER)
        return SieFile(issues=log.issues(), issue_totals=log.totals())
    state.sie_type = SieType.XML
    reader.settle()
    check(state)
    return finished(state, data.count(b"\n") + 1)


def _encoding(data: bytes) -> str:
    """What the mark or the XML declaration says; UTF-8 when neither does."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:200].lower()
    start = head.find(b"encoding=")
    if start < 0 or b"?>" not in head[start:]:
        return "utf-8"
    return (
        head[start + len(b"encoding=") :].split(b"?>")[0].strip(b" \"'").decode("ascii", "replace")
    )


def _local(element: ET.Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (child for child in element if _local(child) == name)


class _XmlReader:
    """Takes elements in as they end, and lets them go again."""

    def __init__(self, state: State) -> None:
        self.known = False
        self._state = state
        self._years: list[tuple[date | None, date | None, bool, str]] = []
        self._balances: list[tuple[str, str, str, int]] = []
        self._types: dict[str, str] = {}
        self._journal = ""
        self._handlers: dict[str, Callable[[ET.Element], None]] = {
            "SoftwareProduct": self._product,
            "FileCreation": self._creation,
            "Company": self._company,
            "FiscalYear": self._year,
            "AccountingCurrency": self._currency,
            "Account": self._account,
            "Dimension": self._dimension,
            "JournalEntry": self._entry,
        }

    def read(self, data: bytes) -> bool:
        """Stream through the file; gives whether the root is one of SIE's."""
        root: ET.Element | None = None
        path: list[ET.Element] = []
        events = ET.iterparse(io.BytesIO(data), events=("start", "end"))  # noqa: S314 - no entities, see read_xml
        for event, element in events:
            if event == "start":
                if root is None:
                    root = element
                    self.known = _local(root) in _ROOTS
                    self._state.is_entry = _local(root) == "SieEntry"
                    if not self.known:
                        return False
                if _local(element) == "Journal":
                    self._journal = element.get("id", "")
                path.append(element)
                continue
            path.pop()
            handler = self._handlers.get(_local(element))
            if handler:
                handler(element)
            if handler or len(path) == 1:
                element.clear()
        return self.known

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
                    self._state.log.add(Code.BAD_BALANCE, None, label=kind, account=number[:20])
                else:
                    self._balances.append((kind, number, child.get("month", ""), ore))

    def _dimension(self, element: ET.Element) -> None:
        names = {COST_CENTRE: self._state.cost_centres, PROJECT: self._state.projects}
        kept = names.get(element.get("id", ""))
        if kept is not None:
            for child in _children(element, "Object"):
                kept[child.get("id", "")] = child.get("name", "")

    def _entry(self, element: ET.Element) -> None:
        """A voucher; rows that are struck are counted and left."""
        state = self._state
        rows: list[SieRow] = []
        fault: Code | None = None
        named = {"series": self._journal[:20], "number": element.get("id", "")[:20]}
        for child in _children(element, "LedgerEntry"):
            if any(True for _ in _children(child, "Overstrike")):
                state.labels["#BTRANS"] += 1
                continue
            state.labels["#TRANS"] += 1
            row = _row(child)
            if row is None:
                fault = Code.BAD_AMOUNT
                account = child.get("accountId", "")[:20]
                state.log.add(fault, None, account=account, text=child.get("amount", "")[:40])
            else:
                rows.append(row)
        state.labels["#VER"] += 1
        day = _iso_day(element.get("journalDate", ""))
        if day is None:
            fault = Code.BAD_VOUCHER_DATE
            text = element.get("journalDate", "")[:20]
            state.log.add(fault, None, **named, text=text)
        difference = sum(row.amount_ore for row in rows)
        if fault is None and difference:
            fault = Code.UNBALANCED
            state.log.add(fault, None, **named, difference_ore=difference)
        state.vouchers.append(
            SieVoucher(
                self._journal,
                element.get("id", ""),
                day,
                element.get("text", ""),
                0,
                tuple(rows),
                fault,
            )
        )

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


def _row(element: ET.Element) -> SieRow | None:
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
        element.get("text", ""),
        0,
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
