"""Making a safe copy from Settings, and the window of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from asfdesk.app import Options
from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import set_language
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.visiting.safe_copy import CopyOrder, make_safe_copy
from asfdesk.ui.dialogs.visiting.safe_copy import CopyContentsDialog
from asfdesk.ui.pages.file.settings_page import SettingsPage
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.desks import open_desk, settle
from tests.said import everything_said
from tests.strongbox import CHEAP, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile

PASSWORD = "four words of ones own"


@pytest.fixture(autouse=True)
def _english(home: None) -> None:
    del home
    set_language("en")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenFile]:
    file, _code = new_enterprise(tmp_path / "v.asfdesk")
    identity = Identity(name="Qvittra Zumpfelt")
    add_trainee(file.writing(), NewTrainee(Sex.WOMAN, TODAY, identity), TODAY)
    yield file
    file.close()


def listed(page: SettingsPage) -> CopyContentsDialog:
    return next(one for one in page.findChildren(CopyContentsDialog) if one.isVisible())


def test_the_list_comes_first_and_cancelling_writes_nothing(
    qtbot: QtBot, opened: OpenFile, tmp_path: Path
) -> None:
    page = SettingsPage(context(opened.writing(), file=opened))
    on_stage(qtbot, page)
    page.access.safe_copy.choose_target = lambda name: tmp_path / name
    click(page, "Safe copy…")
    dialog = listed(page)
    assert dialog.focusWidget() is dialog.go_on_button
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "Nothing has been written yet" in said
    assert dialog.view.document is not None
    assert "Qvittra" not in str(dialog.view.document)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert [one.name for one in tmp_path.glob("*.asfdesk")] == ["v.asfdesk"]


def test_a_copy_is_written_for_somebody_under_their_password(
    qtbot: QtBot, opened: OpenFile, tmp_path: Path
) -> None:
    page = SettingsPage(context(opened.writing(), file=opened))
    on_stage(qtbot, page)
    flow = page.access.safe_copy
    flow.cost = CHEAP
    flow.choose_target = lambda name: tmp_path / name
    click(page, "Safe copy…")
    QTest.keyClick(listed(page).go_on_button, Qt.Key.Key_Space)
    asked = form(page)
    fill(asked, "made_for", "Coompanion")
    fill(asked, "password", PASSWORD)
    fill(asked, "again", "something else")
    save(asked)
    assert asked.isVisible()
    assert list(tmp_path.glob("v_safe*")) == []
    fill(asked, "again", PASSWORD)
    save(asked)
    assert not asked.isVisible()
    path = tmp_path / f"v_safe-copy_{TODAY.isoformat()}.asfdesk"
    assert path.name in page._status.text()
    assert [one.made_for for one in opened.session.safe_copy.handouts()] == ["Coompanion"]
    copy = open_client_file(path, PASSWORD)
    assert copy.safe_copy
    copy.close()


def test_the_window_of_a_copy_says_so_and_asks_for_no_days(
    qapp: QApplication, qtbot: QtBot, opened: OpenFile, tmp_path: Path
) -> None:
    path = make_safe_copy(opened, CopyOrder(tmp_path / "k", "C", PASSWORD, CHEAP), TODAY).path
    with open_desk(qapp, Options(language="en")) as desk:
        desk.tasks.run(lambda: open_client_file(path, PASSWORD), desk.show_file)
        settle(qtbot, desk)
        window = desk.window
        assert window is not None
        settle(qtbot, desk)
        assert "safe copy of 2026-11-23" in window.windowTitle()
        assert [one.text for one in window.header.badges] == ["Safe copy", "Read-only"]
        assert window.page is not None
        assert window.page.key == "safe_copy"
        for key in ("plan", "follow_up", "reports", "safe_copy"):
            window.go(key)
            settle(qtbot, desk)
            assert window.page.key == key
            assert "Qvittra" not in "".join(everything_said(window))
        window.go("trainees")
        assert window.page.key == "safe_copy"
        shown = {one.text() for one in window.findChildren(QAbstractButton) if not one.isHidden()}
        assert not shown & {"Key figures", "From decisions", "Write in the file …", "Recipients"}
