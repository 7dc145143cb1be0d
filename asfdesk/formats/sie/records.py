"""Every record but the vouchers: what each label's fields mean (sie.md §1.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import PeriodAmount, SieYear
from asfdesk.domain.books.sie_issues import Code
from asfdesk.formats.sie.amounts import number_like, parse_amount, parse_day, parse_month
from asfdesk.formats.sie.tokens import ObjectList

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.formats.sie.source import Record
    from asfdesk.formats.sie.state import Balances, State
    from asfdesk.formats.sie.tokens import Field

COST_CENTRE = "1"
PROJECT = "6"

_MOST_FIELDS = {
    "#FLAGGA": 1,
    "#PROGRAM": 2,
    "#FORMAT": 1,
    "#GEN": 2,
    "#SIETYP": 1,
    "#FTYP": 1,
    "#FNR": 1,
    "#ORGNR": 3,
    "#BKOD": 1,
    "#ADRESS": 4,
    "#FNAMN": 1,
    "#RAR": 3,
    "#TAXAR": 1,
    "#OMFATTN": 1,
    "#KPTYP": 1,
    "#VALUTA": 1,
    "#KONTO": 2,
    "#KTYP": 2,
    "#ENHET": 2,
    "#SRU": 2,
    "#DIM": 2,
    "#UNDERDIM": 3,
    "#OBJEKT": 3,
    "#IB": 4,
    "#UB": 4,
    "#RES": 4,
    "#OIB": 5,
    "#OUB": 5,
    "#PSALDO": 6,
    "#PBUDGET": 6,
    "#PROSA": 1,
    "#KSUMMA": 1,
}

_PLAIN_PERIOD = re.compile(
    r"(#PSALDO|#PBUDGET)[ \t]+(0|-[1-9])[ \t]+([0-9]{6})[ \t]+([0-9]{1,10})[ \t]+"
    r"\{[ \t]*\}[ \t]+(-?[0-9]{1,13})\.([0-9]{2})[ \t]*"
)
PERIOD_LABELS = ("#PSALDO", "#PBUDGET")

KNOWN_LABELS = frozenset(_MOST_FIELDS) | {"#VER", "#TRANS", "#RTRANS", "#BTRANS"}


def take(state: State, record: Record) -> None:
    """Take a record in; unknown labels are counted and otherwise ignored (§7.1)."""
    most = _MOST_FIELDS.get(record.label)
    if most is None:
        state.unknown += 1
        state.log.tally(Code.UNKNOWN_LABEL, record.line, record.label[:20])
        return
    state.labels[record.label] += 1
    if len(record.values) > most and any(record.values[most:]):
        state.log.tally(Code.EXTRA_FIELDS, record.line)
    handler = _HANDLERS.get(record.label)
    if handler:
        handler(state, record)


def _flag(state: State, record: Record) -> None:
    if record.text(0) == "1":
        state.log.add(Code.FLAG_SET, record.line)


def _program(state: State, record: Record) -> None:
    state.program = f"{record.text(0)} {record.text(1)}".strip()


def _format(state: State, record: Record) -> None:
    state.format_name = record.text(0)


def _generated(state: State, record: Record) -> None:
    state.generated_on = _header_day(state, record)


def _covered(state: State, record: Record) -> None:
    state.covered_to = _header_day(state, record)


def _header_day(state: State, record: Record) -> date | None:
    day = parse_day(record.text(0))
    if day is None:
        state.log.add(
            Code.BAD_HEADER_DATE, record.line, label=record.label, text=number_like(record.text(0))
        )
    return day


def _type(state: State, record: Record) -> None:
    state.declared_type = record.text(0)[:1]


def _name(state: State, record: Record) -> None:
    state.names.append(_rest(record, 0))


def _org_number(state: State, record: Record) -> None:
    state.org_numbers.append(record.text(0))
    state.org_sub = state.org_sub or record.text(1)


def _currency(state: State, record: Record) -> None:
    state.currency = record.text(0).upper()


def _year(state: State, record: Record) -> None:
    index = _year_index(record.text(0))
    if index is None:
        state.log.add(Code.BAD_OLD_YEAR, record.line, text=number_like(record.text(0)))
        return
    year = SieYear(index, parse_day(record.text(1)), parse_day(record.text(2)))
    if index < 0 and not year.usable:
        state.log.add(Code.BAD_OLD_YEAR, record.line, text=str(index))
    known = state.years.get(index)
    if known is None or (year.usable and not known.usable):
        state.years[index] = year
    elif year.usable and year != known:
        first, last = (record.text(at)[:8] for at in (1, 2))
        state.log.add(Code.SEVERAL_YEARS, record.line, index=str(index), first=first, last=last)


def _year_index(text: str) -> int | None:
    """0, -1, -2 …; None for anything else."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 2:  # noqa: PLR2004 - 99 years
        return None
    return int(text) if text.startswith("-") or int(digits) == 0 else None


def _account(state: State, record: Record) -> None:
    number, name = record.text(0), _rest(record, 1)
    if number in state.declared:
        state.log.tally(Code.REPEATED_ACCOUNT, record.line, number[:20])
    state.declared.add(number)
    if not (number.isascii() and number.isdigit()):
        state.log.add(Code.BAD_ACCOUNT_NUMBER, record.line, account=number[:20])
    if number:
        state.accounts[number] = name


def _rest(record: Record, index: int) -> str:
    """The last text of a record, with what broken quotes have torn off it (row 4)."""
    parts = [value for value in record.values[index:] if isinstance(value, str)]
    torn = len(parts) > 1 and '"' in "".join(parts)
    if torn:
        return " ".join(parts).strip(' "')
    return parts[0].strip() if parts else ""


def _object(state: State, record: Record) -> None:
    """Only cost centres and projects; employees, customers and suppliers are not kept (§5.1)."""
    kept = {COST_CENTRE: state.cost_centres, PROJECT: state.projects}.get(record.text(0))
    if kept is not None and record.text(1):
        kept[record.text(1)] = _rest(record, 2)


def _opening(state: State, record: Record) -> None:
    _balance(state, record, state.opening)


def _closing(state: State, record: Record) -> None:
    _balance(state, record, state.closing)


def _result(state: State, record: Record) -> None:
    _balance(state, record, state.results)


def _balance(state: State, record: Record, balances: Balances) -> None:
    index, account = _year_index(record.text(0)), record.text(1)
    ore = read_amount(state, record, record.text(2))
    if index is None or ore is None or not account:
        state.log.add(Code.BAD_BALANCE, record.line, label=record.label, account=account[:20])
        return
    of_year = balances.setdefault(index, {})
    of_year[account] = of_year.get(account, 0) + ore
    state.first_use.setdefault(account, record.line)


def read_amount(state: State, record: Record, text: str) -> int | None:
    """An amount in öre with what is odd about it noted; None if it cannot be read."""
    amount = parse_amount(text)
    for code in amount.oddities:
        if code is Code.NEGATIVE_ZERO:
            state.log.tally(code, record.line)
        else:
            state.log.add(code, record.line, text=number_like(text), amount_ore=amount.ore or 0)
    return amount.ore


def _period_balance(state: State, record: Record) -> None:
    _period_amount(state, record, state.period_balances)


def _budget(state: State, record: Record) -> None:
    _period_amount(state, record, state.budget)


def _period_amount(state: State, record: Record, amounts: list[PeriodAmount]) -> None:
    """#PSALDO and #PBUDGET: those with objects are parts of those without, never added."""
    objects, rest = objects_and_rest(state, record, 3)
    if objects:
        state.log.tally(Code.OBJECTS_IGNORED, record.line)
        return
    index = _year_index(record.text(0))
    period, account = record.text(1), record.text(2)
    if parse_month(period) is None and parse_month(account) is not None:
        period, account = account, period
        state.log.tally(Code.PERIOD_ACCOUNT_SWAPPED, record.line)
    month = parse_month(period)
    text = rest[0] if rest and isinstance(rest[0], str) else ""
    ore = read_amount(state, record, text.strip())
    if index is None or month is None or ore is None or not account:
        state.log.add(Code.BAD_BALANCE, record.line, label=record.label, account=account[:20])
        return
    amounts.append(PeriodAmount(index, month, account, ore, record.line))
    state.first_use.setdefault(account, record.line)


def take_plain_period(state: State, line: str, number: int) -> bool:
    """Take in a #PSALDO or #PBUDGET that is written as it should be; False for any other line."""
    match = _PLAIN_PERIOD.fullmatch(line)
    if match is None:
        return False
    label, index, period, account, kronor, decimals = match.groups()
    month, ore = parse_month(period), int(kronor + decimals)
    if month is None or (ore == 0 and kronor[0] == "-"):
        return False
    amounts = state.period_balances if label == "#PSALDO" else state.budget
    amounts.append(PeriodAmount(int(index), month, account, ore, number))
    state.labels[label] += 1
    state.first_use.setdefault(account, number)
    return True


def objects_and_rest(state: State, record: Record, at: int) -> tuple[ObjectList, list[Field]]:
    """The object list that should stand at `at`, and the fields after it (rows 15, 16)."""
    rest = list(record.values[at:])
    if rest and isinstance(rest[0], ObjectList):
        return rest[0], rest[1:]
    if rest[:1] == ["{"]:
        state.log.add(Code.OBJECT_LIST_BROKEN, record.line)
        return ObjectList(), rest
    state.log.tally(Code.OBJECT_LIST_MISSING, record.line, record.label)
    return ObjectList(), rest[1:] if rest and not rest[0] else rest


_HANDLERS: dict[str, Callable[[State, Record], None]] = {
    "#FLAGGA": _flag,
    "#PROGRAM": _program,
    "#FORMAT": _format,
    "#GEN": _generated,
    "#SIETYP": _type,
    "#FNAMN": _name,
    "#ORGNR": _org_number,
    "#VALUTA": _currency,
    "#RAR": _year,
    "#OMFATTN": _covered,
    "#KONTO": _account,
    "#OBJEKT": _object,
    "#IB": _opening,
    "#UB": _closing,
    "#RES": _result,
    "#PSALDO": _period_balance,
    "#PBUDGET": _budget,
}
