"""Bookkeeping by hand, in code: vouchers that balance, and the year's file made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieFile, SieRow, SieType, SieVoucher, SieYear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CAFE, TRAINING, WORKSHOP = "10", "20", "30"
PROJECT = "P25"
COST_CENTRES = {CAFE: "Café", TRAINING: "Arbetsträning", WORKSHOP: "Verkstad"}
PROJECTS = {PROJECT: "Stegen"}
RESULT_ACCOUNT = "8999"
FIRST_RESULT_ACCOUNT = "3"

ACCOUNTS = {
    "1220": "Inventarier och verktyg",
    "1229": "Ackumulerade avskrivningar",
    "1510": "Kundfordringar",
    "1930": "Företagskonto",
    "2083": "Medlemsinsatser",
    "2091": "Balanserad vinst eller förlust",
    "2099": "Årets resultat",
    "2350": "Lån Mikrofonden",
    "2611": "Utgående moms 25 %",
    "2621": "Utgående moms 12 %",
    "2631": "Utgående moms 6 %",
    "2641": "Ingående moms",
    "2710": "Personalskatt",
    "2731": "Avräkning sociala avgifter",
    "3041": "Arbetsträning kommun",
    "3042": "Arbetsträning samordningsförbund",
    "3043": "Daglig verksamhet",
    "3044": "Arbetsprövning, moms 25 %",
    "3051": "Café, servering 12 %",
    "3052": "Café, avhämtning",
    "3053": "Verkstad och lego 25 %",
    "3981": "Erhållna EU-bidrag",
    "3987": "Erhållna kommunala bidrag",
    "3988": "Lönebidrag",
    "3993": "Erhållna gåvor",
    "4010": "Inköp råvaror café",
    "4020": "Inköp material verkstad",
    "5010": "Lokalhyra",
    "5020": "El",
    "5060": "Städning och renhållning",
    "5410": "Förbrukningsinventarier",
    "5460": "Förbrukningsmaterial",
    "5611": "Drivmedel",
    "5910": "Annonsering",
    "6110": "Kontorsmaterial",
    "6212": "Mobiltelefon",
    "6230": "Datakommunikation",
    "6310": "Företagsförsäkring",
    "6421": "Revision",
    "6530": "Redovisningstjänster",
    "6570": "Bankkostnader",
    "7010": "Löner medarbetare",
    "7210": "Löner handledare och ledning",
    "7410": "Pensionsförsäkring",
    "7510": "Arbetsgivaravgifter",
    "7533": "Särskild löneskatt",
    "7610": "Utbildning",
    "7832": "Avskrivningar inventarier",
    "8410": "Räntekostnader lån",
    "8999": "Årets resultat",
}

Line = tuple[str, int] | tuple[str, int, str] | tuple[str, int, str, str]
"""Account, öre (debit positive), cost centre, project."""


@dataclass
class Journal:
    """One fiscal year, in the making.

    Attributes:
        opening: account -> öre on the first day.
    """

    year: int
    opening: Mapping[str, int]
    vouchers: list[SieVoucher] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)

    def post(self, series: str, day: date, text: str, *lines: Line) -> None:
        """Add a voucher; ValueError when it does not balance."""
        if sum(line[1] for line in lines):
            raise ValueError(text)
        self._numbers[series] += 1
        rows = tuple(
            SieRow(
                line[0],
                line[1],
                None,
                line[2] if len(line) > 2 else "",
                line[3] if len(line) > 3 else "",
                "",
                0,
            )
            for line in lines
            if line[1]
        )
        number = str(self._numbers[series])
        self.vouchers.append(SieVoucher(series, number, day, text, 0, rows, None))

    def turnover(self, first: date | None = None, last: date | None = None) -> Counter[str]:
        """Account -> öre posted between two days (both included)."""
        found: Counter[str] = Counter()
        for voucher in self.vouchers:
            day = voucher.day
            if day and (first is None or day >= first) and (last is None or day <= last):
                for row in voucher.rows:
                    found[row.account] += row.amount_ore
        return found

    def balance(self) -> dict[str, int]:
        """Account -> öre now, balance accounts only."""
        turnover = self.turnover()
        accounts = sorted({*self.opening, *turnover})
        return {
            account: self.opening.get(account, 0) + turnover[account]
            for account in accounts
            if account < FIRST_RESULT_ACCOUNT
        }

    def results(self) -> dict[str, int]:
        """Account -> öre of the year, result accounts only."""
        turnover = self.turnover()
        return {account: turnover[account] for account in sorted(turnover) if account >= "3"}

    def close(self) -> None:
        """Carry the year's result to 2099 over 8999."""
        result = sum(self.results().values())
        self.post("A", date(self.year, 12, 31), "Årets resultat",
                  (RESULT_ACCOUNT, -result), ("2099", result))  # fmt: skip

    def next_opening(self) -> dict[str, int]:
        """What the next year begins with."""
        return {account: ore for account, ore in self.balance().items() if ore}


def to_file(
    journal: Journal,
    before: Journal | None,
    company: str,
    org_number: str,
    generated_on: date,
    covered_to: date,
) -> SieFile:
    """A year as SIE 4E, with the year before as #RAR -1 when it is known."""
    this = SieYear(0, date(journal.year, 1, 1), date(journal.year, 12, 31))
    years: Sequence[SieYear] = [this]
    opening, closing = {0: dict(journal.opening)}, {0: journal.balance()}
    results = {0: journal.results()}
    if before:
        years = [this, SieYear(-1, date(before.year, 1, 1), date(before.year, 12, 31))]
        opening[-1], closing[-1] = dict(before.opening), before.balance()
        results[-1] = before.results()
    return SieFile(
        program="ASF Desk exempel 1.0",
        sie_type=SieType.VOUCHERS,
        encoding="cp437",
        company=company,
        org_number=org_number,
        generated_on=generated_on,
        fiscal_years=tuple(years),
        covered_to=covered_to,
        accounts=ACCOUNTS,
        cost_centres=COST_CENTRES,
        projects=PROJECTS,
        vouchers=tuple(sorted(journal.vouchers, key=lambda v: (v.series, int(v.number)))),
        opening=opening,
        closing=closing,
        results=results,
    )
