"""A full disk is called full, also when the database could not tell."""

from __future__ import annotations

import errno
import tempfile
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import DiskFullError, SavingError, UncertainError
from asfdesk.storage.disk.full_disk import asking_the_disk, said_by_the_disk
from asfdesk.storage.trouble import disk_failed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_disk_that_takes_a_probe_is_not_full(tmp_path: Path) -> None:
    error = disk_failed()
    assert said_by_the_disk(error, tmp_path) is error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "full"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EIO, False)]
)
def test_what_refuses_the_probe_is_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, full: bool
) -> None:
    def refuse(**_where: object) -> None:
        raise OSError(code, "refused")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    error = disk_failed()
    assert isinstance(said_by_the_disk(error, tmp_path), DiskFullError) is full
    cause = OSError("what the database saw")
    with pytest.raises(DiskFullError if full else SavingError), asking_the_disk(tmp_path):
        raise error from cause
    assert error.__cause__ is cause
    uncertain = UncertainError("a", "b", "c")
    assert said_by_the_disk(uncertain, tmp_path) is uncertain
