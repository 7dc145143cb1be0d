"""A protected person, in the example: in no report, no list, no window and no title."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import IdentityKind
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.errors import AsfDeskError
from asfdesk.services.example.write import PASSWORD
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
    SheetOrder,
    attendance_sheets,
    render,
)
from asfdesk.services.hours.sheet_shares import GroupBy
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.sending.export_report import FORMATS, file_stem
from asfdesk.services.sending.report_catalogue import CATALOGUE, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.ui.navigation import PAGES
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.theme import Mode
from tests.said import everything_said
from tests.screens import open_window, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.services.session import ReadSession

PEOPLE = {"overview", "trainees", "attendance", "supervision", "agreements", "reports"}
"""Pages that know of people; the proofs look at every page, for the name."""
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARK = "Skuggvexel"
"""In name, contact, caseworker and notes."""
SECRETS = re.compile(
    rf"{MARK}|(?:19)?410519-?2383|0709.?988.?776|(?<![\d.,#])1941(?![\d.,])", re.IGNORECASE
)
WHO = Identity(
    name=f"Aina {MARK}",
    identity_kind=IdentityKind.PERSONAL_NUMBER,
    identity_number="194105192383",
    birth_year=1941,
    phone="0709988776",
    email=f"aina@{MARK.lower()}.example",
    address=f"{MARK}gatan 1",
    emergency_contact=f"Bo {MARK}",
    note=f"Bor hos Bo {MARK}",
)


@pytest.fixture
def guarded(example: ExampleFiles, tmp_path: Path, home: None) -> Path:
    """The example, in which number 1 is protected after everything was written down."""
    del home
    path = tmp_path / "Vaxthuset.asfdesk"
    shutil.copyfile(example.client_file, path)
    opened = open_client_file(path, PASSWORD)
    session = opened.writing()
    trainee = next(
        one for one in session.trainees.trainees() if _attended(session, one.id, Month(2026, 10))
    )
    with session.writer.action("trainee.change", ("trainees",)):
        session.trainees.set_identity(trainee.id, WHO)
        for placement in session.placements.of_trainee(trainee.id):
            changed = replace(placement, caseworker=f"Eva {MARK}", note=f"Hos {MARK} AB")
            session.placements.change_placement(changed)
    assert any(SECRETS.search(text) for _name, text in reports(session)), "R1 names her"
    protect_trainee(session, trainee.id)
    opened.close()
    return path


def _attended(session: ReadSession, trainee_id: int, month: Month) -> bool:
    return any(
        Month.of(entry.day) == month
        for placement in session.placements.of_trainee(trainee_id)
        for entry in session.attendance.of_placement(placement.id)
    )


def period_for(kinds: tuple[PeriodKind, ...]) -> Period:
    if kinds[0] is PeriodKind.QUARTER:
        return Period.of_quarter(2026, 3)
    if kinds[0] in (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR):
        return Period.of_year(2026)
    return Period.of_month(Month(2026, 10))


def reports(session: ReadSession) -> Iterator[tuple[str, str]]:
    """What every report says in every format, and what its file is called."""
    for entry in CATALOGUE:
        request = ReportRequest(period_for(entry.period_kinds), TODAY, NOON)
        try:
            document = make_report(session, entry, request)
        except AsfDeskError as error:
            yield f"{entry.key}, refused", str(error)
            continue
        yield f"{entry.key}, file name", file_stem(session, entry, request)
        for one in FORMATS:
            if one.key != "pdf":  # the same values; its text is compressed
                yield f"{entry.key}.{one.key}", text_of(one.render(document))


def sheets(session: ReadSession) -> Iterator[tuple[str, str]]:
    """Sheets of a month, divided in every way."""
    for group in GroupBy:
        order = SheetOrder(Period.of_month(Month(2026, 10)), TODAY, NOON, group, SheetFormat.XLSX)
        for sheet in attendance_sheets(session, order):
            yield f"sheets by {group}", text_of(render(sheet, order))


def text_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(one).decode("utf-8", "replace") for one in packed.namelist())


def test_no_output_tells_of_a_protected_person(guarded: Path) -> None:
    opened = open_client_file(guarded, PASSWORD, read_only=True)
    told = [
        (name, found.group())
        for name, text in (*reports(opened.session), *sheets(opened.session))
        if (found := SECRETS.search(text))
    ]
    opened.close()
    assert told == []


def test_no_window_tells_of_a_protected_person(qapp: QApplication, guarded: Path) -> None:
    told, looked = [], 0
    with open_window(guarded, PASSWORD, qapp, AppSettings(Mode.LIGHT, "sv", 1366, 768)) as found:
        window, tasks = found
        for entry in (one for one in PAGES if one.key in PEOPLE):
            window.go(f"{entry.key}@2026-10")
            settle(tasks)
            said = everything_said(window)
            looked += len(said)
            told += [(entry.key, one.group()) for one in SECRETS.finditer(said)]
        told += [
            ("title", one.windowTitle())
            for one in qapp.topLevelWidgets()
            if SECRETS.search(one.windowTitle())
        ]
    assert told == []
    assert looked > 20_000, "everything was looked at"
