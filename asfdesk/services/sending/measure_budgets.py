"""Budgeted participants of measures, typed from what was agreed with the funder (R6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.sending.volumes import measure_code, measures_of
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing, need_text

if TYPE_CHECKING:
    from asfdesk.domain.sending.volumes import MeasureBudget
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.ENTERPRISE})
_NOTHING: Changes = frozenset()
_MOST = 100_000
"""Above it a budget is a slip of the keyboard."""


@dataclass(frozen=True)
class MeasuresView:
    """What the settings show.

    Attributes:
        budgets: latest first.
        measures: the measures that agreements name.
    """

    budgets: tuple[MeasureBudget, ...]
    measures: tuple[str, ...]

    @property
    def concerned(self) -> bool:
        """Whether there is a measure or a budget at all."""
        return bool(self.budgets or self.measures)


def measures_view(session: ReadSession) -> MeasuresView:
    """The budgets as the settings show them."""
    budgets = sorted(session.measures.budgets(), key=lambda one: one.first, reverse=True)
    return MeasuresView(tuple(budgets), tuple(measures_of(session.agreements.agreements())))


def add_measure_budget(session: WriteSession, budget: MeasureBudget) -> Changes:
    """Add a budget (its id is not used).

    Raises:
        InvalidInputError: nothing is named, the days or the number cannot be right, or the
            measure has a budget for some of the days.
    """
    checked = _checked(session.measures.budgets(), replace(budget, id=0))
    with session.writer.action("measure_budget.add", CHANGED, "measure_budget"):
        session.measures.add_budget(checked)
    return CHANGED


def change_measure_budget(session: WriteSession, budget: MeasureBudget) -> Changes:
    """Write a budget anew.

    Raises:
        InvalidInputError: as `add_measure_budget`.
        RefusedError: it is not there.
    """
    before = session.measures.budgets()
    others = [one for one in before if one.id != budget.id]
    if len(others) == len(before):
        raise missing()
    checked = _checked(others, budget)
    if checked in before:
        return _NOTHING
    with session.writer.action("measure_budget.change", CHANGED, "measure_budget", budget.id):
        session.measures.change_budget(checked)
    return CHANGED


def remove_measure_budget(session: WriteSession, budget_id: int) -> Changes:
    """Take a budget away."""
    if all(one.id != budget_id for one in session.measures.budgets()):
        raise missing()
    with session.writer.action("measure_budget.remove", CHANGED, "measure_budget", budget_id):
        session.measures.remove_budget(budget_id)
    return CHANGED


def _checked(others: list[MeasureBudget], budget: MeasureBudget) -> MeasureBudget:
    name = " ".join(need_text("measure", budget.measure, _("Write the measure.")).split())
    if budget.last < budget.first:
        raise InvalidInputError("last", _("The last day comes before the first."))
    if not 0 <= budget.budgeted <= _MOST:
        raise InvalidInputError("budgeted", _("The number of participants cannot be right."))
    taken = [
        one
        for one in others
        if measure_code(one.measure) == measure_code(name)
        and one.period.overlaps(budget.first, budget.last)
    ]
    if taken:
        raise InvalidInputError(
            "first",
            _("The measure already has a budget for some of these days."),
            todo=_("Change that budget, or choose other days."),
        )
    return replace(budget, measure=name)
