"""What is expected and what was sold in the canary file: both have names written freely."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.planning.expected import ExpectedItem
from asfdesk.services.planning.note_expected import note_expected, set_sold_volumes
from tests.faults.canary_words import word

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


def plant_expected(session: WriteSession) -> None:
    """An item expected in the file's fiscal year, and a month's volume."""
    year = session.enterprise.fiscal_years()[0]
    month = Month.of(year.first)
    name = word("expected_item", "name")
    note_expected(session, ExpectedItem(0, "K30", month, -620_000, name, date(2026, 10, 5)))
    set_sold_volumes(session, "I20", word("sold_volume", "name"), {month: 1_200_000})
