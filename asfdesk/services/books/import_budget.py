"""A budget kept in the bookkeeping program (#PBUDGET), taken in as a draft plan when asked for.

First a preview, then one undoable action. Every amount comes with it or none: an account without
a plan line is a refusal, not a smaller budget.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import effect, is_result_account
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.books.sie_issues import Severity
from asfdesk.domain.period import Month
from asfdesk.domain.plan import MAX_YEARS, PlanKind, PlanValue, ValueSource
from asfdesk.errors import ImportRefusedError
from asfdesk.i18n import _
from asfdesk.services.books.import_checks import check_company
from asfdesk.services.planning.edit_plan import new_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.books.sie import SieFile
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.books.import_preview import ReadFile
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession


@dataclass(frozen=True)
class BudgetPreview:
    """What taking the budget in would give.

    Attributes:
        years: the fiscal years it is for, one after the other.
        values: amounts per plan line and month, by effect on the result.
        accounts: how many accounts it has amounts on.
        left_out: accounts of the balance sheet, which a plan does not hold.
    """

    years: tuple[FiscalYear, ...]
    values: tuple[PlanValue, ...]
    accounts: int
    left_out: tuple[str, ...]

    @property
    def year(self) -> FiscalYear:
        """The first of them."""
        return self.years[0]

    @property
    def label(self) -> str:
        """2027, or 2027-2029."""
        first, last = self.years[0].label, self.years[-1].label
        return first if len(self.years) == 1 else f"{first}–{last}"

    @property
    def result_ore(self) -> int:
        """The budgeted result of all of them."""
        return sum(value.amount_ore for value in self.values)


def preview_budget(session: ReadSession, read: ReadFile) -> BudgetPreview:
    """What the file's budget of year 0 would give; writes nothing.

    Raises:
        ImportRefusedError: another company, no budget, an unknown year, months outside it, or
            accounts without a plan line.
    """
    file = read.file
    for finding in check_company(session, file):
        if finding.severity is Severity.REFUSE:
            raise ImportRefusedError(finding.what, "", finding.todo)
    year = _year(session, file)
    amounts = _amounts(file, year)
    mapper = Mapper(session.mapping.rules())
    totals: defaultdict[tuple[str, Month], int] = defaultdict(int)
    unplaced = set()
    for (account, month), ore in amounts.items():
        code = mapper.line(account)
        if code is None:
            unplaced.add(account)
        else:
            totals[code, month] += effect(ore)
    if unplaced:
        raise _unplaced(sorted(unplaced))
    values = tuple(
        PlanValue(code, month, ore, ValueSource.COPIED) for (code, month), ore in totals.items()
    )
    balance = {row.account for row in file.budget if not is_result_account(row.account)}
    used = {account for account, _month in amounts}
    return BudgetPreview((year,), values, len(used), tuple(sorted(balance)))


def preview_budgets(session: ReadSession, reads: Sequence[ReadFile]) -> BudgetPreview:
    """What several files would give as one plan: each is the budget of a year of its own.

    Raises:
        ImportRefusedError: as `preview_budget`; or the years don't follow each other, or are too
            many for a plan.
    """
    found = sorted((preview_budget(session, one) for one in reads), key=lambda one: one.year.first)
    years = tuple(one.year for one in found)
    known = [year.id for year in session.enterprise.fiscal_years()]
    places = [known.index(year.id) for year in years]
    in_a_row = places == list(range(places[0], places[0] + len(places))) if places else False
    if not in_a_row or len(years) > MAX_YEARS:
        raise ImportRefusedError(
            _("These budgets don't make one plan."),
            _("A plan covers one to three fiscal years that follow each other, each once."),
            _("Choose one file for each of its years."),
        )
    return BudgetPreview(
        years,
        tuple(value for one in found for value in one.values),
        max(one.accounts for one in found),
        tuple(sorted({account for one in found for account in one.left_out})),
    )


def take_budget(session: WriteSession, preview: BudgetPreview, name: str = "") -> Changes:
    """Make a draft budget of it: version 1, or the next one of the same name."""
    return new_plan(
        session,
        preview.year.id,
        PlanKind.BUDGET,
        name,
        preview.values,
        years=len(preview.years),
    )


def _year(session: ReadSession, file: SieFile) -> FiscalYear:
    own = file.current_year
    if own is None or own.first is None or own.last is None:
        raise ImportRefusedError(
            _("The file does not say which fiscal year its budget is for."),
            _("It has no usable #RAR 0."),
            _("Export the budget again, with the fiscal year."),
        )
    first, last = Month.of(own.first).first, Month.of(own.last).last
    for year in session.enterprise.fiscal_years():
        if (year.first, year.last) == (first, last):
            return year
    raise ImportRefusedError(
        _("The budget is for %(first)s–%(last)s, which is no fiscal year here.")
        % {"first": first, "last": last},
        "",
        _("Add the fiscal year under Settings, or export the budget of another year."),
    )


def _amounts(file: SieFile, year: FiscalYear) -> dict[tuple[str, Month], int]:
    """(account, month) -> öre with SIE's sign; result accounts of year 0 only."""
    rows = [row for row in file.budget if row.year == 0]
    if not rows:
        raise ImportRefusedError(
            _("The file holds no budget."),
            _("There is no #PBUDGET for its own year."),
            _("Export again with the budget: SIE type 2, 3 or 4 with period budgets."),
        )
    months = set(year.period.months())
    if any(row.month not in months for row in rows):
        raise ImportRefusedError(
            _("The budget has months outside its own fiscal year."),
            "",
            _("Correct the budget in the bookkeeping program and export again."),
        )
    found: defaultdict[tuple[str, Month], int] = defaultdict(int)
    for row in rows:
        if is_result_account(row.account):
            found[row.account, row.month] += row.amount_ore
    return found


def _unplaced(accounts: Sequence[str]) -> ImportRefusedError:
    return ImportRefusedError(
        _("These accounts have no plan line: %(accounts)s.") % {"accounts": ", ".join(accounts)},
        _("The budget would be incomplete, so nothing was changed."),
        _("Place them first: Economy, Accounts."),
    )
