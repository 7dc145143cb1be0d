"""Data into R8."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import BalanceKind, effect, is_result_account
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.period import Month
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import Light
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, month_name
from asfdesk.reports.document import PersonalData
from asfdesk.reports.planning.forecast_words import caution_word, method_word
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.planning.variance_appendix import ClassTotal, LineMonths
from asfdesk.reports.planning.variance_report import ExpectedRow, VarianceData, build
from asfdesk.reports.planning.variance_rows import row_word
from asfdesk.services.drivers.expected import expected
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.drivers.explain_staff import is_staff
from asfdesk.services.drivers.follow_up_views import scope_note, years_label
from asfdesk.services.drivers.plan_behind import plan_behind
from asfdesk.services.drivers.project_scope import find_scope, scope_of
from asfdesk.services.legal_words import says_surplus
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, forecast_methods, method_of
from asfdesk.services.planning.line_years import line_years
from asfdesk.services.sending.report_head import books_issues, report_head
from asfdesk.services.sending.variance_cash import (
    break_even,
    cash_words,
    closed_cash,
    planned_cash,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.domain.planning.forecast import LineYear, Method
    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.reports.document import Document
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

CLASSES = "345678"
_ALARMING = frozenset({Light.WARN, Light.BAD})


def variance(session: ReadSession, request: ReportRequest) -> Document:
    """R8.

    Raises:
        InvalidInputError: the period is not whole months inside one fiscal year.
    """
    year = _year(session, request)
    first, last = Month.of(request.period.first), Month.of(request.period.last)
    behind = plan_behind(session, session.plans.in_force(year.id))
    chosen = find_scope(session, request.project) if request.project else None
    scope = scope_of(session, year, chosen.key, behind) if chosen else None
    view = follow_up(session, year, last, first, scope)
    years = line_years(session, year, view.through, view.plan, scope).lines
    names = {line.code: line_word(line) for line in session.plans.lines(with_inactive=True)}
    whole = chosen is None
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=len(session.ledger.year_months(year, by_object=False)),
        issues=books_issues(session, request) + _unmapped_issue(view),
        cut_off=view.through.last if view.through else None,
    )
    data = VarianceData(
        view=view,
        methods=_methods(session, view),
        reasons=_reasons(session, view, behind),
        months=tuple(_by_month(row.row, years, year, view) for row in view.rows),
        classes=_classes(session, year) if whole else (),
        cash=closed_cash(session, view) if whole else (),
        break_even=break_even(session, view, years) if whole else (),
        actions=tuple(session.comments.actions()) if whole else (),
        says_surplus=says_surplus(session),
        planned_cash=planned_cash(view, behind) if whole else (),
        cash_words=cash_words(view, behind) if whole else (),
        expected=_expected(session, view, behind, names),
        by_line=_by_line(session, view, names),
        scope=chosen.label if chosen else "",
        scope_note=scope_note(view, chosen, names),
        plan_years=years_label(session, view.plan) if view.plan else "",
    )
    return build(request.period, head, data)


def _expected(
    session: ReadSession, view: FollowUp, behind: PlanBehind | None, names: Mapping[str, str]
) -> tuple[ExpectedRow, ...]:
    return tuple(
        ExpectedRow(
            month_name(item.month.year, item.month.number),
            item.name,
            names.get(item.line_code, item.line_code),
            item.amount_ore,
        )
        for item in expected(session, view, behind).items
    )


def _by_line(session: ReadSession, view: FollowUp, names: Mapping[str, str]) -> tuple[str, ...]:
    """Lines with a method of their own, and those whose method misleads."""
    usual = method_of(forecast_methods(session), EVERY_LINE)
    found = []
    for row in view.rows:
        method, caution = row.method, row.caution
        if method is None or (method is usual and caution is None):
            continue
        words = [method_word(method)] if method is not usual else []
        words += [caution_word(caution)] if caution else []
        said = {"line": names.get(row.row.key, row.row.key), "method": ". ".join(words)}
        found.append(_("Forecast of %(line)s: %(method)s") % said)
    return tuple(found)


def _year(session: ReadSession, request: ReportRequest) -> FiscalYear:
    year = session.enterprise.fiscal_year_on(request.period.last)
    if year is None or request.period.first < year.first:
        raise InvalidInputError(
            "period",
            _("The period does not lie inside one fiscal year."),
            _("A plan is made for one fiscal year."),
            _("Choose a month, or the fiscal year itself."),
        )
    return year


def _unmapped_issue(view: FollowUp) -> tuple[str, ...]:
    unmapped = any(row.row.kind is RowKind.UNMAPPED for row in view.rows)
    return (_("Some accounts have no plan line."),) if unmapped else ()


def _methods(session: ReadSession, view: FollowUp) -> tuple[Method, ...]:
    chosen = forecast_methods(session)
    codes = [row.row.key for row in view.rows if row.row.kind is RowKind.LINE]
    return tuple(sorted({method_of(chosen, code) for code in codes} or {method_of(chosen, "")}))


def _reasons(
    session: ReadSession, view: FollowUp, behind: PlanBehind | None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Sentences for rows that can be taken apart; other lines say their total.

    The sentences are about the year so far, so a line that is off in the month only has none.
    """
    found = []
    for row in view.rows:
        told = row.row.kind is RowKind.LINE or is_staff(row.row)
        if told and {row.light, row.year_light} & _ALARMING:
            explained = explain(session, view, row, behind)
            words = (explained.headline, *explained.sentences, explained.note)
            if explained.headline:
                found.append((row_word(row.row), tuple(word for word in words if word)))
    return tuple(found)


def _by_month(
    row: StatementRow, years: Mapping[str, LineYear], year: FiscalYear, view: FollowUp
) -> LineMonths:
    lines = [years[code] for code in row.codes if code in years]
    booked = [month for line in years.values() for month in line.actual]
    reach = max([*booked, *view.closed_months], default=None)
    plan = tuple(
        sum(line.plan.get(month, 0) for line in lines) if view.plan else None
        for month in year.months()
    )
    actual = tuple(
        sum(line.actual.get(month, 0) for line in lines) if reach and month <= reach else None
        for month in year.months()
    )
    return LineMonths(row, plan, actual)


def _classes(session: ReadSession, year: FiscalYear) -> tuple[ClassTotal, ...]:
    books = session.ledger.import_of(year.id)
    if books is None:
        return ()
    filed = session.ledger.balances(books.id, 0, BalanceKind.RESULT)
    in_file: dict[str, int] = defaultdict(int)
    for account, ore in filed.items():
        if is_result_account(account):
            in_file[account[0]] += effect(ore)
    ours: dict[str, int] = defaultdict(int)
    unmapped: dict[str, int] = defaultdict(int)
    mapper = Mapper(session.mapping.rules())
    for row in session.ledger.year_months(year, by_object=mapper.by_object):
        ours[row.account[0]] += effect(row.amount_sie_ore)
        if (mapper.line(row.account, row.cost_centre, row.project) or UNMAPPED) == UNMAPPED:
            unmapped[row.account[0]] += effect(row.amount_sie_ore)
    return tuple(
        ClassTotal(
            number,
            in_file.get(number, 0) if filed else None,
            ours.get(number, 0),
            unmapped.get(number, 0),
        )
        for number in CLASSES
        if number in ours or number in in_file
    )
