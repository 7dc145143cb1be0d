"""When a client was visited last, as its own file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.storage.columns import need_day

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.storage.rows import Reader


def last_visit(rows: Reader) -> date | None:
    """The day of the latest visit; None while there is none."""
    day = rows.value("SELECT max(day) FROM visit")
    return None if day is None else need_day(str(day))
