from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.errors import AsfDeskError, CancelledError, InvalidInputError, ReadOnlyError
from asfdesk.i18n import set_language
from asfdesk.reports import document as d
from asfdesk.services.sending.export_report import (
    FORMATS,
    export,
    export_document,
    file_stem,
    parse_formats,
)
from asfdesk.services.sending.report_entry import ReportEntry, ReportRequest, Selector
from asfdesk.services.sending.report_head import report_head
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import ReadSession, WriteSession

REQUEST = ReportRequest(
    Period.of_month(Month(2026, 3)), date(2026, 4, 8), datetime(2026, 4, 8, 14, 3, tzinfo=UTC)
)


def _make(session: ReadSession, request: ReportRequest) -> d.Document:
    head = report_head(session, request, personal=d.PersonalData.NO)
    table = d.table("t", "Tabell", [d.text("a", "A")], [d.row("åäö")])
    return d.Document("R8", "Plan mot utfall", request.period, head, (table,))


ENTRY = ReportEntry(
    "R8",
    "plan-mot-utfall",
    "Plan",
    "Board",
    "Monthly",
    (PeriodKind.MONTH,),
    _make,
    selectors=frozenset(Selector),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_formats_are_read_in_order_each_once() -> None:
    assert [one.key for one in parse_formats("xlsx, PDF,xlsx")] == ["xlsx", "pdf"]
    assert [one.key for one in FORMATS] == ["pdf", "xlsx", "csv", "json", "txt"]
    assert all(one.name() for one in FORMATS)


@pytest.mark.parametrize("text", ["", "pdf,", "docx"])
def test_an_unknown_format_is_refused_with_the_known(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_formats(text)
    assert "pdf, xlsx, csv, json, txt" in caught.value.why


def test_one_file_per_format_named_after_report_and_period(
    own: WriteSession, tmp_path: Path
) -> None:
    folder = tmp_path / "ut" / "mars"
    made = export(own, ENTRY, REQUEST, FORMATS, folder)
    assert [path.name for path in made.files] == [
        "R8_plan-mot-utfall_2026-03.pdf",
        "R8_plan-mot-utfall_2026-03.xlsx",
        "R8_plan-mot-utfall_2026-03.csv",
        "R8_plan-mot-utfall_2026-03.json",
        "R8_plan-mot-utfall_2026-03.txt",
    ]
    assert sorted(path.name for path in folder.iterdir()) == sorted(p.name for p in made.files)
    starts = [path.read_bytes()[:4] for path in made.files]
    assert starts[:2] == [b"%PDF", b"PK\x03\x04"]
    assert starts[2].startswith(b"\xef\xbb\xbf")
    assert json.loads(made.files[3].read_bytes())["report"] == "R8"
    assert made.document.title == "Plan mot utfall"


def test_selections_are_in_the_name_as_numbers_never_as_names(own: WriteSession) -> None:
    agreement = add_agreement(own)
    add_placement(own, agreement, 12, name="Åsa Öberg")
    trainee = own.trainees.by_number(12)
    assert trainee is not None
    request = replace(
        REQUEST,
        period=Period.of_months(Month(2026, 1), Month(2026, 6)),
        trainee_id=trainee.id,
        agreement_id=agreement,
    )
    stem = file_stem(own, ENTRY, request)
    assert stem == f"R8_plan-mot-utfall_2026-01--2026-06_avtal-{agreement}_deltagare-12"
    assert stem.isascii()


def test_nothing_is_written_when_one_format_fails(own: WriteSession, tmp_path: Path) -> None:
    def broken(document: d.Document) -> bytes:
        raise ReadOnlyError(document.title)

    formats = (FORMATS[2], replace(FORMATS[4], render=broken))
    document = _make(own, REQUEST)
    with pytest.raises(ReadOnlyError):
        export_document(document, "R8", formats, tmp_path)
    assert list(tmp_path.glob("R8*")) == []


def test_the_user_can_stop_before_anything_is_written(own: WriteSession, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 1:
            raise CancelledError("stop")

    with pytest.raises(CancelledError):
        export(own, ENTRY, REQUEST, parse_formats("csv,txt"), tmp_path, stop)
    assert seen == [(0, 3), (1, 3)]
    assert list(tmp_path.glob("R8*")) == []


def test_a_folder_that_is_a_file_is_explained(own: WriteSession, tmp_path: Path) -> None:
    occupied = tmp_path / "x"
    occupied.write_text("here")
    with pytest.raises(AsfDeskError):
        export(own, ENTRY, REQUEST, parse_formats("txt"), occupied)
    assert occupied.read_text() == "here"


def test_an_older_export_is_replaced_whole(own: WriteSession, tmp_path: Path) -> None:
    target = tmp_path / "R8_plan-mot-utfall_2026-03.txt"
    target.write_bytes(b"x" * 100_000)
    made = export(own, ENTRY, REQUEST, parse_formats("txt"), tmp_path)
    assert made.files == (target,)
    assert target.read_bytes().startswith(b"Plan mot utfall\n===")
