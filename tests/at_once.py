"""A page's surroundings without a worker thread: the test's connection belongs to this thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from asfdesk.errors import AsfDeskError
from asfdesk.ui.change_bus import ChangeBus
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.page import PageContext
from asfdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.page import Page
    from asfdesk.ui.preferences import Preferences

T = TypeVar("T")
TODAY = date(2026, 11, 23)


class AtOnce(Tasks):
    """Work done where it is asked for."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AsfDeskError], None] | None = None,
    ) -> None:
        try:
            value = work()
        except AsfDeskError as error:
            (failed or self.trouble.emit)(error)
            return
        done(value)

    run_last = run


def context(
    session: WriteSession,
    *,
    read_only: bool = False,
    file: OpenFile | None = None,
    preferences: Preferences | None = None,
) -> PageContext:
    """What a page works with, on 2026-11-23."""
    write = None if read_only else session
    return PageContext(
        session, write, AtOnce(), ChangeBus(), TODAY, lambda _where: None, file, preferences
    )


def on_stage(qtbot: QtBot, page: Page) -> None:
    """Show a page in the size of a small screen, and keep it until the test is torn down.

    qtbot itself holds widgets weakly: a page that the test function has let go of can be collected
    in the middle of its own painting.
    """
    qtbot.addWidget(page, before_close_func=lambda _widget: page.hide())
    page.resize(1154, 718)
    page.show()


def form(page: QWidget) -> FormDialog:
    """The form that is open over a page."""
    return next(one for one in reversed(page.findChildren(FormDialog)) if one.isVisible())


def click(parent: QWidget, text: str) -> None:
    """Press a button by what it says, with the mouse."""
    found = [b for b in parent.findChildren(QPushButton) if b.text() == text and not b.isHidden()]
    assert found, [b.text() for b in parent.findChildren(QPushButton)]
    assert found[-1].isEnabled(), text
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def fill(dialog: FormDialog, name: str, text: str) -> None:
    """Type ASCII into a field, over what is there (QTest knows no other keys)."""
    editor = dialog.rows[name].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)


def save(dialog: FormDialog) -> None:
    """Press Save."""
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
