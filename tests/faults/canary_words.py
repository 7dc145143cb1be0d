"""What stands in each column of the schema, and the words that must turn up nowhere else.

Every text or blob column is one of three things: SEALED (tells who somebody is; opens with the
vault key only), WRITTEN (free text that an adviser may read; may stand nowhere outside the
encrypted file), or named in `NOBODY` (codes, dates, numbers that tell nobody). `unsorted` names
what is none of these, so that a new column fails the proof until somebody has thought about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import CoordinationStatus, ExitReason, IdentityKind
from asfdesk.domain.hours.sick_mark import SickMark
from asfdesk.domain.people.placement_codes import (
    Education,
    EmploymentForm,
    SupportLength,
    SupportSource,
)
from asfdesk.storage.sending.sent_store import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.client_file import ClientFile

STEM = "Qvittrix"
"""In everything that is sealed."""
GUARDED = "Skuggvexel"
"""In everything about the protected person."""
WRITTEN_STEM = "Zumpflarn"
"""In all free text in clear columns."""
PERSONAL_NUMBER = "198112189876"
COORDINATION_NUMBER = "197010632391"
PHONE = "0709988776"
CHECKED_ON = "1987-05-19"
BIRTH_YEAR = "1937"
CODES = (
    IdentityKind.COORDINATION_NUMBER.value,
    CoordinationStatus.UNPROVED.value,
    ExitReason.PARENTAL.value,
    SickMark.SICK.value,
    Education.AFTER_UPPER_SECONDARY.value,
    SupportSource.PERMANENT_SICKNESS.value,
    SupportSource.SOCIAL_ASSISTANCE.value,
    EmploymentForm.WAGE_SUBSIDY_SECURITY.value,
)
"""Sealed codes that nothing in the clear columns is called; a length of support is, "MEDEL"."""

NO_WORDS = frozenset({"former_key", "month_digest", "package_key", "protection", "tombstone"})
"""Random bytes are sealed there, a digest, or an owner's word for an
erasure or a protection: day and codes."""

Column = tuple[str, str]

SEALED_CODES: dict[Column, str] = {
    ("trainee_identity", "identity_kind_sealed"): CODES[0],
    ("trainee_identity", "coordination_status_sealed"): CODES[1],
    ("placement", "exit_reason_sealed"): CODES[2],
    ("placement_background", "education_sealed"): Education.AFTER_UPPER_SECONDARY.value,
    ("placement_background", "support_before_sealed"): SupportSource.PERMANENT_SICKNESS.value,
    ("placement_background", "support_after_sealed"): SupportSource.SOCIAL_ASSISTANCE.value,
    ("placement_background", "support_length_sealed"): SupportLength.MIDDLE.value,
    ("trainee_employment", "form_sealed"): EmploymentForm.WAGE_SUBSIDY_SECURITY.value,
    ("attendance", "sick_sealed"): SickMark.SICK.value,
    ("trainee_identity", "checked_on_sealed"): CHECKED_ON,
    ("trainee_identity", "birth_year_sealed"): BIRTH_YEAR,
    ("trainee_identity", "identity_number_sealed"): PERSONAL_NUMBER,
    ("trainee_identity", "phone_sealed"): PHONE,
    ("sent_report", "rows_sealed"): '"people"',
    ("sent_file", "name_sealed"): "R1_narvarorapport",
    ("recipient", "confirmed_sealed"): "|stodstruktur|",
}
"""Sealed columns that cannot hold any word, and what stands there instead."""

PACKED: Column = ("sent_file", "content_sealed")
"""Whole documents: compressed, then in Base64."""

WRITTEN: frozenset[Column] = frozenset(
    {
        ("closed_period", "name"),
        ("buyer", "name"),
        ("buyer", "invoice_reference"),
        ("buyer", "invoice_email"),
        ("agreement", "name"),
        ("agreement", "reference"),
        ("agreement", "project"),
        ("agreement", "measure"),
        ("attendance_month", "reason"),
        ("sie_import", "file_name"),
        ("sie_import", "program"),
        ("account", "name"),
        ("voucher", "text"),
        ("sie_object", "name"),
        ("plan_line", "name"),
        ("plan", "name"),
        ("plan", "assumptions"),
        ("comment", "body"),
        ("agreed_action", "what"),
        ("agreed_action", "owner"),
        ("placement_decision", "reference"),
        ("work_group", "name"),
        ("invoice", "number"),
        ("sent_report", "recipient"),
        ("plan_stream", "name"),
        ("plan_stream", "project"),
        ("plan_sale", "name"),
        ("plan_sale", "project"),
        ("plan_staff", "name"),
        ("plan_staff", "project"),
        ("plan_fixed_cost", "name"),
        ("plan_fixed_cost", "project"),
        ("plan_grant", "name"),
        ("plan_grant", "project"),
        ("plan_investment", "name"),
        ("plan_loan", "name"),
        ("plan_cash_item", "name"),
        ("plan_parameter", "source"),
        ("parameter", "source"),
        ("expected_item", "name"),
        ("sold_volume", "name"),
        ("society_assumption", "source"),
        ("visit", "present"),
        ("visit", "notes"),
        ("recipient", "name"),
        ("published_count", "recipient"),
        ("measure_budget", "measure"),
        ("safe_handout", "made_for"),
        ("yearly_fact", "reference"),
    }
)

_NOBODY = """
    enterprise: name org_number legal_form created_on
    org_alias: org_number
    setting: key value
    closed_period: first_day last_day
    fiscal_year: first_day last_day books_through
    buyer: kind org_number ended_on
    agreement: form starts_on ends_on day_count line_code keep_until
    agreement_terms: valid_from unit basis
    terms_payable: code
    trainee: sex registered_on ended_on
    trainee_age_band: band
    protected_opening: at
    placement: form referring_body decision_from decision_to status ended_on exit_group
    placement_schedule: valid_from
    attendance: day activity code
    attendance_month: month status changed_on
    supervisor: started_on ended_on
    employment: valid_from
    supervision: day activity
    sie_import: sha256 imported_at generated_on sie_type encoding covered_to last_voucher_on source
    sie_import: issues
    account: number
    voucher: series number day key content_hash
    posting: account month cost_centre project
    account_month: account month cost_centre project
    balance: kind account
    plan_line: code section export_account parent
    plan: kind status approved_on
    plan_value: line_code month source
    map_rule: account_from account_to object line_code
    account_confirmed: account confirmed_on
    comment: scope period line_code written_on
    agreed_action: due_on agreed_on done_on line_code uid status
    undo_step: at operation topics
    undo_row: table_name before
    audit: at slot operation entity action
    audit_pruned: pruned_at before
    former_key: retired_at
    tombstone: erased_on kind reason
    protection: changed_on
    supervisor_ratio: valid_from
    sie_object: number
    typed_amount: line_code month
    placement_decision: kind decided_on valid_from valid_to registered_on
    placement_pause: first_day last_day
    placement_background: occupation_before occupation_after work_began_on
    goal: set_on status done_on
    progress_step: day step_from step_to
    trainee_note: day kind
    situation_report: day kind first_day last_day
    follow_up_contact: step state asked_on answered_on occupation
    trainee_employment: starts_on ends_on
    consent: kind given_on withdrawn_on
    waiting: received_on referring_body form wished_from status closed_on
    absence_report: day activity notified_at sent_on
    work_group: ended_on
    habilitation_rate: valid_from
    supervisor_leave: first_day last_day
    supervision_plan: valid_from activity
    invoice: month kind invoiced_on due_on paid_on
    invoiced_row: month terms_from unit
    sent_report: report period layout state created_at sent_on confirmed_on month_versions
    sent_report: keep_until mac last_sent_on
    sent_file: format
    resend: reason period month listed_on done_on
    month_digest: month report
    month_aggregate: month key
    visit: uid day kind closed_on
    visit_figure: key unit
    recipient: kind signing_key sealing_key fingerprint imported_on confirmed_on ended_on
    recipient: made_on valid_until
    package_key: public_key made_on
    package: uid period made_at sha256
    published_count: report period made_at measure cell
    measure_budget: first_day last_day
    yearly_fact: key
    safe_handout: uid made_at
    safe_copy: made_on
    safe_person: sex age_band first_month last_month
    safe_month: month key
    safe_figure: key unit
    plan_stream: line_code payer_kind unit basis first_month last_month
    plan_stream_change: from_month
    plan_sale: first_month last_month line_code cost_line_code
    plan_sale_change: from_month
    plan_staff: role first_month last_month subsidy line_code
    plan_staff: subsidy_first_month subsidy_last_month subsidy_line_code
    plan_fixed_cost: line_code first_month last_month
    plan_grant: line_code first_month last_month paid
    plan_investment: month line_code
    plan_loan: month kind line_code
    plan_cash_item: month
    plan_premises: vat_period sick_line_code
    plan_shock: driver from_month
    plan_parameter: key valid_from valid_to checked_on
    plan_workdays: month
    parameter: key valid_from valid_to checked_on
    expected_item: line_code month source noted_on settled_on
    sold_volume: line_code month
    figure_target: figure
    bank_balance: day
    society_assumption: key checked_on
"""
"""The enterprise's own name is on the start screen. `undo_row.before` holds what the other columns
hold; the pages are searched for it. `sie_import.issues` counts, it quotes nothing."""

NOBODY: frozenset[Column] = frozenset(
    (table.strip(), column)
    for line in _NOBODY.strip().splitlines()
    for table, columns in [line.split(":")]
    for column in columns.split()
)


def word(table: str, column: str) -> str:
    """The canary of a column: "Qvittrix åname_sealed.trainee_identity" or the like."""
    stem = STEM if column.endswith("_sealed") else WRITTEN_STEM
    return f"{stem} {column.removesuffix('_sealed')}.{table} å"


def columns_of(db: Database) -> Iterator[tuple[str, str]]:
    """Every column that could hold words."""
    names = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 1) <> '_' "
        "AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
    ).fetchall()
    for (table,) in names:
        for _at, column, kind, *_rest in db.execute(f"PRAGMA table_info({table})").fetchall():
            if kind != "INTEGER":
                yield table, column


def unsorted(db: Database) -> list[str]:
    """Columns that nobody has said anything about, and what is said about columns that are gone."""
    there = set(columns_of(db))
    known = {one for one in there if one[1].endswith("_sealed")} | WRITTEN | NOBODY
    return [f"{table}.{column}" for table, column in sorted(there ^ known)]


def unplanted(file: ClientFile) -> list[str]:
    """Personal columns of an owner's file in which no canary stands."""
    assert file.vault is not None
    missing = []
    for table, column in columns_of(file.database):
        sealed = column.endswith("_sealed")
        if table in NO_WORDS or (not sealed and (table, column) not in WRITTEN):
            continue
        wanted = SEALED_CODES.get((table, column), STEM if sealed else WRITTEN_STEM)
        rows = file.rows.all(f"SELECT id, {column} AS it FROM {table} WHERE {column} IS NOT NULL")
        texts = [
            file.vault.open(table, row["id"], column, row["it"]) if sealed else row["it"]
            for row in rows
        ]
        if (table, column) == PACKED:
            texts = [unpacked(text).decode("utf-8", "replace") for text in texts]
        if not any(wanted in text for text in texts):
            missing.append(f"{table}.{column}")
    return missing
