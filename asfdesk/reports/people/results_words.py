"""Words of R10: bands, how the asking went, and what counts by Kolada's rule."""

from __future__ import annotations

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.people import results
from asfdesk.i18n import N_, _
from asfdesk.reports.words import exit_group_word, exit_reason_word

_STAY = {
    "under_3": N_("Less than 3 months"),
    "from_3": N_("3 to 6 months"),
    "from_6": N_("6 to 12 months"),
    "from_12": N_("1 to 2 years"),
    "from_24": N_("2 years or more"),
}
_HOURS = {
    "under_10": N_("Less than 10 hours"),
    "from_10": N_("10 to 20 hours"),
    "from_20": N_("20 to 30 hours"),
    "from_30": N_("30 hours or more"),
    results.UNKNOWN: N_("Not known"),
}
_STANDING = {
    results.ANSWERED: N_("Answered"),
    results.ASKED: N_("Asked, no answer yet"),
    results.NOT_REACHED: N_("Not reached"),
    results.NOT_ASKED: N_("Not asked"),
    results.COMING: N_("To be asked later"),
}
_VERDICT = {
    results.YES: N_("Counts"),
    results.NO: N_("Does not count"),
    results.UNKNOWN: N_("Not known yet"),
}


def stay_word(band: str) -> str:
    """How long somebody stayed; a band's first month belongs to it, its last does not."""
    return _(_STAY[band])


def hours_word(band: str) -> str:
    """Planned hours a week."""
    return _(_HOURS[band])


def standing_word(standing: str) -> str:
    """How an asking went."""
    return _(_STANDING[standing])


def verdict_word(verdict: str) -> str:
    """Whether an exit counts."""
    return _(_VERDICT[verdict])


def kolada_word(kind: str) -> str:
    """A kind of work, studies, or the rest."""
    if kind == results.REST:
        return _("Other exits")
    if kind in results.KOLADA_GROUPS:
        return exit_group_word(ExitGroup(kind))
    return exit_reason_word(ExitReason(kind))
