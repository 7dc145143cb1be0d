"""The outer form of packages: a ZIP with stored members whose every byte is decided.

Fixed dates, no compression, no extra fields, comments or descriptors (as the client file, decisions
C6). The reader writes what it found once more and compares: a byte that nothing depends on cannot
be changed, nothing can hide between the members, and there is nothing to unpack that could grow.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.formats.package.faults import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES = 32 * 1024 * 1024
"""Of a whole package; one with four reports is a fiftieth of it."""
MOST_MEMBERS = 40
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_BEGINNING = b"PK\x03\x04"
_UNREADABLE = (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, NotImplementedError)


def pack(members: Mapping[str, bytes]) -> bytes:
    """The one ZIP of these members, in this order; names are ASCII."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.create_system = 3
            member.external_attr = 0o600 << 16
            archive.writestr(member, content)
    return target.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP that `pack` wrote, in order.

    Raises:
        PackageRefusedError: NOT_A_PACKAGE, TOO_LARGE or DAMAGED.
    """
    if len(data) > MOST_BYTES:
        raise refused(PackageFault.TOO_LARGE)
    if data[: len(_BEGINNING)] != _BEGINNING:
        raise refused(PackageFault.NOT_A_PACKAGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            grown = any(one.file_size > len(data) for one in infos)
            if len(infos) > MOST_MEMBERS or grown:
                raise refused(PackageFault.TOO_LARGE)
            if any(one.compress_type != zipfile.ZIP_STORED for one in infos):
                raise refused(PackageFault.DAMAGED)
            members = {one.filename: archive.read(one) for one in infos}
            whole = len(members) == len(infos) and pack(members) == data
    except _UNREADABLE:
        raise refused(PackageFault.DAMAGED) from None
    if not whole:
        raise refused(PackageFault.DAMAGED)
    return members
