"""What belongs to the closed months and is not in the books: noted, or worked out.

Worked out are invoices of locked months that are not made, or dated after the last closed month,
and support for pay that the plan says is paid later. They are counted only as far as the books
really lack what was delivered or planned so far, and go away by themselves when it is booked.
What is worked out is never written into the file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.expected import (
    ExpectedItem,
    ExpectedSource,
    mostly_missing,
    sum_of_items,
)
from asfdesk.domain.sales.booked_sales import SalesFinder, booking_rule
from asfdesk.i18n import _, day, month_name
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.actuals import covered_months
from asfdesk.services.drivers.plan_behind import plan_behind
from asfdesk.services.planning.line_years import line_years
from asfdesk.services.sales.invoice_basis import invoice_bases
from asfdesk.services.without_days import is_safe_copy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.domain.sales.booked_sales import BookingRule
    from asfdesk.domain.sales.invoicing import Invoice
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.planning.line_years import LineYears
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Expected:
    """What is expected beside year to date.

    Attributes:
        items: what counts, by month and line.
        settled: kept items of the same months that no longer count.
    """

    items: tuple[ExpectedItem, ...] = ()
    settled: tuple[ExpectedItem, ...] = ()

    def ore(self, codes: Iterable[str]) -> int:
        """On some lines, öre by effect."""
        return sum_of_items(self.items, codes)

    def of(self, codes: Collection[str]) -> tuple[ExpectedItem, ...]:
        """The items of some lines."""
        return tuple(item for item in self.items if item.line_code in codes)


def expected(
    session: ReadSession,
    view: FollowUp,
    behind: PlanBehind | None = None,
    years: LineYears | None = None,
) -> Expected:
    """What is expected in the closed months of a follow-up.

    Nothing for a single project, and nothing in a safe copy: it has no invoices to expect.
    """
    months = view.closed_months
    if not months or view.scope is not None or is_safe_copy(session):
        return Expected()
    kept = session.expected.items(months[0], months[-1])
    counting = [one for one in kept if one.counts(months[0], months[-1])]
    typed = [one for one in counting if one.source is ExpectedSource.TYPED]
    said = {one.key for one in kept if one.source is not ExpectedSource.TYPED}
    found = [*typed]
    if view.monthly and months[-1] in covered_months(session):
        worked_out = (*_invoices(session, view), *_support(session, view, behind, years))
        found += [one for one in worked_out if one.key not in said]
    found.sort(key=lambda one: (one.month, one.line_code, in_alphabet(one.name)))
    settled = tuple(one for one in kept if one.settled_on is not None)
    return Expected(tuple(found), settled)


def _invoices(session: ReadSession, view: FollowUp) -> Iterable[ExpectedItem]:
    """Invoices of locked months that are not made yet, or dated after the last closed month."""
    months = view.closed_months
    locked = {state.month for state in session.attendance.states() if state.locked}
    wanted = [month for month in months if month in locked]
    agreements = [one for one in session.agreements.agreements() if one.line_code]
    if not wanted or not agreements:
        return
    made: dict[tuple[int, Month], list[Invoice]] = defaultdict(list)
    for invoice in session.invoices.invoices():
        for month in {invoice.month, *(row.month for row in invoice.rows)}:
            made[invoice.agreement_id, month].append(invoice)
    lacking = sorted(
        {
            month
            for one in agreements
            for month in wanted
            if not made[one.id, month]
            and Period.of_month(month).overlaps(one.starts_on, one.ends_on)
        }
    )
    bases = invoice_bases(session, lacking)
    buyers = {buyer.id: buyer.name for buyer in session.agreements.buyers()}
    delivered: dict[int, dict[Month, int]] = defaultdict(dict)
    waiting: dict[int, list[ExpectedItem]] = defaultdict(list)
    for one in agreements:
        name = f"{buyers[one.buyer_id]}, {one.name}"
        for month in wanted:
            invoices = made[one.id, month]
            ore = (
                sum(invoice.ore_of(month) for invoice in invoices)
                if invoices
                else bases.basis(one.id, month).own_ore
                if month in lacking
                else 0
            )
            delivered[one.id][month] = ore
            late = [x for x in invoices if Month.of(x.invoiced_on) > months[-1]]
            part = sum(invoice.ore_of(month) for invoice in late) if invoices else ore
            if part > 0:
                waiting[one.id].append(_invoice_item(one, month, part, name, late))
    yield from _missing_in_books(session, agreements, months, delivered, waiting)


def _invoice_item(
    agreement: Agreement, month: Month, ore: int, name: str, late: Sequence[Invoice]
) -> ExpectedItem:
    if late:
        words = {"name": name, "number": late[-1].number, "day": day(late[-1].invoiced_on)}
        said = _("%(name)s: invoice %(number)s, %(day)s") % words
    else:
        said = _("%(name)s: not invoiced") % {"name": name}
    return ExpectedItem(
        0, agreement.line_code, month, ore, said, month.last, ExpectedSource.INVOICE, agreement.id
    )


def _missing_in_books(
    session: ReadSession,
    agreements: Sequence[Agreement],
    months: Sequence[Month],
    delivered: Mapping[int, Mapping[Month, int]],
    waiting: Mapping[int, Sequence[ExpectedItem]],
) -> Iterable[ExpectedItem]:
    """Of what waits, the latest, as far as the books lack what was delivered so far."""
    if not any(waiting.values()):
        return
    projects = frozenset(session.ledger.projects())
    centres = frozenset(session.ledger.cost_centres())
    by_rule: dict[BookingRule, list[Agreement]] = defaultdict(list)
    for one in agreements:
        by_rule[booking_rule(one, projects, centres)].append(one)
    finder = SalesFinder(frozenset(by_rule), Mapper(session.mapping.rules()))
    booked = finder.booked(session.ledger.account_months(months[0], months[-1]))
    for rule, own in by_rule.items():
        total = sum(sum(delivered[one.id].values()) for one in own)
        items = [item for one in own for item in waiting[one.id]]
        yield from mostly_missing(items, total - booked[rule].ore)


def _support(
    session: ReadSession,
    view: FollowUp,
    behind: PlanBehind | None,
    years: LineYears | None,
) -> Iterable[ExpectedItem]:
    """Support for pay of the last months, where the plan says that it is paid later."""
    months = view.closed_months
    if view.plan is None or not any(one.subsidy for one in session.drivers.staff(view.plan.id)):
        return
    behind = behind or plan_behind(session, view.plan)
    if behind is None:
        return
    delays = {one.id: one.subsidy.delay_months for one in behind.model.staff if one.subsidy}
    planned: dict[str, int] = defaultdict(int)
    late: dict[tuple[str, Month], int] = defaultdict(int)
    for component in behind.components([Part.SUBSIDY]):
        amounts = behind.amounts(component, months)
        planned[component.line_code] += sum(amounts)
        delay = min(delays.get(component.driver_id, 0), len(months))
        for month, ore in list(zip(months, amounts, strict=True))[len(months) - delay :]:
            late[component.line_code, month] += ore
    years = years or line_years(session, view.year, view.through, view.plan)
    names = {line.code: line_word(line) for line in session.plans.lines(with_inactive=True)}
    for code, total in planned.items():
        items = [
            ExpectedItem(
                0,
                code,
                month,
                ore,
                _("%(line)s of %(month)s, as planned")
                % {"line": names[code], "month": month_name(month.year, month.number)},
                month.last,
                ExpectedSource.SUPPORT,
            )
            for (line, month), ore in late.items()
            if line == code and ore > 0
        ]
        booked = years.lines[code].actual_ore if code in years.lines else 0
        yield from mostly_missing(items, total - booked)
