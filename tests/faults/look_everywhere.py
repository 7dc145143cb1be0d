"""Every question the pages ask and every report, on one open file: what a visitor could meet."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.errors import AsfDeskError
from asfdesk.services import (
    manage_enterprise,
    manage_fiscal_years,
    overview,
    standing_date,
    todo,
    window_facts,
)
from asfdesk.services.books import browse_ledger, import_history, ledger_balances, map_accounts
from asfdesk.services.drivers import follow_up_views
from asfdesk.services.hours import (
    attendance_month,
    manage_habilitation,
    manage_work_groups,
    supervision_month,
)
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
    SheetOrder,
    attendance_sheets,
    render,
)
from asfdesk.services.hours.sheet_shares import GroupBy
from asfdesk.services.people import trainee_views, waiting_views, written_views
from asfdesk.services.planning import key_figures, plan_page
from asfdesk.services.planning.society_view import society_calculation
from asfdesk.services.sales import agreement_views, invoice_views, sales_chain
from asfdesk.services.sending import (
    due_reports,
    month_aggregates,
    report_choices,
    resend_views,
    sent_reports,
)
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.services.sending.report_catalogue import CATALOGUE, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.faults.look_plan import plan_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from asfdesk.services.sending.report_entry import ReportEntry
    from asfdesk.services.session import ReadSession

Question = tuple[str, "Callable[[], object]"]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def look_everywhere(session: ReadSession, today: date, *, reports: bool = True) -> list[str]:
    """Ask everything; returns what broke in another way than with a sentence for the user."""
    broken = []
    for name, ask in _questions(session, today, reports=reports):
        try:
            ask()
        except AsfDeskError:
            continue
        except Exception as error:  # noqa: BLE001 - anything else is what this looks for
            broken.append(f"{name}: {type(error).__name__}: {str(error)[:120]}")
    return broken


def _questions(session: ReadSession, today: date, *, reports: bool = True) -> Iterator[Question]:
    month = Month.of(today)
    yield "today", partial(standing_date.today_in, session, today)
    yield "window", partial(window_facts.window_facts, session)
    yield "waiting", partial(todo.waiting, session, today)
    yield "overview", partial(overview.overview, session, month, today)
    yield "agreements", partial(agreement_views.agreements_view, session, today)
    yield "sales", partial(sales_chain.sales_view, session, month)
    yield "invoices", partial(invoice_views.invoices_view, session, today)
    yield "attendance", partial(attendance_month.month_grid, session, month, today)
    yield "supervision", partial(supervision_month.supervision_month, session, month, today)
    yield "trainees", partial(_trainees, session, today)
    yield "plan", partial(plan_page.plan_page, session, month, today, None, None)
    yield from plan_questions(session, today)
    yield "follow-up", partial(_follow_up, session, month)
    yield "ledger", partial(_ledger, session)
    yield "figures", partial(key_figures.gather_figures, session, Period.of_year(2026), today)
    yield "society", partial(society_calculation, session, Period.of_year(2026), today)
    yield "choices", partial(report_choices.report_choices, session)
    yield "sent", partial(sent_reports.sent_lines, session)
    yield "to send again", partial(resend_views.resend_view, session)
    yield "due", partial(due_reports.due_reports, session, today)
    yield "aggregates", partial(month_aggregates.kept_tables, session)
    yield "settings", partial(_settings, session)
    yield "habilitation", partial(manage_habilitation.habilitation_view, session, today)
    yield "groups", partial(manage_work_groups.groups_view, session, today)
    yield "sheets", partial(_sheets, session, today)
    for entry in CATALOGUE if reports else ():
        yield entry.key, partial(_report, session, entry, today)


def _trainees(session: ReadSession, today: date) -> None:
    trainee_views.placement_options(session, today)
    waiting_views.waiting_list(session, today)
    for row in trainee_views.trainee_rows(session, today):
        trainee_views.trainee_detail(session, row, today)
        written_views.written_about(session, row.trainee.id, today, opened=True)


def _follow_up(session: ReadSession, month: Month) -> None:
    view = follow_up_views.follow_up_page(session, month)
    assert view is not None


def _ledger(session: ReadSession) -> None:
    import_history.import_history(session)
    browse_ledger.years_side_by_side(session)
    session.mapping.rules()
    for year in session.enterprise.fiscal_years():
        browse_ledger.result_view(session, year)
        map_accounts.accounts_placed(session, year)
        ledger_balances.balance_view(session, year)
        import_history.reconcile(session, year)


def _sheets(session: ReadSession, today: date) -> None:
    """Sheets of a month, divided in every way, as workbook and as text."""
    for group in GroupBy:
        for kind in (SheetFormat.XLSX, SheetFormat.CSV):
            month = Period.of_month(Month(2026, 9))
            order = SheetOrder(month, today, NOON, group, kind)
            for sheet in attendance_sheets(session, order):
                render(sheet, order)


def _settings(session: ReadSession) -> None:
    manage_enterprise.enterprise_view(session)
    manage_fiscal_years.fiscal_year_rows(session)


def _report(session: ReadSession, entry: ReportEntry, today: date) -> None:
    period = Period.of_month(Month(2026, 10))
    if entry.period_kinds[0] is PeriodKind.QUARTER:
        period = Period.of_quarter(2026, 3)
    elif entry.period_kinds[0] in (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR):
        period = Period.of_year(2026)
    document = make_report(session, entry, ReportRequest(period, today, NOON))
    for one in FORMATS:
        if one.key != "pdf":
            one.render(document)
