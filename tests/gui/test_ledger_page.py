"""Ekonomi: a file through the dialog, an account placed with a click, down to the voucher."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.period import Month
from asfdesk.errors import CancelledError
from asfdesk.formats.sie.reader import read
from asfdesk.i18n import _
from asfdesk.services.actuals import year_line_months
from asfdesk.services.books.import_history import import_history
from asfdesk.ui.dialogs.books.import_preview import ImportDialog
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.pages.books.ledger_page import ACCOUNTS, BALANCES, IMPORTS, RESULT, LedgerPage
from asfdesk.ui.pages.books.ledger_panel import LedgerPanel
from asfdesk.ui.pages.books.ledger_result import ResultPanel
from asfdesk.ui.settings import load_settings
from tests.at_once import click, context, fill, form, on_stage, save
from tests.bookroom import shipped_name
from tests.sie_books import EXTRA, base, class_sums, prepare, take, the_year

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.kit.table.table_view import TableView
    from asfdesk.ui.preferences import Preferences


@pytest.fixture(autouse=True)
def _own_company(session: WriteSession) -> None:
    prepare(session)


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> LedgerPage:
    page = LedgerPage(context(session, read_only=read_only))
    page.month = Month(2026, 3)
    on_stage(qtbot, page)
    return page


def file(folder: Path, text: str, name: str = "bok.se") -> Path:
    path = folder / name
    path.write_bytes(text.encode("cp437"))
    return path


def dialog(page: LedgerPage, path: Path) -> ImportDialog:
    made = page.import_files([path])
    assert made is not None
    return made


def texts(table: TableView) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(line, column).data() or "") for column in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def press(table: TableView, line: int, column: int, *, twice: bool = False) -> None:
    index = table.model().index(line, column)
    table.scrollTo(index)
    spot = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    if twice:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def choose(opened: FormDialog, name: str, place: int) -> None:
    box = opened.rows[name].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(place)


def tick(parent: QWidget, code: str) -> None:
    box = next(b for b in parent.findChildren(QCheckBox) if b.property("code") == code)
    QTest.keyClick(box, Qt.Key.Key_Space)


def test_an_empty_year_offers_the_first_step(qtbot: QtBot, session: WriteSession) -> None:
    with session.writer.action("fiscal_year.add", ("enterprise",)):
        session.enterprise.add_fiscal_year(Month(2026, 1).first, Month(2026, 12).last)
    page = shown(qtbot, session)
    buttons = [b for b in page.result.findChildren(QPushButton) if b.isVisible()]
    assert [b.property("look") for b in buttons] == ["primary", "link"]
    assert not page.result.table.isVisible()


def test_import_through_the_dialog(qtbot: QtBot, session: WriteSession, tmp_path: Path) -> None:
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base()))
    assert opened.import_button.isEnabled()
    assert session.enterprise.fiscal_years() == []
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert the_year(session).books_through == Month(2026, 3)
    rows = texts(page.result.table)
    assert [shipped_name("I40"), "0", "0", "30"] in [row[2:6] for row in rows]
    assert rows[-1][3:7] == ["60", "71", "30", ""]


@pytest.mark.parametrize(("year", "gone_to"), [("2025", ["ledger@2025-12"]), ("2026", [])])
def test_the_year_that_was_imported_is_shown(
    qtbot: QtBot, session: WriteSession, tmp_path: Path, year: str, gone_to: list[str]
) -> None:
    gone: list[str] = []
    page = LedgerPage(replace(context(session), go=gone.append))
    page.month = Month(2026, 3)
    on_stage(qtbot, page)
    opened = dialog(page, file(tmp_path, base().replace("2026", year)))
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert len(session.ledger.imports()) == 1
    assert gone == gone_to


def test_with_several_files_each_remark_names_its_own(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    long = "en-export-med-ett-riktigt-langt-namn.se"
    last = base().replace("2026", "2025")
    opened = page.import_files([file(tmp_path, base()), file(tmp_path, last, long)])
    assert opened is not None
    model = opened.remarks.table.model()
    tips = [
        str(model.index(line, 2).data(Qt.ItemDataRole.ToolTipRole) or "")
        for line in range(model.rowCount())
    ]
    named = {tip.partition(":")[0] for tip in tips}
    assert named == {"bok.se", long}
    alone = dialog(page, file(tmp_path, base()))
    QTest.qWait(0)
    first = alone.remarks.table.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert not str(first).startswith("bok.se")


def test_leaving_the_dialog_changes_nothing(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base()))
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert session.enterprise.fiscal_years() == []
    assert session.ledger.imports() == []


def test_questions_must_be_answered(qtbot: QtBot, session: WriteSession, tmp_path: Path) -> None:
    take(session, base() + EXTRA)
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base()))
    assert not opened.import_button.isEnabled()
    tick(opened, "fewer_vouchers")
    assert not opened.import_button.isEnabled()
    tick(opened, "earlier_end")
    assert opened.import_button.isEnabled()
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert class_sums(session, the_year(session))["3"] == -21_000_000


def test_unbalanced_vouchers_are_counted_when_ticked(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    uneven = base() + "#VER A 9 20260401\n{\n#TRANS 5010 {} 70.00\n#TRANS 1930 {} -60.00\n}\n"
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, uneven))
    tick(opened, "unbalanced_voucher")
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert class_sums(session, the_year(session))["5"] == 807_050


def test_another_company_is_refused_and_can_be_accepted(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base().replace("559999-0002", "556000-0001")))
    assert not opened.import_button.isEnabled()
    assert "556000-0001" in texts(opened.remarks.table)[0][2]
    accept = next(b for b in opened.findChildren(QPushButton) if b.property("number"))
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert opened.import_button.isEnabled()


def test_names_in_another_encoding(qtbot: QtBot, session: WriteSession, tmp_path: Path) -> None:
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base()))
    choices = {b.property("encoding"): b for b in opened.findChildren(QRadioButton)}
    assert choices["cp437"].isChecked()
    assert choices["cp437"].text().endswith("Företagskonto · Utgående moms")
    QTest.mouseClick(choices["cp1252"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert session.ledger.imports()[0].encoding == "cp1252"


def test_changes_are_shown_by_month(qtbot: QtBot, session: WriteSession, tmp_path: Path) -> None:
    take(session, base())
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base().replace("8000.50", "9000.50")))
    line = ["−", shipped_name("K20"), "", "−1\u202f000", "−1\u202f000"]
    account = ["", "   5010 Lokalhyra", _("changed"), "−1\u202f000", "−1\u202f000"]
    assert texts(opened.changes) == [line, account]
    click(opened, _("Changes per month"))
    press(opened.changes, 0, 1)
    assert texts(opened.changes) == [["+", *line[1:]]]
    opened.close()


def test_a_line_opens_to_accounts_and_an_account_to_vouchers(
    qtbot: QtBot, session: WriteSession
) -> None:
    take(session, base())
    page = shown(qtbot, session)
    press(page.result.table, 0, 2)
    assert texts(page.result.table)[1][1:3] == ["3010", "Försäljning café"]
    press(page.result.table, 1, 4, twice=True)
    opened = page.findChildren(PostingsDialog)[0]
    assert [row[1] for row in texts(opened.table)] == ["A 3"]
    press(opened.table, 0, 1, twice=True)
    whole = opened.findChildren(PostingsDialog)[0]
    assert [row[2] for row in texts(whole.table)] == ["1930", "3010", "2611"]
    press(page.result.table, 0, 2)
    assert texts(page.result.table)[1][1] == ""


def test_search_finds_vouchers_by_amount(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base())
    page = shown(qtbot, session)
    QTest.keyClicks(page.search, "8000,50")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    opened = page.findChildren(PostingsDialog)[0]
    assert [row[2] for row in texts(opened.table)] == ["5010", "1930"]
    field = opened.findChildren(QLineEdit)[0]
    field.setText("B 1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [row[2] for row in texts(opened.table)] == ["1930", "3988"]


def test_one_click_places_an_account(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(ACCOUNTS)
    panel = page.accounts
    assert texts(panel.accounts)[0][0] == "3010"
    press(panel.accounts, 0, 1)
    press(panel.lines, 0, 0)
    lines = year_line_months(session, the_year(session))
    assert sum(lines["I10"].values()) == 18_000_000
    placed = [row[:4] for row in texts(panel.accounts) if row[0] == "3010"]
    assert placed == [["3010", "Försäljning café", "180\u202f000", shipped_name("I10")]]


def test_confirm_and_rule_by_cost_centre(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(ACCOUNTS)
    press(page.accounts.accounts, 0, 1)
    QTest.mouseClick(page.accounts.confirm_button, Qt.MouseButton.LeftButton)
    assert session.mapping.confirmed() == {"3010"}
    QTest.mouseClick(page.accounts.rule_button, Qt.MouseButton.LeftButton)
    opened = form(page)
    for name, text in (("account_from", "7000"), ("account_to", "7399"), ("object", "20")):
        fill(opened, name, text)
    choose(opened, "dimension", 1)
    choose(opened, "line_code", [line.code for line in session.plans.lines()].index("K41"))
    save(opened)
    assert [(r.account_from, r.dimension, r.object) for r in session.mapping.rules()] == [
        ("7000", 1, "20")
    ]
    assert session.mapping.rules()[0].line_code == "K41"


def test_balances_and_history(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(BALANCES)
    rows = texts(page.balances.table)
    assert rows[1] == [
        "1930",
        "Företagskonto",
        "10\u202f000,00",
        "198\u202f999,25",
        "208\u202f999,25",
    ]
    page.show_view(IMPORTS)
    assert [row[1] for row in texts(page.imports.history)] == ["2026"]
    assert len(texts(page.imports.checks)) == 6
    page.imports.closed.setCurrentIndex(2)
    page.imports.closed.activated.emit(2)
    assert the_year(session).books_through == Month(2026, 2)
    assert len(import_history(session)) == 1


def test_read_only_shows_but_does_not_import(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    take(session, base())
    page = shown(qtbot, session, read_only=True)
    assert not page.import_button.isEnabled()
    assert page.import_files([file(tmp_path, base())]) is None
    page.show_view(RESULT)
    assert texts(page.result.table)


def test_files_dropped_on_the_page_open_the_dialog(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file(tmp_path, base())))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    opened = page.findChildren(ImportDialog)[0]
    assert opened.import_button.isEnabled()
    opened.close()


def test_stopping_reaches_the_worker(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    relay = ProgressRelay(owner)
    with qtbot.waitSignal(relay.moved) as told:
        relay(3, 10)
    assert told.args == [3, 10]
    relay.stop()
    with pytest.raises(CancelledError):
        relay(4, 10)
    relay.start()
    relay(5, 10)


def test_texts_of_vouchers_are_kept_only_when_asked(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(IMPORTS)
    assert not page.imports.keep_texts.isChecked()
    QTest.keyClick(page.imports.keep_texts, Qt.Key.Key_Space)
    opened = dialog(page, file(tmp_path, base() + EXTRA))
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    rows = session.ledger.postings(PostingFilter(accounts=("5010",)), 0, 5)
    assert [row.text for row in rows] == ["Hyra"]


@pytest.mark.parametrize(("owner", "kept"), [(True, True), (False, False)])
def test_the_file_dialog_begins_where_an_owner_last_took_a_file(  # noqa: PLR0913 - fixtures
    qtbot: QtBot,
    session: WriteSession,
    adviser: WriteSession,
    preferences: Preferences,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    owner: bool,
    kept: bool,
) -> None:
    began: list[str] = []
    path = file(tmp_path, base())

    def choose(_parent: QWidget, _title: str, folder: str, _kinds: str) -> tuple[list[str], str]:
        began.append(folder)
        return [str(path)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda _which: str(tmp_path / "Dokument")
    )
    (tmp_path / "Dokument").mkdir()
    page = LedgerPage(context(session if owner else adviser, preferences=preferences))
    qtbot.addWidget(page)
    page.choose_files()
    page.choose_files()
    assert began == [str(tmp_path / "Dokument"), str(tmp_path if kept else tmp_path / "Dokument")]
    assert load_settings().import_folder == (str(tmp_path) if kept else "")


def test_a_view_is_made_when_it_is_first_shown(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    assert [type(one) for one in page.findChildren(LedgerPanel)] == [ResultPanel]
    page.show_view(BALANCES)
    assert page.balances.isVisible()
    assert not page.result.isVisible()
    page.show_view(RESULT)
    assert page.result.isVisible()
    assert len(page.findChildren(LedgerPanel)) == 2


def test_the_year_goes_out_as_it_came_in(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(IMPORTS)
    page.imports.choose_target = lambda name: tmp_path / name
    QTest.mouseClick(page.imports.export_button, Qt.MouseButton.LeftButton)
    before, after = (
        read(base().encode("cp437")),
        read((tmp_path / "bokforing_2026.se").read_bytes()),
    )
    assert after.counts.postings == before.counts.postings > 0
    assert (after.opening, after.results) == (before.opening, before.results)
    assert "bokforing_2026.se" in page._status.text()


def test_a_year_without_books_has_nothing_to_export(qtbot: QtBot, session: WriteSession) -> None:
    with session.writer.action("fiscal_year.add", ("enterprise",)):
        session.enterprise.add_fiscal_year(Month(2026, 1).first, Month(2026, 12).last)
    page = shown(qtbot, session)
    page.show_view(IMPORTS)
    assert not page.imports.export_button.isEnabled()
