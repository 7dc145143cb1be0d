"""Whether a list of participants follows on what was sent for the month before (domain.md §8.1).

What differs from an earlier version of the same month is `report_rows.differences`; here the hours
so far are checked: they are last month's, as sent, plus this month's.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.sending.report_rows import ReportRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.hours.participation import Participation

HOURS, CUMULATIVE, START, END, IDENTIFIED = "hours", "cumulative", "start", "end", "identified"
"""Columns of a row."""


@dataclass(frozen=True)
class Carried:
    """A trainee whose hours so far don't follow from last month's list.

    Attributes:
        number, project: whom it is about.
        sent: what was sent last month, plus the hours of this one.
        now: what this list says.
    """

    number: int
    project: str
    sent: Fraction
    now: Fraction


def list_row(row: Participation, number: int, *, identified: bool) -> ReportRow:
    """What counts of a row when it is compared with what was sent; never the number itself.

    Args:
        row: one participation.
        number: the trainee's own number.
        identified: whether the list gives an identity number for the person.
    """
    return ReportRow(
        f"{number}/{row.project}",
        number,
        {
            START: row.starts_on.isoformat(),
            END: row.ended_on.isoformat() if row.ended_on else None,
            HOURS: str(row.hours),
            CUMULATIVE: str(row.cumulative),
            IDENTIFIED: int(identified),
        },
    )


def not_carried(now: Iterable[ReportRow], last_month: Iterable[ReportRow]) -> list[Carried]:
    """Hours so far that are not last month's plus this month's: an earlier list must be corrected.

    Somebody without a row last month had no time then; older time is not in that list, so only
    those with a row can be compared.
    """
    before = {row.key: row for row in last_month}
    found = []
    for row in now:
        earlier = before.get(row.key)
        if earlier is None or row.number is None:
            continue
        sent = _hours(earlier, CUMULATIVE) + _hours(row, HOURS)
        if sent != _hours(row, CUMULATIVE):
            project = row.key.partition("/")[2]
            found.append(Carried(row.number, project, sent, _hours(row, CUMULATIVE)))
    return found


def _hours(row: ReportRow, column: str) -> Fraction:
    value = row.values.get(column)
    return Fraction(value) if value is not None else Fraction(0)
