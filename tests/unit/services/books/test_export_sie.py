"""Bookkeeping and budgets out as SIE and in again: the same amounts, the same signs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.books.sie import PeriodAmount, SieFile, SieType, SieYear
from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind, PlanStatus, PlanValue
from asfdesk.errors import AsfDeskError, FileMissingError, ImportRefusedError, RefusedError
from asfdesk.formats.sie.reader import read
from asfdesk.formats.sie.writer import write
from asfdesk.services.books.export_books import export_books, year_as_sie
from asfdesk.services.books.export_budget import budget_as_sie, export_budget
from asfdesk.services.books.import_budget import preview_budget, take_budget
from asfdesk.services.books.import_preview import ReadFile
from asfdesk.services.books.import_sie import SourceFile, commit, preview, read_files
from asfdesk.services.planning.edit_plan import new_plan
from asfdesk.services.undo import undo_last
from tests.bookroom import add_year, book

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
BOOKS = """#FLAGGA 0
#PROGRAM "Bokning" "1.0"
#FORMAT PC8
#GEN 20261001
#SIETYP 4
#FNAMN "Björken"
#RAR 0 20260101 20261231
#RAR -1 20250101 20251231
#KONTO 1930 "Bank"
#KONTO 3001 "Försäljning"
#KONTO 5010 "Lokalhyra"
#OBJEKT 6 "P1" "ESF"
#IB 0 1930 1000.00
#UB 0 1930 1350.50
#RES 0 3001 -500.00
#RES 0 5010 149.50
#RES -1 3001 -77.00
#VER A 1 20260115 "Kund"
{
#TRANS 1930 {} 500.00
#TRANS 3001 {6 "P1"} -500.00
}
#VER A 2 20260131 "Hyra"
{
#TRANS 5010 {} 149.50 20260201
#TRANS 1930 {} -149.50
}
"""


def taken(session: WriteSession, text: str = BOOKS) -> None:
    source = SourceFile("bok.se", text.encode("cp437"))
    made = preview(session, read_files([source]))
    commit(session, made, made.asked_codes)


def year_of(session: WriteSession) -> int:
    return session.enterprise.fiscal_years()[0].id


def test_the_year_comes_out_as_it_came_in(session: WriteSession, tmp_path: Path) -> None:
    add_year(session)
    taken(session)
    (year,) = session.enterprise.fiscal_years()
    done = export_books(session, year, tmp_path / "ut.se", TODAY)
    found = read(done.path.read_bytes())
    before = read(BOOKS.encode("cp437"))
    assert found.sie_type is SieType.VOUCHERS
    assert (found.opening, found.closing, found.results) == (
        before.opening,
        before.closing,
        before.results,
    )
    assert found.accounts == before.accounts
    assert found.projects == {"P1": "ESF"}
    assert found.fiscal_years == before.fiscal_years
    assert [
        (v.series, v.number, v.day, [(r.account, r.amount_ore, r.project) for r in v.rows])
        for v in found.vouchers
    ] == [
        ("A", "1", date(2026, 1, 15), [("1930", 50_000, ""), ("3001", -50_000, "P1")]),
        ("A", "2", date(2026, 1, 31), [("5010", 14_950, ""), ("1930", -14_950, "")]),
    ]
    assert found.vouchers[1].rows[0].day == date(2026, 2, 1)
    assert found.generated_on == TODAY


def test_what_was_exported_imports_to_the_same_months(
    session: WriteSession, tmp_path: Path
) -> None:
    add_year(session)
    taken(session)
    (year,) = session.enterprise.fiscal_years()
    before = session.ledger.year_months(year, result_only=False)
    done = export_books(session, year, tmp_path / "ut.se", TODAY)
    made = preview(session, read_files([SourceFile("ut.se", done.path.read_bytes())]))
    commit(session, made, made.asked_codes)
    assert session.ledger.year_months(year, result_only=False) == before


def test_balances_that_the_file_lacked_are_worked_out(session: WriteSession) -> None:
    add_year(session)
    lines = [line for line in BOOKS.splitlines() if not line.startswith(("#UB", "#RES"))]
    taken(session, "\n".join(lines) + "\n")
    (year,) = session.enterprise.fiscal_years()
    file = year_as_sie(session, year, TODAY)
    assert file.closing == {0: {"1930": 135_050}}
    assert file.results == {0: {"3001": -50_000, "5010": 14_950}}


def test_a_year_without_books_is_refused(session: WriteSession, tmp_path: Path) -> None:
    add_year(session)
    (year,) = session.enterprise.fiscal_years()
    with pytest.raises(RefusedError):
        export_books(session, year, tmp_path / "ut.se", TODAY)
    assert not (tmp_path / "ut.se").exists()
    taken(session)
    with pytest.raises(FileMissingError):
        export_books(session, year, tmp_path / "borta" / "ut.se", TODAY)


def a_plan(session: WriteSession, values: dict[str, int]) -> int:
    """A draft with the same amount in January and March; February is not filled in."""
    months = (Month(2026, 1), Month(2026, 3))
    new_plan(
        session,
        year_of(session),
        values=[PlanValue(code, month, ore) for code, ore in values.items() for month in months],
    )
    return session.plans.plans(year_of(session))[-1].id


def test_a_budget_comes_back_identical(session: WriteSession, tmp_path: Path) -> None:
    add_year(session)
    plan_id = a_plan(session, {"I20": 11_500_000, "K20": -3_600_000, "K30": 0, "F20": -12_345})
    done = export_budget(session, plan_id, tmp_path / "b.si", TODAY)
    found = read(done.path.read_bytes())
    assert found.sie_type is SieType.PERIOD_BALANCES
    # finance.md T12: the sign is SIE's, income negative.
    assert PeriodAmount(0, Month(2026, 1), "3000", -11_500_000, 0) in [
        row._replace(line=0) for row in found.budget
    ]
    before = {(v.line_code, v.month): v.amount_ore for v in session.plans.values(plan_id)}
    seen = preview_budget(session, ReadFile.of("b.si", b"", found))
    assert {(v.line_code, v.month): v.amount_ore for v in seen.values} == before
    assert seen.result_ore == 2 * (11_500_000 - 3_600_000 - 12_345)
    take_budget(session, seen)
    latest = max(session.plans.plans(year_of(session)), key=lambda plan: plan.version)
    assert (latest.kind, latest.status, latest.version) == (PlanKind.BUDGET, PlanStatus.DRAFT, 2)
    assert {(v.line_code, v.month): v.amount_ore for v in session.plans.values(latest.id)} == before
    undo_last(session)
    assert [plan.id for plan in session.plans.plans(year_of(session))] == [plan_id]


def test_a_line_that_only_rules_reach_takes_its_account_from_them(session: WriteSession) -> None:
    add_year(session)
    plan_id = a_plan(session, {"I10": 100})
    with pytest.raises(RefusedError) as error:
        budget_as_sie(session, plan_id, TODAY)
    assert "I10" not in str(error.value)
    with session.writer.action("map_rule.add", ()):
        session.mapping.add_rule(MapRule(10, "3041", "3041", 1, "10", "I10"))
        session.mapping.add_rule(MapRule(20, "3041", "3049", None, None, "I10"))
    file = budget_as_sie(session, plan_id, TODAY)
    assert {row.account for row in file.budget} == {"3041"}


def test_an_account_that_leads_elsewhere_is_not_used(session: WriteSession) -> None:
    add_year(session)
    plan_id = a_plan(session, {"K20": -100})
    with session.writer.action("map_rule.add", ()):
        session.mapping.add_rule(MapRule(20, "5000", "5000", None, None, "K30"))
    with pytest.raises(RefusedError):
        budget_as_sie(session, plan_id, TODAY)


def budget_file(**changes: object) -> SieFile:
    values: dict[str, object] = {
        "sie_type": SieType.PERIOD_BALANCES,
        "fiscal_years": (SieYear(0, date(2026, 1, 1), date(2026, 12, 31)),),
        "budget": (PeriodAmount(0, Month(2026, 1), "3001", -100, 0),),
    }
    return SieFile(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"budget": ()},
        {"budget": (PeriodAmount(-1, Month(2025, 1), "3001", -100, 0),)},
        {"budget": (PeriodAmount(0, Month(2025, 12), "3001", -100, 0),)},
        {"budget": (PeriodAmount(0, Month(2026, 1), "4X", -100, 0),)},
        {"fiscal_years": ()},
        {"fiscal_years": (SieYear(0, date(2020, 1, 1), date(2020, 12, 31)),)},
        {"org_number": "556000-0000"},
    ],
)
def test_a_budget_that_does_not_fit_is_refused_whole(
    session: WriteSession, changes: dict[str, object]
) -> None:
    add_year(session)
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Björken", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    made = read(write(budget_file(**changes)))
    with pytest.raises(ImportRefusedError):
        preview_budget(session, ReadFile.of("b.si", b"", made))


def test_balance_accounts_of_a_budget_are_told(session: WriteSession) -> None:
    add_year(session)
    rows = (
        PeriodAmount(0, Month(2026, 1), "3001", -100, 0),
        PeriodAmount(0, Month(2026, 1), "3740", 40, 0),
        PeriodAmount(0, Month(2026, 1), "1930", 60, 0),
    )
    found = preview_budget(session, ReadFile.of("b", b"", budget_file(budget=rows)))
    assert [(v.line_code, v.amount_ore) for v in found.values] == [("I20", 60)]
    assert (found.accounts, found.left_out) == (2, ("1930",))


def test_an_empty_plan_is_refused(session: WriteSession) -> None:
    add_year(session)
    new_plan(session, year_of(session))
    with pytest.raises(AsfDeskError):
        budget_as_sie(session, session.plans.plans(year_of(session))[0].id, TODAY)


def test_months_without_vouchers_become_a_file_of_their_kind(session: WriteSession) -> None:
    year_id = add_year(session)
    book(session, year_id, {"3001": [-1, -2]})
    (year,) = session.enterprise.fiscal_years()
    file = year_as_sie(session, year, TODAY)
    assert file.results == {0: {"3001": -300}}
