"""Suggested passwords and the recovery sheet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from asfdesk import paths
from asfdesk.errors import RefusedError
from asfdesk.services.passphrase import WORDS, suggest_passphrase
from asfdesk.services.recovery_sheet import recovery_sheet, save_recovery_sheet

if TYPE_CHECKING:
    from pathlib import Path


def words() -> list[str]:
    return paths.resource("words/sv.txt").read_text(encoding="utf-8").split()


def test_there_are_enough_words_and_none_twice() -> None:
    known = words()
    assert len(set(known)) == len(known)
    assert math.log2(len(known)) * WORDS > 46
    assert all(3 <= len(word) <= 12 and word.isalpha() and word.islower() for word in known)


def test_a_suggestion_is_words_from_the_list_and_another_each_time() -> None:
    found = [suggest_passphrase().split("-") for _ in range(20)]
    assert all(len(one) == WORDS for one in found)
    assert {word for one in found for word in one} <= set(words())
    assert len({tuple(one) for one in found}) == 20


def test_the_sheet_is_saved_elsewhere_only(tmp_path: Path) -> None:
    home = tmp_path / "Bageriet.asfdesk"
    sheet = recovery_sheet("Bageriet", "AAAA-BBBB")
    with pytest.raises(RefusedError):
        save_recovery_sheet(tmp_path / "kod.txt", sheet, home)
    assert list(tmp_path.iterdir()) == []
    safe = tmp_path / "pärm"
    safe.mkdir()
    save_recovery_sheet(safe / "kod.txt", sheet, home)
    assert (safe / "kod.txt").read_text(encoding="utf-8").split("\n")[2] == "AAAA-BBBB"
