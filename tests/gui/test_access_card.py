"""Who may open the file, as the manager and the adviser meet it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from asfdesk.app import Desk, Options
from asfdesk.errors import WrongKeyError
from asfdesk.i18n import set_language
from asfdesk.services.file import file_access, hand_over
from asfdesk.services.file.open_file import Role, open_client_file
from asfdesk.ui.dialogs.file.access_guide import AccessGuide
from asfdesk.ui.dialogs.sheet_dialog import SheetDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.main_window import MainWindow
from asfdesk.ui.pages.file.settings_page import SettingsPage
from tests.at_once import click, context, fill, form, on_stage, save
from tests.desks import open_desk, settle
from tests.strongbox import ADVISER, CHEAP, OWNER, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter
    from pytestqt.qtbot import QtBot

    from asfdesk.services.file.open_file import OpenFile

NEW = "four new words here"


@pytest.fixture(autouse=True)
def _english_and_cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_language("en")
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))
    for module, names in (
        (
            file_access,
            (
                "add_adviser_access",
                "add_owner_access",
                "change_password",
                "set_password",
                "use_recovery_code",
                "replace_leaked_password",
            ),
        ),
        (hand_over, ("hand_over", "recover_access")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, partial(getattr(module, name), cost=CHEAP))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[OpenFile, str]]:
    (tmp_path / "klient").mkdir()
    file, code = new_enterprise(tmp_path / "klient" / "v.asfdesk")
    yield file, code
    file.leave(keep_work=False)


@pytest.fixture
def opened(made: tuple[OpenFile, str]) -> OpenFile:
    return made[0]


@pytest.fixture
def closed() -> list[str]:
    """What is said when new keys have closed the file."""
    return []


@pytest.fixture
def page(qtbot: QtBot, opened: OpenFile, closed: list[str]) -> SettingsPage:
    return shown(qtbot, opened, closed)


def shown(qtbot: QtBot, file: OpenFile, closed: list[str] | None = None) -> SettingsPage:
    surroundings = context(file.writing(), file=file)
    told = closed if closed is not None else []
    page = SettingsPage(replace(surroundings, file_closed=told.append))
    on_stage(qtbot, page)
    return page


def choose_row(page: SettingsPage, role: Role) -> None:
    rows = page.access._rows
    page.access.table.select_row([row.role for row in rows].index(role))


def write(widget: object, text: str) -> None:
    """Set what QTest has no keys for."""
    assert isinstance(widget, QLineEdit)
    widget.setText(text)


def guide(page: SettingsPage) -> AccessGuide:
    return next(one for one in page.findChildren(AccessGuide) if one.isVisible())


def fill_guide(dialog: AccessGuide, **texts: str) -> None:
    for name, text in texts.items():
        editor = dialog.panel.rows[name].editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)


def press(dialog: AccessGuide) -> None:
    QTest.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)


def print_it(dialog: AccessGuide) -> str:
    """Tick that the sheet is kept; returns the code on it."""
    assert not dialog.next_button.isEnabled()
    dialog.recovery.noted.setChecked(True)
    return dialog.recovery.code.text()


def roles(file: OpenFile) -> list[Role]:
    return [row.role for row in file_access.access_rows(file)]


def opens(path: Path, password: str) -> str:
    """Which slot a password opens."""
    file = open_client_file(path, password, read_only=True)
    slot = file.slot
    file.close()
    return slot


def test_an_adviser_is_given_access_with_an_agreement_and_it_is_withdrawn(
    page: SettingsPage, opened: OpenFile, closed: list[str], tmp_path: Path
) -> None:
    click(page.access, "Give an adviser access")
    fill(form(page), "label", "Anna")
    fill(form(page), "organisation", "Coompanion Vast")
    fill(form(page), "adviser_number", "12")
    fill(form(page), "password", "some other words")
    fill(form(page), "again", "some others")
    save(form(page))
    assert "not an organisation number" in form(page).rows["adviser_number"].error
    fill(form(page), "adviser_number", "769600-1234")
    save(form(page))
    assert "differ" in form(page).rows["again"].error
    assert roles(opened) == [Role.OWNER, Role.RECOVERY]
    fill(form(page), "again", "some other words")
    save(form(page))
    rows = file_access.access_rows(opened)
    assert [row.label for row in rows if row.role is Role.ADVISER] == ["Anna"]
    sheet = page.findChild(SheetDialog)
    assert sheet is not None
    assert sheet.isVisible()
    assert sheet.view.document is not None
    sheet.save_to(tmp_path / "avtal.pdf")
    assert (tmp_path / "avtal.pdf").read_bytes().startswith(b"%PDF")
    sheet.close()
    choose_row(page, Role.ADVISER)
    click(page.access, "Withdraw")
    dialog = page.findChildren(MessageDialog)[-1]
    assert "Anna" in dialog.accessibleName()
    click(dialog, "Withdraw")
    assert opened.closed
    assert len(closed) == 1
    assert opens(opened.path, OWNER) == "owner:1"
    with pytest.raises(WrongKeyError):
        open_client_file(opened.path, "some other words")


def test_only_what_fits_the_chosen_row_is_offered(page: SettingsPage, opened: OpenFile) -> None:
    file_access.add_adviser_access(opened, "Anna", ADVISER)
    file_access.add_owner_access(opened, "Bo", "bos egna ord")
    page.access.reload()
    card = page.access
    offered = (card.password, card.leaked, card.set_password, card.agreement, card.withdraw)
    assert card.row is not None
    assert card.row.mine
    assert [made.isHidden() for made in offered] == [False, False, True, True, True]
    choose_row(page, Role.ADVISER)
    assert [made.isHidden() for made in offered] == [True, True, False, False, False]
    choose_row(page, Role.RECOVERY)
    assert [made.isHidden() for made in offered] == [True] * 5
    assert not card.recovery.isHidden()
    card.table.select_row(3)
    assert [made.isHidden() for made in offered] == [True, True, False, True, False]


def test_another_owners_forgotten_password_is_set(
    page: SettingsPage, opened: OpenFile, closed: list[str]
) -> None:
    file_access.add_owner_access(opened, "Bo", "bos egna ord")
    page.access.reload()
    page.access.table.select_row(2)
    click(page.access, "Set a new password")
    assert "Bo" in form(page).windowTitle()
    fill(form(page), "password", NEW)
    fill(form(page), "again", NEW)
    save(form(page))
    assert not opened.closed
    assert closed == []
    assert opens(opened.path, NEW) == "owner:3"
    with pytest.raises(WrongKeyError):
        open_client_file(opened.path, "bos egna ord")


def test_a_password_in_use_is_refused_under_its_field(page: SettingsPage) -> None:
    click(page.access, "New owner")
    fill(form(page), "label", "Bo")
    for name in ("password", "again"):
        write(form(page).rows[name].editor, OWNER)
    save(form(page))
    assert "in use" in form(page).rows["password"].error


def test_own_password_is_changed(page: SettingsPage, opened: OpenFile) -> None:
    click(page.access, "Change my password")
    write(form(page).rows["current"].editor, OWNER)
    fill(form(page), "password", NEW)
    fill(form(page), "again", NEW)
    save(form(page))
    assert not opened.closed
    assert opens(opened.path, NEW) == "owner:1"


def test_a_leaked_password_locks_the_program(
    page: SettingsPage, opened: OpenFile, closed: list[str]
) -> None:
    click(page.access, "My password is known to others")
    write(form(page).rows["current"].editor, OWNER)
    fill(form(page), "password", NEW)
    fill(form(page), "again", NEW)
    save(form(page))
    assert opened.closed
    assert len(closed) == 1
    assert opens(opened.path, NEW) == "owner:1"


def test_a_new_sheet_holds_only_when_it_has_been_kept(
    page: SettingsPage, made: tuple[OpenFile, str]
) -> None:
    opened, old = made
    choose_row(page, Role.RECOVERY)
    click(page.access, "New recovery sheet")
    press(guide(page))
    assert guide(page).step == 1
    given_up = guide(page).recovery.code.text()
    guide(page).reject()
    assert opens(opened.path, old) == "recovery:2"
    click(page.access, "New recovery sheet")
    press(guide(page))
    code = print_it(guide(page))
    assert code not in (old, given_up)
    press(guide(page))
    assert opens(opened.path, code) == "recovery:2"
    for gone in (old, given_up):
        with pytest.raises(WrongKeyError):
            open_client_file(opened.path, gone)


def test_a_leaked_sheet_renews_every_key(
    page: SettingsPage, opened: OpenFile, closed: list[str]
) -> None:
    choose_row(page, Role.RECOVERY)
    click(page.access, "New recovery sheet")
    box = guide(page).panel.rows["leaked"].editor
    box.setProperty("checked", True)  # noqa: FBT003 - Qt takes positions only
    press(guide(page))
    code = print_it(guide(page))
    press(guide(page))
    assert opened.closed
    assert len(closed) == 1
    assert opens(opened.path, code) == "recovery:2"
    assert opens(opened.path, OWNER) == "owner:1"


def test_a_sheet_beside_the_file_is_refused_and_not_ticked(
    page: SettingsPage, opened: OpenFile, tmp_path: Path
) -> None:
    choose_row(page, Role.RECOVERY)
    click(page.access, "New recovery sheet")
    press(guide(page))
    panel = guide(page).recovery
    panel.save_to(opened.path.with_name("blad.pdf"))
    assert not opened.path.with_name("blad.pdf").exists()
    assert not panel.noted.isChecked()
    box = panel.findChild(MessageDialog)
    assert box is not None
    box.close()
    panel.save_to(tmp_path / "blad.pdf")
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    assert panel.noted.isChecked()
    guide(page).reject()


def test_printing_ticks_that_it_is_kept(page: SettingsPage) -> None:
    choose_row(page, Role.RECOVERY)
    click(page.access, "New recovery sheet")
    press(guide(page))
    panel = guide(page).recovery
    asked: list[str] = []

    def ask(printer: QPrinter) -> bool:
        asked.append(printer.docName())
        return False

    panel.paper.ask = ask
    click(panel, "Print the sheet")
    assert asked == ["Recovery sheet"]
    assert not panel.noted.isChecked()
    guide(page).reject()


def test_a_new_manager_takes_over_and_the_old_one_is_out(
    page: SettingsPage, made: tuple[OpenFile, str], closed: list[str]
) -> None:
    opened, old = made
    file_access.add_adviser_access(opened, "Anna", ADVISER)
    page.access.reload()
    click(page.access, "Hand over to a new manager")
    dialog = guide(page)
    fill_guide(dialog, label="Cecilia", password=NEW, again="four other words")
    press(dialog)
    assert "differ" in dialog.panel.rows["again"].error
    fill_guide(dialog, again=NEW)
    press(dialog)
    assert dialog.step == 1
    assert "(you)" in dialog._words.text()
    assert roles(opened) == [Role.OWNER, Role.RECOVERY, Role.ADVISER]
    code = print_it(dialog)
    press(dialog)
    assert opened.closed
    assert len(closed) == 1
    assert opens(opened.path, NEW) == "owner:4"
    assert opens(opened.path, code) == "recovery:2"
    assert opens(opened.path, ADVISER) == "adviser:3"
    for gone in (OWNER, old):
        with pytest.raises(WrongKeyError):
            open_client_file(opened.path, gone)


def test_a_handover_can_leave_the_old_manager_in(
    page: SettingsPage, opened: OpenFile, closed: list[str]
) -> None:
    click(page.access, "Hand over to a new manager")
    dialog = guide(page)
    fill_guide(dialog, label="Cecilia", password=NEW, again=NEW)
    box = dialog.panel.rows["withdraw"].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.count() - 1)
    press(dialog)
    print_it(dialog)
    press(dialog)
    assert not opened.closed
    assert closed == []
    assert roles(opened) == [Role.OWNER, Role.RECOVERY, Role.OWNER]
    assert opens(opened.path, OWNER) == "owner:1"


def test_an_adviser_reads_what_the_key_opens_and_is_offered_nothing(
    qtbot: QtBot, opened: OpenFile
) -> None:
    file_access.add_adviser_access(opened, "Anna", ADVISER)
    opened.close()
    file = open_client_file(opened.path, ADVISER)
    card = shown(qtbot, file).access
    every = (
        card.adviser,
        card.owner,
        card.handing,
        card.password,
        card.leaked,
        card.set_password,
        card.agreement,
        card.withdraw,
        card.recovery,
    )
    assert [made.isHidden() for made in every] == [True] * len(every)
    assert "does not open names" in card._note.text()
    assert card.table.isHidden()
    assert [row.label for row in card._rows] == ["", "", ""]
    for act in (card._add_adviser, card._add_owner, card._hand_over, card._renew_recovery):
        act()
    assert not [one for one in card.window().findChildren(AccessGuide) if one.isVisible()]
    file.close()


@pytest.fixture
def desk(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(Desk, "_end", lambda _desk: None)
    with open_desk(qapp, Options(language="en")) as made:
        yield made


def test_the_recovery_code_leads_to_a_password_and_a_new_sheet(
    qtbot: QtBot, desk: Desk, made: tuple[OpenFile, str]
) -> None:
    path, old = made[0].path, made[1]
    made[0].close()
    opened: list[OpenFile] = []
    desk.begin()
    desk.tasks.run(lambda: open_client_file(path, old), opened.append)
    settle(qtbot, desk)
    desk.show_file(opened[0])
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: desk.window is not None)
    assert desk.window is not None
    window = desk.window
    qtbot.waitUntil(lambda: bool(window.findChildren(AccessGuide)), timeout=20_000)
    dialog = window.findChildren(AccessGuide)[0]
    assert dialog.isVisible()
    fill_guide(dialog, password=NEW, again=NEW)
    press(dialog)
    settle(qtbot, desk)
    code = print_it(dialog)
    press(dialog)
    settle(qtbot, desk)
    assert not [one for one in window.findChildren(AccessGuide) if one.isVisible()]
    assert opens(path, NEW) == "owner:1"
    assert opens(path, code) == "recovery:2"
    for gone in (OWNER, old):
        with pytest.raises(WrongKeyError):
            open_client_file(path, gone)


def test_new_keys_lock_the_window_and_the_password_opens_it_again(
    qtbot: QtBot, desk: Desk, made: tuple[OpenFile, str]
) -> None:
    path = made[0].path
    file_access.add_adviser_access(made[0], "Anna", ADVISER)
    made[0].close()
    opened: list[OpenFile] = []
    desk.begin()
    desk.tasks.run(lambda: open_client_file(path, OWNER), opened.append)
    settle(qtbot, desk)
    desk.show_file(opened.pop())
    settle(qtbot, desk)
    assert desk.window is not None
    desk.window.go("settings")
    settle(qtbot, desk)
    page = desk.window.page
    assert isinstance(page, SettingsPage)
    choose_row(page, Role.ADVISER)
    click(page.access, "Withdraw")
    click(page.findChildren(MessageDialog)[-1], "Withdraw")
    settle(qtbot, desk)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    blank = desk.locking.window
    assert blank is not None
    assert "encrypted anew" in blank.note.text()
    blank.password.setText(OWNER)
    QTest.keyClick(blank.password, Qt.Key.Key_Return)
    settle(qtbot, desk)
    settle(qtbot, desk)
    assert desk.window.place.startswith("settings@")
