"""R2 from an open file: the recipient's exact columns, who may stand in it, what has changed.

Project P25 has three trainees of 6 h a day from Monday 2 February 2026. February has 20 working
days (120 h), March 22 (132 h). On 2 March trainee 7 came for 5 h 30 min: 131 h 30 min, so 131.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from asfdesk import paths
from asfdesk.domain.agreements import Agreement, Buyer
from asfdesk.domain.codes import (
    ExitReason,
    Form,
    IdentityKind,
    LegalForm,
    PayerKind,
    ReferringBody,
    Sex,
)
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.people.background import TraineeEmployment
from asfdesk.domain.people.placements import Exit, Placement
from asfdesk.domain.people.trainees import Identity, Trainee
from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError
from asfdesk.formats import csv_out, json_out, text_out, xlsx
from asfdesk.reports.document import Tone
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.sending.export_report import file_stem, parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.workshop import SIX_HOURS, add_agreement, schedule

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.reports.document import Document, Table
    from asfdesk.services.session import WriteSession

FEBRUARY, MARCH, APRIL = (Period.of_month(Month(2026, number)) for number in (2, 3, 4))
FIRST = date(2026, 2, 2)
TODAY = date(2026, 5, 4)
MADE = datetime(2026, 5, 4, 10, tzinfo=UTC)
ENTRY = find_report("R2")
STARTED = datetime(2026, 2, 2)  # noqa: DTZ001 - what openpyxl makes of a day
NAMES = {7: "Åsa Qvarnlind", 8: "Bodil Skymd", 9: "Cia Utan"}
NUMBERS = {7: "197803149801", 8: "196905179823"}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def project(session: WriteSession) -> int:
    """The agreement's id. Trainees 7, 8 (protected) and 9 (no number); trainee 4 is elsewhere."""
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
        buyer = session.agreements.add_buyer(Buyer(0, "Samordning", PayerKind.COORDINATION))
        agreement = session.agreements.add_agreement(
            Agreement(
                0, buyer, "Stegen", Form.WORK_TRAINING, FIRST, reference="SF 7", project="P25"
            )
        )
    for number in NAMES:
        _trainee(session, agreement, number)
    _trainee(session, add_agreement(session, "Huddinge"), 4)
    protected = session.trainees.by_number(8)
    assert protected is not None
    protect_trainee(session, protected.id)
    for period in (FEBRUARY, MARCH, APRIL):
        fill_as_planned(session, period, TODAY)
    _set(session, 7, date(2026, 3, 2), "5:30")
    return agreement


def _trainee(session: WriteSession, agreement: int, number: int) -> None:
    digits = NUMBERS.get(number, "")
    kind = IdentityKind.PERSONAL_NUMBER if digits else IdentityKind.NONE
    with session.writer.action("placement.add", ("placements",)):
        trainee = session.trainees.add_trainee(Trainee(0, number, Sex.WOMAN))
        session.trainees.set_identity(
            trainee, Identity(NAMES.get(number, "Dan Annan"), kind, digits, phone="070-1234567")
        )
        session.placements.add_placement(
            Placement(
                0,
                trainee,
                agreement,
                Form.WORK_TRAINING,
                ReferringBody.EMPLOYMENT_SERVICE,
                FIRST,
                None,
                schedules=(schedule(SIX_HOURS, FIRST),),
            )
        )


def _placement(session: WriteSession, number: int) -> int:
    trainee = session.trainees.by_number(number)
    assert trainee is not None
    return session.placements.of_trainee(trainee.id)[0].id


def _set(session: WriteSession, number: int, day: date, typed: str) -> None:
    set_cells(session, [CellEdit(_placement(session, number), day, typed)])


def _request(period: Period = MARCH, **more: object) -> ReportRequest:
    return replace(ReportRequest(period, TODAY, MADE), **more)  # type: ignore[arg-type]  # a test's


def _made(session: WriteSession, period: Period = MARCH, **more: object) -> Document:
    return make_report(session, ENTRY, _request(period, **more))


def _table(document: Document, key: str) -> Table:
    return next(table for table in document.tables() if table.key == key)


def _values(table: Table) -> list[list[object]]:
    return [[cell.value for cell in row.cells] for row in table.rows]


def _sheet(document: Document) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(xlsx.render(document)))
    assert len(book.sheetnames) == 1
    return list(book[book.sheetnames[0]].iter_rows(values_only=True))


def test_excel_holds_the_recipients_columns_and_nothing_else(session: WriteSession) -> None:
    rows = _sheet(_made(session))
    assert rows[0] == (
        "Personnummer",
        "Projektnummer",
        "Startdatum",
        "Slutdatum",
        "Timmar i månaden",
        "Timmar hittills",
        "Anställd/ej anställd",
        "Arbetsgivarens organisationsnummer",
    )
    # 120 h in February + 131 = 251; the others 120 + 132 = 252.
    assert rows[1] == (
        "197803149801", "P25", STARTED, None, 131, 251, "Ej anställd", None
    )  # fmt: skip
    assert rows[2][0] == "ÅÅÅÅMMDDTf08"
    assert rows[3] == (None, "P25", STARTED, None, 132, 252, "Ej anställd", None)
    assert len(rows) == 4
    assert isinstance(rows[1][0], str)
    assert isinstance(rows[1][4], int)


def test_the_head_counts_the_rows_that_are_sent(session: WriteSession) -> None:
    # Three trainees, though they have many days each.
    assert _made(session).head.records == 3


def test_text_files_hold_the_same(session: WriteSession) -> None:
    data = csv_out.render(_made(session))
    assert data.startswith(b"\xef\xbb\xbfPersonnummer;Projektnummer;")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert lines[1] == ["197803149801", "P25", "2026-02-02", "", "131", "251", "Ej anställd", ""]
    assert len(lines) == 4


def test_another_recipients_layout_has_its_own_head_columns_and_dates(
    session: WriteSession,
) -> None:
    document = _made(session, FEBRUARY, layout="esf-sammanstallning-po2")
    rows = _sheet(document)
    assert rows[1][:2] == ("Projektnummer", "P25")
    assert rows[2][:3] == ("Organisation", "Växthuset", "559999-0002")
    assert rows[3][:2] == ("Månad", "2026-02")
    assert rows[4][0] == "Personnummer (12 siffror)"
    assert rows[5][:2] == ("19780314-9801", NAMES[7])
    assert rows[5][2] == STARTED
    assert rows[5][4:] == (120, 120, "PO2")
    assert rows[6][:2] == ("Skyddad K08", None)


def test_next_years_layout_needs_no_code(session: WriteSession) -> None:
    folder = paths.user_data() / "layouts"
    folder.mkdir(parents=True)
    layout = {
        "schema": 1,
        "key": "scb-deltagare",
        "name": "SCB från mars 2026",
        "recipient": "SCB",
        "valid_from": "2026-03",
        "source": "påhittad",
        "sheet": "Blad1",
        "rounding": "nearest",
        "date_form": "YYYYMMDD",
        "protected": {"kvinna": "SKYDD-{number}"},
        "columns": [
            {"field": "hours", "title": "TIM"},
            {"field": "identity", "title": "PNR"},
            {"field": "start", "title": "START", "only_in_month": True},
            {"field": "minutes", "title": "MIN"},
        ],
    }
    (folder / "scb-2026-03.json").write_text(json.dumps(layout), "utf-8")
    # 131 h 30 min to the nearest hour, half up, is 132; the start was in February.
    assert _sheet(_made(session))[:3] == [
        ("TIM", "PNR", "START", "MIN"),
        (132, "197803149801", None, 7890),
        (132, "SKYDD-08", None, 7920),
    ]
    # February still has the layout of its own time.
    assert _sheet(_made(session, FEBRUARY))[0][0] == "Personnummer"


def test_a_layout_file_can_be_named(session: WriteSession, tmp_path: Path) -> None:
    source = paths.resource("layouts") / "scb-deltagare-2019-09.json"
    path = tmp_path / "eget.json"
    path.write_text(source.read_text("utf-8").replace("Timmar hittills", "Ackumulerat"), "utf-8")
    request = _request(layout=str(path))
    assert _sheet(make_report(session, ENTRY, request))[0][5] == "Ackumulerat"
    assert file_stem(session, ENTRY, request) == "R2_deltagarsammanstallning_2026-03_eget"


def test_a_layout_belongs_to_reports_that_have_one(session: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        make_report(session, find_report("R1"), _request(layout="scb-deltagare"))
    assert caught.value.field == "layout"


def test_a_protected_person_is_nowhere_but_for_the_code(session: WriteSession) -> None:
    for layout in ("scb-deltagare", "esf-sammanstallning-po2"):
        document = _made(session, layout=layout)
        book = zipfile.ZipFile(io.BytesIO(xlsx.render(document)))
        texts = [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
        texts += [text_out.render(document).decode(), json_out.render(document).decode()]
        texts.append(csv_out.render(document).decode("utf-8-sig"))
        for text in texts:
            for secret in ("Skymd", "196905179823", "19690517-9823", "1969", "070-1234567"):
                assert secret not in text
        assert "Qvarnlind" in texts[-1] or layout == "scb-deltagare"


def test_only_the_projects_own_people_are_in_it(session: WriteSession, project: int) -> None:
    document = _made(session)
    assert [row[0] for row in _values(_table(document, "participants"))] == [7, 8, 9]
    other = next(a.id for a in session.agreements.agreements() if a.id != project)
    chosen = _made(session, agreement_id=other)
    assert [row[0] for row in _values(_table(chosen, "participants"))] == [4]


def test_what_must_be_mended_is_said(session: WriteSession) -> None:
    issues = " ".join(_made(session).head.open_issues)
    assert "9" in issues  # who lacks an identity number
    with session.writer.action("trainee.change", ()):
        eight = session.trainees.by_number(8)
        assert eight is not None
        session.trainees.change_trainee(replace(eight, sex=Sex.MAN))
    before, after = len(issues), " ".join(_made(session).head.open_issues)
    assert "Man" in after
    assert len(after) > before
    assert _sheet(_made(session))[2][0] is None


def test_an_end_is_in_the_month_of_the_end_only(session: WriteSession) -> None:
    set_cells(
        session,
        [CellEdit(_placement(session, 7), day, "") for day in APRIL.days() if day.day > 10],
    )
    leaving = Exit(date(2026, 4, 10), ExitReason.STUDIES.group, ExitReason.STUDIES)
    end_placement(session, _placement(session, 7), leaving)
    assert _sheet(_made(session, MARCH))[1][3] is None
    assert _sheet(_made(session, APRIL))[1][3] == datetime(2026, 4, 10)  # noqa: DTZ001 - a day
    may = _made(session, Period.of_month(Month(2026, 5)))
    assert 7 not in [row[0] for row in _values(_table(may, "participants"))]


def test_who_has_become_an_employee_stands_on_that_side_with_the_employer(
    session: WriteSession,
) -> None:
    seven = session.trainees.by_number(7)
    assert seven is not None
    with session.writer.action("trainee_employment.add", ()):
        session.backgrounds.add_employment(
            TraineeEmployment(0, seven.id, date(2026, 3, 31), None, 10_000)
        )
    assert _sheet(_made(session, FEBRUARY))[1][6:] == ("Ej anställd", None)
    assert _sheet(_made(session, MARCH))[1][6:] == ("Anställd", "559999-0002")


def test_control_sums_add_up(session: WriteSession) -> None:
    sums = [row[1] for row in _values(_table(_made(session), "control"))]
    # Rows, people, started, ended, 131 + 132 + 132 = 395 h as sent, 395 h 30 min exact, so far
    # 251 + 252 + 252 = 755.
    assert sums == [3, 3, 0, 0, 395, 395 * 60 + 30, 755]
    assert [row[1] for row in _values(_table(_made(session, FEBRUARY), "control"))][2] == 3


def test_the_list_is_held_against_last_months(session: WriteSession) -> None:
    def against(period: Period) -> list[list[object]]:
        return _values(_table(_made(session, period), "last_month"))

    # All three began in February, and nobody came or went in March.
    assert [row[0] for row in against(FEBRUARY)] == ["Deltagare 7", "Deltagare 8", "Deltagare 9"]
    assert [row[3:] for row in against(FEBRUARY)] == [["", "120"]] * 3
    assert against(MARCH) == []
    cells = [CellEdit(_placement(session, 9), day, "O") for day in APRIL.days()]
    set_cells(session, [one for one in cells if one.day.isoweekday() < 6])
    (gone,) = against(APRIL)
    # Trainee 9 had 132 h in March and none in April, and has not left.
    assert (gone[0], gone[3:]) == ("Deltagare 9", ["132", ""])
    assert any(
        cell.tone is Tone.WARN for cell in _table(_made(session, APRIL), "last_month").rows[0].cells
    )


def test_an_adviser_never_gets_it(adviser: WriteSession) -> None:
    with pytest.raises(NeedsVaultKeyError):
        make_report(adviser, ENTRY, _request())


def _send(session: WriteSession, folder: Path, period: Period) -> None:
    request = _request(period, recipient="Projektet")
    make_for_recipient(session, ENTRY, request, parse_formats("xlsx"), folder)


def test_the_list_is_compared_with_what_was_sent_last(
    session: WriteSession, tmp_path: Path
) -> None:
    _send(session, tmp_path, MARCH)
    assert _values(_table(_made(session), "changes")) == []
    _set(session, 7, date(2026, 3, 3), "F")
    changes = _values(_table(_made(session), "changes"))
    # 131 h 30 min less 6 h = 125 h 30 min; 251 - 6 = 245 so far.
    assert [row[3:] for row in changes] == [["131", "125"], ["251", "245"]]
    assert all(row[0] == "Deltagare 7" for row in changes)


def test_hours_so_far_are_checked_against_last_months_list(
    session: WriteSession, tmp_path: Path
) -> None:
    _send(session, tmp_path, MARCH)
    assert _values(_table(_made(session, APRIL), "carried")) == []
    _set(session, 7, date(2026, 3, 3), "F")
    # April has 20 working days: 120 h. Sent 251 + 120 = 371; now 245 + 120 = 365.
    assert _values(_table(_made(session, APRIL), "carried")) == [["Deltagare 7", "P25", 371, 365]]
