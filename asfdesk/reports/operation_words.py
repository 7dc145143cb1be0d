"""What each recorded operation did, in words: undo says it, the audit log lists it.

An operation is "noun.verb", the first argument of `Writer.action`; a test fails on one that has
no sentence here.
"""

from __future__ import annotations

from asfdesk.i18n import N_, _

OPERATIONS = {
    "access.add": N_("Access given"),
    "access.change_password": N_("Password changed"),
    "access.hand_over": N_("Handed over to a new manager"),
    "access.not_saved": N_("Change of access could not be saved"),
    "access.recover": N_("Password and recovery code renewed"),
    "access.renew_recovery": N_("Recovery code renewed"),
    "access.replace_leaked": N_("Leaked password replaced"),
    "access.set_password": N_("Password set anew"),
    "access.withdraw": N_("Access withdrawn"),
    "account.confirm": N_("Accounts confirmed"),
    "action.add": N_("Action agreed"),
    "action.change": N_("Action changed"),
    "action.remove": N_("Action removed"),
    "agreement.add": N_("Agreement added"),
    "agreement.change": N_("Agreement changed"),
    "agreement.end": N_("Agreement ended"),
    "agreement.remove": N_("Agreement removed"),
    "attendance.fill": N_("Attendance filled in"),
    "attendance.import": N_("Attendance taken in from a sheet"),
    "attendance.lock": N_("Month of attendance locked"),
    "attendance.reopen": N_("Month of attendance reopened"),
    "attendance.set": N_("Attendance changed"),
    "audit.export": N_("Event log exported"),
    "audit.prune": N_("Old log entries removed"),
    "backup.restore": N_("Backup restored"),
    "buyer.add": N_("Buyer added"),
    "buyer.change": N_("Buyer changed"),
    "buyer.end": N_("Buyer ended"),
    "buyer.remove": N_("Buyer removed"),
    "buyer.reopen": N_("Buyer taken up again"),
    "closed_period.add": N_("Closed days added"),
    "closed_period.change": N_("Closed days changed"),
    "closed_period.remove": N_("Closed days removed"),
    "comment.set": N_("Comment changed"),
    "comment.write": N_("Comment written"),
    "enterprise.change": N_("Enterprise changed"),
    "example.write": N_("Example written"),
    "export.open": N_("Everything exported in the open format"),
    "file.create": N_("File created"),
    "file.open": N_("File opened for changes"),
    "fiscal_year.add": N_("Fiscal year added"),
    "fiscal_year.books_through": N_("Closed books moved"),
    "fiscal_year.change": N_("Fiscal year changed"),
    "fiscal_year.remove": N_("Fiscal year removed"),
    "ledger.import": N_("Bookkeeping imported"),
    "map_rule.accept": N_("Suggested plan lines accepted"),
    "map_rule.add": N_("Mapping rule added"),
    "map_rule.change": N_("Mapping rule changed"),
    "map_rule.place": N_("Account placed on a plan line"),
    "map_rule.remove": N_("Mapping rule removed"),
    "month.lock": N_("Month of attendance locked"),
    "org_alias.add": N_("Organisation number added"),
    "org_alias.remove": N_("Organisation number removed"),
    "placement.add": N_("Placement added"),
    "placement.change": N_("Placement changed"),
    "placement.end": N_("Placement ended"),
    "placement.remove": N_("Placement removed"),
    "placement.reopen": N_("Placement reopened"),
    "plan.add": N_("Plan added"),
    "plan.amounts": N_("Plan amounts changed"),
    "plan.approve": N_("Plan approved"),
    "plan.copy": N_("Plan copied"),
    "plan.copy_last_year": N_("Plan filled from last year"),
    "plan.describe": N_("Plan described"),
    "plan.drivers": N_("Assumptions of the plan changed"),
    "plan.remove": N_("Plan removed"),
    "plan.revise": N_("New version of the plan"),
    "plan.spread": N_("Amount spread over the year"),
    "plan_line.add": N_("Plan line added"),
    "plan_line.export_account": N_("Account for the plan line chosen"),
    "plan_line.remove": N_("Plan line removed"),
    "plan_line.rename": N_("Plan line renamed"),
    "plan_line.seed": N_("Plan lines created"),
    "report.export": N_("Report with people in it exported"),
    "schedule.add": N_("Schedule added"),
    "schedule.change": N_("Schedule changed"),
    "schedule.remove": N_("Schedule removed"),
    "setting.eves_closed": N_("Closed eves changed"),
    "setting.forecast_methods": N_("Forecast methods changed"),
    "setting.keep_voucher_texts": N_("Keeping of voucher texts changed"),
    "setting.small_count": N_("Limit for small counts changed"),
    "setting.training_cost_lines": N_("Lines of the training cost changed"),
    "setting.variance_limits": N_("Limits for variances changed"),
    "supervision.fill": N_("Supervision filled in"),
    "supervision.set": N_("Supervision changed"),
    "supervisor.add": N_("Supervisor added"),
    "supervisor.change": N_("Supervisor changed"),
    "terms.add": N_("Terms added"),
    "terms.change": N_("Terms changed"),
    "terms.remove": N_("Terms removed"),
    "trainee.add": N_("Trainee added"),
    "trainee.age_bands": N_("Age groups updated"),
    "trainee.anonymise": N_("Trainee anonymised"),
    "trainee.change": N_("Trainee changed"),
    "trainee.end": N_("Trainee ended"),
    "trainee.erase": N_("Trainee erased"),
    "trainee.open": N_("Protected trainee opened"),
    "trainee.protect": N_("Trainee protected"),
    "trainee.remove": N_("Trainee removed"),
    "trainee.reopen": N_("Trainee reopened"),
    "trainee.unprotect": N_("Protection of trainee lifted"),
    "typed_amount.set": N_("Amounts typed in"),
}
"""Operation -> what it did, in English; `operation_sentence` translates."""

UNDO_PREFIX = "undo:"


def operation_sentence(operation: str) -> str:
    """What an operation did; for "undo:noun.verb" that it was taken back.

    A file may come from a later version, or from somebody who writes what they like: an operation
    that has no sentence gets a general one, and its own text is never shown.
    """
    plain = operation.removeprefix(UNDO_PREFIX)
    words = _(OPERATIONS.get(plain, N_("Another change")))
    return _("Undone: %(what)s") % {"what": words} if plain != operation else words
