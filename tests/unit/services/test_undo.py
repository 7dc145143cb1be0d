"""Undo takes back the latest change and says which it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Buyer
from asfdesk.domain.codes import PayerKind, Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.planning.variance import Limits
from asfdesk.errors import NeedsVaultKeyError
from asfdesk.services.changes import Topic
from asfdesk.services.people.manage_trainees import (
    NewTrainee,
    add_trainee,
    change_trainee,
    end_trainee,
)
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.planning.edit_plan import describe_plan, new_plan
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, set_forecast_method, set_limits
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.services.undo import Undone, undo_last

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)


def test_the_latest_change_first(session: WriteSession) -> None:
    for name in ("Huddinge", "Botkyrka"):
        add_buyer(session, Buyer(0, name, PayerKind.MUNICIPALITY))
    assert undo_last(session) == Undone("buyer.add", frozenset({Topic.AGREEMENTS}))
    assert [buyer.name for buyer in session.agreements.buyers()] == ["Huddinge"]


def test_nothing_to_take_back(session: WriteSession) -> None:
    assert undo_last(session) is None


def test_an_adviser_takes_back_only_what_is_not_sealed(
    session: WriteSession, adviser: WriteSession
) -> None:
    add_trainee(session, NewTrainee(Sex.MAN, TODAY, Identity(name="Olle Sund")), TODAY)
    with pytest.raises(NeedsVaultKeyError):
        undo_last(adviser)
    trainee = session.trainees.trainees()[0]
    change_trainee(session, trainee, Identity(name="Olle Sand"), TODAY)
    with pytest.raises(NeedsVaultKeyError):
        undo_last(adviser)
    assert session.trainees.names() == {1: "Olle Sand"}
    end_trainee(session, 1, TODAY)
    assert undo_last(adviser) is not None
    assert session.trainees.trainees()[0].ended_on is None
    add_buyer(session, Buyer(0, "Botkyrka", PayerKind.MUNICIPALITY))
    assert undo_last(adviser) is not None
    assert undo_last(session) is not None
    assert session.trainees.names() == {1: "Olle Sund"}


def test_fifty_steps_and_no_more(session: WriteSession) -> None:
    for number in range(60):
        add_buyer(session, Buyer(0, f"Beställare {number}", PayerKind.MUNICIPALITY))
    taken = 0
    while undo_last(session):
        taken += 1
    assert taken == 50
    assert len(session.agreements.buyers()) == 10


def test_before_images_hold_ciphertext_and_go_with_locking(session: WriteSession) -> None:
    add_trainee(session, NewTrainee(Sex.MAN, TODAY, Identity(name="Olle Sund")), TODAY)
    change_trainee(session, session.trainees.trainees()[0], Identity(name="Anna"), TODAY)
    rows = session.writer.all("SELECT * FROM undo_row")
    assert any('"hex"' in (row["before"] or "") for row in rows)
    assert "Olle" not in str(rows)
    protect_trainee(session, 1)
    assert session.writer.all("SELECT * FROM undo_row") == []


def test_what_no_other_test_takes_back(session: WriteSession) -> None:
    """The probe of these tests takes each action back on a copy; this makes their list whole."""
    with session.writer.action("fiscal_year.add", ("ledger",)):
        year = session.enterprise.add_fiscal_year(date(2026, 1, 1), date(2026, 12, 31))
    new_plan(session, year)
    describe_plan(session, session.plans.plans(year)[0].id, "Försiktig", "Ett kafé till")
    set_limits(session, Limits(good_bp=300))
    set_forecast_method(session, EVERY_LINE, Method.SEASON)
    for operation in ("setting.forecast_methods", "setting.variance_limits", "plan.describe"):
        assert undo_last(session) == Undone(operation, frozenset({Topic.PLAN}))
    assert session.plans.plans(year)[0].name == ""
