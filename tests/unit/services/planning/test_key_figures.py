"""Key figures gathered from a small file, worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.codes import ExitGroup, Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.figure import Unit
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import set_language
from asfdesk.reports.planning.figure_formulas import formula_words
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.planning.figure_warnings import Doubts, warnings_of
from asfdesk.services.planning.figures_document import figures_document, number_text
from asfdesk.services.planning.key_figures import (
    gather_figures,
    set_training_cost_lines,
)
from asfdesk.services.planning.plan_lines import seed_lines
from asfdesk.services.planning.society_view import society_calculation
from asfdesk.services.sending.figures_period import figures_period
from tests.bookroom import add_year, book
from tests.workshop import add_placement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.services.planning.key_figures import (
        KeyFigureView,
    )
    from asfdesk.services.session import WriteSession

JANUARY = Period.of_month(Month(2026, 1))
TODAY = date(2026, 11, 9)

BOOKS = {
    "3001": [-60_000],
    "3051": [-40_000],
    "3988": [-20_000],
    "4010": [15_000],
    "7010": [50_000],
    "7210": [30_000],
    "7832": [5_000],
    "30A9": [-1_000],
    "1930": [30_000],
    "2440": [-9_000],
}
BALANCES = [
    (0, "IB", "1220", 70_000),
    (0, "IB", "1930", 50_000),
    (0, "IB", "2081", -80_000),
    (0, "IB", "2440", -40_000),
]


def add_agreement(session: WriteSession, name: str, kind: PayerKind, places: int) -> int:
    with session.writer.action("agreement.add", ("agreements",)):
        buyer = session.agreements.add_buyer(Buyer(0, name, kind))
        agreement = session.agreements.add_agreement(
            Agreement(0, buyer, name, Form.WORK_TRAINING, date(2026, 1, 1))
        )
        terms = Terms(
            0,
            agreement,
            date(2026, 1, 1),
            PriceUnit.DAY,
            PriceBasis.ATTENDED,
            100_00,
            places * 1000,
        )
        session.agreements.add_terms(agreement, terms)
    return agreement


@pytest.fixture
def worked(session: WriteSession) -> WriteSession:
    """January 2026: 20 working days, 3 places of a municipality and 1 of a private buyer."""
    year_id = add_year(session, through="2026-01")
    seed_lines(session)
    with session.writer.action("rule.add", ("mapping",)):
        session.mapping.add_rule(MapRule(20, "3051", "3051", None, None, "I10"))
        session.mapping.add_rule(MapRule(20, "7210", "7210", None, None, "K41"))
    book(session, year_id, BOOKS, BALANCES)
    town = add_agreement(session, "Lillby kommun", PayerKind.MUNICIPALITY, 3)
    firm = add_agreement(session, "Bryggan AB", PayerKind.PRIVATE, 1)
    days = list(work_calendar(session).worked_days(JANUARY))
    supervisor = add_supervisor(session)
    for number, (agreement, attended) in enumerate([(town, 20), (town, 10), (firm, 10)], start=1):
        placement = add_placement(session, agreement, number)
        with session.writer.action("attendance.put", ("attendance",)):
            for place, day in enumerate(days):
                here = 300 if place < attended else 0
                session.attendance.put(AttendanceEntry(placement, day, 360, here))
    with session.writer.action("supervision.put", ("supervision",)):
        for day in days:
            session.supervision.put(SupervisionEntry(supervisor, day, 240))
    return session


@pytest.fixture
def view(worked: WriteSession) -> KeyFigureView:
    return gather_figures(worked, JANUARY, TODAY)


@pytest.mark.parametrize(
    ("number", "top", "bottom"),
    [
        ("1", 60_000, 120_000),
        ("2", 100_000, 120_000),
        ("3", 30_000 + 20_000, 120_000),  # 3/4 of the invoice bases are the municipality's
        ("4", 20_000, 120_000),
        ("5", 30_000, 120_000),
        ("6", 100_000, 100_000),
        ("7", 20_000, 100_000),
        ("9", 45_000, 60_000),
        ("10a", 80_000, 120_000),
        ("11", 80_000 + 21_000, 150_000),  # the result so far counts as equity
        ("12", 80_000, 49_000),
        ("14", 80_000, 95_000),
        ("15", 30_000, 4),
        ("16", -10_000, 4),
        ("18a", 40_000, 40),
        ("21", 20_000, 40),
    ],
)
def test_money(view: KeyFigureView, number: str, top: int, bottom: int) -> None:
    figure = view.figure(number)
    parts = [
        None if part is None else part / (100 if unit is Unit.MONEY else 1)
        for part, unit in (
            (figure.numerator, figure.numerator_unit),
            (figure.denominator, figure.denominator_unit),
        )
    ]
    assert parts == [top, bottom]


def test_who_pays_a_grant_is_not_known_and_it_says_so(
    worked: WriteSession, view: KeyFigureView
) -> None:
    """The largest buyer paid 30 000, grants came to 20 000; with 31 000 there is a warning."""
    set_language("en")
    society = society_calculation(worked, JANUARY, TODAY)
    doubts = Doubts.of(worked, view, society)
    figure = view.figure("5")
    unknown = "Only buyers of training are told apart: the books do not say who pays a grant."
    assert formula_words("largest_payer").startswith("What the largest buyer of training pays, gr")
    assert warnings_of(figure, doubts)[-1] == unknown
    assert not any("largest buyer paid" in one for one in warnings_of(figure, doubts))
    assert view.books is not None
    more = replace(view, books=replace(view.books, grants=31_000_00))
    *_others, first, last = warnings_of(figure, replace(doubts, view=more))
    assert "31 000 kr, more than the largest buyer paid" in first.replace("\u202f", " ")
    assert last == unknown


def test_work(view: KeyFigureView) -> None:
    assert view.figure("17").value == Fraction(40, 80)
    assert view.figure("19").value == Fraction(80, 40)
    assert view.figure("20").value == 3


def test_what_has_no_line_is_told_and_in_no_figure(view: KeyFigureView) -> None:
    assert view.unmapped_ore == 100_000
    assert view.result_ore == 2_100_000


def test_few_exits_are_withheld(worked: WriteSession) -> None:
    placement = worked.placements.placements()[0]
    with worked.writer.action("placement.end", ("placements",)):
        ended = Exit(date(2026, 1, 30), ExitGroup.WORK)
        worked.placements.change_placement(replace(placement, exit=ended))
    rate = gather_figures(worked, JANUARY, TODAY).figure("22")
    assert (rate.value, rate.protected) == (None, True)


def test_training_cost_lines_are_the_users(worked: WriteSession) -> None:
    set_training_cost_lines(worked, ["K41", "K40"])
    assert gather_figures(worked, JANUARY, TODAY).figure("15").numerator == 8_000_000
    with pytest.raises(InvalidInputError):
        set_training_cost_lines(worked, ["K99"])


def test_an_empty_file_has_no_figures(session: WriteSession) -> None:
    found = gather_figures(session, JANUARY, TODAY)
    assert found.books is None
    assert {figure.value for figure in found.figures} == {None}


def test_the_document_holds_strings_and_nulls(view: KeyFigureView) -> None:
    document = figures_document(view)
    assert json.loads(json.dumps(document)) == document
    assert document["amounts"] == {
        "income": "120000.00",
        "costs": "-100000.00",
        "operating_result": "20000.00",
        "result": "21000.00",
        "without_plan_line": "1000.00",
    }
    listed = document["figures"]
    assert isinstance(listed, list)
    by_number = {figure["number"]: figure for figure in listed}
    assert by_number["3"]["value"] == "0.416667"
    assert by_number["3"]["numerator"] == "50000.00"
    assert by_number["15"]["value"] == "7500.00"
    assert by_number["22"]["value"] is None
    assert by_number["16"]["value"] == "-2500.00"


def test_numbers_round_half_away_and_never_to_minus_zero() -> None:
    assert number_text(Fraction(-1, 2_000_000), Unit.SHARE) == "-0.000001"
    assert number_text(Fraction(-1, 3_000_000), Unit.SHARE) == "0.000000"
    assert number_text(Fraction(7), Unit.PERSONS) == "7"


def test_periods_are_whole_months(session: WriteSession) -> None:
    add_year(session)
    assert figures_period(session, "fy2026").months()[0] == Month(2026, 1)
    for text in ("2026-W12", "2026-03-14", "förra året", "FY2031"):
        with pytest.raises(InvalidInputError) as caught:
            figures_period(session, text)
        assert caught.value.field == "period"
