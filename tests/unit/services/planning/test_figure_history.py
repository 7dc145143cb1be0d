"""History of the key figures: each point is what the period's own figures are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.hours.places import PlaceDays, place_days
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.throughput import average_participants
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.figure_history import Step
from asfdesk.domain.planning.figure_inputs import BreakEven
from asfdesk.domain.planning.figure_targets import Direction, Target
from asfdesk.domain.planning.variance import Light
from asfdesk.errors import InvalidInputError
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.manage_fiscal_years import set_books_through
from asfdesk.services.planning import figure_parts
from asfdesk.services.planning.figure_parts import gather_parts
from asfdesk.services.planning.figure_targets import clear_target, set_target
from asfdesk.services.planning.figure_views import figures_page, read_span
from asfdesk.services.planning.key_figures import FigureMaker, gather_figures
from asfdesk.services.planning.plan_lines import seed_lines
from tests.bookroom import add_year, book
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.planning.figure_views import FiguresPage
    from asfdesk.services.session import WriteSession

TODAY = date(2027, 12, 1)
FIRST = {
    "3001": [-100_000, -120_000, -90_000, *[-100_000] * 13],
    "3988": [-40_000] * 16,
    "4010": [30_000] * 16,
    "7010": [80_000] * 16,
}
"""Sixteen months, March 2026 to June 2027."""
SECOND = {"3001": [-150_000, -150_000, -150_000], "3988": [-50_000] * 3, "7010": [100_000] * 3}


@pytest.fixture
def two_years(session: WriteSession) -> WriteSession:
    seed_lines(session)
    long = add_year(session, date(2026, 3, 1), date(2027, 6, 30))
    book(session, long, FIRST, [(0, "IB", "1930", 50_000), (0, "IB", "2081", -50_000)])
    broken = add_year(session, date(2027, 7, 1), date(2028, 6, 30))
    import_id = book(session, broken, SECOND)
    with session.writer.action("import.reach", ("ledger",)):
        session.writer.update("sie_import", import_id, {"covered_to": "2027-09-30"})
    set_books_through(session, long, Month(2027, 6))
    return session


def page(session: WriteSession, month: str = "2027-09", step: Step = Step.TO_DATE) -> FiguresPage:
    span = read_span(session, Month.parse(month), step, TODAY)
    return figures_page(session, span, shows_few=True)


def values(session: WriteSession, number: str, step: Step) -> dict[str, Fraction | None]:
    points = page(session).history.of(number, step)
    return {str(one.period): one.figure.value for one in points}


def test_months_quarters_and_years_by_hand(two_years: WriteSession) -> None:
    months = values(two_years, "4", Step.MONTH)
    assert months["2026-03"] == Fraction(40, 140)
    assert months["2026-04"] == Fraction(40, 160)
    assert months["2027-09"] == Fraction(50, 200)
    assert len(months) == 19
    quarters = values(two_years, "4", Step.QUARTER)
    assert list(quarters) == ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3"]
    assert quarters["2026-Q2"] == Fraction(120, 310 + 120)
    # 16 months: 100 + 120 + 90 + 13 × 100 = 1 610 sold, 640 in subsidies.
    assert values(two_years, "4", Step.YEAR) == {"FY2026-03": Fraction(640, 2_250)}


def test_rolling_and_year_to_date_by_hand(two_years: WriteSession) -> None:
    rolling = values(two_years, "1", Step.ROLLING)
    assert next(iter(rolling)) == "2026-03..2027-02"
    # October 2026 to September 2027: nine months of 100 and three of 150; 9 × 40 and 3 × 50.
    assert rolling["2026-10..2027-09"] == Fraction(1_350, 1_350 + 360 + 150)
    so_far = values(two_years, "8", Step.TO_DATE)
    assert so_far["2027-07..2027-08"] == Fraction(200, 400)
    assert so_far["2026-03..2026-04"] == Fraction(220 + 80 - 60 - 160, 300)


def test_only_some_figures_are_rolled(two_years: WriteSession) -> None:
    past = page(two_years).history
    assert past.steps("9") == (Step.MONTH, Step.QUARTER, Step.YEAR)
    assert past.steps("7") == tuple(Step)


def test_every_point_is_the_figure_of_its_period(two_years: WriteSession) -> None:
    past = page(two_years).history
    for step, text in ((Step.QUARTER, "2026-Q4"), (Step.YEAR, "FY2026-03")):
        period = next(p.period for p in past.of("1", step) if str(p.period) == text)
        own = {one.number: one for one in gather_figures(two_years, period, TODAY).figures}
        for number in ("1", "2", "4", "6", "7", "8", "9", "10a", "10b", "14"):
            point = next(p for p in past.of(number, step) if p.period == period)
            assert point.figure == own[number], (number, text)


def test_the_sixteenth_month_divides_by_sixteen(two_years: WriteSession) -> None:
    """Costs 110 000 a month; cash at the end 50 000, as nothing is booked on the bank."""
    period = Period.of_months(Month(2026, 3), Month(2027, 6))
    assert gather_figures(two_years, period, TODAY).figure("14").value == Fraction(50, 110)


def test_months_that_the_books_do_not_reach_have_no_figure(two_years: WriteSession) -> None:
    beyond = page(two_years, "2027-11")
    assert str(beyond.history.of("1", Step.MONTH)[-1].period) == "2027-09"
    assert beyond.history.points["1"][Step.MONTH][-1].figure.value is None
    assert beyond.history.of("1", Step.QUARTER)[-1].figure.value == Fraction(3, 4)
    first = beyond.rows[0]
    assert first.figure.value == Fraction(3, 4)
    assert "september 2027" in first.warnings[0]
    assert beyond.view.reached == Month(2027, 9)


def test_targets_give_lights_and_a_years_own_goes_first(two_years: WriteSession) -> None:
    year = two_years.enterprise.fiscal_years()[0]
    broken = next(y for y in two_years.enterprise.fiscal_years() if y.first.month == 7)
    set_target(two_years, Target("grant_dependence", 200_000, Direction.LESS, 10_000, 100_000))
    row = page(two_years).row("grant_dependence")
    assert row is not None
    assert (row.figure.value, row.light) == (Fraction(1, 4), Light.WARN)
    mine = Target("grant_dependence", 250_000, Direction.LESS, fiscal_year_id=broken.id)
    set_target(two_years, mine)
    row = page(two_years).row("grant_dependence")
    assert row is not None
    assert (row.target, row.light) == (mine, Light.GOOD)
    set_target(two_years, replace(mine, value_micro=240_000))
    assert len(two_years.figure_targets.targets()) == 2
    clear_target(two_years, "grant_dependence", broken.id)
    row = page(two_years).row("grant_dependence")
    assert row is not None
    assert row.light is Light.WARN
    assert clear_target(two_years, "grant_dependence", year.id) == frozenset()


def test_setting_a_target_twice_for_all_years_keeps_one_row(two_years: WriteSession) -> None:
    for micro in (1, 2):
        set_target(two_years, Target("solidity", micro, Direction.MORE))
    assert [one.value_micro for one in two_years.figure_targets.targets()] == [2]


@pytest.mark.parametrize(
    ("yellow", "red", "field"), [(-1, None, "yellow"), (None, -1, "red"), (2, 1, "red")]
)
def test_distances_in_the_wrong_order_are_refused(
    two_years: WriteSession, yellow: int | None, red: int | None, field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        set_target(two_years, Target("solidity", 1, Direction.MORE, yellow, red))
    assert caught.value.field == field
    assert two_years.figure_targets.targets() == []


@pytest.fixture
def left(session: WriteSession) -> WriteSession:
    """Ten exits in 2026, three of them to work in February."""
    seed_lines(session)
    add_year(session)
    agreement = add_agreement(session)
    for number in range(1, 11):
        placement_id = add_placement(session, agreement, number)
        placement = session.placements.placement(placement_id)
        assert placement is not None
        group = ExitGroup.WORK if number <= 3 else ExitGroup.BACK
        month = 2 if number <= 3 else 5
        ended = Exit(date(2026, month, 20), group)
        with session.writer.action("placement.end", ("placements",)):
            session.placements.change_placement(replace(placement, exit=ended))
    return session


def test_few_people_show_on_the_own_screen_only(left: WriteSession) -> None:
    june = read_span(left, Month(2026, 6), Step.TO_DATE, TODAY)
    own = figures_page(left, june, shows_few=True)
    row = own.row("result_rate")
    assert row is not None
    assert row.figure.value == Fraction(3, 10)
    assert own.history.of("22", Step.MONTH)[0].figure.value == 1
    others = figures_page(left, june)
    row = others.row("result_rate")
    assert row is not None
    assert (row.figure.value, row.figure.protected) == (None, True)
    assert row.trend == ()
    for number in ("22", "23", "27", "28"):
        for step in (Step.MONTH, Step.QUARTER, Step.ROLLING, Step.TO_DATE):
            assert others.history.of(number, step) == ()


def test_summed_days_are_the_days_that_are_counted_one_by_one(opened: OpenFile) -> None:
    """Two ways to the same: the database by month, and place_days day by day."""
    year = Period.of_months(Month(2025, 11), Month(2026, 11))
    today = date(2026, 11, 23)
    parts = gather_parts(opened.session, year, today)
    facts = gather(opened.session, year)
    days = [day for day in year.days() if day <= today]
    counted = PlaceDays()
    for agreement in facts.agreements:
        counted += place_days(agreement, facts.placements, facts.entries, days, facts.is_workday)
    works = [parts.months[month].work for month in year.months()]
    assert sum(one.delivered for one in works) == counted.delivered > 0
    assert sum(one.available for one in works) == counted.available > 0
    workdays = [day for day in days if facts.is_workday(day)]
    mean = average_participants(facts.placements, workdays)
    assert mean is not None
    assert sum(one.placement_days for one in works) == mean * len(workdays)


def test_a_long_history_has_payers_of_its_latest_year_only(
    opened: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_parts, "MOST_BILLED", 0)
    span = Period.of_months(Month(2024, 1), Month(2026, 9))
    shown = Period.of_month(Month(2026, 9))
    parts = gather_parts(opened.session, span, date(2026, 11, 23), whole=shown)
    known = [month for month, one in parts.months.items() if one.payers is not None]
    assert known == Period.of_months(Month(2025, 10), Month(2026, 9)).months()
    maker = FigureMaker(opened.session, parts)
    by_number = {one.number: one for one in maker.figures(Period.of_month(Month(2025, 6)))}
    assert (by_number["5"].value, by_number["3"].value) == (None, None)
    assert by_number["17"].value is not None


def test_a_plans_figures_are_there_for_the_year_that_goes_on(two_years: WriteSession) -> None:
    def even(year: FiscalYear) -> BreakEven:
        return BreakEven(fixed_ore=84_000_000, per_place_ore=Fraction(56_560_00 * year.id))

    span = read_span(two_years, Month(2027, 9), Step.TO_DATE, TODAY)
    past = figures_page(two_years, span, break_even=even).history
    years = {str(one.period): one.figure.value for one in past.of("24", Step.YEAR)}
    first, second = two_years.enterprise.fiscal_years()
    ids = {str(year.period): year.id for year in (first, second)}
    assert years == {text: Fraction(840_000, 56_560 * ids[text]) for text in ids}
    assert past.steps("24") == (Step.YEAR,)


def test_so_far_this_year_ends_with_the_last_closed_month(two_years: WriteSession) -> None:
    """As plan and actual do: July to August 2027 while August is the last closed month."""
    broken = next(y for y in two_years.enterprise.fiscal_years() if y.first.month == 7)
    assert str(page(two_years).period) == "2027-07..2027-09"  # No month is closed.
    set_books_through(two_years, broken.id, Month(2027, 8))
    assert str(page(two_years).period) == "2027-07..2027-08"
    assert page(two_years, "2027-07").period.months() == [Month(2027, 7)]
    assert page(two_years, step=Step.MONTH).period == Period.of_month(Month(2027, 9))
    assert str(page(two_years, "2027-11", Step.ROLLING).period) == "2026-12..2027-11"
