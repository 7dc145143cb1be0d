"""Whether sales of work training can be told from other sales; else the plan can't be followed.

Training is most often invoiced on the same accounts as everything else (finance.md §2.3). Only an
account, a cost centre or a project of its own can tell it apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SALES, TRAINING, codes_under
from asfdesk.domain.period import Month
from asfdesk.i18n import _
from asfdesk.services.actuals import booked_months
from asfdesk.services.books.suggest_lines import only_lines, suggestions

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.books.suggest_lines import LineSuggestion
    from asfdesk.services.session import ReadSession


class TrainingState(StrEnum):
    """How training sales stand in the books of a year."""

    NOT_EXPECTED = "not_expected"
    APART = "apart"
    SUGGESTED = "suggested"
    MIXED = "mixed"


@dataclass(frozen=True)
class TrainingSales:
    """The finding.

    Attributes:
        sales_ore: what stands on the line for goods and services, training among it.
        proposed: suggestions that would tell it apart, with SUGGESTED.
    """

    state: TrainingState
    sales_ore: int = 0
    proposed: tuple[LineSuggestion, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether there is something to do."""
        return self.state in (TrainingState.SUGGESTED, TrainingState.MIXED)


def training_sales(session: ReadSession, year: FiscalYear) -> TrainingSales:
    """How training sales stand in a year's books.

    Expected when there is an agreement on a training line, or the year's plan has such income.
    """
    lines = session.plans.lines(with_inactive=True)
    training, sales = codes_under(lines, (TRAINING,)), codes_under(lines, (SALES,))
    books = session.ledger.import_of(year.id)
    if books is None or not _is_expected(session, year, training):
        return TrainingSales(TrainingState.NOT_EXPECTED)
    months = booked_months(session, Month.of(year.first), Month.of(year.last))
    if any(any(months.get(code, {}).values()) for code in training):
        return TrainingSales(TrainingState.APART)
    mixed = sum(sum(months.get(code, {}).values()) for code in sales)
    if not mixed:
        return TrainingSales(TrainingState.NOT_EXPECTED)
    proposed = tuple(only_lines(suggestions(session, year), training))
    state = TrainingState.SUGGESTED if proposed else TrainingState.MIXED
    return TrainingSales(state, mixed, proposed)


def _is_expected(session: ReadSession, year: FiscalYear, training: frozenset[str]) -> bool:
    if any(agreement.line_code in training for agreement in session.agreements.agreements()):
        return True
    plan = session.plans.in_force(year.id)
    amounts = session.plans.amounts(plan.id, year.months()) if plan else {}
    return any(any(amounts.get(code, {}).values()) for code in training)


def steps_apart() -> list[str]:
    """What to do in the bookkeeping program, one step each."""
    return [
        _("Add an account for training in 3000–3799 in the bookkeeping program, for example 3041."),
        _(
            "Or, if you want to keep the account: use a cost centre or project for training on"
            " every invoice."
        ),
        _("Choose it on the articles you invoice with, so that it is right from then on."),
        _("Move this year's earlier invoices there with a correcting voucher."),
        _(
            "Export a SIE 4 file anew and import it. Then click the account onto the line for work"
            " training, or make a rule for the cost centre or project."
        ),
    ]
