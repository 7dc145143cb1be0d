"""Packages out of a client file: signed, entered, encrypted, and judged where they arrive."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Period
from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.domain.sending.packages import State, spoken
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.formats.package.faults import PackageRefusedError
from asfdesk.formats.package.package_file import read_package
from asfdesk.formats.package.recipient_keys import card_bytes, card_of, opening_keys, renewed
from asfdesk.services.sending.make_package import (
    PackageOrder,
    file_name,
    make_package,
    preview_package,
    set_whereabouts,
)
from asfdesk.services.sending.receive_package import let_in, make_keys, open_keys, package_in
from asfdesk.services.sending.recipients import (
    card_in,
    confirm_recipient,
    end_recipient,
    import_card,
    own_fingerprint,
)
from asfdesk.services.sending.sent_reports import is_as_sent
from tests.packages import KEYS
from tests.sending import TODAY, locked_months
from tests.strongbox import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

ORDER = PackageOrder(
    Period.of_quarter(2026, 2), TODAY, datetime(2026, 7, 1, 10, tzinfo=UTC), recipient="Region Öst"
)
CARD = card_of(KEYS)


def recipient(session: WriteSession) -> int:
    """A recipient whose fingerprint has been compared."""
    found = import_card(session, CARD, TODAY)
    confirm_recipient(session, found, spoken(CARD.fingerprint), TODAY)
    return found


def test_a_package_is_signed_encrypted_and_entered(session: WriteSession, tmp_path: Path) -> None:
    locked_months(session)
    order = replace(ORDER, recipient_id=recipient(session))
    shown = preview_package(session, order)
    made = make_package(session, order, tmp_path)
    data = made.path.read_bytes()
    read = read_package(data, opening_keys(KEYS))
    assert read == made.content
    assert made.path.name == file_name(read) == "559999-0002_2026-Q2_1.asfpaket"
    assert (shown.number, shown.replaces, shown.encrypted) == (1, None, True)
    assert set(shown.contents) == {*read.files, "figures.json", "figures.csv"}
    assert shown.hidden == sum(one.state is State.HIDDEN for one in read.reports["R7"]) > 0
    assert own_fingerprint(session) == spoken(read.fingerprint)
    (sent,) = session.sent.reports()
    assert (sent.report, sent.recipient) == ("R7", "Region Öst")
    assert is_as_sent(session, sent)
    kept = {one.format: session.sent.content(one.id) for one in session.sent.files(sent.id)}
    assert kept["paket"] == data
    (entry,) = session.packages.made()
    assert (entry.sent_id, entry.sha256) == (sent.id, hashlib.sha256(data).hexdigest())


def test_nobody_stands_in_a_package(session: WriteSession, tmp_path: Path) -> None:
    locked_months(session)
    made = make_package(session, replace(ORDER, exact=True), tmp_path)
    with zipfile.ZipFile(made.path) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Qvarnlind" not in text
    assert b"Bo Ek" not in text


def test_the_documents_are_those_of_the_catalogue(session: WriteSession, tmp_path: Path) -> None:
    locked_months(session)
    made = make_package(session, ORDER, tmp_path)
    with zipfile.ZipFile(io.BytesIO(made.path.read_bytes())) as archive:
        names = archive.namelist()
        assert archive.read("R7_kvartalsrapport_2026-Q2.pdf").startswith(b"%PDF-")
    assert names == [
        "manifest.json",
        "figures.json",
        "figures.csv",
        "R7_kvartalsrapport_2026-Q2.pdf",
        "R7_kvartalsrapport_2026-Q2.json",
        "R7_kvartalsrapport_2026-Q2.csv",
        "signature",
    ]


def test_a_corrected_quarter_gets_the_next_number_and_says_what_it_replaces(
    session: WriteSession, tmp_path: Path
) -> None:
    locked_months(session)
    first = make_package(session, ORDER, tmp_path).content
    second = make_package(session, ORDER, tmp_path).content
    assert (first.number, first.replaces) == (1, "")
    assert (second.number, second.replaces) == (2, first.uid)
    assert second.public_key == first.public_key
    later = preview_package(session, replace(ORDER, period=Period.of_quarter(2026, 1)))
    assert (later.number, later.replaces) == (1, None)


def test_exact_totals_are_there_by_agreement_only(session: WriteSession, tmp_path: Path) -> None:
    locked_months(session)
    without = make_package(session, ORDER, tmp_path).content
    shown = preview_package(session, replace(ORDER, exact=True))
    within = make_package(session, replace(ORDER, exact=True), tmp_path).content
    assert not any(one.exact for one in without.reports["R7"])
    assert shown.exact["exact.unique"] == 2
    assert {one.key: one.value for one in within.reports["R7"] if one.exact} == shown.exact
    known = [one for one in session.sent.published() if one.exact]
    assert {(one.name.measure, one.name.cell): one.value for one in known}["people", ""] == 2
    assert {one.recipient for one in known} == {"Region Öst"}


def test_nothing_goes_to_a_card_that_nobody_has_compared(
    session: WriteSession, tmp_path: Path
) -> None:
    locked_months(session)
    found = import_card(session, CARD, TODAY)
    order = replace(ORDER, recipient_id=found)
    with pytest.raises(RefusedError):
        make_package(session, order, tmp_path)
    with pytest.raises(InvalidInputError):
        confirm_recipient(session, found, spoken("ab" * 32), TODAY)
    confirm_recipient(session, found, spoken(CARD.fingerprint), TODAY)
    make_package(session, order, tmp_path)
    end_recipient(session, found, TODAY)
    with pytest.raises(RefusedError):
        make_package(session, order, tmp_path)


def test_a_key_that_was_put_into_a_compared_row_is_not_used(session: WriteSession) -> None:
    locked_months(session)
    found = recipient(session)
    with session.writer.action("recipient.import", ()):
        session.writer.update("recipient", found, {"sealing_key": "ab" * 32})
    with pytest.raises(RefusedError):
        preview_package(session, replace(ORDER, recipient_id=found))


def test_a_renewed_card_needs_no_new_comparing_and_an_expired_one_is_refused(
    session: WriteSession, tmp_path: Path
) -> None:
    locked_months(session)
    found = recipient(session)
    newer = card_of(renewed(KEYS, date(2026, 6, 1), date(2030, 1, 1)))
    assert import_card(session, newer, TODAY) == found
    order = replace(ORDER, recipient_id=found)
    assert preview_package(session, order).encrypted
    with pytest.raises(RefusedError):
        import_card(session, CARD, TODAY)
    with pytest.raises(PackageRefusedError) as caught:
        preview_package(session, replace(order, today=date(2031, 1, 1)))
    assert caught.value.fault is PackageFault.EXPIRED_CARD
    card = tmp_path / "region.asfkort"
    card.write_bytes(card_bytes(KEYS))
    with pytest.raises(PackageRefusedError):
        card_in(card, date(2031, 1, 1))
    assert card_in(card, TODAY) == CARD


def test_where_the_enterprise_is_stands_in_the_package(
    session: WriteSession, tmp_path: Path
) -> None:
    locked_months(session)
    set_whereabouts(session, " Huddinge ", "HBS")
    sender = make_package(session, ORDER, tmp_path).content.sender
    assert (sender.municipality, sender.coordination) == ("Huddinge", "HBS")


def test_an_adviser_makes_no_package(adviser: WriteSession, tmp_path: Path) -> None:
    with pytest.raises(NeedsVaultKeyError):
        make_package(adviser, ORDER, tmp_path)


def test_a_report_that_does_not_go_into_packages_is_refused(session: WriteSession) -> None:
    locked_months(session)
    with pytest.raises(InvalidInputError):
        preview_package(session, replace(ORDER, reports=("R7", "R8")))


def test_on_arrival_a_package_is_pinned_once_and_let_in_once(
    session: WriteSession, tmp_path: Path
) -> None:
    locked_months(session)
    path = tmp_path / "region.asfnyckel"
    ours, _code = make_keys(
        path, "Region", KEYS.kind, TODAY, date(2028, 1, 1), password="lång mening", cost=CHEAP
    )
    card = card_of(ours.keys)
    found = import_card(session, card, TODAY)
    confirm_recipient(session, found, spoken(card.fingerprint), TODAY)
    made = make_package(session, replace(ORDER, recipient_id=found), tmp_path)
    content = package_in(made.path, ours)
    assert fault(ours, content) is PackageFault.UNPINNED
    with pytest.raises(InvalidInputError):
        let_in(ours, content, "12345", TODAY)
    let_in(ours, content, own_fingerprint(session), TODAY)
    again = open_keys(path, "lång mening")
    assert fault(again, content) is PackageFault.REPLAYED
    other = replace(content, public_key=b"\x01" * 32, uid="2" * 32, number=9)
    assert fault(again, other, "1" * 30) is PackageFault.WRONG_ENTERPRISE


def fault(ours: object, content: object, heard: str = "") -> PackageFault:
    with pytest.raises(PackageRefusedError) as caught:
        let_in(ours, content, heard, TODAY)  # type: ignore[arg-type]  # shown by the callers
    return caught.value.fault
