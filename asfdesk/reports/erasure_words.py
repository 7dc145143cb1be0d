"""What an erasure was, why, and where a name may stand, in words."""

from __future__ import annotations

from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.i18n import N_, _

_KINDS = {
    ErasureKind.ERASED: N_("Erased: everything, placements and attendance too"),
    ErasureKind.ANONYMISED: N_("Anonymised: the hours stay under the number"),
}
_REASONS = {
    ErasureReason.TIME_OVER: N_("The time the records are kept is over"),
    ErasureReason.REQUESTED: N_("The person has asked for it"),
    ErasureReason.CONSENT_WITHDRAWN: N_("Consent was withdrawn"),
    ErasureReason.MISTAKE: N_("Registered by mistake"),
    ErasureReason.OTHER: N_("Another reason"),
}
_PLACES = {
    "comment": N_("Comments on figures"),
    "agreed_action": N_("Agreed actions"),
    "plan": N_("Plans and their assumptions"),
    "attendance_month": N_("Reasons for reopening months"),
    "agreement": N_("Agreements"),
    "buyer": N_("Buyers"),
    "closed_period": N_("Closed days"),
    "voucher": N_("Voucher texts"),
    "account": N_("Accounts"),
    "sie_object": N_("Projects"),
    "plan_line": N_("Plan lines"),
    "placement_decision": N_("Case numbers"),
    "work_group": N_("Groups"),
    "invoice": N_("Invoices"),
    "sent_report": N_("Sent reports"),
    "plan_stream": N_("Training streams of plans"),
    "plan_sale": N_("Sales of plans"),
    "plan_staff": N_("Staff of plans"),
    "plan_fixed_cost": N_("Costs of plans"),
    "plan_grant": N_("Grants of plans"),
    "plan_investment": N_("Investments of plans"),
    "plan_loan": N_("Loans of plans"),
    "plan_cash_item": N_("Payments of plans"),
    "plan_parameter": N_("Parameters of approved plans"),
    "parameter": N_("Parameters"),
    "expected_item": N_("Expected items"),
    "sold_volume": N_("Volumes sold"),
    "society_assumption": N_("Assumptions about society"),
    "visit": N_("Visits"),
    "recipient": N_("Recipients"),
    "published_count": N_("Counts that have gone out"),
    "measure_budget": N_("Budgets of measures"),
    "yearly_fact": N_("Facts of the year"),
    "safe_handout": N_("Safe copies handed out"),
}


def kind_word(kind: ErasureKind) -> str:
    """How much went."""
    return _(_KINDS[kind])


def reason_word(reason: ErasureReason) -> str:
    """Why."""
    return _(_REASONS[reason])


def place_word(place: str) -> str:
    """Where a name may stand in a text that is not sealed, by its table."""
    return _(_PLACES[place])
