"""The key figures of a period, from books, balances, work, exits, the plan and assumptions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SUPERVISOR_PAY, UNMAPPED, codes_under
from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.money import ratio, round_half_up
from asfdesk.domain.people.throughput import outcomes
from asfdesk.domain.period import MONTHS_IN_YEAR, Month
from asfdesk.domain.planning.figure_inputs import (
    Exits,
    FigureInput,
    SocietyInput,
    Work,
    books_of_lines,
)
from asfdesk.domain.planning.key_figures import key_figures
from asfdesk.domain.planning.society import Case, Effort, Numbers, month_benefit, value
from asfdesk.domain.sending.counts import Table
from asfdesk.domain.sending.disclosure import protect
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.actuals import has_actuals
from asfdesk.services.changes import Topic
from asfdesk.services.planning.figure_parts import Payers, gather_parts
from asfdesk.services.planning.figure_work import WorkParts
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.people.throughput import Outcomes
    from asfdesk.domain.period import FiscalYear, Period
    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.figure import Figure
    from asfdesk.domain.planning.figure_inputs import Books, BreakEven
    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.figure_parts import MonthParts, Parts
    from asfdesk.services.session import ReadSession, WriteSession

    BreakEvenOf = Callable[[FiscalYear], BreakEven | None]

TRAINING_COST_LINES = "training_cost_lines"
"""Setting: codes of the plan lines whose costs are the training's; supervisors' pay unless set."""

MINUTES_IN_HOUR = 60
FULL_DAY_MINUTES = 480


@dataclass(frozen=True)
class KeyFigureView:
    """The key figures of a period.

    Attributes:
        books: None when no bookkeeping of the period is imported.
        result_ore: everything booked on result accounts, by effect; None without books.
        unmapped_ore: the part of it that has no plan line, and so is in no key figure.
        books_through: the last closed month of the period's fiscal year.
        reached: the last month of the period that the books go to; None = none of it.
    """

    period: Period
    figures: tuple[Figure, ...]
    books: Books | None
    result_ore: int | None
    unmapped_ore: int
    books_through: Month | None
    reached: Month | None = None

    def figure(self, number: str) -> Figure:
        """One figure by its number in finance.md §9.6."""
        return next(figure for figure in self.figures if figure.number == number)


def gather_figures(
    session: ReadSession,
    period: Period,
    today: date,
    *,
    break_even: BreakEvenOf | None = None,
    shows_few: bool = False,
) -> KeyFigureView:
    """Every key figure of a period of whole months.

    Args:
        session: the open file.
        period: one or more whole months.
        today: days after it count in no figure of attendance.
        break_even: gives the plan's break-even of a fiscal year; without it 24-26 are absent.
        shows_few: show figures behind which there are few people: to the enterprise itself, on
            its own screen, never in what leaves the program.
    """
    parts = gather_parts(session, period, today)
    return FigureMaker(session, parts, break_even, shows_few=shows_few).view(period)


class FigureMaker:
    """Key figures of any period inside months that have been read."""

    def __init__(
        self,
        session: ReadSession,
        parts: Parts,
        break_even: BreakEvenOf | None = None,
        *,
        shows_few: bool = False,
    ) -> None:
        self._session = session
        self._parts = parts
        self._few = 0 if shows_few else small_count(session)
        self._numbers = Numbers.of(session.society.assumptions(), Case.LIKELY)
        self._training = _training_cost_codes(session, parts.lines)
        self._years = session.enterprise.fiscal_years()
        self._with_actuals = [year for year in self._years if has_actuals(session, year)]
        self._plans = {
            year.id: break_even(year) if break_even is not None else None for year in self._years
        }

    def view(self, period: Period) -> KeyFigureView:
        """The figures of a period as they are known now, though the books may not reach it all."""
        months = self._parts.of(period)
        booked = self._booked(period, months)
        year = self._year(period)
        reached = [one.month for one in months if one.reached]
        return KeyFigureView(
            period=period,
            figures=tuple(self.figures(period)),
            books=None if booked is None else self._books(booked, months),
            result_ore=None if booked is None else sum(booked.values()),
            unmapped_ore=(booked or {}).get(UNMAPPED, 0),
            books_through=year.books_through if year else None,
            reached=max(reached, default=None),
        )

    def figures(self, period: Period, *, whole: bool = False) -> list[Figure]:
        """Every figure of a period.

        Args:
            period: one or more whole months.
            whole: the figures of the books are absent when the books don't reach all of it.
        """
        months = self._parts.of(period)
        booked = self._booked(period, months)
        if whole and not (months and all(one.reached for one in months)):
            booked = None
        year = self._year(period)
        books = None if booked is None else self._books(booked, months)
        ended = outcomes((p for one in months for p in one.ended), period)
        cost = None if books is None else books.training_cost
        reached = sum(one.reached for one in months)
        given = FigureInput(
            months=reached or len(period.months()),
            books=books,
            balance=months[-1].balance if months and (months[-1].reached or not whole) else None,
            work=_work(months),
            exits=_exits(ended, self._few),
            break_even=self._plans[year.id] if year else None,
            society=self._society(effort_of(months, period, cost)),
        )
        return key_figures(given, self._few)

    def exits(self, period: Period) -> Exits:
        """The period's exits, and whether they are too few to be told."""
        ended = (p for one in self._parts.of(period) for p in one.ended)
        return _exits(outcomes(ended, period), self._few)

    def effort(self, period: Period) -> Effort:
        """What was done in a period and what came of it, for the value to society."""
        months = self._parts.of(period)
        booked = self._booked(period, months)
        cost = None if booked is None else self._books(booked, months).training_cost
        return effort_of(months, period, cost)

    def _year(self, period: Period) -> FiscalYear | None:
        return next((y for y in self._years if y.first <= period.last <= y.last), None)

    def _booked(self, period: Period, months: Sequence[MonthParts]) -> dict[str, int] | None:
        """Line -> öre in the period; None when no fiscal year in it has figures."""
        if not any(period.overlaps(year.first, year.last) for year in self._with_actuals):
            return None
        found: dict[str, int] = defaultdict(int)
        for one in months:
            for code, ore in one.lines.items():
                found[code] += ore
        return dict(found)

    def _books(self, booked: Mapping[str, int], months: Sequence[MonthParts]) -> Books:
        plain = books_of_lines(self._parts.lines, booked)
        payers = _payers(months)
        cost = -sum(booked.get(code, 0) for code in self._training)
        return replace(
            plain,
            training_public=_public(plain.training, payers),
            training_cost=cost or None,
            largest_payer=_largest(plain.training, payers),
        )

    def _society(self, effort: Effort) -> SocietyInput | None:
        """None when nobody left: there is nothing that could have been a result."""
        if not effort.ended:
            return None
        return SocietyInput(
            value(effort, self._numbers).total, month_benefit(effort, self._numbers)
        )


def set_training_cost_lines(session: WriteSession, codes: Collection[str]) -> Changes:
    """Choose the lines whose costs are the training's (key figures 15, 16, 23, 27 and 28)."""
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


def training_cost_codes(session: ReadSession) -> frozenset[str]:
    """The lines whose costs are the training's now."""
    return _training_cost_codes(session, session.plans.lines(with_inactive=True))


def _training_cost_codes(session: ReadSession, lines: Iterable[PlanLine]) -> frozenset[str]:
    chosen = session.enterprise.setting(TRAINING_COST_LINES, "").split()
    return frozenset(chosen) or codes_under(lines, (SUPERVISOR_PAY,))


def _payers(months: Iterable[MonthParts]) -> Payers | None:
    """Who owes what in some months together; None when one of them is not worked out."""
    by_buyer: dict[int, int] = defaultdict(int)
    public = 0
    for one in months:
        if one.payers is None:
            return None
        public += one.payers.public_ore
        for buyer, ore in one.payers.by_buyer.items():
            by_buyer[buyer] += ore
    return Payers(by_buyer, public)


def _public(training: int, payers: Payers | None) -> int | None:
    """Booked training income from public payers, shared as the invoice bases are."""
    if not training:
        return 0
    return None if payers is None else _part(training, payers.public_ore, payers)


def _largest(training: int, payers: Payers | None) -> int | None:
    """The largest buyer's part of booked training income, shared as the invoice bases are."""
    if payers is None:
        return None
    return _part(training, max(payers.by_buyer.values(), default=0), payers)


def _part(training: int, part: int, payers: Payers) -> int | None:
    share = ratio(part, sum(payers.by_buyer.values()))
    return None if share is None else round_half_up(training * share)


def _work(months: Iterable[MonthParts]) -> Work:
    total = sum((one.work for one in months), WorkParts())
    if not total.agreed or not total.workdays:
        return Work()
    cost = total.supervision_ore
    return Work(
        places=ratio(total.available, total.workdays),
        available_days=total.available,
        delivered_days=total.delivered,
        supervisor_hours=(
            Fraction(total.supervision_minutes, MINUTES_IN_HOUR) if total.supervised else None
        ),
        supervisor_cost_ore=(
            round_half_up(cost) if total.supervised and cost is not None else None
        ),
        supervisor_fte=ratio(total.employed_minutes, FULL_DAY_MINUTES * total.workdays),
        mean_participants=ratio(total.placement_days, total.workdays),
    )


def _exits(found: Outcomes, small: int) -> Exits:
    """Exits of the period; protected persons are in no statistics (decisions C2)."""
    results = sum(found.by_group.get(g, 0) for g in (ExitGroup.WORK, ExitGroup.STUDIES))
    counts = {group.value: count for group, count in found.by_group.items()}
    hidden = protect(Table.one_way("exits", "", counts), small).hides_any
    return Exits(found.exits, results, hidden)


def effort_of(months: Sequence[MonthParts], period: Period, cost_ore: int | None) -> Effort:
    """What a period cost and gave: results by group, and the whole months after each of them."""
    ended = [one for part in months for one in part.ended]
    found = outcomes(ended, period)
    after: dict[ExitGroup, int] = defaultdict(int)
    last = Month.of(period.last)
    for placement in ended:
        if placement.exit is not None:
            left = Month.of(placement.exit.ended_on)
            since = (last.year - left.year) * MONTHS_IN_YEAR + last.number - left.number
            after[placement.exit.group] += since
    return Effort(found.by_group, dict(after), cost_ore, found.exits)
