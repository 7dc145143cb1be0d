"""An export never takes a client file's place, whatever it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import InvalidInputError
from asfdesk.storage.file.targets import refuse_client_file
from tests.states import STATES
from tests.strongbox import closed_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("state", ["wrong_password", "newer"])
def test_a_client_file_is_kept(home: Path, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    closed_file(home)
    there = STATES[state][1](home, monkeypatch).rename(home.with_suffix(".zip"))
    with pytest.raises(InvalidInputError) as caught:
        refuse_client_file(there)
    assert there.name in caught.value.what


def test_anything_else_may_be_replaced(home: Path) -> None:
    assert not home.exists()
    refuse_client_file(home)
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04" + bytes(400)):
        home.write_bytes(content)
        refuse_client_file(home)
        assert home.read_bytes() == content
