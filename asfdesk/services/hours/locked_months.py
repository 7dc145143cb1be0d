"""Changes that would reach into a locked month are refused (decisions A11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.sales.billing import REACHED
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, month_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession


def locked_months(session: ReadSession) -> list[Month]:
    """The months that are locked now, in order."""
    return [state.month for state in session.attendance.states() if state.locked]


def refuse_if_locked(session: ReadSession, changes_on: Callable[[date], bool]) -> None:
    """Raise RefusedError when a change alters a day of a locked month.

    Args:
        session: knows the locked months.
        changes_on: whether the change makes a difference on a day.
    """
    hit = [m for m in locked_months(session) if any(changes_on(day) for day in m.days())]
    if hit:
        months = ", ".join(month_name(month.year, month.number) for month in hit)
        raise RefusedError(
            _("The change reaches into a locked month: %(months)s.") % {"months": months},
            _("What has been reported for a locked month must not change unnoticed."),
            _("Let the change begin later, or reopen the month on the attendance page first."),
        )


def must_be_open(session: ReadSession, months: Iterable[Month]) -> None:
    """Raise RefusedError when one of the months is locked."""
    for month in sorted(months):
        if session.attendance.state(month).locked:
            raise locked_error(month)


def called(month: Month) -> str:
    """The month at the beginning of a sentence: "Mars 2026"."""
    name = month_name(month.year, month.number)
    return name[:1].upper() + name[1:]


def locked_error(month: Month) -> RefusedError:
    """What whoever writes in a locked month is told."""
    return RefusedError(
        _("%(month)s is locked, so nothing was changed.") % {"month": called(month)},
        _("Invoice bases and attendance reports build on locked months."),
        _("Open the month again on the attendance page if something must be corrected."),
    )


def refuse_placement_change(
    session: ReadSession, before: Placement | None, after: Placement | None
) -> None:
    """Guard a placement that is added (no `before`), changed or taken away (no `after`)."""
    fees = {_fee_day(session, before), _fee_day(session, after)}
    moved = fees if len(fees) > 1 else frozenset()

    def differs(day: date) -> bool:
        old = before.facts_on(day) if before else None
        return day in moved or old != (after.facts_on(day) if after else None)

    refuse_if_locked(session, differs)


def _fee_day(session: ReadSession, placement: Placement | None) -> date | None:
    """The day that a result fee is paid for, or None."""
    if placement is None or placement.exit is None or placement.exit.group not in REACHED:
        return None
    agreement = session.agreements.agreement(placement.agreement_id)
    ended = placement.exit.ended_on
    terms = agreement.terms_on(ended) if agreement and agreement.holds_on(ended) else None
    return ended if terms and terms.unit is PriceUnit.RESULT else None


def refuse_lone_agreement(session: ReadSession, agreement: Agreement) -> None:
    """Guard an agreement that is added or removed, and that nobody is placed under.

    Paid by who comes it touches nothing that is reported; places sold and a sum for the year are
    on the invoice basis of every month, whoever comes.
    """
    refuse_if_locked(session, agreement.owes_alone_on)


def refuse_agreement_change(session: ReadSession, before: Agreement, after: Agreement) -> None:
    """Guard an agreement's terms and period."""
    refuse_if_locked(session, lambda day: before.facts_on(day) != after.facts_on(day))


def refuse_days(session: ReadSession, spans: Sequence[tuple[date, date]]) -> None:
    """Guard a change of the days in the spans (both ends included)."""
    refuse_if_locked(session, lambda day: any(first <= day <= last for first, last in spans))
