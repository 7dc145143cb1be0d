"""R9, its external version and R9b on a week worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.domain.codes import Activity, LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.supervision import SupervisionEntry
from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.formats import csv_out, json_out, text_out
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import set_language
from asfdesk.reports.document import Cell, Note, PersonalData, RowStyle, Signatures
from asfdesk.services.hours.capacity_settings import set_per_supervisor
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.capacity_week import MONDAY, TODAY, five_places
from tests.workshop import add_placement, add_supervisor

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Table
    from asfdesk.services.session import ReadSession, WriteSession

WEEK = Period(MONDAY, date(2026, 11, 15), PeriodKind.WEEK)
NOVEMBER = Period.of_month(Month(2026, 11))


@pytest.fixture
def own(session: WriteSession) -> WriteSession:
    """Five places, three trainees of whom one is called Sara, and one who is protected."""
    set_language("en")
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, TODAY)
        )
    agreement = five_places(session)
    add_placement(session, agreement, 5, week={1: 360}, first=MONDAY, last=TODAY, name="Sara Lund")
    add_placement(
        session, agreement, 6, week={}, first=MONDAY, last=TODAY, name="Eva Dold", protected=True
    )
    return session


def made(session: ReadSession, key: str, period: Period, agreement: int | None = None) -> Document:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    request = ReportRequest(period, TODAY, at, agreement_id=agreement)
    return make_report(session, find_report(key), request)


def table(document: Document, key: str) -> Table:
    return next(one for one in document.tables() if one.key == key)


def values(found: Table) -> list[list[Any]]:
    return [
        [cell.value for cell in row.cells]
        for row in (*found.rows, *found.totals)
        if row.style is not RowStyle.GROUP
    ]


def test_r9_of_a_week(own: WriteSession) -> None:
    document = made(own, "r9", WEEK)
    # Sold 25, booked 5 + 5 + 3 + Sara's Monday, attended 11; two planned days are not filled in.
    line = [5, Fraction(14, 5), Fraction(11, 5), Fraction(11, 5), 22, Fraction(14, 25)]
    line += [Fraction(11, 14), Fraction(11, 25), 0, 2, 2, 2]
    assert values(table(document, "places")) == [["Work training", *line], ["All", *line]]
    assert values(table(document, "agreements")) == [["Huddinge", *line]]
    assert any("2 planned days" in one.text for one in document.blocks if isinstance(one, Note))
    assert values(table(document, "endings")) == [
        [TODAY, 8, "Trainee 1", "Huddinge"],
        [TODAY, 8, "Sara Lund", "Huddinge"],
    ]
    assert document.head.personal is PersonalData.YES


def test_r9_says_in_words_what_lacks(own: WriteSession) -> None:
    add_supervisor(own, 1, "Anna Ek", fte_bp=5_000)
    set_per_supervisor(own, 5_000)
    document = made(own, "R9", WEEK)
    (row,) = values(table(document, "supervision"))
    # Five ongoing placements / 5 = one post: 40 h; half a post is employed: 20 h.
    assert row[:6] == ["Wk 46, 9–15 Nov", 5, 2400, 1200, 0, 1200]
    assert row[6:9] == [None, Fraction(1, 2), 10]
    notes = [one.text for one in document.blocks if isinstance(one, Note)]
    said = (
        "Wk 46: 5 trainees need 40 h with 5 trainees per full-time supervisor.",
        "20 h are scheduled when leave is taken away. 20 h are missing.",
        "Wk 46: 10.0 trainees per employed supervisor, over your 5.",
    )
    assert " ".join(said) in notes
    # One agreement alone says nothing of supervisors, who are everybody's.
    agreement = own.agreements.agreements()[0].id
    keys = [one.key for one in made(own, "R9", WEEK, agreement).tables()]
    assert keys == ["places", "agreements", "endings"]


def test_a_month_is_told_by_week_without_its_lone_sunday(own: WriteSession) -> None:
    document = made(own, "R9", NOVEMBER)
    groups = [
        row.cells[0].value for row in table(document, "places").rows if row.style is RowStyle.GROUP
    ]
    # 1 November 2026 is a Sunday.
    assert groups == [
        "Wk 45, 2–8 Nov",
        "Wk 46, 9–15 Nov",
        "Wk 47, 16–22 Nov",
        "Wk 48, 23–29 Nov",
        "Wk 49, 30 Nov",
    ]
    quarter = made(own, "R9", Period.of_quarter(2026, 4))
    first = table(quarter, "supervision").rows
    assert [row.cells[0].value for row in first] == [
        "October 2026",
        "November 2026",
        "December 2026",
    ]


def test_the_external_version_says_free_places_and_nothing_else(own: WriteSession) -> None:
    document = made(own, "R9e", WEEK)
    assert document.head.personal is PersonalData.NO
    assert [one.key for one in document.tables()] == ["free_places"]
    # 25 sold - 14 booked: 2,2 places, 22 half-days.
    assert values(table(document, "free_places")) == [["Work training", Fraction(11, 5), 22]]
    for render in (text_out.render, json_out.render):
        said = render(document).decode()
        for name in ("Huddinge", "Sara", "Eva", "Trainee"):
            assert name not in said


def test_no_version_tells_of_a_protected_person(own: WriteSession, adviser: WriteSession) -> None:
    for session in (own, adviser):
        for key in ("R9", "R9e", "R9b"):
            for period in (WEEK, NOVEMBER, Period.of_quarter(2026, 4)):
                said = json_out.render(made(session, key, period)).decode()
                for name in ("Eva", "Dold", "Trainee 6", "Protected person 6"):
                    assert name not in said
    assert "Sara" not in json_out.render(made(adviser, "R9", WEEK)).decode()
    assert values(table(made(adviser, "R9", WEEK), "endings"))[1][2] == "Trainee 5"


@pytest.fixture
def worked(own: WriteSession) -> int:
    """Anna, in an ESF+ project: 13,5 h one day, 8 h another, and the limit passed with it."""
    anna = add_supervisor(own, 1, "Anna Ek", esf_project=True)
    bo = add_supervisor(own, 2, "Bo Al")
    agreement = own.agreements.agreements()[0].id
    with own.writer.action("supervision.set", ("supervision",)):
        put = own.supervision.put
        put(SupervisionEntry(anna, MONDAY, 720, Activity.TRAINEES, agreement))
        put(SupervisionEntry(anna, MONDAY, 90, Activity.MEETING))
        put(SupervisionEntry(anna, date(2026, 11, 10), 480))
        put(SupervisionEntry(bo, MONDAY, 840, Activity.PRODUCTION))
        # Before and after the period: the year so far counts the first only.
        put(SupervisionEntry(anna, date(2026, 11, 6), 60))
        put(SupervisionEntry(anna, date(2026, 11, 20), 600))
    return agreement


def test_r9b_day_by_day(own: WriteSession, worked: int) -> None:
    document = made(own, "R9b", WEEK)
    assert values(table(document, "time")) == [
        ["Anna Ek", MONDAY, "With trainees", "deltagare", 720, 720, "Huddinge", ""],
        ["Anna Ek", MONDAY, "Meeting", "mote", 90, 90, "", ""],
        ["Anna Ek", date(2026, 11, 10), "With trainees", "deltagare", 480, 480, "", ""],
        ["Bo Al", MONDAY, "Production", "produktion", 840, 840, "", ""],
        ["All", "", "", "", 2130, 2130, "", ""],
    ]
    assert values(table(document, "supervisors")) == [
        ["Anna Ek", 2, 1290, 1350, "passed, see below"],
        # 14 hours, but nobody watches limits that do not hold for him.
        ["Bo Al", 1, 840, 840, "not in an ESF+ project"],
    ]
    assert [one.text for one in document.blocks if isinstance(one, Note)] == [
        "Anna Ek: 13.5 h on 2026-11-09, over 13 h."
    ]
    (lines,) = [one.lines for one in document.blocks if isinstance(one, Signatures)]
    assert [one.name for one in lines] == ["Anna Ek", "Bo Al"]
    assert document.head.records == 4
    assert document_pdf.render(document).startswith(b"%PDF")
    # Limited to an agreement the day's other time still counts against the limit.
    alone = made(own, "R9b", WEEK, worked)
    assert [row[0] for row in values(table(alone, "time"))] == ["Anna Ek", "All"]
    assert [one.text for one in alone.blocks if isinstance(one, Note)] == [
        "Anna Ek: 13.5 h on 2026-11-09, over 13 h."
    ]


@pytest.mark.usefixtures("worked")
def test_r9b_watches_the_year(own: WriteSession) -> None:
    anna = own.supervision.supervisors()[0].id
    with own.writer.action("supervision.set", ("supervision",)):
        for day in range(1, 32):
            for month in (1, 3, 5, 7, 8):
                own.supervision.put(SupervisionEntry(anna, date(2026, month, day), 660))
    # 155 days of 11 h are 1 705 h; with November's 22,5 h it is 1 727,5 h.
    notes = [one.text for one in made(own, "R9b", WEEK).blocks if isinstance(one, Note)]
    assert "Anna Ek: 1\u202f727.5 h this year, over 1\u202f720 h." in notes
    # At the end of October the year was kept, with 15 h left.
    august = made(own, "R9b", Period.of_month(Month(2026, 8)))
    (row,) = table(august, "supervisors").rows
    assert row.cells[4].value == "kept, 15 h left this year"


@pytest.mark.usefixtures("worked")
def test_r9b_without_the_key_has_running_numbers(adviser: WriteSession) -> None:
    document = made(adviser, "R9b", WEEK)
    assert document.head.personal is PersonalData.PSEUDONYMOUS
    text = csv_out.render(document).decode()
    assert "Supervisor 1" in text
    assert "Anna" not in text


def test_a_period_without_time_is_nobodys_report(own: WriteSession) -> None:
    document = made(own, "R9b", Period.of_month(Month(2026, 2)))
    assert table(document, "time").rows == ()
    assert not [one for one in document.blocks if isinstance(one, Signatures)]
    assert isinstance(table(made(own, "R9", WEEK), "supervision").rows[0].cells[0], Cell)


def test_a_broken_fiscal_year_counts_each_calendar_year_for_itself(own: WriteSession) -> None:
    """July 2026 to June 2027: 148 x 700 min are 1 726,67 h in 2026, 100 x 700 1 166,67 in 2027."""
    anna = add_supervisor(own, 1, "Anna Ek", esf_project=True)
    with own.writer.action("supervision.set", ("supervision",)):
        for first, days in ((date(2026, 7, 1), 148), (date(2027, 1, 1), 100)):
            for number in range(days):
                own.supervision.put(SupervisionEntry(anna, first + timedelta(days=number), 700))
    year = Period(date(2026, 7, 1), date(2027, 6, 30), PeriodKind.FISCAL_YEAR)
    document = made(own, "R9b", year)
    (row,) = values(table(document, "supervisors"))
    assert row == ["Anna Ek", 248, 173_600, 103_600, 70_000, "passed, see below"]
    (note,) = [one.text for one in document.blocks if isinstance(one, Note)]
    assert note == "Anna Ek: 1\u202f726.67 h in 2026, over 1\u202f720 h."
    # Half of it, and no calendar year is passed though the fiscal year holds as much.
    spring = made(own, "R9b", Period.of_quarter(2027, 1))
    assert not [one for one in spring.blocks if isinstance(one, Note)]
