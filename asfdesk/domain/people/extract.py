"""Everything that a client file holds about one trainee, as rows (registerutdrag, GDPR art. 15)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.period import Period

ExtractValue = str | int | None
"""What a column holds, with its seal opened."""


@dataclass(frozen=True)
class ExtractTable:
    """One table's rows about the trainee.

    Attributes:
        name: of the table.
        columns: names in the schema's order, without `_sealed`.
        rows: column -> value.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, ExtractValue], ...] = field(repr=False)


@dataclass(frozen=True)
class SentAbout:
    """A report that held the trainee, and what it said of the trainee.

    Attributes:
        made_on, sent_on: ISO days; sent_on is None when it has not been marked as sent.
        rows: (column, value) of each row with the trainee's running number.
    """

    report: str
    period: Period
    recipient: str
    made_on: str
    sent_on: str | None
    rows: tuple[tuple[tuple[str, ExtractValue], ...], ...] = field(repr=False, default=())
