"""The event log: who, what, on which record; filtered, exported, and never emptied by a clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Sex
from asfdesk.domain.file.audit import AuditFilter, prune_before
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import RefusedError
from asfdesk.i18n import set_language
from asfdesk.reports.document import PersonalData
from asfdesk.services.file.audit_log import (
    audit_choices,
    audit_document,
    audit_page,
    note_export,
    prune_audit,
)
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, end_trainee
from asfdesk.services.people.protect_trainees import open_protected, protect_trainee
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.services.undo import undo_last
from tests.strongbox import ADVISER, CHEAP, OWNER, Clock, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAME = "Nadia Rask"


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    return tmp_path / "a.asfdesk"


@pytest.fixture
def opened(home: Path) -> Iterator[OpenFile]:
    """Nadia is trainee 1, added, ended, taken back, protected and looked at; Olle is trainee 2."""
    file, _code = new_enterprise(home)
    session = file.writing()
    add_trainee(session, NewTrainee(Sex.WOMAN, TODAY, Identity(name=NAME)), TODAY)
    add_trainee(session, NewTrainee(Sex.MAN, TODAY, Identity(name="Olle Sund")), TODAY)
    end_trainee(session, 1, TODAY)
    undo_last(session)
    protect_trainee(session, 1)
    open_protected(session, 1, "Behöver ringa", NOON)
    yield file
    if not file.file.closed:
        file.leave(keep_work=False)


def said(opened: OpenFile, wanted: AuditFilter | None = None) -> list[tuple[str, str]]:
    page = audit_page(opened, wanted or AuditFilter())
    return [(line.what, line.record) for line in page.lines]


def test_every_operation_is_there_with_its_record_and_no_name(opened: OpenFile) -> None:
    assert said(opened)[:6] == [
        ("Protected trainee opened", "Trainee 1"),
        ("Trainee protected", "Trainee 1"),
        ("Undone: Trainee ended", ""),
        ("Trainee ended", "Trainee 1"),
        ("Trainee added", "Trainee 2"),
        ("Trainee added", "Trainee 1"),
    ]
    everything = opened.file.rows.all("SELECT * FROM audit")
    assert NAME not in str(everything)
    assert "ringa" not in str(everything)


def test_the_log_can_be_limited(opened: OpenFile) -> None:
    of_one = said(opened, AuditFilter(trainee=1))
    assert {record for _what, record in of_one} == {"Trainee 1"}
    assert len(of_one) == 4
    people = said(opened, AuditFilter(nouns=("trainee",)))
    assert ("Undone: Trainee ended", "") in people
    assert all("rainee" in what for what, _record in people)
    assert said(opened, AuditFilter(first=TODAY, last=TODAY)) == said(opened)
    assert said(opened, AuditFilter(last=TODAY - timedelta(days=1))) == []
    assert said(opened, AuditFilter(first=TODAY + timedelta(days=1))) == []
    assert said(opened, AuditFilter(slot="adviser:3")) == []


def test_pages_follow_on_each_other(opened: OpenFile) -> None:
    whole = audit_page(opened, AuditFilter())
    first = audit_page(opened, AuditFilter(), 0, 3)
    rest = audit_page(opened, AuditFilter(), 3)
    assert first.has_more
    assert not rest.has_more
    assert first.lines + rest.lines == whole.lines


def test_a_label_is_shown_to_owners_only(opened: OpenFile, home: Path) -> None:
    add_adviser_access(opened, "Rut på rådgivningen", ADVISER, CHEAP)
    opened.close()
    adviser = open_client_file(home, ADVISER, clock=Clock())
    session = adviser.writing()
    with session.writer.action("setting.small_count", ("enterprise",)):
        session.enterprise.set_setting("small_count_threshold", "6")
    line = audit_page(adviser, AuditFilter()).lines[0]
    assert line.who.startswith("Adviser ")
    assert "Rut" not in line.who
    assert audit_document(adviser, AuditFilter(), TODAY, NOON).head.personal is (
        PersonalData.PSEUDONYMOUS
    )
    adviser.close()
    owner = open_client_file(home, OWNER, clock=Clock())
    lines = audit_page(owner, AuditFilter(slot=adviser.slot)).lines
    assert [one.what for one in lines] == [
        "Limit for small counts changed",
        "File opened for changes",
    ]
    assert lines[0].who.endswith("(Rut på rådgivningen)")
    assert any("Rut" in word for _slot, word in audit_choices(owner).slots)
    owner.close()


def test_looking_only_leaves_the_file_as_it_was(opened: OpenFile, home: Path) -> None:
    opened.close()
    before = home.read_bytes()
    again = open_client_file(home, OWNER, clock=Clock())
    audit_page(again, AuditFilter())
    assert not again.has_unpublished
    again.close()
    assert home.read_bytes() == before


def test_an_export_of_people_is_logged_and_is_no_undo_step(opened: OpenFile) -> None:
    note_export(opened.writing(), "R1")
    assert said(opened)[0] == ("Report with people in it exported", "R1")
    assert opened.writing().writer.undo_steps() == []


def test_the_log_goes_out_in_every_format_and_guards_against_formulas(opened: OpenFile) -> None:
    add_adviser_access(opened, "=HYPERLINK(1)", ADVISER, CHEAP)
    document = audit_document(opened, AuditFilter(), TODAY, NOON)
    assert document.head.personal is PersonalData.YES
    for one in FORMATS:
        assert one.render(document)
    note = AuditFilter(trainee=1)
    assert len(audit_document(opened, note, TODAY, NOON).tables()[0].rows) == 4


def old_entries(session: WriteSession, months: int, *, each: int = 2) -> None:
    """Entries in every one of the months before this one."""
    writer = session.writer
    with writer.action("setting.small_count", (), leaves_undo=True):
        for back in range(1, months + 1):
            total = 2026 * 12 + 10 - back
            at = f"{total // 12:04d}-{total % 12 + 1:02d}-15T10:00:00+00:00"
            values = {"at": at, "slot": "owner:1", "operation": "buyer.add"}
            for _ in range(each):
                writer.insert("audit", values)


def test_entries_of_two_years_go_and_their_count_stays(opened: OpenFile) -> None:
    session = opened.writing()
    old_entries(session, 30)
    before = opened.file.rows.value("SELECT count(*) FROM audit")
    assert prune_audit(session, TODAY)
    assert min(session.audit.months()) == "2024-11"
    (pruned,) = session.audit.pruned()
    assert pruned.entries == 12
    assert opened.file.rows.value("SELECT count(*) FROM audit") == before - 12 + 1
    assert "12 older entries have been removed" in audit_page(opened, AuditFilter()).gone
    assert not prune_audit(session, TODAY)


def test_a_clock_that_jumps_forward_removes_nothing(opened: OpenFile) -> None:
    session = opened.writing()
    old_entries(session, 12)
    assert not prune_audit(session, date(2066, 1, 1))
    old_entries(session, 23)
    assert not prune_audit(session, date(2066, 1, 1))


def test_triggers_refuse_every_other_removal(opened: OpenFile) -> None:
    session = opened.writing()
    old_entries(session, 30)
    prune_audit(session, TODAY)
    for sql in ("DELETE FROM audit", "UPDATE audit SET slot = 'x'", "DELETE FROM audit_pruned"):
        with pytest.raises(RefusedError), session.writer.action("setting.small_count", ()):
            session.writer.execute(sql)


@pytest.mark.parametrize(
    ("months", "today", "wanted"),
    [
        ([], date(2026, 11, 1), None),
        ([f"2024-{n:02d}" for n in range(1, 13)], date(2040, 1, 1), None),
        ([f"{y}-{n:02d}" for y in (2023, 2024) for n in range(1, 13)], date(2040, 1, 1), None),
        (
            [*(f"{y}-{n:02d}" for y in (2023, 2024) for n in range(1, 13)), "2025-01"],
            date(2025, 1, 9),
            None,
        ),
        (
            [*(f"{y}-{n:02d}" for y in (2023, 2024) for n in range(1, 13)), "2025-01"],
            date(2025, 2, 9),
            "2023-02",
        ),
    ],
)
def test_calendar_and_log_must_agree(months: list[str], today: date, wanted: str | None) -> None:
    assert prune_before(months, today) == wanted
