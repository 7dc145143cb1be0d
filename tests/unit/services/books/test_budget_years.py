"""A plan of several years out as #PBUDGET, a file a year, and in again as one plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.drivers.costs import FixedCost, Loan
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind
from asfdesk.errors import ImportRefusedError, RefusedError
from asfdesk.formats.sie.reader import read
from asfdesk.services.books.export_budget import export_budget_years
from asfdesk.services.books.import_budget import preview_budgets, take_budget
from asfdesk.services.books.import_preview import ReadFile
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.planning.edit_plan import new_plan
from tests.bookroom import add_stream, add_year

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
SIXTEEN_MONTHS = ((2026, 3, 1), (2027, 6, 30))
BROKEN = [SIXTEEN_MONTHS, ((2027, 7, 1), (2028, 6, 30)), ((2028, 7, 1), (2029, 6, 30))]


@pytest.fixture
def plan_id(session: WriteSession) -> int:
    """A plan of three broken years, the first of sixteen months, with drivers and typed amounts."""
    ids = [add_year(session, date(*first), date(*last)) for first, last in BROKEN]
    with session.writer.action("map_rule.add", ()):
        session.plans.seed_lines()
        session.mapping.add_rule(MapRule(20, "3041", "3041", None, None, "I10"))
    new_plan(session, ids[0], years=3)
    plan = session.plans.plans(ids[0])[0].id
    add_stream(session, plan)
    add_driver(session, plan, SalesStream(0, "Café", 1_000, 1_000_001, 3_333))
    add_driver(session, plan, StaffRow(0, StaffRole.MANAGEMENT, "Chef", 10_000, 3_100_000))
    add_driver(session, plan, FixedCost(0, "Hyra", "K20", 27_500_33, index_bp=250))
    add_driver(session, plan, Loan(0, "Lån", Month(2026, 5), 150_000_00, 567, 48))
    set_amounts(session, plan, {("I80", Month(2029, 6)): 0, ("K30", Month(2027, 7)): -1_01})
    return plan


def reads(paths: list[Path]) -> list[ReadFile]:
    return [ReadFile.of(one.name, b"", read(one.read_bytes())) for one in paths]


def test_three_broken_years_come_back_identical(
    session: WriteSession, plan_id: int, tmp_path: Path
) -> None:
    done = export_budget_years(session, plan_id, tmp_path, TODAY)
    assert [one.path.name for one in done] == [
        "budget_2026-2027_v1.si", "budget_2027-2028_v1.si", "budget_2028-2029_v1.si",
    ]  # fmt: skip
    first = done[0].file.fiscal_years[0]
    assert (first.first, first.last) == (date(2026, 3, 1), date(2027, 6, 30))
    assert {row.month for row in done[2].file.budget} <= {
        Month(2028, 7).plus(at) for at in range(12)
    }
    before = session.plans.amounts(plan_id)
    assert len(before["I10"]) == 16 + 12 + 12
    # However they are chosen, they are one plan in the order of their years.
    seen = preview_budgets(session, reads([one.path for one in done[::-1]]))
    assert (seen.label, len(seen.years)) == ("2026/2027–2028/2029", 3)
    take_budget(session, seen)
    year_id = session.enterprise.fiscal_years()[0].id
    taken = max(session.plans.plans(year_id), key=lambda plan: plan.version)
    assert (taken.kind, taken.years, taken.version) == (PlanKind.BUDGET, 3, 2)
    assert session.plans.amounts(taken.id) == before


def test_years_that_make_no_plan_are_refused(
    session: WriteSession, plan_id: int, tmp_path: Path
) -> None:
    paths = [one.path for one in export_budget_years(session, plan_id, tmp_path, TODAY)]
    plans = len(session.plans.plans())
    for wrong in ([paths[0], paths[2]], [paths[1], paths[1]], []):
        with pytest.raises(ImportRefusedError):
            preview_budgets(session, reads(wrong))
    assert len(session.plans.plans()) == plans
    assert preview_budgets(session, reads(paths[1:])).label == "2027/2028–2028/2029"


def test_a_year_without_amounts_has_no_file(session: WriteSession, tmp_path: Path) -> None:
    first = add_year(session)
    add_year(session, date(2027, 1, 1), date(2027, 12, 31))
    new_plan(session, first, years=2)
    plan = session.plans.plans(first)[0].id
    with pytest.raises(RefusedError):
        export_budget_years(session, plan, tmp_path, TODAY)
    set_amounts(session, plan, {("I20", Month(2027, 2)): 5})
    done = export_budget_years(session, plan, tmp_path, TODAY)
    assert [one.path.name for one in done] == ["budget_2027_v1.si"]


def test_an_account_that_is_missing_in_a_later_year_stops_all_files(
    session: WriteSession, tmp_path: Path
) -> None:
    first = add_year(session)
    add_year(session, date(2027, 1, 1), date(2027, 12, 31))
    new_plan(session, first, years=2)
    plan = session.plans.plans(first)[0].id
    set_amounts(session, plan, {("I20", Month(2026, 2)): 5, ("I10", Month(2027, 2)): 5})
    with pytest.raises(RefusedError):
        export_budget_years(session, plan, tmp_path, TODAY)
    assert list(tmp_path.glob("*.si")) == []
