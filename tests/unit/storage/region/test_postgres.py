"""A region on a real server: who is let in, what two offices at once do, and the same sums."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.domain.region.quarters import Member
from asfdesk.domain.region.rollup import keys_compared, roll_up
from asfdesk.domain.sending.package_arrival import PackageFault, Pin
from asfdesk.domain.sending.packages import fingerprint_of, spoken
from asfdesk.errors import (
    FileInUseError,
    FileMissingError,
    NewerFileError,
    ReadOnlyError,
    SavingError,
    WrongKeyError,
)
from asfdesk.formats.package.recipient_keys import keys_bytes
from asfdesk.services.region.open_region import region_in
from asfdesk.services.region.take_in import packages_under, take_in
from asfdesk.storage.region import postgres as engine_module
from asfdesk.storage.region.key_file import create_key_file
from asfdesk.storage.region.postgres import open_postgres
from tests.packages import KEYS, STRANGER
from tests.postgres import PASSWORD, USER
from tests.region import (
    QUARTER,
    figures,
    open_test_region,
    org_number,
    package_of,
    public,
    write,
)
from tests.strongbox import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.region.open_region import Region
    from tests.postgres import Server

TODAY = date(2026, 11, 23)
MANY = 300


def pinned(region: Region, many: int) -> Region:
    pins = tuple(Pin(org_number(n), f"F{n}", public(n), TODAY) for n in range(1, many + 1))
    return replace(region, pins=pins)


def test_file_server_and_plain_python_say_the_same(server: Server, tmp_path: Path) -> None:
    for n in range(1, MANY + 1):
        write(tmp_path, package_of(n), n)
    paths = packages_under([tmp_path])
    plain: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for n in range(1, MANY + 1):
        for one in figures(n):
            plain[one.key] += one.value or 0
            known[one.key] += one.value is not None
    said = []
    for region in (open_test_region(tmp_path), region_in(server.empty(), KEYS)):
        taken = take_in(pinned(region, MANY), paths, TODAY)
        assert [one.error for one in taken] == [None] * MANY
        totals = region.store.totals(QUARTER)
        assert {key: one.total for key, one in totals.items()} == dict(plain)
        assert {key: one.known for key, one in totals.items()} == dict(known)
        sent = region.store.sent(QUARTER, keys_compared())
        said.append((totals, sent, roll_up(sent), region.store.members(), region.store.came()))
        region.close()
    assert said[0] == said[1]


def test_what_is_refused_leaves_no_trace_on_the_server(server: Server, tmp_path: Path) -> None:
    region = pinned(region_in(server.empty(), KEYS), 2)
    good, forged = write(tmp_path, package_of(1), 1), write(tmp_path, package_of(2), 9)
    faults = [one.fault for one in take_in(region, [good, forged, good], TODAY)]
    assert faults == [None, PackageFault.WRONG_ENTERPRISE, PackageFault.REPLAYED]
    assert region.store.came() == {org_number(1): [QUARTER]}
    region.close()


def test_a_transaction_that_breaks_keeps_nothing(server: Server) -> None:
    region = region_in(server.empty(), KEYS)
    for name in ("B", None):

        def enter(name: str | None = name) -> None:
            with region.store.engine.transaction():
                region.store.put_member(Member("550000-0001", "A"))
                region.store.engine.run("INSERT INTO region_meta VALUES ('x', ?)", [name])
                raise LookupError

        with pytest.raises(LookupError if name else SavingError):
            enter()
    assert region.store.members() == []
    assert region.store.about("x") == ""
    region.close()


def test_two_offices_at_once_enter_each_package_once(server: Server, tmp_path: Path) -> None:
    many = 40
    for n in range(1, many + 1):
        write(tmp_path, package_of(n), n)
    paths = packages_under([tmp_path])
    name = server.new_database()
    # Both make the tables, or find that the other has.
    answers: list[list[PackageFault | None]] = [[], []]

    def office(at: int) -> None:
        region = pinned(region_in(open_postgres(server.url(database=name), PASSWORD), KEYS), many)
        order = paths if at else paths[::-1]
        found = {one.name: one.fault for one in take_in(region, order, TODAY)}
        answers[at] = [found[path.name] for path in paths]
        region.close()

    threads = [threading.Thread(target=office, args=(at,)) for at in (0, 1)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {frozenset(pair) for pair in zip(*answers, strict=True)} == {
        frozenset({None, PackageFault.REPLAYED})
    }
    region = region_in(open_postgres(server.url(database=name), PASSWORD), KEYS)
    assert len(region.store.came()) == many
    region.close()


def test_a_reader_sees_one_state_and_a_second_writer_waits(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_WAIT", "50ms")
    name = server.new_database()
    one, two = (
        region_in(open_postgres(server.url(database=name), PASSWORD), KEYS) for _office in (1, 2)
    )
    with two.store.engine.reading():
        before = two.store.members()
        with one.store.engine.transaction():
            one.store.put_member(Member("550000-0001", "A"))
        assert two.store.members() == before == []
    assert len(two.store.members()) == 1
    with one.store.engine.transaction():
        with pytest.raises(FileInUseError), two.store.engine.transaction():
            two.store.put_member(Member("550000-0002", "B"))
        assert len(two.store.members()) == 1
    for office in (one, two):
        office.close()


def test_a_newer_region_and_another_recipient_s_are_refused(server: Server) -> None:
    name = server.new_database()
    region = region_in(open_postgres(server.url(database=name), PASSWORD), KEYS)
    with pytest.raises(WrongKeyError):
        region_in(open_postgres(server.url(database=name), PASSWORD), STRANGER)
    region.store.engine.run("UPDATE region_meta SET value = '2' WHERE name = 'version'")
    with pytest.raises(NewerFileError):
        region_in(open_postgres(server.url(database=name), PASSWORD), KEYS)
    region.close()


def test_who_may_only_read_can_read(server: Server) -> None:
    name = server.new_database()
    region = region_in(open_postgres(server.url(database=name), PASSWORD), KEYS)
    run = region.store.engine.run
    reader = f"reader_{name}"
    run(f"CREATE ROLE {reader} LOGIN PASSWORD 'läsare'")
    run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}")
    other = region_in(open_postgres(server.url(database=name, user=reader), "läsare"), KEYS)
    assert other.store.members() == []
    with pytest.raises(ReadOnlyError), other.store.engine.transaction():
        other.store.put_member(Member("550000-0001", "A"))
    for one in (region, other):
        one.close()


def test_who_is_not_let_in_is_told_why(server: Server) -> None:
    for host in ("localhost", ""):
        with pytest.raises(WrongKeyError) as told:
            open_postgres(server.url(host), "fel lösen")
        assert "fel lösen" not in str(told.value)
        with pytest.raises(WrongKeyError):
            open_postgres(server.url(host), "")
    with pytest.raises(WrongKeyError):
        open_postgres(server.url(database="nothing"), PASSWORD)
    with pytest.raises(FileMissingError):
        open_postgres(f"postgresql://{USER}@localhost:1/postgres", PASSWORD)


def test_another_address_is_reached_by_tls_with_a_certificate_that_holds(server: Server) -> None:
    # 127.0.0.2 is not among the names of this computer, so it is treated as another one.
    elsewhere = server.url("127.0.0.2")
    engine = open_postgres(f"{elsewhere}?sslrootcert={server.folder / 'server.crt'}", PASSWORD)
    assert engine.ask("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [(True,)]
    engine.close()
    for certificate in (f"?sslrootcert={server.folder / 'other.crt'}", ""):
        with pytest.raises(WrongKeyError, match=r"certifi\w+"):
            open_postgres(elsewhere + certificate, PASSWORD)


def test_a_server_that_goes_away_is_told_and_nothing_is_kept(server: Server) -> None:
    name = server.new_database()
    region = region_in(open_postgres(server.url(database=name), PASSWORD), KEYS)
    other = open_postgres(server.url(database=name), PASSWORD)

    def cut_off() -> None:
        with region.store.engine.transaction():
            region.store.put_member(Member("550000-0001", "A"))
            other.ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = ? AND pid <> pg_backend_pid()",
                [name],
            )
            region.store.put_member(Member("550000-0002", "B"))

    with pytest.raises(SavingError):
        cut_off()
    assert other.ask("SELECT count(*) FROM region_member") == [(0,)]
    other.close()


def test_the_password_is_in_no_log_and_no_words(server: Server) -> None:
    engine = server.empty()
    region = region_in(engine, KEYS)
    assert PASSWORD not in repr(region) + repr(engine.__dict__) + engine.place
    region.close()
    log = (server.folder / "log").read_bytes()
    assert PASSWORD.encode() not in log
    assert KEYS.signing.hex().encode() not in log


def test_the_command_line_works_on_a_server(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ASFDESK_PASSWORD", "a long password")
    keys, secret = tmp_path / "r.asfnyckel", tmp_path / "secret"
    create_key_file(keys, keys_bytes(KEYS).decode(), "a long password", CHEAP)
    secret.write_text(PASSWORD, encoding="utf-8")
    url = server.url(database=server.new_database())

    def region(*words: object) -> int:
        common = ("--keys", keys, "--database-password-file", secret, "--today", TODAY)
        typed = ("--lang", "en", "region", "--database", url, *words, *common)
        return main(list(map(str, typed)))

    digits = spoken(fingerprint_of(public(1)))
    assert region("expect", org_number(1), "--name", "F1", "--fingerprint", digits) == 0
    assert region("take", write(tmp_path, package_of(1), 1)) == 0
    assert region("late") == 0
    assert region("report", "--format", "json", "--out", tmp_path / "out") == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "550000-0001 F1",
        "1 package taken in.",
        "Nobody is late.",
    ]
    assert region("look") == 1
    monkeypatch.setenv("ASFDESK_DATABASE_PASSWORD", "not this one")
    assert main(["region", "--database", url, "late", "--keys", str(keys)]) == 1
    assert main(["region", "--database", url, "late"]) == 1
