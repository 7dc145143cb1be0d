"""R1, R3 and R7 from an open file: who may see what, and that figures agree with the books."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period, parse_period
from asfdesk.formats import json_out, text_out
from asfdesk.reports.document import PersonalData
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.example import cast
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.session import read_session

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Row
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession

NAMES = [part.name for part in cast.PARTS] + [guide.name for guide in cast.GUIDES]
PROTECTED = next(part.name for part in cast.PARTS if part.protected)


def _adviser(opened: OpenFile) -> ReadSession:
    """The same rows without the vault key."""
    return read_session(opened.file.rows, None)


def _made(session: ReadSession, key: str, period: str, **limits: int) -> Document:
    request = ReportRequest(
        parse_period(period),
        date(2026, 11, 9),
        datetime(2026, 11, 9, 12, tzinfo=UTC),
        trainee_id=limits.get("trainee_id"),
        agreement_id=limits.get("agreement_id"),
    )
    return make_report(session, find_report(key), request)


def _text(document: Document) -> str:
    return text_out.render(document).decode() + json_out.render(document).decode()


def test_an_owner_sees_names_in_r1_but_never_the_protected_person(opened: OpenFile) -> None:
    text = _text(_made(opened.session, "R1", "2026-10"))
    assert "Aino Lindqvist" in text
    assert PROTECTED not in text
    assert "Skyddad" not in text
    assert "Deltagare 7" in text


def test_identity_numbers_only_for_the_agreement_that_asks(opened: OpenFile) -> None:
    asking = _text(_made(opened.session, "R1", "2026-10", agreement_id=cast.STEGEN))
    others = _text(_made(opened.session, "R1", "2026-10", agreement_id=cast.LINDAS))
    assert "19690517-982" in asking
    assert "19780314-980" not in others


@pytest.mark.parametrize(
    ("key", "period"), [("R1", "2026-10"), ("R3", "2026-10"), ("R7", "2026-Q3"), ("R8", "2026-10")]
)
def test_an_adviser_gets_every_report_without_a_name(
    opened: OpenFile, key: str, period: str
) -> None:
    document = _made(_adviser(opened), key, period)
    text = _text(document)
    assert [name for name in NAMES if name in text or name.split()[1] in text] == []
    assert document.head.personal is not PersonalData.YES


@pytest.mark.parametrize(("key", "period"), [("R3", "2026-10"), ("R7", "2026-Q3")])
def test_reports_for_others_name_nobody_with_the_owners_key_either(
    opened: OpenFile, key: str, period: str
) -> None:
    text = _text(_made(opened.session, key, period))
    assert [part.name for part in cast.PARTS if part.name in text] == []


def test_what_r3_comes_to_is_what_the_books_hold(opened: OpenFile) -> None:
    # September 2026: every training account's turnover is the invoices of R3, to the öre.
    month = Month(2026, 9)
    invoiced = sum(bill.net_ore for bill in bills(gather(opened.session, Period.of_month(month))))
    booked = opened.session.ledger.account_months(month, month)
    training = ("3041", "3042", "3043", "3044")
    assert invoiced == -sum(row.amount_sie_ore for row in booked if row.account in training)
    assert invoiced > 0


def test_one_trainee_only(opened: OpenFile) -> None:
    trainee = opened.session.trainees.by_number(8)
    assert trainee is not None
    text = _text(_made(opened.session, "R1", "2026-10", trainee_id=trainee.id))
    assert "Göran Lövdal" in text
    assert "Aino Lindqvist" not in text


def test_no_small_count_of_people_in_r7(opened: OpenFile) -> None:
    for quarter in ("2025-Q2", "2026-Q1", "2026-Q2", "2026-Q3"):
        document = _made(opened.session, "R7", quarter)
        tables = [table for table in document.tables() if table.key in ("trainees", "exits")]
        rows: list[Row] = [row for table in tables for row in (*table.rows, *table.totals)]
        counts = [row.cells[-1].value for row in rows if len(row.cells) > 1]
        assert counts
        assert not any(isinstance(count, int) and 0 < count < 5 for count in counts)


def test_r7_result_is_the_books_of_the_quarter(opened: OpenFile) -> None:
    document = _made(opened.session, "R7", "2026-Q3")
    economy = next(table for table in document.tables() if table.key == "economy")
    booked = opened.session.ledger.account_months(Month(2026, 7), Month(2026, 9))
    result = -sum(row.amount_sie_ore for row in booked if "3000" <= row.account < "8990")
    assert economy.totals[-1].cells[1].value == result
