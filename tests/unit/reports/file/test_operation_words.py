"""Every operation that services record has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import asfdesk.services
from asfdesk.i18n import set_language
from asfdesk.reports.file.operation_words import OPERATIONS, operation_sentence

OPERATION = re.compile(r'"([a-z_]+\.[a-z_]+)"')
OTHER_DOTTED = {"manifest.json", "client.db"}


def recorded() -> set[str]:
    """Strings of the form noun.verb where an action is opened, or handed to a writer of rows."""
    found: set[str] = set()
    for file in Path(asfdesk.services.__path__[0]).rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        opens = r"\b(?:action|_write|_note|_save|_act|save_slots|rotate_keys)\("
        for call in re.finditer(opens, text):
            head = text[call.end() : call.end() + 120]
            found |= set(OPERATION.findall(head))
    return found - OTHER_DOTTED


def test_every_recorded_operation_has_a_sentence() -> None:
    operations = recorded()
    assert len(operations) > 50
    assert operations - set(OPERATIONS) == set()


def test_an_undo_is_told_with_what_it_undid() -> None:
    set_language("en")
    assert operation_sentence("buyer.add") == "Buyer added"
    assert operation_sentence("undo:buyer.add") == "Undone: Buyer added"


def test_an_unknown_operation_never_shows_its_own_text() -> None:
    set_language("en")
    assert operation_sentence("<b>moon</b>") == "Another change"
    assert operation_sentence("undo:" * 9_000 + "x") == "Undone: Another change"
