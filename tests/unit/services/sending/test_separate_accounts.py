"""Särredovisning: every krona on its project or cost centre, or among what has no code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.separate_accounts import postings_of, separate_accounts
from tests.sie_books import base, prepare, take

if TYPE_CHECKING:
    from asfdesk.services.sending.export_report import Format
    from asfdesk.services.session import WriteSession

JANUARY, MARCH = Month(2026, 1), Month(2026, 3)
REQUEST = ReportRequest(
    Period.of_quarter(2026, 1), date(2026, 4, 20), datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
)


@pytest.fixture(autouse=True)
def _books(session: WriteSession) -> None:
    prepare(session)
    take(session, base())


def test_a_project_and_what_lacks_one(session: WriteSession) -> None:
    view = separate_accounts(session, 6, JANUARY, MARCH)
    (project,) = view.coded
    assert (project.code, project.name) == ("P1", "Grönt är skönt")
    assert (project.income_ore, project.cost_ore) == (3_000_000, 0)
    without = view.without
    assert without is not None
    assert (without.income_ore, without.cost_ore) == (18_000_000, -4_850_075)
    assert view.result_ore == 16_149_925


def test_cost_centres_by_month(session: WriteSession) -> None:
    view = separate_accounts(session, 1, JANUARY, JANUARY)
    assert [(b.code, b.result_ore) for b in view.blocks] == [("10", 10_000_000), ("20", -4_000_000)]
    assert view.without is None


def test_financial_income_is_income_and_interest_is_a_cost(session: WriteSession) -> None:
    extra = (
        "#VER A 9 20260401\n{\n#TRANS 8310 {6 P1} -10.00\n#TRANS 8410 {6 P1} 4.00\n"
        "#TRANS 1930 {} 6.00\n}\n"
    )
    take(session, base() + extra)
    (project,) = separate_accounts(session, 6, Month(2026, 4), Month(2026, 4)).coded
    assert (project.income_ore, project.cost_ore) == (1000, -400)


def test_down_to_the_posting(session: WriteSession) -> None:
    view = separate_accounts(session, 6, JANUARY, MARCH)
    rows = session.ledger.postings(postings_of(view, view.coded[0], JANUARY, MARCH), 0, 9)
    assert [(r.account, r.amount_sie_ore) for r in rows] == [("3988", -3_000_000)]
    without = view.without
    assert without is not None
    rows = session.ledger.postings(postings_of(view, without, JANUARY, MARCH, "7010"), 0, 9)
    assert [(r.account, r.cost_centre) for r in rows] == [("7010", "20")]


def test_the_report_lists_accounts_vouchers_and_what_lacks_a_code(
    session: WriteSession,
) -> None:
    made = make_report(session, find_report("R13"), REQUEST)
    tables = {table.key: table for table in made.tables()}
    assert set(tables) == {
        "projects",
        "project1_accounts",
        "project1_postings",
        "project2_accounts",
        "centres",
        "centre1_accounts",
        "centre1_postings",
        "centre2_accounts",
        "centre2_postings",
        "centre3_accounts",
    }
    total = tables["projects"].totals[0].cells
    assert [cell.value for cell in total[2:]] == [21_000_000, -4_850_075, 16_149_925]
    row = tables["project1_postings"].rows[0].cells
    assert [cell.value for cell in row] == [date(2026, 3, 10), "B 1", "3988", 3_000_000]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_the_report_in_every_form(session: WriteSession, form: Format) -> None:
    made = make_report(session, find_report("R13"), REQUEST)
    assert form.render(made)


def test_only_whole_months(session: WriteSession) -> None:
    odd = replace(REQUEST, period=Period(date(2026, 1, 5), date(2026, 1, 20)))
    with pytest.raises(InvalidInputError):
        make_report(session, find_report("R13"), odd)


def test_without_books_it_says_so(session: WriteSession) -> None:
    made = make_report(session, find_report("R13"), replace(REQUEST, period=Period.of_year(2024)))
    assert [table.empty for table in made.tables()] != ["", ""]
    assert not any(table.rows for table in made.tables())
