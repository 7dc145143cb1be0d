"""Assumptions about society: kept, checked, and what a file with them comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.codes import ExitGroup, LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Period
from asfdesk.domain.planning.society import Actor, Assumption, Case, Factor, proxy_key
from asfdesk.errors import InvalidInputError
from asfdesk.reports.document import Hidden
from asfdesk.services.planning.assume_society import clear_assumption, set_assumption
from asfdesk.services.planning.key_figures import gather_figures
from asfdesk.services.planning.plan_lines import seed_lines
from asfdesk.services.planning.society_view import society_calculation
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.bookroom import add_year, book
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession

KR = 100
YEAR = Period.of_year(2026)
TODAY = date(2026, 12, 31)
WORK_KOMMUN = proxy_key(ExitGroup.WORK, Actor.MUNICIPALITY)
EXAMPLE = (
    Assumption(WORK_KOMMUN, 150_000 * KR, 210_000 * KR, 260_000 * KR, "Kommunens ekonom", TODAY),
    Assumption(Factor.DEADWEIGHT, 2000, 2500, 5000),
    Assumption(Factor.ATTRIBUTION, 5000, 6000, 7000),
    Assumption(Factor.DISPLACEMENT, 0, 1000, 2000),
    Assumption(Factor.DROP_OFF, 1000, 2000, 3000),
    Assumption(Factor.YEARS, 1, 3, 5),
    Assumption(Factor.DISCOUNT, 350, 350, 350),
    Assumption(Factor.MONTH_BENEFIT, 20_000 * KR, 25_000 * KR, 30_000 * KR),
)


@pytest.fixture
def eighteen_left(session: WriteSession) -> WriteSession:
    """Eighteen exits, seven of them to work on 15 May; the training cost 1 480 000 kr."""
    seed_lines(session)
    year_id = add_year(session, through="2026-12")
    with session.writer.action("rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "7210", "7210", None, None, "K41"))
    book(session, year_id, {"7210": [1_480_000, *[0] * 10, 1], "3001": [*[0] * 11, -1]})
    agreement = add_agreement(session)
    for number in range(1, 19):
        placement = session.placements.placement(add_placement(session, agreement, number))
        assert placement is not None
        ended = Exit(
            date(2026, 5 if number <= 7 else 11, 15),
            ExitGroup.WORK if number <= 7 else ExitGroup.BACK,
        )
        with session.writer.action("placement.end", ("placements",)):
            session.placements.change_placement(replace(placement, exit=ended))
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Prov ek. för.", "559999-0002", LegalForm.COOPERATIVE, TODAY)
        )
    return session


def assume(session: WriteSession) -> None:
    for one in EXAMPLE:
        set_assumption(session, one)


def test_the_worked_example_from_a_file(eighteen_left: WriteSession) -> None:
    """No. 27: 1 363 491,69 / 1 480 000 = 0,92; no. 28: 82 222 / (7/18 × 25 000) = 8,46."""
    assume(eighteen_left)
    view = gather_figures(eighteen_left, YEAR, TODAY)
    ratio, months = view.figure("27"), view.figure("28")
    assert ratio.value is not None
    assert f"{float(ratio.value):.2f}" == "0.92"
    assert ratio.numerator is not None
    assert f"{float(ratio.numerator / KR):.2f}" == "1363491.69"
    assert months.value is not None
    assert f"{float(months.value):.2f}" == "8.46"


def test_months_after_the_exit_count_to_the_end_of_the_period(
    eighteen_left: WriteSession,
) -> None:
    """Seven people from June to December: 49 × 17 500 × 0,75 × 0,6 × 0,9 = 347 287,50 kr."""
    assume(eighteen_left)
    found = society_calculation(eighteen_left, YEAR, TODAY)
    assert found.effort is not None
    assert found.effort.result_months[ExitGroup.WORK] == 49
    assert found.values[Case.LIKELY].period_only == 347_287_50
    assert (found.effort.ended, found.effort.reached) == (18, 7)


def test_without_assumptions_the_figures_are_absent(eighteen_left: WriteSession) -> None:
    view = gather_figures(eighteen_left, YEAR, TODAY)
    assert (view.figure("27").value, view.figure("28").value) == (None, None)
    assert not view.figure("27").protected
    set_assumption(eighteen_left, EXAMPLE[0])
    found = society_calculation(eighteen_left, YEAR, TODAY)
    assert found.missing[0] is Factor.DEADWEIGHT
    assert found.values[Case.LIKELY].total is None
    assert found.values[Case.LIKELY].payback_months is not None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Assumption(Factor.DEADWEIGHT, 3000, 2000, 4000), "low"),
        (Assumption(Factor.DEADWEIGHT, 1000, 2000, 1500), "high"),
        (Assumption(Factor.ATTRIBUTION, 0, 5000, 10_001), "high"),
        (Assumption(Factor.YEARS, 0, 3, 5), "low"),
        (Assumption(Factor.YEARS, 1, 3, 21), "high"),
        (Assumption(WORK_KOMMUN, 0, 0, 10**12), "high"),
        (Assumption(WORK_KOMMUN, 0, 0, 0, "x" * 501), "source"),
    ],
)
def test_what_cannot_be_is_refused(session: WriteSession, wrong: Assumption, field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        set_assumption(session, wrong)
    assert caught.value.field == field
    assert session.society.assumptions() == []


def test_one_assumption_is_kept_once_and_can_be_taken_away(session: WriteSession) -> None:
    set_assumption(session, EXAMPLE[0])
    set_assumption(session, replace(EXAMPLE[0], source="  en rapport  "))
    assert session.society.assumptions() == [replace(EXAMPLE[0], source="en rapport")]
    clear_assumption(session, WORK_KOMMUN)
    assert session.society.assumptions() == []
    assert clear_assumption(session, WORK_KOMMUN) == frozenset()


def report(session: WriteSession, period: Period = YEAR) -> Document:
    request = ReportRequest(period, TODAY, datetime(2026, 12, 31, tzinfo=UTC))
    return make_report(session, find_report("R15"), request)


def test_the_report_shows_range_assumptions_and_what_is_left_out(
    eighteen_left: WriteSession,
) -> None:
    assume(eighteen_left)
    document = report(eighteen_left)
    tables = {one.key: one for one in document.tables()}
    assert set(tables) == {
        "outcome",
        "cases",
        "actors",
        "worth",
        "calculation",
        "years",
        "ratio",
        "assumptions",
        "sensitivity",
    }
    ratio = tables["cases"].rows[2]
    values = [cell.value for cell in ratio.cells[1:]]
    assert all(isinstance(one, Fraction) for one in values)
    assert values == sorted(values, key=lambda one: Fraction(str(one)))
    assert len(tables["assumptions"].rows) == len(EXAMPLE)
    actors = tables["actors"]
    for at in (1, 2, 3):
        column = [row.cells[at].value for row in actors.rows]
        assert actors.totals[0].cells[at].value == sum(v for v in column if isinstance(v, int))


def test_few_people_hide_the_value_in_the_report_but_not_the_assumptions(
    eighteen_left: WriteSession,
) -> None:
    assume(eighteen_left)
    with eighteen_left.writer.action("setting.small_count", ("enterprise",)):
        eighteen_left.enterprise.set_setting("small_count_threshold", "8")
    document = report(eighteen_left)
    assert {one.key for one in document.tables()} == {"assumptions"}
    shown = society_calculation(eighteen_left, YEAR, TODAY, shows_few=True)
    assert shown.values[Case.LIKELY].ratio is not None
    assert not any(
        isinstance(cell.value, Hidden)
        for table in document.tables()
        for row in table.rows
        for cell in row.cells
    )


def test_the_steps_lead_to_the_result_by_formulas(eighteen_left: WriteSession) -> None:
    """Every number that is worked out in the workbook says from which cells."""
    assume(eighteen_left)
    tables = {one.key: one for one in report(eighteen_left).tables()}
    likely = tables["ratio"].rows[2].cells[2]
    assert isinstance(likely.value, Fraction)
    assert f"{float(likely.value):.2f}" == "0.92"
    assert all(cell.formula for row in tables["ratio"].rows for cell in row.cells[1:])
    typed = {0, 1, 3, 4, 10, 12}
    for at, row in enumerate(tables["calculation"].rows):
        assert all((cell.formula is None) is (at in typed) for cell in row.cells[1:]), at
    numbers = [
        cell
        for row in (*tables["years"].rows, *tables["years"].totals)
        for cell in row.cells[1:]
        if isinstance(cell.value, Fraction)
    ]
    assert len(numbers) == 3 * (1 + 3 + 5) + 3
    assert all(cell.formula for cell in numbers)
    total = tables["years"].totals[0].cells[6].value
    assert isinstance(total, Fraction)
    assert f"{float(total / KR):.2f}" == "1363491.69"
