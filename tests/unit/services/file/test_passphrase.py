"""Suggested passwords."""

from __future__ import annotations

import math

from asfdesk import paths
from asfdesk.services.file.passphrase import WORDS, suggest_passphrase


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
