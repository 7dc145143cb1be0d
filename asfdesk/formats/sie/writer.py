"""Writing a SIE file: code page 437, CRLF, the order of groups of the format (sie.md §1.3).

Reading what was written gives the same value, apart from lines and issues.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieType
from asfdesk.formats.sie.checksum import LABEL, checksum
from asfdesk.formats.sie.records import COST_CENTRE, PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from asfdesk.domain.books.sie import PeriodAmount, SieFile, SieRow, SieVoucher
    from asfdesk.domain.period import Month

_BARE = re.compile(r"[0-9A-Za-zÅÄÖåäö._-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_OWN_CURRENCY = "SEK"
_SIMILAR = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "”": '"',
        "“": '"',
        "…": "...",
        "\u202f": " ",
        "€": "EUR",
    }
)
"""What code page 437 lacks and what is put in its place; the rest becomes a question mark."""


def write(file: SieFile, *, with_checksum: bool = False) -> bytes:
    """The bytes of a file of type 1-4.

    Args:
        file: what to write; its type decides #SIETYP, what it holds decides the rest.
        with_checksum: also write #KSUMMA.

    Raises:
        ValueError: the value is of type 5 or of none.
    """
    if file.sie_type is None or file.sie_type is SieType.XML:
        raise ValueError(file.sie_type)
    lines = [_known(line) for line in _content(file, file.sie_type)]
    if with_checksum:
        lines = [LABEL, *lines, f"{LABEL} {checksum(lines)}"]
    return "".join(f"{line}\r\n" for line in ("#FLAGGA 0", *lines)).encode("cp437")


def _known(line: str) -> str:
    """The line with nothing in it that the code page lacks."""
    if line.isascii():
        return line
    return line.translate(_SIMILAR).encode("cp437", errors="replace").decode("cp437")


def _content(file: SieFile, sie_type: SieType) -> Iterator[str]:
    yield from _header(file, sie_type)
    yield from _chart(file)
    yield from _balances("#IB", file.opening)
    yield from _balances("#UB", file.closing)
    yield from _balances("#RES", file.results)
    yield from _period_amounts("#PSALDO", file.period_balances)
    yield from _period_amounts("#PBUDGET", file.budget)
    for voucher in file.vouchers:
        yield from _voucher(voucher)


def _header(file: SieFile, sie_type: SieType) -> Iterator[str]:
    name, _, version = file.program.rpartition(" ")
    yield f"#PROGRAM {_text(name or version)} {_text(version if name else '')}"
    yield "#FORMAT PC8"
    if file.generated_on:
        yield f"#GEN {_day(file.generated_on)}"
    yield f"#SIETYP {sie_type.value[0]}"
    if file.org_number:
        yield _joined("#ORGNR", _field(file.org_number), _field(file.org_sub))
    if file.company:
        yield f"#FNAMN {_text(file.company)}"
    for year in file.fiscal_years:
        yield _joined("#RAR", str(year.index), _day(year.first), _day(year.last))
    if file.covered_to:
        yield f"#OMFATTN {_day(file.covered_to)}"
    if file.currency != _OWN_CURRENCY:
        yield f"#VALUTA {_field(file.currency)}"


def _chart(file: SieFile) -> Iterator[str]:
    for number, name in file.accounts.items():
        yield f"#KONTO {_field(number)} {_text(name)}"
    for dimension, objects in ((COST_CENTRE, file.cost_centres), (PROJECT, file.projects)):
        for code, name in objects.items():
            yield f"#OBJEKT {dimension} {_text(code)} {_text(name)}"


def _balances(label: str, balances: Mapping[int, Mapping[str, int]]) -> Iterator[str]:
    for index, by_account in balances.items():
        for account, ore in by_account.items():
            yield f"{label} {index} {_field(account)} {kronor(ore)}"


def _period_amounts(label: str, amounts: tuple[PeriodAmount, ...]) -> Iterator[str]:
    for amount in amounts:
        key = f"{amount.year} {_month(amount.month)} {_field(amount.account)}"
        yield f"{label} {key} {{}} {kronor(amount.amount_ore)}"


def _voucher(voucher: SieVoucher) -> Iterator[str]:
    text = _text(voucher.text) if voucher.text else '""'
    key = f"{_field(voucher.series)} {_field(voucher.number)}"
    yield _joined("#VER", key, _day(voucher.day), text)
    yield "{"
    for row in voucher.rows:
        yield _row(row)
    yield "}"


def _row(row: SieRow) -> str:
    pairs = ((COST_CENTRE, row.cost_centre), (PROJECT, row.project))
    objects = " ".join(f"{dimension} {_text(code)}" for dimension, code in pairs if code)
    text = _text(row.text) if row.text else '""'
    amount = kronor(row.amount_ore)
    return _joined("#TRANS", _field(row.account), f"{{{objects}}}", amount, _day(row.day), text)


def _joined(*fields: str) -> str:
    """Fields with a space between them; empty ones at the end are left out."""
    found = list(fields)
    while found[-1] == '""':
        found.pop()
    return " ".join(found)


def _field(text: str) -> str:
    """A code: in quotes only when it must be."""
    return text if _BARE.fullmatch(text) else _text(text)


def _text(text: str) -> str:
    """A text in quotes. A backslash must not stand before the closing quote: a space parts them."""
    plain = _CONTROL.sub(" ", text).replace('"', '\\"')
    return f'"{plain} "' if plain.endswith("\\") else f'"{plain}"'


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else '""'


def _month(month: Month) -> str:
    return f"{month.year:04d}{month.number:02d}"


def kronor(ore: int) -> str:
    """Öre as kronor with a point and two decimals; zero has no sign."""
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"
