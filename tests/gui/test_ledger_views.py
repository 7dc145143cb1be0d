"""Ekonomi beyond the imported result: typed amounts, projects, suggestions, and how to export."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from asfdesk.domain.books.chart import Subtotal
from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.period import Month
from asfdesk.i18n import _
from asfdesk.reports.planning.plan_words import subtotal_word
from asfdesk.services.actuals import year_line_months
from asfdesk.services.books.import_rows import keeps_texts
from asfdesk.services.books.typed_amounts import write_typed
from asfdesk.services.manage_fiscal_years import add_fiscal_year
from asfdesk.ui.dialogs.books.export_guide import GUIDES, ExportGuide, guide_of
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.books.ledger_page import ACCOUNTS, IMPORTS, PROJECTS, TYPED_IN
from tests.at_once import click
from tests.bookroom import add_plan, shipped_name
from tests.gui.test_ledger_page import dialog, file, press, shown, texts
from tests.sie_books import EXTRA, base, prepare, take, the_year

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.pages.books.ledger_page import LedgerPage


@pytest.fixture(autouse=True)
def _own_company(session: WriteSession) -> None:
    prepare(session)


def a_year(session: WriteSession) -> None:
    add_fiscal_year(session, date(2026, 1, 1), date(2026, 12, 31))


def row_of(page: LedgerPage, code: str) -> int:
    """The grid's row of a shipped line."""
    names = [row.head[1] for row in page.typed.grid.content.rows]
    return names.index(shipped_name(code))


def type_at(page: LedgerPage, row: int, column: int, text: str) -> None:
    view = page.typed.grid.view
    view.setCurrentIndex(view.model().index(row, column))
    QTest.keyClicks(view, text[0])
    editor = view.findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_from_the_empty_page_to_typed_amounts(qtbot: QtBot, session: WriteSession) -> None:
    a_year(session)
    page = shown(qtbot, session)
    click(page, _("No bookkeeping program? Type the amounts instead"))
    assert page.typed.isVisible()
    type_at(page, row_of(page, "I10"), 2, "50000")
    type_at(page, row_of(page, "K20"), 2, "8000")
    assert year_line_months(session, the_year(session)) == {
        "I10": {Month(2026, 3): 5_000_000},
        "K20": {Month(2026, 3): -800_000},
    }
    assert page.typed.grid.content.foot[0].cells[2] == "42\u202f000"
    page.typed.closed.setCurrentIndex(3)
    page.typed.closed.activated.emit(3)
    assert the_year(session).books_through == Month(2026, 3)
    page.show_view(0)
    rows = texts(page.result.table)
    assert shipped_name("I10") in [row[2] for row in rows]


def test_a_pasted_block_is_typed(qtbot: QtBot, session: WriteSession) -> None:
    a_year(session)
    page = shown(qtbot, session)
    page.show_view(TYPED_IN)
    view = page.typed.grid.view
    view.setCurrentIndex(view.model().index(row_of(page, "I10"), 0))
    QGuiApplication.clipboard().setText("100\t200\t300")
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    months = year_line_months(session, the_year(session))["I10"]
    assert [months[Month(2026, month)] for month in (1, 2, 3)] == [10_000, 20_000, 30_000]
    QGuiApplication.clipboard().setText("\t".join("1" * 13))
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert any(one.isVisible() for one in page.typed.findChildren(MessageDialog))
    assert len(year_line_months(session, the_year(session))["I10"]) == 3


def test_booked_months_cannot_be_typed_in(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(TYPED_IN)
    content = page.typed.grid.content
    rent = content.cells[row_of(page, "K20")]
    assert [cell.editable for cell in rent[:4]] == [False, False, False, True]
    assert rent[1].text == "8\u202f001"


def test_the_import_says_that_it_replaces_what_was_typed(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    a_year(session)
    write_typed(session, the_year(session), {("I10", Month(2026, 2)): "500"})
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base()))
    said = [row[2] for row in texts(opened.remarks.table)]
    assert any(text.startswith("1 ") for text in said)
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert "I10" not in year_line_months(session, the_year(session))


def test_projects_open_to_accounts_and_vouchers(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(PROJECTS)
    table = page.projects.table
    assert [row[1:4] for row in texts(table)] == [
        ["P1", "Grönt är skönt", "30\u202f000"],
        ["", _("Without code"), "180\u202f000"],
        ["", _("Sum"), "210\u202f000"],
    ]
    press(table, 0, 2)
    assert texts(table)[1][1:4] == ["3988", "Lönebidrag", "30\u202f000"]
    press(table, 1, 2, twice=True)
    opened = page.findChildren(PostingsDialog)[0]
    assert [row[1] for row in texts(opened.table)] == ["B 1"]
    click(page, _("Cost centres"))
    assert [row[1] for row in texts(table)] == ["10", "20", "", ""]


def test_without_any_code_the_way_is_told(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base().replace('{6 "P1"}', "{}"))
    page = shown(qtbot, session)
    page.show_view(PROJECTS)
    assert [row[2] for row in texts(page.projects.table)] == [_("Without code"), _("Sum")]


def training() -> str:
    return base().replace('3010 "Försäljning café"', '3010 "Arbetsträning"')


def test_a_suggestion_is_accepted_by_a_click(qtbot: QtBot, session: WriteSession) -> None:
    take(session, training())
    page = shown(qtbot, session)
    page.show_view(ACCOUNTS)
    QTest.mouseClick(page.accounts.show_suggested, Qt.MouseButton.LeftButton)
    view = page.accounts.suggestions
    assert [row[0] for row in texts(view.table)] == ["3010 Arbetsträning"]
    QTest.mouseClick(view.accept_button, Qt.MouseButton.LeftButton)
    assert sum(year_line_months(session, the_year(session))["I10"].values()) == 18_000_000
    assert texts(view.table) == []


def test_accepting_all_asks_first(qtbot: QtBot, session: WriteSession) -> None:
    take(session, training())
    page = shown(qtbot, session)
    page.show_view(ACCOUNTS)
    QTest.mouseClick(page.accounts.show_suggested, Qt.MouseButton.LeftButton)
    view = page.accounts.suggestions
    QTest.mouseClick(view.accept_all_button, Qt.MouseButton.LeftButton)
    assert session.mapping.rules() == []
    question = view.findChildren(MessageDialog)[0]
    click(question, _("Cancel"))
    assert session.mapping.rules() == []
    QTest.mouseClick(view.accept_all_button, Qt.MouseButton.LeftButton)
    question = [one for one in view.findChildren(MessageDialog) if one.isVisible()][-1]
    click(question, _("Accept all"))
    assert [rule.line_code for rule in session.mapping.rules()] == ["I10"]


def test_training_that_hides_is_pointed_out_with_the_way(
    qtbot: QtBot, session: WriteSession
) -> None:
    take(session, base())
    add_plan(session, the_year(session).id, {"I10": 1000}, approved=False)
    page = shown(qtbot, session)
    page.show_view(ACCOUNTS)
    findings = page.accounts.findings
    assert "180\u202f000" in findings.training_words.text()
    QTest.mouseClick(findings.training_button, Qt.MouseButton.LeftButton)
    assert findings.findChildren(MessageDialog)[0].isVisible()


def test_training_that_a_name_tells_apart_is_one_click(qtbot: QtBot, session: WriteSession) -> None:
    take(session, training())
    add_plan(session, the_year(session).id, {"I10": 1000}, approved=False)
    page = shown(qtbot, session)
    page.show_view(ACCOUNTS)
    findings = page.accounts.findings
    QTest.mouseClick(findings.training_button, Qt.MouseButton.LeftButton)
    assert sum(year_line_months(session, the_year(session))["I10"].values()) == 18_000_000
    assert not findings.training_words.isVisible()


def test_wage_subsidy_among_wages_is_one_click(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base().replace("3988", "7089"))
    page = shown(qtbot, session)
    page.show_view(ACCOUNTS)
    findings = page.accounts.findings
    assert "7089" in findings.wage_words.text()
    QTest.mouseClick(findings.wage_button, Qt.MouseButton.LeftButton)
    assert sum(year_line_months(session, the_year(session))["I40"].values()) == 3_000_000
    assert not findings.wage_words.isVisible()


def test_history_names_the_program_and_the_hash(qtbot: QtBot, session: WriteSession) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.show_view(IMPORTS)
    made = session.ledger.imports()[0]
    model = page.imports.history.model()
    assert model.rowCount() == 1
    shown_row = model.columns[2].second(model.rows[0])  # type: ignore[attr-defined]
    assert shown_row == f"Handskriven 1.0 · SHA-256 {made.sha256[:12]}…"


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("Fortnox 3.57.11", "Fortnox"),
        ("Visma eEkonomi", "Spiris (Visma eEkonomi)"),
        ("Visma Administration 2000 5.1", "Visma Administration, Visma Förening"),
        ("BL Administration 2024", "Björn Lundén"),
        ("Bokio", "Bokio"),
    ],
)
def test_the_guide_knows_the_common_programs(program: str, name: str) -> None:
    assert GUIDES[guide_of(program)].name == name
    assert guide_of("Något annat") == len(GUIDES) - 1


def test_the_dialog_shows_the_guide_of_the_program_and_what_is_kept(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base().replace("Handskriven", "Fortnox")))
    guide = opened.findChildren(ExportGuide)[0]
    assert guide.programs.currentText() == "Fortnox"
    box = opened.choices.keep_texts
    assert box is not None
    assert not box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert keeps_texts(session)
    rows = session.ledger.postings(PostingFilter(accounts=("5010",)), 0, 5)
    assert [row.text for row in rows] == ["Hyra"]


def test_turning_texts_off_takes_them_away(
    qtbot: QtBot, session: WriteSession, tmp_path: Path
) -> None:
    page = shown(qtbot, session)
    opened = dialog(page, file(tmp_path, base()))
    box = opened.choices.keep_texts
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    opened = dialog(page, file(tmp_path, base() + EXTRA))
    box = opened.choices.keep_texts
    assert box is not None
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    assert session.writer.value("SELECT count(*) FROM voucher WHERE text <> ''") == 0
    assert not keeps_texts(session)


def test_read_only_shows_and_offers_nothing(qtbot: QtBot, session: WriteSession) -> None:
    take(session, training())
    page = shown(qtbot, session, read_only=True)
    page.show_view(TYPED_IN)
    assert page.typed.grid.model.read_only
    page.show_view(ACCOUNTS)
    assert not page.accounts.suggestions.accept_button.isEnabled()
    page.show_view(PROJECTS)
    assert texts(page.projects.table)
    assert page.findChildren(QPushButton)
    assert not page.findChildren(QCheckBox, "keep_texts")


def test_without_a_fiscal_year_the_next_one_is_offered(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    page.show_view(TYPED_IN)
    assert not page.typed.grid.isVisible()
    QTest.mouseClick(page.typed.year_button, Qt.MouseButton.LeftButton)
    assert [year.label for year in session.enterprise.fiscal_years()] == ["2026"]


def test_a_month_outside_every_year_shows_no_other_years_figures(
    qtbot: QtBot, session: WriteSession
) -> None:
    take(session, base())
    page = shown(qtbot, session)
    page.reload()
    assert page.result.table.isVisible()
    for place in (ACCOUNTS, PROJECTS, 0):
        page.show_view(place)
    page.set_month(Month(2028, 1))
    assert not page.result.table.isVisible()
    page.show_view(PROJECTS)
    assert not page.projects.table.isVisible()
    page.show_view(ACCOUNTS)
    assert not page.accounts.accounts.isVisible()


SAMPLES = Path(__file__).parents[3] / "shared" / "sie"
REAL = (
    "sie.se__official/SIE4 Exempelfil.SE",
    "neam__php-sie/tests___data__fixtures__fortnox2.1__Sie4.se",
    "Alipsa__SIEParser/src__test__resources__samples__44_sie4.se",
    "sie.se__official/Sample.sie",
)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample files beside the checkout")
@pytest.mark.parametrize("name", REAL)
def test_real_files_through_the_dialog_and_every_view(
    qtbot: QtBot, session: WriteSession, name: str
) -> None:
    prepare(session, org_number="")
    page = shown(qtbot, session)
    opened = page.import_files([SAMPLES / name])
    assert opened is not None
    for box in opened.findChildren(QCheckBox):
        if box.property("code"):
            QTest.keyClick(box, Qt.Key.Key_Space)
    assert opened.import_button.isEnabled(), texts(opened.remarks.table)
    QTest.mouseClick(opened.import_button, Qt.MouseButton.LeftButton)
    year = session.enterprise.fiscal_years()[-1]
    page.set_month(Month.of(year.first))
    for place in (ACCOUNTS, PROJECTS, TYPED_IN, IMPORTS, 0):
        page.show_view(place)
    total = sum(sum(months.values()) for months in year_line_months(session, year).values())
    assert total != 0
    shown_total = texts(page.result.table)[-1]
    assert shown_total[2] == subtotal_word(Subtotal.YEAR)
    session.writer.undo()
    assert session.ledger.import_of(year.id) is None
