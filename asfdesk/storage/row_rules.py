"""What a column may hold beyond what its SQL type says: codes, days, months, sizes.

The same rule stands at both doors. `row_check` holds every row of a file against it when the file
is opened, so that a forged value is told as damage and never meets a page; the Writer holds every
value against it before it is written, so that nobody can write what could not be opened again.
What imports bring in bulk has rules as wide as the values that bookkeeping files can give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.agreements import DayCount
from asfdesk.domain.books.ledger import ActualSource
from asfdesk.domain.codes import (
    Activity,
    AgeBand,
    AttendanceCode,
    ExitGroup,
    Form,
    LegalForm,
    PayerKind,
    PlacementStatus,
    PriceBasis,
    PriceUnit,
    ReferringBody,
    Sex,
)
from asfdesk.domain.file.erasure import ErasureReason
from asfdesk.domain.hours.attendance import MonthStatus
from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    DecisionKind,
    FollowUpState,
    FollowUpStep,
    GoalStatus,
    NoteKind,
    Occupation,
    ProgressStep,
    SituationKind,
    WaitingStatus,
)
from asfdesk.domain.plan import PlanKind, PlanStatus, Section, ValueSource
from asfdesk.domain.planning.comments import ActionStatus, CommentScope
from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.sending_codes import InvoiceKind, ResendReason, SentState
from asfdesk.storage.column_rules import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_ORE,
    any_day,
    any_month,
    codes,
    day,
    day_or_stamp,
    local_stamp,
    month,
    month_versions,
    pattern,
    period,
    remarks,
    stamp,
    whole,
)
from asfdesk.storage.planning_rules import PLANNING
from asfdesk.storage.visiting_rules import VISITING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.column_rules import Rule

_ORE = whole(-MOST_ORE, MOST_ORE)
_COUNT = whole(0, 10**9)
_YEAR = whole(FIRST_YEAR, LAST_YEAR)

RULES: Mapping[str, Mapping[str, Rule]] = {
    "enterprise": {"legal_form": codes(LegalForm), "created_on": day},
    "closed_period": {"first_day": day, "last_day": day},
    "fiscal_year": {"first_day": day, "last_day": day, "books_through": month},
    "buyer": {"kind": codes(PayerKind), "ended_on": day},
    "agreement": {
        "form": codes(Form),
        "starts_on": day,
        "ends_on": day,
        "day_count": codes(DayCount),
        "place_day_minutes": whole(1, 1440),
        "half_day_limit_minutes": whole(0, 1440),
        "keep_until": day,
    },
    "agreement_terms": {
        "valid_from": day,
        "unit": codes(PriceUnit),
        "basis": codes(PriceBasis),
        "price_ore": _ORE,
        "places_milli": _COUNT,
        "half_day_bp": whole(0, 10_000),
        "part_day_bp": whole(0, 10_000),
        "part_day_limit_minutes": whole(0, 1440),
    },
    "terms_payable": {"code": codes(AttendanceCode)},
    "terms_level_price": {"price_ore": _ORE},
    "trainee": {
        "number": whole(1, 10**9),
        "sex": codes(Sex),
        "registered_on": day,
        "ended_on": day,
    },
    "trainee_age_band": {"year": _YEAR, "band": codes(AgeBand)},
    "protected_opening": {"at": stamp},
    "placement": {
        "form": codes(Form),
        "referring_body": codes(ReferringBody),
        "decision_from": day,
        "decision_to": day,
        "status": codes(PlacementStatus),
        "ended_on": day,
        "exit_group": codes(ExitGroup),
    },
    "placement_schedule": {"valid_from": day},
    "attendance": {"day": day, "code": codes(AttendanceCode, "")},
    "attendance_month": {
        "month": month,
        "status": codes(MonthStatus),
        "version": _COUNT,
        "changed_on": day_or_stamp,
    },
    "supervisor": {"number": whole(1, 10**9), "started_on": day, "ended_on": day},
    "employment": {"valid_from": day, "cost_per_hour_ore": _ORE},
    "supervision": {"day": day, "activity": codes(Activity)},
    "sie_import": {
        "imported_at": stamp,
        "generated_on": any_day,
        "covered_to": any_day,
        "last_voucher_on": any_day,
        "source": codes(ActualSource),
        "vouchers": _COUNT,
        "postings": _COUNT,
        "left_out": _COUNT,
        "issues": remarks,
    },
    "voucher": {"day": any_day},
    "posting": {"month": any_month},
    "account_month": {"month": any_month},
    "plan_line": {"section": codes(Section)},
    "plan": {
        "kind": codes(PlanKind),
        "version": _COUNT,
        "status": codes(PlanStatus),
        "approved_on": day,
    },
    "plan_value": {"month": month, "amount_ore": _ORE, "source": codes(ValueSource)},
    **PLANNING,
    **VISITING,
    "account_confirmed": {"confirmed_on": day},
    "comment": {"scope": codes(CommentScope), "written_on": day},
    "agreed_action": {
        "due_on": day,
        "agreed_on": day,
        "done_on": day,
        "uid": pattern(r"([0-9a-f]{32})?"),
        "status": codes(ActionStatus),
    },
    "typed_amount": {"month": month, "amount_ore": _ORE},
    "undo_step": {"at": stamp},
    "audit": {"at": stamp},
    "audit_pruned": {"pruned_at": stamp, "before": stamp},
    "former_key": {"retired_at": stamp},
    "placement_decision": {
        "kind": codes(DecisionKind),
        "decided_on": day,
        "valid_from": day,
        "valid_to": day,
        "registered_on": day,
    },
    "placement_pause": {"first_day": day, "last_day": day},
    "placement_background": {
        "occupation_before": codes(Occupation, ""),
        "occupation_after": codes(Occupation, ""),
        "work_began_on": day,
    },
    "goal": {"set_on": day, "status": codes(GoalStatus), "done_on": day},
    "progress_step": {
        "day": day,
        "step_from": codes(ProgressStep),
        "step_to": codes(ProgressStep),
    },
    "trainee_note": {"day": day, "kind": codes(NoteKind)},
    "situation_report": {
        "day": day,
        "kind": codes(SituationKind),
        "first_day": day,
        "last_day": day,
    },
    "follow_up_contact": {
        "step": codes(FollowUpStep),
        "state": codes(FollowUpState),
        "asked_on": day,
        "answered_on": day,
        "occupation": codes(Occupation, ""),
    },
    "trainee_employment": {"starts_on": day, "ends_on": day},
    "consent": {"kind": codes(ConsentKind), "given_on": day, "withdrawn_on": day},
    "waiting": {
        "received_on": day,
        "referring_body": codes(ReferringBody),
        "form": codes(Form),
        "wished_from": day,
        "status": codes(WaitingStatus),
        "closed_on": day,
    },
    "absence_report": {"day": day, "notified_at": local_stamp, "sent_on": day},
    "work_group": {"ended_on": day},
    "habilitation_rate": {"valid_from": day, "full_day_ore": _ORE, "half_day_ore": _ORE},
    "supervisor_leave": {"first_day": day, "last_day": day},
    "supervision_plan": {"valid_from": day, "activity": codes(Activity)},
    "invoice": {
        "month": month,
        "kind": codes(InvoiceKind),
        "invoiced_on": day,
        "due_on": day,
        "paid_on": day,
        "amount_ore": _ORE,
        "basis_version": _COUNT,
    },
    "invoiced_row": {
        "month": month,
        "terms_from": day,
        "unit": codes(PriceUnit),
        "unit_price_ore": _ORE,
        "units_numerator": whole(-MOST_ORE, MOST_ORE),
        "units_denominator": whole(1, MOST_ORE),
        "amount_ore": _ORE,
    },
    "sent_report": {
        "report": pattern(r"R\d{1,2}b?"),
        "version": _COUNT,
        "period": period,
        "state": codes(SentState),
        "created_at": stamp,
        "sent_on": day,
        "last_sent_on": day,
        "confirmed_on": day,
        "record_count": _COUNT,
        "month_versions": month_versions,
        "keep_until": day,
        "mac": pattern(r"[0-9a-f]{64}"),
    },
    "sent_file": {"format": pattern(r"[a-z]{2,5}")},
    "resend": {
        "reason": codes(ResendReason),
        "period": period,
        "month": month,
        "listed_on": day,
        "done_on": day,
    },
    "month_digest": {"month": month, "report": pattern(r"R\d{1,2}b?")},
    "month_aggregate": {
        "month": month,
        "version": _COUNT,
        "key": pattern(r"[A-Za-z0-9_.<>+-]{1,120}"),
        "value": _COUNT,
    },
    "protection": {"number": whole(-(10**9), 10**9), "turn": whole(1, 10**6), "changed_on": day},
    "supervisor_ratio": {"valid_from": day, "ratio_milli": whole(1, 10**6)},
    "tombstone": {
        "number": whole(-(10**9), 10**9),
        "erased_on": day,
        "reason": codes(ErasureReason),
    },
}

_METHODS = "".join(Method)
_ASSUMED = (
    rf"(p:\d{{1,18}}:({'|'.join(Form)})=(10000|\d{{1,4}})|a:\d{{1,18}}=(10000|\d{{1,4}})|new=0)"
)
SETTINGS: Mapping[str, Rule] = {
    "small_count_threshold": pattern(r"\d{1,4}"),
    "trainees_per_supervisor_milli": pattern(r"\d{0,6}"),
    "last_trainee_number": pattern(r"\d{1,9}"),
    "goal_work_bp": pattern(r"\d{1,5}"),
    "goal_nearer_bp": pattern(r"\d{1,5}"),
    "variance_limits": pattern(r"(\d{1,18}( \d{1,18}){3})?"),
    "forecast_methods": pattern(rf"([^\s=]+=[{_METHODS}]( [^\s=]+=[{_METHODS}])*)?"),
    "decision_forecast": pattern(rf"({_ASSUMED}( {_ASSUMED})*)?"),
    "example_today": day,
}
"""Setting -> the rule of its value; the others are compared as text and may hold anything."""


def fits(table: str, column: str, value: object) -> bool:
    """Whether a value may stand in a column."""
    rule = RULES.get(table, {}).get(column)
    return value is None or rule is None or rule(value)
