"""What went out is remembered, and the next report does not give it away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, LegalForm, Sex
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Period, parse_period
from asfdesk.domain.sending.counts import Name, Sum
from asfdesk.reports.document import Hidden, KeyFigures
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.publish_counts import (
    earlier_outputs,
    published_periods,
    remember_published,
)
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession

Q1, Q2 = Period.of_quarter(2026, 1), Period.of_quarter(2026, 2)
TODAY = date(2026, 10, 1)
MADE = datetime(2026, 10, 1, 8, tzinfo=UTC)


@pytest.fixture
def fourteen(session: WriteSession) -> WriteSession:
    """Fourteen persons, every second a man, from 2 January 2026 on."""
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    agreement = add_agreement(session)
    for number in range(1, 15):
        _person(session, agreement, number, date(2026, 1, 2))
    return session


def _person(session: WriteSession, agreement: int, number: int, first: date) -> int:
    placement = add_placement(session, agreement, number, first=first)
    if number % 2:
        with session.writer.action("trainee.change", ()):
            found = session.trainees.by_number(number)
            assert found is not None
            session.trainees.change_trainee(replace(found, sex=Sex.MAN))
    return placement


def _send(session: WriteSession, quarter: Period) -> Document:
    request = ReportRequest(quarter, TODAY, MADE, recipient="Coompanion")
    (made,) = make_for_recipient(session, find_report("R7"), request, (), None)
    return made.document


def _draft(session: WriteSession, quarter: Period) -> Document:
    return make_report(session, find_report("R7"), ReportRequest(quarter, TODAY, MADE))


def _figure(document: Document, key: str) -> object:
    return next(
        one.value
        for block in document.blocks
        if isinstance(block, KeyFigures)
        for one in block.figures
        if one.key == key
    )


def test_a_report_for_somebody_is_remembered_and_a_draft_is_not(fourteen: WriteSession) -> None:
    _draft(fourteen, Q1)
    assert fourteen.sent.published() == []
    _send(fourteen, Q1)
    kept = {one.name: one for one in fourteen.sent.published()}
    assert kept[Name("people", "2026-Q1")].value == 14
    assert kept[Name("people.sex", "2026-Q1", "man")].value == 7
    assert kept[Name("people.flow", "2026-Q1", "new")].value == 14
    one = kept[Name("exits", "2025-04..2026-03", "arbete")]
    assert (one.report, one.recipient, one.value, one.exact) == ("R7", "Coompanion", 0, False)
    assert published_periods(fourteen, "exits") == (parse_period("2025-04..2026-03"),)


def test_the_same_again_is_shown_again(fourteen: WriteSession) -> None:
    first = _send(fourteen, Q1)
    assert _send(fourteen, Q1).counts == first.counts


def test_a_correction_by_one_person_is_not_shown_beside_what_was_sent(
    fourteen: WriteSession,
) -> None:
    assert _figure(_send(fourteen, Q1), "unique") == 14
    _person(fourteen, 1, 15, date(2026, 2, 1))
    corrected = _figure(_draft(fourteen, Q1), "unique")
    assert isinstance(corrected, Hidden)
    assert "few persons" in corrected.why or "få personer" in corrected.why


def test_two_quarters_do_not_give_away_who_came(fourteen: WriteSession) -> None:
    # Nobody left in the first quarter, which says so: 0 ended. In the second one man comes.
    # 14 at the end of the first and 15 in the second would say that one came, and men 7 and then
    # 8 that it was a man. Alone the second quarter shows both.
    _person(fourteen, 1, 15, date(2026, 5, 4))
    alone = _draft(fourteen, Q2).counts
    assert alone[Name("people.sex", "2026-Q2", "man")] == 8
    _send(fourteen, Q1)
    after = _draft(fourteen, Q2).counts
    assert after[Name("people.sex", "2026-Q2", "man")] is None
    assert after[Name("people", "2026-Q2")] is None
    assert after[Name("people.sex", "2026-Q2", "kvinna")] == 7


def test_rolling_years_do_not_give_away_an_exit(fourteen: WriteSession) -> None:
    # None had left by June 2025. Six leave for work by March, then one more: 6 and then 7.
    _send(fourteen, Period.of_quarter(2025, 2))
    with fourteen.writer.action("placement.end", ()):
        for placement in range(1, 7):
            _end(fourteen, placement, date(2026, 3, 2))
    _send(fourteen, Q1)
    with fourteen.writer.action("placement.end", ()):
        _end(fourteen, 7, date(2026, 4, 7))
    after = _draft(fourteen, Q2)
    assert after.counts[Name("exits", "2025-07..2026-06", "arbete")] is None
    assert after.counts[Name("exits", "2025-07..2026-06")] is None
    assert isinstance(_figure(after, "work_or_studies"), Hidden)
    # Means over six and over seven would tell how long the seventh stayed.
    assert isinstance(_figure(after, "mean_months"), Hidden)


def _end(session: WriteSession, placement: int, on: date) -> None:
    found = session.placements.placement(placement)
    assert found is not None
    session.placements.change_placement(replace(found, exit=Exit(on, ExitGroup.WORK)))


def test_exact_counts_are_known_to_their_recipient_alone(fourteen: WriteSession) -> None:
    name, part = Name("people", "2026-Q1"), Name("people.sex", "2026-Q1", "man")
    with fourteen.writer.action("sent.create", ()):
        remember_published(fourteen, "R7", {part: 3}, "Förbundet", MADE, exact=True)
        remember_published(fourteen, "R7", {name: 14}, "Coompanion", MADE)
    public, told = earlier_outputs(fourteen, (Sum(name, (part,)),))
    assert (public.shown, told.shown) == ({name: 14}, {name: 14, part: 3})


def test_an_adviser_is_not_told_which_counts_are_small(fourteen: WriteSession) -> None:
    _person(fourteen, 1, 15, date(2026, 5, 4))
    document = _draft(fourteen, Q2)
    new = _figure(document, "new")
    assert isinstance(new, Hidden)
    assert new.why
    adviser = _draft(replace(fourteen, identities_open=False), Q2)
    hidden = _figure(adviser, "new")
    assert isinstance(hidden, Hidden)
    assert not hidden.why
