"""R5 from an open file: figures counted by hand, who may be in it, and every format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import AttendanceCode, ExitReason
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason, Tombstone
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.people.background import Background
from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    GoalStatus,
    Occupation,
    ProgressStep,
    SituationKind,
)
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.progress import Consent, Goal, SituationReport, Step
from asfdesk.domain.people.situation_due import SituationDue
from asfdesk.domain.period import Period, parse_period
from asfdesk.errors import NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.reports import document as doc
from asfdesk.services.people.follow_goals import add_goal, add_step
from asfdesk.services.people.keep_notes import add_consent
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.people.situations_due import situations_due
from asfdesk.services.people.write_situations import add_situation
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.situation_source import situation_of_file
from asfdesk.services.todo import todo
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession, WriteSession

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST = date(2026, 3, 2)
"""A Monday; the two weeks from it have ten working days of 6 hours."""
FORTNIGHT = Period(FIRST, date(2026, 3, 13))
MARCH = parse_period("2026-03")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def placed(own: WriteSession) -> WriteSession:
    """Nadia, 6 h a day from 2 March; eight of her first ten days are filled in, one as absence."""
    agreement = add_agreement(own)
    add_placement(own, agreement, first=FIRST, last=date(2026, 12, 31), name="Nadia Rask")
    worked = [FIRST + timedelta(days=at) for at in (0, 1, 2, 3, 4, 7, 8, 9)]
    with own.writer.action("attendance.set", ("attendance",)):
        for day in worked[:7]:
            own.attendance.put(AttendanceEntry(1, day, 360, 360))
        own.attendance.put(AttendanceEntry(1, worked[7], 360, 0, AttendanceCode.NOTIFIED))
    add_situation(own, texts(), TODAY)
    return own


def texts(**more: object) -> SituationReport:
    made = SituationReport(
        0,
        1,
        date(2026, 3, 20),
        SituationKind.THREE_MONTHS,
        FORTNIGHT.first,
        FORTNIGHT.last,
        tasks="Kassan och disken",
        assessment="Klarar öppning själv",
        next_step="Prova heltid",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def made(
    session: ReadSession,
    trainee: int | None = None,
    period: Period = MARCH,
    agreement: int | None = None,
) -> doc.Document:
    request = ReportRequest(period, TODAY, NOON, trainee_id=trainee, agreement_id=agreement)
    return make_report(session, find_report("R5"), request)


def fact(document: doc.Document, label: str) -> doc.Value:
    return next(
        one.value
        for block in document.blocks
        if isinstance(block, doc.Facts)
        for one in block.facts
        if one.label == label
    )


def said(document: doc.Document) -> str:
    """Everything in it, as the text format has it."""
    return next(one for one in FORMATS if one.key == "txt").render(document).decode()


def test_planned_attended_and_the_rate_of_what_is_filled_in(placed: WriteSession) -> None:
    """10 days x 6 h = 60 h planned; 7 x 6 = 42 h attended of the 8 x 6 = 48 h filled in."""
    document = made(placed)
    assert fact(document, "Planned hours") == 60 * 60
    assert fact(document, "Attended hours") == 42 * 60
    assert fact(document, "Attended days") == 7
    assert fact(document, "Attendance rate") == Fraction(7, 8)
    assert fact(document, "Days not filled in") == 2
    assert document.head.open_issues == (
        "Trainee 1: 2 planned days have no attendance yet.",
        "Trainee 1: not written yet: working conditions and adaptations.",
    )
    assert document.head.records == 1
    assert document.head.cut_off == FORTNIGHT.last
    assert document.subtitle == "Situation report after three months"


def test_it_says_everything_that_domain_md_asks_for(placed: WriteSession) -> None:
    goal = Goal(0, 1, FIRST, GoalStatus.REACHED, date(2026, 3, 12), "Hitta rutiner")
    add_goal(placed, goal, TODAY)
    add_goal(
        placed, replace(goal, text="Satt senare", set_on=date(2026, 4, 1), done_on=TODAY), TODAY
    )
    step = Step(0, 1, date(2026, 3, 12), ProgressStep.ARRIVING, ProgressStep.ROUTINE, "I tid")
    add_step(placed, step, TODAY)
    add_consent(placed, Consent(0, 1, ConsentKind.FOLLOW_UP, date(2026, 3, 3)), TODAY)
    document = made(placed)
    text = said(document)
    for expected in (
        "Nadia Rask",
        "Municipality",
        "Huddinge kommun: Huddinge",
        "2026-03-02 – 2026-12-31",
        "Kassan och disken",
        "Klarar öppning själv",
        "Prova heltid",
        "Hitta rutiner",
        "Reached",
        "1. Settling in",
        "2. Routines in place",
        "Yes, given 2026-03-03",
    ):
        assert expected in text, expected
    assert "Satt senare" not in text
    assert fact(document, "Extent at the start") == "75\u00a0%"
    signatures = next(one for one in document.blocks if isinstance(one, doc.Signatures))
    assert [line.role for line in signatures.lines] == ["Trainee", "Supervisor"]


def test_a_consent_given_later_or_withdrawn_does_not_count(placed: WriteSession) -> None:
    given = Consent(0, 1, ConsentKind.FOLLOW_UP, date(2026, 3, 3), date(2026, 3, 20))
    add_consent(placed, given, TODAY)
    add_consent(placed, replace(given, given_on=date(2026, 3, 21), withdrawn_on=None), TODAY)
    assert fact(made(placed), "Consent to follow-up") == "No"


def test_an_exit_with_its_reason_and_what_comes_after(placed: WriteSession) -> None:
    leaving = Exit(date(2026, 3, 13), ExitReason.STUDIES.group, ExitReason.STUDIES)
    end_placement(placed, 1, leaving)
    with placed.writer.action("placement.background", ("placements",)):
        placed.backgrounds.set_background(Background(1, after=Occupation.STUDIES))
    document = made(placed)
    assert fact(document, "Last day") == date(2026, 3, 13)
    assert fact(document, "Reason") == "Studies"
    assert fact(document, "Occupation at exit") == "Is studying"


def test_a_reason_of_health_is_told_only_where_the_enterprise_has_chosen_so(
    placed: WriteSession,
) -> None:
    def choose(value: str) -> None:
        with placed.writer.action("setting.health_fields", ("enterprise",)):
            placed.enterprise.set_setting("health_fields", value)

    choose("1")
    leaving = Exit(date(2026, 3, 13), ExitReason.HEALTH.group, ExitReason.HEALTH)
    end_placement(placed, 1, leaving)
    assert fact(made(placed), "Reason") == "Health"
    choose("0")
    assert fact(made(placed), "Reason") == "Other reason"


def test_without_texts_one_trainee_gets_a_sheet_to_write_on(placed: WriteSession) -> None:
    """April 2026 from the 1st: 22 weekdays less Good Friday and Easter Monday = 20 days of 6 h."""
    april = parse_period("2026-04")
    assert "No situation report was written" in said(made(placed, period=april))
    document = made(placed, trainee=1, period=april)
    assert fact(document, "Planned hours") == 20 * 360
    assert fact(document, "Attendance rate") is None
    assert said(document).count("Nothing is written.") == 5
    assert made(placed, trainee=1, period=parse_period("2026-02")).head.records == 0


def test_only_the_agreement_that_is_asked_for(placed: WriteSession) -> None:
    other = add_agreement(placed, "Botkyrka")
    add_placement(placed, other, number=2, first=FIRST, name="Olle Sund")
    add_situation(placed, texts(placement_id=2), TODAY)
    assert made(placed).head.records == 2
    only = made(placed, agreement=other)
    assert only.head.records == 1
    assert "Olle Sund" in said(only)
    assert "Nadia" not in said(only)


def test_figures_end_today_when_the_report_looks_ahead(placed: WriteSession) -> None:
    ahead = texts(day=TODAY, first=date(2026, 11, 16), last=date(2026, 12, 11))
    add_situation(placed, ahead, TODAY)
    document = situation_of_file(placed, 2, TODAY, NOON)
    # 16-20 and 23 November: six days of six hours.
    assert fact(document, "Planned hours") == 6 * 360
    assert document.head.cut_off == TODAY


def test_an_adviser_gets_none(placed: WriteSession, adviser: WriteSession) -> None:
    with pytest.raises(NeedsVaultKeyError):
        made(adviser)
    with pytest.raises(NeedsVaultKeyError):
        situation_of_file(adviser, 1, TODAY, NOON)
    with pytest.raises(RefusedError):
        situation_of_file(placed, 9, TODAY, NOON)


def test_a_protected_person_is_in_none_but_the_one_from_the_own_file(placed: WriteSession) -> None:
    protect_trainee(placed, 1)
    everybody = made(placed)
    assert everybody.head.records == 0
    assert "Kassan" not in said(everybody)
    with pytest.raises(RefusedError, match="protected"):
        made(placed, trainee=1)
    document = situation_of_file(placed, 1, TODAY, NOON)
    assert "Nadia" not in said(document)
    assert "Trainee 1 ·" in said(document)
    assert "Kassan och disken" in said(document)


def test_every_format_holds_the_texts(placed: WriteSession) -> None:
    add_goal(placed, Goal(0, 1, FIRST, GoalStatus.ACTIVE, None, "Hitta rutiner"), TODAY)
    document = made(placed)
    for one in FORMATS:
        content = one.render(document)
        assert len(content) > 500, one.key
        if one.key in ("csv", "txt", "json"):
            text = content.decode("utf-8-sig")
            text = json.dumps(json.loads(text), ensure_ascii=False) if one.key == "json" else text
            assert "Klarar öppning själv" in text, one.key
            assert "Hitta rutiner" in text, one.key


def test_a_text_as_long_as_they_may_be_fits_on_paper(placed: WriteSession) -> None:
    long = "Ord som fyller en hel sida. " * 142
    add_goal(placed, Goal(0, 1, FIRST, GoalStatus.ACTIVE, None, long), TODAY)
    add_situation(placed, texts(day=date(2026, 3, 21), tasks=long, comment=long), TODAY)
    pdf = next(one for one in FORMATS if one.key == "pdf").render(made(placed))
    assert pdf.startswith(b"%PDF")


def test_what_waits_is_in_the_to_do_list_with_the_way_to_it(placed: WriteSession) -> None:
    """31 December - 28 days = 3 December, said from 19 November; 20 August + 3 months is late."""
    add_placement(placed, 1, number=2, first=date(2026, 8, 20), name="Olle Sund")
    assert situations_due(placed, TODAY) == [
        SituationDue(2, 2, SituationKind.THREE_MONTHS, date(2026, 11, 20)),
        SituationDue(1, 1, SituationKind.PROLONGATION, date(2026, 12, 3)),
    ]
    item = next(one for one in todo(placed, TODAY) if "situations" in one.go)
    assert item.strong == "2 situation reports to write"
    assert (item.rest, item.detail) == ("1 late", "Trainees 1 and 2")
    assert item.go == "trainees:file-2/situations"
    add_situation(
        placed,
        texts(placement_id=2, day=TODAY, first=date(2026, 8, 20), last=TODAY),
        TODAY,
    )
    assert [one.placement_id for one in situations_due(placed, TODAY)] == [1]


def test_an_adviser_is_reminded_by_number_but_nobody_of_somebody_anonymised(
    placed: WriteSession, adviser: WriteSession
) -> None:
    assert len(situations_due(adviser, TODAY)) == 1
    stone = Tombstone(1, TODAY, ErasureKind.ANONYMISED, ErasureReason.REQUESTED)
    with placed.writer.action("trainee.anonymise", (), undoable=False):
        placed.erasure.take_out(1, ErasureKind.ANONYMISED)
        placed.erasure.add_tombstone(stone)
    assert situations_due(placed, TODAY) == []


def test_a_new_placement_after_the_decision_needs_no_prolongation(placed: WriteSession) -> None:
    assert len(situations_due(placed, TODAY)) == 1
    following = replace(
        placed.placements.placements()[0],
        decision_from=date(2027, 1, 1),
        decision_to=None,
        schedules=(),
    )
    with placed.writer.action("placement.add", ("placements",)):
        placed.placements.add_placement(following)
    assert situations_due(placed, TODAY) == []
