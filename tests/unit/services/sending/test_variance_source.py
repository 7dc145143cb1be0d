"""R8 of a tiny year, every figure worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.expected import ExpectedItem
from asfdesk.errors import InvalidInputError
from asfdesk.formats import text_out
from asfdesk.i18n import set_language
from asfdesk.reports.document import Tone
from asfdesk.reports.formula import Ref, Sum, worth
from asfdesk.services.planning.note_expected import note_expected
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.reports.document import Cell, Document, Table
    from asfdesk.services.session import WriteSession

GOLDEN = Path(__file__).parents[3] / "golden" / "r8.txt"
FEBRUARY = Month(2026, 2)
BOOKS = {
    "3001": [-100_000, -80_000, -10_000],
    "3051": [-50_000, -40_000],
    "5010": [30_000, 30_500],
    "7010": [90_000, 92_000],
    "30A9": [0, -1_500],
    "1930": [40_000, -50_000],
}
PLAN = {"I20": 100_000, "I10": 50_000, "K20": -30_000, "K40": -90_000}
BALANCES = [
    (0, "IB", "1930", 60_000),
    (0, "RES", "3001", -190_000),
    (0, "RES", "3051", -90_000),
    (0, "RES", "5010", 60_000),
    (0, "RES", "7010", 182_000),
    (0, "RES", "8999", -38_000),
]


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def filled(session: WriteSession) -> WriteSession:
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Kvarnen ek. för.", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    year_id = add_year(session, through="2026-02")
    add_plan(session, year_id, PLAN)
    with session.writer.action("rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "3051", "3051", None, None, "I10"))
    book(session, year_id, BOOKS, BALANCES)
    return session


def r8(session: WriteSession, period: Period) -> Document:
    created = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    request = ReportRequest(period, date(2026, 3, 10), created)
    return make_report(session, find_report("r8"), request)


def table(document: Document, key: str) -> Table:
    return next(found for found in document.tables() if found.key == key)


def rows(found: Table) -> dict[object, tuple[Cell, ...]]:
    return {line.cells[0].value: line.cells for line in (*found.rows, *found.totals)}


def test_the_main_table(filled: WriteSession) -> None:
    found = rows(table(r8(filled, Period.of_month(FEBRUARY)), "variance"))
    sales = [cell.value for cell in found["Sales of goods and services"]]
    assert sales[1:4] == [8_000_000, 10_000_000, -2_000_000]
    assert sales[5:8] == [18_000_000, 20_000_000, -2_000_000]
    assert (sales[4], sales[8]) == (Fraction(-1, 5), Fraction(-1, 10))
    assert sales[9] is None
    assert sales[10:13] == [118_000_000, 120_000_000, -2_000_000]
    assert found["Sales of goods and services"][7].tone is Tone.WARN
    result = [cell.value for cell in found["Result"]]
    # 270 000 + 1 500 - 242 500 = 29 000; planned 2 x 30 000
    assert result[5:9] == [2_900_000, 6_000_000, -3_100_000, None]
    assert result[10:13] == [2_900_000 + 30_000_000, 36_000_000, -3_100_000]


def test_the_sums_agree_with_the_books_class_by_class(filled: WriteSession) -> None:
    found = rows(table(r8(filled, Period.of_month(FEBRUARY)), "reconciliation"))
    income = [cell.value for cell in found["3"]]
    assert income[1:5] == [28_000_000, 28_150_000, 150_000, 150_000]
    premises = [cell.value for cell in found["5"]]
    assert premises[1:4] == [-6_000_000, -6_050_000, -50_000]
    assert [cell.value for cell in found["Sum"]][1:4] == [3_800_000, 3_900_000, 100_000]


def test_cash_is_followed_to_its_lowest_month(filled: WriteSession) -> None:
    cash = table(r8(filled, Period.of_month(FEBRUARY)), "cash")
    assert [cell.value for cell in cash.rows[0].cells[1:]] == [10_000_000, 5_000_000]


def test_an_open_month_is_named_and_has_no_light(filled: WriteSession) -> None:
    document = r8(filled, Period.of_month(Month(2026, 3)))
    assert document.head.open_issues == (
        "The books are confirmed as closed only up to February 2026.",
        "Some accounts have no plan line.",
    )
    found = rows(table(document, "variance"))["Sales of goods and services"]
    assert found[1].value == 1_000_000
    assert found[3].tone is Tone.NEUTRAL
    assert found[5].value == 18_000_000


def test_a_quarter_and_a_fiscal_year_but_not_across_two(filled: WriteSession) -> None:
    assert table(r8(filled, Period.of_quarter(2026, 1)), "variance").rows
    assert table(r8(filled, Period.of_year(2026)), "variance").rows
    with pytest.raises(InvalidInputError):
        r8(filled, Period.of_months(Month(2025, 12), FEBRUARY))


def test_a_long_year_is_two_tables(session: WriteSession) -> None:
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Kvarnen ek. för.", "", LegalForm.ASSOCIATION, date(2026, 1, 1))
        )
    year_id = add_year(session, date(2026, 3, 1), date(2027, 6, 30), "2026-03")
    add_plan(session, year_id, PLAN)
    document = r8(session, Period.of_month(Month(2026, 3)))
    assert len(table(document, "plan_by_month").columns) == 13
    rest = table(document, "plan_by_month_2")
    assert len(rest.columns) == 6
    assert rest.rows[-1].cells[0].value == "Surplus or deficit"
    assert rest.rows[-1].cells[-1].value == 16 * 3_000_000


def test_the_whole_report_as_text(filled: WriteSession) -> None:
    document = r8(filled, Period.of_month(FEBRUARY))
    document = replace(document, head=replace(document.head, app_version="0.1.0"))
    assert text_out.render(document).decode() == GOLDEN.read_text("utf-8")


def test_what_is_expected_stands_beside_and_in_no_figure(filled: WriteSession) -> None:
    item = ExpectedItem(0, "K20", FEBRUARY, -250_000, "Städning", date(2026, 3, 5))
    note_expected(filled, item)
    document = r8(filled, Period.of_month(FEBRUARY))
    found = table(document, "expected")
    assert [cell.value for cell in found.rows[0].cells] == [
        "February 2026", "Städning", "Premises", -250_000,
    ]  # fmt: skip
    assert found.totals[0].cells[-1].value == -250_000
    premises = rows(table(document, "variance"))["Premises"]
    assert premises[5].value == -6_050_000
    assert "−2\u202f500 kr are expected" in text_out.render(document).decode()


def test_sums_and_differences_are_live_in_excel(filled: WriteSession) -> None:
    found = table(r8(filled, Period.of_month(FEBRUARY)), "variance")
    by_name = {line.cells[0].value: line.cells for line in found.rows}
    place = {line.cells[0].value: at for at, line in enumerate(found.rows)}
    sales = by_name["Sales of goods and services"]
    at = place["Sales of goods and services"]
    assert sales[3].formula == Sum((Ref(at, 1),), (Ref(at, 2),))
    income = by_name["Total operating income"]
    training = place["Work training and rehabilitation"]
    assert income[5].formula == Sum((Ref(training, 5), Ref(at, 5)))
    # Every formula gives the very amount that stands on paper.
    for cells in by_name.values():
        for cell in cells:
            if cell.formula is not None:
                value = worth(cell.formula, lambda ref: found.rows[ref.row].cells[ref.column].value)  # type: ignore[arg-type, return-value]
                assert value == cell.value


def test_twelve_months_come_when_they_are_known(filled: WriteSession) -> None:
    assert "rolling" not in {one.key for one in r8(filled, Period.of_month(FEBRUARY)).tables()}
    earlier = add_year(filled, date(2025, 1, 1), date(2025, 12, 31))
    book(filled, earlier, {"3001": [-1_000] * 12})
    found = rows(table(r8(filled, Period.of_month(FEBRUARY)), "rolling"))
    # Ten months of 1 000 kr, then 100 000 and 80 000 kr.
    assert found["Sales of goods and services"][1].value == 19_000_000


def test_one_project_is_compared_with_what_the_plan_says_of_it(filled: WriteSession) -> None:
    year = filled.enterprise.fiscal_years()[0]
    book(filled, year.id, {"5010": [10_000, 11_000]}, cost_centre="20")
    created = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    request = ReportRequest(Period.of_month(FEBRUARY), date(2026, 3, 10), created, project="20")
    document = make_report(filled, find_report("r8"), request)
    assert document.head.filter == "Cost centre 20"
    assert document.subtitle.startswith("Cost centre 20. Budget 2026")
    premises = rows(table(document, "variance"))["Premises"]
    assert [cell.value for cell in premises[5:8]] == [-2_100_000, None, None]
    with pytest.raises(InvalidInputError, match="no project or cost centre 77"):
        make_report(filled, find_report("r8"), replace(request, project="77"))
    with pytest.raises(InvalidInputError, match="cannot be limited to one project"):
        make_report(filled, find_report("r13"), replace(request, project="20"))


def test_an_association_reads_over_or_underskott(filled: WriteSession) -> None:
    enterprise = filled.enterprise.enterprise()
    assert enterprise is not None
    with filled.writer.action("enterprise.change", ("enterprise",)):
        filled.enterprise.set_enterprise(replace(enterprise, legal_form=LegalForm.ASSOCIATION))
    document = r8(filled, Period.of_month(FEBRUARY))
    names = [line.cells[0].value for line in table(document, "variance").rows]
    assert names[-1] == "Surplus or deficit"
    assert "Result" not in names
