"""Who came and went, counted in persons."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from asfdesk.domain.codes import (
    ExitGroup,
    Form,
    PlacementStatus,
    ReferringBody,
    Sex,
)
from asfdesk.domain.people.placements import Exit, Placement
from asfdesk.domain.people.throughput import average_participants, countable, flow, outcomes
from asfdesk.domain.people.trainees import Trainee
from asfdesk.domain.period import Period

QUARTER = Period.of_quarter(2026, 3)


def _placement(
    trainee: int,
    first: date,
    last: date | None,
    leaving: Exit | None = None,
    status: PlacementStatus = PlacementStatus.ONGOING,
) -> Placement:
    return Placement(
        trainee * 10,
        trainee,
        1,
        Form.WORK_TRAINING,
        ReferringBody.MUNICIPALITY,
        first,
        last,
        status,
        exit=leaving,
    )


def test_flow_over_a_quarter_edge_by_edge() -> None:
    stays = _placement(1, date(2026, 1, 1), None)
    ends_last_day = _placement(2, date(2026, 6, 1), date(2026, 9, 30))
    begins_first_day = _placement(3, date(2026, 7, 1), date(2026, 12, 31))
    moves_on = _placement(4, date(2026, 5, 1), date(2026, 8, 14))
    moves_on_again = _placement(4, date(2026, 8, 17), date(2026, 12, 1))
    over = _placement(5, date(2026, 1, 1), date(2026, 6, 30))
    found = flow([stays, ends_last_day, begins_first_day, moves_on, moves_on_again, over], QUARTER)
    assert found.at_start == {1, 2, 4}
    assert found.new == {3}
    assert found.ended == {2}
    assert found.at_end == {1, 3, 4}
    assert len(found.unique) == 4


def test_protected_asked_for_and_misregistered_are_not_counted() -> None:
    trainees = {n: Trainee(n, n, Sex.WOMAN, protected=n == 1) for n in range(1, 6)}
    wrong = Exit(date(2026, 8, 1), ExitGroup.MISREGISTERED)
    placements = [
        _placement(1, date(2026, 1, 1), None),
        _placement(2, date(2026, 1, 1), None, status=PlacementStatus.REQUESTED),
        _placement(3, date(2026, 1, 1), None, wrong),
        _placement(4, date(2026, 1, 1), None),
        _placement(5, date(2026, 1, 1), None, status=PlacementStatus.PLANNED),
    ]
    # "Planned" is only a word: what is billed from its first day is counted from that day.
    assert [p.trainee_id for p in countable(placements, trainees)] == [4, 5]


def test_outcomes_leave_the_dead_out_of_rates() -> None:
    # 4 exits; one has died: rates are of 3. 31 + 59 days of the first two … mean of all four.
    day = date(2026, 8, 31)
    placements = [
        _placement(1, date(2026, 8, 1), None, Exit(day, ExitGroup.WORK, employed_by_us=True)),
        _placement(2, date(2026, 8, 1), None, Exit(day, ExitGroup.STUDIES)),
        _placement(3, date(2026, 8, 1), None, Exit(day, ExitGroup.NEARER)),
        _placement(4, date(2026, 8, 1), None, Exit(day, ExitGroup.DECEASED)),
        _placement(5, date(2026, 8, 1), None, Exit(date(2026, 10, 1), ExitGroup.WORK)),
    ]
    found = outcomes(placements, QUARTER)
    assert found.exits == 3
    assert found.rate(ExitGroup.WORK, ExitGroup.STUDIES) == Fraction(2, 3)
    assert found.employed_by_us == 1
    assert found.mean_months == Fraction(31 * 48, 1461)  # 31 days of 30.4375 a month


def test_rates_without_exits_are_absent() -> None:
    found = outcomes([], QUARTER)
    assert found.rate(ExitGroup.WORK) is None
    assert found.mean_months is None


def test_average_participants_per_working_day() -> None:
    days = [date(2026, 9, 28), date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1)]
    placements = [
        _placement(1, date(2026, 1, 1), None),
        _placement(2, date(2026, 1, 1), date(2026, 9, 29)),
    ]
    assert average_participants(placements, days) == Fraction(6, 4)
    assert average_participants(placements, []) is None
