"""Yearly facts in words: in the form and in R11."""

from __future__ import annotations

from asfdesk.domain.sending.yearly_facts import BY_FORM, FactKey, Section
from asfdesk.i18n import N_, _
from asfdesk.reports.people.background_words import employment_form_word

_WORDS = {
    FactKey.BUSINESS: N_("Runs a business to bring people into work who find it hard"),
    FactKey.PARTICIPATION: N_("Participation by ownership, contract or otherwise in writing"),
    FactKey.REINVESTED: N_("Profit is mainly put back into the business or similar ones"),
    FactKey.INDEPENDENT: N_("Independent of the public sector"),
    FactKey.NO_DISTRIBUTION: N_("The statutes forbid or limit paying out profit"),
    FactKey.CERTIFIED: N_("Certified on"),
    FactKey.EMPLOYEES: N_("Employees, persons"),
    FactKey.EMPLOYEES_FTE: N_("Employees, full-time posts"),
    FactKey.TARGET: N_("From the target group, persons"),
    FactKey.TARGET_FTE: N_("From the target group, full-time posts"),
    FactKey.MEMBERS: N_("Members or owners"),
    FactKey.MEMBER_COWORKERS: N_("Members or owners who work here"),
    FactKey.BOARD: N_("Board members"),
    FactKey.BOARD_COWORKERS: N_("Board members who work here"),
    FactKey.PUBLIC_SALES: N_("Goods and services sold to public bodies"),
    FactKey.PRIVATE_GRANTS: N_("Grants and partnership money that is not public"),
    FactKey.PROFIT_KEPT: N_("Kept in the business"),
    FactKey.PROFIT_PAID_OUT: N_("Paid out to members or owners"),
    FactKey.PROFIT_GIVEN: N_("Given to other purposes"),
}
_SECTIONS = {
    Section.CRITERIA: N_("Criteria and certification"),
    Section.STAFF: N_("Employees"),
    Section.OWNERS: N_("Owners, income and profit"),
}
_FORMS = {key: form for form, key in BY_FORM.items()}


def fact_word(key: FactKey) -> str:
    """What a fact is called."""
    return employment_form_word(_FORMS[key]) if key in _FORMS else _(_WORDS[key])


def section_word(section: Section) -> str:
    """What facts that are typed together are about."""
    return _(_SECTIONS[section])


def yes_no_word(value: int | None) -> str:
    """Yes, no or not stated."""
    if value is None:
        return _("Not stated")
    return _("Yes") if value else _("No")
