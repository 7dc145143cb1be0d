"""R2 on the Rapporter page: the recipient's layout is chosen with the keyboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from asfdesk.domain.agreements import Agreement, Buyer
from asfdesk.domain.codes import Form, LegalForm, PayerKind
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period
from asfdesk.services.hours.register_attendance import fill_as_planned
from asfdesk.ui.pages.sending.reports_page import ReportsPage
from tests.at_once import context, on_stage
from tests.workshop import add_placement

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, home: None) -> ReportsPage:
    del home
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
        buyer = session.agreements.add_buyer(Buyer(0, "Förbundet", PayerKind.COORDINATION))
        agreement = session.agreements.add_agreement(
            Agreement(0, buyer, "Stegen", Form.WORK_TRAINING, date(2026, 1, 1), project="P25")
        )
    add_placement(session, agreement, 7, name="Åsa Qvarnlind")
    fill_as_planned(session, Period.of_month(Month(2026, 10)), date(2026, 11, 1))
    made = ReportsPage(context(session))
    made.set_month(Month(2026, 10))
    on_stage(qtbot, made)
    return made


def _titles(page: ReportsPage) -> list[str]:
    document = page.view.document
    assert document is not None
    assert document.recipient_list is not None
    return [column.title for column in document.recipient_list.columns]


def test_the_layout_is_chosen_with_the_keyboard(page: ReportsPage) -> None:
    page.open_item("R2")
    box = page.bar.layout_box
    assert box.isVisible()
    assert [box.itemData(at) for at in range(box.count())] == [
        "scb-deltagare",
        "esf-sammanstallning-po2",
    ]
    assert _titles(page)[0] == "Personnummer"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert page.bar.layout_key == "esf-sammanstallning-po2"
    assert _titles(page)[0] == "Personnummer (12 siffror)"


def test_other_reports_have_no_layout_to_choose(page: ReportsPage) -> None:
    page.open_item("R2")
    page.open_item("R1")
    assert not page.bar.layout_box.isVisible()
    assert page.bar.layout_key == ""
