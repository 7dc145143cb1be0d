"""What is checked once everything is read: header, year, vouchers (sie.md §5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieType
from asfdesk.domain.books.sie_issues import Code
from asfdesk.domain.people.identity import luhn_digit
from asfdesk.domain.period import MAX_FISCAL_MONTHS, MONTHS_IN_YEAR
from asfdesk.formats.sie.crosschecks import BAS, INTERNAL, cross_check
from asfdesk.formats.sie.org_number import normal_org_number
from asfdesk.formats.sie.voucher_checks import check_vouchers

if TYPE_CHECKING:
    from asfdesk.domain.books.sie import SieYear
    from asfdesk.formats.sie.state import State

_OWN_CURRENCY = "SEK"
_FORMAT = "PC8"
_MANDATORY = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN")
_AMOUNTS = ("#IB", "#UB", "#RES", "#TRANS", "#PSALDO", "#PBUDGET")
_BALANCES = ("#IB", "#UB", "#RES")
_SHOWN = 10
_PART_YEAR_DAYS = 31


def check(state: State) -> None:
    """Note everything that concerns the file as a whole."""
    state.sie_type = _sie_type(state)
    _check_header(state)
    _check_org_number(state)
    _check_years(state)
    if not any(state.labels[label] for label in _AMOUNTS):
        entry = state.sie_type is SieType.XML and state.is_entry
        state.log.add(Code.ENTRY_WITHOUT_AMOUNTS if entry else Code.NO_AMOUNTS)
        return
    if state.sie_type is SieType.PRE_SYSTEM or state.is_entry:
        state.log.add(Code.PRE_SYSTEM_FILE)
    check_vouchers(state)
    cross_check(state)
    _check_accounts(state)
    _check_coverage(state)


def _sie_type(state: State) -> SieType:
    """The type; 4E has balances or a year, 4I has neither (§1.2)."""
    if state.sie_type is SieType.XML:
        return SieType.XML
    declared = state.declared_type
    if declared in ("1", "2", "3") and not state.labels["#VER"]:
        return SieType(declared)
    if not state.labels["#VER"] and declared != "4":
        return SieType.PERIOD_BALANCES if state.labels["#PSALDO"] else SieType.YEAR_BALANCES
    balances = any(state.labels[label] for label in _BALANCES)
    year = state.years.get(0)
    numbered = any(voucher.number for voucher in state.vouchers) or not state.vouchers
    if balances or (year is not None and year.usable and numbered):
        return SieType.VOUCHERS
    return SieType.PRE_SYSTEM


def _check_header(state: State) -> None:
    log = state.log
    missing = [label for label in _MANDATORY if not state.labels[label]]
    if missing and state.sie_type is not SieType.XML:
        log.add(Code.MISSING_RECORD, None, labels=", ".join(missing))
    if state.format_name.upper() == _FORMAT and state.encoding not in ("cp437", "ascii"):
        log.add(Code.FORMAT_UNTRUE, None, encoding=state.encoding)
    if len(set(filter(None, state.names))) > 1:
        log.add(Code.SEVERAL_NAMES, None, names=", ".join(dict.fromkeys(state.names)))
    if state.currency and state.currency != _OWN_CURRENCY:
        log.add(Code.FOREIGN_CURRENCY, None, currency=state.currency[:10])


def _check_org_number(state: State) -> None:
    """Missing is asked about; an unusual form or a wrong check digit is a note (decisions B1)."""
    log = state.log
    found = list(dict.fromkeys(filter(None, state.org_numbers)))
    normal = {normal_org_number(text) for text in found}
    if not any(normal):
        log.add(Code.ORG_NUMBER_MISSING)
        return
    if len(normal) > 1:
        log.add(Code.SEVERAL_ORG_NUMBERS, None, numbers=", ".join(found))
    first = normal_org_number(found[0])
    if first is None or found[0] != f"{first[:6]}-{first[6:]}":
        log.add(Code.ORG_NUMBER_FORMAT)
    if first is not None and luhn_digit(first[:9]) != int(first[9]):
        log.add(Code.ORG_NUMBER_CHECK_DIGIT)


def _check_years(state: State) -> None:
    """Year 0 must be usable and 1-18 months; an older one is only noted (decisions A18)."""
    log = state.log
    year = state.years.get(0)
    for index, older in state.years.items():
        if index < 0 and _months(older) > MAX_FISCAL_MONTHS:
            log.add(Code.YEAR_TOO_LONG, None, year=str(index), months=_months(older))
    if year is None or not year.usable or _months(year) > MAX_FISCAL_MONTHS:
        log.add(Code.NO_FISCAL_YEAR)
        return
    if year.first and year.last and not _is_calendar_year(year):
        log.add(Code.ODD_YEAR, None, first=str(year.first), last=str(year.last))


def _months(year: SieYear) -> int:
    """How many calendar months a year touches; 0 without dates."""
    if year.first is None or year.last is None:
        return 0
    whole = (year.last.year - year.first.year) * MONTHS_IN_YEAR
    return whole + year.last.month - year.first.month + 1


def _is_calendar_year(year: SieYear) -> bool:
    first, last = year.first, year.last
    return bool(
        first
        and last
        and first.year == last.year
        and (first.month, first.day) == (1, 1)
        and (last.month, last.day) == (MONTHS_IN_YEAR, 31)
    )


def _check_accounts(state: State) -> None:
    """Accounts used but not declared, unusually long ones, class 9."""
    log = state.log
    used = dict(state.first_use)
    if state.declared:
        unknown = sorted(set(used) - state.declared)
        if unknown:
            shown = ", ".join(unknown[:_SHOWN])
            line = min(used[number] for number in unknown)
            log.add(Code.UNDECLARED_ACCOUNT, line, count=len(unknown), accounts=shown)
    long = sorted(number for number in used if len(number) > BAS and number.isdigit())
    if long:
        shown = ", ".join(number[:20] for number in long[:_SHOWN])
        log.add(Code.LONG_ACCOUNT, used[long[0]], count=len(long), accounts=shown)
    internal = [number for number in used if number.startswith(INTERNAL)]
    if internal:
        log.add(Code.INTERNAL_ACCOUNTS, min(used[number] for number in internal))


def _check_coverage(state: State) -> None:
    """Whether the file covers the whole year, and by month."""
    log, labels = state.log, state.labels
    if not labels["#TRANS"] and not labels["#PSALDO"] and labels["#RES"]:
        log.add(Code.ONLY_YEAR_TOTALS)
    year = state.years.get(0)
    if year is None or not year.usable or year.last is None:
        return
    days = {voucher[2] for voucher in state.vouchers if voucher[5]}
    reached = state.covered_to or max(filter(None, days), default=None)
    if reached is not None and (year.last - reached).days >= _PART_YEAR_DAYS:
        log.add(Code.PART_YEAR, None, covered_to=str(reached), last=str(year.last))
