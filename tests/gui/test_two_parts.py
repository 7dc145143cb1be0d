"""A line that becomes two: nothing in it is cut before it folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton

from asfdesk.ui.kit.two_parts import TwoParts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_least_width_of_a_part_is_kept(qtbot: QtBot) -> None:
    search, choice = QLineEdit(), QPushButton("Har slutat")
    search.setMinimumWidth(200)
    choice.setFixedWidth(100)
    line = TwoParts(search, choice, across=6, first_grows=True)
    qtbot.addWidget(line)
    # 200 + 6 + 100 fit in 320 and not in 290, though a field alone could be narrower than 200.
    line.resize(320, 40)
    line.show()
    # The layout places its parts when events run.
    qtbot.waitUntil(lambda: search.width() == 320 - 6 - 100)
    shown = [line.is_folded]
    line.resize(290, 80)
    qtbot.waitUntil(lambda: search.width() == 290)
    shown.append(line.is_folded)
    assert shown == [False, True]
