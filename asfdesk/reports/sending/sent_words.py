"""What was sent, in words: states, reasons, and columns of rows that are compared."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AttendanceCode
from asfdesk.domain.sending.report_rows import RowChange
from asfdesk.domain.sending_codes import ResendReason, SentState
from asfdesk.i18n import ABSENT, N_, _, decimal, hours, money_exact, month_name, percent
from asfdesk.reports.words import attendance_code_word, trainee_word

if TYPE_CHECKING:
    from asfdesk.domain.period import Month
    from asfdesk.domain.sending.report_rows import RowDifference, RowValue
    from asfdesk.domain.sending.sent import SentReport

_COLUMNS = {
    "planned": N_("Planned hours"),
    "attended": N_("Attended"),
    "code": N_("Absence"),
    "price": N_("Unit price, kr"),
    "booked": N_("Booked"),
    "paid_absence": N_("Paid absence"),
    "payable": N_("Payable"),
    "amount": N_("Excl. VAT, kr"),
    "vat": N_("VAT"),
    "hours": N_("Hours in the month"),
    "days": N_("Days"),
    "habilitation": N_("Habiliteringsersättning"),
    "figure": N_("Figure"),
    "actual": N_("Actual, kr"),
    "expected": N_("Expected time"),
    "absent": N_("Absent"),
    "notified": N_("Told of"),
    "text": N_("What is written"),
    "cumulative": N_("Cumulative hours"),
    "start": N_("Start date"),
    "end": N_("End date"),
    "identified": N_("Identity number given"),
}
_MINUTES = frozenset({"planned", "attended"})
_EXACT = frozenset({"booked", "attended", "paid_absence", "payable", "hours", "cumulative"})
WHOLE_BP = 10_000
_ORE = frozenset({"price", "amount", "actual", "habilitation"})


def state_word(sent: SentReport) -> str:
    """How far a report has come."""
    if sent.confirmed_on is not None:
        return _("Confirmed")
    return _("Sent") if sent.state is SentState.SENT else _("Made, not sent")


def resend_word(month: Month, reason: ResendReason, *, texts: bool = False) -> str:
    """Why a period must go out again; `texts`: it rests on what is written, not on the books."""
    if reason is ResendReason.CORRECTED:
        return _("Corrected")
    if reason is ResendReason.CHANGED:
        return _("The text has changed") if texts else _("The bookkeeping has changed")
    words = _("After %(month)s was corrected")
    return words % {"month": month_name(month.year, month.number)}


def row_word(one: RowDifference) -> str:
    """Whom or what a row is about: a running number, never a name."""
    if one.number is None:
        return one.key.replace("/", " · ")
    rest = one.key.partition("/")[2]
    day = next((part for part in rest.split("/") if len(part) == len("2026-03-01")), "")
    return ", ".join(filter(None, (trainee_word(one.number), day)))


def change_word(change: RowChange) -> str:
    """What became of a row."""
    return {
        RowChange.NEW: _("New row"),
        RowChange.GONE: _("Not there any more"),
        RowChange.CHANGED: _("Changed"),
    }[change]


def column_word(column: str) -> str:
    """What a column of rows is called."""
    return _(_COLUMNS.get(column, column))


def value_word(column: str, value: RowValue) -> str:
    """A value as it is shown."""
    if value is None or value == "":
        return ABSENT
    if column == "code" and value in set(AttendanceCode):
        return attendance_code_word(AttendanceCode(value))
    if isinstance(value, str):
        return decimal(Fraction(value)) if column in _EXACT else value
    if column == "identified":
        return _("Yes") if value else _("No")
    if column == "vat":
        return percent(Fraction(value, WHOLE_BP))
    if column in _ORE:
        return money_exact(value)
    return hours(value) if column in _MINUTES else str(value)
