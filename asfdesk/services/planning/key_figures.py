"""Gathers what the key figures of a period are computed from: books, balances, work, exits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SUPERVISOR_PAY, TRAINING, UNMAPPED, codes_under
from asfdesk.domain.books.ledger import BalanceKind, account_head, effect, is_result_account
from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.hours.places import PlaceDays, place_days
from asfdesk.domain.hours.supervision import FULL_DAY_MINUTES, cost_ore
from asfdesk.domain.money import ratio, round_half_up
from asfdesk.domain.people.throughput import average_participants, countable, outcomes
from asfdesk.domain.period import Month
from asfdesk.domain.planning.figure_inputs import (
    Exits,
    FigureInput,
    Work,
    balance_of_accounts,
    books_of_lines,
)
from asfdesk.domain.planning.key_figures import key_figures
from asfdesk.domain.sending.suppression import protect
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.actuals import has_actuals, line_months
from asfdesk.services.changes import Topic
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.manage_enterprise import small_count

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.period import FiscalYear, Period
    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.figure_inputs import (
        Balance,
        Books,
    )
    from asfdesk.domain.planning.key_figures import Figure
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

TRAINING_COST_LINES = "training_cost_lines"
"""Setting: codes of the plan lines whose costs are the training's; supervisors' pay unless set."""

CLOSING_FIRST, CLOSING_LAST = 8990, 8999
WHOLE_BP = 10_000
MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class KeyFigureView:
    """The key figures of a period.

    Attributes:
        books: None when no bookkeeping of the period is imported.
        result_ore: everything booked on result accounts, by effect; None without books.
        unmapped_ore: the part of it that has no plan line, and so is in no key figure.
        books_through: the last closed month of the period's fiscal year.
    """

    period: Period
    figures: tuple[Figure, ...]
    books: Books | None
    result_ore: int | None
    unmapped_ore: int
    books_through: Month | None

    def figure(self, number: str) -> Figure:
        """One figure by its number in finance.md §9.6."""
        return next(figure for figure in self.figures if figure.number == number)


def gather_figures(session: ReadSession, period: Period, today: date) -> KeyFigureView:
    """Every key figure of a period of whole months.

    Args:
        session: the open file.
        period: one or more whole months.
        today: days after it count in no figure of attendance.
    """
    lines = session.plans.lines(with_inactive=True)
    booked = _booked(session, period)
    facts = gather(session, period)
    books = None if booked is None else _books(session, lines, booked, facts)
    year = session.enterprise.fiscal_year_on(period.last)
    given = FigureInput(
        months=len(period.months()),
        books=books,
        balance=_balance(session, year, Month.of(period.last)) if year else None,
        work=_work(facts, today),
        exits=_exits(facts, small_count(session)),
    )
    return KeyFigureView(
        period=period,
        figures=tuple(key_figures(given, small_count(session))),
        books=books,
        result_ore=None if booked is None else sum(booked.values()),
        unmapped_ore=(booked or {}).get(UNMAPPED, 0),
        books_through=year.books_through if year else None,
    )


def set_training_cost_lines(session: WriteSession, codes: Collection[str]) -> Changes:
    """Choose the lines whose costs are the training's (key figures 15, 16 and 23)."""
    known = {line.code for line in session.plans.lines(with_inactive=True)}
    unknown = sorted(set(codes) - known)
    if unknown:
        raise InvalidInputError(
            "lines", _("There is no plan line %(codes)s.") % {"codes": ", ".join(unknown)}
        )
    changed: Changes = frozenset({Topic.PLAN})
    with session.writer.action("setting.training_cost_lines", changed, "setting"):
        session.enterprise.set_setting(TRAINING_COST_LINES, " ".join(sorted(codes)))
    return changed


def _booked(session: ReadSession, period: Period) -> dict[str, int] | None:
    """Line -> öre in the period; None when no fiscal year in it has figures."""
    years = session.enterprise.fiscal_years()
    if not any(period.overlaps(y.first, y.last) and has_actuals(session, y) for y in years):
        return None
    found = line_months(session, Month.of(period.first), Month.of(period.last))
    return {code: sum(amounts.values()) for code, amounts in found.items()}


def _books(
    session: ReadSession, lines: Sequence[PlanLine], booked: Mapping[str, int], facts: WorkFacts
) -> Books:
    plain = books_of_lines(lines, booked)
    by_buyer = _billed(facts, codes_under(lines, (TRAINING,)))
    return replace(
        plain,
        training_public=_public_part(plain.training, by_buyer, facts),
        training_cost=_training_cost(session, lines, booked),
        largest_payer=_largest_payer(plain.training, by_buyer),
    )


def _billed(facts: WorkFacts, codes: Collection[str]) -> dict[int, int]:
    """Buyer -> öre of the invoice bases of the training lines' agreements."""
    found: dict[int, int] = defaultdict(int)
    for bill in bills(facts):
        if bill.agreement.line_code in codes:
            found[bill.agreement.buyer_id] += bill.net_ore
    return dict(found)


def _public_part(training: int, by_buyer: Mapping[int, int], facts: WorkFacts) -> int | None:
    """Booked training income from public payers, shared as the invoice bases are."""
    if not training:
        return 0
    public = sum(ore for buyer, ore in by_buyer.items() if facts.buyers[buyer].kind.public)
    share = ratio(public, sum(by_buyer.values()))
    return None if share is None else round_half_up(training * share)


def _largest_payer(training: int, by_buyer: Mapping[int, int]) -> int | None:
    """The largest buyer's part of booked training income, shared as the invoice bases are."""
    share = ratio(max(by_buyer.values(), default=0), sum(by_buyer.values()))
    return None if share is None else round_half_up(training * share)


def _training_cost(
    session: ReadSession, lines: Sequence[PlanLine], booked: Mapping[str, int]
) -> int | None:
    """What the chosen lines cost; None when nothing is booked on them."""
    chosen = session.enterprise.setting(TRAINING_COST_LINES, "").split()
    codes = chosen or codes_under(lines, (SUPERVISOR_PAY,))
    cost = -sum(booked.get(code, 0) for code in codes)
    return cost or None


def _balance(session: ReadSession, year: FiscalYear, month: Month) -> Balance | None:
    """The balance sheet at a month's end: opening balances and the turnover since."""
    books = session.ledger.import_of(year.id)
    if books is None:
        return None
    opening = session.ledger.balances(books.id, 0, BalanceKind.OPENING)
    opening = opening or session.ledger.balances(books.id, -1, BalanceKind.CLOSING)
    closing: dict[int, int] = defaultdict(int)
    for number, ore in opening.items():
        closing[account_head(number) or 0] += ore
    result = 0
    turnover = session.ledger.account_months(
        Month.of(year.first), month, result_only=False, by_object=False
    )
    for row in turnover:
        head = account_head(row.account) or 0
        closing[head] += row.amount_sie_ore
        if is_result_account(row.account):
            result += effect(row.amount_sie_ore)
    closed = any(
        row.amount_sie_ore and CLOSING_FIRST <= (account_head(row.account) or 0) <= CLOSING_LAST
        for row in turnover
    )
    return balance_of_accounts(closing, result, result_is_booked=closed)


def _work(facts: WorkFacts, today: date) -> Work:
    days = [day for day in facts.period.days() if day <= today]
    workdays = [day for day in days if facts.is_workday(day)]
    sold = PlaceDays()
    for agreement in facts.agreements:
        sold += place_days(agreement, facts.placements, facts.entries, days, facts.is_workday)
    if not facts.agreements or not workdays:
        return Work()
    entries = [entry for entry in facts.supervision if entry.day in facts.period]
    minutes = sum(entry.minutes for entry in entries)
    return Work(
        places=ratio(sold.available, len(workdays)),
        available_days=sold.available,
        delivered_days=sold.delivered,
        supervisor_hours=Fraction(minutes, MINUTES_IN_HOUR) if entries else None,
        supervisor_cost_ore=cost_ore(entries, facts.supervisors) if entries else None,
        supervisor_fte=_employed(facts, workdays),
        mean_participants=average_participants(facts.placements, workdays),
    )


def _employed(facts: WorkFacts, workdays: Sequence[date]) -> Fraction | None:
    """Supervisors' full-time posts: employed time / (8 h × working days) (decisions A15)."""
    minutes = Fraction(0)
    for supervisor in facts.supervisors:
        for day in workdays:
            employment = supervisor.employment_on(day)
            if employment is not None:
                minutes += Fraction(FULL_DAY_MINUTES * employment.fte_bp, WHOLE_BP)
    return ratio(minutes, FULL_DAY_MINUTES * len(workdays))


def _exits(facts: WorkFacts, small: int) -> Exits:
    """Exits of the period; protected persons are in no statistics (decisions C2)."""
    found = outcomes(countable(facts.placements, facts.trainees), facts.period)
    results = sum(found.by_group.get(g, 0) for g in (ExitGroup.WORK, ExitGroup.STUDIES))
    hidden = any(count is None for count in protect(found.by_group, small).values())
    return Exits(found.exits, results, hidden)
