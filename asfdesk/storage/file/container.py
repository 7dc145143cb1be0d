"""The container: a ZIP of exactly two stored members, manifest.json and client.db.

The bytes are fully decided by the manifest and the payload: fixed dates, no extra fields, no
comments, no data descriptors (decisions C6). The reader rebuilds every byte outside the payload
and compares, so that nothing can hide between the members. APPNOTE.TXT 6.3 §4.3.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from asfdesk.errors import FileMissingError, OpeningError
from asfdesk.i18n import _
from asfdesk.storage.disk.atomic import create_private
from asfdesk.storage.file.manifest_json import (
    MAGIC,
    MAX_MANIFEST_BYTES,
    manifest_bytes,
    not_a_client_file,
    parse_manifest,
)
from asfdesk.storage.trouble import damaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.storage.file.manifest import Manifest

MANIFEST_NAME = b"manifest.json"
PAYLOAD_NAME = b"client.db"
MAX_PAYLOAD_BYTES = 2**32 - 2**20
"""Below 4 GiB with room for the frame: no ZIP64, one form only."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _STORED, _NO_FLAGS = 10, 0, 0
_TIME, _DATE = 0, 0x0021  # 1980-01-01 00:00, the earliest a ZIP can say
_CHUNK = 1024 * 1024
_BLANK = 512
"""So many zeros at the beginning are a lost block; no kind of file begins so."""
_TRACES = (f'"magic":"{MAGIC}"'.encode(), b'"payload":{"bytes":', b'"min_reader":')


@dataclass(frozen=True)
class Digest:
    """What a payload is, without holding it."""

    size: int
    sha256: str
    crc: int


@dataclass(frozen=True)
class Container:
    """A client file that has been read through and is whole.

    Attributes:
        manifest: what it says about itself.
        sha256: hash of the whole file; names this generation.
        offset: where client.db begins, in bytes.
    """

    manifest: Manifest
    sha256: str
    offset: int


def _chunks(stream: BinaryIO, size: int | None = None) -> Iterator[bytes]:
    left = size
    while left is None or left > 0:
        chunk = stream.read(_CHUNK if left is None else min(_CHUNK, left))
        if not chunk:
            return
        left = None if left is None else left - len(chunk)
        yield chunk


def digest_of(path: Path) -> Digest:
    """Read a file that nobody writes to and say what it is."""
    sha256, crc, size = hashlib.sha256(), 0, 0
    with path.open("rb") as stream:
        for chunk in _chunks(stream):
            sha256.update(chunk)
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return Digest(size, sha256.hexdigest(), crc)


def _local(name: bytes, crc: int, size: int) -> bytes:
    fields = (_VERSION, _NO_FLAGS, _STORED, _TIME, _DATE, crc, size, size, len(name), 0)
    return _LOCAL.pack(b"PK\x03\x04", *fields) + name


def _central(name: bytes, crc: int, size: int, offset: int) -> bytes:
    fields = (_VERSION, _VERSION, _NO_FLAGS, _STORED, _TIME, _DATE, crc, size, size, len(name))
    return _CENTRAL.pack(b"PK\x01\x02", *fields, 0, 0, 0, 0, 0, offset) + name


def _frame(manifest: bytes, payload_crc: int, payload_size: int) -> tuple[bytes, bytes]:
    """The bytes before and after the payload."""
    manifest_crc = zlib.crc32(manifest)
    first = _local(MANIFEST_NAME, manifest_crc, len(manifest)) + manifest
    head = first + _local(PAYLOAD_NAME, payload_crc, payload_size)
    directory = _central(MANIFEST_NAME, manifest_crc, len(manifest), 0) + _central(
        PAYLOAD_NAME, payload_crc, payload_size, len(first)
    )
    at = len(head) + payload_size
    end = _END.pack(b"PK\x05\x06", 0, 0, 2, 2, len(directory), at, 0)
    return head, directory + end


def write_container(target: Path, manifest: Manifest, payload: Path, digest: Digest) -> None:
    """Write a new client file and make its bytes durable.

    Args:
        target: a path where nothing is yet.
        manifest: finished, HMAC and signature included.
        payload: the verified snapshot.
        digest: of the payload, as in the manifest.

    Raises:
        OSError: as the system says it; an unfinished file may be left at `target`.
        ValueError: manifest or payload too large for the format.
    """
    content = manifest_bytes(manifest)
    if len(content) > MAX_MANIFEST_BYTES or digest.size > MAX_PAYLOAD_BYTES:
        raise ValueError(len(content), digest.size)
    head, tail = _frame(content, digest.crc, digest.size)
    with os.fdopen(create_private(target), "wb") as out, payload.open("rb") as source:
        out.write(head)
        for chunk in _chunks(source):
            out.write(chunk)
        out.write(tail)
        out.flush()
        os.fsync(out.fileno())


def read_manifest(path: Path) -> Manifest:
    """The manifest alone: what can be told without reading the whole file.

    Raises:
        OpeningError: see `read_container`; damage to the payload is not looked for.
    """
    with _opened(path) as stream:
        return parse_manifest(_manifest_bytes(stream))


def read_container(path: Path, payload_to: Path | None = None) -> Container:
    """Read a client file through and check every byte of it.

    Args:
        path: the home file, a backup or a package.
        payload_to: where to put client.db, made durable; nothing may be there yet.

    Raises:
        FileMissingError: nothing there, or the drive is gone.
        NotAClientFileError: another kind of file.
        NewerFileError: made by a newer program.
        FileDamagedError: ours, but some byte is not as it was written.
        OSError: `payload_to` could not be written.
    """
    with _opened(path) as stream:
        content = _manifest_bytes(stream)
        manifest = parse_manifest(content)
        offset = _LOCAL.size * 2 + len(MANIFEST_NAME) + len(content) + len(PAYLOAD_NAME)
        stream.seek(0)
        whole = hashlib.sha256()
        head = stream.read(offset)
        digest = _read_payload(stream, manifest.payload_bytes, payload_to, whole, head)
        tail = stream.read(_CHUNK)
        whole.update(tail)
    wanted = _frame(content, digest.crc, digest.size)
    sizes = (digest.size, digest.sha256) == (manifest.payload_bytes, manifest.payload_sha256)
    if not sizes or (head, tail) != wanted:
        raise damaged()
    return Container(manifest, whole.hexdigest(), offset)


def _read_payload(
    stream: BinaryIO,
    size: int,
    target: Path | None,
    whole: hashlib._Hash,
    head: bytes,
) -> Digest:
    whole.update(head)
    sha256, crc, found = hashlib.sha256(), 0, 0
    out = os.fdopen(create_private(target), "wb") if target else None
    try:
        for chunk in _chunks(stream, size):
            sha256.update(chunk)
            whole.update(chunk)
            crc = zlib.crc32(chunk, crc)
            found += len(chunk)
            if out:
                out.write(chunk)
        if out:
            out.flush()
            os.fsync(out.fileno())
    finally:
        if out:
            out.close()
    return Digest(found, sha256.hexdigest(), crc)


def _opened(path: Path) -> BinaryIO:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would be read for ever
            raise not_a_client_file()
        return path.open("rb")
    except FileNotFoundError:
        raise FileMissingError(
            _("The file is not there."),
            _("It may have been moved or renamed, or the drive is not connected."),
            _("Nothing was changed. Connect the drive and try again, or choose the file again."),
        ) from None
    except OSError as error:
        raise OpeningError(
            _("The file could not be read."),
            _("The computer answered: %(reason)s.") % {"reason": error.strerror or "?"},
            _("Nothing was changed. Check that you may read the file, and try again."),
        ) from error


def _manifest_bytes(stream: BinaryIO) -> bytes:
    """The first member, if it is our manifest and its CRC holds."""
    start = stream.read(_LOCAL.size + len(MANIFEST_NAME) + MAX_MANIFEST_BYTES)
    if not start.strip(b"\0"):
        raise damaged(_("The file is empty."))
    if not start[:_BLANK].strip(b"\0"):
        raise damaged()  # a block that a disk or a synchronising program has not filled
    name = start[_LOCAL.size : _LOCAL.size + len(MANIFEST_NAME)]
    if start[:4] != b"PK\x03\x04" or name != MANIFEST_NAME:
        raise _foreign_or_damaged(start)
    fields = _LOCAL.unpack_from(start)
    crc, size = fields[6], fields[7]
    content = start[_LOCAL.size + len(name) :][:size]
    if size > MAX_MANIFEST_BYTES or len(content) != size or zlib.crc32(content) != crc:
        raise _foreign_or_damaged(start)
    return content


def _foreign_or_damaged(start: bytes) -> OpeningError:
    """A broken beginning: of ours, if anything of our manifest can be seen in it."""
    return damaged() if any(trace in start for trace in _TRACES) else not_a_client_file()
