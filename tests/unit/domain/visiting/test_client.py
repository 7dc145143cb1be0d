"""Lights of a client's last known figures, and who needs a visit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.planning.variance import Light
from asfdesk.domain.visiting.client import ClientFigures, FileState, needs_visit
from tests.binders import client

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("lowest", "headroom", "light"),
    [
        (None, None, Light.GREY),
        (10_000_000, 10_000_000, Light.GOOD),
        (9_999_999, 9_999_999, Light.WARN),
        (-2_200_000, 2_800_000, Light.WARN),
        (-2_200_000, -1, Light.BAD),
    ],
)
def test_cash_goes_by_what_is_left_with_the_overdraft(
    lowest: int | None, headroom: int | None, light: Light
) -> None:
    assert ClientFigures(DAY, lowest_ore=lowest, headroom_ore=headroom).cash_light is light


@pytest.mark.parametrize(
    ("share", "light"),
    [
        (None, Light.GREY),
        (Fraction(80, 100), Light.GOOD),
        (Fraction(7999, 10_000), Light.WARN),
        (Fraction(70, 100), Light.WARN),
        (Fraction(6999, 10_000), Light.BAD),
        (Fraction(0), Light.BAD),
    ],
)
def test_occupancy_goes_by_what_is_delivered_of_what_was_sold(
    share: Fraction | None, light: Light
) -> None:
    assert ClientFigures(DAY, occupancy=share).occupancy_light is light


@pytest.mark.parametrize(
    ("each", "light"),
    [
        (None, Light.GREY),
        (Fraction(7), Light.GOOD),
        (Fraction(71, 10), Light.WARN),
        (Fraction(9), Light.WARN),
        (Fraction(91, 10), Light.BAD),
    ],
)
def test_supervision_goes_by_trainees_each(each: Fraction | None, light: Light) -> None:
    assert ClientFigures(DAY, per_supervisor=each).supervision_light is light


def test_who_needs_a_visit_comes_first() -> None:
    good = ClientFigures(DAY, last_visit=date(2026, 11, 1))
    red = ClientFigures(DAY, occupancy=Fraction(1, 2), last_visit=date(2026, 11, 20))
    late = ClientFigures(DAY, late_reports=("R1 2026-09",), late_actions=1)
    yellow = ClientFigures(DAY, occupancy=Fraction(3, 4))
    known = [
        client(1, "Bra", good),
        client(2, "Aldrig", ClientFigures(DAY)),
        client(3, "Gul", yellow),
        client(4, "Sen", late),
        client(5, "Röd", red),
        client(6, "Ny"),
        client(7, "Falsk", good).found(FileState.NOT_TRUSTED),
    ]
    assert [one.name for one in sorted(known, key=needs_visit)] == [
        "Falsk",
        "Röd",
        "Sen",
        "Gul",
        "Aldrig",
        "Ny",
        "Bra",
    ]


def test_a_conflict_stands_over_a_red_light() -> None:
    red = ClientFigures(DAY, result_light=Light.BAD)
    calm, alarmed = client(1, "A", red), client(2, "B")
    assert needs_visit(alarmed, conflict=True) < needs_visit(calm)
