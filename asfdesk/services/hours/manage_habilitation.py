"""The rates of habiliteringsersättning: typed by the enterprise, since each payer has its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form
from asfdesk.domain.hours.habilitation import rate_on
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.hours.locked_months import refuse_if_locked

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.hours.habilitation import HabilitationRate
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.ENTERPRISE})
_NOTHING: Changes = frozenset()
PAID_IN_CASH = "habilitation_cash"
"""Setting: "1" = the list has a column to sign in; "0" unless changed."""

_DAY_MINUTES = 24 * 60
_MOST_ORE = 10_000_00
"""Above it a rate is a slip of the keyboard: real ones are around a hundred kronor a day."""


@dataclass(frozen=True)
class HabilitationView:
    """What the card in the settings shows.

    Attributes:
        rates: latest first.
        current: the one that holds today, or None.
        concerned: there is an agreement about daglig verksamhet, or a rate.
    """

    rates: tuple[HabilitationRate, ...]
    current: HabilitationRate | None
    paid_in_cash: bool
    concerned: bool


def habilitation_view(session: ReadSession, today: date) -> HabilitationView:
    """The rates as the settings show them."""
    rates = session.habilitation.rates()
    forms = {agreement.form for agreement in session.agreements.agreements()}
    return HabilitationView(
        rates=tuple(reversed(rates)),
        current=rate_on(rates, today),
        paid_in_cash=paid_in_cash(session),
        concerned=bool(rates) or Form.DAY_ACTIVITY_LSS in forms,
    )


def paid_in_cash(session: ReadSession) -> bool:
    """Whether the list is signed by those who get the money in their hand."""
    return session.enterprise.setting(PAID_IN_CASH, "0") == "1"


def set_paid_in_cash(session: WriteSession, *, cash: bool) -> Changes:
    """Say whether the list has a column to sign in."""
    if cash == paid_in_cash(session):
        return _NOTHING
    with session.writer.action("setting.habilitation_cash", CHANGED, "setting"):
        session.enterprise.set_setting(PAID_IN_CASH, "1" if cash else "0")
    return CHANGED


def add_habilitation_rate(session: WriteSession, rate: HabilitationRate) -> Changes:
    """Add a rate that holds from a day on (its id is not used).

    Raises:
        InvalidInputError: an amount or the limit cannot be right, or the day has a rate.
        RefusedError: it would replace an earlier rate in a locked month.
    """
    before = session.habilitation.rates()
    _refuse_locked(session, before, [*before, _checked(before, replace(rate, id=0))])
    with session.writer.action("habilitation_rate.add", CHANGED, "habilitation_rate"):
        session.habilitation.add_rate(rate)
    return CHANGED


def change_habilitation_rate(session: WriteSession, rate: HabilitationRate) -> Changes:
    """Write a rate anew.

    Raises:
        InvalidInputError, RefusedError: as `add_habilitation_rate`.
    """
    before = session.habilitation.rates()
    others = [one for one in before if one.id != rate.id]
    if len(others) == len(before):
        raise missing()
    _refuse_locked(session, before, [*others, _checked(others, rate)])
    if rate in before:
        return _NOTHING
    with session.writer.action("habilitation_rate.change", CHANGED, "habilitation_rate", rate.id):
        session.habilitation.change_rate(rate)
    return CHANGED


def remove_habilitation_rate(session: WriteSession, rate_id: int) -> Changes:
    """Take a rate away; the earlier one then holds on.

    Raises:
        RefusedError: a locked month was counted with it.
    """
    before = session.habilitation.rates()
    others = [one for one in before if one.id != rate_id]
    if len(others) == len(before):
        raise missing()
    _refuse_locked(session, before, others)
    with session.writer.action("habilitation_rate.remove", CHANGED, "habilitation_rate", rate_id):
        session.habilitation.remove_rate(rate_id)
    return CHANGED


def _refuse_locked(
    session: ReadSession, before: list[HabilitationRate], after: list[HabilitationRate]
) -> None:
    """A rate may be given to locked days that have none; what they have stays (decisions A11)."""
    later = sorted(after, key=lambda rate: rate.valid_from)

    def differs(day: date) -> bool:
        old, new = rate_on(before, day), rate_on(later, day)
        return old is not None and (new is None or _paid(old) != _paid(new))

    refuse_if_locked(session, differs)


def _paid(rate: HabilitationRate) -> tuple[int, int, int]:
    return rate.full_day_ore, rate.half_day_ore, rate.full_day_minutes


def _checked(others: list[HabilitationRate], rate: HabilitationRate) -> HabilitationRate:
    if not 0 < rate.full_day_minutes <= _DAY_MINUTES:
        raise InvalidInputError(
            "full_day_minutes",
            _("The limit for a full day is more than 0 and at most 24 hours."),
            todo=_("Write the hours from which a day is a full day, for example 5."),
        )
    for name in ("full_day_ore", "half_day_ore"):
        if not 0 <= getattr(rate, name) <= _MOST_ORE:
            raise InvalidInputError(
                name,
                _("The amount cannot be right."),
                _("It is the amount for one day, in kronor."),
                _("Write it as in the payer's decision."),
            )
    if rate.half_day_ore > rate.full_day_ore:
        raise InvalidInputError("half_day_ore", _("A half day cannot pay more than a full day."))
    if any(other.valid_from == rate.valid_from for other in others):
        raise InvalidInputError(
            "valid_from",
            _("Another rate already holds from this day."),
            todo=_("Change that rate, or choose another day."),
        )
    return rate
