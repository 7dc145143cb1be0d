"""What somebody has typed is never read as markup: labels, tooltips, dialogs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Markup
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTextEdit, QWidget

from asfdesk.domain.agreements import Buyer
from asfdesk.domain.codes import PayerKind, Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import RefusedError
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.errors import MessageDialog, show_error
from asfdesk.ui.kit.note_bar import NoteBar
from asfdesk.ui.kit.tip import plain_tip
from asfdesk.ui.navigation import PAGES
from tests.at_once import TODAY, context, on_stage
from tests.strongbox import new_enterprise
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.navigation import PageEntry

NASTY = "<img src='file:///etc/passwd'><b>fet</b>"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    """An enterprise in which every name is markup."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    file, _code = new_enterprise(tmp_path / "a.asfdesk")
    session = file.writing()
    add_placement(session, add_agreement(session, NASTY), name=NASTY, last=date(2026, 12, 31))
    add_trainee(session, NewTrainee(Sex.MAN, TODAY, Identity(name=NASTY)), TODAY)
    add_buyer(session, Buyer(0, NASTY, PayerKind.PRIVATE))
    enterprise = session.enterprise.enterprise()
    assert enterprise is not None
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(replace(enterprise, name=NASTY))
    yield file
    file.leave(keep_work=False)


def rendered(parent: QWidget) -> list[str]:
    """Where Qt would read markup that holds what was typed, unescaped."""
    found = []
    for widget in parent.findChildren(QWidget):
        texts = [("tooltip", plain_or_rich(widget.toolTip()))]
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            texts.append(("label", widget.text()))
        if isinstance(widget, QTextEdit):
            texts.append(("text", widget.toHtml()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            texts += [("cell tooltip", text) for text in cell_tips(widget)]
        found += [f"{kind} of {type(widget).__name__}" for kind, text in texts if "<img" in text]
    return found


def plain_or_rich(tip: str) -> str:
    """The tooltip where Qt takes it for markup, else nothing."""
    return tip if Markup.mightBeRichText(tip) else ""


def cell_tips(view: QAbstractItemView) -> list[str]:
    model = view.model()
    return [
        plain_or_rich(str(tip))
        for row in range(min(model.rowCount(), 20))
        for column in range(model.columnCount())
        if (tip := model.index(row, column).data(Qt.ItemDataRole.ToolTipRole))
    ]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_no_page_renders_what_was_typed(qtbot: QtBot, opened: OpenFile, entry: PageEntry) -> None:
    page = entry.page(context(opened.writing(), file=opened))
    on_stage(qtbot, page)
    assert rendered(page) == []


def test_messages_and_tips_show_it_as_it_is(qtbot: QtBot) -> None:
    dialog = show_error(None, RefusedError(NASTY, NASTY, NASTY))
    qtbot.addWidget(dialog)
    assert isinstance(dialog, MessageDialog)
    assert rendered(dialog) == []
    bar = NoteBar(NASTY)
    qtbot.addWidget(bar)
    assert rendered(bar) == []
    narrow = ElidedLabel(NASTY)
    qtbot.addWidget(narrow)
    narrow.resize(60, 20)
    narrow.show()
    assert "<img" not in plain_or_rich(narrow.toolTip())
    assert plain_tip("a < b") == "a < b"
    assert "&lt;img" in plain_tip(NASTY)
