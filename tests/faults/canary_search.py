"""Looking for canaries: in files as they lie there, and in pages decrypted with a key."""

from __future__ import annotations

import base64
import io
import re
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from asfdesk.errors import AsfDeskError
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import unlock
from tests.faults import canary_words as words
from tests.strongbox import PAGE, decrypted_pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_SHORT = (words.BIRTH_YEAR,)
"""Four digits turn up in any hash; they count only by themselves."""
_HEADER = b"\x10\x00"
"""Of a decrypted first page: 4096 bytes a page (SQLite file format §1.3.2) …"""
_FRACTIONS = b"\x40\x20\x20"
"""… and the fixed payload fractions, five bytes further on."""
_LEAST = 8
"""Fewer letters of base64 are found in any."""


def _numbers(*numbers: str) -> tuple[str, ...]:
    """Each as twelve and ten digits, with and without a hyphen."""
    return tuple(
        spelt
        for one in numbers
        for digits in (one, one[2:])
        for spelt in (digits, f"{digits[:-4]}-{digits[-4:]}")
    )


SEALED = (
    words.STEM,
    words.GUARDED,
    *_numbers(words.PERSONAL_NUMBER, words.COORDINATION_NUMBER),
    words.PHONE,
    f"{words.PHONE[:3]}-{words.PHONE[3:]}",
)
WRITTEN = (words.WRITTEN_STEM,)
IN_PAGES = (*SEALED, *words.CODES, words.CHECKED_ON, words.BIRTH_YEAR)
"""Codes, days and years are looked for only where the program's own text does not lie."""


def spellings(text: str) -> Iterator[tuple[bytes, bool]]:
    """How a text could lie in a file, and whether upper and lower case are told apart.

    The stems are plain letters and digits: UTF-8, Latin-1, code page 437 and percent-encoding
    spell them alike.
    """
    small = text.lower()
    yield small.encode(), False
    yield small.encode("utf-16-le"), False
    yield small.encode("utf-16-be"), False
    for one in (text, small):
        yield "".join(f"%{letter:02x}" for letter in one.encode()).encode(), False
    for code in ("utf-8", "utf-16-le"):
        raw = text.encode(code)
        yield raw.hex().encode(), False
        for shift in range(3):
            coded = _base64(raw, shift)
            if len(coded) >= _LEAST:
                yield coded, True


def _base64(raw: bytes, shift: int) -> bytes:
    """The letters that these bytes alone decide when so many others stand before them."""
    coded = base64.b64encode(bytes(shift) + raw).rstrip(b"=")
    whole = (shift + len(raw)) % 3 == 0
    return coded[-(-shift * 8 // 6) : None if whole else -1]


_LONE = {text: re.compile(rb"(?<![0-9a-f])%b(?![0-9a-f])" % text.encode()) for text in _SHORT}
_PATTERNS = {text: tuple(spellings(text)) for text in (*IN_PAGES, *WRITTEN)}


def _is_in(text: str, content: bytes, small: bytes) -> bool:
    if text in _LONE:
        return bool(_LONE[text].search(small))
    return any(spelt in (content if exact else small) for spelt, exact in _PATTERNS[text])


def hits(content: bytes, texts: Collection[str]) -> list[str]:
    """Which of the texts are in there, however spelt; also inside ZIP members."""
    small = content.lower()
    found = [text for text in texts if _is_in(text, content, small)]
    if not found and content.startswith(b"PK\x03\x04"):
        return [one for member in _members(content) for one in hits(member, texts)]
    return found


def _members(content: bytes) -> list[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return []


@dataclass
class Found:
    """What a search went through, and what it met."""

    files: int = 0
    size: int = 0
    pages: int = 0
    hits: list[str] = field(default_factory=list)

    def __iadd__(self, other: Found) -> Self:
        self.files += other.files
        self.size += other.size
        self.pages += other.pages
        self.hits += other.hits
        return self


def search_folders(folders: Iterable[Path], texts: Collection[str], when: str) -> Found:
    """Every file below, whatever it is called, and its name."""
    found = Found()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            told = hits(str(path.relative_to(folder)).encode(), texts)
            found.hits += [f"{when}: {one} in the name of a file" for one in told]
            if not path.is_file() or path.is_symlink():
                continue
            content = path.read_bytes()
            found.files += 1
            found.size += len(content)
            inside = hits(content, texts)
            found.hits += [f"{when}: {one} in {path.relative_to(folder)}" for one in inside]
    return found


def data_keys(containers: Iterable[Path], passwords: Iterable[str]) -> list[bytes]:
    """The data keys that the passwords open."""
    keys = []
    for path in containers:
        manifest = read_container(path).manifest
        for password in passwords:
            try:
                key = unlock(manifest, password).data_key
            except AsfDeskError:
                continue
            if key not in keys:
                keys.append(key)
    return keys


def pages_of(path: Path, keys: Iterable[bytes]) -> bytes | None:
    """The decrypted pages of a client file, a backup or a working copy; None = no key fits."""
    with tempfile.TemporaryDirectory() as folder:
        payload = path
        if path.suffix == ".asfdesk":
            payload = Path(folder) / "payload"
            read_container(path, payload)
        database = payload.read_bytes()
    for key in keys:
        start = decrypted_pages(database[:PAGE], key)
        if start[:2] == _HEADER and start[5:8] == _FRACTIONS:
            return decrypted_pages(database, key)
    return None


def databases(*folders: Path) -> list[Path]:
    """Client files, backups and working copies."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix == ".asfdesk" or path.name == "client.db"
    ]


def search_pages(
    paths: Iterable[Path], keys: Collection[bytes], texts: Collection[str | bytes], when: str
) -> Found:
    """The decrypted pages of each; one that no key opens is a hit too, for it was not searched."""
    found = Found()
    for path in paths:
        pages = pages_of(path, keys)
        if pages is None:
            found.hits.append(f"{when}: no key opens {path.name}")
            continue
        found.files += 1
        found.pages += len(pages) // PAGE
        inside = hits(pages, [one for one in texts if isinstance(one, str)])
        inside += ["ciphertext" for one in texts if isinstance(one, bytes) and one in pages]
        found.hits += [f"{when}: {one} in the pages of {path.name}" for one in inside]
    return found
