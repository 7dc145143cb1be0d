"""What an adviser's visit leaves on the adviser's computer: no copy of the client's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.manage_enterprise import set_small_count
from asfdesk.storage.file.container import read_container
from tests.strongbox import ADVISER, CHEAP, everything_under, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_visit_that_is_closed_leaves_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "owner"))
    opened, _code = new_enterprise(tmp_path / "a")
    add_adviser_access(opened, "", ADVISER, CHEAP)
    opened.close()
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "adviser"))
    visit = open_client_file(opened.path, ADVISER)
    set_small_count(visit.writing(), 7)
    assert len(list((tmp_path / "adviser" / "work").iterdir())) == 1
    visit.close()
    assert read_container(opened.path).manifest.generation >= 3
    left = everything_under(tmp_path / "adviser")
    assert {path.suffix for path in left} <= {".json", ""}
    assert max(len(content) for content in left.values()) < 200
    assert list((tmp_path / "adviser" / "work").iterdir()) == []
    assert not any(path.suffix == ".asfdesk" for path in left)
