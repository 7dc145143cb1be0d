"""The main job from an empty computer to the support structure's report, by mouse and keys.

Figures are worked out by hand. October 2026 has 22 working days (Thursday 1 to Friday 30),
November 21, December 20 (23 weekdays without 24, 25 and 31).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from asfdesk.ui.dialogs.books.import_preview import ImportDialog
from asfdesk.ui.dialogs.file.new_enterprise import NewEnterpriseDialog
from asfdesk.ui.kit.errors import MessageDialog

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from asfdesk.ui.kit.table.table_view import TableView
    from tests.user import User

NAME, NUMBER, PASSWORD = "Äppelriket ekonomisk förening", "769612-3459", "fyra ord på måfå åäö"
OCTOBER_DAYS = 22
ABSENT_DAY = 4
"""Wednesday 7 October is the fifth working day."""

BOOKS = """#FLAGGA 0
#PROGRAM "Bokföring" 1.0
#FORMAT PC8
#GEN 20261120
#SIETYP 4
#ORGNR 769612-3459
#FNAMN "Äppelriket ekonomisk förening"
#RAR 0 20260101 20261231
#KONTO 1510 "Kundfordringar"
#KONTO 1930 "Företagskonto"
#KONTO 2081 "Medlemsinsatser"
#KONTO 3041 "Försäljning tjänster"
#KONTO 5010 "Lokalhyra"
#IB 0 1930 100000.00
#IB 0 2081 -100000.00
#UB 0 1930 102000.00
#UB 0 1510 9000.00
#UB 0 2081 -100000.00
#RES 0 3041 -19000.00
#RES 0 5010 8000.00
#VER A 1 20260930 "Kontantförsäljning"
{
#TRANS 1930 {} 10000.00
#TRANS 3041 {} -10000.00
}
#VER A 2 20261015 "Hyra oktober"
{
#TRANS 5010 {} 8000.00
#TRANS 1930 {} -8000.00
}
#VER A 3 20261031 "Faktura oktober"
{
#TRANS 1510 {} 9000.00
#TRANS 3041 {} -9000.00
}
"""


def make_an_enterprise(user: User, path: Path) -> None:
    start = user.desk.start
    assert start is not None
    user.click(start.new_card)
    dialog = user.dialog(NewEnterpriseDialog)
    user.write(dialog.about.rows["name"].editor, NAME)
    user.write(dialog.about.rows["org_number"].editor, NUMBER)
    user.click(dialog.next_button)
    assert dialog.place.file.text().endswith("Äppelriket ekonomisk förening.asfdesk")
    user.write(dialog.place.file, str(path))
    user.write(dialog.place.password, PASSWORD)
    user.write(dialog.place.again, "något annat")
    user.click(dialog.next_button)
    assert dialog.step == 1
    user.write(dialog.place.again, PASSWORD)
    user.click(dialog.next_button)
    assert dialog.step == 2
    assert not dialog.next_button.isEnabled()
    user.tick(dialog.recovery.noted)
    user.click(dialog.next_button)
    assert user.window.windowTitle() == f"{NAME} – ASF Desk"


def add_an_agreement(user: User) -> None:
    page = user.page("agreements")
    user.press("Add the first buyer")
    form = user.dialog()
    user.fill(form, name="Norrby kommun")
    user.save(form)
    user.press("New agreement")
    form = user.dialog()
    user.fill(form, name="Arbetsträning dag", starts_on="2026-10-01", price_ore="500")
    user.fill(form, places_milli="4")
    assert form.explanation.text().startswith("500 kr for each attended day.")
    user.save(form)
    assert rows(page.table) == [
        ["Arbetsträning dag", "Work training", "2026-10-01 –", "4", "0", "In force"]
    ]


def add_a_trainee(user: User) -> None:
    page = user.page("trainees")
    user.press("Add the first trainee")
    form = user.dialog()
    user.fill(form, name="Astrid Berg", identity_number="850101-2381", sex="Woman")
    user.fill(form, agreement_id="Norrby kommun: Arbetsträning dag", decision_from="2026-10-01")
    week = form.rows["week"].editor
    QTest.mouseClick(week.hours[1], Qt.MouseButton.LeftButton)
    for day in range(1, 6):
        QTest.keyClicks(week.hours[day], "6")
        if day < 5:
            QTest.keyClick(week.hours[day], Qt.Key.Key_Tab)
            assert week.hours[day + 1].hasFocus()
    user.click(form.save_button)
    assert "The last digit" in form.rows["identity_number"].error
    user.fill(form, identity_number="850101-2382")
    user.save(form)
    assert [row[1] for row in rows(page.table)] == ["Astrid Berg"]


def fill_october(user: User) -> None:
    page = user.page("attendance")
    user.click(user.window.header.picker._back)
    assert page.grid.content.rows[0].totals[1] == "132"
    assert not page.lock_button.isEnabled()
    user.stand(page.grid, "Astrid Berg", 0)
    user.type_cells(page.grid, ["F" if at == ABSENT_DAY else "6" for at in range(OCTOBER_DAYS)])
    # 21 days of 6 hours of 22 planned: 126 of 132 h, 95.45 %.
    assert page.grid.content.rows[0].totals == ("126", "132", "95\xa0%")
    assert page.grid.content.cells[0][6].text == "F"
    user.click(page.lock_button)
    user.press("Lock October", user.dialog(MessageDialog))
    assert page.grid.model.read_only or not page.grid.content.cells[0][0].editable


def fill_supervision(user: User) -> None:
    page = user.page("supervision")
    assert page.empty.isVisible()
    user.press("Add a supervisor")
    form = user.dialog()
    user.fill(form, name="Bo Ek", cost_per_hour_ore="320")
    user.save(form)
    assert page.grid.isVisible()
    user.press("Fill standard days")
    # 22 days of 8 h; 176 / 126 = 1.40; 176 h at 320 kr.
    assert page.grid.content.rows[0].totals == ("176",)
    assert "1.40 supervisor hours for each trainee hour" in status(page).replace(",", ".")
    assert "56\u202f320 kr" in status(page).replace("\xa0", "\u202f")


def import_the_books(user: User, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "bok2026.se"
    path.write_bytes(BOOKS.replace("\n", "\r\n").encode("cp437"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))
    page = user.page("ledger")
    user.press("Import bookkeeping")
    dialog = user.dialog(ImportDialog)
    user.settle()
    assert dialog.import_button.isEnabled()
    user.click(dialog.import_button)
    assert "October 2026" in status(page)


def make_a_plan(user: User) -> None:
    page = user.page("plan")
    user.press("Make a plan")
    form = user.dialog()
    user.choose(form.rows["years"].editor, "1 year")
    user.choose(form.rows["start"].editor, "Nothing: an empty plan")
    user.save(form)
    user.press("Months")
    grid = page.months.grid
    user.stand(grid, "Sales of goods and services", 9)
    user.type_cells(grid, ["12000"])
    user.stand(grid, "Premises", 9)
    user.type_cells(grid, ["9000"])
    assert [grid.content.foot[-1].cells[at] for at in (8, 9)] == ["0", "3\u202f000"]
    user.click(page.decide_button)
    user.press("Approve", user.dialog(MessageDialog))
    assert grid.model.read_only


def read_the_deviation(user: User) -> None:
    """October: 9 against 12, -8 against -9. January to October: 19 and 12, -8 and -9.

    Nothing is expected besides what is booked: a dash before the plan so far.
    """
    page = user.page("follow_up")
    shown = {row[0]: row[1:8] for row in rows(page.table.table)}
    assert shown["Sales of goods and services"] == ["9", "12", "\u22123", "19", "\u2013", "12", "7"]
    assert shown["Premises"] == ["\u22128", "\u22129", "1", "\u22128", "\u2013", "\u22129", "1"]
    assert shown["Result"] == ["1", "3", "\u22122", "11", "\u2013", "3", "8"]


def export_the_report(user: User, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    page = user.page("reports")
    table = page.list.table
    keys = [row[0] for row in rows(table)]
    at = next(at for at, key in enumerate(keys) if key.startswith("R7"))
    area = table.visualRect(table.model().index(at, 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    user.settle()
    user.pick(page.output.export_button, "PDF")
    user.pick(page.output.export_button, "JSON")
    (pdf,) = folder.glob("R7_*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    (written,) = folder.glob("R7_*.json")
    found: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return found


def check_the_report(report: dict[str, Any]) -> None:
    """4 places on 22 + 21 + 20 days; one is booked on 63 of them; 21 were attended so far."""
    blocks = {block.get("key"): block for block in report["blocks"] if block["type"] == "table"}
    (places,) = [row["cells"] for row in blocks["places"]["rows"]]
    assert (places["available"], places["booked"]) == ("252.000000", "63.000000")
    assert (places["attended"], places["attendance_rate"]) == ("21.000000", "0.333333")
    economy = {row["cells"]["group"]: row["cells"] for row in blocks["economy"]["rows"]}
    sales = economy["(a) Sales of goods and services"]
    assert (sales["quarter"], sales["quarter_plan"]) == ("9000.00", "12000.00")
    assert (sales["year"], sales["year_variance"]) == ("19000.00", "7000.00")
    figures = {
        one["key"]: one["value"]
        for block in report["blocks"]
        if block["type"] == "key_figures"
        for one in block["figures"]
    }
    # 8 h on 22 days of one supervisor; 176 / 126 h.
    assert (figures["actual"], figures["hours_per_hour"]) == (176 * 60, "1.396825")
    # One trainee is fewer than five: no count of persons leaves the enterprise.
    assert figures["unique"] == {"hidden": "hidden"}
    assert "Astrid" not in json.dumps(report, ensure_ascii=False)


def test_from_an_empty_computer_to_the_quarters_report(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    path = folder / "Äppelriket.asfdesk"
    make_an_enterprise(user, path)
    add_an_agreement(user)
    add_a_trainee(user)
    fill_october(user)
    fill_supervision(user)
    import_the_books(user, folder, monkeypatch)
    make_a_plan(user)
    read_the_deviation(user)
    report = export_the_report(user, folder, monkeypatch)
    assert report["period"]["name"] == "2026-Q4"
    check_the_report(report)
    before = path.read_bytes()
    user.leave()
    user.open_recent(PASSWORD)
    # Nothing was changed since the last save: closing leaves the file as it is.
    assert path.read_bytes()[:2] == before[:2] == b"PK"
    page = user.page("attendance")
    user.click(user.window.header.picker._back)
    assert page.grid.content.rows[0].totals == ("126", "132", "95\xa0%")
    read_the_deviation(user)


def rows(table: TableView) -> list[list[str]]:
    """What a table shows."""
    model = table.model()
    return [
        [str(model.index(row, at).data() or "") for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def status(page: Any) -> str:  # noqa: ANN401 - each page is its own class
    """The line under the heading."""
    return str(page._status.text())
