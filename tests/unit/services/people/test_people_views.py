"""What the pages of agreements and trainees show, and in how few queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import (
    AgeBand,
    ExitReason,
    Form,
    PayerKind,
    PlacementStatus,
    PriceBasis,
    PriceUnit,
    Sex,
)
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import set_language
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, end_trainee
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.people.trainee_views import (
    Standing,
    placement_options,
    standing_of,
    trainee_detail,
    trainee_rows,
)
from asfdesk.services.sales.agreement_views import AgreementStanding, agreements_view
from asfdesk.services.sales.manage_agreements import add_agreement as make_agreement
from asfdesk.services.sales.manage_buyers import add_buyer
from tests.workshop import add_agreement, add_placement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def queries(database: Database, session: WriteSession) -> int:
    """How many statements the list of trainees takes."""
    statements: list[str] = []
    database.conn.set_trace_callback(statements.append)
    trainee_rows(session, TODAY)
    database.conn.set_trace_callback(None)
    return sum("SELECT" in statement for statement in statements)


def test_two_hundred_trainees_take_as_many_queries_as_one(
    session: WriteSession, database: Database
) -> None:
    agreement = add_agreement(session)
    add_placement(session, agreement, 1)
    few = queries(database, session)
    for number in range(2, 41):
        add_placement(session, agreement, number)
    assert queries(database, session) == few
    # Names and age bands 2, agreements with their terms 4, buyers 1; placements with weeks,
    # decisions and pauses 5, trainees 1; the working calendar 2: eves and closed weeks, read once.
    assert few <= 2 + 4 + 1 + 5 + 1 + 2


def test_the_row_shows_the_placement_that_counts(session: WriteSession) -> None:
    agreement, later = add_agreement(session), add_agreement(session, "Tyresö")
    add_placement(session, agreement, 1, last=date(2026, 6, 30), name="Nadia")
    end_placement(session, 1, Exit(date(2026, 6, 30), ExitReason.STUDIES.group, ExitReason.STUDIES))
    old = session.placements.placements()[0]
    with session.writer.action("placement.add", ("placements",)):
        session.placements.add_placement(
            replace(
                old,
                agreement_id=later,
                decision_from=date(2026, 12, 1),
                decision_to=None,
                exit=None,
                status=PlacementStatus.ONGOING,
            )
        )
    row = trainee_rows(session, TODAY)[0]
    assert (row.agreement_name, row.buyer_name) == ("Tyresö", "Tyresö kommun")
    assert row.standing is Standing.COMING
    assert trainee_rows(session, date(2026, 12, 1))[0].standing is Standing.ONGOING
    detail = trainee_detail(session, row, TODAY)
    assert [view.standing for view in detail.placements] == [Standing.COMING, Standing.ENDED]
    assert [view.removable for view in detail.placements] == [True, True]


def test_standings_follow_the_calendar(session: WriteSession) -> None:
    add_placement(session, add_agreement(session), last=date(2026, 11, 22))
    placement = session.placements.placements()[0]
    assert standing_of(placement, TODAY) is Standing.RUN_OUT
    assert standing_of(placement, date(2026, 11, 22)) is Standing.ONGOING
    assert standing_of(placement, date(2025, 12, 31)) is Standing.COMING
    paused = replace(placement, status=PlacementStatus.PAUSED)
    assert standing_of(paused, date(2026, 11, 22)) is Standing.PAUSED
    mistake = replace(placement, status=PlacementStatus.MISREGISTERED)
    assert standing_of(mistake, TODAY) is Standing.MISREGISTERED
    assert trainee_rows(session, TODAY)[0].warnings != ()


def test_without_placement_and_after_leaving(session: WriteSession) -> None:
    add_trainee(session, NewTrainee(Sex.MAN, TODAY, Identity(birth_year=1996)), TODAY)
    row = trainee_rows(session, TODAY)[0]
    assert (row.standing, row.placement, row.age_band) == (
        Standing.NO_PLACEMENT,
        None,
        AgeBand.FROM_30,
    )
    end_trainee(session, row.trainee.id, TODAY)
    assert trainee_rows(session, TODAY)[0].standing is Standing.ENDED


def test_search_finds_words_in_what_is_shown(session: WriteSession) -> None:
    add_placement(session, add_agreement(session), 7, name="Nadia Rask")
    row = trainee_rows(session, TODAY)[0]
    assert row.matches("")
    assert row.matches("rask NADIA")
    assert row.matches("7 hudd")
    assert not row.matches("nadia tyresö")
    protect_trainee(session, row.trainee.id)
    assert not trainee_rows(session, TODAY)[0].matches("nadia")


def test_a_protected_person_is_closed_for_owners_and_a_number_for_advisers(
    session: WriteSession, adviser: WriteSession
) -> None:
    add_placement(session, add_agreement(session), 7, name="Nadia Rask")
    protect_trainee(session, 1)
    mine, theirs = trainee_rows(session, TODAY)[0], trainee_rows(adviser, TODAY)[0]
    assert (mine.name, mine.closed) == ("Protected person 7", True)
    assert (theirs.name, theirs.closed) == ("Trainee 7", False)
    assert trainee_detail(session, mine, TODAY).identity is None
    assert trainee_detail(adviser, theirs, TODAY).identity is None
    assert "Nadia" not in repr(mine)


def test_no_age_group_tells_an_adviser_who_is_protected(
    session: WriteSession, adviser: WriteSession
) -> None:
    for year in (1978, 1996, 1990):
        add_trainee(session, NewTrainee(Sex.MAN, TODAY, Identity(birth_year=year)), TODAY)
    protect_trainee(session, 2)
    mine = [row.age_band for row in trainee_rows(session, TODAY)]
    assert mine == [AgeBand.FROM_30, None, AgeBand.FROM_30]
    assert {row.age_band for row in trainee_rows(adviser, TODAY)} == {None}


def test_a_placement_can_be_made_of_what_has_not_ended(session: WriteSession) -> None:
    add_agreement(session, "Huddinge")
    ended = add_agreement(session, "Tyresö")
    before = session.agreements.agreement(ended)
    assert before
    with session.writer.action("agreement.end", ("agreements",)):
        session.agreements.change_agreement(replace(before, ends_on=date(2026, 11, 22)))
    add_supervisor(session, 3)
    add_supervisor(session, 4, "Åsa")
    options = placement_options(session, TODAY)
    assert [text for _agreement, text in options.agreements] == ["Huddinge kommun: Huddinge"]
    assert [text for _id, text in options.supervisors] == ["Supervisor 3", "Åsa"]


def test_agreements_are_counted_by_buyer(session: WriteSession) -> None:
    add_buyer(session, Buyer(0, "Huddinge", PayerKind.MUNICIPALITY))
    add_buyer(session, Buyer(0, "Almby", PayerKind.MUNICIPALITY))
    terms = Terms(0, 0, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 5_000)
    for name, first, last in (
        ("Löper", date(2026, 1, 1), None),
        ("Slut", date(2025, 1, 1), date(2025, 12, 31)),
        ("Kommer", date(2027, 1, 1), None),
    ):
        make_agreement(
            session, Agreement(0, 1, name, Form.WORK_TRAINING, first, last, terms=(terms,))
        )
    add_placement(session, 1)
    view = agreements_view(session, TODAY)
    assert [(r.buyer.name, r.running, r.removable) for r in view.buyers] == [
        ("Almby", 0, True),
        ("Huddinge", 2, False),
    ]
    assert [(r.agreement.name, r.standing, r.ongoing, r.removable) for r in view.agreements] == [
        ("Kommer", AgreementStanding.COMING, 0, True),
        ("Löper", AgreementStanding.RUNNING, 1, False),
        ("Slut", AgreementStanding.ENDED, 0, True),
    ]
    assert ("I10", "Work training and rehabilitation") in view.lines
    assert all(code.startswith("I") for code, _name in view.lines)
