"""A plan as #PBUDGET, so that it goes back into the bookkeeping program (decisions A17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import effect
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.books.sie import PeriodAmount, SieFile, SieType
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.books.export_books import PROGRAM, sie_head, write_sie
from asfdesk.services.checks import missing
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from asfdesk.domain.books.mapping import MapRule
    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan, PlanLine
    from asfdesk.services.books.export_books import WrittenSie
    from asfdesk.services.session import ReadSession


def export_budget(
    session: ReadSession, plan_id: int, path: Path, today: date, year_id: int | None = None
) -> WrittenSie:
    """Write one year of a plan to a SIE file of type 2, whole or not at all.

    Raises:
        RefusedError: a line with amounts has no account that leads back to it.
        AsfDeskError: the file could not be written.
    """
    return write_sie(path, budget_as_sie(session, plan_id, today, year_id))


def export_budget_years(
    session: ReadSession, plan_id: int, folder: Path, today: date
) -> list[WrittenSie]:
    """Write every year of a plan, a file each: a SIE file holds the budget of its own year only.

    Years without amounts have no file. All of them are made before the first is written.

    Raises:
        RefusedError: the plan is empty, or a line has no account that leads back to it.
        AsfDeskError: a file could not be written.
    """
    plan = session.plans.plan(plan_id)
    if plan is None:
        raise missing()
    planned = {value.month for value in session.plans.values(plan_id)}
    years = [
        year for year in plan_years(session, plan) if not planned.isdisjoint(year.months())
    ] or plan_years(session, plan)[:1]
    made = [
        (folder / budget_name(plan, year), budget_as_sie(session, plan_id, today, year.id))
        for year in years
    ]
    return [write_sie(path, file) for path, file in made]


def budget_name(plan: Plan, year: FiscalYear) -> str:
    """What the file with one year of a plan is called."""
    return f"budget_{year.label.replace('/', '-')}_v{plan.version}.si"


def budget_as_sie(
    session: ReadSession, plan_id: int, today: date, year_id: int | None = None
) -> SieFile:
    """One year of a plan with SIE's sign, one account per line; nothing is written as 0.00.

    Args:
        session: the open file.
        plan_id: the plan.
        today: when the file is made.
        year_id: one of the plan's fiscal years, which becomes year 0; None = its first.

    Raises:
        RefusedError: the year has no amounts, or a line has no account that leads back to it.
    """
    plan = session.plans.plan(plan_id)
    years = plan_years(session, plan) if plan else []
    year = next((one for one in years if year_id in (None, one.id)), None)
    if year is None:
        raise missing()
    months = set(year.months())
    values = sorted(
        (value for value in session.plans.values(plan_id) if value.month in months),
        key=lambda v: (v.line_code, v.month),
    )
    if not values:
        raise RefusedError(
            _("The plan has no amounts yet."),
            todo=_("Fill in at least one line before you export it."),
        )
    used = {value.line_code for value in values}
    lines = [line for line in session.plans.lines(with_inactive=True) if line.code in used]
    accounts = export_accounts(lines, session.mapping.rules())
    _refuse_without_account(lines, accounts)
    head = sie_head(session, year, today, [0])
    names = {line.code: line_word(line) for line in lines}
    return SieFile(
        program=PROGRAM,
        sie_type=SieType.PERIOD_BALANCES,
        encoding="cp437",
        generated_on=today,
        company=head.company,
        org_number=head.org_number,
        fiscal_years=head.fiscal_years,
        accounts={account: names[code] for code, account in sorted(accounts.items())},
        budget=tuple(
            PeriodAmount(0, value.month, accounts[value.line_code], effect(value.amount_ore), 0)
            for value in values
        ),
    )


def export_accounts(lines: Iterable[PlanLine], rules: Iterable[MapRule]) -> dict[str, str]:
    """Line code -> the account its budget is written on; lines without one are left out.

    The account chosen for the line; else one from which the user's own rules lead to it. An
    account that leads elsewhere is never used, or the budget would come back on another line.
    """
    known = list(rules)
    mapper = Mapper(known)
    found = {}
    for line in lines:
        of_rules = (
            rule.account_from
            for rule in known
            if rule.line_code == line.code and rule.dimension is None
        )
        candidates = (line.export_account, *of_rules)
        leading_back = (
            account for account in candidates if account and mapper.line(account) == line.code
        )
        account = next(leading_back, None)
        if account is not None:
            found[line.code] = account
    return found


def _refuse_without_account(lines: Iterable[PlanLine], accounts: Mapping[str, str]) -> None:
    without = [line_word(line) for line in lines if line.code not in accounts]
    if without:
        raise RefusedError(
            _("These plan lines have no account to be exported on: %(lines)s.")
            % {"lines": ", ".join(without)},
            _("The budget would be incomplete, so no file was written."),
            _("Choose an account for each of them: Business plan, More, Account for export."),
        )
