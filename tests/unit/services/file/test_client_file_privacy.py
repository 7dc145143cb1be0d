"""What a lost file, a left working copy and an adviser's key give away: no identity."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import IdentityKind, Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee, change_trainee
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.file.rekey import sealed_columns
from tests.strongbox import (
    ADVISER,
    CHEAP,
    OWNER,
    TODAY,
    decrypted_pages,
    everything_under,
    new_enterprise,
    plain_database,
)

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

CANARIES = {
    "name": "Kanarieförnamn Efternamnskanarie",
    "phone": "070-9988776",
    "email": "kanarie@kvitter.example",
    "address": "Kanariegränd 77",
    "emergency_contact": "Kanariemamma",
    "note": "Kanarieanteckning om vad som är svårt",
}
NUMBER = "198112189876"  # Skatteverket's test number
CLEAR = "Växthuset"
"""In the clear columns: shows that the pages really are decrypted."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    return tmp_path


@pytest.fixture
def home(folder: Path) -> Path:
    """A file with one trainee whose every field is a canary, saved, changed and backed up."""
    path = folder / "a.asfdesk"
    opened, _code = new_enterprise(path)
    identity = replace(
        Identity(identity_kind=IdentityKind.PERSONAL_NUMBER, identity_number=NUMBER),
        **CANARIES,  # type: ignore[arg-type]
    )
    session = opened.writing()
    add_trainee(session, NewTrainee(Sex.WOMAN, date(2026, 3, 2), identity), TODAY)
    add_adviser_access(opened, "Kanarierådgivaren", ADVISER, CHEAP)
    trainee = session.trainees.trainees()[0]
    change_trainee(session, trainee, identity, TODAY)
    opened.publish()
    opened.leave(keep_work=True)
    return path


def needles() -> list[bytes]:
    words = [*CANARIES.values(), NUMBER, "Kanarierådgivaren", OWNER, ADVISER]
    return [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "latin-1")]


def found_in(content: bytes) -> list[bytes]:
    return [needle for needle in needles() if needle in content]


def every_cell(database: sqlite3.Connection) -> list[object]:
    """What every row of every table holds."""
    found = database.execute("select name from sqlite_schema where type = 'table'")
    tables = [name for (name,) in found]
    rows = [row for name in tables for row in database.execute(f'select * from "{name}"')]
    return [cell for row in rows for cell in row]


def test_no_file_on_disk_holds_anything_readable(folder: Path, home: Path) -> None:
    files = everything_under(folder)
    kinds = {path.relative_to(folder).parts[0] for path in files}
    assert kinds == {home.name, "user"}
    areas = {path.relative_to(folder).parts[1] for path in files if path.parent != folder}
    assert areas == {"work", "backups", "seen", "homes", "computer"}
    for path, content in files.items():
        assert found_in(content) == [], path
        assert CLEAR.encode() not in content


def test_an_adviser_reads_every_page_and_finds_nobody(folder: Path, home: Path) -> None:
    payload = folder / "payload.db"
    keys = unlock(read_container(home, payload).manifest, ADVISER)
    assert keys.vault_key is None
    pages = decrypted_pages(payload.read_bytes(), keys.data_key)
    assert CLEAR.encode() in pages
    assert b"CREATE TABLE trainee_identity" in pages
    assert found_in(pages) == []
    assert b"811218" not in pages
    assert b"1981-" not in pages
    assert re.search(rb"(?<![0-9A-Za-z+/=_-])1981(?![0-9A-Za-z+/=_-])", pages) is None
    with closing(plain_database(payload.read_bytes(), keys.data_key)) as database:
        cells = every_cell(database)
    assert CLEAR in cells
    assert [cell for cell in cells if cell in (1981, "1981")] == []


def test_the_working_copys_pages_hide_it_too(folder: Path, home: Path) -> None:
    keys = unlock(read_container(home).manifest, ADVISER)
    (database,) = (folder / "user" / "work").rglob("client.db")
    pages = decrypted_pages(database.read_bytes(), keys.data_key)
    assert CLEAR.encode() in pages
    assert found_in(pages) == []


def test_the_owner_reads_them_all(home: Path) -> None:
    opened = open_client_file(home, OWNER, read_only=True)
    trainee = opened.session.trainees.trainees()[0]
    identity = opened.session.trainees.identity(trainee.id)
    assert identity is not None
    assert {name: getattr(identity, name) for name in CANARIES} == CANARIES
    assert identity.identity_number == NUMBER
    opened.close()


def test_every_sealed_column_is_found_by_its_name(home: Path) -> None:
    opened = open_client_file(home, OWNER, read_only=True)
    columns = sealed_columns(opened.file.database)
    opened.close()
    assert ("trainee_identity", "name_sealed") in columns
    assert ("supervisor", "name_sealed") in columns
    assert len(columns) >= 15
