"""R11's tables from facts by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.period import Period
from asfdesk.domain.sending.yearly_facts import Fact, FactKey, YearlyFacts
from asfdesk.i18n import set_language
from asfdesk.reports import document as doc
from asfdesk.reports.people.yearly_counts import YearCounts, of_months
from asfdesk.reports.people.yearly_report import YearFacts, YearMoney, build, public_income
from asfdesk.reports.planning.quarterly_counts import Persons
from tests.unit.reports.work_example import HEAD

YEAR = Period.of_year(2026)
MONEY = YearMoney(
    sources=[
        ("sales", "Sales", 400_000_00),
        ("services", "Services", 500_000_00),
        ("wage_support", "Wage support", 60_000_00),
        ("grants", "Grants", 40_000_00),
        ("other_income", "Other", 0),
    ],
    turnover=900_000_00,
    training_public=450_000_00,
    result=12_345_00,
)


def _stated(**values: int) -> YearlyFacts:
    return YearlyFacts(2026, {FactKey(key): Fact(value) for key, value in values.items()})


def _made(stated: YearlyFacts, money: YearMoney = MONEY) -> doc.Document:
    set_language("en")
    counts = YearCounts(of_months(YEAR), Persons([], {}, {}), frozenset(), stated)
    facts = YearFacts(YEAR, LegalForm.COOPERATIVE, "769000-0000", stated, counts, money)
    return build(facts, HEAD)


def _rows(document: doc.Document, key: str) -> dict[str, list[doc.Value]]:
    (table,) = (one for one in document.tables() if one.key == key)
    return {row.key: [cell.value for cell in row.cells] for row in (*table.rows, *table.totals)}


def _figures(document: doc.Document) -> dict[str, doc.KeyFigure]:
    blocks = [one for one in document.blocks if isinstance(one, doc.KeyFigures)]
    return {figure.key: figure for block in blocks for figure in block.figures}


def test_the_public_share_is_what_is_known_to_be_public() -> None:
    # 450 public training + 60 wage support + 40 grants - 10 private + 20 sold = 560 of 1,000.
    stated = _stated(public_sales=20_000_00, private_grants=10_000_00)
    assert public_income(stated, MONEY) == 560_000_00
    assert _figures(_made(stated))["public_share"].value == Fraction(56, 100)
    # Not stated is not nothing.
    assert public_income(_stated(public_sales=20_000_00), MONEY) is None
    assert _figures(_made(_stated()))["public_share"].value is None


def test_income_by_source_adds_up() -> None:
    rows = _rows(_made(_stated()), "income")
    assert rows["services"][1:] == [500_000_00, Fraction(1, 2)]
    assert rows["all"][1:] == [1_000_000_00, 1]
    assert "other_income" not in rows


def test_without_books_the_report_says_so() -> None:
    document = _made(_stated(), YearMoney())
    assert not any(table.key == "income" for table in document.tables())
    notes = [one.text for one in document.blocks if isinstance(one, doc.Note)]
    assert any("No bookkeeping" in text for text in notes)


@pytest.mark.parametrize(("target", "tone"), [(3, doc.Tone.GOOD), (2, doc.Tone.BAD)])
def test_thirty_per_cent_is_enough(target: int, tone: doc.Tone) -> None:
    document = _made(_stated(employees=10, target_employees=target))
    assert _figures(document)["target_share"].value == Fraction(target, 10)
    assert _figures(document)["target_share"].tone is tone
    assert _rows(document, "employees")["share"][1] == Fraction(target, 10)


def test_forms_of_employment_are_hidden_so_that_none_can_be_worked_out() -> None:
    # 9 of 12 without support, 3 with: 3 is small, and 9 would give it away.
    stated = _stated(employees=12, employed_utan_stod=9, employed_lonebidrag=3)
    rows = _rows(_made(stated), "employed")
    assert isinstance(rows["lonebidrag"][1], doc.Hidden)
    assert isinstance(rows["utan_stod"][1], doc.Hidden)
    stated = _stated(employees=12, employed_utan_stod=7, employed_lonebidrag=5)
    assert _rows(_made(stated), "employed")["lonebidrag"][1] == 5


def test_an_enterprise_that_employs_nobody_from_the_target_group_is_told() -> None:
    notes = [
        one.text
        for one in _made(_stated(employees=4, target_employees=0)).blocks
        if isinstance(one, doc.Note)
    ]
    assert any("Skoopi" in text for text in notes)


def test_criteria_owners_and_profit_stand_as_they_were_stated() -> None:
    stated = YearlyFacts(
        2026,
        {
            FactKey.BUSINESS: Fact(1, "Statutes § 2"),
            FactKey.INDEPENDENT: Fact(0),
            FactKey.CERTIFIED: Fact(20240521),
            FactKey.MEMBERS: Fact(14),
            FactKey.MEMBER_COWORKERS: Fact(7),
            FactKey.PROFIT_KEPT: Fact(12_345_00, "Minutes"),
        },
    )
    document = _made(stated)
    criteria = _rows(document, "criteria")
    assert criteria[FactKey.BUSINESS][1:] == ["Yes", "Statutes § 2"]
    assert criteria[FactKey.INDEPENDENT][1] == "No"
    assert criteria[FactKey.REINVESTED][1:] == ["Not stated", None]
    assert _rows(document, "owners")[FactKey.MEMBERS][1:] == [14, 7, Fraction(1, 2)]
    assert _rows(document, "profit")["result"][1] == 12_345_00
    assert _rows(document, "profit")[FactKey.PROFIT_KEPT][1:] == [12_345_00, "Minutes"]
    (first, *_more) = (one for one in document.blocks if isinstance(one, doc.Facts))
    assert date(2024, 5, 21) in [fact.value for fact in first.facts]
