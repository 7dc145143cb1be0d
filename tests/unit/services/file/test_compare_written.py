"""What is written about people, laid out for comparing: under their names, or numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Form, ReferringBody
from asfdesk.domain.file.comparison import Noun, differences
from asfdesk.domain.people.placement_codes import ConsentKind, GoalStatus, NoteKind, SituationKind
from asfdesk.domain.people.progress import Consent, Goal, SituationReport, TraineeNote
from asfdesk.domain.people.waiting import Waiting
from asfdesk.i18n import set_language
from asfdesk.services.file import compare_written
from asfdesk.services.people.follow_goals import add_goal
from asfdesk.services.people.keep_notes import add_consent, add_note
from asfdesk.services.people.manage_waiting import add_request
from asfdesk.services.people.write_situations import add_situation
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

DAY = date(2026, 9, 1)
TODAY = date(2026, 11, 23)


@pytest.fixture
def written(session: WriteSession) -> WriteSession:
    """One of each about Nadia, trainee 4, and one who waits."""
    set_language("en")
    add_placement(session, add_agreement(session), number=4, name="Nadia Rask")
    add_goal(session, Goal(0, 1, DAY, GoalStatus.ACTIVE, None, "Kassan"), TODAY)
    add_note(session, TraineeNote(0, 1, DAY, NoteKind.TALK, "Samtal"), TODAY)
    add_consent(session, Consent(0, 1, ConsentKind.PICTURE, DAY), TODAY)
    report = SituationReport(0, 1, DAY, SituationKind.OTHER, DAY, DAY, tasks="Disken")
    add_situation(session, report, TODAY)
    request = Waiting(0, DAY, ReferringBody.MUNICIPALITY, Form.WORK_TRIAL, name="Olle Sund")
    add_request(session, request, TODAY)
    return session


def test_each_kind_stands_under_whom_it_is_about(written: WriteSession) -> None:
    laid_out = [
        {key: entry.label for key, entry in found.items()}
        for found in (
            compare_written.progress(written),
            compare_written.situations(written),
            compare_written.notes(written),
            compare_written.requests(written),
        )
    ]
    assert laid_out == [
        {("Goal", 1): "Nadia Rask"},
        {("SituationReport", 1): "Nadia Rask"},
        {("TraineeNote", 1): "Nadia Rask", ("Consent", 1): "Nadia Rask"},
        {1: "Olle Sund"},
    ]


def test_an_adviser_compares_by_number(written: WriteSession, adviser: WriteSession) -> None:
    del written
    labels = [entry.label for entry in compare_written.notes(adviser).values()]
    assert labels == ["Trainee 4", "Trainee 4"]
    assert [entry.label for entry in compare_written.requests(adviser).values()] == ["Request 1"]


def test_a_text_that_differs_is_told(written: WriteSession) -> None:
    before = dict(compare_written.progress(written))
    add_goal(written, Goal(0, 1, DAY, GoalStatus.ACTIVE, None, "Heltid"), TODAY)
    found = differences(Noun.PROGRESS, compare_written.progress(written), before)
    assert found is not None
    assert (found.counted.only_mine, found.counted.total) == (1, 1)
