"""The waiting list: written down, started as a placement in one step, closed; by key and mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from asfdesk.domain.codes import Form, ReferringBody, Sex
from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.domain.people.waiting import Waiting
from asfdesk.i18n import set_language
from asfdesk.services.people.manage_waiting import add_request
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.people.trainees_page import TraineesPage
from asfdesk.ui.pages.people.trainees_waiting import WaitingView
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.workshop import add_agreement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

ASKED = Waiting(
    0,
    date(2026, 10, 5),
    ReferringBody.SOCIAL_INSURANCE,
    Form.WORK_TRAINING,
    wished_from=date(2026, 12, 1),
    name="Nadia Rask",
    contact="070-174 06 05",
    note="Helst kok",
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def shown(qtbot: QtBot, session: WriteSession) -> tuple[TraineesPage, WaitingView]:
    page = TraineesPage(context(session))
    on_stage(qtbot, page)
    click(page, "Waiting list")
    view = page._view("waiting")
    assert isinstance(view, WaitingView)
    return page, view


def listed(view: WaitingView) -> list[str]:
    return [row.label for row in view.card.model.rows]


def test_somebody_is_put_on_the_list_and_closed(qtbot: QtBot, session: WriteSession) -> None:
    page, view = shown(qtbot, session)
    assert any("Nobody waits." in one.text() for one in view.findChildren(QLabel))
    click(view, "Put on the waiting list")
    fill(form(page), "name", "Nadia Rask")
    fill(form(page), "wished_from", "2026-12-01")
    save(form(page))
    (request,) = session.waiting.requests()
    assert (request.name, request.received_on) == ("Nadia Rask", TODAY)
    assert listed(view) == ["Nadia Rask"]
    assert view.queue.text() == "1 waits: Work training 1"
    view.card.table.setFocus()
    QTest.keyClick(view.card.table, Qt.Key.Key_Return)
    status = form(page).rows["status"].editor
    assert isinstance(status, QComboBox)
    assert status.findData(WaitingStatus.STARTED) == -1
    for _time in range(2):
        QTest.keyClick(status, Qt.Key.Key_Down)
    save(form(page))
    assert session.waiting.requests()[0].status is WaitingStatus.DECLINED
    assert listed(view) == []
    click(view, "All")
    assert listed(view) == ["Nadia Rask"]
    assert not view.card.links["start"].isVisible()
    click(view, "Remove")
    assert session.waiting.requests() == []


def test_a_placement_is_started_in_one_step(qtbot: QtBot, session: WriteSession) -> None:
    add_agreement(session)
    add_request(session, ASKED, TODAY)
    page, view = shown(qtbot, session)
    assert view.card.words == "070-174 06 05\nHelst kok"
    click(view, "Start placement")
    dialog = form(page)
    save(dialog)
    assert dialog.rows["sex"].error == "This must be filled in."
    QTest.keyClick(dialog.rows["sex"].editor, Qt.Key.Key_Down)
    fill(dialog, "extent_bp", "50")
    save(dialog)
    (trainee,) = session.trainees.trainees()
    identity = session.trainees.identity(trainee.id)
    assert trainee.sex is Sex.WOMAN
    assert (identity.name, identity.phone) == ("Nadia Rask", "070-174 06 05")
    (placement,) = session.placements.of_trainee(trainee.id)
    assert placement.decision_from == date(2026, 12, 1)
    assert placement.referring_body is ReferringBody.SOCIAL_INSURANCE
    assert placement.planned_minutes(date(2026, 12, 1)) == 240
    assert listed(view) == []
    click(view, "All")
    assert [row.request.status for row in view.card.model.rows] == [WaitingStatus.STARTED]
    click(view, "Show trainee")
    assert page.file is not None
    assert page.file.trainee_id == trainee.id


def test_without_an_agreement_it_is_said_what_to_do(qtbot: QtBot, session: WriteSession) -> None:
    add_request(session, ASKED, TODAY)
    page, view = shown(qtbot, session)
    click(view, "Start placement")
    message = next(one for one in page.findChildren(MessageDialog) if one.isVisible())
    assert message.accessibleName() == "There is no agreement to place in"


def test_an_adviser_sees_the_queue_without_names(
    qtbot: QtBot, session: WriteSession, adviser: WriteSession
) -> None:
    add_request(session, ASKED, TODAY)
    add_request(session, replace(ASKED, form=Form.WORK_TRIAL), TODAY)
    page, view = shown(qtbot, adviser)
    assert listed(view) == ["Request 1", "Request 2"]
    assert view.queue.text() == "2 wait: Work training 1, Work trial 1"
    words = "\n".join(one.text() for one in view.findChildren(QLabel))
    assert "070" not in words
    start = next(b for b in view.findChildren(QPushButton) if b.text() == "Start placement")
    assert not start.isEnabled()
    click(view, "Change")
    assert not form(page).rows["name"].editor.isEnabled()
    QTest.keyClick(form(page).rows["status"].editor, Qt.Key.Key_Down)
    save(form(page))
    kept = session.waiting.requests()[0]
    assert (kept.status, kept.name) == (WaitingStatus.OFFERED, "Nadia Rask")


def test_the_go_to_list_leads_there(qtbot: QtBot, session: WriteSession) -> None:
    add_request(session, ASKED, TODAY)
    page = TraineesPage(context(session))
    on_stage(qtbot, page)
    page.open_item("waiting")
    view = page._view("waiting")
    assert isinstance(view, WaitingView)
    assert view.isVisible()
    assert listed(view) == ["Nadia Rask"]
