"""A client file in which every personal field holds its canary, filled as its users would."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import (
    CoordinationStatus,
    ExitReason,
    Form,
    IdentityKind,
    PayerKind,
    PriceBasis,
    PriceUnit,
    ReferringBody,
    Sex,
)
from asfdesk.domain.enterprise import ClosedPeriod
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month, Period
from asfdesk.domain.plan import PlanKind
from asfdesk.domain.planning.comments import AgreedAction, CommentScope
from asfdesk.domain.visiting.visits import Visit
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.services.books.import_sie import (
    commit,
    load_files,
    preview,
    read_files,
    set_keep_texts,
)
from asfdesk.services.file.file_access import add_adviser_access, add_owner_access
from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.services.hours.manage_supervisors import SupervisorFacts, add_supervisor
from asfdesk.services.hours.register_attendance import fill_as_planned
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.manage_enterprise import add_closed_period, set_small_count
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, change_trainee
from asfdesk.services.people.protect_trainees import open_protected, protect_trainee
from asfdesk.services.planning.edit_plan import describe_plan, new_plan
from asfdesk.services.planning.plan_lines import add_line
from asfdesk.services.sales.manage_agreements import add_agreement
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.services.visiting.hold_visits import begin_visit, close_visit
from asfdesk.services.write_comments import agree_action, write_comment
from asfdesk.storage.visiting.safe_copy_store import Handout
from tests.faults.canary_capacity import plant_capacity
from tests.faults.canary_expected import plant_expected
from tests.faults.canary_figures import plant_figures
from tests.faults.canary_lists import plant_deviations
from tests.faults.canary_money import plant_invoice
from tests.faults.canary_notes import plant_written
from tests.faults.canary_placements import plant_decisions, plant_follow_up
from tests.faults.canary_plan import plant_drivers
from tests.faults.canary_sent import plant_recipient, plant_sent
from tests.faults.canary_sheets import plant_sheets
from tests.faults.canary_words import (
    BIRTH_YEAR,
    CHECKED_ON,
    COORDINATION_NUMBER,
    GUARDED,
    PERSONAL_NUMBER,
    PHONE,
    STEM,
    WRITTEN_STEM,
    word,
)
from tests.sie_books import base
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, Clock

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession

SECOND_OWNER = "ordförandens egna ord"
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
FIRST = date(2026, 9, 1)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ERASED, ANONYMISED, PROTECTED = 1, 2, 3
"""Running numbers; the fourth stays as it is."""


def canary_file(path: Path, asked: Path) -> tuple[OpenFile, str]:
    """A saved, open file with a canary in every field, and its recovery code.

    Args:
        path: where.
        asked: a folder for what the user has chosen to have in clear: bookkeeping to import.
    """
    clock = Clock(NOON - timedelta(days=3))
    enterprise = NewEnterprise("Växthuset", "559999-0002")
    opened, code = create_client_file(path, enterprise, OWNER, TODAY, cost=CHEAP, clock=clock)
    session = opened.writing()
    agreement = _agreement(session)
    _people(session, agreement)
    _time(session)
    plant_capacity(session)
    _money(session, asked)
    plant_deviations(session)
    plant_invoice(session)
    plant_figures(session)
    plant_expected(session)
    plant_sheets(session, TODAY)
    plant_written(session)
    plant_sent(session, asked, TODAY, NOON)
    plant_recipient(session, TODAY)
    # A change on top, so that the undo list holds before-images of what is sealed.
    first = session.trainees.by_number(ERASED)
    assert first is not None
    identity = session.trainees.identity(first.id)
    change_trainee(session, first, replace(identity, note=identity.note + "!"), TODAY)
    add_adviser_access(opened, f"{STEM} rådgivare", ADVISER, CHEAP)
    add_owner_access(opened, f"{STEM} ordförande", SECOND_OWNER, CHEAP)
    opened.publish()
    # Another day: the saving before becomes a backup in which everybody is.
    clock.now += timedelta(days=1)
    set_small_count(session, 6)
    opened.publish()
    return opened, code


def books(asked: Path) -> Path:
    """A year of bookkeeping in which every name is a canary."""
    path = asked / f"{WRITTEN_STEM} file_name.sie_import.se"
    program = base().splitlines()
    lines = [
        f'#PROGRAM "{word("sie_import", "program")}" 1.0' if one.startswith("#PROGRAM") else one
        for one in program
    ]
    text = "\n".join(lines) + (
        f'\n#KONTO 5999 "{word("account", "name")}"\n'
        f'#DIM 6 "Projekt"\n#OBJEKT 6 "77" "{word("sie_object", "name")}"\n'
        f'#VER C 1 20260210 "{word("voucher", "text")}"\n{{\n'
        '#TRANS 5999 {6 "77"} 100.00\n#TRANS 1930 {} -100.00\n}\n'
    )
    path.write_bytes(text.replace("\n", "\r\n").encode("cp437"))
    return path


def import_books(session: WriteSession, path: Path, *, keep_texts: bool) -> None:
    """Take them in, saying yes to every question."""
    made = preview(session, read_files(load_files([path])))
    commit(session, made, made.asked_codes, keep_texts=keep_texts)


def _agreement(session: WriteSession) -> int:
    buyer = Buyer(
        0,
        word("buyer", "name"),
        PayerKind.MUNICIPALITY,
        invoice_reference=word("buyer", "invoice_reference"),
        invoice_email=f"{WRITTEN_STEM}@invoice.example",
        contact=word("buyer", "contact_sealed"),
    )
    add_buyer(session, buyer)
    terms = Terms(0, 0, FIRST, PriceUnit.DAY, PriceBasis.ATTENDED, 50_000, 4_000)
    agreement = Agreement(
        0,
        session.agreements.buyers()[0].id,
        word("agreement", "name"),
        Form.WORK_TRAINING,
        FIRST,
        reference=word("agreement", "reference"),
        project=word("agreement", "project"),
        measure=word("agreement", "measure"),
        keep_until=date(2026, 11, 1),
        terms=(terms,),
    )
    add_agreement(session, agreement)
    return session.agreements.agreements()[0].id


def _people(session: WriteSession, agreement: int) -> None:
    facts = SupervisorFacts(word("supervisor", "name_sealed"), FIRST, None, FIRST, 10_000, 25_000)
    add_supervisor(session, facts)
    identities = (
        Identity(
            word("trainee_identity", "name_sealed"),
            IdentityKind.PERSONAL_NUMBER,
            PERSONAL_NUMBER,
            phone=PHONE,
            email=f"{STEM}@email.example",
            address=word("trainee_identity", "address_sealed"),
            emergency_contact=word("trainee_identity", "emergency_contact_sealed"),
            note=word("trainee_identity", "note_sealed"),
        ),
        Identity(
            f"{STEM} Tvåa",
            IdentityKind.COORDINATION_NUMBER,
            COORDINATION_NUMBER,
            CoordinationStatus.UNPROVED,
            date.fromisoformat(CHECKED_ON),
        ),
        Identity(f"{STEM} {GUARDED}", note=f"{STEM} {GUARDED} note"),
        Identity(f"{STEM} Fyra", birth_year=int(BIRTH_YEAR)),
    )
    for identity in identities:
        placement = Placement(
            0,
            0,
            agreement,
            Form.WORK_TRAINING,
            ReferringBody.MUNICIPALITY,
            FIRST,
            None,
            caseworker=word("placement", "caseworker_sealed"),
            note=word("placement", "note_sealed"),
            schedules=(Schedule(0, 0, FIRST, 7_500, dict.fromkeys(range(1, 6), DaySlot(360))),),
        )
        add_trainee(session, NewTrainee(Sex.WOMAN, FIRST, identity, placement), TODAY)
    plant_decisions(session, TODAY, PROTECTED)
    _end_the_first(session)
    guarded = session.trainees.by_number(PROTECTED)
    assert guarded is not None
    protect_trainee(session, guarded.id)
    open_protected(session, guarded.id, word("protected_opening", "reason_sealed"), NOON)


def _end_the_first(session: WriteSession) -> None:
    first = session.trainees.by_number(ERASED)
    assert first is not None
    leaving = Exit(
        date(2026, 9, 4),
        ExitReason.PARENTAL.group,
        ExitReason.PARENTAL,
        note=word("placement", "exit_note_sealed"),
    )
    placement = session.placements.of_trainee(first.id)[0].id
    end_placement(session, placement, leaving)
    plant_follow_up(session, placement, TODAY)


def _time(session: WriteSession) -> None:
    add_closed_period(
        session,
        ClosedPeriod(0, date(2026, 12, 28), date(2026, 12, 31), word("closed_period", "name")),
    )
    for month in (SEPTEMBER, OCTOBER):
        fill_as_planned(session, Period.of_month(month), TODAY)
    lock_month(session, SEPTEMBER, TODAY)
    reopen_month(session, SEPTEMBER, word("attendance_month", "reason"), TODAY)


def _money(session: WriteSession, asked: Path) -> None:
    path = books(asked)
    import_books(session, path, keep_texts=False)
    # The same year once more, now with texts: what is known already is not taken in again.
    set_keep_texts(session, keep=True)
    path.write_bytes(path.read_bytes().replace(b"{} -100.00", b"{} -100.00 20260211"))
    import_books(session, path, keep_texts=True)
    (year, *_rest) = session.enterprise.fiscal_years()
    add_line(session, word("plan_line", "name"), "I10")
    new_plan(session, year.id, PlanKind.BUDGET)
    plan = session.plans.plans(year.id)[0]
    describe_plan(session, plan.id, word("plan", "name"), word("plan", "assumptions"))
    plant_drivers(session, plan.id, TODAY)
    body = word("comment", "body")
    write_comment(session, CommentScope.LINE, "2026-10", "I10", body, TODAY)
    agree_action(
        session,
        AgreedAction(0, word("agreed_action", "what"), word("agreed_action", "owner"), None, TODAY),
    )
    present, notes = word("visit", "present"), word("visit", "notes")
    begin_visit(session, Visit(0, "0" * 32, TODAY, VisitKind.FIRST, present, notes), TODAY)
    close_visit(session, session.visits.visits()[0].id, TODAY)
    with session.writer.action("export.safe_copy", (), "safe_handout"):
        session.safe_copy.add_handout(Handout("1" * 32, NOON, word("safe_handout", "made_for"), 4))
