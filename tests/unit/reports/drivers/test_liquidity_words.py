"""What the liquidity budget says, in both languages, and its chart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.liquidity import liquidity
from asfdesk.domain.drivers.premises import Premises, VatPeriod
from asfdesk.domain.drivers.result import CashKind
from asfdesk.i18n import set_language
from asfdesk.reports.chart_spec import Ink, Look
from asfdesk.reports.drivers.cash_chart import cash_chart
from asfdesk.reports.drivers.liquidity_words import (
    cash_word,
    headroom_words,
    left_words,
    low_point_words,
    opening_agrees,
    paid_how,
    typed_words,
    vat_words,
)
from tests.unit.domain.drivers.cash_cases import t11

if TYPE_CHECKING:
    from asfdesk.domain.drivers.result import Liquidity

THIN = "\u202f"


@pytest.fixture
def t11_cash() -> Liquidity:
    """finance.md T11, with an overdraft of 50 000 kr."""
    found = liquidity(*t11())
    assert found is not None
    return found


def test_the_low_point(t11_cash: Liquidity) -> None:
    set_language("en")
    assert low_point_words(t11_cash) == (
        f"Lowest cash: 28{THIN}800 kr at the end of January 2026."
        f" 78{THIN}800 kr is left, with the overdraft of 50{THIN}000 kr."
    )
    set_language("sv")
    assert low_point_words(t11_cash) == (
        f"Lägsta kassa: 28{THIN}800 kr i slutet av januari 2026."
        f" 78{THIN}800 kr finns kvar, med checkkrediten på 50{THIN}000 kr."
    )


@pytest.mark.parametrize(
    ("limit", "english", "swedish"),
    [
        (0, "3 kr is missing.", "3 kr saknas."),
        (
            200,
            "1 kr is missing, with the overdraft of 2 kr used up.",
            "1 kr saknas när checkkrediten på 2 kr är använd.",
        ),
        (
            300,
            "0 kr is left, with the overdraft of 3 kr.",
            "0 kr finns kvar, med checkkrediten på 3 kr.",
        ),
    ],
)
def test_too_little(t11_cash: Liquidity, limit: int, english: str, swedish: str) -> None:
    low = replace(t11_cash, balances=(-300,) * 6, credit_limit_ore=limit)
    set_language("en")
    assert headroom_words(low) == english
    set_language("sv")
    assert headroom_words(low) == swedish


def test_without_an_overdraft(t11_cash: Liquidity) -> None:
    set_language("sv")
    assert headroom_words(replace(t11_cash, credit_limit_ore=0)) == "Ingen checkkredit."


def test_what_is_left_to_pay(t11_cash: Liquidity) -> None:
    """After June: 65 280 + 100 000 + 70 000 in; 25 000 + 66 504 + 45 000 out."""
    set_language("en")
    assert left_words(t11_cash) == (
        f"After June 2026 235{THIN}280 kr is still to come in and 136{THIN}504 kr to be paid."
    )
    set_language("sv")
    assert left_words(t11_cash) == (
        f"Efter juni 2026 återstår 235{THIN}280 kr att få in och 136{THIN}504 kr att betala."
    )
    assert left_words(replace(t11_cash, after={})) == ""


def test_beside_the_books() -> None:
    set_language("sv")
    assert opening_agrees(150_000_00, 150_000_00) == "Stämmer med bokföringen."
    assert opening_agrees(150_000_00, 153_703_00) == (
        f"Bokföringen säger 153{THIN}703 kr: 3{THIN}703 kr mer."
    )
    assert opening_agrees(150_000_00, 149_000_00) == (
        f"Bokföringen säger 149{THIN}000 kr: 1{THIN}000 kr mindre."
    )
    assert opening_agrees(None, 1) == opening_agrees(1, None) == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_row_has_words(language: str) -> None:
    set_language(language)
    assert len({cash_word(kind) for kind in CashKind}) == len(CashKind)
    assert all(paid_how(kind) for kind in CashKind)
    assert len({vat_words(Premises(vat_period=period)) for period in VatPeriod}) == len(VatPeriod)
    assert "25" in typed_words()


class TestChart:
    """Cash by month."""

    def test_alone(self, t11_cash: Liquidity) -> None:
        set_language("sv")
        chart = cash_chart(t11_cash)
        assert [one.values for one in chart.series] == [t11_cash.balances]
        assert [(mark.index, mark.text) for mark in chart.marks] == [(0, "29 tkr, jan 2026")]
        assert chart.labels[-1] == "juni 2026"
        assert chart.summary == low_point_words(t11_cash)

    def test_what_if_beside_the_plan(self, t11_cash: Liquidity) -> None:
        chart = cash_chart(replace(t11_cash, balances=(1, 2, 3, 4, 0, 6)), t11_cash)
        assert [one.look for one in chart.series] == [Look.FILLED, Look.DASHED]
        assert chart.marks[0].index == 4

    def test_below_zero_the_limit_is_drawn(self, t11_cash: Liquidity) -> None:
        low = replace(t11_cash, balances=(1, -2, 3, 4, 5, 6))
        chart = cash_chart(low)
        assert chart.series[-1].values == (-50_000_00,) * 6
        assert chart.marks[0].ink is Ink.ACTUAL

    def test_too_little_is_red_and_said(self, t11_cash: Liquidity) -> None:
        low = replace(t11_cash, balances=(1, -60_000_00, 3, 4, 5, 6))
        assert cash_chart(low).marks[0].ink is Ink.BAD
