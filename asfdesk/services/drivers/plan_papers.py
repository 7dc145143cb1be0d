"""A plan as it goes on paper: which one, what it comes to, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.shocked import shocked
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.domain.plan import PlanStatus
from asfdesk.i18n import _
from asfdesk.reports.drivers.assumption_blocks import Assumed
from asfdesk.reports.drivers.liquidity_words import opening_agrees
from asfdesk.reports.planning.plan_words import plan_state, plan_title
from asfdesk.services.drivers.opening_cash import opening_in_books
from asfdesk.services.drivers.parameters import is_checked
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.drivers.used_rates import used_rates
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.parameters import Parameter
    from asfdesk.domain.drivers.result import Liquidity, PlanResult
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class PlanPapers:
    """A plan, computed.

    Attributes:
        model: with its shocks applied.
        years: its fiscal years.
        used: the parameters that it looks up.
    """

    plan: Plan
    model: PlanModel
    result: PlanResult
    years: tuple[FiscalYear, ...]
    used: tuple[Parameter, ...]

    @property
    def title(self) -> str:
        """Budget 2026, version 2 (approved 2026-01-15)."""
        return f"{plan_title(self.plan, self.years[0].label)} ({plan_state(self.plan)})"

    @property
    def cash(self) -> Liquidity | None:
        """None when the opening balance is not known."""
        return self.result.liquidity

    def assumed(self, today: date) -> Assumed:
        """What it rests on."""
        return Assumed(self.title, self.model, self.used, self.plan.assumptions, today)

    def issues(self, today: date) -> tuple[str, ...]:
        """What is missing before others can rely on it, one sentence each."""
        found = []
        if self.plan.status is not PlanStatus.APPROVED:
            found.append(_("%(plan)s is not approved.") % {"plan": self._name})
        if self.cash is None:
            text = _("%(plan)s has no opening cash, so there is no liquidity budget.")
            found.append(text % {"plan": self._name})
        if any(not is_checked(one, today) for one in self.used):
            text = _("%(plan)s uses rates that nobody has checked this year.")
            found.append(text % {"plan": self._name})
        return tuple(found)

    @property
    def _name(self) -> str:
        return plan_title(self.plan, self.years[0].label)


def plan_papers(session: ReadSession, plan: Plan) -> PlanPapers:
    """Read a plan and compute it."""
    model = model_of(session, plan)
    struck = shocked(model)
    return PlanPapers(
        plan,
        struck,
        whole_plan(struck),
        tuple(plan_years(session, plan)),
        used_rates(struck).values,
    )


def opening_words(session: ReadSession, papers: PlanPapers) -> str:
    """The plan's opening balance beside that of the books; "" when either is missing."""
    booked = opening_in_books(session, papers.model.months[0])
    return opening_agrees(papers.model.premises.opening_ore, booked)
