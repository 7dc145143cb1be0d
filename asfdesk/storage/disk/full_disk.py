"""Asking the disk itself whether it is full.

SQLite cannot always tell: when the journal cannot be opened on a full disk, it says the same as
on a broken one, and the user would look for the wrong fault.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asfdesk.errors import DiskFullError, SavingError
from asfdesk.storage.trouble import from_os

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.errors import AsfDeskError

_PROBE = bytes(4096)


def said_by_the_disk(error: AsfDeskError, folder: Path) -> AsfDeskError:
    """The error, or that the disk is full if it says so itself.

    Args:
        error: how it looked to the database. Only a plain `SavingError` is asked about.
        folder: on the disk that failed.
    """
    if type(error) is not SavingError:
        return error
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(_PROBE)
    except OSError as refused:
        told = from_os(refused)
        return told if isinstance(told, DiskFullError) else error
    return error


@contextmanager
def asking_the_disk(folder: Path) -> Iterator[None]:
    """Tell a full disk from a broken one in what the block raises.

    Raises:
        DiskFullError: the disk says that it is full.
    """
    try:
        yield
    except SavingError as error:
        told = said_by_the_disk(error, folder)
        if told is error:
            raise
        raise told from error
