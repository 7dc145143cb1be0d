"""Every code has its sentence, and sentences name what they should."""

from __future__ import annotations

import re

import pytest

from asfdesk.domain.books.sie import Code
from asfdesk.domain.books.sie_issues import issue
from asfdesk.reports.books.sie_sentences import ADVICE, WORDS
from asfdesk.reports.books.sie_words import issue_sentence, issue_todo, issue_word

MUST_ADVISE = tuple(Code)[: tuple(Code).index(Code.CHECKSUM_MISMATCH)]


def test_every_code_has_words() -> None:
    assert set(WORDS) == set(Code)


@pytest.mark.parametrize("code", MUST_ADVISE)
def test_what_stops_or_loses_something_says_what_to_do(code: Code) -> None:
    assert code in ADVICE
    assert issue_todo(code)


@pytest.mark.parametrize("code", list(Code))
def test_sentences_take_their_values(code: Code) -> None:
    named = set(re.findall(r"%\((\w+)\)s", WORDS[code]))
    values: dict[str, str | int] = dict.fromkeys(named, "7")
    assert issue_word(issue(code, 1, **values)).count("%(") == 0


def test_amounts_are_in_kronor_and_absent_names_are_dashes() -> None:
    found = issue(Code.UNBALANCED, 3, series="A", number="", difference_ore=-200)
    assert "A –" in issue_sentence(found)
    assert "\u22122" in issue_sentence(found)
