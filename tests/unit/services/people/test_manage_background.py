from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, ExitReason, Sex
from asfdesk.domain.people.background import Background, TraineeEmployment
from asfdesk.domain.people.placement_codes import (
    Education,
    EmploymentForm,
    Occupation,
    SupportLength,
    SupportSource,
)
from asfdesk.domain.people.placements import Exit
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.people import manage_background as service
from asfdesk.services.people.background_checks import shows_health, support_bands
from asfdesk.services.people.manage_background import set_support_bands
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, remove_trainee
from asfdesk.services.people.trainee_around import trainee_around
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
KNOWN = Background(
    1,
    Occupation.NOTHING,
    None,
    Occupation.WORKS,
    5_000,
    date(2026, 9, 1),
    work_lasted_month=True,
    municipal_job=False,
)
SEALED = replace(
    KNOWN,
    education=Education.UPPER_SECONDARY,
    support_before=SupportSource.SICKNESS,
    support_after=SupportSource.NONE,
    support_length=SupportLength.LONG,
)
JOB = TraineeEmployment(
    0, 1, date(2026, 9, 1), None, 7_500, EmploymentForm.WAGE_SUBSIDY_DEVELOPMENT
)


@pytest.fixture
def placed(session: WriteSession) -> WriteSession:
    add_placement(session, add_agreement(session), name="Nadia")
    return session


def test_what_is_known_is_written_over(placed: WriteSession) -> None:
    assert placed.backgrounds.background(1) == Background(1)
    service.change_background(placed, KNOWN)
    assert placed.backgrounds.background(1) == KNOWN
    service.change_background(placed, replace(KNOWN, after=None))
    # A share of nothing says nothing.
    assert placed.backgrounds.background(1).after_bp is None
    placed.writer.undo()
    assert placed.backgrounds.backgrounds() == {1: KNOWN}
    with pytest.raises(InvalidInputError) as caught:
        service.change_background(placed, replace(KNOWN, after_bp=10_001))
    assert caught.value.field == "after_bp"
    with pytest.raises(RefusedError):
        service.change_background(placed, replace(KNOWN, placement_id=9))


def test_what_reveals_health_is_off_until_it_is_chosen(placed: WriteSession) -> None:
    assert not shows_health(placed)
    with pytest.raises(RefusedError):
        service.change_background(placed, SEALED)
    service.set_shows_health(placed, wanted=True)
    service.change_background(placed, SEALED)
    assert placed.backgrounds.background(1) == SEALED
    assert trainee_around(placed, 1, TODAY).health
    service.set_shows_health(placed, wanted=False)
    assert not trainee_around(placed, 1, TODAY).health
    # What is written stays, sealed, and the rest can still be changed.
    service.change_background(placed, replace(SEALED, before=Occupation.SEEKS))
    assert placed.backgrounds.background(1).support_before is SupportSource.SICKNESS


def test_an_adviser_leaves_what_is_sealed(placed: WriteSession, adviser: WriteSession) -> None:
    service.set_shows_health(placed, wanted=True)
    service.change_background(placed, SEALED)
    seen = adviser.backgrounds.background(1)
    assert (seen.education, seen.support_before, seen.after) == (None, None, Occupation.WORKS)
    service.change_background(adviser, replace(seen, after_bp=10_000))
    assert placed.backgrounds.background(1) == replace(SEALED, after_bp=10_000)
    with pytest.raises(NeedsVaultKeyError):
        service.change_background(adviser, replace(seen, education=Education.NONE))
    assert not trainee_around(adviser, 1, TODAY).health


def test_the_end_brings_what_is_known_afterwards_in_one_step(placed: WriteSession) -> None:
    reason = ExitReason.WORK_SUBSIDISED
    leaving = Exit(date(2026, 8, 31), ExitGroup.OTHER, reason)
    end_placement(placed, 1, leaving, replace(KNOWN, placement_id=0))
    assert placed.backgrounds.background(1) == KNOWN
    assert trainee_around(placed, 1, TODAY).results == {1: True}
    placed.writer.undo()
    assert placed.backgrounds.background(1) == Background(1)
    assert placed.placements.placements()[0].exit is None
    with pytest.raises(InvalidInputError):
        end_placement(placed, 1, leaving, replace(KNOWN, before_bp=-1))
    assert placed.placements.placements()[0].exit is None


def test_a_trainee_becomes_an_employee(placed: WriteSession, adviser: WriteSession) -> None:
    service.add_employment(placed, JOB)
    (made,) = placed.backgrounds.employments(1)
    assert (made.form, made.fte_bp) == (JOB.form, 7_500)
    assert [one.form for one in adviser.backgrounds.employments()] == [None]
    service.change_employment(placed, replace(made, ends_on=date(2026, 12, 31)))
    with pytest.raises(InvalidInputError) as caught:
        service.add_employment(placed, replace(JOB, starts_on=date(2026, 12, 31)))
    assert caught.value.field == "starts_on"
    service.add_employment(placed, replace(JOB, starts_on=date(2027, 1, 1), form=None))
    assert len(trainee_around(placed, 1, TODAY).employments) == 2
    service.remove_employment(placed, made)
    with pytest.raises(RefusedError):
        service.remove_employment(placed, made)
    with pytest.raises(RefusedError):
        service.add_employment(placed, replace(JOB, trainee_id=9))
    for share in (0, 10_001):
        with pytest.raises(InvalidInputError) as caught:
            service.add_employment(placed, replace(JOB, fte_bp=share))
        assert caught.value.field == "fte_bp"
    with pytest.raises(InvalidInputError):
        service.add_employment(placed, replace(JOB, ends_on=date(2026, 8, 31)))


def test_a_trainee_registered_by_mistake_goes_with_the_employment(session: WriteSession) -> None:
    add_trainee(session, NewTrainee(Sex.WOMAN, TODAY), TODAY)
    service.add_employment(session, JOB)
    remove_trainee(session, 1)
    assert session.trainees.trainees() == []
    assert session.backgrounds.employments() == []
    session.writer.undo()
    assert len(session.backgrounds.employments(1)) == 1


def test_the_enterprise_words_the_bands_of_support_length(session: WriteSession) -> None:
    set_language("en")
    shipped = support_bands(session)
    assert shipped[SupportLength.SHORT] == "Less than a year"
    set_support_bands(session, {SupportLength.SHORT: " Under 2 years ", SupportLength.LONG: ""})
    assert support_bands(session) == shipped | {SupportLength.SHORT: "Under 2 years"}
    set_support_bands(session, {SupportLength.SHORT: ""})
    assert support_bands(session) == shipped
