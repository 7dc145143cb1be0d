"""Three years of the example's bookkeeping: 2024 and 2025 whole, 2026 through October.

What is invoiced for training is what attendance and agreements come to (R3), so that sold,
delivered, invoiced and booked can be followed all the way. 2024 lies before attendance was kept.
Amounts in öre, VAT and pay as the rates of each year (finance.md §4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.services.example import cast
from asfdesk.services.example.journal import CAFE, PROJECT, TRAINING, WORKSHOP, Journal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.services.example.dice import Dice

FIRST_YEAR = 2024
PROJECT_YEAR = 2025
BOOKED_TO = Month(2026, 10)
TAKEAWAY_CUT = Month(2026, 4)
"""Food to take away is 6 % from April 2026 (prop. 2025/26:55)."""

OPENING = {
    "1220": 276_000_00, "1229": -96_600_00, "1510": 118_000_00, "1930": 120_000_00,
    "2083": -42_000_00, "2350": -150_000_00, "2710": -41_700_00, "2731": -54_500_00,
    "2091": -129_200_00,
}  # fmt: skip

TRAINING_ACCOUNTS = {
    cast.LINDAS: "3041", cast.STEGEN: "3042", cast.NORRVIK: "3043", cast.BRYGGAN: "3044",
}  # fmt: skip
BEFORE_ATTENDANCE = {cast.LINDAS: 52_000_00, cast.STEGEN: 52_000_00, cast.NORRVIK: 31_500_00}

SEASON = (82, 86, 97, 103, 112, 118, 64, 96, 108, 106, 104, 124)
"""Café sales by month, hundredths of an ordinary week."""

GROWTH = {2024: 94, 2025: 100, 2026: 101}
CAFE_WEEK = 28_000_00
WORKSHOP_MONTH = 17_600_00
FIXED = (
    ("5010", 27_500_00, "Hyra", ""),
    ("5060", 2_150_00, "Städ och sopor", ""),
    ("5460", 3_300_00, "Förbrukning", CAFE),
    ("5611", 1_900_00, "Drivmedel", WORKSHOP),
    ("5910", 1_250_00, "Annonser", CAFE),
    ("6110", 700_00, "Kontor", ""),
    ("6212", 1_480_00, "Telefoner", ""),
    ("6230", 890_00, "Bredband", ""),
    ("6310", 1_750_00, "Försäkring", ""),
    ("6530", 6_200_00, "Redovisningsbyrå", ""),
    ("6570", 420_00, "Bank", ""),
)
EXEMPT = ("5010", "6310", "6570")
PAY = {
    2024: (46_000_00, 65_500_00, 32_000_00),
    2025: (52_000_00, 72_000_00, 33_000_00),
    2026: (64_500_00, 82_000_00, 34_800_00),
}
"""Monthly pay by year: co-workers in the café, supervisors, manager."""

WAGE_SUPPORT = 31_540_80
"""Two full-time lönebidrag of 15 770,40 (finance.md T3)."""


@dataclass(frozen=True)
class Sale:
    """An invoice for training: agreement, öre excl. VAT, VAT."""

    agreement_id: int
    net_ore: int
    vat_ore: int


@dataclass(frozen=True)
class _Bought:
    """A purchase paid at once; VAT rate in per cent."""

    text: str
    account: str
    net_ore: int
    centre: str = ""
    vat_rate: int = 25


def keep_books(sales: Mapping[Month, Sequence[Sale]], dice: Dice) -> list[Journal]:
    """The three years.

    Args:
        sales: invoices by month, for the months attendance was kept.
        dice: chance.
    """
    journals: list[Journal] = []
    opening: Mapping[str, int] = OPENING
    for year in range(FIRST_YEAR, BOOKED_TO.year + 1):
        journal = Journal(year, opening)
        if journals:
            carried = opening.get("2099", 0)
            journal.post("A", date(year, 1, 2), "Omföring av årets resultat",
                         ("2099", -carried), ("2091", carried))  # fmt: skip
        for number in range(1, 13):
            month = Month(year, number)
            if month <= BOOKED_TO:
                _book_month(journal, month, _sales_of(month, sales, dice), dice)
        if year < BOOKED_TO.year:
            journal.close()
            opening = journal.next_opening()
        journals.append(journal)
    return journals


def _sales_of(month: Month, sales: Mapping[Month, Sequence[Sale]], dice: Dice) -> Sequence[Sale]:
    if month in sales:
        return sales[month]
    return [
        Sale(agreement, dice.around(ore, 60, "before", agreement, month), 0)
        for agreement, ore in BEFORE_ATTENDANCE.items()
    ]


def _book_month(journal: Journal, month: Month, sales: Sequence[Sale], dice: Dice) -> None:
    _collect(journal, month)
    _pay_last_month(journal, month)
    cafe = _sell(journal, month, dice)
    _invoice(journal, month, sales)
    _buy(journal, month, cafe, dice)
    _pay_staff(journal, month)
    _support(journal, month)
    _settle_vat(journal, month)
    last = month.last
    journal.post("A", last, "Avskrivning", ("7832", 4_600_00), ("1229", -4_600_00))
    if month.number % 3 == 0:
        journal.post("A", last, "Ränta lån", ("8410", 2_120_00), ("1930", -2_120_00))


def _collect(journal: Journal, month: Month) -> None:
    """Customers pay last month's invoices."""
    owed = journal.opening.get("1510", 0) + journal.turnover()["1510"]
    if owed:
        journal.post("C", date(month.year, month.number, 28), "Inbetalningar kunder",
                     ("1930", owed), ("1510", -owed))  # fmt: skip


def _pay_last_month(journal: Journal, month: Month) -> None:
    """Withheld tax and employer's contributions go to the tax account on the 12th."""
    turnover = journal.turnover()
    tax = journal.opening.get("2710", 0) + turnover["2710"]
    fees = journal.opening.get("2731", 0) + turnover["2731"]
    journal.post("A", date(month.year, month.number, 12), "Skatter och avgifter",
                 ("2710", -tax), ("2731", -fees), ("1930", tax + fees))  # fmt: skip


def _sell(journal: Journal, month: Month, dice: Dice) -> int:
    """Café week by week, the workshop by invoice; gives the café's net sales."""
    total = 0
    scale = SEASON[month.number - 1] * GROWTH[month.year]
    for day in (7, 14, 21, 28):
        net = dice.around(CAFE_WEEK * 13 // 12 * scale // 10_000, 70, "café", month, day)
        away = net * 35 // 100
        served = net - away
        away_account, rate = ("2631", 6) if month >= TAKEAWAY_CUT else ("2621", 12)
        served_vat, away_vat = served * 12 // 100, away * rate // 100
        journal.post("K", date(month.year, month.number, day), "Dagskassor",
                     ("1930", net + served_vat + away_vat),
                     ("3051", -served, CAFE), ("2621", -served_vat),
                     ("3052", -away, CAFE), (away_account, -away_vat))  # fmt: skip
        total += net
    job = dice.around(WORKSHOP_MONTH * GROWTH[month.year] // 100, 220, "workshop", month)
    journal.post("F", month.last, "Verkstad, uppdrag", ("1510", job + job // 4),
                 ("3053", -job, WORKSHOP), ("2611", -(job // 4)))  # fmt: skip
    return total


def _invoice(journal: Journal, month: Month, sales: Sequence[Sale]) -> None:
    for sale in sales:
        project = PROJECT if sale.agreement_id == cast.STEGEN else ""
        account = TRAINING_ACCOUNTS[sale.agreement_id]
        journal.post("F", month.last, f"Faktura {cast.AGREEMENTS[sale.agreement_id - 1].name}",
                     ("1510", sale.net_ore + sale.vat_ore),
                     (account, -sale.net_ore, TRAINING, project),
                     ("2611", -sale.vat_ore))  # fmt: skip


def _buy(journal: Journal, month: Month, cafe: int, dice: Dice) -> None:
    dearer = 36 if month.year == BOOKED_TO.year else 34
    goods = dice.around(cafe * dearer // 100, 40, "goods", month)
    _purchase(
        journal, date(month.year, month.number, 10), _Bought("Grossist", "4010", goods, CAFE, 12)
    )
    stuff = dice.around(WORKSHOP_MONTH * 38 // 100, 120, "stuff", month)
    _purchase(
        journal, date(month.year, month.number, 17), _Bought("Virke", "4020", stuff, WORKSHOP)
    )
    winter = 150 if month.number in (1, 2, 3, 11, 12) else 80
    power = dice.around(3_900_00 * winter // 100, 90, "power", month)
    _purchase(journal, date(month.year, month.number, 20), _Bought("El", "5020", power, ""))
    for account, ore, text, centre in FIXED:
        amount = ore * GROWTH[month.year] // 100
        rate = 0 if account in EXEMPT else 25
        day = date(month.year, month.number, 1)
        _purchase(journal, day, _Bought(text, account, amount, centre, rate))
    if month.number in (3, 9):
        _purchase(
            journal, month.first + timedelta(days=18), _Bought("Utbildning", "7610", 14_500_00, "")
        )
    if month.number in (2, 5, 10):
        _purchase(
            journal, month.first + timedelta(days=8), _Bought("Inventarier", "5410", 9_800_00, CAFE)
        )
    if month.number == 6:
        _purchase(
            journal, month.first + timedelta(days=14), _Bought("Revision", "6421", 24_000_00, "")
        )


def _purchase(journal: Journal, day: date, bought: _Bought) -> None:
    vat = bought.net_ore * bought.vat_rate // 100
    journal.post("L", day, bought.text, (bought.account, bought.net_ore, bought.centre),
                 ("2641", vat), ("1930", -bought.net_ore - vat))  # fmt: skip


def _pay_staff(journal: Journal, month: Month) -> None:
    workers, guides, manager = PAY[month.year]
    gross = workers + guides + manager
    tax = gross * 24 // 100
    fees = gross * 3142 // 10_000
    pension = (guides + manager) * 45 // 1000
    special = pension * 2426 // 10_000
    day = date(month.year, month.number, 25)
    journal.post("N", day, "Löner", ("7010", workers, CAFE), ("7210", guides, TRAINING),
                 ("7210", manager), ("2710", -tax), ("1930", tax - gross))  # fmt: skip
    journal.post("N", day, "Arbetsgivaravgifter", ("7510", fees), ("2731", -fees))
    journal.post("N", day + timedelta(days=2), "Pension och löneskatt", ("7410", pension),
                 ("7533", special), ("1930", -pension - special))  # fmt: skip


def _support(journal: Journal, month: Month) -> None:
    day = date(month.year, month.number, 15)
    journal.post("A", day, "Lönebidrag", ("1930", WAGE_SUPPORT), ("3988", -WAGE_SUPPORT, CAFE))
    if month.number in (1, 4, 7, 10):
        journal.post("A", day, "Verksamhetsbidrag", ("1930", 37_500_00), ("3987", -37_500_00))
    if month.number in (2, 5, 8, 11) and month.year >= PROJECT_YEAR:
        journal.post("A", day, "EU-bidrag, rekvisition", ("1930", 55_000_00),
                     ("3981", -55_000_00, TRAINING, PROJECT))  # fmt: skip
    if month.number in (6, 12):
        journal.post("A", day, "Gåvor", ("1930", 9_000_00), ("3993", -9_000_00))


def _settle_vat(journal: Journal, month: Month) -> None:
    """The quarter's VAT is paid on the 12th of the second month after it."""
    if month.number % 3 != 2:
        return
    cut = month.plus(-2).last
    turnover = journal.turnover(last=cut)
    lines = [
        (account, -(journal.opening.get(account, 0) + turnover[account]))
        for account in ("2611", "2621", "2631", "2641")
    ]
    total = sum(ore for _account, ore in lines)
    journal.post("A", date(month.year, month.number, 12), "Moms", *lines, ("1930", -total))
