"""The example enterprise: whole, believable, the same every time, and nobody's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.people.identity import parse_identity_number, parse_org_number
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind, PlanStatus
from asfdesk.errors import AsfDeskError, FileConflictError
from asfdesk.services.actuals import year_line_months
from asfdesk.services.drivers.compare_plans import compare_plans
from asfdesk.services.drivers.funder_package import funder_package
from asfdesk.services.drivers.plan_papers import plan_papers
from asfdesk.services.example import cast
from asfdesk.services.example.books import keep_books
from asfdesk.services.example.dice import Dice
from asfdesk.services.example.write import write_example
from asfdesk.services.standing_date import today_in
from asfdesk.storage.file.manifest import KdfCost

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.services.file.open_file import OpenFile

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


def test_what_it_holds(opened: OpenFile) -> None:
    session = opened.session
    assert len(session.trainees.trainees()) == 20
    assert len(session.supervision.supervisors()) == 4
    assert len(session.agreements.buyers()) == 4
    units = {a.terms[0].unit for a in session.agreements.agreements()}
    assert len(units) == 4
    years = session.enterprise.fiscal_years()
    assert [year.first.year for year in years] == [2024, 2025, 2026, 2027, 2028, 2029]
    assert [year.books_through for year in years] == [
        Month(2024, 12),
        Month(2025, 12),
        Month(2026, 10),
        None,
        None,
        None,
    ]


def test_the_price_rises_in_july(opened: OpenFile) -> None:
    agreement = opened.session.agreements.agreement(cast.LINDAS)
    assert agreement is not None
    assert [terms.price_ore for terms in agreement.terms] == [39_500, 41_000]


def test_what_is_invoiced_is_what_is_booked(opened: OpenFile) -> None:
    # Stegen pays five places a month: 54 000 kr, whoever comes; ten months of 2026 are booked.
    year = next(y for y in opened.session.enterprise.fiscal_years() if y.first.year == 2026)
    lines = year_line_months(opened.session, year)
    stegen = opened.session.ledger.account_months(Month(2026, 1), Month(2026, 12))
    booked = sum(row.amount_sie_ore for row in stegen if row.account == "3042")
    assert booked == -10 * 5_400_000
    assert "" not in lines


def test_next_years_are_drafted_from_drivers(opened: OpenFile) -> None:
    """Stegen pays 5 places, 11 050 kr each: 663 000; the EU project brings its last 220 000."""
    session = opened.session
    year = next(y for y in session.enterprise.fiscal_years() if y.first.year == 2027)
    (draft,) = session.plans.plans(year.id)
    assert (draft.status, draft.years) == (PlanStatus.DRAFT, 3)
    amounts = session.plans.amounts(draft.id)
    assert sum(amounts["I60"].values()) == 220_000_00
    assert max(month for month, ore in amounts["I60"].items() if ore) == Month(2027, 11)
    (stegen,) = [one for one in session.drivers.streams(draft.id) if one.name == "Stegen"]
    assert stegen.price_ore * 5 * 12 == 663_000_00
    papers = plan_papers(session, draft)
    assert papers.cash is not None
    assert papers.cash.headroom_ore > 0
    by_year = [sum(papers.result.result[at : at + 12]) for at in (0, 12, 24)]
    assert by_year[0] > 0 > by_year[1]


def test_a_cautious_scenario_stands_beside_the_budget(opened: OpenFile) -> None:
    """Two of Bryggan's places from May (159 days of 8 h at 118 kr, 60 %) and 8 points of Lindås'
    eight places from July (119 days at 410 kr): 180 115,20 + 31 225,60 = 211 340,80 kr less.
    """
    session = opened.session
    year = next(y for y in session.enterprise.fiscal_years() if y.first.year == 2026)
    budget = session.plans.in_force(year.id)
    (scenario,) = [p for p in session.plans.covering(year.id) if p.kind is PlanKind.SCENARIO]
    assert budget is not None
    assert (scenario.name, scenario.based_on_id) == ("Försiktig", budget.id)
    found = compare_plans(session, budget.id, scenario.id)
    assert [(row.line.code, row.total.difference_ore) for row in found.rows if row.differs] == [  # type: ignore[union-attr]
        ("I10", -211_340_80)
    ]
    before, after = (plan_papers(session, one).cash for one in (budget, scenario))
    assert before is not None
    assert after is not None
    assert 0 < after.headroom_ore < before.headroom_ore


def test_the_package_for_a_funder_reaches_the_next_year(opened: OpenFile) -> None:
    session = opened.session
    year = next(y for y in session.enterprise.fiscal_years() if y.first.year == 2026)
    found = funder_package(session, year, cast.TODAY)
    assert found.data.next_year is not None
    assert found.data.cash is not None
    assert found.data.cash.months[-1] == Month(2027, 12)
    assert found.data.cash_start is not None
    assert abs(found.data.cash_start.gap_ore) < 20_000_00


def test_it_stands_still_and_says_what_it_is(opened: OpenFile) -> None:
    enterprise = opened.session.enterprise.enterprise()
    assert enterprise is not None
    assert enterprise.is_example
    assert today_in(opened.session, date(2031, 1, 1)) == date(2026, 11, 9)


def test_nobody_real_is_in_it() -> None:
    assert not parse_org_number(cast.ORG_NUMBER).check_digit_ok
    numbers = [part.birth[-3:] for part in cast.PARTS]
    assert all(980 <= int(number) <= 999 for number in numbers)
    assert len({part.birth for part in cast.PARTS}) == 20


def test_identity_numbers_agree_with_sex(opened: OpenFile) -> None:
    for trainee in opened.session.trainees.trainees():
        number = opened.session.trainees.identity(trainee.id).identity_number
        if number:
            assert parse_identity_number(number, cast.TODAY).digits == number
            assert int(number[10]) % 2 == (trainee.sex.value == "man")


def test_the_books_balance_and_are_the_same_twice() -> None:
    first, second = keep_books({}, Dice("x")), keep_books({}, Dice("x"))
    assert [j.vouchers for j in first] == [j.vouchers for j in second]
    for journal in first:
        total = sum(journal.balance().values()) + sum(journal.results().values())
        assert total == 0


def test_it_is_not_written_over(written: ExampleFiles) -> None:
    before = written.client_file.read_bytes()
    with pytest.raises(FileConflictError):
        write_example(written.client_file.parent, cost=CHEAP)
    assert written.client_file.read_bytes() == before


@pytest.mark.parametrize("name", ["losenord.txt", "aterstallning.txt"])
def test_a_users_own_file_is_not_replaced(tmp_path: Path, name: str) -> None:
    mine = tmp_path / name
    mine.write_text("mitt eget", encoding="utf-8")
    with pytest.raises(FileConflictError):
        write_example(tmp_path, cost=CHEAP)
    assert mine.read_text(encoding="utf-8") == "mitt eget"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(AsfDeskError):
        write_example(tmp_path / "a" / "b", cost=CHEAP)
