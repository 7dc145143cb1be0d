"""The ledger of what was made for somebody (decisions C4)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import LegalForm, PriceBasis, PriceUnit
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending_codes import SentState
from asfdesk.errors import AsfDeskError, InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.sent_reports import (
    compare_sent,
    confirm_sent,
    is_as_sent,
    mark_all_sent,
    mark_sent,
    sent_lines,
    take_out_kept,
)
from asfdesk.services.session import write_session
from asfdesk.storage.sending.sent_store import packed
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.sending.make_for_recipient import MadeReport
    from asfdesk.services.session import WriteSession
    from asfdesk.storage.rows import Writer
    from asfdesk.storage.vault import Vault

MARCH = Month(2026, 3)
PERIOD = Period.of_month(MARCH)
TODAY = date(2026, 4, 10)
MADE = datetime(2026, 4, 9, 10, tzinfo=UTC)
NAME = "Åsa Qvarnlind"


@pytest.fixture(autouse=True)
def agreements(session: WriteSession) -> tuple[int, int]:
    """Two buyers with one agreement and one trainee each; March filled in."""
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    found = (add_agreement(session, "Huddinge"), add_agreement(session, "Botkyrka"))
    add_placement(session, found[0], 7, name=NAME)
    add_placement(session, found[1], 8, name="Bo Ek")
    terms = Terms(0, 0, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 50_000, 1_000)
    with session.writer.action("terms.add", ()):
        for one in found:
            session.agreements.add_terms(one, terms)
    fill_as_planned(session, PERIOD, TODAY)
    return found


def make(
    session: WriteSession,
    folder: Path,
    key: str = "R1",
    recipient: str = "Huddinge kommun",
    *,
    period: Period = PERIOD,
    person: str = "",
) -> tuple[MadeReport, ...]:
    request = ReportRequest(period, TODAY, MADE, recipient=recipient)
    formats = parse_formats("txt,json")
    return make_for_recipient(session, find_report(key), request, formats, folder, person=person)


def test_what_is_made_is_kept_byte_for_byte(session: WriteSession, tmp_path: Path) -> None:
    (made,) = make(session, tmp_path / "ut", person="Karin Handläggare")
    (line,) = sent_lines(session)
    sent = line.sent
    assert (sent.report, sent.version, str(sent.period)) == ("R1", 1, "2026-03")
    assert (sent.recipient, sent.recipient_person) == ("Huddinge kommun", "Karin Handläggare")
    assert (sent.state, sent.sent_on, sent.record_count) == (SentState.CREATED, None, 22)
    assert sent.month_versions == {MARCH: 0}
    assert line.about == "Huddinge kommun"
    assert [one.format for one in line.files] == ["txt", "json"]
    for path, file in zip(made.files, line.files, strict=True):
        assert file.name == path.name
        assert session.sent.content(file.id) == path.read_bytes()
    assert NAME in made.files[0].read_text("utf-8-sig")
    assert is_as_sent(session, sent) is True


def test_a_recipient_who_is_a_buyer_gets_that_buyers_document_only(
    session: WriteSession, tmp_path: Path
) -> None:
    (made,) = make(session, tmp_path)
    assert [path.name for path in made.files] == [
        "R1_narvarorapport_2026-03_bestallare-1.txt",
        "R1_narvarorapport_2026-03_bestallare-1.json",
    ]
    assert "Bo Ek" not in made.files[0].read_text("utf-8-sig")


def test_anybody_else_gets_one_document_for_each_buyer_and_month(
    session: WriteSession, tmp_path: Path
) -> None:
    quarter = Period.of_quarter(2026, 1)
    made = make(session, tmp_path, recipient="Coompanion", period=quarter)
    found = [(one.buyer_id, str(one.period)) for one in session.sent.reports()]
    assert found == [
        (2, "2026-01"),  # Botkyrka comes before Huddinge
        (1, "2026-01"),
        (2, "2026-02"),
        (1, "2026-02"),
        (2, "2026-03"),
        (1, "2026-03"),
    ]
    assert len({path for one in made for path in one.files}) == 12


def test_a_draft_and_an_advisers_wish_leave_the_ledger_alone(
    session: WriteSession, writer: Writer, tmp_path: Path
) -> None:
    with pytest.raises(NeedsVaultKeyError, match=r"utkast|draft"):
        make(write_session(writer, None), tmp_path / "ut")
    with pytest.raises(InvalidInputError):
        make(session, tmp_path / "ut", recipient="  ")
    assert session.sent.reports() == []
    assert not (tmp_path / "ut").exists()


def test_what_cannot_be_written_is_not_entered(session: WriteSession, tmp_path: Path) -> None:
    target = tmp_path / "R1_narvarorapport_2026-03_bestallare-1.txt"
    target.mkdir()
    with pytest.raises(AsfDeskError):
        make(session, tmp_path)
    assert session.sent.reports() == []
    assert session.sent.files() == []


def test_nothing_sealed_can_be_read_with_an_advisers_key(
    session: WriteSession, writer: Writer, tmp_path: Path
) -> None:
    (made,) = make(session, tmp_path, person="Karin Handläggare")
    adviser = write_session(writer, None)
    (line,) = sent_lines(adviser)
    assert line.sent.recipient_person == ""
    assert [one.name for one in line.files] == ["", ""]
    assert adviser.sent.enclosure(made.sent_id) is None
    with pytest.raises(NeedsVaultKeyError):
        adviser.sent.content(line.files[0].id)
    with pytest.raises(NeedsVaultKeyError):
        take_out_kept(adviser, line.files[0], tmp_path, MADE)
    with pytest.raises(NeedsVaultKeyError):
        compare_sent(adviser, made.sent_id, TODAY)
    with pytest.raises(NeedsVaultKeyError):
        mark_sent(adviser, made.sent_id, TODAY, TODAY)
    content = made.files[0].read_bytes()
    for table in ("sent_report", "sent_file"):
        for row in writer.all(f"SELECT * FROM {table}"):
            for value in row.values():
                clear = value if isinstance(value, bytes) else str(value).encode()
                assert b"Qvarnlind" not in clear
                assert b"Karin" not in clear
                assert content[:40] not in clear


def test_the_hmac_is_not_a_hash_that_can_be_guessed(session: WriteSession, tmp_path: Path) -> None:
    make(session, tmp_path)
    make(session, tmp_path)
    first, second = session.sent.reports()
    assert re.fullmatch("[0-9a-f]{64}", first.mac)
    assert first.mac != second.mac
    assert (first.version, second.version) == (1, 2)


def test_changed_bytes_are_told(session: WriteSession, vault: Vault, tmp_path: Path) -> None:
    (made,) = make(session, tmp_path)
    (one, _other) = session.sent.files(made.sent_id)
    forged = vault.seal("sent_file", one.id, "content_sealed", packed(b"other"))
    with session.writer.action("sent.mark", (), leaves_undo=True):
        session.writer.update("sent_file", one.id, {"content_sealed": forged})
    assert compare_sent(session, made.sent_id, TODAY).whole is False


def test_marking_and_confirming(session: WriteSession, tmp_path: Path) -> None:
    (made,) = make(session, tmp_path)
    with pytest.raises(RefusedError):
        confirm_sent(session, made.sent_id, TODAY, TODAY)
    for wrong in (date(2026, 4, 11), date(2026, 4, 8)):
        with pytest.raises(InvalidInputError) as caught:
            mark_sent(session, made.sent_id, wrong, TODAY)
        assert caught.value.field == "sent_on"
    mark_sent(session, made.sent_id, date(2026, 4, 9), TODAY)
    with pytest.raises(InvalidInputError):
        confirm_sent(session, made.sent_id, date(2026, 4, 8), TODAY)
    confirm_sent(session, made.sent_id, TODAY, TODAY)
    sent = session.sent.report(made.sent_id)
    assert sent is not None
    assert (sent.state, sent.sent_on, sent.confirmed_on) == (
        SentState.SENT,
        date(2026, 4, 9),
        TODAY,
    )
    assert is_as_sent(session, sent) is True


def test_several_are_marked_on_one_day_or_none(session: WriteSession, tmp_path: Path) -> None:
    (first,), (second,) = make(session, tmp_path), make(session, tmp_path, "R3")
    both = (first.sent_id, second.sent_id)
    with pytest.raises(InvalidInputError):
        mark_all_sent(session, both, date(2026, 4, 8), TODAY)
    assert {one.state for one in session.sent.reports()} == {SentState.CREATED}
    mark_all_sent(session, both, date(2026, 4, 9), TODAY)
    assert {(one.state, one.sent_on) for one in session.sent.reports()} == {
        (SentState.SENT, date(2026, 4, 9))
    }


def test_what_was_sent_beside_what_would_be_made_today(
    session: WriteSession, tmp_path: Path
) -> None:
    (made,) = make(session, tmp_path)
    assert compare_sent(session, made.sent_id, TODAY).differences == ()
    set_cells(session, [CellEdit(1, date(2026, 3, 3), "4")])
    found = compare_sent(session, made.sent_id, TODAY)
    (one,) = found.differences
    assert (one.number, one.before, one.after) == (7, {"attended": 360}, {"attended": 240})
    assert found.whole is True


def test_kept_files_of_the_protected_need_a_reason_that_is_kept(
    session: WriteSession, tmp_path: Path
) -> None:
    (made,) = make(session, tmp_path)
    file = session.sent.files(made.sent_id)[0]
    assert take_out_kept(session, file, tmp_path / "igen", MADE).read_bytes() == (
        made.files[0].read_bytes()
    )
    trainee = session.trainees.by_number(7)
    assert trainee is not None
    protect_trainee(session, trainee.id)
    with pytest.raises(InvalidInputError) as caught:
        take_out_kept(session, file, tmp_path / "igen", MADE)
    assert caught.value.field == "reason"
    take_out_kept(session, file, tmp_path / "igen", MADE, "Revision hos kommunen")
    (opening,) = session.trainees.openings(trainee.id)
    assert opening[1] == "Revision hos kommunen"
