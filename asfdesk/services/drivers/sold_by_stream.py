"""Which streams of a training line the books tell apart, and what was sold and booked of each.

A project or cost centre of its own in the books tells one agreement's income from another's
(`domain.sales.booked_sales`). Where they don't, the line is taken as one: nothing is shared out
by guess.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import effect
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT, Mapper
from asfdesk.domain.codes import PriceBasis
from asfdesk.domain.hours.places import PlaceDays, place_days
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.booked_sales import booking_rule
from asfdesk.i18n import ngettext
from asfdesk.reports.hours.work_facts import by_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.books.ledger import AccountMonth
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.hours.holidays import WorkCalendar
    from asfdesk.domain.planning.forecast import LineYear
    from asfdesk.domain.sales.booked_sales import BookingRule
    from asfdesk.services.session import ReadSession

SoldDays = dict[int, dict[Month, PlaceDays]]
"""Agreement id -> month -> its place-days."""


@dataclass(frozen=True)
class StreamGroup:
    """Streams and agreements whose income the books hold together.

    Attributes:
        rule: how the books tell it; dimension 0 = what bears no other group's code.
    """

    rule: BookingRule
    agreements: tuple[Agreement, ...]
    streams: tuple[TrainingStream, ...]

    @property
    def name(self) -> str:
        """What its streams are called: the first, and how many more."""
        names = [stream.name for stream in self.streams if stream.name]
        if len(names) < 2:  # noqa: PLR2004 - one name is enough
            return "".join(names)
        more = len(names) - 1
        return f"{names[0]} " + ngettext("and %(num)d more", "and %(num)d more", more)


def sold_days(
    session: ReadSession,
    agreements: Sequence[Agreement],
    months: Sequence[Month],
    calendar: WorkCalendar,
) -> SoldDays:
    """Place-days of each agreement, by month.

    Where every sold place is paid, whoever comes, all of them are delivered here: attendance has
    nothing to do with that income.
    """
    span = Period.of_months(months[0], months[-1])
    entries = by_day(session.attendance.entries(span))
    placements = session.placements.in_period(span.first, span.last)
    return {
        agreement.id: {
            month: _paid(
                agreement,
                month,
                place_days(agreement, placements, entries, month.days(), calendar.is_workday),
            )
            for month in months
        }
        for agreement in agreements
    }


def _paid(agreement: Agreement, month: Month, days: PlaceDays) -> PlaceDays:
    terms = agreement.terms_on(month.last) or agreement.terms_on(month.first)
    by_place = terms is not None and terms.basis is PriceBasis.PLACE
    return replace(days, delivered=days.available) if by_place else days


def told_apart(
    session: ReadSession,
    agreements: Sequence[Agreement],
    streams: Sequence[TrainingStream],
) -> list[StreamGroup]:
    """The groups that the books tell apart; one with everything where a stream fits no group."""
    projects = frozenset(session.ledger.projects())
    centres = frozenset(session.ledger.cost_centres())
    by_rule: dict[BookingRule, list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        by_rule[booking_rule(agreement, projects, centres)].append(agreement)
    found = []
    left = list(streams)
    for rule, own in by_rule.items():
        buyers = {agreement.buyer_id for agreement in own}
        mine = [s for s in left if _belongs(s, rule, buyers)]
        left = [s for s in left if s not in mine]
        found.append(StreamGroup(rule, tuple(own), tuple(mine)))
    if left or not all(group.streams for group in found):
        whole = booking_rule(agreements[0], (), ())
        return [StreamGroup(whole, tuple(agreements), tuple(streams))]
    return found


def _belongs(stream: TrainingStream, rule: BookingRule, buyers: set[int]) -> bool:
    if stream.project and rule.dimension:
        return stream.project == rule.code
    return stream.buyer_id in buyers


def booked_apart(
    session: ReadSession,
    line_code: str,
    line: LineYear,
    months: Sequence[Month],
    groups: Sequence[StreamGroup],
) -> dict[Month, list[int]]:
    """The line's booked income of each month, by group; together they are all of it."""
    if len(groups) == 1:
        return {month: [line.actual.get(month, 0)] for month in months}
    mapper = Mapper(session.mapping.rules())
    sums: dict[Month, list[int]] = {month: [0] * len(groups) for month in months}
    for row in session.ledger.account_months(months[0], months[-1]):
        if mapper.line(row.account, row.cost_centre, row.project) == line_code:
            at = _group_of(row, groups)
            if at is not None:
                sums[row.month][at] += effect(row.amount_sie_ore)
    rest = _rest_of(groups)
    for month, amounts in sums.items():
        amounts[rest] += line.actual.get(month, 0) - sum(amounts)
    return sums


def _group_of(row: AccountMonth, groups: Sequence[StreamGroup]) -> int | None:
    codes = {PROJECT: row.project, COST_CENTRE: row.cost_centre}
    return next(
        (at for at, one in enumerate(groups) if codes.get(one.rule.dimension) == one.rule.code),
        None,
    )


def _rest_of(groups: Sequence[StreamGroup]) -> int:
    """The group that what bears no code belongs to: the one told by line, else the first."""
    return next((at for at, one in enumerate(groups) if not one.rule.dimension), 0)
