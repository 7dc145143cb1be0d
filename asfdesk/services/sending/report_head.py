"""The common head of a report, from the open file (domain.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.domain.period import Month
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, day, month_name, ngettext
from asfdesk.reports.document import Head, PersonalData
from asfdesk.reports.words import trainee_word
from asfdesk.services.actuals import has_typed
from asfdesk.services.drivers.project_scope import find_scope
from asfdesk.services.hours.unfilled_days import blocking_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def until_today(request: ReportRequest) -> date:
    """The last day that attendance can be in a report of a period: its end, or today before it."""
    return max(request.period.first, min(request.period.last, request.today))


def report_head(  # noqa: PLR0913 - the head has this many optional parts, all named
    session: ReadSession,
    request: ReportRequest,
    *,
    personal: PersonalData,
    records: int | None = None,
    issues: Sequence[str] = (),
    cut_off: date | None = None,
    version: str = "1",
) -> Head:
    """Who, when, on what data.

    Args:
        session: the open file.
        request: what was asked for.
        personal: as the catalogue says; without the vault key names become running numbers.
        records: rows of source data the report rests on.
        issues: what is missing, one sentence each (`attendance_issues`, `books_issues`).
        cut_off: last day with data; None = the period's end.
        version: of the report's form.

    Raises:
        RefusedError: the file does not say whose it is yet.
    """
    enterprise = session.enterprise.enterprise()
    if enterprise is None:
        raise RefusedError(
            _("The report cannot be made yet."),
            _("The file does not say which enterprise it belongs to."),
            _("Fill in the name and organisation number under Settings."),
        )
    if personal is PersonalData.YES and not session.identities_open:
        personal = PersonalData.PSEUDONYMOUS
    return Head(
        company=enterprise.name,
        org_number=enterprise.org_number,
        created_at=request.created_at,
        app_version=__version__,
        version=version,
        cut_off=cut_off,
        filter=selection_words(session, request),
        personal=personal,
        records=records,
        open_issues=(*_made_of_a_copy(session), *issues),
        example=enterprise.is_example,
        recipient=request.recipient,
    )


def _made_of_a_copy(session: ReadSession) -> Iterator[str]:
    mark = session.safe_copy.mark()
    if mark is not None:
        yield _("Made from a safe copy of %(day)s.") % {"day": day(mark.made_on)}


def selection_words(session: ReadSession, request: ReportRequest) -> str:
    """What the report is limited to, never with a person's name; "" = everything."""
    parts: list[str] = []
    if request.agreement_id is not None:
        agreement = session.agreements.agreement(request.agreement_id)
        parts += [_("Agreement %(name)s") % {"name": agreement.name}] if agreement else []
    elif request.buyer_id is not None:
        buyer = session.agreements.buyer(request.buyer_id)
        parts += [_("Buyer") + f" {buyer.name}"] if buyer else []
    if request.trainee_id is not None:
        trainee = session.trainees.trainee(request.trainee_id)
        parts += [trainee_word(trainee.number)] if trainee else []
    if request.project:
        parts.append(find_scope(session, request.project).label)
    return ", ".join(parts)


def attendance_issues(session: ReadSession, request: ReportRequest) -> tuple[str, ...]:
    """Months of the period that are not locked, and how many planned days they lack."""
    return tuple(
        issue
        for month in request.period.months()
        if month <= Month.of(request.today)
        for issue in _month_issues(session, month, request.today)
    )


def _month_issues(session: ReadSession, month: Month, today: date) -> Iterator[str]:
    if session.attendance.state(month).locked:
        return
    name = month_name(month.year, month.number)
    yield _("Attendance in %(month)s is not locked.") % {"month": name}
    days = [day for found in blocking_days(session, month).values() for day in found]
    missing = sum(day <= today for day in days)
    if missing:
        text = ngettext(
            "%(num)d planned day has no attendance yet.",
            "%(num)d planned days have no attendance yet.",
            missing,
        )
        yield f"{name[:1].upper()}{name[1:]}: {text}"


def books_issues(session: ReadSession, request: ReportRequest) -> tuple[str, ...]:
    """Fiscal years of the period whose books are not confirmed to its end (decisions A6)."""
    found: list[str] = []
    for year in session.enterprise.fiscal_years():
        end = min(request.period.last, year.last)
        if not request.period.overlaps(year.first, year.last):
            continue
        if has_typed(session, year):
            text = _("Some amounts of fiscal year %(year)s are typed in, not from the bookkeeping.")
            found.append(text % {"year": year.label})
        if year.books_through is None:
            text = _("No month of fiscal year %(year)s is confirmed as closed in the books.")
            found.append(text % {"year": year.label})
        elif year.books_through < Month.of(end):
            last = year.books_through
            text = _("The books are confirmed as closed only up to %(month)s.")
            found.append(text % {"month": month_name(last.year, last.number)})
    return tuple(found)
