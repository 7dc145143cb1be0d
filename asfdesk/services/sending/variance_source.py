"""Data into R8."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import BalanceKind, effect, is_result_account
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.money import ratio
from asfdesk.domain.period import Month
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import Light
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.document import PersonalData
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.planning.variance_appendix import CashMonth, ClassTotal, LineMonths
from asfdesk.reports.planning.variance_report import VarianceData, build
from asfdesk.reports.planning.variance_rows import row_word
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.drivers.explain_training import planned_occupancy
from asfdesk.services.planning.cash import cash
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.follow_up_settings import forecast_methods, method_of
from asfdesk.services.planning.line_years import line_years
from asfdesk.services.sending.report_head import books_issues, report_head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.domain.planning.forecast import LineYear, Method
    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.reports.document import Document
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
    view = follow_up(session, year, last, first)
    enterprise = session.enterprise.enterprise()
    years = line_years(session, year, view.through, view.plan).lines
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
        reasons=_reasons(session, view),
        months=tuple(_by_month(row.row, years, year, view) for row in view.rows),
        classes=_classes(session, year),
        cash=_cash(session, view),
        break_even=_break_even(session, view, years),
        actions=tuple(session.comments.actions()),
        says_surplus=enterprise is not None and enterprise.legal_form.says_surplus,
    )
    return build(request.period, head, data)


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


def _reasons(session: ReadSession, view: FollowUp) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Sentences for training lines; other lines say their total.

    The sentences are about the year so far, so a line that is off in the month only has none.
    """
    found = []
    for row in view.rows:
        if row.row.kind is RowKind.LINE and {row.light, row.year_light} & _ALARMING:
            explained = explain(session, view, row)
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


def _cash(session: ReadSession, view: FollowUp) -> tuple[CashMonth, ...]:
    """Cash at the end of each closed month; empty when balances are not known."""
    if view.through is None:
        return ()
    found = cash(session, view.year, view.through)
    ends = found.month_ends if found else ()
    return tuple(CashMonth(one.month, one.balance_ore) for one in ends)


def _break_even(
    session: ReadSession, view: FollowUp, years: Mapping[str, LineYear]
) -> tuple[tuple[str, Fraction], ...]:
    """Occupancy of each line with drivers at which the planned result of the year is zero.

    Income per unit of occupancy is the line's planned income / its planned occupancy.
    """
    if view.plan is None:
        return ()
    result = sum(sum(line.plan.values()) for line in years.values())
    names = {line.code: line_word(line) for line in session.plans.lines(with_inactive=True)}
    found = []
    for code, occupancy in planned_occupancy(session, view.plan).items():
        income = sum(years[code].plan.values()) if code in years else 0
        per_unit = ratio(Fraction(income), occupancy)
        if per_unit:
            found.append((names[code], occupancy - result / per_unit))
    return tuple(found)
