"""Recipients and export packages, by keys and buttons: from a card to a file that it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from asfdesk.domain.sending.packages import spoken
from asfdesk.formats.package.package_file import read_package
from asfdesk.formats.package.recipient_keys import card_bytes, card_of, opening_keys
from asfdesk.i18n import set_language
from asfdesk.ui.change_bus import ChangeBus
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.page import PageContext
from asfdesk.ui.pages.sending.reports_page import RECIPIENTS, ReportsPage
from tests.at_once import AtOnce
from tests.packages import KEYS
from tests.said import everything_said
from tests.sending import MARCH, TODAY, locked_months

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession, tmp_path: Path) -> ReportsPage:
    locked_months(session)
    parent = QObject()
    bus = ChangeBus(parent)
    context = PageContext(session, session, AtOnce(parent), bus, TODAY, lambda _where: None)
    made = ReportsPage(context)
    bus.changed.connect(lambda _changes: made.reload())
    made.output.choose_folder = lambda: tmp_path / "ut"
    parent.setParent(made)
    qtbot.addWidget(made)
    made.resize(1154, 718)
    made.set_month(MARCH)
    made.show()
    made.show_view(RECIPIENTS)
    card = tmp_path / "region.asfkort"
    card.write_bytes(card_bytes(KEYS))
    made.recipients.choose_card = lambda: card
    return made


def line_of(dialog: FormDialog) -> QLineEdit:
    """The only line of a form."""
    (found,) = dialog.findChildren(QLineEdit)
    return found


def press(widget: QPushButton) -> None:
    """By the keyboard."""
    assert widget.isEnabled()
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)


def test_a_card_is_imported_compared_and_gets_a_package(
    page: ReportsPage, session: WriteSession, tmp_path: Path
) -> None:
    panel = page.recipients
    assert "No card has been imported" in everything_said(panel)
    press(panel.import_)
    assert "the fingerprint must be compared" in panel.table.model().index(0, 4).data()
    press(panel.confirm)
    dialog = panel.findChild(FormDialog)
    assert dialog is not None
    QTest.keyClicks(line_of(dialog), spoken(card_of(KEYS).fingerprint))
    dialog.submit()
    assert session.packages.recipients()[0].takes(TODAY)
    assert not panel.confirm.isEnabled()
    press(panel.create_button)
    order = panel.findChildren(FormDialog)[-1]
    order.submit()
    message = panel.findChild(MessageDialog)
    assert message is not None
    said = everything_said(message)
    assert "R7_kvartalsrapport_2026-Q1.pdf" in said
    assert "only Region Öst can open it" in said
    assert not (tmp_path / "ut").exists()
    go_on = next(one for one in message.findChildren(QPushButton) if "folder" in one.text())
    press(go_on)
    (path,) = (tmp_path / "ut").iterdir()
    read = read_package(path.read_bytes(), opening_keys(KEYS))
    assert str(read.period) == "2026-Q1"
    assert spoken(read.fingerprint) in panel.fingerprint.text()


def test_a_wrong_fingerprint_is_said_under_the_field(
    page: ReportsPage, session: WriteSession
) -> None:
    panel = page.recipients
    press(panel.import_)
    dialog = panel.ask_confirm()
    assert dialog is not None
    QTest.keyClicks(line_of(dialog), "12345")
    dialog.submit()
    assert "not the fingerprint" in everything_said(dialog)
    assert session.packages.recipients()[0].confirmed_on is None


def test_a_recipient_is_ended_and_begun_again(page: ReportsPage, session: WriteSession) -> None:
    panel = page.recipients
    press(panel.import_)
    press(panel.end)
    assert session.packages.recipients()[0].ended_on == TODAY
    press(panel.end)
    assert session.packages.recipients()[0].ended_on is None
