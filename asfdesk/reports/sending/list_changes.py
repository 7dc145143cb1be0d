"""The differences between a list and what was sent, one line for each value that differs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.sending.list_differences import CUMULATIVE, END, HOURS, IDENTIFIED, START
from asfdesk.domain.sending.report_rows import RowChange, differences
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.words import trainee_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asfdesk.domain.sending.report_rows import ReportRow, RowDifference, RowValue


def change_rows(sent: Iterable[ReportRow], now: Iterable[ReportRow]) -> list[doc.Row]:
    """One row for each value that is not as it was sent."""
    return [row for one in differences(sent, now) for row in _rows(one)]


def month_rows(last_month: Iterable[ReportRow], now: Iterable[ReportRow]) -> list[doc.Row]:
    """Who has come since last month's list and who is not in it any more, with hours then and now.

    Somebody who is gone without a reported end had no time this month: the end may be forgotten.
    """
    found = differences(last_month, now)
    return [_month_row(one) for one in found if one.change is not RowChange.CHANGED]


def _month_row(found: RowDifference) -> doc.Row:
    who = trainee_word(found.number) if found.number is not None else ""
    added = found.change is RowChange.NEW
    ended = found.before.get(END) is not None
    gone = _("Ended last month") if ended else _("No time this month, and no end reported")
    what = doc.Cell(_("New in the list") if added else gone)
    if not added and not ended:
        what = doc.Cell(what.value, tone=doc.Tone.WARN)
    was, now = found.before.get(HOURS), found.after.get(HOURS)
    return doc.row(
        who,
        found.key.partition("/")[2],
        what,
        "" if added else _text(HOURS, was),
        _text(HOURS, now) if added else "",
    )


def _rows(found: RowDifference) -> Iterator[doc.Row]:
    who = trainee_word(found.number) if found.number is not None else ""
    project = found.key.partition("/")[2]
    if found.change is not RowChange.CHANGED:
        added = found.change is RowChange.NEW
        hours = _text(HOURS, (found.after if added else found.before).get(HOURS))
        what = _("New in the list") if added else _("No longer in the list")
        yield doc.row(who, project, what, "" if added else hours, hours if added else "")
        return
    for column in dict.fromkeys((*found.before, *found.after)):
        was, now = found.before.get(column), found.after.get(column)
        yield doc.row(who, project, _word(column), _text(column, was), _text(column, now))


def _word(column: str) -> str:
    return {
        START: _("Start"),
        END: _("End"),
        HOURS: _("Hours in the month"),
        CUMULATIVE: _("Hours so far"),
        IDENTIFIED: _("Identity number"),
    }.get(column, column)


def _text(column: str, value: RowValue) -> str:
    if value is None:
        return i18n.ABSENT
    if column in (HOURS, CUMULATIVE):
        hours = Fraction(value)
        return i18n.decimal(hours, 0 if hours.denominator == 1 else 2)
    if column == IDENTIFIED:
        return _("given") if value else _("missing")
    return str(value)
