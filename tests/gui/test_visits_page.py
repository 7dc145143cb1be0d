"""Besök with real keys: the adviser writes and sends, the owner looks and takes in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.services.visiting.draft_visits import save_package
from asfdesk.services.write_comments import change_action
from asfdesk.ui.change_bus import ChangeBus
from asfdesk.ui.page import PageContext
from asfdesk.ui.pages.visiting.visits_page import VisitsPage
from tests.at_once import TODAY, AtOnce, click, fill, form, on_stage, save
from tests.visits import KNOWN, a_draft, as_adviser, as_owner, visited_file

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.file.open_file import OpenFile


@pytest.fixture
def home_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    return visited_file(tmp_path)


def staged(qtbot: QtBot, file: OpenFile) -> VisitsPage:
    page = VisitsPage(
        PageContext(
            file.session, file.write, AtOnce(), ChangeBus(), TODAY, lambda _where: None, file
        )
    )
    on_stage(qtbot, page)
    return page


def agree(page: VisitsPage, what: str, due: str) -> None:
    click(page.agreed, page.agreed.add_button.text())
    dialog = form(page)
    fill(dialog, "what", what)
    fill(dialog, "owner", "Ia")
    fill(dialog, "due_on", due)
    save(dialog)


def words(page: VisitsPage) -> list[str]:
    return [one.what for one in page.agreed.model.rows]


def test_the_adviser_writes_and_the_owner_takes_in(
    qtbot: QtBot, home_file: Path, tmp_path: Path
) -> None:
    before = home_file.read_bytes()
    adviser = as_adviser(home_file)
    page = staged(qtbot, adviser)
    assert not page.take_button.isEnabled()
    assert not page.agreed.add_button.isEnabled()
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    fill(form(page), "present", "styrelsen")
    save(form(page))
    agree(page, "Raise prices", "2026-12-31")
    agree(page, "Apply for a grant", "2026-11-30")
    assert words(page) == ["Ring kommunen", "Raise prices", "Apply for a grant"]
    page.choose_target = lambda name: tmp_path / name
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    adviser.close()
    assert home_file.read_bytes() == before
    (package,) = tmp_path.glob("*.asfbesok")
    owner = as_owner(home_file)
    page = staged(qtbot, owner)
    page.choose_source = lambda: package
    QTest.mouseClick(page.take_button, Qt.MouseButton.LeftButton)
    assert page.dialog is not None
    assert owner.session.visits.visits() == []
    QTest.mouseClick(page.dialog.take_button, Qt.MouseButton.LeftButton)
    assert set(words(page)) == {"Ring kommunen", "Raise prices", "Apply for a grant"}
    (visit,) = owner.session.visits.visits()
    assert visit.present == "styrelsen"
    assert [row.visit.uid for row in page.model.rows] == [visit.uid]
    owner.leave(keep_work=False)


def test_a_conflict_is_chosen_in(qtbot: QtBot, home_file: Path, tmp_path: Path) -> None:
    adviser = as_adviser(home_file)
    save_package(adviser, a_draft(), tmp_path / "p.asfbesok", TODAY)
    adviser.close()
    owner = as_owner(home_file)
    known = owner.session.comments.action_by_uid(KNOWN)
    assert known is not None
    change_action(owner.writing(), known.with_status(ActionStatus.DONE, TODAY))
    page = staged(qtbot, owner)
    page.choose_source = lambda: tmp_path / "p.asfbesok"
    page.take_in()
    assert page.dialog is not None
    (box,) = page.dialog.boxes.values()
    box.setChecked(True)
    QTest.mouseClick(page.dialog.take_button, Qt.MouseButton.LeftButton)
    now = owner.session.comments.action_by_uid(KNOWN)
    assert now is not None
    assert now.status is ActionStatus.ONGOING
    owner.leave(keep_work=False)


def test_each_refusal_is_said(
    qtbot: QtBot, home_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = as_adviser(visited_file(tmp_path, "other"))
    save_package(other, a_draft(), tmp_path / "wrong.asfbesok", TODAY)
    other.close()
    adviser = as_adviser(home_file)
    save_package(adviser, a_draft(), tmp_path / "p.asfbesok", TODAY)
    adviser.close()
    content = bytearray((tmp_path / "p.asfbesok").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "bent.asfbesok").write_bytes(content)
    owner = as_owner(home_file)
    page = staged(qtbot, owner)
    said: list[AsfDeskError] = []
    monkeypatch.setattr(page, "show_trouble", said.append)
    monkeypatch.setattr(QMessageBox, "exec", lambda _self: None)
    for name in ("wrong", "bent", "p"):
        page.choose_source = partial(tmp_path.joinpath, f"{name}.asfbesok")
        page.take_in()
    assert page.dialog is not None
    QTest.mouseClick(page.dialog.take_button, Qt.MouseButton.LeftButton)
    page.take_in()
    assert len({error.what for error in said}) == len(said) == 3
    assert len(owner.session.visits.visits()) == 1
    owner.leave(keep_work=False)


def test_a_visit_in_the_file_is_closed_and_an_action_done(qtbot: QtBot, home_file: Path) -> None:
    owner = as_owner(home_file)
    page = staged(qtbot, owner)
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    save(form(page))
    QTest.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    (visit,) = owner.session.visits.visits()
    assert visit.closed_on == TODAY
    assert owner.session.visits.figures(visit.id)
    action = page.agreed.model.rows[0]
    page.agreed.status_wanted.emit(action, ActionStatus.DONE)
    assert words(page) == []
    QTest.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    assert owner.session.visits.visits() == []
    owner.leave(keep_work=False)
