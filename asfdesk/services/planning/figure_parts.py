"""What key figures are made of, month by month: read once, then added up to any period.

A figure of a quarter is made of the sums of its three months, so a long history costs one reading
of books, attendance and exits, and not one for each point (ADR 0036).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import TRAINING, codes_under
from asfdesk.domain.people.throughput import countable
from asfdesk.domain.period import Month, Period
from asfdesk.reports.hours.work_facts import by_day
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.actuals import covered_months, line_months
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.planning.figure_work import WorkReader
from asfdesk.services.planning.month_balances import month_balances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.figure_inputs import Balance
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.services.planning.figure_work import WorkParts
    from asfdesk.services.session import ReadSession

MOST_BILLED = 1_500
"""Placements × months whose invoice bases are worked out for a history; about two seconds."""
LEAST_BILLED = 12
"""Months of a history that always have them."""


@dataclass(frozen=True)
class Payers:
    """Who owes what of the training lines' invoice bases in a month, öre."""

    by_buyer: Mapping[int, int]
    public_ore: int


@dataclass(frozen=True)
class MonthParts:
    """One month.

    Attributes:
        lines: plan line -> booked öre by effect.
        reached: whether the books, or typed amounts, go to this month.
        balance: the balance sheet when the month ended; None = not known.
        payers: None = not worked out, so far back in a long history.
        ended: placements that ended in the month and are counted.
    """

    month: Month
    lines: Mapping[str, int]
    reached: bool
    balance: Balance | None
    work: WorkParts
    payers: Payers | None
    ended: tuple[Placement, ...]


@dataclass(frozen=True)
class Parts:
    """Months in a row, with what they share."""

    months: Mapping[Month, MonthParts]
    lines: tuple[PlanLine, ...]

    def of(self, period: Period) -> list[MonthParts]:
        """The months of a period that were read, in order."""
        return [self.months[month] for month in period.months() if month in self.months]


def gather_parts(
    session: ReadSession, period: Period, today: date, *, whole: Period | None = None
) -> Parts:
    """Everything of a period of whole months, read once.

    Args:
        session: the open file.
        period: one or more whole months.
        today: days after it count in no figure of attendance.
        whole: of these months everything; of the others the payers only as far back as can be
            worked out quickly. None = everything of all.
    """
    months = period.months()
    lines = tuple(session.plans.lines(with_inactive=True))
    booked: dict[Month, dict[str, int]] = defaultdict(dict)
    for code, amounts in line_months(session, months[0], months[-1]).items():
        for month, ore in amounts.items():
            booked[month][code] = ore
    covered = covered_months(session)
    balances = month_balances(session, months)
    facts = _facts(session, period)
    held = {month: _held(facts, month) for month in months}
    billed = set(months) if whole is None else _billed_months(held, whole)
    reader = WorkReader(session, facts, period, today)
    payers = _Payers(session, facts, lines)
    people = countable(facts.placements, facts.trainees)
    ended: dict[Month, list[Placement]] = defaultdict(list)
    for one in people:
        if one.exit is not None:
            ended[Month.of(one.exit.ended_on)].append(one)
    return Parts(
        {
            month: MonthParts(
                month,
                booked.get(month, {}),
                month in covered or month in booked,
                balances.get(month),
                reader.month(month, held[month]),
                payers.month(month, held[month]) if month in billed else None,
                tuple(ended.get(month, ())),
            )
            for month in months
        },
        lines,
    )


def _facts(session: ReadSession, period: Period) -> WorkFacts:
    """Agreements, placements and supervisors of the whole period; daily rows of its last day."""
    last = Period(period.last, period.last)
    placements = session.placements.in_period(period.first, period.last)
    counted = tuple(one for one in placements if one.counts)
    return replace(gather(session, last), period=period, placements=counted)


def _held(facts: WorkFacts, month: Month) -> tuple[Placement, ...]:
    """The placements of one month; there may be ten years of them."""
    first, last = month.first, month.last
    return tuple(
        one
        for one in facts.placements
        if one.decision_from <= last and (one.last_day is None or first <= one.last_day)
    )


def _billed_months(held: Mapping[Month, Sequence[Placement]], whole: Period) -> set[Month]:
    """The period's own months, and as many before the last as are quickly billed."""
    found = set(whole.months())
    count = 0
    for back, month in enumerate(sorted(held, reverse=True)):
        count += len(held[month])
        if back >= LEAST_BILLED and count > MOST_BILLED:
            break
        found.add(month)
    return found


class _Payers:
    """Invoice bases of the training lines, by buyer."""

    def __init__(self, session: ReadSession, facts: WorkFacts, lines: Sequence[PlanLine]) -> None:
        self._session = session
        self._facts = facts
        codes = codes_under(lines, (TRAINING,))
        self._agreements = tuple(one for one in facts.agreements if one.line_code in codes)

    def month(self, month: Month, held: tuple[Placement, ...]) -> Payers:
        """One month's, by day."""
        period = Period.of_month(month)
        agreements = tuple(
            one for one in self._agreements if period.overlaps(one.starts_on, one.ends_on)
        )
        ids = {one.id for one in agreements}
        rows = self._session.attendance.entries(period) if held and agreements else []
        mine = tuple(one for one in held if one.agreement_id in ids)
        kept = {one.id for one in mine}
        facts = replace(
            self._facts,
            period=period,
            agreements=agreements,
            placements=mine,
            entries=by_day(row for row in rows if row.placement_id in kept),
        )
        found: dict[int, int] = defaultdict(int)
        for bill in bills(facts):
            found[bill.agreement.buyer_id] += bill.net_ore
        public = sum(ore for buyer, ore in found.items() if facts.buyers[buyer].kind.public)
        return Payers(dict(found), public)
