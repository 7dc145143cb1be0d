"""Making for a recipient, the ledger and what must go again, by mouse and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from asfdesk.domain.sending_codes import SentState
from asfdesk.i18n import set_language
from asfdesk.services.session import write_session
from asfdesk.ui.change_bus import ChangeBus
from asfdesk.ui.dialogs.sending.sent_comparison import SentComparisonDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.page import PageContext
from asfdesk.ui.pages.sending.reports_page import AGAIN, MAKE, SENT, ReportsPage
from tests.at_once import AtOnce
from tests.said import everything_said
from tests.sending import MARCH, NAME, TODAY, correct, locked_months, send

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.storage.rows import Writer

LEFT = Qt.MouseButton.LeftButton
PERSON = "Karin Zetterlund"


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def placements(session: WriteSession) -> tuple[int, int]:
    return locked_months(session)


@pytest.fixture
def page(
    qtbot: QtBot, session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> ReportsPage:
    """The page in March 2026, with the folder for files chosen beforehand."""
    del placements
    return shown(qtbot, session, tmp_path / "ut")


def shown(qtbot: QtBot, session: WriteSession, folder: Path) -> ReportsPage:
    parent = QObject()
    context = PageContext(
        session, session, AtOnce(parent), ChangeBus(parent), TODAY, lambda _where: None
    )
    made = ReportsPage(context)
    made.output.choose_folder = lambda: folder
    parent.setParent(made)
    qtbot.addWidget(made)
    made.resize(1154, 718)
    made.set_month(MARCH)
    made.show()
    return made


def click(widget: QAbstractButton) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, LEFT)


def view(page: ReportsPage, place: int) -> None:
    click(page._chips.button(place))


def dialog(kind: type[Any]) -> Any:  # noqa: ANN401 - the kind asked for
    up = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return next(one for one in up if isinstance(one, kind))


def cell(table: Any, line: int, column: int) -> str:  # noqa: ANN401 - any table
    model = table.model()
    return str(model.data(model.index(line, column)))


def make_for(page: ReportsPage, key: str, recipient: str = "") -> None:
    """Choose a report, press the button, type, press Enter."""
    page.open_item(key)
    click(page.recipient_button)
    form = dialog(FormDialog)
    if recipient:
        QTest.keyClicks(form.rows["recipient"].editor, recipient)
    QTest.keyClicks(form.rows["person"].editor, PERSON)
    QTest.keyClick(form.rows["person"].editor, Qt.Key.Key_Return)


def test_made_for_the_buyer_kept_marked_confirmed_and_taken_out_again(
    page: ReportsPage, session: WriteSession, tmp_path: Path
) -> None:
    make_for(page, "R1")
    (sent,) = session.sent.reports()
    assert (sent.report, sent.recipient, sent.recipient_person) == (
        "R1",
        "Huddinge kommun",
        PERSON,
    )
    names = ["R1_narvarorapport_2026-03.pdf", "R1_narvarorapport_2026-03.xlsx"]
    assert sorted(one.name for one in (tmp_path / "ut").iterdir()) == names
    assert "2 files saved" in page._saved.text.text()
    view(page, SENT)
    panel = page.sent
    assert not page.recipient_button.isVisible()
    assert cell(panel.table, 0, 1) == "Huddinge kommun"
    assert cell(panel.table, 0, 3) == "Made, not sent"
    assert not panel.confirm.isEnabled()
    click(panel.mark)
    QTest.keyClick(dialog(FormDialog).rows["sent_on"].editor, Qt.Key.Key_Return)
    assert session.sent.reports()[0].state is SentState.SENT
    assert cell(panel.table, 0, 3) == "Sent"
    click(panel.confirm)
    click(dialog(FormDialog).save_button)
    assert session.sent.reports()[0].confirmed_on == TODAY
    before = {one.name: one.read_bytes() for one in (tmp_path / "ut").iterdir()}
    page.output.choose_folder = lambda: tmp_path / "igen"
    click(panel.save)
    assert {one.name: one.read_bytes() for one in (tmp_path / "igen").iterdir()} == before


def test_a_months_reports_are_marked_together(page: ReportsPage, session: WriteSession) -> None:
    make_for(page, "R1")
    make_for(page, "R3")
    view(page, SENT)
    panel = page.sent
    panel.table.selectAll()
    assert panel.mark.isEnabled()
    for one in (panel.confirm, panel.save, panel.compare):
        assert not one.isEnabled()
    click(panel.mark)
    form = dialog(FormDialog)
    said = everything_said(form)
    assert "R1 Attendance report per trainee, March 2026, Huddinge kommun" in said
    assert "R3 Invoice basis per buyer, March 2026, Huddinge kommun" in said
    QTest.keyClick(form.rows["sent_on"].editor, Qt.Key.Key_Return)
    assert [one.sent_on for one in session.sent.reports()] == [TODAY, TODAY]


def test_the_month_is_corrected_and_listed_in_order_with_a_new_edition_beside(
    page: ReportsPage, session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R2", MARCH, MARCH.plus(1), MARCH.plus(2))
    correct(session, MARCH, placements[0], "4")
    page.reload()
    assert page._chips.button(AGAIN).text() == "To send again (3)"
    view(page, AGAIN)
    panel = page.again
    found = [(cell(panel.table, line, 1), cell(panel.table, line, 2)) for line in range(3)]
    assert found == [
        ("March 2026", "Corrected"),
        ("April 2026", "After March 2026 was corrected"),
        ("May 2026", "After March 2026 was corrected"),
    ]
    assert "3 reports must be sent again" in everything_said(page)
    click(panel.again)
    form = dialog(FormDialog)
    assert form.rows["recipient"].editor.text() == "SCB"
    click(form.save_button)
    assert session.sent.reports()[-1].version == 2
    assert (tmp_path / "ut" / "R2_deltagarsammanstallning_2026-03_v2.pdf").is_file()
    view(page, AGAIN)
    assert "Edition 2 is made" in everything_said(page)
    click(panel.look)
    assert page._shown_view == SENT
    assert page.sent.line is not None
    assert page.sent.line.sent.version == 2


def test_what_differs_is_shown_row_by_row_without_names(
    page: ReportsPage, session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    send(session, tmp_path, "R1", MARCH, recipient="Huddinge kommun")
    correct(session, MARCH, placements[0], "4")
    view(page, SENT)
    click(page.sent.compare)
    box = dialog(SentComparisonDialog)
    said = everything_said(box)
    assert "1 row would be different today." in said
    assert "The kept files are those that were made" in said
    assert [cell(box.table, 0, column) for column in range(5)] == [
        "Trainee 1, 2026-03-03",
        "Changed",
        "Attended",
        "6",
        "4",
    ]
    assert NAME not in said
    box.accept()


def test_files_that_are_there_are_asked_about(page: ReportsPage, tmp_path: Path) -> None:
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut" / "R1_narvarorapport_2026-03.pdf").write_bytes(b"utkast")
    make_for(page, "R1")
    box = dialog(MessageDialog)
    assert "R1_narvarorapport_2026-03.pdf" in everything_said(box)
    replace = next(one for one in box.findChildren(QPushButton) if one.text() == "Replace")
    click(replace)
    assert (tmp_path / "ut" / "R1_narvarorapport_2026-03.pdf").read_bytes() != b"utkast"


def test_no_format_and_no_recipient_are_said_in_the_form(
    page: ReportsPage, session: WriteSession
) -> None:
    page.open_item("R2")
    click(page.recipient_button)
    form = dialog(FormDialog)
    click(form.save_button)
    assert form.isVisible()
    QTest.keyClicks(form.rows["recipient"].editor, "SCB")
    for key in ("pdf", "xlsx"):
        form.rows[key].editor.setFocus()
        QTest.keyClick(form.rows[key].editor, Qt.Key.Key_Space)
    click(form.save_button)
    assert form.isVisible()
    assert "Tick at least one format" in everything_said(form)
    form.reject()
    assert session.sent.reports() == []


def test_the_list_says_when_reports_must_go_and_to_whom(
    qtbot: QtBot, session: WriteSession, placements: tuple[int, int], tmp_path: Path
) -> None:
    del placements
    page = shown(qtbot, session, tmp_path)
    page.set_month(MARCH.plus(3))
    page.open_item("R2")
    assert "Send by 2026-07-28" in everything_said(page)
    page.open_item("R1")
    assert page._due_line.text() == "Send by 2026-07-31: Huddinge kommun."


def test_an_adviser_sees_the_ledger_and_nothing_that_is_sealed(
    qtbot: QtBot,
    session: WriteSession,
    writer: Writer,
    placements: tuple[int, int],
    tmp_path: Path,
) -> None:
    owner = shown(qtbot, session, tmp_path)
    make_for(owner, "R1")
    correct(session, MARCH, placements[0], "4")
    page = shown(qtbot, write_session(writer, None), tmp_path)
    assert not page.recipient_button.isEnabled()
    said = ""
    for place in (SENT, AGAIN, MAKE):
        view(page, place)
        said += everything_said(page)
    view(page, SENT)
    panel = page.sent
    said += everything_said(page)
    for one in (panel.mark, panel.confirm, panel.save, panel.compare):
        assert not one.isEnabled()
    assert "Huddinge kommun" in said
    for sealed in (PERSON, NAME, "R1_narvarorapport"):
        assert sealed not in said
    view(page, AGAIN)
    assert cell(page.again.made, 0, 1) == "March 2026"
    assert cell(page.again.made, 0, 2) == "Changed since: make a new edition"
    assert page.again.line is None, "it never went, so it is not sent again"
    assert not page.again.again.isEnabled()
