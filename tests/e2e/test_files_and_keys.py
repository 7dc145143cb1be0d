"""Opening again: wrong words, a file in use, undo after a restart, read-only, an adviser's key."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from asfdesk.domain.agreements import Buyer
from asfdesk.domain.codes import PayerKind
from asfdesk.services.example.write import PASSWORD as EXAMPLE_PASSWORD
from asfdesk.services.example.write import write_example
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import NewEnterprise, create_client_file, open_client_file
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from asfdesk.ui.go_to import GoToDialog
from asfdesk.ui.navigation import PAGES
from tests.e2e.conftest import TODAY
from tests.said import everything_said
from tests.strongbox import ADVISER, CHEAP, OWNER

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel

    from tests.user import User


@pytest.fixture
def path(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one buyer, that "Open" finds."""
    assert user.desk.start is not None
    path = tmp_path / "Bageriet.asfdesk"
    file, _code = create_client_file(path, NewEnterprise("Bageriet"), OWNER, TODAY, cost=CHEAP)
    assert file.write is not None
    add_buyer(file.write, Buyer(0, "Huddinge", PayerKind.MUNICIPALITY))
    file.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    return path


def begin_opening(user: User, password: str) -> UnlockDialog:
    start = user.desk.start
    assert start is not None
    user.click(start.open_card)
    dialog: UnlockDialog = user.dialog(UnlockDialog)
    user.write(dialog.password, password)
    user.click(dialog.open_button)
    return dialog


def said_whole(words: QLabel) -> bool:
    """Whether a label that wraps is high enough for what it says."""
    return words.height() >= words.heightForWidth(words.width())


def buyers(user: User) -> list[str]:
    page = user.page("agreements")
    model = page.buyers.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_wrong_password_is_told_whole_and_the_right_one_opens(user: User, path: Path) -> None:
    before = path.read_bytes()
    dialog = begin_opening(user, "fel lösenord")
    assert dialog.isVisible()
    assert dialog.trouble.text().startswith("The password does not fit this file.")
    assert said_whole(dialog.trouble)
    assert dialog.password.hasSelectedText()
    user.write(dialog.password, OWNER)
    user.click(dialog.open_button)
    assert "Huddinge" in buyers(user)
    assert path.read_bytes() == before


def test_a_file_that_is_open_elsewhere_opens_read_only(user: User, path: Path) -> None:
    elsewhere = open_client_file(path, OWNER)
    dialog = begin_opening(user, OWNER)
    assert "open" in dialog.trouble.text()
    assert said_whole(dialog.trouble)
    user.press("Open read-only", dialog)
    assert [badge.accessibleName() for badge in user.window.header.badges] == ["Read-only"]
    assert "Huddinge" in buyers(user)
    elsewhere.close()


def test_read_only_offers_no_way_to_change_anything(user: User, path: Path) -> None:
    before = path.read_bytes()
    start = user.desk.start
    assert start is not None
    user.click(start.open_card)
    dialog = user.dialog(UnlockDialog)
    user.tick(dialog.read_only)
    user.write(dialog.password, OWNER)
    user.click(dialog.open_button)
    # These show what there is or write it elsewhere; what they can do leaves the file as it is.
    looks = {"Backups", "Event log", "Sheets…", "Deviations…", "Rates and caps…", "Briefing"}
    # A visit that is begun now is kept on this computer, as a package for whoever may write.
    looks.add("New visit")
    offered = {
        entry.key: [
            one.text()
            for one in user.page(entry.key).action_buttons
            if one.isEnabled() and one.text() not in looks
        ]
        for entry in PAGES
        if entry.key not in ("follow_up", "reports")
    }
    assert not any(offered.values()), offered
    user.leave()
    assert path.read_bytes() == before


def test_the_latest_change_is_undone_after_a_restart(user: User, path: Path) -> None:
    assert path.is_file()
    begin_opening(user, OWNER)
    user.page("agreements")
    user.press("New buyer")
    form = user.dialog()
    user.fill(form, name="Botkyrka")
    user.save(form)
    assert "Botkyrka" in buyers(user)
    user.leave()
    user.open_recent(OWNER)
    assert "Botkyrka" in buyers(user)
    user.window.undo()
    user.settle()
    assert user.window.toast.text == "Undone: Buyer added"
    assert "Botkyrka" not in buyers(user)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with an adviser's password."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("home")))
        made = write_example(tmp_path_factory.mktemp("example"), cost=CHEAP)
        file = open_client_file(made.client_file, EXAMPLE_PASSWORD)
        add_adviser_access(file, "Coompanion", ADVISER, CHEAP)
        file.close()
    return made.client_file


def secrets(path: Path) -> set[str]:
    """Names, numbers, telephones and addresses in a file, read with the owner's key."""
    file = open_client_file(path, EXAMPLE_PASSWORD, read_only=True)
    session = file.session
    found: set[str] = set()
    for trainee in session.trainees.trainees():
        identity = session.trainees.identity(trainee.id)
        found |= {identity.name, *identity.name.split(), identity.identity_number}
        found |= {identity.phone, identity.email, identity.address, identity.emergency_contact}
    for supervisor in session.supervision.supervisors():
        found |= {supervisor.name, *supervisor.name.split()}
    found |= {buyer.contact for buyer in session.agreements.buyers()}
    file.close()
    return {one for one in found if len(one) > 2}


def test_an_adviser_finds_no_name_anywhere(
    user: User, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "Vaxthuset.asfdesk"
    shutil.copyfile(example, copied)
    hidden = secrets(copied)
    assert "Lindqvist" in hidden
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(copied), ""))
    begin_opening(user, ADVISER)
    assert "Adviser" in [badge.accessibleName() for badge in user.window.header.badges]
    for entry in PAGES:
        user.page(entry.key)
        said = everything_said(user.window)
        assert len(said) > 1000
        assert {one for one in hidden if one in said} == set(), entry.key
    user.window.open_go_to()
    assert {one for one in hidden if one in str(user.window.destinations())} == set()
    for one in user.window.children():
        if isinstance(one, GoToDialog):
            one.reject()
    user.leave()
    begin_opening(user, EXAMPLE_PASSWORD)
    user.page("trainees")
    # An owner sees them, so the search above would have found them.
    assert "Lindqvist" in everything_said(user.window)
