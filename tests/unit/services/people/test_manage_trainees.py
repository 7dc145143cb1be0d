from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import AgeBand, ExitGroup, ExitReason, IdentityKind, Sex
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Identity, Trainee
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.display_names import trainee_names
from asfdesk.services.people import manage_trainees as service
from asfdesk.services.people.age_bands import refresh_age_bands
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.manage_trainees import NewTrainee
from asfdesk.services.people.protect_trainees import (
    open_protected,
    protect_trainee,
    unprotect_trainee,
)
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NADIA = Identity(name="Nadia Testsson", identity_number="811218-9876", phone="070-123 45 67")


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def add(session: WriteSession, identity: Identity = NADIA, sex: Sex = Sex.WOMAN) -> int:
    service.add_trainee(session, NewTrainee(sex, date(2025, 3, 1), identity), TODAY)
    return session.trainees.trainees()[-1].id


def test_what_was_typed_is_read_once(session: WriteSession) -> None:
    trainee_id = add(session, replace(NADIA, name="  Nadia   Testsson "))
    identity = session.trainees.identity(trainee_id)
    assert identity.name == "Nadia Testsson"
    assert identity.identity_number == "198112189876"
    assert identity.identity_kind is IdentityKind.PERSONAL_NUMBER
    assert identity.birth_year == 1981


def test_numbers_run_and_the_age_band_covers_every_year(session: WriteSession) -> None:
    first = add(session)
    add(session, Identity(birth_year=1996), Sex.MAN)
    assert [t.number for t in session.trainees.trainees()] == [1, 2]
    # Born 1981: 44 and 45. Born 1996: 29 in 2025, 30 in 2026.
    assert session.trainees.age_bands(2025) == {1: AgeBand.FROM_30, 2: AgeBand.FROM_25}
    assert session.trainees.age_bands(2026) == {1: AgeBand.FROM_30, 2: AgeBand.FROM_30}
    assert session.trainees.age_bands(2024) == {}
    assert first == 1


def test_a_t_number_is_kept_with_its_year(session: WriteSession) -> None:
    add(session, Identity(name="Nadia", identity_number="850101-T220"))
    identity = session.trainees.identity(1)
    assert identity.identity_kind is IdentityKind.T_NUMBER
    assert (identity.identity_number, identity.birth_year) == ("19850101T220", 1985)
    assert identity.coordination_status is None
    with pytest.raises(InvalidInputError):
        add(session, Identity(identity_number="19850101T220"))


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("identity_number", {"identity_number": "811218-9875"}),
        ("identity_number", {"identity_number": "19850231T220"}),
        ("birth_year", {"birth_year": 1980}),
        ("birth_year", {"identity_number": "", "birth_year": 1900}),
        ("birth_year", {"identity_number": "", "birth_year": 2027}),
        ("checked_on", {"checked_on": date(2026, 11, 24)}),
        ("email", {"email": "nadia"}),
    ],
)
def test_a_wrong_field_is_named_and_nothing_personal_is_said(
    session: WriteSession, field: str, bad: dict[str, object]
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        add(session, replace(NADIA, **bad))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert "Nadia" not in str(caught.value)
    assert "811218" not in str(caught.value)
    assert session.trainees.trainees() == []


def test_a_person_is_registered_once(session: WriteSession) -> None:
    add(session)
    with pytest.raises(InvalidInputError) as caught:
        add(session, Identity(identity_number="19811218-9876"))
    assert caught.value.field == "identity_number"
    assert "Trainee 1" in caught.value.what
    trainee = session.trainees.trainees()[0]
    service.change_trainee(session, trainee, replace(NADIA, phone=""), TODAY)
    assert session.trainees.identity(1).phone == ""


def test_undo_restores_what_was_sealed(session: WriteSession) -> None:
    trainee_id = add(session)
    before = session.trainees.identity(trainee_id)
    trainee = session.trainees.trainees()[0]
    service.change_trainee(
        session, replace(trainee, sex=Sex.OTHER), replace(NADIA, name="Nadja"), TODAY
    )
    assert session.trainees.identity(trainee_id).name == "Nadja"
    session.writer.undo()
    assert session.trainees.identity(trainee_id) == before
    assert session.trainees.trainees() == [trainee]
    session.writer.undo()
    assert session.trainees.trainees() == []
    assert session.trainees.identities() == {}
    assert session.trainees.all_age_bands() == {}


def test_an_adviser_sees_numbers_and_no_names(session: WriteSession, adviser: WriteSession) -> None:
    add(session)
    assert trainee_names(session) == {1: "Nadia Testsson"}
    assert trainee_names(adviser) == {1: "Trainee 1"}


def test_an_adviser_writes_only_what_is_clear(session: WriteSession, adviser: WriteSession) -> None:
    add(session)
    trainee = adviser.trainees.trainees()[0]
    with pytest.raises(NeedsVaultKeyError):
        service.change_trainee(adviser, trainee, NADIA, TODAY)
    with pytest.raises(NeedsVaultKeyError):
        add(adviser)
    with pytest.raises(NeedsVaultKeyError):
        service.remove_trainee(adviser, trainee.id)
    service.change_trainee(adviser, replace(trainee, sex=Sex.OTHER), None, TODAY)
    assert session.trainees.trainees()[0].sex is Sex.OTHER
    assert session.trainees.identity(1).name == "Nadia Testsson"
    service.add_trainee(adviser, NewTrainee(Sex.MAN, TODAY), TODAY)
    assert len(session.trainees.trainees()) == 2


def test_a_trainee_leaves_when_the_placement_has_ended(session: WriteSession) -> None:
    placement = add_placement(session, add_agreement(session), name="Nadia")
    trainee_id = session.trainees.trainees()[0].id
    with pytest.raises(RefusedError):
        service.end_trainee(session, trainee_id, TODAY)
    end_placement(
        session, placement, Exit(date(2026, 10, 30), ExitGroup.STUDIES, ExitReason.STUDIES)
    )
    service.end_trainee(session, trainee_id, date(2026, 10, 30))
    assert session.trainees.trainees()[0].ended_on == date(2026, 10, 30)
    service.reopen_trainee(session, trainee_id)
    assert session.trainees.trainees()[0].ended_on is None


def test_only_somebody_without_placements_is_removed(session: WriteSession) -> None:
    add_placement(session, add_agreement(session))
    with pytest.raises(RefusedError):
        service.remove_trainee(session, 1)
    other = add(session)
    service.remove_trainee(session, other)
    assert [t.id for t in session.trainees.trainees()] == [1]
    with pytest.raises(RefusedError):
        service.need_trainee(session, other)


def test_a_protected_person_is_a_number_and_cannot_be_found_by_place(
    session: WriteSession, adviser: WriteSession
) -> None:
    add_placement(session, add_agreement(session), number=7)
    trainee = session.trainees.trainees()[0]
    service.change_trainee(session, trainee, replace(NADIA, address="Storgatan 1"), TODAY)
    protect_trainee(session, trainee.id)
    assert trainee_names(session) == {1: "Protected person 7"}
    assert trainee_names(adviser) == {1: "Trainee 7"}
    identity = session.trainees.identity(1)
    assert (identity.phone, identity.address) == ("", "")
    assert identity.name == "Nadia Testsson"
    assert session.trainees.all_age_bands() == {}
    slots = session.placements.placements()[0].schedules[0].week
    assert {(slot.minutes, slot.start_minute) for slot in slots.values()} == {(360, None)}
    assert session.writer.undo_steps() == []
    refresh_age_bands(session, TODAY)
    assert session.trainees.all_age_bands() == {}
    service.change_trainee(session, trainee, replace(NADIA, phone="070-9"), TODAY)
    assert session.trainees.identity(1).phone == ""
    assert session.trainees.trainees()[0].protected


def test_opening_a_protected_person_asks_why_and_remembers(
    session: WriteSession, adviser: WriteSession
) -> None:
    trainee_id = add(session)
    with pytest.raises(RefusedError):
        open_protected(session, trainee_id, "utbetalning", NOW)
    protect_trainee(session, trainee_id)
    with pytest.raises(InvalidInputError):
        open_protected(session, trainee_id, " ", NOW)
    with pytest.raises(NeedsVaultKeyError):
        open_protected(adviser, trainee_id, "nyfiken", NOW)
    steps = session.writer.undo_steps()
    identity = open_protected(session, trainee_id, "kontrollera numret", NOW)
    assert identity.name == "Nadia Testsson"
    assert session.trainees.openings(trainee_id) == [(NOW.isoformat(), "kontrollera numret")]
    assert session.writer.undo_steps() == steps
    unprotect_trainee(session, trainee_id, "ansökan är hävd", NOW, TODAY)
    assert not session.trainees.trainees()[0].protected
    assert session.trainees.age_bands(2026) == {trainee_id: AgeBand.FROM_30}
    assert len(session.trainees.openings(trainee_id)) == 2


def test_age_bands_follow_the_calendar_without_being_an_undo_step(session: WriteSession) -> None:
    add(session, Identity(birth_year=1996))
    steps = session.writer.undo_steps()
    assert refresh_age_bands(session, TODAY) == frozenset()
    assert refresh_age_bands(session, date(2027, 1, 1)) != frozenset()
    assert session.trainees.age_bands(2027) == {1: AgeBand.FROM_30}
    assert session.writer.undo_steps() == steps
    session.writer.undo()
    assert session.trainees.trainees() == []
    assert session.trainees.all_age_bands() == {}


def test_an_adviser_does_not_touch_age_bands(session: WriteSession, adviser: WriteSession) -> None:
    add(session, Identity(birth_year=1996))
    assert refresh_age_bands(adviser, date(2030, 1, 1)) == frozenset()
    assert session.trainees.age_bands(2026) == {1: AgeBand.FROM_30}


def test_a_trainee_without_identity_has_no_band(session: WriteSession) -> None:
    add(session, Identity())
    refresh_age_bands(session, TODAY)
    assert session.trainees.age_bands(2026) == {}
    assert trainee_names(session) == {1: "Trainee 1"}
    assert session.trainees.trainees()[0] == Trainee(
        1, 1, Sex.WOMAN, registered_on=date(2025, 3, 1)
    )
