"""R11 from the file: who is counted, what has gone out before, and packages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitReason, LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.people.background import TraineeEmployment
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Period
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.packages import State
from asfdesk.domain.sending.yearly_facts import Fact, FactKey, YearlyFacts
from asfdesk.i18n import set_language
from asfdesk.reports.document import Hidden, KeyFigures
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.yearly_facts import set_yearly_facts
from asfdesk.services.sending.yearly_source import yearly_measures
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.document import Document, Value
    from asfdesk.services.session import WriteSession

TODAY, MADE = date(2027, 1, 10), datetime(2027, 1, 10, 8, tzinfo=UTC)
YEAR = ReportRequest(Period.of_year(2026), TODAY, MADE)
Q4 = replace(YEAR, period=Period.of_quarter(2026, 4))
TEXT = "2026-01..2026-12"


def _placement(session: WriteSession, number: int) -> Placement:
    trainee = session.trainees.by_number(number)
    assert trainee is not None
    return next(one for one in session.placements.placements() if one.trainee_id == trainee.id)


def _leave(session: WriteSession, number: int, *, ours: bool = False) -> None:
    reason = ExitReason.WORK_SUBSIDISED
    leaving = Exit(date(2026, 8, 14), reason.group, reason, employed_by_us=ours)
    with session.writer.action("placement.end", ()):
        session.placements.change_placement(replace(_placement(session, number), exit=leaving))


@pytest.fixture
def ended(session: WriteSession) -> WriteSession:
    """Twenty from January, one of them protected; 12 left in August, 6 of them to a job here."""
    set_language("en")
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    agreement = add_agreement(session)
    for number in range(1, 21):
        add_placement(session, agreement, number, first=date(2026, 1, 2), protected=number == 20)
    for number in range(1, 13):
        _leave(session, number, ours=number <= 6)
    stated = {FactKey.EMPLOYEES: Fact(10), FactKey.TARGET: Fact(3)}
    set_yearly_facts(session, YearlyFacts(2026, stated))
    return session


def _draft(session: WriteSession, request: ReportRequest = YEAR) -> Document:
    return make_report(session, find_report("R11"), request)


def _send(session: WriteSession, key: str, request: ReportRequest) -> Document:
    to = replace(request, recipient="Skoopi")
    (made,) = make_for_recipient(session, find_report(key), to, parse_formats("json"), None)
    return made.document


def _figure(document: Document, key: str) -> Value:
    blocks = [one for one in document.blocks if isinstance(one, KeyFigures)]
    return next(one.value for block in blocks for one in block.figures if one.key == key)


def test_the_year_is_counted_without_protected_persons(ended: WriteSession) -> None:
    document = _draft(ended)
    assert document.counts == {
        Name("people", TEXT): 19,
        Name("people.flow", TEXT, "at_end"): 7,
        Name("exits.own", TEXT): 12,
        Name("employed.new", TEXT): 6,
    }
    assert _figure(document, "target_share") == Fraction(3, 10)
    assert _figure(document, "target_share_all") == Fraction(10, 17)
    assert any("Not stated for 2026" in issue for issue in document.head.open_issues)


def test_a_trainee_employed_without_an_exit_to_it_counts_too(ended: WriteSession) -> None:
    with ended.writer.action("employment.add", ()):
        for number in (1, 13):  # the first left to a job here and is counted once
            trainee = _placement(ended, number).trainee_id
            ended.backgrounds.add_employment(
                TraineeEmployment(0, trainee, date(2026, 9, 1), None, 7_500)
            )
    assert _draft(ended).counts[Name("employed.new", TEXT)] == 7
    # R7 tells of the six who left to a job here: with seven, one more would stand alone.
    _send(ended, "R7", Q4)
    assert _draft(ended).counts[Name("employed.new", TEXT)] is None


def test_a_share_that_would_tell_a_hidden_count_is_hidden(ended: WriteSession) -> None:
    for number in range(13, 17):
        _leave(ended, number)
    document = _draft(ended)
    assert document.counts[Name("people.flow", TEXT, "at_end")] is None
    assert isinstance(_figure(document, "target_share_all"), Hidden)
    assert _figure(document, "target_share") == Fraction(3, 10)


def test_those_who_left_between_two_reports_are_not_told(ended: WriteSession) -> None:
    # Nineteen were told, and now there are 22: the number itself would tell of three.
    agreement = ended.agreements.agreements()[0].id
    _send(ended, "R11", YEAR)
    for number in (31, 32, 33):
        add_placement(ended, agreement, number, first=date(2026, 5, 1), last=date(2026, 5, 31))
    again = _draft(ended).counts
    assert again[Name("people", TEXT)] is None


def test_the_quarter_is_part_of_the_year(ended: WriteSession) -> None:
    # 16 of the year's 19 were there in the fourth quarter: the year's number would tell of three.
    for number in range(1, 10):
        placement = _placement(ended, number)
        with ended.writer.action("placement.end", ()):
            assert placement.exit is not None
            later = replace(placement.exit, ended_on=date(2026, 10, 20))
            ended.placements.change_placement(replace(placement, exit=later))
    told = _send(ended, "R7", Q4).counts
    assert told[Name("people", "2026-Q4")] == 16
    assert _draft(ended).counts[Name("people", TEXT)] is None


def test_packages_say_what_the_report_says(ended: WriteSession) -> None:
    found = {one.key: one for one in yearly_measures(ended, YEAR)}
    assert found["employees.all.persons"].value == 10
    assert found["yearly.target_share"].value == 3_000
    assert found["participants.unique.count"].value == 19
    assert found["criteria.business"].state is State.ABSENT
    assert len(found) == len(yearly_measures(ended, YEAR))


def test_every_format_is_made_in_both_languages(ended: WriteSession) -> None:
    formats = parse_formats("pdf,xlsx,csv,json,txt")
    for language in ("sv", "en"):
        set_language(language)
        document = _draft(ended)
        assert all(one.render(document) for one in formats)
