"""R15-R20 as files: each opens, and numbers in the workbook are numbers."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.enterprise import Enterprise
from asfdesk.formats import json_out, xlsx
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 4, 20)
KEYS = ("R15", "R16", "R17", "R18", "R19", "R20")


@pytest.fixture
def planned(session: WriteSession) -> WriteSession:
    """A quarter booked, a plan of typed amounts and a driver, and another plan beside it."""
    set_language("sv")
    firm = Enterprise("Kvarnen ek. för.", "559999-0002", LegalForm.ASSOCIATION, date(2026, 1, 1))
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(firm)
    year = add_year(session, through="2026-03")
    book(session, year, {"3001": [-90_000] * 3, "5010": [41_000] * 3})
    plan = add_plan(session, year, {"I20": 100_000, "K20": -40_000}, approved=False)
    add_driver(session, plan, TrainingStream(0, "Lillby", 10_000, 8_000, 100_33))
    set_premises(session, plan, Premises(opening_ore=50_000_00))
    add_plan(session, year, {"I20": 90_000}, approved=False)
    return session


def made(session: WriteSession, key: str) -> Document:
    period = session.enterprise.fiscal_years()[0].period
    request = ReportRequest(period, TODAY, datetime(2026, 4, 20, 12, tzinfo=UTC))
    return make_report(session, find_report(key), request)


@pytest.mark.parametrize("key", KEYS)
def test_every_format_opens_and_numbers_are_numbers(planned: WriteSession, key: str) -> None:
    document = made(planned, key)
    assert document_pdf.render(document).startswith(b"%PDF")
    assert json.loads(json_out.render(document))["report"] == key
    book_of = load_workbook(BytesIO(xlsx.render(document)))
    numeric = sum(
        isinstance(cell.value, int | float) or str(cell.value).startswith("=")
        for sheet in book_of.worksheets
        for row in sheet.iter_rows()
        for cell in row
    )
    wanted = sum(
        isinstance(cell.value, int)
        for table in document.tables()
        for row in (*table.rows, *table.totals)
        for cell, column in zip(row.cells, table.columns, strict=False)
        if column.kind.numeric and not isinstance(cell.value, bool)
    )
    assert numeric >= wanted
