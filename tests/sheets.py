"""Sheets of attendance for tests: three people, sheets made, changed and taken in."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl

from asfdesk.domain.period import Month, Period, parse_period
from asfdesk.formats.table_in import read_tables
from asfdesk.services.hours.attendance_sheet import LineState, SheetChoices
from asfdesk.services.hours.export_attendance import (
    SheetOrder,
    attendance_sheets,
    render,
)
from asfdesk.services.hours.import_attendance import preview_sheet, take_sheet
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from asfdesk.services.hours.attendance_sheet import SheetPreview
    from asfdesk.services.session import WriteSession

OCTOBER = Period.of_month(Month(2026, 10))
TODAY = date(2026, 10, 30)
NOW = datetime(2026, 10, 30, 14, 3, tzinfo=UTC)


def people_of(session: WriteSession) -> list[int]:
    """Three trainees; the third is protected and in two placements."""
    huddinge, lumena = add_agreement(session), add_agreement(session, "Lumena")
    return [
        add_placement(session, huddinge, 1, name="Aino Lind"),
        add_placement(session, huddinge, 2, name="Bashir Aziz"),
        add_placement(session, lumena, 7, name="Carina Ek", protected=True),
    ]


def order(text: str = "2026-10", **more: object) -> SheetOrder:
    return SheetOrder(parse_period(text), TODAY, NOW, **more)  # type: ignore[arg-type]


def made(session: WriteSession, wanted: SheetOrder) -> bytes:
    (sheet,) = attendance_sheets(session, wanted)
    return render(sheet, wanted)


def preview(
    session: WriteSession, data: bytes, choices: SheetChoices | None = None
) -> SheetPreview:
    return preview_sheet(session, read_tables(data), choices)


def take(session: WriteSession, data: bytes, **choices: object) -> SheetPreview:
    chosen = SheetChoices(**choices)  # type: ignore[arg-type]
    return take_sheet(session, read_tables(data), chosen).previews[0]


def entries(session: WriteSession) -> list[tuple[int, int, int, str | None]]:
    return [
        (e.placement_id, e.day.day, e.attended_minutes, e.code)
        for e in session.attendance.entries(OCTOBER)
    ]


def table(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def edited(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def states(found: SheetPreview) -> list[LineState]:
    return [line.state for line in found.lines if line.state is not LineState.EMPTY]
