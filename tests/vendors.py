"""The same small year as fifteen bookkeeping programs would export it (sie.md §4).

The vouchers and their sums are worked out by hand; what differs is how a program writes:
encoding, ends of lines, tabs, quotes, empty fields, extra records, which balances it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ORG_NUMBER = "559999-0010"
COMPANY = "Växthuset Café & Ö"
ACCOUNTS = {
    "1510": "Kundfordringar",
    "1930": "Företagskonto",
    "2440": "Leverantörsskulder",
    "2611": "Utgående moms",
    "2641": "Ingående moms",
    "2710": "Personalskatt",
    "3041": "Försäljning tjänster",
    "4010": "Inköp varor",
    "5010": "Lokalhyra",
    "6230": "Datakommunikation",
    "7010": "Löner",
    "8310": "Ränteintäkter",
}
VOUCHERS = (
    ("A", "1", "20260115", "Faktura", (("1510", 1250000), ("3041", -1000000), ("2611", -250000))),
    ("A", "2", "20260210", "Hyra", (("5010", 800000), ("2641", 200000), ("2440", -1000000))),
    ("L", "1", "20260225", "Lön", (("7010", 2000050), ("2710", -600000), ("1930", -1400050))),
    ("A", "3", "20260331", "Inköp", (("4010", 123456), ("1930", -123456))),
    ("A", "4", "20260331", "Ränta", (("1930", 1234), ("8310", -1234))),
    ("A", "5", "20260331", "Bredband", (("6230", 9999), ("1930", -9999))),
)
CLASSES = {
    "3": "-10000.00",
    "4": "1234.56",
    "5": "8000.00",
    "6": "99.99",
    "7": "20000.50",
    "8": "-12.34",
}
"""Sums of the vouchers above; all profiles must come to these."""


@dataclass(frozen=True)
class Profile:
    """How one program writes.

    Attributes:
        program: as #PROGRAM gives it.
        dates: on #TRANS rows, and a text.
        balances: #IB, #UB and #RES of year 0.
        psaldo: #PSALDO per month.
        amount: öre to text.
        rows: lines of its own after the head.
    """

    program: str
    encoding: str = "cp437"
    eol: str = "\r\n"
    gap: str = " "
    quote_all: bool = False
    braces_with_voucher: bool = False
    objects: str = "{}"
    dates: bool = False
    balances: bool = True
    psaldo: bool = False
    numbers: bool = True
    series: bool = True
    amount: Callable[[int], str] = lambda ore: f"{ore / 100:.2f}"
    org_number: str = ORG_NUMBER
    rows: tuple[str, ...] = ()
    corrections: bool = False
    lower: bool = False
    undeclared: bool = False
    end: bytes = b""


def _short(ore: int) -> str:
    """2000 rather than 2000.00, as older programs write."""
    return f"{ore / 100:.2f}".rstrip("0").rstrip(".")


def _comma(ore: int) -> str:
    return f"{ore / 100:.2f}".replace(".", ",")


PROFILES = {
    "Fortnox": Profile('"Fortnox" 3.60.16', dates=True, psaldo=True, corrections=True),
    "Visma eEkonomi": Profile('"Visma eEkonomi" 2.0', encoding="utf-8", dates=True),
    "Spiris": Profile('"Spiris Bokföring & Fakturering" 1.0', encoding="cp437", quote_all=True),
    "Visma Compact": Profile('"Visma Compact" 6.00', gap="\t"),
    "Bokio": Profile("Bokio 1.0", encoding="utf-8-sig", eol="\n", balances=False, dates=True),
    "Björn Lundén": Profile(
        '"BL Administration" 2026.1',
        eol="\n",
        org_number="5599990010",
        rows=("#OMFATTN 20260331", '#DIM 1 "Kostnadsställe"', '#OBJEKT 1 "Å1" "Café"'),
        objects='{1 "Å1"}',
    ),
    "SpeedLedger": Profile(
        "SpeedLedger 2.0",
        encoding="cp1252",
        rows=('#KONTO 9030 "Internt"', "#IB 0 9030 100.00", "#MOMSKOD 3041 05"),
    ),
    "e-conomic": Profile("e-conomic 1.0", series=False, amount=_short, eol="\n"),
    "Mamut": Profile('"Mamut Business" 12.2', gap="\t", quote_all=True, amount=_short),
    "Norstedts": Profile('"Norstedts Bokslut" 2026', gap="\t", psaldo=True, objects="{ }"),
    "SoftOne": Profile(
        '"SoftOne XE" 1.0', gap="\t", rows=("#FTYP AB extra", '#KPTYP "BAS2014" rest')
    ),
    "Dooer": Profile("Dooer 1.0", encoding="utf-8", eol="\n", lower=True, balances=False),
    "Edison": Profile("Edison 6.0", encoding="utf-16", quote_all=True, dates=True),
    "Hogia": Profile('"Hogia Small Office" 9', eol="\r", braces_with_voucher=True),
    "Kassabok": Profile("Kassabok 1", amount=_comma, undeclared=True, end=b"\x1a"),
}


def exported(name: str) -> bytes:
    """The year as the program of that name would write it."""
    profile = PROFILES[name]
    lines = [*_head(profile), *profile.rows, *_accounts(profile), *_balances(profile)]
    for voucher in VOUCHERS:
        lines += _voucher(profile, *voucher)
    text = profile.eol.join([*lines, ""])
    return text.encode(profile.encoding) + profile.end


def _line(profile: Profile, label: str, *fields: str) -> str:
    shown = f"#{label.lower() if profile.lower else label}"
    return profile.gap.join((shown, *(field for field in fields)))


def _text(profile: Profile, text: str) -> str:
    return f'"{text}"' if profile.quote_all or " " in text or not text else text


def _head(profile: Profile) -> list[str]:
    return [
        _line(profile, "FLAGGA", "0"),
        _line(profile, "PROGRAM", *profile.program.rsplit(" ", 1)),
        _line(profile, "FORMAT", _text(profile, "PC8")),
        _line(profile, "GEN", "20260401", _text(profile, "Åsa")),
        _line(profile, "SIETYP", "4"),
        _line(profile, "ORGNR", profile.org_number),
        _line(profile, "FNAMN", f'"{COMPANY}"'),
        _line(profile, "RAR", "0", "20260101", "20261231"),
        _line(profile, "RAR", "-1", "20250101", "20251231"),
    ]


def _accounts(profile: Profile) -> list[str]:
    declared = list(ACCOUNTS.items())[: 3 if profile.undeclared else None]
    return [_line(profile, "KONTO", number, f'"{name}"') for number, name in declared]


def _sums() -> dict[str, int]:
    found: dict[str, int] = {}
    for _series, _number, _day, _text_of, rows in VOUCHERS:
        for account, ore in rows:
            found[account] = found.get(account, 0) + ore
    return found


def _balances(profile: Profile) -> list[str]:
    lines = []
    if profile.balances:
        for account, ore in _sums().items():
            label = "UB" if account < "3" else "RES"
            lines.append(_line(profile, label, "0", account, profile.amount(ore)))
        lines.append(_line(profile, "RES", "-1", "3041", profile.amount(-500000)))
    if profile.psaldo:
        for _series, _number, day, _text_of, rows in VOUCHERS:
            lines += [
                _line(profile, "PSALDO", "0", day[:6], account, "{}", profile.amount(ore))
                for account, ore in rows
                if account >= "3"
            ]
    return lines


def _voucher(
    profile: Profile,
    series: str,
    number: str,
    day: str,
    text: str,
    rows: tuple[tuple[str, int], ...],
) -> list[str]:
    shown = _text(profile, series) if profile.series else '""'
    head = _line(profile, "VER", shown, _text(profile, number), day, _text(profile, text))
    lines = [head + " {"] if profile.braces_with_voucher else [head, "{"]
    for account, ore in rows:
        fields = [account, profile.objects, profile.amount(ore)]
        lines.append(
            _line(profile, "TRANS", *fields, *([day, _text(profile, text)] * profile.dates))
        )
    if profile.corrections and number == "2":
        added = [
            _line(profile, "RTRANS", "5010", "{}", "0.50"),
            _line(profile, "TRANS", "5010", "{}", "0.50"),
        ]
        lines += [
            *added,
            _line(profile, "BTRANS", "5010", "{}", "777.00"),
            _line(profile, "TRANS", "5010", "{}", "-0.50"),
        ]
    return [*lines, "}"]
