"""Years of books made by rule, so that what any file of them must come to is known beforehand.

Nothing here knows the reader: sums are added up where the vouchers are made.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

CHART = {
    "1510": "Kundfordringar",
    "1930": "Företagskonto",
    "2440": "Leverantörsskulder",
    "2611": "Utgående moms 25 %",
    "2710": "Personalskatt",
    "3041": "Försäljning tjänster",
    "3540": "Faktureringsavgifter",
    "3985": "Erhållna statliga bidrag",
    "4010": "Inköp varor",
    "5010": "Lokalhyra",
    "6110": "Kontorsmateriel",
    "7010": "Löner",
    "7510": "Arbetsgivaravgifter",
    "8310": "Ränteintäkter",
    "8410": "Räntekostnader",
    "8999": "Årets resultat",
}
RESULT = tuple(number for number in CHART if number[0] in "345678" and number != "8999")
BALANCE = tuple(number for number in CHART if number[0] in "12")
CENTRES = {"10": "Caféet", "20": "Verkstaden", "Å3": "Åkeriet"}
CLASSES = ("3", "4", "5", "6", "7", "8")


class Row(NamedTuple):
    """A posting; the cost centre is "" for none."""

    account: str
    ore: int
    centre: str


class Voucher(NamedTuple):
    """A voucher that balances."""

    series: str
    number: int
    day: date
    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Books:
    """A fiscal year, with the results of the one before.

    Attributes:
        opening: balances that sum to zero.
        previous: result accounts of year -1.
    """

    first: date
    last: date
    vouchers: tuple[Voucher, ...]
    opening: dict[str, int]
    previous: dict[str, int]

    def rows(self) -> list[tuple[Voucher, Row]]:
        return [(voucher, row) for voucher in self.vouchers for row in voucher.rows]

    def sums(self) -> Counter[str]:
        """Öre per account."""
        found: Counter[str] = Counter()
        for _, row in self.rows():
            found[row.account] += row.ore
        return found

    def months(self) -> dict[tuple[str, str, str], int]:
        """Öre per YYYYMM, account and cost centre."""
        found: Counter[tuple[str, str, str]] = Counter()
        for voucher, row in self.rows():
            found[f"{voucher.day:%Y%m}", row.account, row.centre] += row.ore
        return dict(found)

    @property
    def before(self) -> tuple[date, date]:
        """The twelve months before."""
        return date(self.first.year - 1, self.first.month, 1), self.first - timedelta(days=1)


def by_class(sums: dict[str, int]) -> dict[str, str]:
    """What `inspect` gives for these results: kronor as text, without 8990-8999."""
    found = Counter[str]()
    for account, ore in sums.items():
        if not account.startswith("899"):
            found[account[0]] += ore
    return {number: kronor(found[number]) for number in CLASSES}


def kronor(ore: int) -> str:
    """Two decimals and a point; zero has no sign."""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole}.{rest:02d}"


def make(seed: int, first: date, last: date, vouchers: int = 12) -> Books:
    """Books of so many vouchers, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - the same books every time
    days = (last - first).days
    made = []
    numbers: Counter[str] = Counter()
    steps = sorted(rng.randrange(days) for _ in range(vouchers - 1))
    for step in (*steps, days):
        series = rng.choice("AAABK")
        numbers[series] += 1
        day = first + timedelta(days=step)
        made.append(Voucher(series, numbers[series], day, rng.choice(TEXTS), _rows(rng)))
    opening = {"1930": rng.randint(1, 10**8), "1510": rng.randint(1, 10**7)}
    opening["2440"] = -sum(opening.values())
    previous = {number: rng.randint(-(10**9), 10**9) for number in rng.sample(RESULT, 6)}
    return Books(first, last, tuple(made), opening, previous)


TEXTS = ("Faktura 12", "Hyra", "Lön mars", "Ränta på kontot", "Kaffe & bröd", "50% av B'12")


def _rows(rng: random.Random) -> tuple[Row, ...]:
    accounts = [*rng.sample(RESULT, rng.randint(1, 3)), rng.choice(BALANCE)]
    amounts = [rng.randint(-9_999_999, 9_999_999) for _ in accounts[1:]]
    amounts.append(-sum(amounts))
    centres = [rng.choice(("", "", *CENTRES)) for _ in accounts]
    return tuple(map(Row, accounts, amounts, centres))
