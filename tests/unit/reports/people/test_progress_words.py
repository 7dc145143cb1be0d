"""Every code of what is written has a word, and no two the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    GoalStatus,
    NoteKind,
    ProgressStep,
    SituationKind,
    WaitingStatus,
)
from asfdesk.domain.people.progress import SITUATION_TEXTS
from asfdesk.i18n import set_language
from asfdesk.reports.people import progress_words as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("codes", "word"),
    [
        (GoalStatus, words.goal_status_word),
        (ProgressStep, words.progress_step_word),
        (NoteKind, words.note_kind_word),
        (SituationKind, words.situation_kind_word),
        (ConsentKind, words.consent_kind_word),
        (WaitingStatus, words.waiting_status_word),
        (SITUATION_TEXTS, words.situation_text_word),
    ],
)
def test_each_code_has_a_word_of_its_own(
    language: str, codes: Iterable[object], word: Callable[[object], str]
) -> None:
    set_language(language)
    said = [word(code) for code in codes]
    assert all(said)
    assert len(set(said)) == len(said)


def test_a_step_is_said_with_its_number() -> None:
    set_language("en")
    assert words.progress_step_word(ProgressStep.TASKS) == "3. Work tasks with support"
