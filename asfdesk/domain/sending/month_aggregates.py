"""Counts of what is sealed, kept at locking for those who cannot open it (decisions C3, C16).

Whoever reads them knows every clear column: who ended when, and in which exit group. So

* a table tells the reasons within one group, whose size is known;
* small counts are hidden with company (`disclosure.protect`), and a table in which everybody has
  the same reason is hidden whole: a count of all tells each one's;
* each person stands in one table of a kind only. Windows never overlap, and when one is closed
  is decided by clear columns alone: neither two tables nor the time of one tell a reason apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Period
from asfdesk.domain.sending.counts import Table
from asfdesk.domain.sending.disclosure import protect

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from asfdesk.domain.period import Month


def window_of(month: Month) -> Period:
    """The twelve months that end with a month."""
    return Period.of_months(month.plus(1 - MONTHS_IN_YEAR), month)


def may_close(month: Month, closed: Collection[Month], base: int, threshold: int) -> bool:
    """Whether the twelve months to a month become a table.

    Args:
        month: its last month.
        closed: last months of the tables that there are.
        base: how many stand in it, as clear columns tell.
        threshold: smallest count that is shown.
    """
    window = window_of(month)
    overlaps = any(window.overlaps(window_of(one).first, window_of(one).last) for one in closed)
    return base >= threshold and not overlaps


def shown_counts(counts: Mapping[str, int], threshold: int) -> dict[str, int | None]:
    """A table whose total everybody knows; None = hidden."""
    if sum(count > 0 for count in counts.values()) == 1:
        return dict.fromkeys(counts)
    table = Table.one_way("", "", counts)
    protected = protect(table, threshold)
    return {code: protected.value(table.name(code)) for code in counts}
