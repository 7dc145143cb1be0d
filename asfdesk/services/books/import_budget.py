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
from asfdesk.domain.plan import PlanKind, PlanValue, ValueSource
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
        year: the fiscal year it is for.
        values: amounts per plan line and month, by effect on the result.
        accounts: how many accounts it has amounts on.
        left_out: accounts of the balance sheet, which a plan does not hold.
    """

    year: FiscalYear
    values: tuple[PlanValue, ...]
    accounts: int
    left_out: tuple[str, ...]

    @property
    def result_ore(self) -> int:
        """The year's budgeted result."""
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
    return BudgetPreview(year, values, len(used), tuple(sorted(balance)))


def take_budget(session: WriteSession, preview: BudgetPreview, name: str = "") -> Changes:
    """Make a draft budget of it: version 1, or the next one of the same name."""
    return new_plan(session, preview.year.id, PlanKind.BUDGET, name, preview.values)


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
