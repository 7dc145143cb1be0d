from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.i18n import set_language
from asfdesk.reports.document import PersonalData
from asfdesk.reports.head_facts import data_facts, head_facts, open_issues_words, personal_words

if TYPE_CHECKING:
    from asfdesk.reports.document import Document


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_the_head_says_what_every_report_must(sample: Document) -> None:
    found = {fact.label: fact.value for fact in head_facts(sample)}
    assert found == {
        "Company": "Växthuset Café & Verkstad ek. för.",
        "Organisation number": "559999-0002",
        "Report": "R8 version 1",
        "Period": "January–March 2026",
        "Created": "2026-04-08 14:03",
        "Made with": "ASF Desk 0.1.0",
        "Data up to and including": date(2026, 3, 31),
        "Selection": "Avtal 2026-114",
        "Contains personal data": personal_words(PersonalData.PSEUDONYMOUS),
        "Number of records": 412,
        "Note": "EXAMPLE DATA",
    }


def test_data_end_with_the_period_and_everything_is_said(sample: Document) -> None:
    head = replace(sample.head, cut_off=None, filter="", records=None, example=False)
    document = replace(sample, head=head)
    found = {fact.label: fact.value for fact in data_facts(document)}
    assert found["Data up to and including"] == date(2026, 3, 31)
    assert found["Selection"] == "Everything"
    assert "Number of records" not in found
    assert all(fact.label != "Note" for fact in head_facts(document))


def test_the_recipient_is_named_when_known(sample: Document) -> None:
    document = replace(sample, head=replace(sample.head, recipient="Huddinge kommun"))
    assert ("Recipient", "Huddinge kommun") in {
        (fact.label, fact.value) for fact in data_facts(document)
    }


def test_personal_data_is_said_in_words() -> None:
    assert personal_words(PersonalData.YES) == "Yes"
    assert personal_words(PersonalData.NO) == "No"
    assert "anonym" not in personal_words(PersonalData.PSEUDONYMOUS).replace("pseudonym", "")
    assert open_issues_words()
