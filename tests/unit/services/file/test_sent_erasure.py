"""What was sent is held until its agreements' day, and then goes with whom it holds (C4)."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.services.file.erase_trainees import ErasureRequest, erase_trainee, erasure_view
from asfdesk.services.file.file_access import replace_leaked_password
from asfdesk.services.file.manage_backups import list_backups, restore_backup
from asfdesk.services.file.open_export import export_openly
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.open_import import import_openly
from asfdesk.services.hours.register_attendance import fill_as_planned
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.report_catalogue import find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.sent_reports import compare_sent, is_as_sent, need_sent, take_out_kept
from asfdesk.storage.file.backups import HomeFile, back_up_daily
from asfdesk.storage.file.container import read_container
from tests.strongbox import CHEAP, OWNER, new_enterprise
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.reports.file.erasure_certificate import ErasureFacts
    from asfdesk.services.file.open_file import OpenFile

TODAY = date(2026, 11, 23)
MADE = datetime(2026, 4, 9, 10, tzinfo=UTC)
MARCH = Period.of_month(Month(2026, 3))
HELD = date(2031, 12, 31)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    """Trainees 1 and 2 of one buyer, both ended; March sent to the buyer as R1."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    file, _code = new_enterprise(tmp_path / "a.asfdesk")
    session = file.writing()
    agreement = add_agreement(session)
    for number, name in ((1, "Kvarna Kanariefink"), (2, "Stina Stannar")):
        add_placement(session, agreement, number, name="", first=date(2026, 3, 2))
        with session.writer.action("trainee.change", ()):
            session.trainees.set_identity(number, Identity(name=name))
            found = session.placements.placement(number)
            assert found is not None
            leaving = Exit(date(2026, 3, 31), ExitGroup.OTHER, ExitReason.HEALTH)
            session.placements.change_placement(replace(found, exit=leaving))
    fill_as_planned(session, MARCH, TODAY)
    request = ReportRequest(MARCH, TODAY, MADE, recipient="Huddinge kommun")
    make_for_recipient(
        session, find_report("R1"), request, parse_formats("txt"), tmp_path / "ut", person="Ek"
    )
    file.publish()
    yield file
    if not file.closed:
        file.leave(keep_work=False)


def keep_until(opened: OpenFile, until: date | None) -> None:
    session = opened.writing()
    (agreement,) = session.agreements.agreements()
    with session.writer.action("agreement.change", ()):
        session.agreements.change_agreement(replace(agreement, keep_until=until))


def erase(opened: OpenFile, *, checked: bool = False) -> ErasureFacts:
    request = ErasureRequest(1, ErasureKind.ERASED, ErasureReason.TIME_OVER, "1", checked)
    return erase_trainee(opened, request, TODAY)


def test_before_the_day_the_legal_hold_is_stated(opened: OpenFile) -> None:
    keep_until(opened, HELD)
    view = erasure_view(opened.session, 1, TODAY)
    assert view.obstacles.sent == (("R1 2026-03, Huddinge kommun", HELD),)
    with pytest.raises(RefusedError, match="2031-12-31"):
        erase(opened)
    assert opened.session.sent.content(1) is not None


def test_another_agreement_of_the_document_holds_it_too(opened: OpenFile) -> None:
    """The trainee's own agreement is over; what the buyer got also holds another's people."""
    session = opened.writing()
    keep_until(opened, date(2026, 6, 30))
    (own,) = session.agreements.agreements()
    with session.writer.action("agreement.add", ()):
        other = session.agreements.add_agreement(
            replace(own, id=0, name="Projekt", keep_until=HELD, terms=())
        )
        found = session.placements.placement(2)
        assert found is not None
        session.placements.change_placement(replace(found, agreement_id=other))
    with pytest.raises(RefusedError, match="R1 2026-03"):
        erase(opened)


@pytest.mark.parametrize(
    ("other", "held"), [(HELD, HELD), (TODAY, TODAY), (date(2026, 11, 22), None), (None, None)]
)
def test_an_agreement_without_a_day_does_not_lift_that_of_another(
    opened: OpenFile, other: date | None, held: date | None
) -> None:
    """Nobody has said how long the trainee's own agreement holds; the other one's is known."""
    session = opened.writing()
    keep_until(opened, None)
    (own,) = session.agreements.agreements()
    with session.writer.action("agreement.add", ()):
        second = session.agreements.add_agreement(
            replace(own, id=0, name="Projekt", keep_until=other, terms=())
        )
        found = session.placements.placement(2)
        assert found is not None
        session.placements.change_placement(replace(found, agreement_id=second))
    view = erasure_view(session, 1, TODAY)
    assert view.obstacles.sent == (("R1 2026-03, Huddinge kommun", held),)
    if held is None:
        assert erase(opened, checked=True).removed.sent == 1
        return
    with pytest.raises(RefusedError, match=held.isoformat()):
        erase(opened, checked=True)
    assert session.sent.content(1) is not None


def test_without_a_day_it_must_have_been_checked(opened: OpenFile) -> None:
    keep_until(opened, None)
    with pytest.raises(InvalidInputError) as caught:
        erase(opened)
    assert caught.value.field == "checked"
    erase(opened, checked=True)
    assert opened.session.sent.content(1) is None


def test_after_the_day_what_holds_the_person_goes(opened: OpenFile, tmp_path: Path) -> None:
    keep_until(opened, date(2026, 11, 22))
    assert erase(opened).removed.sent == 1
    session = opened.writing()
    (sent,) = session.sent.reports()
    assert (sent.report, sent.recipient, sent.record_count) == ("R1", "Huddinge kommun", 44)
    (file,) = session.sent.files()
    assert (file.name, session.sent.content(file.id)) == ("", None)
    enclosure = session.sent.enclosure(sent.id)
    assert enclosure is not None
    assert {row.number for row in enclosure.rows} == {2}
    assert (enclosure.people, enclosure.gone) == (frozenset({2}), frozenset({1}))
    found = compare_sent(session, sent.id, TODAY)
    assert (found.whole, found.differences) == (None, ())
    with pytest.raises(RefusedError):
        take_out_kept(session, file, tmp_path, MADE)


def test_it_goes_from_backups_too_also_under_earlier_keys(opened: OpenFile, tmp_path: Path) -> None:
    keep_until(opened, date(2026, 11, 22))
    opened.publish()
    file = opened.file
    home = HomeFile(
        file.path, file.manifest.client, file.manifest.generation, read_container(file.path).sha256
    )
    back_up_daily(home, TODAY, file.keys, always=True)
    erase(opened)
    for number, backup in enumerate(list_backups(opened)):
        target = restore_backup(opened, backup.path, tmp_path / f"r{number}.asfdesk")
        again = open_client_file(target, OWNER, read_only=True)
        contents = [again.session.sent.content(one.id) for one in again.session.sent.files()]
        assert [one for one in contents if one is not None] == []
        again.close()


def test_new_keys_and_an_open_export_leave_what_was_sent_as_it_was(
    opened: OpenFile, tmp_path: Path
) -> None:
    (sent,) = opened.session.sent.reports()
    assert is_as_sent(opened.session, sent)
    export_openly(opened, tmp_path / "allt.zip")
    made, _code = import_openly(tmp_path / "allt.zip", tmp_path / "ny", OWNER, cost=CHEAP)
    assert made.session.sent.reports() == [sent]
    assert is_as_sent(made.session, need_sent(made.session, sent.id))
    made.close()
    replace_leaked_password(opened, OWNER, "ett helt annat lösenord", CHEAP)
    again = open_client_file(opened.path, "ett helt annat lösenord", read_only=True)
    assert again.session.sent.reports() == [sent]
    assert is_as_sent(again.session, need_sent(again.session, sent.id))
    again.close()


def test_the_tables_of_an_open_export_hold_nobody_protected(
    opened: OpenFile, tmp_path: Path
) -> None:
    """Its JSON is whole, so that the file can be made again; what people read leaves them out."""
    protect_trainee(opened.writing(), 1)
    done = export_openly(opened, tmp_path / "allt.zip")
    with zipfile.ZipFile(done.path) as archive:
        names = [one for one in archive.namelist() if one.endswith("sent_file.csv")]
        text = archive.read(names[0]).decode("utf-8-sig")
    assert "R1_narvarorapport" not in text
    assert len(text.splitlines()) == 2
