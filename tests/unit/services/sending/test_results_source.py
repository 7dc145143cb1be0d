"""R10 from the file: who is counted, what has gone out before, and packages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitReason, LegalForm, Sex
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.packages import State
from asfdesk.i18n import set_language
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.results_source import exits_of, result_measures
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession

TODAY, MADE = date(2027, 1, 10), datetime(2027, 1, 10, 8, tzinfo=UTC)
Q3 = ReportRequest(Period.of_quarter(2026, 3), TODAY, MADE)
Q4 = replace(Q3, period=Period.of_quarter(2026, 4))
TO_Q3, TO_Q4 = "2025-10..2026-09", "2026-01..2026-12"


def _leave(session: WriteSession, number: int, on: date, reason: ExitReason) -> None:
    """Trainee and placement of a number, ended; every second is a man."""
    trainee = session.trainees.by_number(number)
    assert trainee is not None
    found = next(one for one in session.placements.placements() if one.trainee_id == trainee.id)
    with session.writer.action("placement.end", ()):
        ended = replace(found, exit=Exit(on, reason.group, reason))
        session.placements.change_placement(ended)
        if number % 2:
            session.trainees.change_trainee(replace(trainee, sex=Sex.MAN))


@pytest.fixture
def ended(session: WriteSession) -> WriteSession:
    """Twenty who began on 2 January 2026; 12 left in August. The twentieth is protected."""
    set_language("en")
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    agreement = add_agreement(session)
    for number in range(1, 21):
        add_placement(session, agreement, number, first=date(2026, 1, 2), protected=number == 20)
    for number in range(1, 13):
        _leave(session, number, date(2026, 8, 14), ExitReason.WORK_SUBSIDISED)
    return session


def _draft(session: WriteSession, request: ReportRequest = Q3) -> Document:
    return make_report(session, find_report("R10"), request)


def _send(session: WriteSession, key: str, request: ReportRequest) -> Document:
    to = replace(request, recipient="Samordningsförbundet")
    (made,) = make_for_recipient(session, find_report(key), to, parse_formats("json"), None)
    return made.document


def test_mistakes_deaths_and_protected_persons_are_not_counted(ended: WriteSession) -> None:
    _leave(ended, 13, date(2026, 8, 14), ExitReason.MISREGISTERED)
    _leave(ended, 14, date(2026, 8, 14), ExitReason.DECEASED)
    _leave(ended, 20, date(2026, 8, 14), ExitReason.HEALTH)
    counts = _draft(ended).counts
    assert counts[Name("exits", TO_Q3)] == 12
    assert counts[Name("exits.sex", TO_Q3, "|kvinna")] == 6
    assert counts[Name("exits.reason", TO_Q3, "HALSA")] == 0


def test_what_was_sent_is_not_told_apart_from_what_comes_after(ended: WriteSession) -> None:
    # Nobody had left by 2025, and twelve by September: who knows both knows that the twelve left
    # in 2026, and thirteen in all of it would tell of one since.
    _send(ended, "R7", replace(Q3, period=Period.of_quarter(2025, 4)))
    _send(ended, "R10", Q3)
    _leave(ended, 13, date(2026, 11, 3), ExitReason.WORK_SUBSIDISED)
    after = _draft(ended, Q4).counts
    assert after[Name("exits", TO_Q4)] is None
    # The other tables overlap with those that were sent, and are not told again so soon.
    assert {name.measure for name in after} == {"exits"}
    later = replace(Q4, period=Period.of_quarter(2027, 3))
    assert "exits.age" in {name.measure for name in _draft(ended, later).counts}


def test_the_same_again_is_told_again(ended: WriteSession) -> None:
    assert _send(ended, "R10", Q3).counts == _draft(ended).counts


def test_the_quarterly_report_is_part_of_what_was_told(ended: WriteSession) -> None:
    _send(ended, "R7", Q3)
    _leave(ended, 13, date(2026, 11, 3), ExitReason.STUDIES)
    after = _draft(ended, Q4).counts
    assert after[Name("exits", TO_Q4)] is None
    assert after[Name("exits.reason", TO_Q4, "STUDIER")] is None


def test_exact_volumes_are_reckoned_with(ended: WriteSession) -> None:
    # All twelve are in the measure, six of them women, told exactly for the same twelve months.
    # One more woman outside the measure leaves: 7 women would tell that reader of her.
    agreement = ended.agreements.agreements()[0]
    with ended.writer.action("agreement.change", ()):
        ended.agreements.change_agreement(replace(agreement, measure="Stegen"))
    other = add_agreement(ended, "Annan")
    add_placement(ended, other, 22, first=date(2026, 1, 2))
    _leave(ended, 22, date(2026, 8, 20), ExitReason.WORK_SUBSIDISED)
    year = replace(Q4, period=Period.of_year(2026))
    women = Name("exits.sex", TO_Q4, "|kvinna")
    assert _draft(ended, year).counts[women] == 7
    volumes = replace(Q4, period=Period.of_months(Month(2026, 1), Month(2026, 12)))
    _send(ended, "R6", volumes)
    assert _draft(ended, year).counts[women] is None


def test_packages_say_what_the_report_says(ended: WriteSession) -> None:
    found = {one.key: one for one in result_measures(ended, Q3)}
    assert found["exits_group.arbete.all"].value == 12
    assert found["exits_reason.arb_med_stod.count"].value == 12
    assert found["results.response_4v"].value == 0
    # Six men and six women went to work, and nobody else anywhere: nothing is small.
    # The day to ask after six months has not come.
    absent = [one.key for one in found.values() if one.state is not State.SHOWN]
    assert absent == ["results.response_6m"]
    assert len(found) == len(result_measures(ended, Q3))


def test_with_an_advisers_key_reasons_are_sealed(ended: WriteSession) -> None:
    reading = replace(ended, identities_open=False)
    exits = exits_of(reading, TODAY)
    assert not exits.by_reason
    document = make_report(reading, find_report("R10"), Q3)
    assert any(one.key == "exits_kept" for one in document.tables())
    assert not any("reason" in name.measure for name in document.counts)


def test_every_format_is_made_in_both_languages(ended: WriteSession) -> None:
    formats = parse_formats("pdf,xlsx,csv,json,txt")
    for language in ("sv", "en"):
        set_language(language)
        document = _draft(ended)
        assert all(one.render(document) for one in formats)
