"""The Rapporter page over a small file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, PeriodKind
from asfdesk.errors import AsfDeskError, RefusedError
from asfdesk.i18n import N_, set_language
from asfdesk.reports import document as d
from asfdesk.services.changes import Topic
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.report_entry import Needs, ReportEntry, Selector
from asfdesk.services.sending.report_head import report_head
from asfdesk.ui.change_bus import ChangeBus
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.page import PageContext
from asfdesk.ui.pages.sending.reports_page import ReportsPage
from asfdesk.ui.tasks import Tasks
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession, WriteSession

T = TypeVar("T")


class AtOnce(Tasks):
    """Work done where it is asked for: the test's connection belongs to this thread."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AsfDeskError], None] | None = None,
    ) -> None:
        try:
            value = work()
        except AsfDeskError as error:
            (failed or self.trouble.emit)(error)
            return
        done(value)


def _report(session: ReadSession, request: ReportRequest, issues: tuple[str, ...]) -> d.Document:
    head = report_head(session, request, personal=d.PersonalData.NO, issues=issues)
    table = d.table("t", "Tabell", [d.text("a", "A")], [d.row("åäö")])
    return d.Document("R8", "Prov", request.period, head, (table,))


def _ready(session: ReadSession, request: ReportRequest) -> d.Document:
    return _report(session, request, ())


def _lacking(session: ReadSession, request: ReportRequest) -> d.Document:
    return _report(session, request, ("En sak.", "En till."))


def _refusing(session: ReadSession, request: ReportRequest) -> d.Document:
    del session, request
    raise RefusedError("Det går inte.", "Därför.", "Gör så här.")


MONTH, QUARTER = PeriodKind.MONTH, PeriodKind.QUARTER
CATALOGUE = (
    ReportEntry(
        "R1",
        "ett",
        N_("Report"),
        "Köpare",
        "Varje månad",
        (MONTH, QUARTER),
        _lacking,
        selectors=frozenset(Selector),
    ),
    ReportEntry("R7", "sju", "Kvartal", "Stöd", "Varje kvartal", (QUARTER,), _ready),
    ReportEntry("R8", "atta", "Nej", "Styrelse", "Ofta", (MONTH,), _refusing),
    ReportEntry("R9", "nio", "Namn", "Köpare", "Ofta", (MONTH,), _ready, Needs.VAULT),
    ReportEntry("R10", "tio", "År", "Region", "Årligen", (PeriodKind.FISCAL_YEAR,), _ready),
)


class SmallPage(ReportsPage):
    catalogue = CATALOGUE


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession) -> SmallPage:
    enterprise = Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
    with session.writer.action("enterprise.set", ("enterprise",)):
        session.enterprise.set_enterprise(enterprise)
    add_placement(session, add_agreement(session), 4, name="Åsa Öberg")
    return _shown(qtbot, session)


def _shown(qtbot: QtBot, session: WriteSession) -> SmallPage:
    parent = QObject()
    context = PageContext(
        session, session, AtOnce(parent), ChangeBus(parent), date(2026, 4, 8), lambda _where: None
    )
    made = SmallPage(context)
    parent.setParent(made)
    qtbot.addWidget(made)
    made.resize(1154, 718)
    made.show()
    return made


def badge(page: SmallPage, line: int) -> str:
    model: Any = page.list.table.model()
    return str(model.data(model.index(line, 1)))


def status(page: SmallPage) -> str:
    return page._status.text()


def test_the_first_report_is_shown_for_the_month(page: SmallPage) -> None:
    shown = page.view.document
    assert shown is not None
    assert str(shown.period) == "2026-04"
    assert status(page) == "2 things are missing before the report can go."
    assert [badge(page, line) for line in range(5)] == ["2", "", "–", "", ""]
    assert "Köpare" in page.list.about.text()


def test_choosing_another_report_shows_what_it_takes(page: SmallPage) -> None:
    page.open_item("r7")
    assert page.view.document is not None
    assert str(page.view.document.period) == "2026-Q2"
    assert not page.bar.kind.isVisible()
    assert not page.bar.trainee.isVisible()
    assert status(page) == "Nothing is missing: the report can go."


def test_period_and_selection_change_the_report(page: SmallPage) -> None:
    page.bar.kind.setCurrentIndex(1)
    assert page.view.document is not None
    assert str(page.view.document.period) == "2026-Q2"
    page.bar.period_box.setCurrentIndex(1)
    assert str(page.view.document.period) == "2026-Q1"
    assert page.bar.trainee.itemText(1) == "4 Åsa Öberg"
    page.bar.trainee.setCurrentIndex(1)
    assert page.view.document.head.filter == "Trainee 4"


def test_another_month_in_the_header_moves_the_period(page: SmallPage) -> None:
    page.bar.period_box.setCurrentIndex(3)
    page.set_month(Month(2026, 2))
    assert page.view.document is not None
    assert str(page.view.document.period) == "2026-02"


def test_a_report_that_is_refused_says_why_in_its_place(page: SmallPage) -> None:
    page.open_item("R8")
    assert page.view.document is None
    assert page._trouble.text() == "Det går inte. Därför. Gör så här."
    assert page._trouble.isVisible()
    assert not page.output.export_button.isEnabled()
    assert not page.output.print_button.isEnabled()
    page.open_item("R7")
    assert page.output.export_button.isEnabled()


def test_no_fiscal_year_is_explained(page: SmallPage) -> None:
    page.open_item("R10")
    assert page.view.document is None
    assert "fiscal year" in page._trouble.text()


def test_changes_elsewhere_make_the_report_anew(page: SmallPage, session: WriteSession) -> None:
    enterprise = Enterprise("Ny AB", "559999-0002", LegalForm.COMPANY, date(2026, 1, 1))
    with session.writer.action("enterprise.set", ("enterprise",)):
        session.enterprise.set_enterprise(enterprise)
    page.context.bus.changed.emit(frozenset({Topic.ENTERPRISE}))
    assert page.view.document is not None
    assert page.view.document.head.company == "Ny AB"


def test_an_adviser_sees_which_reports_need_the_owner(
    qtbot: QtBot, page: SmallPage, adviser: WriteSession
) -> None:
    assert badge(page, 3) == ""
    other = _shown(qtbot, adviser)
    assert badge(other, 3) == "–"


def test_export_writes_and_says_where(page: SmallPage, tmp_path: Path) -> None:
    page.output.choose_folder = lambda: tmp_path
    action = next(one for one in page.output.export_button.menu().actions() if one.text() == "PDF")
    action.trigger()
    target = tmp_path / "R1_ett_2026-04.pdf"
    assert target.read_bytes().startswith(b"%PDF")
    assert page._saved.isVisible()
    assert page._saved.text.text() == "✓ 1 file saved: R1_ett_2026-04.pdf"


def test_several_formats_at_once(page: SmallPage, tmp_path: Path) -> None:
    page.output.choose_folder = lambda: tmp_path
    dialog = page.output.choose_formats()
    assert [key for key, box in dialog.boxes.items() if box.isChecked()] == ["pdf", "xlsx"]
    dialog.boxes["pdf"].setChecked(False)
    dialog.boxes["xlsx"].setChecked(False)
    assert not dialog.accept_button.isEnabled()
    dialog.boxes["csv"].setChecked(True)
    dialog.boxes["json"].setChecked(True)
    dialog.accept_button.click()
    assert sorted(path.suffix for path in tmp_path.glob("R1_*")) == [".csv", ".json"]


def test_nothing_is_replaced_without_asking(page: SmallPage, tmp_path: Path) -> None:
    target = tmp_path / "R1_ett_2026-04.txt"
    target.write_text("mitt eget")
    page.output.choose_folder = lambda: tmp_path
    for press, replaced in (("Cancel", False), ("Replace", True)):
        page.output.export(parse_formats("txt"))
        dialog = page.findChildren(MessageDialog)[-1]
        next(b for b in dialog.findChildren(QPushButton) if b.text() == press).click()
        assert (target.read_text() != "mitt eget") is replaced


def test_no_folder_no_export(page: SmallPage, tmp_path: Path) -> None:
    page.output.choose_folder = lambda: None
    page.output.export(parse_formats("pdf"))
    assert list(tmp_path.glob("R1_*")) == []
    assert not page._saved.isVisible()


def test_print_asks_for_the_printer_first(page: SmallPage, tmp_path: Path) -> None:
    target = tmp_path / "print.pdf"

    def refuse(printer: QPrinter) -> bool:
        assert printer.docName() == "R8 Prov 2026-04"
        return False

    def accept(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return True

    page.output.ask_printer = refuse
    page.output.print_button.click()
    assert not target.exists()
    page.output.ask_printer = accept
    page.output.print_button.click()
    assert target.read_bytes().startswith(b"%PDF")


def test_every_control_has_a_name(page: SmallPage) -> None:
    named = (page.bar.kind, page.bar.period_box, page.bar.trainee, page.bar.agreement)
    assert all(box.accessibleName() for box in (*named, page.list.table, page.view))
