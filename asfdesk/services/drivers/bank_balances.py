"""Bank balances that are typed in, since the books tell them only when they have been kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.drivers.driver_limits import check_ore

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN, Topic.LEDGER})
_NOTHING: Changes = frozenset()


@dataclass(frozen=True)
class BankBalance:
    """What was in cash and bank when a day ended."""

    day: date
    ore: int


def newest_balance(session: ReadSession, today: date) -> BankBalance | None:
    """The newest balance that is typed in, up to today; None when there is none."""
    known = [(day, ore) for day, ore in session.bank_balances.balances().items() if day <= today]
    return BankBalance(*max(known)) if known else None


def set_bank_balance(
    session: WriteSession, day: date, balance_ore: int | None, today: date
) -> Changes:
    """Note what was in cash and bank at the end of a day; None takes the note away.

    Raises:
        InvalidInputError: a day that has not come, or an amount that cannot be right.
    """
    if day > today:
        raise InvalidInputError(
            "day",
            _("That day has not come yet."),
            todo=_("Write a day up to today; what will come belongs to the plan."),
        )
    check_ore("balance_ore", balance_ore, negative=True)
    if session.bank_balances.balances().get(day) == balance_ore:
        return _NOTHING
    with session.writer.action("bank_balance.set", CHANGED, "bank_balance"):
        session.bank_balances.put(day, balance_ore)
    return CHANGED
