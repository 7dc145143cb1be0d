"""What may be written around a placement, and whether what reveals health is asked at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitReason
from asfdesk.domain.people.background import HEALTH_FIELDS, SUPPORT_BANDS
from asfdesk.domain.people.placement_codes import SupportLength
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.reports.people.background_words import support_length_word

if TYPE_CHECKING:
    from asfdesk.domain.people.background import Background
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.session import ReadSession

FULL_BP = 10_000


def shows_health(session: ReadSession) -> bool:
    """Whether what reveals health is asked and shown: off until the enterprise chooses it."""
    return session.enterprise.setting(HEALTH_FIELDS, "0") == "1"


def support_bands(session: ReadSession) -> dict[SupportLength, str]:
    """How each band of support length is worded: by the enterprise, or as it is shipped."""
    return {
        one: session.enterprise.setting(SUPPORT_BANDS + one.value, "") or support_length_word(one)
        for one in SupportLength
    }


def offered_reasons(session: ReadSession) -> tuple[ExitReason, ...]:
    """Why a placement may be said to have ended: health only where the enterprise has chosen it."""
    health = shows_health(session)
    return tuple(one for one in ExitReason if health or one is not ExitReason.HEALTH)


def shown_placement(placement: Placement, *, health: bool) -> Placement:
    """A placement to look at: where health is not shown, an exit for health is told by its group.

    What is sealed stays as it is; the choice can be made again.
    """
    leaving = placement.exit
    if health or leaving is None or leaving.reason is not ExitReason.HEALTH:
        return placement
    return replace(placement, exit=replace(leaving, reason=None))


def check_reason(session: ReadSession, reason: ExitReason | None) -> None:
    """Nothing that reveals health is taken in while the enterprise has not chosen so."""
    if reason is ExitReason.HEALTH and not shows_health(session):
        raise InvalidInputError(
            "reason",
            _("Health is not noted in this enterprise."),
            _("It has been chosen under Settings."),
            _("Choose another reason."),
        )


def asks_health(session: ReadSession, trainee_id: int) -> bool:
    """Whether a form about a trainee asks what reveals health.

    Never of a protected person: what is sealed opens with a reason only (decisions C2).
    """
    trainee = session.trainees.trainee(trainee_id)
    closed = trainee is None or trainee.protected
    return session.identities_open and not closed and shows_health(session)


def checked_background(session: ReadSession, background: Background) -> Background:
    """What may be written; a share without work or studies says nothing and goes."""
    for name in ("before_bp", "after_bp"):
        share = getattr(background, name)
        if share is not None and not 0 <= share <= FULL_BP:
            raise InvalidInputError(name, _("The share is from 0 to 100 %."))
    if not shows_health(session):
        there = session.backgrounds.background(background.placement_id)
        if _sealed(background) != _sealed(there):
            raise RefusedError(
                _("Education and support are not kept in this file."),
                _("They can reveal health, so they are off until you choose them."),
                _("Turn them on in Settings first."),
            )
    return replace(
        background,
        before_bp=background.before_bp if background.before else None,
        after_bp=background.after_bp if background.after else None,
    )


def _sealed(background: Background) -> tuple[object, ...]:
    return (
        background.education,
        background.support_before,
        background.support_after,
        background.support_length,
    )
