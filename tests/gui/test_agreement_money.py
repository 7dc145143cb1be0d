"""Avtal, the views of money: by key and mouse, on a small screen.

2026: March has 22 working days, April 20. One agreement at 320 kr per attended day, one trainee.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import (
    AttendanceCode,
    Form,
    LegalForm,
    PayerKind,
    PriceBasis,
    PriceUnit,
)
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.sales_chain import Figures
from asfdesk.i18n import set_language
from asfdesk.services.changes import Topic
from asfdesk.services.hours.register_attendance import fill_as_planned
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.sales.manage_agreements import add_agreement
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.pages.sales.agreement_gaps import SalesShown, status_of
from asfdesk.ui.pages.sales.agreements_page import AGREED, INVOICES, SALES, AgreementsPage
from tests.at_once import TODAY, click, context, fill, form, on_stage, save
from tests.bookroom import add_year, book
from tests.workshop import add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

MARCH, APRIL = Month(2026, 3), Month(2026, 4)
DAY = Terms(0, 0, date(2026, 3, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 1000)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def sold(session: WriteSession) -> WriteSession:
    """March and April filled in as planned and locked."""
    with session.writer.action("enterprise.change", (Topic.ENTERPRISE,)):
        session.enterprise.set_enterprise(
            Enterprise("Provet", "769000-0000", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    add_buyer(session, Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY))
    add_agreement(
        session, Agreement(0, 1, "Praktik", Form.WORK_TRAINING, date(2026, 3, 1), terms=(DAY,))
    )
    add_placement(session, 1, first=date(2026, 3, 1))
    for month in (MARCH, APRIL):
        fill_as_planned(session, Period.of_month(month), TODAY)
        lock_month(session, month, TODAY)
    return session


def shown(
    qtbot: QtBot, session: WriteSession, month: Month = MARCH, *, read_only: bool = False
) -> tuple[AgreementsPage, list[str]]:
    went: list[str] = []
    about = replace(context(session, read_only=read_only), go=went.append)
    page = AgreementsPage(about)
    page.set_month(month)
    on_stage(qtbot, page)
    return page, went


def texts(page: AgreementsPage) -> list[list[str]]:
    model = page.sales.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def why(page: AgreementsPage) -> list[tuple[str, str]]:
    model = page.sales.gaps.table.model()
    return [
        (str(model.index(row, 0).data()), str(model.index(row, 1).data()))
        for row in range(model.rowCount())
    ]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u2212", "-").replace("\u00a0", " ")


def status(page: AgreementsPage) -> str:
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_the_figures_and_why_by_mouse(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    click(page, "Sold to booked")
    assert page.sales.isVisible()
    assert [plain(cell) for cell in texts(page)[0]] == [
        "Praktik",
        "7 040.00",
        "7 040.00",
        "0.00",
        "–",
        "To invoice",
    ]
    assert [(a, plain(b)) for a, b in why(page)] == [
        ("From sold to delivered", "0.00"),
        ("From delivered to invoiced", "-7 040.00"),
        ("Not invoiced", "-7 040.00"),
    ]
    QTest.keyClick(page.sales.gaps.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert "no invoice has been noted." in status(page)


def test_the_month_in_the_header_changes_the_figures(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    click(page, "Sold to booked")
    page.set_month(APRIL)
    assert plain(texts(page)[0][1]) == "6 400.00"
    page.set_month(Month(2026, 2))
    assert texts(page) == []


def test_an_invoice_is_noted_from_the_figures_and_shown_at_once(
    qtbot: QtBot, sold: WriteSession
) -> None:
    page, _went = shown(qtbot, sold)
    click(page, "Sold to booked")
    click(page, "Note the invoice")
    dialog = form(page)
    assert dialog.rows["amount_ore"].read() == 704_000
    assert dialog.rows["due_on"].read() == date(2026, 12, 23)  # 30 days from 23 November
    QTest.keyClicks(dialog.rows["number"].editor, "1001")
    QTest.keyClick(dialog.rows["number"].editor, Qt.Key.Key_Return)
    assert sold.invoices.invoices()[0].number == "1001"
    assert [plain(cell) for cell in texts(page)[0]][3:] == ["7 040.00", "–", "Agrees"]
    assert page.sales.gaps.buttons["note"].isHidden()


def test_several_that_are_booked_together_agree_only_with_books() -> None:
    unknown = Figures(300_00, 200_00, 0, None)
    group = SalesShown("Booked together", "A, B", unknown)
    assert status_of(group) == ("", None)
    assert status_of(replace(group, figures=replace(unknown, booked_ore=0)))[0] == "Agrees"
    assert status_of(replace(group, agreement_id=1))[0] == "Agrees"


def test_the_ways_to_what_is_behind(qtbot: QtBot, sold: WriteSession) -> None:
    book(sold, add_year(sold), {"3041": [0, 0, -7040]})
    page, went = shown(qtbot, sold)
    click(page, "Sold to booked")
    click(page, "Invoice basis")
    click(page, "Attendance")
    assert went == ["reports:R3@2026-03", "attendance@2026-03"]
    click(page, "Vouchers")
    dialog = next(one for one in page.findChildren(PostingsDialog) if one.isVisible())
    dialog.accept()
    click(page.sales.gaps, "Invoices")
    assert page.invoices.isVisible()
    click(page, "Sold to booked")
    click(page, "Terms")
    assert page.table.isVisible()
    assert page.card.terms is not None


def test_a_figure_opens_by_double_click_and_enter(qtbot: QtBot, sold: WriteSession) -> None:
    page, went = shown(qtbot, sold)
    page.show_view(SALES)
    table = page.sales.table
    delivered = table.visualRect(table.model().index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=delivered)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=delivered)
    assert went == ["reports:R3@2026-03"]
    table.setCurrentIndex(table.model().index(0, 3))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.invoices.isVisible()


def test_export_writes_figures_and_reasons(
    qtbot: QtBot, sold: WriteSession, tmp_path: Path
) -> None:
    page, _went = shown(qtbot, sold)
    page.show_view(SALES)
    output = page.sales.output
    output.choose_folder = lambda: tmp_path
    assert output.export_button.isVisible()
    for action in output.export_button.menu().actions()[1:3]:
        action.trigger()
    names = sorted(path.name for path in tmp_path.glob("avtal_*"))
    assert names == [
        "avtal_salt-till-bokfort_2026-03.csv",
        "avtal_salt-till-bokfort_2026-03.xlsx",
    ]
    page.show_view(AGREED)
    assert not output.export_button.isVisible()


def test_invoices_from_waiting_to_paid_by_keyboard(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    click(page, "Invoices")
    waiting = page.invoices.waiting
    assert waiting.model().rowCount() == 1  # the latest locked month, April
    waiting.setFocus()
    QTest.keyClick(waiting, Qt.Key.Key_Return)
    dialog = form(page)
    fill(dialog, "number", "1002")
    fill(dialog, "invoiced_on", "2026-05-04")
    fill(dialog, "due_on", "2026-06-03")
    QTest.keyClick(dialog.rows["number"].editor, Qt.Key.Key_Return)
    noted = page.invoices.noted
    assert noted.model().index(0, 7).data() == "Overdue"
    assert waiting.isHidden()
    assert "Nothing waits" in status(page)
    click(page, "Paid …")
    fill(form(page), "paid_on", "2026-06-01")
    save(form(page))
    assert noted.model().index(0, 7).data() == "Paid"
    assert sold.invoices.invoices()[0].paid_on == date(2026, 6, 1)
    click(page, "Not paid after all")
    assert sold.invoices.invoices()[0].paid_on is None


def test_a_wrong_invoice_is_changed_and_removed(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold, APRIL)
    page.show_view(INVOICES)
    click(page, "Note the invoice")
    dialog = form(page)
    save(dialog)
    assert dialog.isVisible()
    assert dialog.rows["number"].error
    fill(dialog, "number", "7")
    fill(dialog, "amount_ore", "6400,40")
    save(dialog)
    assert sold.invoices.invoices()[0].amount_ore == 640_040
    noted = page.invoices.noted
    number = noted.visualRect(noted.model().index(0, 0)).center()
    QTest.mouseClick(noted.viewport(), Qt.MouseButton.LeftButton, pos=number)
    QTest.mouseDClick(noted.viewport(), Qt.MouseButton.LeftButton, pos=number)
    fill(form(page), "amount_ore", "6400")
    save(form(page))
    assert sold.invoices.invoices()[0].amount_ore == 640_000
    click(page, "Remove invoice")
    assert sold.invoices.invoices() == []


def test_a_correction_waits_on_the_next_basis(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    page.show_view(SALES)
    click(page, "Note the invoice")
    fill(form(page), "number", "1")
    save(form(page))
    reopen_month(sold, MARCH, "fel dag", TODAY)
    with sold.writer.action("attendance.set", (Topic.ATTENDANCE,)):
        sold.attendance.put(AttendanceEntry(1, date(2026, 3, 2), 360, 0, AttendanceCode.UNNOTIFIED))
    lock_month(sold, MARCH, TODAY)
    page.announce(frozenset({Topic.ATTENDANCE}))
    assert texts(page)[0][5] == "Correction waits"
    click(page.sales.gaps, "Invoices")
    row = [plain(str(page.invoices.waiting.model().index(0, at).data())) for at in range(5)]
    assert row == ["Praktik", "April 2026", "6 400.00", "-320.00", "6 080.00"]
    click(page, "Note the invoice")
    assert "6 400.00 kr for the month and -320.00 kr in corrections" in plain(
        " ".join(one.text() for one in form(page).findChildren(QLabel))
    )


def test_from_a_months_figures_to_its_own_invoice(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    for month, number in ((MARCH, "1"), (APRIL, "2")):
        page.set_month(month)
        page.show_view(SALES)
        click(page, "Note the invoice")
        fill(form(page), "number", number)
        save(form(page))
    page.set_month(MARCH)
    click(page.sales.gaps, "Invoices")
    at = page.invoices.noted.currentIndex().row()
    assert page.invoices.noted.model().index(at, 0).data() == "1"


def test_the_invoice_that_the_buttons_are_about_is_the_one_lit_up(
    qtbot: QtBot, sold: WriteSession
) -> None:
    page, _went = shown(qtbot, sold)
    for month, number in ((MARCH, "1"), (APRIL, "2")):
        page.set_month(month)
        page.show_view(SALES)
        click(page, "Note the invoice")
        fill(form(page), "number", number)
        save(form(page))
    click(page, "Invoices")
    noted = page.invoices.noted
    noted.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(noted, key, Qt.KeyboardModifier.ControlModifier)
        lit = {index.row() for index in noted.selectedIndexes()}
        assert lit == {noted.currentIndex().row()}


def test_a_basis_whose_month_is_open_cannot_be_noted_yet(qtbot: QtBot, sold: WriteSession) -> None:
    page, went = shown(qtbot, sold)
    for month, number in ((MARCH, "1"), (APRIL, "2")):
        page.set_month(month)
        page.show_view(SALES)
        click(page, "Note the invoice")
        fill(form(page), "number", number)
        save(form(page))
    reopen_month(sold, MARCH, "fel dag", TODAY)
    with sold.writer.action("attendance.set", (Topic.ATTENDANCE,)):
        sold.attendance.put(AttendanceEntry(1, date(2026, 3, 2), 360, 0, AttendanceCode.UNNOTIFIED))
    lock_month(sold, MARCH, TODAY)
    page.show_view(INVOICES)
    assert page.invoices.waiting.model().index(0, 5).data() == "Month open"
    assert not page.invoices.buttons["note"].isEnabled()
    QTest.keyClick(page.invoices.waiting, Qt.Key.Key_Return)
    assert went == ["reports:R3@2026-05"]


def test_read_only_shows_everything_and_changes_nothing(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold, read_only=True)
    page.show_view(SALES)
    assert not page.sales.gaps.buttons["note"].isEnabled()
    page.show_view(INVOICES)
    assert not page.invoices.buttons["note"].isEnabled()
    QTest.keyClick(page.invoices.waiting, Qt.Key.Key_Return)
    assert page.findChildren(QPushButton)
    assert sold.invoices.invoices() == []


def test_the_todo_list_leads_to_the_invoices(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    page.open_item("invoices")
    assert page.invoices.isVisible()
    page.open_item("sales")
    assert page.sales.isVisible()
    page.open_item("1")
    assert page.table.isVisible()


def test_nothing_is_cut_on_a_small_screen(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    for view in (AGREED, SALES, INVOICES):
        page.show_view(view)
        QApplication.processEvents()
        assert page.area.verticalScrollBar().maximum() == 0, view
        for one in page.findChildren(QPushButton):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width(), (view, one.text())
                corner = one.mapTo(page, QPoint(one.width(), one.height()))
                assert corner.x() <= page.width(), (view, one.text())


def test_part_days_are_typed_and_said(qtbot: QtBot, sold: WriteSession) -> None:
    page, _went = shown(qtbot, sold)
    click(page, "New terms from a date")
    new = form(page)
    unit = new.rows["unit"].editor
    unit.setCurrentIndex(unit.findData(PriceUnit.LEVEL_DAY))  # type: ignore[attr-defined]
    fill(new, "level_3", "800")
    assert new.rows["part_day_bp"].isVisible()
    fill(new, "part_day_limit_minutes", "2")
    save(new)
    assert "both a limit and a share" in new.rows["part_day_bp"].error
    fill(new, "part_day_bp", "25")
    assert "A part day, up to 2 h, pays 25" in new.explanation.text()  # type: ignore[attr-defined]
    save(new)
    latest = sold.agreements.agreements()[0].terms[-1]
    assert (latest.part_day_bp, latest.part_day_limit_minutes) == (2500, 120)
