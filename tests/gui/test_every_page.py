"""Every page in both languages and both themes; by keyboard; with names for screen readers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QComboBox, QLineEdit, QWidget

from asfdesk.services.example.write import PASSWORD
from asfdesk.ui.kit.grid.grid_view import GridView
from asfdesk.ui.navigation import PAGES
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.theme import Mode
from tests.screens import open_window, settle
from tests.strays import StrayWindows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.page import Page
    from asfdesk.ui.tasks import Tasks

SMALLEST_TARGET = 24
MOST_STOPS = 400

Shown = tuple["MainWindow", "Tasks"]


@pytest.fixture
def copied(example: ExampleFiles, tmp_path: Path) -> Path:
    target = tmp_path / "Vaxthuset.asfdesk"
    shutil.copyfile(example.client_file, target)
    return target


@pytest.fixture
def shown(qapp: QApplication, home: None, copied: Path) -> Iterator[Shown]:
    """The example in Swedish, light, at the smallest screen the program is made for."""
    del home
    settings = AppSettings(Mode.LIGHT, "sv", 1366, 768)
    with open_window(copied, PASSWORD, qapp, settings) as found:
        yield found


def pages(shown: Shown) -> Iterator[Page]:
    window, tasks = shown
    for entry in PAGES:
        window.go(entry.key)
        settle(tasks)
        assert window.page is not None
        yield window.page


def focusable(parent: QWidget) -> list[QWidget]:
    """What the keyboard can reach, now."""
    return [
        one
        for one in parent.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    ]


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize("theme", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_opens(
    qapp: QApplication, home: None, copied: Path, theme: Mode, language: str
) -> None:
    del home
    strays = StrayWindows(qapp)
    with open_window(copied, PASSWORD, qapp, AppSettings(theme, language, 1366, 768)) as found:
        titles, scrolling = [], []
        for page in pages(found):
            titles.append(page.accessibleName())
            scrolling += [page.key] if page.area.horizontalScrollBar().maximum() else []
        assert (found[0].width(), found[0].height()) == (1366, 768)
    strays.stop()
    assert len(titles) == len(PAGES)
    assert all(titles)
    assert scrolling == []
    assert strays.found == []


def test_everything_the_keyboard_reaches_has_a_name(shown: Shown) -> None:
    nameless = [
        f"{page.key}: {type(one).__name__}"
        for page in pages(shown)
        for one in focusable(shown[0])
        if not name_of(one).strip()
    ]
    assert nameless == []


def test_what_is_clicked_is_large_enough(shown: Shown) -> None:
    small = [
        f"{page.key}: {type(one).__name__} {name_of(one)} {one.width()}x{one.height()}"
        for page in pages(shown)
        for one in page.findChildren(QWidget)
        if isinstance(one, QAbstractButton | QComboBox | QLineEdit)
        and one.isVisible()
        and one.objectName() != "qt_spinbox_lineedit"
        and min(one.width(), one.height()) < SMALLEST_TARGET
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert small == []


def leave(stop: QWidget) -> None:
    """Tab; in a grid of days Tab goes from cell to cell and Ctrl+Tab leaves."""
    control = Qt.KeyboardModifier.ControlModifier
    in_grid = isinstance(stop, GridView)
    QTest.keyClick(stop, Qt.Key.Key_Tab, control if in_grid else Qt.KeyboardModifier.NoModifier)


def stops(window: MainWindow, first: QWidget) -> set[QWidget]:
    """Where Tab goes from a widget until it comes round."""
    first.setFocus()
    reached: list[QWidget] = []
    for _ in range(MOST_STOPS):
        stop = window.focusWidget()
        # A label with links keeps the focus for one Tab per link.
        if stop in reached and stop is not reached[-1]:
            break
        reached.append(stop)
        leave(stop)
    return set(reached)


def by_arrow_keys(widget: QWidget) -> bool:
    """One of several choices of which one is made: Tab reaches it, arrow keys the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    groups = widget.window().findChildren(QButtonGroup)
    return widget.autoExclusive() or any(
        group.exclusive() and widget in group.buttons() for group in groups
    )


def test_tab_reaches_everything_and_comes_round(qtbot: QtBot, shown: Shown) -> None:
    window, _tasks = shown
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for page in pages(shown):
        wanted = {one for one in focusable(window) if not by_arrow_keys(one)}
        missed = wanted - stops(window, window.sidebar.button(page.key))
        assert {f"{page.key}: {type(one).__name__} {name_of(one)}" for one in missed} == set()


def test_no_page_scrolls_at_the_smallest_screen(shown: Shown) -> None:
    scrolling = []
    for page in pages(shown):
        bars = (page.area.horizontalScrollBar(), page.area.verticalScrollBar())
        if any(bar.maximum() > 0 for bar in bars):
            scrolling.append(f"{page.key}: {[bar.maximum() for bar in bars]}")
    assert scrolling == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [1093, 1250])
def test_the_lists_of_people_and_agreements_fit_a_scaled_screen(
    qapp: QApplication, home: None, copied: Path, language: str, width: int
) -> None:
    """1366 pixels at 125 % are 1093; a little wider than where the sidebar unfolds is 1250."""
    del home
    places = ("trainees", *(f"trainees:{view}" for view in ("waiting", "follow_ups", "consents")))
    settings = AppSettings(Mode.LIGHT, language, width, 614)
    with open_window(copied, PASSWORD, qapp, settings) as (window, tasks):
        scrolling = []
        for place in (*places, "agreements", "supervision:capacity", "attendance"):
            window.go(place)
            settle(tasks)
            assert window.page is not None
            scrolling += [place] if window.page.area.horizontalScrollBar().maximum() else []
        assert (window.width(), scrolling) == (width, [])


def test_pages_can_be_half_as_wide(shown: Shown) -> None:
    window, tasks = shown
    for width in (1000, 683):
        window.resize(width, 600)
        settle(tasks)
    widths = [window.width() for _page in pages(shown)]
    assert widths == [683] * len(PAGES)
