"""Buyers, agreements, trainees and placements come back as they were written, sealed at rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, DayCount, Terms
from asfdesk.domain.codes import (
    AgeBand,
    AttendanceCode,
    CoordinationStatus,
    ExitGroup,
    ExitReason,
    Form,
    IdentityKind,
    LegalForm,
    PayerKind,
    PlacementStatus,
    PriceBasis,
    PriceUnit,
    ReferringBody,
    Sex,
)
from asfdesk.domain.enterprise import ClosedPeriod, Enterprise
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule
from asfdesk.domain.people.trainees import Identity, Trainee
from asfdesk.domain.period import FiscalYear, Month
from asfdesk.errors import FileDamagedError, NeedsVaultKeyError

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database
    from asfdesk.storage.vault import Vault

SECRETS = ("Nadia", "Kerstin", "070-123", "Storgatan", "ont i ryggen", "811218", "nadia@", "HALSA")
IDENTITY = Identity(
    name="Nadia Testsson",
    identity_kind=IdentityKind.PERSONAL_NUMBER,
    identity_number="198112189876",
    checked_on=date(2026, 1, 7),
    birth_year=1981,
    phone="070-123 45 67",
    email="nadia@example.se",
    address="Storgatan 1",
    emergency_contact="Kerstin",
    note="ont i ryggen",
)
TERMS = Terms(
    0,
    0,
    date(2026, 1, 1),
    PriceUnit.LEVEL_DAY,
    PriceBasis.BOOKED,
    0,
    7_500,
    vat_bp=2_500,
    payable={AttendanceCode.NOTIFIED: 10_000, AttendanceCode.UNNOTIFIED: 5_000},
    level_prices_ore={1: 43_900, 5: 166_300},
    half_day_bp=6_000,
)
AGREEMENT = Agreement(
    0,
    0,
    "Daglig verksamhet",
    Form.DAY_ACTIVITY_LSS,
    date(2026, 1, 1),
    date(2027, 12, 31),
    reference="2026-114",
    project="P7",
    measure="DV",
    day_count=DayCount.MINUTES,
    place_day_minutes=420,
    half_day_limit_minutes=210,
    needs_identity_number=True,
    trainee_signs=False,
    responsible_signs=False,
    keep_until=date(2034, 12, 31),
    terms=(TERMS,),
)
SCHEDULE = Schedule(0, 0, date(2026, 2, 2), 5_000, {1: DaySlot(240, 540), 3: DaySlot(240)})


@pytest.fixture
def filled(session: WriteSession) -> WriteSession:
    """A buyer, an agreement, a trainee with identity and an ended placement."""
    with session.writer.action("test.fill", ("trainees",)):
        buyer = session.agreements.add_buyer(
            Buyer(0, "Tyresö kommun", PayerKind.MUNICIPALITY, contact="Kerstin Ek")
        )
        agreement = session.agreements.add_agreement(replace(AGREEMENT, buyer_id=buyer))
        trainee = session.trainees.add_trainee(
            Trainee(0, 7, Sex.WOMAN, registered_on=date(2026, 1, 7))
        )
        session.trainees.set_identity(trainee, IDENTITY)
        session.trainees.set_age_bands(trainee, {2026: AgeBand.FROM_30})
        session.trainees.add_opening(trainee, "2026-01-07T10:00:00+00:00", "Nadia ringde")
        session.placements.add_placement(
            Placement(
                0,
                trainee,
                agreement,
                Form.DAY_ACTIVITY_LSS,
                ReferringBody.MUNICIPALITY,
                date(2026, 2, 2),
                date(2026, 12, 31),
                PlacementStatus.ENDED,
                level=3,
                caseworker="Kerstin Ek",
                note="Nadia vill börja senare",
                exit=Exit(
                    date(2026, 5, 4), ExitGroup.OTHER, ExitReason.HEALTH, note="ont i ryggen"
                ),
                schedules=(SCHEDULE,),
            )
        )
    return session


def test_an_agreement_comes_back_whole(filled: WriteSession) -> None:
    buyer = filled.agreements.buyers()[0]
    assert buyer == Buyer(1, "Tyresö kommun", PayerKind.MUNICIPALITY, contact="Kerstin Ek")
    terms = replace(TERMS, id=1, agreement_id=1)
    assert filled.agreements.agreements() == [replace(AGREEMENT, id=1, buyer_id=1, terms=(terms,))]
    assert filled.agreements.agreement(1) == filled.agreements.agreements()[0]
    assert filled.agreements.agreement(2) is None
    assert filled.agreements.buyer_in_use(1)
    assert filled.agreements.agreement_in_use(1)


def test_changed_terms_replace_codes_and_levels(filled: WriteSession) -> None:
    changed = replace(
        TERMS, id=1, agreement_id=1, payable={AttendanceCode.LEAVE: 10_000}, level_prices_ore={2: 1}
    )
    with filled.writer.action("terms.change", ("agreements",)):
        filled.agreements.change_terms(changed)
    assert filled.agreements.terms(1) == changed
    filled.writer.undo()
    assert filled.agreements.terms(1) == replace(TERMS, id=1, agreement_id=1)


def test_an_identity_comes_back_for_an_owner(filled: WriteSession) -> None:
    assert filled.trainees.identity(1) == IDENTITY
    assert filled.trainees.identities() == {1: IDENTITY}
    assert filled.trainees.names() == {1: "Nadia Testsson"}
    assert filled.trainees.openings(1) == [("2026-01-07T10:00:00+00:00", "Nadia ringde")]


def test_a_coordination_number_keeps_its_status(filled: WriteSession) -> None:
    identity = replace(
        IDENTITY,
        identity_kind=IdentityKind.COORDINATION_NUMBER,
        identity_number="197010632391",
        coordination_status=CoordinationStatus.PROBABLE,
    )
    with filled.writer.action("trainee.change", ("trainees",)):
        filled.trainees.set_identity(1, identity)
    assert filled.trainees.identity(1) == identity


def test_an_adviser_finds_no_identity(filled: WriteSession, adviser: WriteSession) -> None:
    assert adviser.trainees.trainees() == filled.trainees.trainees()
    assert adviser.trainees.identities() == {}
    assert adviser.trainees.names() == {}
    assert adviser.trainees.age_bands(2026) == {1: AgeBand.FROM_30}
    with pytest.raises(NeedsVaultKeyError):
        adviser.trainees.identity(1)
    placement = adviser.placements.placements()[0]
    assert (placement.caseworker, placement.note) == ("", "")
    assert placement.exit == Exit(date(2026, 5, 4), ExitGroup.OTHER)
    assert adviser.agreements.buyers()[0].contact == ""


def test_an_adviser_cannot_seal_but_does_not_wipe_either(
    filled: WriteSession, adviser: WriteSession
) -> None:
    buyer, placement = adviser.agreements.buyers()[0], adviser.placements.placements()[0]
    with adviser.writer.action("buyer.change", ("agreements",)):
        adviser.agreements.change_buyer(replace(buyer, name="Tyresö"))
        adviser.placements.change_placement(replace(placement, level=4))
    assert filled.agreements.buyers()[0].contact == "Kerstin Ek"
    assert filled.placements.placements()[0].caseworker == "Kerstin Ek"
    with (
        pytest.raises(NeedsVaultKeyError),
        adviser.writer.action("trainee.change", ("trainees",)),
    ):
        adviser.trainees.set_identity(1, IDENTITY)
    with (
        pytest.raises(NeedsVaultKeyError),
        adviser.writer.action("buyer.change", ("agreements",)),
    ):
        adviser.agreements.change_buyer(replace(buyer, contact="Någon"))


def test_no_secret_lies_in_the_clear_anywhere(filled: WriteSession, database: Database) -> None:
    with filled.writer.action("trainee.change", ("trainees",)):
        filled.trainees.set_identity(1, replace(IDENTITY, phone="070-123 00 00"))
    content = "\n".join(
        str(tuple(row.values()))
        for table in database.table_names()
        for row in database.query(f"SELECT * FROM [{table}]")
    )
    assert "Tyresö kommun" in content
    assert [secret for secret in SECRETS if secret in content] == []
    assert [secret for secret in SECRETS if secret.encode().hex() in content] == []


def test_a_sealed_field_cannot_be_moved_to_another_person(
    filled: WriteSession, database: Database
) -> None:
    with filled.writer.action("trainee.add", ("trainees",)):
        other = filled.trainees.add_trainee(Trainee(0, 8, Sex.MAN))
        filled.trainees.set_identity(other, Identity(name="Någon"))
    database.execute(
        "UPDATE trainee_identity SET name_sealed ="
        " (SELECT name_sealed FROM trainee_identity WHERE id = 1) WHERE id = 2"
    )
    with pytest.raises(FileDamagedError):
        filled.trainees.identity(other)


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("trainee_identity", "identity_kind_sealed", "passport"),
        ("trainee_identity", "coordination_status_sealed", "maybe"),
        ("trainee_identity", "checked_on_sealed", "2026-02-30"),
        ("trainee_identity", "birth_year_sealed", "MCM"),
        ("placement", "exit_reason_sealed", "bored"),
    ],
)
def test_what_somebody_with_the_key_sealed_wrongly_is_damage(
    filled: WriteSession, database: Database, vault: Vault, table: str, column: str, text: str
) -> None:
    database.execute(
        f"UPDATE {table} SET {column} = :sealed WHERE id = 1",
        {"sealed": vault.seal(table, 1, column, text)},
    )
    with pytest.raises(FileDamagedError):
        _ = (filled.trainees.identity(1), filled.placements.placements())


def test_a_placement_comes_back_whole(filled: WriteSession) -> None:
    placement = filled.placements.placements()[0]
    assert placement.level == 3
    assert placement.caseworker == "Kerstin Ek"
    assert placement.exit
    assert placement.exit.reason is ExitReason.HEALTH
    assert placement.schedules == (replace(SCHEDULE, id=1, placement_id=1),)
    assert filled.placements.of_trainee(1) == [placement]
    assert filled.placements.of_agreement(1) == [placement]
    assert filled.placements.placement(99) is None


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), 0),
        (date(2026, 1, 1), date(2026, 2, 2), 1),
        (date(2026, 5, 4), date(2026, 5, 31), 1),
        (date(2026, 5, 5), date(2026, 5, 31), 0),
    ],
)
def test_the_exit_day_bounds_a_period(
    filled: WriteSession, first: date, last: date, found: int
) -> None:
    assert len(filled.placements.in_period(first, last)) == found


def test_a_running_number_is_not_given_twice(session: WriteSession) -> None:
    assert session.trainees.next_number() == 1
    with session.writer.action("trainee.add", ("trainees",)):
        trainee = session.trainees.add_trainee(Trainee(0, 1, Sex.MAN))
        session.enterprise.set_setting("last_trainee_number", "1")
    with session.writer.action("trainee.remove", ("trainees",)):
        session.trainees.remove_trainee(trainee)
    assert session.trainees.next_number() == 2


def test_the_enterprise_its_settings_and_years(session: WriteSession) -> None:
    assert session.enterprise.enterprise() is None
    enterprise = Enterprise("Växthuset", "769600-0002", LegalForm.COOPERATIVE, date(2026, 1, 7))
    closed = ClosedPeriod(0, date(2026, 7, 6), date(2026, 7, 31), "Semester")
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(enterprise)
        session.enterprise.set_setting("eves_closed", "0")
        session.enterprise.add_org_alias("769600-1234")
        session.enterprise.add_org_alias("769600-1234")
        session.enterprise.add_closed_period(closed)
        year = session.enterprise.add_fiscal_year(date(2026, 7, 1), date(2027, 6, 30))
        session.enterprise.set_books_through(year, Month(2026, 9))
        session.ledger.use_import(year, 4)
    assert session.enterprise.enterprise() == enterprise
    assert session.enterprise.setting("eves_closed", "1") == "0"
    assert session.enterprise.setting("theme", "light") == "light"
    assert session.enterprise.org_aliases() == ["769600-1234"]
    assert session.enterprise.closed_periods() == [replace(closed, id=1)]
    expected = FiscalYear(1, date(2026, 7, 1), date(2027, 6, 30), Month(2026, 9))
    assert session.enterprise.fiscal_years() == [expected]
    assert session.enterprise.fiscal_year_on(date(2027, 1, 1)) == expected
    assert session.enterprise.fiscal_year_on(date(2026, 6, 30)) is None
    assert session.enterprise.active_imports() == {1: 4}
    session.writer.undo()
    assert session.enterprise.enterprise() is None
    assert session.enterprise.fiscal_years() == []
