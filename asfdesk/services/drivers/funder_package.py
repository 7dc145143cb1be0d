"""What goes into the package for a funder: the rest of the year and the next (finance.md §1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.cash_blocks import cash_ahead, opening_of
from asfdesk.domain.period import MONTHS_IN_YEAR, Period
from asfdesk.domain.plan import PlanKind
from asfdesk.domain.planning.month_budget import (
    budget_rows,
    in_kronor,
    lines_in_kronor,
    month_budget,
)
from asfdesk.i18n import _
from asfdesk.reports.drivers.funder_report import BookedYear, CashStart, FunderData
from asfdesk.reports.period_words import period_words
from asfdesk.services.actuals import covered_months, year_line_months
from asfdesk.services.drivers.opening_cash import opening_in_books
from asfdesk.services.drivers.plan_papers import plan_papers
from asfdesk.services.planning.cash import cash
from asfdesk.services.planning.key_figures import gather_figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.planning.figure import Figure
    from asfdesk.domain.planning.month_budget import MonthBudget
    from asfdesk.services.drivers.plan_papers import PlanPapers
    from asfdesk.services.session import ReadSession

BANK_FIGURES = ("solidity", "quick_ratio", "self_financing", "sold_share")
"""Soliditet, kassalikviditet and own sales: what a bank looks at first."""


@dataclass(frozen=True)
class FunderPackage:
    """The data, the plans behind it, and what it lacks, one sentence each."""

    data: FunderData
    plans: tuple[PlanPapers, ...]
    issues: tuple[str, ...]


@dataclass(frozen=True)
class _Year:
    """A fiscal year of the package.

    Attributes:
        papers: the plan its open months are from; None = there is none.
        open_months: the months that are not booked, in order.
    """

    year: FiscalYear
    papers: PlanPapers | None
    open_months: tuple[Month, ...]

    @property
    def cash(self) -> Liquidity | None:
        """The plan's."""
        return self.papers.cash if self.papers is not None else None


def funder_package(session: ReadSession, year: FiscalYear, today: date) -> FunderPackage:
    """The package of a fiscal year and the one after it."""
    known: dict[int, PlanPapers] = {}
    years = [_of_year(session, one, known) for one in _this_and_next(session, year)]
    budgets = [_budget(session, one) for one in years]
    last = _last_year(session, year)
    lines = session.plans.lines(with_inactive=True)
    rows = budget_rows(lines, budgets, last.lines if last is not None else ())
    ahead, start = _cash_ahead(session, years)
    enterprise = session.enterprise.enterprise()
    figures, words = _bank_figures(session, year, today)
    data = FunderData(
        subtitle=_subtitle(years),
        rows=rows,
        this_year=budgets[0],
        next_year=budgets[1] if len(budgets) > 1 and budgets[1].months else None,
        last_year=last,
        years=tuple(one.year for one in years),
        cash=ahead,
        cash_start=start,
        figures=figures,
        figures_words=words,
        plans=tuple(_plan_fact(one) for one in years),
        assumed=tuple(papers.assumed(today) for papers in known.values()),
        says_surplus=enterprise is not None and enterprise.legal_form.says_surplus,
    )
    return FunderPackage(data, tuple(known.values()), _issues(year, years))


def _this_and_next(session: ReadSession, year: FiscalYear) -> list[FiscalYear]:
    years = session.enterprise.fiscal_years()
    at = next(place for place, one in enumerate(years) if one.id == year.id)
    return years[at : at + 2]


def _of_year(session: ReadSession, year: FiscalYear, known: dict[int, PlanPapers]) -> _Year:
    """A forecast plan is what the open months are expected to be; else the budget in force."""
    forecasts = [p for p in session.plans.covering(year.id) if p.kind is PlanKind.FORECAST]
    starts = [p for p in forecasts if p.fiscal_year_id == forecasts[0].fiscal_year_id]
    plan = max(starts, key=lambda one: (one.version, one.id), default=None)
    plan = plan or session.plans.in_force(year.id)
    through = year.books_through
    ahead = tuple(month for month in year.months() if through is None or month > through)
    if plan is None:
        return _Year(year, None, ahead)
    if plan.id not in known:
        known[plan.id] = plan_papers(session, plan)
    return _Year(year, known[plan.id], ahead)


def _budget(session: ReadSession, one: _Year) -> MonthBudget:
    """The booked months, and the open ones where there is a plan."""
    booked = len(one.year.months()) - len(one.open_months)
    months = one.year.months()[: None if one.papers is not None else booked]
    planned = session.plans.amounts(one.papers.plan.id, months) if one.papers is not None else {}
    actual = year_line_months(session, one.year) if booked else {}
    return in_kronor(month_budget(one.year.label, months, (booked, actual), planned))


def _last_year(session: ReadSession, year: FiscalYear) -> BookedYear | None:
    """The fiscal year before, whole, if any of it is here."""
    years = session.enterprise.fiscal_years()
    before = [one for one in years if one.last < year.first]
    if not before:
        return None
    found = year_line_months(session, before[-1])
    sums = {code: sum(amounts.values()) for code, amounts in found.items()}
    return BookedYear(before[-1].label, lines_in_kronor(sums)) if sums else None


def _cash_ahead(
    session: ReadSession, years: Sequence[_Year]
) -> tuple[Liquidity | None, CashStart | None]:
    """The open months' cash, as far as plans have it without a gap."""
    parts: list[tuple[Liquidity, tuple[Month, ...]]] = []
    for one in years:
        if not one.open_months:
            continue
        if one.cash is None:
            break
        parts.append((one.cash, one.open_months))
    if not parts:
        return None, None
    first = parts[0][1][0]
    planned = opening_of(parts[0][0], first)
    booked = cash_at(session, first)
    ahead = cash_ahead(parts, booked)
    gap = 0
    if len(parts) > 1 and parts[1][0] is not parts[0][0]:
        begins = parts[1][1][0]
        gap = opening_of(parts[1][0], begins) - opening_of(ahead, begins)
    return ahead, CashStart(first, booked is not None, planned, gap)


def cash_at(session: ReadSession, first: Month) -> int | None:
    """Cash and bank when an open month begins: as booked, else as typed in from the bank.

    A month that the books reach without a posting ends as the one before it. None when neither
    is known; the plan's own balance is used then.
    """
    booked = opening_in_books(session, first)
    if booked is not None:
        return booked
    before = first.plus(-1)
    year = session.enterprise.fiscal_year_on(before.first)
    if year is not None and before in covered_months(session):
        found = cash(session, year, before)
        if found is not None:
            return found.latest.balance_ore
    return session.bank_balances.balances().get(before.last)


def _bank_figures(
    session: ReadSession, year: FiscalYear, today: date
) -> tuple[tuple[Figure, ...], str]:
    """Of the twelve months up to the last booked one; nothing when no month is booked."""
    if year.books_through is None:
        return (), ""
    last = year.books_through
    period = Period.of_months(last.plus(1 - MONTHS_IN_YEAR), last)
    view = gather_figures(session, period, today)
    by_key = {one.key: one for one in view.figures}
    return tuple(by_key[key] for key in BANK_FIGURES), period_words(period)


def _subtitle(years: Sequence[_Year]) -> str:
    ahead = [month for one in years for month in one.open_months if one.papers is not None]
    if not ahead:
        return ""
    return _("Budget %(months)s") % {"months": period_words(Period.of_months(ahead[0], ahead[-1]))}


def _plan_fact(one: _Year) -> tuple[str, str]:
    label = _("Budget of %(year)s") % {"year": one.year.label}
    return label, one.papers.title if one.papers is not None else _("none")


def _issues(year: FiscalYear, years: Sequence[_Year]) -> tuple[str, ...]:
    found = [
        _("Fiscal year %(year)s has no plan.") % {"year": one.year.label}
        for one in years
        if one.papers is None and one.open_months
    ]
    if len(years) == 1:
        text = _("The fiscal year after %(year)s is not in the file, so it is not in the package.")
        found.append(text % {"year": year.label})
    if year.books_through is None:
        text = _("No month of fiscal year %(year)s is confirmed as closed in the books.")
        found.append(text % {"year": year.label})
    return tuple(found)
