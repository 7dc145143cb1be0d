"""R7: figures by hand, and what is held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, ExitReason, Sex
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Trainee
from asfdesk.domain.period import Period
from asfdesk.reports.document import Hidden, KeyFigures
from asfdesk.reports.planning.quarterly_counts import rolling_year
from asfdesk.reports.planning.quarterly_economy import Economy, economy_table
from asfdesk.reports.planning.quarterly_report import build
from asfdesk.reports.planning.quarterly_told import QuarterlyExtras
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


def _leaving(reasons: list[ExitReason], *, known: bool = True) -> WorkFacts:
    """Twenty trainees, the first of whom left on 30 October for these reasons."""
    crowd = _crowd(20, [reason.group for reason in reasons])
    exits = {at: reason for at, reason in enumerate(reasons, 1) if known}
    placements = tuple(
        replace(one, exit=replace(one.exit, reason=exits.get(one.id))) if one.exit else one
        for one in crowd.placements
    )
    return replace(crowd, placements=placements)


def _exit_counts(document: Document) -> dict[str, object]:
    table = next(t for t in document.tables() if t.key == "exits")
    return {row.key: row.cells[1].value for row in table.rows}


def test_those_ready_for_ordinary_measures_are_held_against_their_goal() -> None:
    """MIA's goal is 40 % able to take part in ordinary measures: VIDARE_ORDINARIE alone."""
    reasons = [
        *[ExitReason.WORK_UNSUBSIDISED] * 5,
        *[ExitReason.ON_TO_ORDINARY] * 6,
        *[ExitReason.OTHER_MEASURE] * 5,
    ]
    document = build(_leaving(reasons), HEAD, _extras())
    # Of 16 exits: 5 to work, 11 nearer work and 6 of these to ordinary measures.
    assert _figure(document, "work_or_studies").value == Fraction(5, 16)
    assert _figure(document, "ordinary").value == Fraction(6, 16)
    assert "40" in _figure(document, "ordinary").comparison
    assert _figure(document, "nearer").value == Fraction(11, 16)
    assert _figure(document, "nearer").comparison == ""
    found = _exit_counts(document)
    assert (found["narmare"], found["ordinary"]) == (11, 6)


def test_few_to_another_measure_hide_those_to_ordinary_ones() -> None:
    """Eight nearer work less five to ordinary measures would be three."""
    reasons = [
        *[ExitReason.WORK_UNSUBSIDISED] * 5,
        *[ExitReason.ON_TO_ORDINARY] * 5,
        *[ExitReason.OTHER_MEASURE] * 3,
    ]
    document = build(_leaving(reasons), HEAD, _extras())
    found = _exit_counts(document)
    assert found["narmare"] == 8
    assert isinstance(found["ordinary"], Hidden)
    assert isinstance(_figure(document, "ordinary").value, Hidden)
    assert _figure(document, "nearer").value == Fraction(8, 13)


def test_nobody_nearer_work_is_nobody_ready_for_ordinary_measures() -> None:
    document = build(_leaving([ExitReason.STUDIES] * 6, known=False), HEAD, _extras())
    assert _exit_counts(document)["ordinary"] == 0
    assert _figure(document, "ordinary").value == 0


def test_sealed_reasons_are_told_as_they_were_kept() -> None:
    """With an adviser's key the reasons are sealed; a locked month has kept their counts."""
    reasons = [ExitReason.ON_TO_ORDINARY] * 6 + [ExitReason.OTHER_MEASURE] * 5
    sealed = _leaving(reasons, known=False)
    without = build(sealed, HEAD, replace(_extras(), by_reason=False))
    assert isinstance(_figure(without, "ordinary").value, Hidden)
    kept = {ExitReason.ON_TO_ORDINARY.value: 6, ExitReason.OTHER_MEASURE.value: 5}
    told = build(sealed, HEAD, replace(_extras(), by_reason=False, kept_reasons=kept))
    assert _figure(told, "ordinary").value == Fraction(6, 11)
    # Kept counts that are no longer those of the group say nothing.
    older = kept | {ExitReason.OTHER_MEASURE.value: 6}
    changed = build(sealed, HEAD, replace(_extras(), by_reason=False, kept_reasons=older))
    assert isinstance(_figure(changed, "ordinary").value, Hidden)


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
