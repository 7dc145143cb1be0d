"""The container: one form only, and every changed byte noticed."""

from __future__ import annotations

import json
import os
import random
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from asfdesk.errors import (
    FileDamagedError,
    FileMissingError,
    NewerFileError,
    NotAClientFileError,
    OpeningError,
)
from asfdesk.storage.file import container
from asfdesk.storage.file.container import (
    digest_of,
    read_container,
    read_manifest,
    write_container,
)
from asfdesk.storage.file.manifest_json import MAX_MANIFEST_BYTES
from tests.strongbox import closed_file

FLIPS = 500
"""tests/faults flips ten thousand."""
TRUNCATIONS = 200


@pytest.fixture
def whole(home: Path) -> bytes:
    return closed_file(home).read_bytes()


def refused(path: Path, content: bytes) -> type[OpeningError]:
    path.write_bytes(content)
    with pytest.raises(OpeningError) as caught:
        read_container(path)
    assert path.read_bytes() == content
    return type(caught.value)


def test_any_zip_program_sees_two_stored_members(home: Path) -> None:
    closed_file(home)
    with zipfile.ZipFile(home) as archive:
        members = archive.infolist()
        assert archive.testzip() is None
        assert archive.comment == b""
    assert [member.filename for member in members] == ["manifest.json", "client.db"]
    for member in members:
        assert member.compress_type == zipfile.ZIP_STORED
        assert member.date_time == (1980, 1, 1, 0, 0, 0)
        assert (member.extra, member.comment, member.flag_bits) == (b"", b"", 0)


def test_the_bytes_are_decided_by_manifest_and_payload(home: Path, tmp_path: Path) -> None:
    closed_file(home)
    payload, again = tmp_path / "client.db", tmp_path / "again.asfdesk"
    found = read_container(home, payload)
    write_container(again, found.manifest, payload, digest_of(payload))
    assert again.read_bytes() == home.read_bytes()
    assert read_container(again) == found


def test_the_payload_lies_where_the_manifest_says(home: Path) -> None:
    closed_file(home)
    found = read_container(home)
    with zipfile.ZipFile(home) as archive:
        payload = archive.read("client.db")
    assert home.read_bytes()[found.offset :].startswith(payload)
    assert len(payload) == found.manifest.payload_bytes


def test_every_flipped_bit_is_damage(whole: bytes, tmp_path: Path) -> None:
    dice = random.Random(20260314)  # noqa: S311 - the same places every time
    edges = [*range(64), *range(len(whole) - 130, len(whole))]
    places = edges + [dice.randrange(len(whole)) for _ in range(FLIPS - len(edges))]
    seen = set()
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        seen.add(refused(tmp_path / "flipped.asfdesk", bytes(changed)))
    assert seen == {FileDamagedError}


def test_every_truncation_is_damage(whole: bytes, tmp_path: Path) -> None:
    dice = random.Random(20260315)  # noqa: S311 - the same places every time
    lengths = [0, 1, 29, 30, 43, len(whole) - 1, len(whole) - 22]
    lengths += [dice.randrange(44, len(whole)) for _ in range(TRUNCATIONS - len(lengths))]
    # A fragment too short to hold anything of ours cannot be told from another file.
    kinds = {n: refused(tmp_path / "cut.asfdesk", whole[:n]) for n in lengths}
    assert {kinds[n] for n in lengths if n == 0 or n > 600} == {FileDamagedError}
    assert set(kinds.values()) <= {FileDamagedError, NotAClientFileError}


@pytest.mark.parametrize("extra", [b"\0", b"PK\x05\x06", b"x" * 4096])
def test_bytes_after_the_end_are_damage(whole: bytes, tmp_path: Path, extra: bytes) -> None:
    assert refused(tmp_path / "longer.asfdesk", whole + extra) is FileDamagedError


def test_a_third_member_is_damage(home: Path) -> None:
    closed_file(home)
    with zipfile.ZipFile(home, "a") as archive:
        archive.writestr("note.txt", "hello")
    assert refused(home, home.read_bytes()) is FileDamagedError


def test_zeroed_blocks_and_empty_files_are_damage(whole: bytes, tmp_path: Path) -> None:
    zeroed = whole[:8192] + bytes(4096) + whole[12288:]
    assert refused(tmp_path / "a.asfdesk", zeroed) is FileDamagedError
    first_gone = bytes(4096) + whole[4096:]
    assert refused(tmp_path / "d.asfdesk", first_gone) is FileDamagedError
    assert refused(tmp_path / "b.asfdesk", bytes(len(whole))) is FileDamagedError
    assert refused(tmp_path / "c.asfdesk", b"") is FileDamagedError


def test_a_page_of_an_older_generation_is_damage(whole: bytes, tmp_path: Path) -> None:
    pages = bytearray(whole)
    start = read_container_offset(whole, tmp_path)
    first, second = start + 4096, start + 8192
    pages[first:second], pages[second : second + 4096] = (
        pages[second : second + 4096],
        pages[first:second],
    )
    assert refused(tmp_path / "swapped.asfdesk", bytes(pages)) is FileDamagedError


def read_container_offset(whole: bytes, tmp_path: Path) -> int:
    path = tmp_path / "whole.asfdesk"
    path.write_bytes(whole)
    return read_container(path).offset


@pytest.mark.parametrize(
    "content",
    [b"hello", b"%PDF-1.7\n" + b"x" * 9999, b"PK\x05\x06" + bytes(18), b"SQLite format 3\0" * 90],
)
def test_other_files_are_not_client_files(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path / "other.asfdesk", content) is NotAClientFileError


def test_another_archive_with_a_manifest_is_not_a_client_file(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", '{"name": "an extension"}')
    assert refused(path, path.read_bytes()) is NotAClientFileError


def test_a_folder_and_nothing_have_their_own_errors(tmp_path: Path) -> None:
    with pytest.raises(NotAClientFileError):
        read_container(tmp_path)
    with pytest.raises(FileMissingError):
        read_container(tmp_path / "gone.asfdesk")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_what_has_no_end_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.asfdesk"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero")):
        with pytest.raises(NotAClientFileError):
            read_manifest(endless)


def rewritten(whole: bytes, tmp_path: Path, manifest: bytes) -> bytes:
    """The file with another manifest, every CRC right."""
    path, payload = tmp_path / "source.asfdesk", tmp_path / "source.db"
    path.write_bytes(whole)
    read_container(path, payload)
    head, tail = container._frame(
        manifest, zlib.crc32(payload.read_bytes()), len(payload.read_bytes())
    )
    return head + payload.read_bytes() + tail


@pytest.mark.parametrize("key", ["format", "min_reader", "min_writer"])
def test_a_newer_file_is_told_before_anything_else(whole: bytes, tmp_path: Path, key: str) -> None:
    path = tmp_path / "source.json"
    path.write_bytes(whole)
    newer = {"magic": "asfdesk-client", "format": 1, "min_reader": 1, "min_writer": 1}
    manifest = json.dumps({**newer, key: 99, "whatever": ["it", "holds"]}).encode()
    assert refused(tmp_path / "new.asfdesk", rewritten(whole, tmp_path, manifest)) is NewerFileError


@pytest.mark.parametrize(
    "change",
    [
        {"generation": 0},
        {"generation": "1"},
        {"generation": True},
        {"client": 7},
        {"client": "x"},
        {"slots": []},
        {"slots": [{}]},
        {"slots": None},
        {"parent": 5},
        {"parent": "zz"},
        {"app_version": {}},
        {"saved_at": "yesterday"},
        {"payload": {"bytes": 1}},
        {"next_slot": 1},
        {"signing": {"public": "AB", "sealed": ""}},
        {"min_reader": 0},
        {"min_reader": None},
        {"more": 1},
    ],
)
def test_a_manifest_that_is_not_as_we_write_it_is_damage(
    whole: bytes, tmp_path: Path, change: dict[str, object]
) -> None:
    path = tmp_path / "source.asfdesk"
    path.write_bytes(whole)
    with zipfile.ZipFile(path) as archive:
        value = json.loads(archive.read("manifest.json"))
    manifest = json.dumps({**value, **change}, sort_keys=True, separators=(",", ":")).encode()
    content = rewritten(whole, tmp_path, manifest)
    assert refused(tmp_path / "odd.asfdesk", content) is FileDamagedError


@pytest.mark.parametrize("manifest", [b"[" * 60000, b"{}", b"null", b"\xff\xfe", b'{"magic":1}'])
def test_a_hostile_manifest_is_refused(whole: bytes, tmp_path: Path, manifest: bytes) -> None:
    content = rewritten(whole, tmp_path, manifest)
    assert refused(tmp_path / "hostile.asfdesk", content) is NotAClientFileError


def test_spaces_in_the_manifest_are_damage(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "source.asfdesk"
    path.write_bytes(whole)
    with zipfile.ZipFile(path) as archive:
        value = json.loads(archive.read("manifest.json"))
    content = rewritten(whole, tmp_path, json.dumps(value, sort_keys=True).encode())
    assert refused(tmp_path / "spaces.asfdesk", content) is FileDamagedError


def test_a_manifest_too_large_is_not_written(home: Path, tmp_path: Path) -> None:
    closed_file(home)
    payload = tmp_path / "client.db"
    manifest = read_container(home, payload).manifest
    large = replace(manifest, app_version="x" * MAX_MANIFEST_BYTES)
    with pytest.raises(ValueError, match=r"\d+"):
        write_container(tmp_path / "large.asfdesk", large, payload, digest_of(payload))
    assert not (tmp_path / "large.asfdesk").exists()


def test_the_manifest_alone_holds_no_name_and_no_key(home: Path) -> None:
    closed_file(home)
    manifest = read_manifest(home)
    assert manifest == read_container(home).manifest
    assert "wrapped" not in repr(manifest)
    assert manifest.slots[0].wrapped.hex() not in repr(manifest)
