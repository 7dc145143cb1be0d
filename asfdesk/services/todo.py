"""What waits to be done, each with the way to mend it. Only what is true now is said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PlacementStatus
from asfdesk.domain.hours.attendance import unfilled_days
from asfdesk.domain.period import Month, Period
from asfdesk.domain.plan import PlanStatus
from asfdesk.i18n import _, day, money, month_name, ngettext
from asfdesk.reports.drivers.parameter_words import parameter_word
from asfdesk.reports.period_words import period_words
from asfdesk.services.actuals import has_actuals
from asfdesk.services.books.map_accounts import PlacedState, accounts_placed
from asfdesk.services.books.training_sales import training_sales
from asfdesk.services.drivers.parameters import unchecked_in_plan
from asfdesk.services.hours.absence_list import absences_waiting
from asfdesk.services.hours.attendance_month import filled_days, placements_with_attendance
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.people.follow_ups import due_numbers
from asfdesk.services.people.situations_due import situations_due
from asfdesk.services.sales.invoice_views import DUE_SOON_DAYS, invoices_view
from asfdesk.services.sending.due_reports import due_reports
from asfdesk.services.sending.resend_views import resend_view
from asfdesk.services.without_days import is_safe_copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.sales.invoice_views import InvoiceRow
    from asfdesk.services.session import ReadSession

MONTHS_BACK = 12
"""How far back months of attendance are looked through."""

WEEKS_AHEAD = 8
"""Decisions that end within so many weeks are said (a prolongation takes time)."""

NAMED = 4
"""So many trainees or accounts are named in a line; more are counted."""


@dataclass(frozen=True)
class TodoItem:
    """One line of the to-do list.

    Attributes:
        strong: what it is about, said first and in bold.
        rest: the rest of the sentence.
        detail: what more there is to know.
        action: what the button says.
        go: the page it leads to, for `PageContext.go`.
        month: the month to show there; None = the one in force.
        count: how much waits.
    """

    strong: str
    rest: str
    detail: str
    action: str
    go: str
    month: Month | None = None
    count: int = 1


def todo(session: ReadSession, today: date) -> tuple[TodoItem, ...]:
    """Everything that waits, in the order it should be done; nothing does in a safe copy."""
    if is_safe_copy(session):
        return ()
    year = session.enterprise.fiscal_year_on(today)
    return (
        *_first_steps(session),
        *_attendance(session, today),
        *_deviations(session, today),
        *_ending_decisions(session, today),
        *_follow_ups(session, today),
        *_situations(session, today),
        *_invoices(session, today),
        *_sending(session, today),
        *_books(session, year),
        *_rates(session, year, today),
        *_actions(session, today),
    )


def waiting(session: ReadSession, today: date) -> dict[str, tuple[str, ...]]:
    """What waits on each page, in the words of the to-do list: page key -> sentences."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in todo(session, today):
        found[item.go.partition(":")[0]].append(f"{item.strong} {item.rest}".strip())
    return {key: tuple(sentences) for key, sentences in found.items()}


def _first_steps(session: ReadSession) -> Iterable[TodoItem]:
    """Where a new file begins: everything else builds on agreements and trainees."""
    if not session.agreements.agreements():
        yield TodoItem(
            _("There is no agreement yet"),
            "",
            _("Begin with a buyer and what they pay for."),
            _("Add"),
            "agreements",
        )
    elif not session.trainees.trainees():
        yield TodoItem(
            _("There are no trainees yet"),
            "",
            _("Attendance and invoices come from trainees with a placement."),
            _("Add"),
            "trainees",
        )


def _attendance(session: ReadSession, today: date) -> Iterable[TodoItem]:
    """Months with unfilled days, and months that are filled in but not locked."""
    now, last = Month.of(today), today - timedelta(days=1)
    locked = {state.month for state in session.attendance.states() if state.locked}
    for month in Period(now.plus(-MONTHS_BACK).first, last).months():
        if month in locked:
            continue
        missing, worked = _days_missing(session, Period(month.first, min(month.last, last)))
        if missing:
            yield _unfilled(month, missing, is_over=month < now)
        elif month < now and worked:
            yield TodoItem(
                _("%(month)s can be locked.") % {"month": _capital(month)},
                "",
                _("All planned days are filled in."),
                _("Lock"),
                "attendance",
                month,
            )


def _days_missing(session: ReadSession, period: Period) -> tuple[int, bool]:
    """On how many days something planned is not filled in, and whether anything is."""
    filled = filled_days(session.attendance.entries(period))
    calendar = work_calendar(session)
    missing = {
        day
        for placement in placements_with_attendance(session, period)
        for day in unfilled_days(placement, filled.get(placement.id, ()), calendar, period)
    }
    return len(missing), bool(filled)


def _deviations(session: ReadSession, today: date) -> Iterable[TodoItem]:
    """Absence that a payer must be told of, and deviations that are noted and not sent."""
    to_note, to_send = absences_waiting(session, today)
    if to_note:
        yield TodoItem(
            ngettext(
                "%(num)d day with absence to report", "%(num)d days with absence to report", to_note
            ),
            "",
            _("Arbetsförmedlingen asks for absence of more than 15 minutes."),
            _("Show"),
            "attendance:deviations",
            count=to_note,
        )
    if to_send:
        yield TodoItem(
            ngettext("%(num)d deviation to send", "%(num)d deviations to send", to_send),
            "",
            _("It is noted, but not marked as sent."),
            _("Show"),
            "attendance:deviations",
            count=to_send,
        )


def _unfilled(month: Month, days: int, *, is_over: bool) -> TodoItem:
    name = month_name(month.year, month.number, with_year=False)
    return TodoItem(
        _("Attendance is missing"),
        _("for %(days)s in %(month)s")
        % {"days": ngettext("%(num)d day", "%(num)d days", days), "month": name},
        _("before the month can be locked") if is_over else _("the month is still running"),
        _("Fill in"),
        "attendance",
        month,
        days,
    )


def _ending_decisions(session: ReadSession, today: date) -> Iterable[TodoItem]:
    last = today + timedelta(weeks=WEEKS_AHEAD)
    numbers = {trainee.id: trainee.number for trainee in session.trainees.trainees()}
    ending = sorted(
        {
            numbers[one.trainee_id]
            for one in session.placements.in_period(today, last)
            if one.exit is None and one.counts and one.status is not PlacementStatus.ENDED
            if one.decision_to is not None and today <= one.decision_to <= last
            if not _followed(session, one.trainee_id, one.decision_to)
        }
    )
    if ending:
        yield TodoItem(
            ngettext("%(num)d decision ends", "%(num)d decisions end", len(ending)),
            _("within %(weeks)d weeks") % {"weeks": WEEKS_AHEAD},
            _("Trainees %(numbers)s") % {"numbers": listed([str(number) for number in ending])},
            _("Show"),
            "trainees",
        )


def _follow_ups(session: ReadSession, today: date) -> Iterable[TodoItem]:
    """Those who have left and should be asked now how things are."""
    due = due_numbers(session, today)
    if due:
        yield TodoItem(
            ngettext("%(num)d trainee", "%(num)d trainees", len(due)),
            _("to ask how it went"),
            _("Trainees %(numbers)s have left") % {"numbers": listed([str(one) for one in due])},
            _("Show"),
            "trainees:follow_ups",
            count=len(due),
        )


def _followed(session: ReadSession, trainee_id: int, ends: date) -> bool:
    """Whether the trainee has a decision that begins after this one."""
    return any(other.decision_from > ends for other in session.placements.of_trainee(trainee_id))


def _situations(session: ReadSession, today: date) -> Iterable[TodoItem]:
    """Situation and final reports (R5) to write; the button leads to the one due longest."""
    due = situations_due(session, today)
    if not due:
        return
    numbers = {trainee.id: trainee.number for trainee in session.trainees.trainees()}
    late = sum(one.is_late(today) for one in due)
    trainees = sorted({numbers[one.trainee_id] for one in due})
    yield TodoItem(
        ngettext(
            "%(num)d situation report to write", "%(num)d situation reports to write", len(due)
        ),
        ngettext("%(num)d late", "%(num)d late", late) if late else "",
        _("Trainees %(numbers)s") % {"numbers": listed([str(number) for number in trainees])},
        _("Write"),
        f"trainees:file-{due[0].trainee_id}/situations",
        count=len(due),
    )


def _invoices(session: ReadSession, today: date) -> Iterable[TodoItem]:
    """Locked months without an invoice, corrections on a next basis, invoices that are due."""
    view = invoices_view(session, today)
    months: dict[Month, list[int]] = defaultdict(list)
    corrections = 0
    for one in view.waiting:
        corrections += one.basis.carried_ore
        if one.ready and one.basis.rows:
            months[one.basis.month].append(one.basis.own_ore)
    for month, amounts in months.items():
        yield TodoItem(
            _("%(month)s is locked but not invoiced") % {"month": _capital(month)},
            ngettext("for %(num)d agreement", "for %(num)d agreements", len(amounts)),
            _("%(sum)s kr without VAT. Note each invoice when it has been made.")
            % {"sum": money(sum(amounts))},
            _("Invoices"),
            "agreements:invoices",
            month,
            len(amounts),
        )
    if corrections:
        yield TodoItem(
            _("A correction after an invoice"),
            _("%(sum)s kr") % {"sum": money(corrections)},
            _("It stands on the next invoice basis."),
            _("Invoices"),
            "agreements:invoices",
        )
    late, soon = len(view.overdue), len(view.due_soon)
    words = ngettext("%(num)d invoice is overdue", "%(num)d invoices are overdue", late)
    yield from _due(view.overdue, words, "")
    words = ngettext("%(num)d invoice is due", "%(num)d invoices are due", soon)
    yield from _due(view.due_soon, words, _("within %(days)d days") % {"days": DUE_SOON_DAYS})


def _due(rows: Sequence[InvoiceRow], strong: str, rest: str) -> Iterable[TodoItem]:
    if rows:
        total = sum(row.invoice.amount_ore for row in rows)
        numbers = listed([row.invoice.number for row in rows])
        words = {"sum": money(total), "numbers": numbers}
        yield TodoItem(
            strong,
            rest,
            _("%(sum)s kr without VAT: %(numbers)s") % words,
            _("Invoices"),
            "agreements:invoices",
            count=len(rows),
        )


def _sending(session: ReadSession, today: date) -> Iterable[TodoItem]:
    """What must be sent again, and which reports are due; the button goes to the first of them."""
    again = resend_view(session)
    if again.lines:
        count = len(again.lines)
        yield TodoItem(
            ngettext(
                "%(num)d report must be sent again", "%(num)d reports must be sent again", count
            ),
            "",
            _("What was sent does not agree any more."),
            _("Show"),
            "reports:again",
            count=count,
        )
    if again.uncompared:
        yield TodoItem(
            _("An adviser has locked months that were sent"),
            "",
            listed([month_name(one.year, one.number) for one in again.uncompared]),
            _("Compare"),
            "reports:again",
        )
    if again.made:
        count = len(again.made)
        yield TodoItem(
            ngettext(
                "%(num)d report is made, not sent", "%(num)d reports are made, not sent", count
            ),
            "",
            listed(
                list(
                    dict.fromkeys(
                        f"{one.sent.report} {period_words(one.sent.period)}" for one in again.made
                    )
                )
            ),
            _("Show"),
            "reports:again",
            count=count,
        )
    due = due_reports(session, today)
    if due:
        first = due[0]
        when = _("was due %(day)s") if first.is_late(today) else _("due %(day)s")
        kinds = dict.fromkeys(f"{one.entry.key} {period_words(one.period)}" for one in due)
        yield TodoItem(
            ngettext("%(num)d report is due", "%(num)d reports are due", len(due)),
            "",
            f"{listed(list(kinds))}, {when % {'day': day(first.due_on)}}",
            _("Make"),
            f"reports:{first.entry.key}",
            Month.of(first.period.last),
            len(due),
        )


def _books(session: ReadSession, year: FiscalYear | None) -> Iterable[TodoItem]:
    if year is None:
        yield TodoItem(
            _("The fiscal year is missing"),
            "",
            _("Books and plan belong to a fiscal year."),
            _("Add"),
            "settings",
        )
        return
    plan = session.plans.in_force(year.id)
    if plan is not None and plan.status is not PlanStatus.APPROVED:
        yield TodoItem(
            _("The plan is not approved"),
            _("for %(year)s") % {"year": year.label},
            _("The follow-up compares with a draft that can still change."),
            _("Approve"),
            "plan",
        )
    elif plan is None:
        yield TodoItem(
            _("There is no approved plan"),
            _("for %(year)s") % {"year": year.label},
            _("The follow-up has nothing to compare with."),
            _("Make a plan"),
            "plan",
        )
    if not has_actuals(session, year):
        yield TodoItem(
            _("The bookkeeping is missing"),
            _("for %(year)s") % {"year": year.label},
            _("Import a SIE file from the accounting program."),
            _("Import"),
            "ledger",
        )
        return
    nowhere = [one for one in accounts_placed(session, year) if one.state is PlacedState.NOWHERE]
    if nowhere:
        total = sum(abs(one.amount_ore) for one in nowhere)
        yield TodoItem(
            ngettext(
                "%(num)d account without plan line",
                "%(num)d accounts without plan line",
                len(nowhere),
            ),
            f"{money(total)} kr",
            listed([one.number for one in nowhere]),
            _("Place them"),
            "ledger",
            count=len(nowhere),
        )
    training = training_sales(session, year)
    if training.needs_attention:
        yield TodoItem(
            _("Training sales stand among other sales"),
            _("%(sum)s kr can't be told apart") % {"sum": money(training.sales_ore)},
            _("Training is planned or agreed, but nothing is booked on its line."),
            _("Show"),
            "ledger",
        )


def _rates(session: ReadSession, year: FiscalYear | None, today: date) -> Iterable[TodoItem]:
    """Rates that the year's plan uses and that nobody has checked this year."""
    plan = session.plans.in_force(year.id) if year else None
    unchecked = unchecked_in_plan(session, plan, today) if plan else ()
    if unchecked:
        count = len(unchecked)
        yield TodoItem(
            ngettext(
                "%(num)d rate in the plan is not checked this year",
                "%(num)d rates in the plan are not checked this year",
                count,
            ),
            "",
            listed(list(dict.fromkeys(parameter_word(one.key) for one in unchecked))),
            _("Show"),
            "settings:parameters",
            count=count,
        )


def _actions(session: ReadSession, today: date) -> Iterable[TodoItem]:
    """Agreed actions that are late or due within the weeks ahead."""
    soon = today + timedelta(weeks=WEEKS_AHEAD)
    for one in session.comments.actions():
        if one.due_on is None or one.due_on > soon:
            continue
        due = _("was due %(day)s") if one.is_late(today) else _("due %(day)s")
        owner = [_("by %(owner)s") % {"owner": one.owner}] if one.owner else []
        yield TodoItem(
            _("Agreed:"),
            one.what,
            ", ".join([*owner, due % {"day": day(one.due_on)}]),
            _("Show"),
            "follow_up:actions",
        )


def listed(names: Sequence[str]) -> str:
    """List names, for example "9, 12 and 17"; only the first few when there are many."""
    if len(names) > NAMED:
        shown = ", ".join(names[: NAMED - 1])
        more = len(names) - NAMED + 1
        return shown + " " + ngettext("and %(num)d more", "and %(num)d more", more)
    if len(names) < 2:  # noqa: PLR2004 - one name is not a list
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _capital(month: Month) -> str:
    name = month_name(month.year, month.number, with_year=False)
    return name[:1].upper() + name[1:]
