"""A client's last known figures and the state of its file, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up
from asfdesk.domain.visiting.client import FileState
from asfdesk.i18n import ABSENT, N_, _, day, money, ngettext

if TYPE_CHECKING:
    from asfdesk.domain.visiting.client import ClientFigures

_STATES = {
    FileState.HERE: "",
    FileState.MISSING: N_("the file is not here now"),
    FileState.IN_USE: N_("open elsewhere"),
    FileState.DAMAGED: N_("the file is damaged"),
    FileState.NEWER: N_("made by a newer version"),
    FileState.OTHER_CLIENT: N_("another client's file"),
    FileState.WRONG_KEY: N_("the password does not fit"),
    FileState.NOT_TRUSTED: N_("not to be trusted"),
    FileState.NEW_KEY: N_("signed with another key"),
    FileState.OLDER: N_("older than last time"),
    FileState.UNREADABLE: N_("cannot be read"),
}
_ORE_IN_KRONA, _ORE_IN_THOUSAND = 100, 100_000


def state_word(state: FileState, *, conflict: bool = False) -> str:
    """How the file was found; "" when there is nothing to say."""
    if conflict:
        return _("conflict: two versions")
    source = _STATES[state]
    return _(source) if source else ""


def thousands(ore: int | None, *, signed: bool = False) -> str:
    """An amount in thousands of kronor: −123 tkr; "–" when it is not known."""
    if ore is None:
        return ABSENT
    thousand = round_half_up(Fraction(ore, _ORE_IN_THOUSAND))
    plus = "+" if signed and thousand > 0 else ""
    return _("%(amount)s tkr") % {"amount": plus + money(thousand * _ORE_IN_KRONA)}


def reports_word(figures: ClientFigures | None) -> str:
    """Which report is late, and how many more."""
    if figures is None or not figures.late_reports:
        return ABSENT
    first, more = figures.late_reports[0], len(figures.late_reports) - 1
    if not more:
        return _("%(report)s late") % {"report": first}
    return _("%(report)s late, +%(more)d") % {"report": first, "more": more}


def actions_word(figures: ClientFigures | None) -> str:
    """Open actions, and how many of them are late."""
    if figures is None:
        return ABSENT
    if not figures.late_actions:
        return str(figures.open_actions)
    return _("%(open)d, %(late)d late") % {
        "open": figures.open_actions,
        "late": figures.late_actions,
    }


def known_words(figures: ClientFigures | None) -> str:
    """From which day the figures are."""
    if figures is None:
        return _("Nothing is known yet: the file has not been read.")
    return _("Last known figures, from %(day)s.") % {"day": day(figures.taken_on)}


def order_words() -> str:
    """The rule that the list is sorted by."""
    return _(
        "First: files in conflict or not to be trusted. Then most red lights, most that is late, "
        "most yellow lights, longest since a visit."
    )


def count_words(count: int) -> str:
    """How many clients there are."""
    return ngettext("%(num)d client", "%(num)d clients", count) % {"num": count}
