"""The audit log in words: who, and on which record. Numbers only, never names of trainees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import N_, _
from asfdesk.reports.words import supervisor_word, trainee_word

if TYPE_CHECKING:
    from asfdesk.domain.file.audit import AuditEntry

_ROLES = {
    "owner": N_("Owner %(number)d"),
    "recovery": N_("Recovery code"),
    "adviser": N_("Adviser %(number)d"),
}
_OF_TRAINEES = frozenset({"attendance", "placement", "placement_schedule", "tombstone", "trainee"})
_RECORDS = {
    "agreed_action": N_("Action %(number)d"),
    "agreement": N_("Agreement %(number)d"),
    "buyer": N_("Buyer %(number)d"),
    "fiscal_year": N_("Fiscal year %(number)d"),
    "plan": N_("Plan %(number)d"),
    "sie_import": N_("Import %(number)d"),
    "slot": N_("Access %(number)d"),
    "visit": N_("Visit %(number)d"),
}
"""Table -> how one of its records is called; others are not worth a number."""

GROUPS = (
    (N_("Trainees"), ("trainee", "placement", "schedule")),
    (N_("Attendance"), ("attendance", "month", "absence")),
    (N_("Supervision"), ("supervisor", "supervision")),
    (N_("Agreements"), ("buyer", "agreement", "terms")),
    (N_("Bookkeeping"), ("ledger", "account", "map_rule", "typed_amount", "fiscal_year")),
    (N_("Plan"), ("plan", "plan_line")),
    (N_("Follow-up"), ("comment", "action", "visit")),
    (N_("Reports and exports"), ("report", "audit")),
    (N_("Enterprise and settings"), ("enterprise", "setting", "closed_period", "org_alias")),
    (N_("Access and file"), ("access", "file")),
)
"""What the log can be limited to: a heading, and the nouns of its operations."""


def slot_word(slot: str, label: str = "") -> str:
    """Whose key: "Owner 1", and the label in brackets where it may be read."""
    role, _colon, number = slot.partition(":")
    if role not in _ROLES or not number.isdecimal():
        return "–"
    word = _(_ROLES[role]) % {"number": int(number)}
    return f"{word} ({label})" if label else word


def record_word(entry: AuditEntry) -> str:
    """Which record: "Trainee 7"; "" where there is no single one."""
    if entry.trainee is not None:
        return trainee_word(entry.trainee)
    if entry.number is not None:
        return supervisor_word(entry.number)
    if entry.entity_id is None:
        return ""
    if entry.entity in _OF_TRAINEES:
        return _("No longer here")
    if entry.entity == "report":
        return f"R{entry.entity_id}"
    if entry.entity in _RECORDS:
        return _(_RECORDS[entry.entity]) % {"number": entry.entity_id}
    return ""
