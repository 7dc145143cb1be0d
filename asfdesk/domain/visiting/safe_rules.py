"""What of a client file goes into a safe copy, column by column (ADR 0048).

A table that is not named here stays out, and a column that is not named stops the copy: a new one
goes nowhere until somebody has decided. Nothing sealed is ever read for a copy.
"""

from __future__ import annotations

from enum import StrEnum

Column = tuple[str, str]


class Rule(StrEnum):
    """What becomes of a column.

    KEEP as it is · LABEL a word and a number instead of what was typed · BLANK empty ·
    NONE not filled in · ZEROS a hash of nothing · FEE_YEAR another birth year with the same fees.
    """

    KEEP = "keep"
    LABEL = "label"
    BLANK = "blank"
    NONE = "none"
    ZEROS = "zeros"
    FEE_YEAR = "fee_year"


_LEFT_OUT = """
    undo_step undo_row former_key package_key audit audit_pruned tombstone protection
    protected_opening org_alias voucher posting comment agreed_action expected_item
    trainee trainee_identity trainee_age_band trainee_employment trainee_note goal progress_step
    placement placement_schedule schedule_day placement_decision placement_pause
    placement_background follow_up_contact situation_report consent waiting absence_report
    attendance attendance_month work_group work_group_member habilitation_rate
    supervisor supervisor_leave supervision_plan employment supervision
    agreement agreement_terms terms_payable terms_level_price invoice invoiced_row
    sent_report sent_file resend month_digest month_aggregate recipient package published_count
    measure_budget visit visit_figure visit_plan yearly_fact
    safe_handout safe_copy safe_person safe_month safe_figure
"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
"""People, days, what was written, history, keys and the ledger of what was sent. What a copy says
of people and months lies in the tables `safe_`, which are made for it."""

_SETTINGS = """
    eves_closed small_count_threshold variance_limits forecast_methods training_cost_lines
    example_today
"""
SETTINGS = frozenset(_SETTINGS.split())
"""Settings that the figures rest on. The rest is about people, places or this computer's user."""

_COLUMNS = """
    enterprise keep: id name org_number legal_form is_example created_on
    setting keep: id key value
    closed_period keep: id first_day last_day
    closed_period blank: name
    fiscal_year keep: id first_day last_day books_through import_id preliminary_import_id
    buyer keep: id kind ended_on
    buyer label: name
    buyer blank: org_number invoice_reference invoice_email
    sie_import keep: id fiscal_year_id imported_at generated_on sie_type encoding
    sie_import keep: covered_to last_voucher_on source vouchers postings left_out issues
    sie_import blank: file_name program
    sie_import zeros: sha256
    account keep: id import_id number
    account blank: name
    account_month keep: import_id account month cost_centre project amount_sie_ore
    balance keep: id import_id year_index kind account amount_sie_ore
    sie_object keep: id import_id dimension number
    sie_object label: name
    typed_amount keep: id line_code month amount_ore
    plan_line keep: id code section sort export_account active parent
    plan_line label: name
    map_rule keep: id priority account_from account_to dimension object line_code
    account_confirmed keep: id account confirmed_on
    plan keep: id fiscal_year_id kind version status approved_on based_on_id years
    plan label: name
    plan blank: assumptions
    plan_value keep: id plan_id line_code month amount_ore source
    plan_stream keep: id plan_id line_code places_milli occupancy_bp price_ore buyer_id payer_kind
    plan_stream keep: unit basis first_month last_month day_minutes vat_bp terms_days sort seeded
    plan_stream keep: project
    plan_stream label: name
    plan_stream_change keep: id stream_id from_month places_milli occupancy_bp price_ore
    plan_sale keep: id plan_id sort volume_milli price_ore cogs_bp first_month last_month vat_bp
    plan_sale keep: terms_days cost_vat_bp cost_terms_days line_code cost_line_code seeded
    plan_sale keep: project
    plan_sale label: name
    plan_sale_season keep: id sale_id month_number weight
    plan_sale_change keep: id sale_id from_month volume_milli price_ore
    plan_staff keep: id plan_id sort role fte_bp monthly_pay_ore first_month last_month holiday_bp
    plan_staff keep: pension_bp insurance_bp rise_bp rise_month subsidy subsidy_level_bp
    plan_staff keep: subsidy_cap_ore subsidy_with_premiums subsidy_first_month subsidy_last_month
    plan_staff keep: subsidy_delay_months subsidy_line_code line_code project seeded
    plan_staff label: name
    plan_staff fee_year: birth_year
    plan_fixed_cost keep: id plan_id sort line_code amount_ore every_months first_month last_month
    plan_fixed_cost keep: index_bp vat_bp terms_days project seeded
    plan_fixed_cost label: name
    plan_grant keep: id plan_id sort line_code amount_ore first_month last_month paid delay_months
    plan_grant keep: project
    plan_grant label: name
    plan_investment keep: id plan_id sort month amount_ore life_months vat_bp terms_days line_code
    plan_investment label: name
    plan_loan keep: id plan_id sort month amount_ore rate_bp months kind grace_months line_code
    plan_loan label: name
    plan_cash_item keep: id plan_id month amount_ore
    plan_cash_item label: name
    plan_premises keep: id opening_ore credit_limit_ore payroll_tax_bp vat_period ratio_milli
    plan_premises keep: ratio_step_bp sick_bp sick_cost_bp sick_line_code
    plan_shock keep: id plan_id driver target_id factor_bp delta from_month
    plan_parameter keep: id plan_id key value valid_from valid_to checked_on changed
    plan_parameter blank: source
    plan_workdays keep: id plan_id month days
    parameter keep: id key value valid_from valid_to checked_on
    parameter blank: source
    sold_volume keep: id line_code month volume_milli
    sold_volume label: name
    figure_target keep: id figure fiscal_year_id value_micro direction yellow_micro red_micro
    bank_balance keep: id day balance_ore
    society_assumption keep: id key low likely high checked_on
    society_assumption blank: source
    supervisor_ratio keep: id valid_from ratio_milli
"""


def _rules() -> dict[Column, Rule]:
    found: dict[Column, Rule] = {}
    for line in _COLUMNS.strip().splitlines():
        head, _colon, columns = line.partition(":")
        table, rule = head.split()
        found |= {(table, column): Rule(rule) for column in columns.split()}
    return found


RULES = _rules()
TABLES = tuple(dict.fromkeys(table for table, _column in RULES))
"""Tables of which rows are taken, in the order of the rules."""
