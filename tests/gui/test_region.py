"""The region's page as a support structure works in it: made, filled, refused, written, locked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from asfdesk.app import Options
from asfdesk.domain.sending.package_arrival import Pin
from asfdesk.domain.sending.packages import fingerprint_of, spoken
from asfdesk.services.region.make_region import make_region
from asfdesk.ui import region_desk
from asfdesk.ui.dialogs.region.region_forms import Wish, ask_new_region
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.pages.region.region_window import TAKEN
from asfdesk.ui.region_errands import RegionErrands
from tests.desks import open_desk, settle
from tests.region import open_test_region, org_number, package_of, public, write
from tests.strongbox import CHEAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.app import Desk
    from asfdesk.services.region.open_region import Region
    from asfdesk.ui.pages.region.region_window import RegionWindow

TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, home: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """The program at its start, with keys that are cheap to open."""
    del home
    cheap = partial(ask_new_region, make=partial(make_region, cost=CHEAP))
    monkeypatch.setattr(region_desk, "ask_new_region", cheap)
    with open_desk(qapp, Options(language="sv", today=TODAY)) as made:
        made.starting.show()
        settle(qtbot, made)
        yield made
        made.region.forget()
        settle(qtbot, made)


def dialog(kind: type[FormDialog | MessageDialog]) -> FormDialog | MessageDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return next(one for one in found if one.isVisible())


def opened(desk: Desk, qtbot: QtBot, folder: Path) -> RegionWindow:
    """A region of eight, of which the packages of seven are here."""
    pins = tuple(Pin(org_number(n), "", public(n), TODAY) for n in range(1, 9))
    made: list[Region] = []
    desk.tasks.run(lambda: replace(open_test_region(folder), pins=pins), made.append)
    settle(qtbot, desk)
    desk.region.show(made[0])
    settle(qtbot, desk)
    window = desk.region.window
    assert window is not None
    drop(window, *(write(folder, package_of(n), n) for n in range(1, 8)))
    settle(qtbot, desk)
    settle(qtbot, desk)
    return window


def drop(window: RegionWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), copy, data, left, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)


def test_a_new_region_by_keyboard(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "öst.asfregion"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    assert desk.start is not None
    QTest.keyClick(desk.start.region, Qt.Key.Key_Space)
    offer = dialog(MessageDialog)
    new = next(one for one in offer.findChildren(type(desk.start.binder)) if "Ny" in one.text())
    QTest.keyClick(new, Qt.Key.Key_Space)
    form = dialog(FormDialog)
    assert isinstance(form, FormDialog)
    for name, text in (("name", "Region"), ("new", "long password"), ("again", "long password")):
        field = form.rows[name].editor
        QTest.keyClicks(field.focusProxy() or field, text)
    form.save_button.click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    made = {one.suffix for one in tmp_path.iterdir()}
    assert made >= {".asfregion", ".asfnyckel", ".asfkort"}
    assert desk.region.window is not None
    dialog(MessageDialog).close()
    desk.lock()
    settle(qtbot, desk)
    assert desk.region.region is None
    assert QApplication.topLevelWidgets().count(desk.start) == 1


def test_what_is_dropped_is_counted_and_what_is_refused_says_why(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(desk, qtbot, tmp_path)
    assert "7" in window.status.text()
    assert len(window.members.table.rows.rows) == 7
    letter = tmp_path / "letter.asfpaket"
    letter.write_bytes(b"hello")
    first = write(tmp_path, package_of(9), 9)
    drop(window, letter, first, tmp_path / f"{org_number(1)}_2026-Q3_1.asfpaket")
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert window.panels.chips.group.checkedId() == TAKEN
    said = [one.error.what for one in window.taken._model.rows if one.error]
    assert len(set(said)) == 3
    window.taken.table.select_row([one.path for one in window.taken._model.rows].index(first))
    QTest.keyClick(window.taken.heard_button, Qt.Key.Key_Space)
    form = dialog(FormDialog)
    assert isinstance(form, FormDialog)
    QTest.keyClicks(form.rows["heard"].editor, spoken(fingerprint_of(public(9))))
    form.save_button.click()
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert len(window.members.table.rows.rows) == 8


def test_each_panel_shows_the_quarter(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(desk, qtbot, tmp_path)
    assert len(window.compared.table.rows.rows) == 11
    assert [one.total for one in window.parts.table.rows.rows].count(True) == 1
    assert window.course.chart.spec is not None
    assert window.course.figures.count() == 13
    window.course.figures.setCurrentIndex(2)
    assert [one.key for one in window.course.table.rows.rows] == ["2026-Q3"]


@pytest.mark.parametrize("what", ["late", "compare", "publish", "rank"])
def test_every_report_is_written(desk: Desk, qtbot: QtBot, tmp_path: Path, what: str) -> None:
    window = opened(desk, qtbot, tmp_path)
    errands = window.findChild(RegionErrands)
    assert errands is not None
    errands.write(Wish(what, ("pdf", "xlsx", "csv", "json")), tmp_path / "out")
    settle(qtbot, desk)
    kinds = sorted(one.suffix for one in (tmp_path / "out").iterdir())
    assert kinds == [".csv", ".json", ".pdf", ".xlsx"]
