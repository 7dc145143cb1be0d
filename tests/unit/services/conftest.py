"""The example enterprise, written once for all tests here, opened read-only for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.open_file import open_client_file
from asfdesk.storage.file.manifest import KdfCost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.services.file.open_file import OpenFile

from tests.undo_probe import probe

CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


SEEN: set[str] = set()


@pytest.fixture(autouse=True)
def _undone(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Every change that is made in these tests can be taken back without a trace."""
    seen = probe(monkeypatch, tmp_path_factory.mktemp("undo"))
    yield
    SEEN.update(seen)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> ExampleFiles:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("home")))
        return write_example(tmp_path_factory.mktemp("example"), cost=CHEAP)


@pytest.fixture
def opened(
    written: ExampleFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenFile]:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path))
    file = open_client_file(written.client_file, PASSWORD, read_only=True)
    yield file
    file.close()
