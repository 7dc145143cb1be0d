"""What drivers give is written beside what was typed, so that all that reads plans sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.plan import PlanStatus
from asfdesk.services.drivers.plan_model import driven_amounts, model_of
from asfdesk.services.planning.plan_span import has_its_years

if TYPE_CHECKING:
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import WriteSession


def recompute(session: WriteSession, plan: Plan) -> bool:
    """Write what a plan's drivers give, inside the action that changed them.

    Only what differs is written, and never over an amount from elsewhere (an override).

    Returns:
        Whether an amount changed.
    """
    return session.plans.set_driven(plan.id, driven_amounts(model_of(session, plan)))


def recompute_drafts(session: WriteSession) -> list[Plan]:
    """Compute every draft anew, after the calendar or a parameter changed; approved plans stay.

    A draft whose fiscal years are broken is left as it is: opening it says what is wrong.

    Returns:
        The drafts in which an amount changed.
    """
    drafts = [plan for plan in session.plans.plans() if plan.status is PlanStatus.DRAFT]
    return [plan for plan in drafts if has_its_years(session, plan) and recompute(session, plan)]
