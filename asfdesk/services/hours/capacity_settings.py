"""How many trainees one full-time supervisor takes, as the user has said it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

PER_SUPERVISOR = "trainees_per_supervisor_milli"
"""Setting: thousandths of a trainee for each full-time supervisor; "" = nobody has said it."""

MILLI = 1000
MOST = 100 * MILLI


def per_supervisor(session: ReadSession) -> Fraction | None:
    """Trainees for each full-time supervisor; None until somebody has typed it.

    There is no default: the right number is the enterprise's own (its plan, its agreements).
    """
    kept = session.enterprise.setting(PER_SUPERVISOR, "")
    return (Fraction(int(kept), MILLI) or None) if kept else None


def set_per_supervisor(session: WriteSession, milli: int | None) -> Changes:
    """Say how many trainees one full-time supervisor takes, in thousandths; None takes it away.

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
        session.enterprise.set_setting(PER_SUPERVISOR, "" if milli is None else str(milli))
    return changed
