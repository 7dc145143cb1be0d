"""A client's figures in words."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.visiting.client import ClientFigures, FileState
from asfdesk.i18n import set_language
from asfdesk.reports.visiting.client_words import (
    actions_word,
    reports_word,
    state_word,
    thousands,
)

DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.mark.parametrize(
    ("ore", "said"),
    [
        (None, "–"),
        (12_300_000, "+123 tkr"),
        (-12_300_000, "−123 tkr"),
        (-4_949_999, "−49 tkr"),
        (-4_950_000, "−50 tkr"),
        (49_999, "0 tkr"),
        (0, "0 tkr"),
    ],
)
def test_thousands_are_rounded_once(ore: int | None, said: str) -> None:
    assert thousands(ore, signed=True) == said


def test_late_reports_and_actions_are_counted() -> None:
    known = ClientFigures(
        DAY, late_reports=("R7 2026-Q3", "R1 2026-09"), open_actions=5, late_actions=2
    )
    assert reports_word(known) == "R7 2026-Q3 late, +1"
    assert actions_word(known) == "5, 2 late"
    assert (reports_word(None), actions_word(None)) == ("–", "–")


def test_every_state_has_words_but_the_plain_one() -> None:
    said = [state_word(state) for state in FileState]
    assert said.count("") == 1
    assert len(set(said)) == len(FileState)
    assert state_word(FileState.HERE, conflict=True) == "conflict: two versions"
