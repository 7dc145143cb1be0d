"""Parts of an Office document: read from the archive within limits, parsed without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from asfdesk.errors import ImportRefusedError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_PARTS = 2_000
MAX_PART = 60_000_000
"""Bytes of one part when unpacked: many times a year of attendance for a thousand people."""
MAX_RATIO = 300
"""A part that unpacks to more times its size was made to fill a memory."""
SMALL = 1_000_000
"""Parts below this are harmless, however well they are packed."""
_DEEPEST = 60
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,  # encrypted, or packed in a way that the library does not know
    EOFError,
    OSError,
    ValueError,
)


class _RefusedMarkupError(Exception):
    """A document type, or deeper elements than any workbook has."""


class ZipParts:
    """The parts of an archive, read one at a time."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except _UNREADABLE:
            raise broken() from None
        if len(infos) > MAX_PARTS:
            raise too_large()
        self._infos = {info.filename: info for info in infos}

    def read(self, name: str) -> bytes:
        """A part's bytes; b"" when there is no such part.

        Raises:
            ImportRefusedError: it is broken, encrypted or too large.
        """
        info = self._infos.get(name)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise broken()
        if info.file_size > MAX_PART or (
            info.file_size > SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1)
        ):
            raise too_large()
        try:
            with self._archive.open(info) as part:
                content = part.read(MAX_PART + 1)
        except _UNREADABLE:
            raise broken() from None
        if len(content) > min(MAX_PART, info.file_size):
            raise too_large()
        return content


def walk(
    data: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str, str], None],
) -> None:
    """Stream through a part: `start(name, attributes)`, then `end(name, text)`, local names.

    Raises:
        ImportRefusedError: it is not well-formed, or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    texts: list[list[str]] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if len(texts) >= _DEEPEST:
            raise _RefusedMarkupError
        texts.append([])
        start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def finish(tag: str) -> None:
        end(_local(tag), "".join(texts.pop()))

    def characters(text: str) -> None:
        texts[-1].append(text)

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _no_document_type
    try:
        parser.Parse(data, True)  # noqa: FBT003 - takes no names
    except (expat.ExpatError, LookupError, ValueError, _RefusedMarkupError):
        raise broken() from None


def _no_document_type(*_parts: object) -> None:
    raise _RefusedMarkupError


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def broken() -> ImportRefusedError:
    """The file cannot be read."""
    return ImportRefusedError(
        _("The file could not be read as a workbook; nothing was changed."),
        _("It is damaged, protected with a password, or another kind of file."),
        _("Open it in Excel or LibreOffice and save it as xlsx or csv without a password."),
    )


def too_large() -> ImportRefusedError:
    """The file is larger than any attendance."""
    return ImportRefusedError(
        _("The file is too large to be attendance; nothing was changed."),
        _("At most 20,000 rows, 400 columns and 20 MB are read."),
        _("Save only the sheet with attendance, month by month, and try again."),
    )
