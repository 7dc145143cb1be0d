"""Looking at the imported books: the result by line and month, down to the posting."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SUBTOTALS, UNMAPPED, Group, Subtotal, group_of
from asfdesk.domain.books.ledger import TYPED, PostingFilter, effect
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.period import Month
from asfdesk.reports.planning.plan_words import line_word, subtotal_word, typed_word, unmapped_word
from asfdesk.services.actuals import has_actuals, previous_year_lines, typed_months
from asfdesk.services.legal_words import says_surplus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.books.ledger import SieImport, VoucherRow
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.session import ReadSession

PAGE_ROWS = 500
"""So many postings are fetched at a time."""


@dataclass(frozen=True)
class ResultRow:
    """A line, an account below it, or a sum; öre by effect on the result.

    Attributes:
        code: line code, account number or subtotal; UNMAPPED for "utan planrad".
        name: what the page shows.
        months: one per month of the view; None for months the books do not reach.
        total_ore: their sum.
        previous_ore: the year before, or None if nothing is known of it.
        is_sum: whether it adds up other rows.
        accounts: the rows of the accounts that make up a line.
    """

    code: str
    name: str
    months: tuple[int | None, ...]
    total_ore: int
    previous_ore: int | None = None
    is_sum: bool = False
    accounts: tuple[ResultRow, ...] = ()


@dataclass(frozen=True)
class ResultView:
    """The result of a fiscal year by line and month.

    Attributes:
        reach: last month the books say anything about, or None when nothing is imported.
        books: the import in use.
        preliminary: a pre-system's vouchers beside it.
        typed: months in which amounts count that were typed for lack of bookkeeping.
    """

    year: FiscalYear
    months: tuple[Month, ...]
    rows: tuple[ResultRow, ...]
    reach: Month | None
    books: SieImport | None
    preliminary: SieImport | None
    typed: tuple[Month, ...] = ()

    @property
    def total_ore(self) -> int:
        """The year's result so far: the sum of all lines."""
        return self.rows[-1].total_ore if self.rows else 0


_Sums = dict[str, dict[str, dict[Month, int]]]
"""Line -> account -> month -> öre by effect."""


def result_view(session: ReadSession, year: FiscalYear) -> ResultView:
    """The year's result; lines without money this year and last year are left out."""
    books = session.ledger.import_of(year.id)
    preliminary = session.ledger.import_of(year.id, preliminary=True)
    sums = _sums(session, year)
    reach = _reach(year, sums, books)
    months = tuple(year.months())
    maker = _RowMaker(
        months,
        reach,
        {TYPED: typed_word()} | {a.number: a.name for a in session.ledger.accounts()},
        previous_year_lines(session, year),
        says_surplus(session),
    )
    rows = _rows(maker, sums, session.plans.lines(with_inactive=True)) if books or sums else []
    typed = {month for accounts in sums.values() for month in accounts.get(TYPED, ())}
    return ResultView(year, months, tuple(rows), reach, books, preliminary, tuple(sorted(typed)))


def _sums(session: ReadSession, year: FiscalYear) -> _Sums:
    mapper = Mapper(session.mapping.rules())
    sums: _Sums = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for row in session.ledger.year_months(year, by_object=mapper.by_object):
        line = mapper.line(row.account, row.cost_centre, row.project) or UNMAPPED
        sums[line][row.account][row.month] += effect(row.amount_sie_ore)
    booked = {code: {m for by in accounts.values() for m in by} for code, accounts in sums.items()}
    first, last = Month.of(year.first), Month.of(year.last)
    for code, amounts in typed_months(session, first, last, booked).items():
        sums[code][TYPED] |= amounts
    return sums


def _reach(year: FiscalYear, sums: _Sums, books: SieImport | None) -> Month | None:
    """The last month with figures, or up to which the file says that it goes."""
    months = {month for accounts in sums.values() for by in accounts.values() for month in by}
    if books is not None and books.covered_to is not None and books.reach is not None:
        months.add(Month.of(min(max(books.reach, year.first), year.last)))
    return max(months, default=None)


@dataclass(frozen=True)
class _RowMaker:
    months: tuple[Month, ...]
    reach: Month | None
    names: Mapping[str, str]
    previous: Mapping[str, int]
    says_surplus: bool

    def line(self, code: str, name: str, accounts: Mapping[str, Mapping[Month, int]]) -> ResultRow:
        """A line with its accounts below it."""
        children = tuple(
            self._row(number, self.names.get(number, ""), by_month)
            for number, by_month in sorted(accounts.items())
        )
        row = self.total(code, name, children)
        previous = self.previous.get(code, 0) if self.previous else None
        return replace(row, previous_ore=previous, is_sum=False, accounts=children)

    def total(self, code: str, name: str, rows: Iterable[ResultRow]) -> ResultRow:
        """The sum of rows, month by month."""
        sums: dict[Month, int] = defaultdict(int)
        previous = 0
        for row in rows:
            previous += row.previous_ore or 0
            for month, ore in zip(self.months, row.months, strict=True):
                sums[month] += ore or 0
        made = self._row(code, name, sums)
        return replace(made, is_sum=True, previous_ore=previous if self.previous else None)

    def _row(self, code: str, name: str, by_month: Mapping[Month, int]) -> ResultRow:
        amounts = tuple(
            by_month.get(month, 0) if self.reach is not None and month <= self.reach else None
            for month in self.months
        )
        return ResultRow(code, name, amounts, sum(by_month.values()))


def _rows(maker: _RowMaker, sums: _Sums, lines: Iterable[PlanLine]) -> list[ResultRow]:
    """Unplaced money on top, then the lines in order with the sums after their groups."""
    by_group: dict[Group, list[ResultRow]] = defaultdict(list)
    for line in lines:
        if line.code in sums or maker.previous.get(line.code):
            made = maker.line(line.code, line_word(line), sums.get(line.code, {}))
            by_group[group_of(line)].append(made)
    rows = []
    if UNMAPPED in sums:
        rows.append(maker.line(UNMAPPED, unmapped_word(), sums[UNMAPPED]))
    unplaced = list(rows)
    for group in Group:
        rows += by_group[group]
        for subtotal, groups in SUBTOTALS:
            if groups[-1] is group and _is_shown(subtotal, by_group):
                parts = [row for part in groups for row in by_group[part]]
                parts += unplaced if subtotal is Subtotal.YEAR else []
                name = subtotal_word(subtotal, says_surplus=maker.says_surplus)
                rows.append(maker.total(subtotal.value, name, parts))
    return rows


def _is_shown(subtotal: Subtotal, by_group: Mapping[Group, list[ResultRow]]) -> bool:
    """A sum that would repeat the one before it is left out."""
    needs = {
        Subtotal.AFTER_FINANCIAL: Group.FINANCIAL,
        Subtotal.BEFORE_TAX: Group.APPROPRIATIONS,
    }
    return subtotal not in needs or bool(by_group.get(needs[subtotal]))


@dataclass(frozen=True)
class PostingPage:
    """Some of the postings that a filter finds; `count` and `sum_sie_ore` are of all of them."""

    rows: tuple[VoucherRow, ...]
    names: Mapping[str, str]
    offset: int
    count: int
    sum_sie_ore: int

    @property
    def has_more(self) -> bool:
        """Whether there is a page after this one."""
        return self.offset + len(self.rows) < self.count


def postings(session: ReadSession, wanted: PostingFilter, offset: int = 0) -> PostingPage:
    """One page of postings, by day and voucher."""
    rows = session.ledger.postings(wanted, offset, PAGE_ROWS)
    count, total = session.ledger.count_postings(wanted)
    names = {account.number: account.name for account in session.ledger.accounts()}
    used = {row.account: names.get(row.account, "") for row in rows}
    return PostingPage(tuple(rows), used, offset, count, total)


def voucher(session: ReadSession, voucher_id: int) -> PostingPage:
    """Every row of one voucher."""
    return postings(session, PostingFilter(voucher_id=voucher_id))


@dataclass(frozen=True)
class YearColumn:
    """One year of the comparison: line code -> öre; `is_whole` when a full year is covered."""

    label: str
    amounts: Mapping[str, int]
    is_whole: bool

    @property
    def total_ore(self) -> int:
        """The year's result: the sum of all lines."""
        return sum(self.amounts.values())


def years_side_by_side(session: ReadSession) -> tuple[list[tuple[str, str]], list[YearColumn]]:
    """Lines (code, name) and one column per imported year, with the one before the first."""
    years = [y for y in session.enterprise.fiscal_years() if has_actuals(session, y)]
    if not years:
        return [], []
    columns = []
    for year in years:
        sums = _sums(session, year)
        reach = _reach(year, sums, session.ledger.import_of(year.id))
        totals = {
            code: sum(ore for by_month in accounts.values() for ore in by_month.values())
            for code, accounts in sums.items()
        }
        columns.append(YearColumn(year.label, totals, reach == Month.of(year.last)))
    before = previous_year_lines(session, years[0])
    if before:
        label = str(Month.of(years[0].first).plus(-1).year)
        columns.insert(0, YearColumn(label, before, is_whole=True))
    used = {code for column in columns for code in column.amounts}
    lines = [(x.code, line_word(x)) for x in session.plans.lines(with_inactive=True)]
    named = [(code, name) for code, name in lines if code in used]
    return ([(UNMAPPED, unmapped_word())] if UNMAPPED in used else []) + named, columns
