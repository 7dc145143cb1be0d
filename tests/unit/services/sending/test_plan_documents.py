"""R16, R17 and R18: a small plan worked out by hand, and properties of small random ones."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import bases_of
from asfdesk.domain.codes import LegalForm, PriceUnit
from asfdesk.domain.drivers.costs import FixedCost, Grant, GrantPaid, Investment, Loan, LoanKind
from asfdesk.domain.drivers.premises import CashItem, Premises, VatPeriod
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.formats import xlsx
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import set_language
from asfdesk.reports.document import Facts, KeyFigures, Kind, Note, Tone
from asfdesk.services.drivers.bank_balances import set_bank_balance
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.drivers.start_plan import PlanStart, start_plan
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.bookroom import add_plan, add_year, book
from tests.workbook_formulas import Recomputed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.reports.document import Document, Table
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 4, 20)
KR = 100


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def firm(session: WriteSession) -> WriteSession:
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Kvarnen ek. för.", "559999-0002", LegalForm.ASSOCIATION, date(2026, 1, 1))
        )
    return session


def made(session: WriteSession, key: str, year: int = 0) -> Document:
    period = session.enterprise.fiscal_years()[year].period
    request = ReportRequest(period, TODAY, datetime(2026, 4, 20, 12, tzinfo=UTC))
    return make_report(session, find_report(key), request)


def tables(document: Document, start: str) -> list[Table]:
    return [table for table in document.tables() if table.key.startswith(start)]


def table(document: Document, key: str) -> Table:
    return next(one for one in document.tables() if one.key == key)


def values(one: Table, title: str) -> list[object]:
    """The cells of a row after its title."""
    for row in (*one.rows, *one.totals):
        if row.cells[0].value == title:
            return [cell.value for cell in row.cells[1:]]
    raise AssertionError([row.cells[0].value for row in one.rows])


def ticked(document: Document, title: str) -> object:
    """Where something that is asked for is."""
    rows = [row for row in table(document, "checklist").rows if row.cells[1].value == title]
    return rows[0].cells[2].value


def kronor(one: Table, title: str) -> list[float]:
    return [value / KR for value in values(one, title) if isinstance(value, int)]


@pytest.fixture
def typed(firm: WriteSession) -> WriteSession:
    """Sales 100 000 and rent 40 000 a month; 50 000 in the bank, 30 000 overdraft."""
    year = add_year(firm, through="2026-03")
    plan = add_plan(firm, year, {"I20": 100_000, "K20": -40_000}, approved=False)
    set_premises(firm, plan, Premises(opening_ore=50_000_00, credit_limit_ore=30_000_00))
    approve_plan(firm, plan, date(2026, 1, 15))
    return firm


def book_a_quarter(session: WriteSession) -> None:
    """January to March: sales 90 000, rent 41 000, all of it paid at once; 60 000 before."""
    year = session.enterprise.fiscal_years()[0]
    turnover = {"3001": [-90_000] * 3, "5010": [41_000] * 3, "1930": [49_000] * 3}
    balances = [(0, "IB", "1930", 60_000), (0, "IB", "2091", -60_000)]
    book(session, year.id, turnover, balances)


def test_a_liquidity_budget_by_hand(typed: WriteSession) -> None:
    """Sales come with VAT a month later, rent at once; VAT of a quarter in its second month after.

    January 50 - 40 = 10; then + 125 - 40 = 85 a month; in May, August and November less 75 VAT.
    """
    document = made(typed, "R18")
    (one,) = tables(document, "cash_")
    assert kronor(one, "Closing balance") == [
        10_000, 95_000, 180_000, 265_000, 275_000, 360_000, 445_000, 455_000, 540_000, 625_000,
        635_000, 720_000, 720_000,
    ]  # fmt: skip
    opening = kronor(one, "Opening balance")
    assert (opening[0], opening[1], opening[11], opening[12]) == (50_000, 10_000, 635_000, 50_000)
    assert kronor(one, "VAT")[4] == -75_000
    assert kronor(one, "Sum, operations")[-1] == 670_000
    assert kronor(one, "Left with the overdraft")[0] == 40_000
    assert "Lowest cash: 10 000 kr at the end of January 2026." in words(document)
    assert "Inside a month cash may be lower." in words(document)
    book_of = Recomputed.of(xlsx.render(document))
    assert book_of.wrong() == []
    # A month: sum, change, closing, left; opening from the second on. The year: every row.
    assert len(list(book_of.formulas())) == 12 * 4 + 11 + 8


def words(document: Document) -> str:
    text = " ".join(getattr(block, "text", "") for block in document.blocks)
    return text.replace("\u202f", " ")


def test_typing_over_an_input_of_the_workbook_moves_every_balance_after_it(
    typed: WriteSession,
) -> None:
    book_of = Recomputed.of(xlsx.render(made(typed, "R18")))
    sheet = next(one for one in book_of.book.worksheets if one.title.startswith("Liquidity"))
    rows = {str(line[0].value): line for line in sheet.iter_rows()}
    rent = rows["Premises and other costs"]
    assert rent[3].value == -40_000
    book_of.change((sheet.title, rent[3].coordinate), -50_000)
    closing = rows["Closing balance"]
    assert [book_of.value((sheet.title, closing[at].coordinate)) for at in (2, 3, 12, 13)] == [
        95_000, 170_000, 710_000, 710_000,
    ]  # fmt: skip
    assert book_of.value((sheet.title, rent[13].coordinate)) == -490_000


def test_the_package_for_a_funder_by_hand(typed: WriteSession) -> None:
    """Booked: 3 × (90 000 - 41 000); then 9 months of the plan; cash goes on from 207 000."""
    book_a_quarter(typed)
    document = made(typed, "R16")
    summary = table(document, "summary")
    assert [column.title for column in summary.columns] == [
        "kr", "2026 booked through March 2026", "2026, rest budgeted", "2026 in all",
    ]  # fmt: skip
    assert kronor(summary, "Sales of goods and services") == [270_000, 900_000, 1_170_000]
    assert kronor(summary, "Premises") == [-123_000, -360_000, -483_000]
    assert kronor(summary, "Surplus or deficit") == [147_000, 540_000, 687_000]
    (budget,) = tables(document, "budget_")
    assert [(span.title, span.columns) for span in budget.spans] == [
        ("", 1), ("Booked 2026", 3), ("Budget 2026", 9), ("", 1),
    ]  # fmt: skip
    assert kronor(budget, "Premises")[2:4] == [-41_000, -40_000]
    (cash,) = tables(document, "cash_")
    assert kronor(cash, "Opening balance")[0] == 207_000
    assert kronor(cash, "Closing balance")[:3] == [292_000, 302_000, 387_000]
    assert "The fiscal year after 2026 is not in the file" in " ".join(document.head.open_issues)
    assert (
        "April 2026 begins with 207 000 kr, as booked or as the bank says; the plan had 180 000 kr."
        in words(document)
    )
    figures = table(document, "figures")
    assert values(figures, "Equity ratio")[0] == 1
    assert len(table(document, "checklist").rows) == 8
    title = "Liquidity budget for the rest of the year and next year"
    assert ticked(document, title) == "not whole yet, see what is missing"
    book_of = Recomputed.of(xlsx.render(document))
    assert book_of.wrong() == []
    assert sum("!" in formula for _place, formula in book_of.formulas()) == 4


def test_changing_a_month_changes_the_first_page_of_the_package(typed: WriteSession) -> None:
    book_a_quarter(typed)
    book_of = Recomputed.of(xlsx.render(made(typed, "R16")))
    month = book_of.book["Result budget 2026 by month"]
    rows = {str(line[0].value): line for line in month.iter_rows()}
    sales = rows["Sales of goods and services"]
    book_of.change((month.title, sales[12].coordinate), 160_000)
    summary = book_of.book["Result, booked and budgeted"]
    result = next(line for line in summary.iter_rows() if line[0].value == "Surplus or deficit")
    assert [book_of.value((summary.title, cell.coordinate)) for cell in result[1:]] == [
        147_000, 600_000, 747_000,
    ]  # fmt: skip


def test_the_next_year_and_last_year_are_beside_it(typed: WriteSession) -> None:
    book_a_quarter(typed)
    later = add_year(typed, date(2027, 1, 1), date(2027, 12, 31))
    plan = add_plan(typed, later, {"I20": 110_000}, approved=False)
    set_premises(typed, plan, Premises(opening_ore=700_000_00, vat_period=VatPeriod.NONE))
    before = add_year(typed, date(2025, 1, 1), date(2025, 12, 31), through="2025-12")
    book(typed, before, {"3001": [-80_000] * 12})
    document = made(typed, "R16", 1)
    summary = table(document, "summary")
    assert [column.key for column in summary.columns] == [
        "row", "last_year", "booked_1", "budgeted_1", "this_year", "budgeted_2",
    ]  # fmt: skip
    assert kronor(summary, "Surplus or deficit") == [960_000, 147_000, 540_000, 687_000, 1_320_000]
    first, second = tables(document, "cash_")
    ends = kronor(first, "Closing balance")[-1]
    assert kronor(second, "Opening balance")[0] == ends == 747_000
    assert "Next year’s plan reckons with 47 000 kr less at its start" in words(document)
    assert "Budget 2027, version 1 is not approved." in document.head.open_issues
    title = "Liquidity budget for the rest of the year and next year"
    assert ticked(document, title) == "in this package"
    assert Recomputed.of(xlsx.render(document)).wrong() == []


def test_a_bank_balance_that_is_typed_in_stands_for_the_books(typed: WriteSession) -> None:
    set_bank_balance(typed, date(2026, 3, 31), 99_000_00, TODAY)
    document = made(typed, "R16")
    assert kronor(tables(document, "cash_")[0], "Opening balance")[0] == 99_000


def test_without_opening_cash_it_says_so_and_shows_no_zeros(firm: WriteSession) -> None:
    year = add_year(firm)
    add_plan(firm, year, {"I20": 100_000})
    for key in ("R16", "R17", "R18"):
        document = made(firm, key)
        assert not tables(document, "cash_")
        notes = [one for one in document.blocks if isinstance(one, Note) and one.tone is Tone.WARN]
        assert any("There is no liquidity budget" in note.text for note in notes)
        assert "Budget 2026, version 1 has no opening cash" in " ".join(document.head.open_issues)
        assert b"%PDF" in document_pdf.render(document)[:8]


def test_open_months_without_a_plan_are_left_out_not_zero(firm: WriteSession) -> None:
    add_year(firm, through="2026-03")
    book_a_quarter(firm)
    with pytest.raises(RefusedError):
        made(firm, "R16")
    later = add_year(firm, date(2027, 1, 1), date(2027, 12, 31))
    add_plan(firm, later, {"I20": 100_000})
    document = made(firm, "R16")
    summary = table(document, "summary")
    assert [column.key for column in summary.columns] == ["row", "booked_1", "budgeted_2"]
    assert kronor(summary, "Surplus or deficit") == [147_000, 1_200_000]
    assert "Fiscal year 2026 has no plan." in document.head.open_issues


def test_only_whole_fiscal_years_and_only_with_a_plan(firm: WriteSession) -> None:
    add_year(firm, date(2026, 7, 1), date(2027, 6, 30))
    request = ReportRequest(
        firm.enterprise.fiscal_years()[0].period, TODAY, datetime(2026, 4, 20, tzinfo=UTC)
    )
    calendar = replace(request, period=replace(request.period, first=date(2026, 1, 1)))
    for key in ("R16", "R17", "R18"):
        with pytest.raises(RefusedError, match="has no plan"):
            make_report(firm, find_report(key), request)
        with pytest.raises(InvalidInputError):
            make_report(firm, find_report(key), calendar)


def test_an_adviser_makes_them_too(typed: WriteSession, adviser: WriteSession) -> None:
    assert typed.enterprise.fiscal_years()
    for key in ("R16", "R17", "R18"):
        assert made(adviser, key).head.personal == "no"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 7, 1), date(2027, 6, 30)),
        (date(2026, 3, 1), date(2027, 6, 30)),
        (date(2026, 11, 1), date(2026, 12, 31)),
    ],
)
def test_broken_long_and_short_years_add_up(firm: WriteSession, first: date, last: date) -> None:
    """Sums by hand: so many months of 60 000."""
    year = add_year(firm, first, last)
    count = len(firm.enterprise.fiscal_years()[0].months())
    plan = add_plan(firm, year, {"I20": 100_000, "K20": -40_000}, approved=False)
    set_premises(firm, plan, Premises(opening_ore=50_000_00, vat_period=VatPeriod.NONE))
    for key in ("R16", "R17", "R18"):
        document = made(firm, key)
        assert Recomputed.of(xlsx.render(document)).wrong() == []
        found = tables(document, "budget_")
        if key != "R18":
            assert len(found) == (2 if count > 12 else 1)
            assert values(found[-1], "Surplus or deficit")[-1] == count * 60_000_00
        cash = tables(document, "cash_")
        # Without VAT, sales 30 days later: the last month's are not in yet.
        assert values(cash[-1], "Closing balance")[-1] == (50_000 + count * 60_000 - 100_000) * KR
        assert values(cash[-1], "Opening balance")[-1] == 50_000_00
        assert b"%PDF" in document_pdf.render(document)[:8]


def drivers(dice: random.Random) -> Iterable[Driver]:
    """A small plan of every kind of driver, without sense but allowed."""
    first = Month(2026, 1)
    for at in range(dice.randint(1, 3)):
        unit = dice.choice(list(PriceUnit))
        yield TrainingStream(
            0, f"Köpare {at}", dice.randint(1, 9) * 500, dice.randint(40, 100) * 100,
            dice.randint(100, 900) * KR, unit, dice.choice(sorted(bases_of(unit))),
            terms_days=dice.choice([0, 30, 45]), vat_bp=dice.choice([0, 2_500]),
        )  # fmt: skip
    yield SalesStream(
        0, "Kafé", dice.randint(1, 9) * 999_000, dice.randint(10, 99) * KR + 33, 3_333
    )
    fte, pay = dice.randint(1, 3) * 2_500, dice.randint(250, 400) * 10_000
    yield StaffRow(0, StaffRole.SUPERVISOR, "Handledare", fte, pay)
    support = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000)
    yield StaffRow(0, StaffRole.SUBSIDISED, "Biträde", 10_000, 26_000_00, subsidy=support)
    yield FixedCost(0, "Start", "K32", dice.randint(1, 99) * 1_000_00, every_months=0)
    yield FixedCost(0, "Hyra", "K20", dice.randint(1, 50) * 1_000_00, index_bp=200)
    yield FixedCost(0, "Hyra in", "I70", 1_234_56, every_months=3)
    yield Grant(
        0, "Bidrag", "I60", dice.randint(1, 99) * 10_001, first, first.plus(9),
        GrantPaid.ARREARS, 3,
    )  # fmt: skip
    yield Investment(0, "Ugn", first.plus(dice.randint(0, 9)), dice.randint(1, 9) * 10_000_00, 60)
    yield Loan(0, "Lån", first.plus(2), 100_000_00, 575, 36, dice.choice(list(LoanKind)), 3)
    yield CashItem(0, first, dice.randint(-50, 50) * 1_000_00 + 1, "På väg")


@pytest.mark.parametrize("seed", range(6))
def test_every_total_is_its_parts_in_random_plans(firm: WriteSession, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    year = add_year(firm)
    start_plan(firm, PlanStart(year, years=3), TODAY)
    plan = firm.plans.plans(year)[0]
    for one in drivers(dice):
        add_driver(firm, plan.id, one)
    vat = dice.choice(list(VatPeriod))
    premises = Premises(dice.randint(-9, 99) * 10_000_00, 50_000_00, vat_period=vat)
    set_premises(firm, plan.id, replace(premises, ratio_milli=5_000))
    for key in ("R16", "R17", "R18"):
        document = made(firm, key)
        book_of = Recomputed.of(xlsx.render(document))
        assert book_of.wrong() == []
        _sums_hold(document)
    _business_plan_agrees(made(firm, "R17"))


def _sums_hold(document: Document) -> None:
    """Result rows from lines, sums from months, balances from what moves them: anew, from cells."""
    for prefix in ("budget_", "cash_", "years", "sales_plan", "staff_plan", "capital"):
        for one in tables(document, prefix):
            _in_whole_kronor(one)
    for prefix in ("budget_", "cash_"):
        for one in tables(document, prefix):
            numbers = [[c.value for c in row.cells[1:]] for row in one.rows if len(row.cells) > 1]
            if prefix == "budget_":
                lines = [row for row in one.rows if row.indent]
                for at in range(1, len(one.columns)):
                    parts = [row.cells[at].value for row in lines]
                    assert sum(part for part in parts if isinstance(part, int)) == (
                        one.rows[-1].cells[at].value
                    )
                assert all(sum(row[:-1]) == row[-1] for row in numbers)  # type: ignore[arg-type]
                continue
            moves = [row for row in one.rows if row.indent]
            for at in range(1, len(one.columns)):
                parts = [row.cells[at].value for row in moves]
                moved = sum(part for part in parts if isinstance(part, int))
                opening = values(one, "Opening balance")[at - 1]
                closing = values(one, "Closing balance")[at - 1]
                assert isinstance(opening, int)
                assert opening + moved == closing


def _in_whole_kronor(one: Table) -> None:
    """What is shown is what is added up: no öre are left in a table of sums."""
    for row in (*one.rows, *one.totals):
        for column, cell in zip(one.columns, row.cells, strict=False):
            if column.kind is Kind.MONEY and isinstance(cell.value, int):
                assert cell.value % KR == 0, (one.key, row)


def _business_plan_agrees(document: Document) -> None:
    """Sections that speak of the same thing say the same."""
    result = values(table(document, "years"), "Surplus or deficit")
    normal = table(document, "sensitivity")
    (case,) = [row for row in normal.rows if row.cells[0].value == "Normal: the plan"]
    assert [cell.value for cell in case.cells[2:5]] == result
    assert [cell.value for cell in case.cells[5:8]] == [0, 0, 0]
    for number, whole in enumerate(result, start=1):
        last = tables(document, f"budget_{number}")[-1]
        assert values(last, "Surplus or deficit")[-1] == whole
    net = values(table(document, "years"), "Sum, net sales")
    assert values(table(document, "sales_plan"), "Sum")[1:] == net
    ideas = table(document, "double_idea")
    assert values(ideas, "All income")[::2] == values(
        table(document, "years"), "Total operating income"
    )
    assert values(ideas, "All income")[1::2] == [1, 1, 1]
    staff = table(document, "staff_plan")
    sums = [cell.value for cell in staff.totals[0].cells[3:]]
    assert [a + b for a, b in zip(sums[:3], sums[3:6], strict=True)] == sums[6:]  # type: ignore[operator]
    (figures,) = [one for one in document.blocks if isinstance(one, KeyFigures)]
    assert [figure.value for figure in figures.figures] == [*result, case.cells[8].value]


def test_two_plans_compared(typed: WriteSession) -> None:
    year = typed.enterprise.fiscal_years()[0].id
    with pytest.raises(RefusedError, match="two plans"):
        made(typed, "R19")
    add_plan(typed, year, {"I20": 90_000, "K34": -1_000}, approved=False)
    document = made(typed, "R19")
    one = table(document, "comparison")
    assert values(one, "Sales of goods and services") == [120_000_000, 108_000_000, -12_000_000]
    assert values(one, "Premises") == [-48_000_000, None, None]
    assert values(one, "Insurance and risk") == [None, -1_200_000, None]
    assert values(one, "Total costs") == [-48_000_000, -1_200_000, 46_800_000]
    assert values(one, "Surplus or deficit") == [72_000_000, 106_800_000, 34_800_000]
    book_of = Recomputed.of(xlsx.render(document))
    assert book_of.wrong() == []
    # The one difference of a line, three sums of two sections and of the result.
    assert len(list(book_of.formulas())) == 1 + 3 * 3
    facts = next(block for block in document.blocks if isinstance(block, Facts)).facts
    assert [fact.value for fact in facts] == [
        "Budget 2026, version 1 (approved 2026-01-15)", "Budget 2026, version 2 (draft)",
    ]  # fmt: skip


def test_the_rates_of_a_year_with_source_and_day(firm: WriteSession) -> None:
    """The contribution of young people holds from April 2026 to September 2027 (SFS 2026:100)."""
    add_year(firm)
    add_year(firm, date(2027, 1, 1), date(2027, 12, 31))
    document = made(firm, "R20")
    one = table(document, "parameters")
    assert values(one, "Employer’s contribution")[0] == "31.42\u00a0%"
    young = values(one, "Employer’s contribution, young people")
    assert young[:2] == ["20.81\u00a0%", "2026-04-01–2027-09-30"]
    assert "2026:100" in str(young[2])
    assert document.head.records == len(one.rows)
