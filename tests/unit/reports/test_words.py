"""Every code has a word, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain import codes
from asfdesk.domain.agreements import DayCount
from asfdesk.domain.books.ledger import ActualSource
from asfdesk.domain.period import PeriodKind
from asfdesk.domain.plan import ValueSource
from asfdesk.i18n import set_language
from asfdesk.reports import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

LISTS: list[tuple[type[StrEnum], Callable[..., str]]] = [
    (codes.Sex, words.sex_word),
    (codes.AgeBand, words.age_band_word),
    (codes.Form, words.form_word),
    (codes.ReferringBody, words.referring_body_word),
    (codes.PayerKind, words.payer_kind_word),
    (codes.AttendanceCode, words.attendance_code_word),
    (codes.ExitReason, words.exit_reason_word),
    (codes.ExitGroup, words.exit_group_word),
    (codes.PriceUnit, words.price_unit_word),
    (codes.PriceBasis, words.price_basis_word),
    (codes.Activity, words.activity_word),
    (codes.LegalForm, words.legal_form_word),
    (codes.CoordinationStatus, words.coordination_status_word),
    (DayCount, words.day_count_word),
    (ValueSource, words.value_source_word),
    (ActualSource, words.actual_source_word),
    (PeriodKind, words.period_kind_word),
]


@pytest.mark.parametrize(
    ("codes_", "word"), LISTS, ids=lambda value: getattr(value, "__name__", "")
)
def test_every_code_has_a_word_of_its_own(codes_: type[StrEnum], word: Callable[..., str]) -> None:
    set_language("en")
    said = [word(code) for code in codes_]
    assert all(said)
    assert len(set(said)) == len(said)


def test_people_without_a_name_have_a_number() -> None:
    set_language("en")
    assert words.trainee_word(7) == "Trainee 7"
    assert words.protected_word(7) == "Protected person 7"
    assert words.supervisor_word(3) == "Supervisor 3"
