"""The register of consents over everybody: who stands in it, who does not, and where it leads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from asfdesk.domain.people.placement_codes import ConsentKind
from asfdesk.domain.people.progress import Consent
from asfdesk.i18n import set_language
from asfdesk.services.people.keep_notes import add_consent
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.ui.pages.people.trainee_notes import NotesPanel
from asfdesk.ui.pages.people.trainees_consents import ConsentsView
from asfdesk.ui.pages.people.trainees_page import TraineesPage
from tests.at_once import TODAY, click, context, on_stage
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

MARCH = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def registered(session: WriteSession) -> WriteSession:
    """Nadia has withdrawn one of two, Olle has one, the third is protected."""
    agreement = add_agreement(session)
    for number, name in ((1, "Nadia Rask"), (2, "Olle Sund"), (3, "Vera Nyman")):
        add_placement(session, agreement, number=number, name=name)
    picture = Consent(0, 1, ConsentKind.PICTURE, MARCH, date(2026, 5, 1), "Broschyr")
    follow_up = Consent(0, 1, ConsentKind.FOLLOW_UP, MARCH)
    for one in (
        picture,
        follow_up,
        Consent(0, 2, ConsentKind.FOLLOW_UP, MARCH),
        Consent(0, 3, ConsentKind.STATISTICS, MARCH),
    ):
        add_consent(session, one, TODAY)
    protect_trainee(session, 3)
    return session


def shown(qtbot: QtBot, session: WriteSession) -> tuple[TraineesPage, ConsentsView]:
    page = TraineesPage(context(session))
    on_stage(qtbot, page)
    click(page, "Consents")
    view = page._view("consents")
    assert isinstance(view, ConsentsView)
    return page, view


def test_those_that_hold_stand_first_and_lead_to_the_file(
    qtbot: QtBot, registered: WriteSession
) -> None:
    page, view = shown(qtbot, registered)
    rows = [(row.name, row.consent.kind) for row in view.model.rows]
    assert rows == [
        ("Nadia Rask", ConsentKind.FOLLOW_UP),
        ("Olle Sund", ConsentKind.FOLLOW_UP),
        ("Nadia Rask", ConsentKind.PICTURE),
    ]
    assert view._count.text() == "Follow-up after the placement 2"
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert page.file is not None
    assert page.file.trainee_id == 2
    assert isinstance(page.file.panel, NotesPanel)


def test_an_adviser_is_told_that_it_is_sealed(
    qtbot: QtBot, registered: WriteSession, adviser: WriteSession
) -> None:
    del registered
    _page, view = shown(qtbot, adviser)
    assert view.model.rows == []
    words = "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())
    assert "does not open them" in words
    assert not view.table.isVisible()


def test_an_empty_register_says_where_consents_are_entered(
    qtbot: QtBot, session: WriteSession
) -> None:
    _page, view = shown(qtbot, session)
    assert "in each trainee's file" in view.nothing.text()
