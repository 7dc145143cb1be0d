"""A part of a page that gives way to its grid in a low window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from asfdesk.ui.kit.fold_chip import Fold

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def made(qtbot: QtBot, height: int) -> tuple[QWidget, QLabel, Fold]:
    page, part = QWidget(), QLabel("part")
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(part)
    fold = Fold("Sums", part, page)
    layout.addWidget(fold.chip)
    page.resize(1154, height)
    page.show()
    return page, part, fold


def test_the_part_is_there_when_there_is_room(qtbot: QtBot) -> None:
    page, part, fold = made(qtbot, 1030)
    assert part.isVisible()
    page.resize(1154, 718)
    assert not part.isVisible()
    assert not fold.chip.isChecked()


def test_what_the_user_chose_stays(qtbot: QtBot) -> None:
    page, part, fold = made(qtbot, 718)
    fold.chip.click()
    assert part.isVisible()
    page.resize(1154, 700)
    assert part.isVisible()


def test_a_page_without_anything_to_show_has_no_chip(qtbot: QtBot) -> None:
    _page, part, fold = made(qtbot, 1030)
    fold.set_wanted(wanted=False)
    assert not part.isVisible()
    assert not fold.chip.isVisible()
    fold.set_wanted(wanted=True)
    assert part.isVisible()
