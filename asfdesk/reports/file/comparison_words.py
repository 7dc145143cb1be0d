"""How two versions of a client file differ, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.file.comparison import Noun
from asfdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from asfdesk.domain.file.comparison import Counted, NounDifference

_NOUNS = {
    Noun.TRAINEE: N_("Trainees"),
    Noun.PLACEMENT: N_("Placements"),
    Noun.ATTENDANCE: N_("Days of attendance"),
    Noun.ATTENDANCE_MONTH: N_("Locked months"),
    Noun.ABSENCE: N_("Deviations"),
    Noun.PROGRESS: N_("Goals and steps"),
    Noun.SITUATION: N_("Situation reports"),
    Noun.NOTE: N_("Notes and consents"),
    Noun.WAITING: N_("Waiting list"),
    Noun.SUPERVISOR: N_("Supervisors"),
    Noun.SUPERVISION: N_("Supervision hours"),
    Noun.BUYER: N_("Buyers"),
    Noun.AGREEMENT: N_("Agreements"),
    Noun.INVOICE: N_("Invoices"),
    Noun.SENT: N_("Sent reports"),
    Noun.PLAN: N_("Business plan"),
    Noun.PARAMETER: N_("Parameters"),
    Noun.EXPECTED: N_("Expected items, volumes and bank balances"),
    Noun.TARGET: N_("Targets and assumptions of key figures"),
    Noun.IMPORT: N_("Imported bookkeeping"),
    Noun.TYPED_AMOUNT: N_("Typed outcome"),
    Noun.ACCOUNT_RULE: N_("Accounts and plan lines"),
    Noun.COMMENT: N_("Comments"),
    Noun.AGREED_ACTION: N_("Agreed actions"),
    Noun.VISIT: N_("Visits"),
    Noun.ENTERPRISE: N_("The enterprise, years and closed days"),
    Noun.WORK_GROUP: N_("Groups"),
    Noun.HABILITATION_RATE: N_("Rates of the day activity allowance"),
    Noun.MEASURE_BUDGET: N_("Budgets of measures"),
    Noun.YEARLY_FACT: N_("Facts of the year"),
    Noun.SETTING: N_("Settings"),
}


def noun_word(noun: Noun) -> str:
    """Deltagare, placeringar and so on."""
    return _(_NOUNS[noun])


def counted_words(counted: Counted) -> str:
    """3 only in yours, 1 only in the other, 2 different; what is zero is left out."""
    parts = (
        (
            counted.only_mine,
            ngettext("%(num)d only in yours", "%(num)d only in yours", counted.only_mine),
        ),
        (
            counted.only_theirs,
            ngettext("%(num)d only in the other", "%(num)d only in the other", counted.only_theirs),
        ),
        (counted.changed, ngettext("%(num)d different", "%(num)d different", counted.changed)),
    )
    return ", ".join(words for number, words in parts if number)


def _one_words(counted: Counted) -> str:
    """The same for one line; a single thing needs no number."""
    if counted.total > 1:
        return counted_words(counted)
    if counted.only_mine:
        return _("only in yours")
    return _("only in the other") if counted.only_theirs else _("different")


def difference_lines(difference: NounDifference) -> list[str]:
    """The list under a noun: what it is, and how it differs."""
    lines = [
        f"{line.label}: {_one_words(line.counted)}" for line in difference.listed if line.label
    ]
    if difference.more:
        lines.append(ngettext("and %(num)d more", "and %(num)d more", difference.more))
    return lines


def comparison_text(differences: tuple[NounDifference, ...]) -> list[str]:
    """All of it as lines of text, for the clipboard and for screen readers."""
    lines: list[str] = []
    for one in differences:
        lines.append(f"{noun_word(one.noun)}: {counted_words(one.counted)}")
        lines += [f"  {line}" for line in difference_lines(one)]
    return lines
