"""Files of released programs: opened, migrated and compared with what was recorded, for ever.

The files and the JSON beside them are never regenerated (tests/files/clientfiles/README.md).
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import NeedsVaultKeyError, NewerFileError
from asfdesk.services.file.open_file import open_client_file
from asfdesk.storage.file import manifest_json
from asfdesk.storage.file.backup_folder import Why, backup_files
from asfdesk.storage.file.client_file import Note
from asfdesk.storage.file.container import read_container, read_manifest
from asfdesk.storage.file.manifest import SHIPPED_COST, Role
from asfdesk.storage.migrations import SCHEMA_VERSION
from tests.clientfiles import FOLDER, SAMPLES, facts_of, lost, rows_of
from tests.strongbox import Clock, everything_under

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile
    from tests.clientfiles import Sample

MOVED = {"plan_driver": "plan_stream"}
"""Table that a later schema did away with -> the one that took its rows over."""

OF_BOTH_KEYS = ("rows", "figures", "tables")
ids = [sample.name for sample in SAMPLES]


@pytest.fixture(params=SAMPLES, ids=ids)
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.param
    return found


@pytest.fixture
def copy(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the file in a folder of its own, and a user who has never seen it."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    folder = tmp_path / "documents"
    folder.mkdir()
    return Path(shutil.copy(sample.path, folder))


def opened(path: Path, password: str, *, read_only: bool = False) -> OpenFile:
    return open_client_file(path, password, read_only=read_only, clock=Clock())


def compare(found: dict[str, object], sample: Sample, parts: tuple[str, ...]) -> None:
    """Everything recorded is there and the same; more may have come since."""
    recorded = sample.recorded()
    for part in parts:
        then = recorded[part]
        if part == "rows":
            then = {MOVED.get(table, table): rows for table, rows in then.items()}
        assert lost(found[part], then, part) == []


def test_the_files_are_the_ones_that_were_recorded(sample: Sample) -> None:
    content = sample.path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == sample.recorded()["sha256"]
    assert read_manifest(sample.path).min_reader == sample.version
    assert len(content) < 2_800_000


def test_every_released_schema_has_an_empty_a_typical_and_an_ugly_file() -> None:
    released = range(1, SCHEMA_VERSION + 1)
    for version in released:
        names = {path.stem for path in FOLDER.glob(f"v{version}_*.asfdesk")}
        assert {f"v{version}_{kind}" for kind in ("empty", "typical", "ugly")} <= names
    assert {path.stem for path in FOLDER.glob("*.asfdesk")} == set(ids)


def test_one_file_has_the_keys_that_are_shipped() -> None:
    costs = {slot.cost for sample in SAMPLES for slot in read_manifest(sample.path).slots}
    assert SHIPPED_COST in costs


def test_an_owner_gets_the_same_figures_after_migrating(sample: Sample, copy: Path) -> None:
    before = copy.read_bytes()
    file = opened(copy, sample.owners[0])
    client = file.file.manifest.client
    old = sample.version < SCHEMA_VERSION
    assert file.file.notes == [Note.MIGRATED] * old
    compare(facts_of(file, sample), sample, (*OF_BOTH_KEYS, "identities"))
    assert copy.read_bytes() == before, "the home file changes when it is saved, not before"
    kept = backup_files(client)
    found = [(one.why, one.path.read_bytes()) for one in kept]
    assert found == [(Why.BEFORE_MIGRATION, before)] * old
    with file.writing().writer.action("setting.small_count", ["enterprise"], leaves_undo=True):
        file.writing().enterprise.set_setting("touched_by", "a test")
    file.close()
    saved = read_container(copy).manifest
    assert (saved.min_reader, saved.min_writer) == (SCHEMA_VERSION, SCHEMA_VERSION)
    assert saved.parent == hashlib.sha256(before).hexdigest()
    again = opened(copy, sample.owners[-1])
    assert again.file.notes == []
    facts = facts_of(again, sample)
    compare(facts, sample, ("tables", "identities"))
    again.close()


def test_an_adviser_reads_it_and_leaves_the_file_as_it_is(sample: Sample, copy: Path) -> None:
    before = everything_under(copy.parent)
    for password in sample.advisers[-1:]:
        file = opened(copy, password)
        old = sample.version < SCHEMA_VERSION
        assert (file.role, file.read_only) == (Role.ADVISER, old)
        assert (Note.OLD_SCHEMA_READ_ONLY in file.file.notes) is old
        found = rows_of(file)
        compare({"rows": found}, sample, ("rows",))
        assert not file.session.identities_open
        for trainee in file.session.trainees.trainees():
            with pytest.raises(NeedsVaultKeyError):
                file.session.trainees.identity(trainee.id)
        file.close()
    assert everything_under(copy.parent) == before


def test_an_older_program_refuses_it_and_writes_nothing(
    sample: Sample, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that knows one schema less, on a file that has just been saved by this one."""
    file = opened(copy, sample.owners[0])
    with file.writing().writer.action("setting.small_count", ["enterprise"], leaves_undo=True):
        file.writing().enterprise.set_setting("touched_by", "a test")
    file.close()
    monkeypatch.setattr(manifest_json, "SCHEMA_VERSION", SCHEMA_VERSION - 1)
    before = everything_under(tmp_path)
    for read_only in (False, True):
        with pytest.raises(NewerFileError):
            opened(copy, sample.owners[0], read_only=read_only)
    assert everything_under(tmp_path) == before
