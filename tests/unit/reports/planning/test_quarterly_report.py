"""R7: figures by hand, and what is held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, Sex
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Trainee
from asfdesk.domain.period import Period
from asfdesk.reports.document import Hidden, KeyFigures
from asfdesk.reports.planning.quarterly_counts import rolling_year
from asfdesk.reports.planning.quarterly_economy import Economy, economy_table
from asfdesk.reports.planning.quarterly_report import QuarterlyExtras, build
from tests.unit.reports.work_example import HEAD, facts, placement, values

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, KeyFigure
    from asfdesk.reports.hours.work_facts import WorkFacts

ECONOMY = Economy(
    quarter={"I10": 300, "I20": 200, "I40": 50, "I52": 25, "I80": 5, "K20": -90, "K40": -400},
    quarter_plan={"I10": 400, "I20": 100, "K40": -380},
    year={"I10": 900, "K40": -1000, "": -7},
    year_plan={},
)


def _extras(economy: Economy = ECONOMY) -> QuarterlyExtras:
    return QuarterlyExtras(economy=economy, today=date(2026, 11, 9))


def _figure(document: Document, key: str) -> KeyFigure:
    return next(
        figure
        for block in document.blocks
        if isinstance(block, KeyFigures)
        for figure in block.figures
        if figure.key == key
    )


def _crowd(count: int, exits: list[ExitGroup]) -> WorkFacts:
    """So many trainees; the first ones have left on 30 October."""
    everyone = tuple(
        replace(
            placement(n),
            exit=Exit(date(2026, 10, 30), exits[n - 1]) if n <= len(exits) else None,
        )
        for n in range(1, count + 1)
    )
    trainees = {n: Trainee(n, n, Sex.WOMAN if n % 2 else Sex.MAN) for n in range(1, count + 1)}
    return replace(facts(), placements=everyone, trainees=trainees, age_bands={})


def test_places_by_hand() -> None:
    document = build(facts(), HEAD, _extras())
    table = next(t for t in document.tables() if t.key == "places")
    # 3 places x 22 days; 44 booked; 20 + 10 attended; free on 31 October and 28 November:
    # 3 - 2; on 23 January the agreement is over and sells nothing.
    assert values(table, -1) == [
        "Alla",
        66,
        44,
        30,
        Fraction(2, 3),
        Fraction(30, 44),
        Fraction(30, 66),
        1,
        1,
        0,
    ]


def test_supervision_by_hand() -> None:
    document = build(facts(), HEAD, _extras())
    assert _figure(document, "fte").value == Fraction(1, 2)
    assert _figure(document, "planned").value == 22 * 240
    assert _figure(document, "actual").value == 4800
    assert _figure(document, "hours_per_hour").value == Fraction(4800, 10_800)
    assert _figure(document, "trainees_per_supervisor").value == 4


def test_two_trainees_are_hidden_everywhere() -> None:
    document = build(facts(), HEAD, _extras())
    table = next(t for t in document.tables() if t.key == "trainees")
    counts = [row.cells[-1].value for row in table.rows if len(row.cells) == 2]
    flows = [_figure(document, key).value for key in ("at_start", "new", "ended", "at_end")]
    counts += [*flows, _figure(document, "unique").value]
    assert len(counts) > 5
    assert all(isinstance(count, Hidden) or count == 0 for count in counts)
    assert not any(isinstance(count, int) and 0 < count < 5 for count in counts)


def test_rates_are_shown_only_when_no_group_is_hidden() -> None:
    shown = build(_crowd(12, [ExitGroup.WORK] * 6), HEAD, _extras())
    rates = [
        figure.value
        for block in shown.blocks
        if isinstance(block, KeyFigures)
        for figure in block.figures
        if figure.comparison
    ]
    assert rates == [1, 0]
    mixed = build(_crowd(12, [ExitGroup.WORK] * 5 + [ExitGroup.BACK]), HEAD, _extras())
    held_back = [
        figure.value
        for block in mixed.blocks
        if isinstance(block, KeyFigures)
        for figure in block.figures
        if figure.comparison
    ]
    assert all(isinstance(value, Hidden) for value in held_back)


def test_economy_rows_add_up_to_the_result() -> None:
    table = economy_table(ECONOMY)
    quarter = [row.cells[1].value for row in table.rows]
    assert sum(value for value in quarter if isinstance(value, int)) == 90
    assert values(table, -1)[1:5] == [90, 120, -30, None]
    assert values(table, -1)[5:] == [-107, None, None, None]


def test_economy_variance_in_per_cent_is_of_the_plan() -> None:
    table = economy_table(ECONOMY)
    services = next(row for row in table.rows if str(row.cells[0].value).startswith("(b)"))
    assert [cell.value for cell in services.cells[1:5]] == [300, 400, -100, Fraction(-1, 4)]


def test_rolling_year_ends_with_the_quarter() -> None:
    rolling = rolling_year(Period.of_quarter(2026, 3))
    assert (rolling.first, rolling.last) == (date(2025, 10, 1), date(2026, 9, 30))
