"""Comments and agreed actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.planning.comments import AgreedAction, CommentScope
from asfdesk.errors import InvalidInputError
from asfdesk.services.write_comments import (
    agree_action,
    change_action,
    finish_action,
    names_mentioned,
    remove_action,
    write_comment,
)
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 9)


def write(session: WriteSession, body: str) -> None:
    write_comment(session, CommentScope.LINE, "2026-10", "I10", body, TODAY)


def test_a_comment_is_written_over_and_taken_away(session: WriteSession) -> None:
    write(session, "  Två platser tomma. ")
    write(session, "Tre platser tomma.")
    found = session.comments.comment(CommentScope.LINE, "2026-10", "I10")
    assert found is not None
    assert (found.body, found.written_on) == ("Tre platser tomma.", TODAY)
    write(session, " ")
    assert session.comments.comment(CommentScope.LINE, "2026-10", "I10") is None
    session.writer.undo()
    assert session.comments.comment(CommentScope.LINE, "2026-10", "I10") == found


def test_a_comment_has_room_for_a_thousand_characters(session: WriteSession) -> None:
    write(session, "å" * 1_000)
    with pytest.raises(InvalidInputError) as caught:
        write(session, "å" * 1_001)
    assert caught.value.field == "body"


def test_an_adviser_can_comment_too(adviser: WriteSession) -> None:
    write(adviser, "Erbjud platserna till Storby.")
    assert adviser.comments.comment(CommentScope.LINE, "2026-10", "I10") is not None
    assert names_mentioned(adviser, "Kim Testsson") == 0


def test_known_names_are_noticed(session: WriteSession) -> None:
    add_placement(session, add_agreement(session), 1, name="Kim Testsson")
    assert names_mentioned(session, "Kim, var borta en vecka.") == 1
    assert names_mentioned(session, "Kimchi säljer bra.") == 0


def test_actions_stand_by_due_date_until_they_are_done(session: WriteSession) -> None:
    agree_action(session, AgreedAction(0, "Sänk hyran", "", None, TODAY))
    agree_action(
        session,
        AgreedAction(0, "Erbjud två platser", "Anna", date(2026, 12, 1), TODAY, None, "I10"),
    )
    first, second = session.comments.actions()
    assert (first.what, second.what) == ("Erbjud två platser", "Sänk hyran")
    assert first.is_late(date(2026, 12, 2))
    assert not first.is_late(date(2026, 12, 1))
    change_action(session, replace(first, owner="Bo"))
    finish_action(session, first.id, date(2026, 11, 30))
    assert [action.what for action in session.comments.actions()] == ["Sänk hyran"]
    done = session.comments.action(first.id)
    assert done is not None
    assert (done.owner, done.done_on) == ("Bo", date(2026, 11, 30))
    remove_action(session, second.id)
    assert session.comments.actions() == []


def test_an_action_needs_words_and_a_due_date_that_comes_later(session: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        agree_action(session, AgreedAction(0, " ", "", None, TODAY))
    assert caught.value.field == "what"
    with pytest.raises(InvalidInputError) as caught:
        agree_action(session, AgreedAction(0, "Ring", "", date(2026, 11, 8), TODAY))
    assert caught.value.field == "due_on"
