"""How many trainees one full-time supervisor takes, as the user has said it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

PER_SUPERVISOR = "trainees_per_supervisor_milli"
"""Setting: thousandths of a trainee for each full-time supervisor; "" = nobody has said it."""

MILLI = 1000
MOST = 100 * MILLI


@dataclass(frozen=True)
class Ratios:
    """Trainees for each full-time supervisor over time.

    There is no default: the right number is the enterprise's own (its plan, its agreements).

    Attributes:
        first: before any day is named; None = nobody has typed it.
        later: (first day, ratio), by day; each holds until the next.
    """

    first: Fraction | None = None
    later: tuple[tuple[date, Fraction], ...] = ()

    def on(self, day: date) -> Fraction | None:
        """What holds on a day."""
        return next((one for since, one in reversed(self.later) if since <= day), self.first)

    def over(self, days: Iterable[date]) -> Fraction | None:
        """One ratio for several days: so many supervisors are needed as on each of them together.

        Of five days, two with 10 trainees each and three with 5, it is 5 / (2/10 + 3/5) = 6.25.
        None where a day has none, or there are no days.
        """
        each = [self.on(day) for day in days]
        known = [one for one in each if one]
        if not known or len(known) < len(each):
            return None
        return len(known) / sum((1 / one for one in known), Fraction(0))


def ratios(session: ReadSession) -> Ratios:
    """As the user has said it, with every earlier value."""
    kept = session.enterprise.setting(PER_SUPERVISOR, "")
    return Ratios(
        (Fraction(int(kept), MILLI) or None) if kept else None,
        tuple((day, Fraction(milli, MILLI)) for day, milli in session.ratios.ratios()),
    )


def per_supervisor(session: ReadSession, day: date) -> Fraction | None:
    """Trainees for each full-time supervisor on a day; None until somebody has typed it."""
    return ratios(session).on(day)


def set_per_supervisor(
    session: WriteSession, milli: int | None, valid_from: date | None = None
) -> Changes:
    """Say how many trainees one full-time supervisor takes, in thousandths; None takes it away.

    Args:
        session: where.
        milli: how many.
        valid_from: its first day, so that earlier weeks keep what held then; None = from the
            beginning, until the first day that is named.

    Raises:
        InvalidInputError: it is not over 0 and at most 100.
    """
    if milli is not None and not 0 < milli <= MOST:
        raise InvalidInputError(
            "per_supervisor",
            _("Trainees per supervisor must be over 0 and at most 100."),
            todo=_("Write for example 10, or leave it empty."),
        )
    changed: Changes = frozenset({Topic.SUPERVISION})
    with session.writer.action("setting.trainees_per_supervisor", changed, "setting"):
        if valid_from is None:
            session.enterprise.set_setting(PER_SUPERVISOR, "" if milli is None else str(milli))
        else:
            session.ratios.set_ratio(valid_from, milli)
    return changed
