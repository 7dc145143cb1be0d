"""Tables, columns and values of a trainee's extract in words.

What the open export says of a column is its label here too, without the format that it is written
in: "Last day, YYYY-MM-DD; empty while it goes on" becomes "Last day".
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from asfdesk.domain.codes import (
    AgeBand,
    AttendanceCode,
    CoordinationStatus,
    ExitGroup,
    ExitReason,
    Form,
    IdentityKind,
    PlacementStatus,
    PriceUnit,
    ReferringBody,
    Sex,
)
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.domain.hours.sick_mark import SickMark
from asfdesk.domain.people import placement_codes as codes
from asfdesk.i18n import N_, _, weekday_name
from asfdesk.reports import words
from asfdesk.reports.document import Kind
from asfdesk.reports.erasure_words import kind_word, reason_word
from asfdesk.reports.hours.clock_words import clock
from asfdesk.reports.people import background_words as before
from asfdesk.reports.people import progress_words as progress
from asfdesk.reports.people.decision_words import decision_kind_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.people.extract import ExtractValue
    from asfdesk.reports.document import Value

_TITLES = {
    "trainee": N_("Registration"),
    "trainee_identity": N_("Identity and contact"),
    "trainee_age_band": N_("Age group per calendar year"),
    "protected_opening": N_("When the protected identity was opened, and why"),
    "waiting": N_("Waiting list"),
    "placement": N_("Placements"),
    "placement_decision": N_("Decisions"),
    "placement_pause": N_("Pauses"),
    "placement_background": N_("Before and after the placement"),
    "placement_schedule": N_("Extent"),
    "schedule_day": N_("Days of the week"),
    "work_group_member": N_("Group"),
    "attendance": N_("Attendance"),
    "absence_report": N_("Reports of absence"),
    "goal": N_("Goals"),
    "progress_step": N_("Steps nearer to work"),
    "situation_report": N_("Situation and final reports"),
    "trainee_note": N_("Notes"),
    "follow_up_contact": N_("Follow-up after the placement"),
    "trainee_employment": N_("Employment with us"),
    "consent": N_("Consents"),
    "invoiced_row": N_("Rows of invoices"),
    "protection": N_("Traces of protected identity"),
    "tombstone": N_("Traces of erasure"),
}
_COLUMNS = {
    ("placement_background", "id"): N_("Placement"),
    ("placement_decision", "kind"): N_("Decision"),
    ("goal", "status"): N_("Status"),
    ("trainee_note", "kind"): N_("Kind"),
    ("situation_report", "kind"): N_("Report"),
    ("follow_up_contact", "step"): N_("After the end"),
    ("follow_up_contact", "state"): N_("State"),
    ("schedule_day", "weekday"): N_("Weekday"),
    ("attendance", "sick"): N_("Illness"),
    ("schedule_day", "start_minute"): N_("Starts"),
    ("schedule_day", "minutes"): N_("Hours"),
    ("placement_schedule", "extent_bp"): N_("Extent"),
    ("attendance", "planned_minutes"): N_("Planned hours"),
    ("attendance", "attended_minutes"): N_("Attended hours"),
    ("invoiced_row", "unit_price_ore"): N_("Unit price, kr"),
    ("invoiced_row", "amount_ore"): N_("Excl. VAT, kr"),
    ("protection", "number"): N_("Running number"),
    ("protection", "turn"): N_("Times changed"),
    ("tombstone", "number"): N_("Running number"),
}
_SICK = {SickMark.SICK: N_("Yes"), SickMark.NOT_SICK: N_("No")}
_STATUS = {
    PlacementStatus.REQUESTED: N_("Requested"),
    PlacementStatus.PLANNED: N_("Planned"),
    PlacementStatus.ONGOING: N_("Ongoing"),
    PlacementStatus.PAUSED: N_("Paused"),
    PlacementStatus.ENDED: N_("Ended"),
    PlacementStatus.MISREGISTERED: N_("Registered by mistake"),
}
_IDENTITY = {
    IdentityKind.PERSONAL_NUMBER: N_("Personal identity number"),
    IdentityKind.COORDINATION_NUMBER: N_("Coordination number"),
    IdentityKind.T_NUMBER: N_("T number"),
    IdentityKind.NONE: N_("No number"),
}
_WORDS: dict[tuple[str, str], tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    ("trainee", "sex"): (Sex, words.sex_word),
    ("trainee_age_band", "band"): (AgeBand, words.age_band_word),
    ("trainee_identity", "coordination_status"): (
        CoordinationStatus,
        words.coordination_status_word,
    ),
    ("waiting", "referring_body"): (ReferringBody, words.referring_body_word),
    ("waiting", "form"): (Form, words.form_word),
    ("waiting", "status"): (codes.WaitingStatus, progress.waiting_status_word),
    ("placement", "status"): (PlacementStatus, lambda status: _(_STATUS[status])),
    ("trainee_identity", "identity_kind"): (IdentityKind, lambda kind: _(_IDENTITY[kind])),
    ("placement", "form"): (Form, words.form_word),
    ("placement", "referring_body"): (ReferringBody, words.referring_body_word),
    ("placement", "exit_group"): (ExitGroup, words.exit_group_word),
    ("placement", "exit_reason"): (ExitReason, words.exit_reason_word),
    ("placement_decision", "kind"): (codes.DecisionKind, decision_kind_word),
    ("placement_background", "occupation_before"): (codes.Occupation, before.occupation_word),
    ("placement_background", "occupation_after"): (codes.Occupation, before.occupation_word),
    ("placement_background", "education"): (codes.Education, before.education_word),
    ("placement_background", "support_before"): (codes.SupportSource, before.support_source_word),
    ("placement_background", "support_after"): (codes.SupportSource, before.support_source_word),
    ("placement_background", "support_length"): (codes.SupportLength, before.support_length_word),
    ("attendance", "code"): (AttendanceCode, words.attendance_code_word),
    ("attendance", "sick"): (SickMark, lambda mark: _(_SICK[mark])),
    ("goal", "status"): (codes.GoalStatus, progress.goal_status_word),
    ("progress_step", "step_from"): (codes.ProgressStep, progress.progress_step_word),
    ("progress_step", "step_to"): (codes.ProgressStep, progress.progress_step_word),
    ("situation_report", "kind"): (codes.SituationKind, progress.situation_kind_word),
    ("trainee_note", "kind"): (codes.NoteKind, progress.note_kind_word),
    ("follow_up_contact", "step"): (codes.FollowUpStep, before.follow_up_step_word),
    ("follow_up_contact", "state"): (codes.FollowUpState, before.follow_up_state_word),
    ("follow_up_contact", "occupation"): (codes.Occupation, before.occupation_word),
    ("trainee_employment", "form"): (codes.EmploymentForm, before.employment_form_word),
    ("consent", "kind"): (codes.ConsentKind, progress.consent_kind_word),
    ("invoiced_row", "unit"): (PriceUnit, words.price_unit_word),
    ("tombstone", "kind"): (ErasureKind, kind_word),
    ("tombstone", "reason"): (ErasureReason, reason_word),
}
_FLAGS = frozenset(
    {"protected", "employed_by_us", "work_lasted_month", "study_support", "municipal_job"}
)
_CLOCK = frozenset({"start_minute", "expected_from", "expected_to", "absent_from", "absent_to"})
_MINUTES = frozenset({"planned_minutes", "attended_minutes", "minutes"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = 10_000
_FORMAT = re.compile(r"[,;(].*|\s\d+(?:–\d+)?$")
"""What stands after a column's name in the open export: its format."""
_FLAG = re.compile(r"^1 (?:if|om|vid|=|for|för) ")


def table_word(table: str) -> str:
    """What a table is called."""
    return _(_TITLES[table])


def column_word(table: str, column: str, described: str) -> str:
    """What a column is called.

    Args:
        table: its table.
        column: without `_sealed`.
        described: what the open export says of it, in the user's language.
    """
    source = _COLUMNS.get((table, column))
    if source is not None:
        return _(source)
    text = _FLAG.sub("", _FORMAT.sub("", described)).strip()
    return text[:1].upper() + text[1:]


def column_kind(column: str) -> Kind:
    """How a column of numbers is written; text and days are found by what they hold."""
    if column in _MINUTES:
        return Kind.HOURS
    if column.endswith("_ore"):
        return Kind.MONEY_EXACT
    if column.endswith("_bp"):
        return Kind.PERCENT
    return Kind.TEXT


def typed_value(table: str, column: str, value: ExtractValue) -> Value:
    """A value as a report holds it; a code that nobody knows stays as it is."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _from_text(table, column, value)
    if column in _FLAGS:
        return _("Yes") if value else _("No")
    if column in _CLOCK:
        return clock(value)
    if column == "weekday":
        return weekday_name(value)
    if column.endswith("_bp"):
        return Fraction(value, _WHOLE)
    return value if column_kind(column) is not Kind.TEXT else str(value)


def value_kind(column: str, value: Value) -> Kind:
    """The kind of a single value."""
    return Kind.DATE if isinstance(value, date) else column_kind(column)


def _from_text(table: str, column: str, text: str) -> Value:
    known = _WORDS.get((table, column))
    if known is not None:
        read, word = known
        try:
            return word(read(text))
        except ValueError:
            return text
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
