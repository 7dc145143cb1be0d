"""The user's assumptions about what results are worth to society.

The program ships none: no value has a public source that fits every enterprise (finance.md §10).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.planning.society import MOST_YEARS, PROXY_KEYS, WHOLE_BP, Factor
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing

if TYPE_CHECKING:
    from asfdesk.domain.planning.society import Assumption
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
MOST_ORE = 10**11
"""A thousand million kronor a year and person is a slip of the hand."""
LONGEST_SOURCE = 500
SHARES = frozenset(
    {
        Factor.DEADWEIGHT,
        Factor.ATTRIBUTION,
        Factor.DISPLACEMENT,
        Factor.DROP_OFF,
        Factor.DISCOUNT,
    }
)


def set_assumption(session: WriteSession, assumption: Assumption) -> Changes:
    """Write one assumption with its range and source.

    Raises:
        InvalidInputError: the three numbers are out of order or out of bounds, or the text on
            where they are from is too long.
    """
    checked = replace(assumption, source=assumption.source.strip())
    if checked.key not in PROXY_KEYS and checked.key not in set(Factor):
        raise missing()
    _check_order(checked)
    _check_bounds(checked)
    if len(checked.source) > LONGEST_SOURCE:
        raise InvalidInputError(
            "source",
            _("The source is too long: %(length)d characters.") % {"length": len(checked.source)},
            todo=_("Keep it to %(longest)d characters.") % {"longest": LONGEST_SOURCE},
        )
    with session.writer.action("society.set", CHANGED, "society_assumption"):
        session.society.put(checked)
    return CHANGED


def clear_assumption(session: WriteSession, key: str) -> Changes:
    """Take an assumption away; what needs it is then absent."""
    if key not in {one.key for one in session.society.assumptions()}:
        return frozenset()
    with session.writer.action("society.remove", CHANGED, "society_assumption"):
        session.society.remove(key)
    return CHANGED


def _check_order(one: Assumption) -> None:
    if one.low > one.likely:
        raise InvalidInputError("low", _("The low number is higher than the likely one."))
    if one.high < one.likely:
        raise InvalidInputError("high", _("The high number is lower than the likely one."))


def _check_bounds(one: Assumption) -> None:
    if one.key == Factor.YEARS:
        first, last = 1, MOST_YEARS
        said = _("Count on 1 to %(most)d years.") % {"most": MOST_YEARS}
    elif one.key in SHARES:
        first, last = 0, WHOLE_BP
        said = _("A share is 0 to 100 per cent.")
    else:
        first, last = -MOST_ORE, MOST_ORE
        said = _("The amount is too large.")
    for field, number in (("low", one.low), ("likely", one.likely), ("high", one.high)):
        if not first <= number <= last:
            raise InvalidInputError(field, said)
