"""Undo takes back the latest change and says which it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Buyer
from asfdesk.domain.codes import PayerKind
from asfdesk.services.changes import Topic
from asfdesk.services.manage_buyers import add_buyer
from asfdesk.services.undo import Undone, undo_last

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


def test_the_latest_change_first(session: WriteSession) -> None:
    for name in ("Huddinge", "Botkyrka"):
        add_buyer(session, Buyer(0, name, PayerKind.MUNICIPALITY))
    assert undo_last(session) == Undone("buyer.add", frozenset({Topic.AGREEMENTS}))
    assert [buyer.name for buyer in session.agreements.buyers()] == ["Huddinge"]


def test_nothing_to_take_back(session: WriteSession) -> None:
    assert undo_last(session) is None
