"""Sold - delivered - invoiced - booked of a month per agreement, with the reasons between."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT, Mapper
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sales.booked_sales import INCOME, SalesFinder, booking_rule
from asfdesk.domain.sales.sales_chain import Figures, booked_gaps, delivered_gaps, invoiced_gaps
from asfdesk.services.actuals import covered_months, is_monthly
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.sales.invoice_basis import invoice_bases
from asfdesk.services.sales.payment_time import payment_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.agreements import Agreement, Buyer
    from asfdesk.domain.books.ledger import VoucherRow
    from asfdesk.domain.hours.attendance import MonthState
    from asfdesk.domain.sales.booked_sales import BookedSales, BookingRule
    from asfdesk.domain.sales.invoicing import Basis, Invoice
    from asfdesk.domain.sales.sales_chain import Gap
    from asfdesk.services.sales.invoice_basis import InvoiceBases
    from asfdesk.services.sales.payment_time import PaymentTime
    from asfdesk.services.session import ReadSession

MOST_POSTINGS = 5000
"""So many postings of a month are looked through for an invoice on another account."""


@dataclass(frozen=True)
class SalesRow:
    """An agreement's month.

    Attributes:
        gaps: each step's sum to its difference; none of BOOKED where the books cannot tell.
        together: names of the other agreements that are booked with it; their booked amount
            stands on a row of its own (`SalesView.groups`).
    """

    agreement: Agreement
    buyer: Buyer
    basis: Basis
    figures: Figures
    gaps: tuple[Gap, ...]
    rule: BookingRule
    together: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupRow:
    """Agreements that the books cannot tell apart, together."""

    rule: BookingRule
    names: tuple[str, ...]
    figures: Figures
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class SalesView:
    """A month of every agreement that has anything to do with it.

    Attributes:
        in_books: whether imported books reach the month.
        accounts: rule -> the accounts that its booked amount stands on.
    """

    month: Month
    state: MonthState
    rows: tuple[SalesRow, ...]
    groups: tuple[GroupRow, ...]
    total: Figures
    in_books: bool
    accounts: Mapping[BookingRule, tuple[str, ...]]
    payment: PaymentTime


def sales_view(session: ReadSession, month: Month) -> SalesView:
    """The month's four figures and what lies between them."""
    bases = invoice_bases(session, [month])
    buyers = {buyer.id: buyer for buyer in session.agreements.buyers()}
    state = session.attendance.state(month)
    is_workday = work_calendar(session).is_workday
    books = _books(session, list(bases.agreements.values()), month)
    period = Period.of_month(month)
    rows = []
    for agreement in bases.agreements.values():
        basis = bases.basis(agreement.id, month)
        invoiced = _invoiced(bases.invoices.get(agreement.id, ()), month)
        if not period.overlaps(agreement.starts_on, agreement.ends_on) and not (
            basis.rows or basis.carried or invoiced
        ):
            continue
        sold, gaps = delivered_gaps(agreement, basis.rows, month, is_workday)
        figures = Figures(sold, basis.own_ore, invoiced)
        gaps += invoiced_gaps(basis, invoiced, locked=state.locked)
        buyer = buyers[agreement.buyer_id]
        rule = books.rules[agreement.id]
        rows.append(SalesRow(agreement, buyer, basis, figures, gaps, rule))
    rows.sort(key=lambda row: (in_alphabet(row.buyer.name), in_alphabet(row.agreement.name)))
    return _with_books(session, rows, bases, books, state)


def postings_behind(view: SalesView, rule: BookingRule) -> PostingFilter:
    """The postings of the month's booked amount."""
    accounts = view.accounts.get(rule, ()) or ("-",)
    return PostingFilter(
        accounts=accounts,
        first=view.month,
        last=view.month,
        cost_centre=rule.code if rule.dimension == COST_CENTRE else None,
        project=rule.code if rule.dimension == PROJECT else None,
    )


@dataclass(frozen=True)
class _Books:
    """The month in the books, when they reach it."""

    month: Month
    reached: bool
    rules: Mapping[int, BookingRule]
    finder: SalesFinder
    booked: Mapping[BookingRule, BookedSales]


def _books(session: ReadSession, agreements: Sequence[Agreement], month: Month) -> _Books:
    projects = frozenset(session.ledger.projects())
    centres = frozenset(session.ledger.cost_centres())
    rules = {one.id: booking_rule(one, projects, centres) for one in agreements}
    finder = SalesFinder(frozenset(rules.values()), Mapper(session.mapping.rules()))
    booked = finder.booked(session.ledger.account_months(month, month))
    return _Books(month, _reached(session, month), rules, finder, booked)


def _reached(session: ReadSession, month: Month) -> bool:
    """Whether the books say what happened in the month; yearly balances do not."""
    year = session.enterprise.fiscal_year_on(month.first)
    return year is not None and month in covered_months(session) and is_monthly(session, year)


def _invoiced(invoices: Sequence[Invoice], month: Month) -> int:
    return sum(invoice.ore_of(month) for invoice in invoices)


def _with_books(
    session: ReadSession,
    rows: Sequence[SalesRow],
    bases: InvoiceBases,
    books: _Books,
    state: MonthState,
) -> SalesView:
    by_rule: dict[BookingRule, list[SalesRow]] = defaultdict(list)
    for row in rows:
        by_rule[row.rule].append(row)
    made: dict[int, SalesRow] = {}
    groups = []
    for rule, own in by_rule.items():
        figures, gaps = _booked(session, own, bases, books)
        if len(own) == 1:
            row = own[0]
            whole = replace(row.figures, booked_ore=figures.booked_ore)
            made[row.agreement.id] = replace(row, figures=whole, gaps=(*row.gaps, *gaps))
            continue
        names = tuple(row.agreement.name for row in own)
        groups.append(GroupRow(rule, names, figures, gaps))
        for row in own:
            others = tuple(one.agreement.name for one in own if one is not row)
            made[row.agreement.id] = replace(row, together=others)
    return SalesView(
        month=books.month,
        state=state,
        rows=tuple(made[row.agreement.id] for row in rows),
        groups=tuple(groups),
        total=_sum(rows, [books.booked[rule] for rule in by_rule], reached=books.reached),
        in_books=books.reached,
        accounts={rule: books.booked[rule].accounts for rule in by_rule},
        payment=payment_time(session, books.month),
    )


def _booked(
    session: ReadSession, rows: Sequence[SalesRow], bases: InvoiceBases, books: _Books
) -> tuple[Figures, tuple[Gap, ...]]:
    """What is booked for agreements that share a rule, and why it is not what was invoiced."""
    whole = _sum(rows, [books.booked[rows[0].rule]], reached=books.reached)
    if whole.booked_ore is None:
        return whole, ()
    sharing = [agreement for agreement, rule in books.rules.items() if rule == rows[0].rule]
    invoices = [one for agreement in sharing for one in bases.invoices.get(agreement, ())]
    dated = [one for one in invoices if Month.of(one.invoiced_on) == books.month]
    of_month = sum(one.ore_of(books.month) for one in invoices)
    here = sum(one.ore_of(books.month) for one in dated)
    dated_here = sum(one.amount_ore for one in dated) - here
    expected = whole.invoiced_ore - (of_month - here) + dated_here
    elsewhere: Mapping[str, int] = {}
    if whole.booked_ore < expected:
        elsewhere = books.finder.elsewhere(rows[0].rule, dated, _income(session, books.month))
    return whole, booked_gaps(
        whole.invoiced_ore,
        whole.booked_ore,
        dated_elsewhere_ore=of_month - here,
        dated_here_ore=dated_here,
        elsewhere=elsewhere,
    )


def _income(session: ReadSession, month: Month) -> list[VoucherRow]:
    numbers = tuple(
        one.number for one in session.ledger.accounts() if one.number.startswith(INCOME)
    )
    wanted = PostingFilter(accounts=numbers, first=month, last=month)
    return session.ledger.postings(wanted, 0, MOST_POSTINGS) if numbers else []


def _sum(rows: Sequence[SalesRow], booked: Sequence[BookedSales], *, reached: bool) -> Figures:
    return Figures(
        sum(row.figures.sold_ore for row in rows),
        sum(row.figures.delivered_ore for row in rows),
        sum(row.figures.invoiced_ore for row in rows),
        sum(one.ore for one in booked) if reached else None,
    )
