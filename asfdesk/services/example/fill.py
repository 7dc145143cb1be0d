"""Fills a fresh client file with the example, through the same use cases as a user's work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import TYPED_AS_COST
from asfdesk.domain.books.mapping import MapRule
from asfdesk.domain.codes import IdentityKind, LegalForm, PlacementStatus
from asfdesk.domain.enterprise import ClosedPeriod, Enterprise
from asfdesk.domain.hours.attendance import MonthState, MonthStatus
from asfdesk.domain.people.identity import luhn_digit
from asfdesk.domain.people.placements import DaySlot, Exit, Placement, Schedule
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month, Period
from asfdesk.domain.plan import PlanKind
from asfdesk.domain.planning.comments import AgreedAction, Comment, CommentScope
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.books.map_accounts import add_rule
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.drivers.type_amounts import set_amounts
from asfdesk.services.example import cast, days, plan_drivers
from asfdesk.services.example.around import write_around
from asfdesk.services.example.books import BOOKED_TO, FIRST_YEAR, SEASON, Sale
from asfdesk.services.example.figures import write_figures
from asfdesk.services.example.follow_up import write_follow_up
from asfdesk.services.example.groups import write_groups
from asfdesk.services.example.invoices import write_invoices
from asfdesk.services.example.plan import PLANS, monthly
from asfdesk.services.example.rota import write_rota
from asfdesk.services.example.written import write_about_trainees
from asfdesk.services.example.yearly import write_yearly_facts
from asfdesk.services.hours.manage_supervisors import SupervisorFacts, add_supervisor
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.hours.work_facts import gather
from asfdesk.services.manage_enterprise import add_closed_period
from asfdesk.services.manage_fiscal_years import add_fiscal_year
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.services.planning.edit_plan import describe_plan, new_plan
from asfdesk.services.sales.manage_agreements import add_agreement, add_terms
from asfdesk.services.sales.manage_buyers import add_buyer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.example.dice import Dice
    from asfdesk.services.example.plan import YearLine
    from asfdesk.services.session import WriteSession

NINE = 540
"""Nine o'clock, in minutes: when a day begins."""

FULL_WEEK = 2400
LAST_LOCKED = Month(2026, 9)

RULES = (
    MapRule(10, "3040", "3049", None, None, "I10"),
    MapRule(10, "7210", "7210", 1, "20", "K41"),
    MapRule(20, "7218", "7218", None, None, "K41"),
)
"""Training has its own sales accounts; supervisors' pay is told apart by cost centre."""


def fill(session: WriteSession, dice: Dice) -> None:
    """Everything but the bookkeeping."""
    _enterprise(session)
    for buyer in cast.BUYERS:
        add_buyer(session, buyer)
    for agreement in cast.AGREEMENTS:
        add_agreement(session, agreement)
        for later in agreement.terms[1:]:
            add_terms(session, agreement.id, later)
    _supervisors(session)
    write_rota(session)
    _trainees(session)
    _work(session, dice)
    write_invoices(session, LAST_LOCKED)
    _plans(session)
    _notes(session)
    write_follow_up(session)
    write_about_trainees(session)
    write_around(session)
    write_groups(session)
    write_yearly_facts(session)
    write_figures(session)


def sales(session: WriteSession) -> dict[Month, list[Sale]]:
    """What was invoiced month by month: R3 of every month attendance was kept."""
    period = Period.of_months(Month.of(cast.FIRST_ATTENDANCE), BOOKED_TO)
    found: dict[Month, list[Sale]] = {month: [] for month in period.months()}
    for one in bills(gather(session, period)):
        found[one.month].append(Sale(one.agreement.id, one.net_ore, one.vat_ore))
    return found


def _enterprise(session: WriteSession) -> None:
    with session.writer.action("enterprise.change", ["enterprise"], "enterprise", 1):
        session.enterprise.set_enterprise(
            Enterprise(
                cast.NAME, cast.ORG_NUMBER, LegalForm.COOPERATIVE, cast.TODAY, is_example=True
            )
        )
    known = {year.first for year in session.enterprise.fiscal_years()}
    for year in range(cast.TODAY.year, FIRST_YEAR - 1, -1):
        if date(year, 1, 1) not in known:
            add_fiscal_year(session, date(year, 1, 1), date(year, 12, 31))
    for first, last in cast.CLOSED_WEEKS:
        add_closed_period(session, ClosedPeriod(0, first, last, "Semesterstängt"))
    for rule in RULES:
        add_rule(session, rule)


def _supervisors(session: WriteSession) -> None:
    start = date(2025, 1, 1)
    for guide in cast.GUIDES:
        facts = SupervisorFacts(guide.name, start, None, start, guide.fte_bp, guide.cost_2025)
        add_supervisor(session, facts)
    for supervisor, guide in zip(session.supervision.supervisors(), cast.GUIDES, strict=True):
        employment = replace(
            supervisor.employments[0],
            id=0,
            valid_from=date(2026, 1, 1),
            cost_per_hour_ore=guide.cost_2026,
        )
        with session.writer.action("supervisor.change", ["supervision"], "supervisor"):
            session.supervision.put_employment(employment)


def _trainees(session: WriteSession) -> None:
    for part in cast.PARTS:
        number = part.birth[2:]
        identity = Identity(
            name=part.name,
            identity_kind=IdentityKind.PERSONAL_NUMBER,
            identity_number=f"{part.birth}{luhn_digit(number)}",
            checked_on=part.first,
            birth_year=int(part.birth[:4]),
        )
        new = NewTrainee(part.sex, part.first, identity, _placement(part))
        add_trainee(session, new, cast.TODAY)
    for placement, part in zip(_in_order(session), cast.PARTS, strict=True):
        if part.leaving:
            day, reason = part.leaving
            employed = reason.value == "ARB_MED_STOD"
            leaving = Exit(day, reason.group, reason, employed_by_us=employed)
            end_placement(session, placement.id, leaving)
        if part.protected:
            protect_trainee(session, placement.trainee_id)


def _placement(part: cast.Part) -> Placement:
    minutes, count = part.hours
    week = {weekday: DaySlot(minutes, NINE) for weekday in range(1, count + 1)}
    schedule = Schedule(0, 0, part.first, 10_000 * minutes * count // FULL_WEEK, week)
    form = next(a.form for a in cast.AGREEMENTS if a.id == part.agreement)
    return Placement(
        id=0,
        trainee_id=0,
        agreement_id=part.agreement,
        form=form,
        referring_body=part.referred_by,
        decision_from=part.first,
        decision_to=part.last,
        status=PlacementStatus.ONGOING,
        level=part.level,
        supervisor_id=part.supervisor,
        schedules=(schedule,),
    )


def _in_order(session: WriteSession) -> Sequence[Placement]:
    return sorted(session.placements.placements(), key=lambda placement: placement.trainee_id)


def _work(session: WriteSession, dice: Dice) -> None:
    calendar = work_calendar(session)
    unfilled = dict(cast.HALF_FILLED)
    with session.writer.action("attendance.set", ["attendance"], "attendance"):
        for entry in days.attendance(_in_order(session), calendar.is_workday, dice, unfilled):
            session.attendance.put(entry)
    with session.writer.action("supervision.set", ["supervision"], "supervision"):
        supervisors = session.supervision.supervisors()
        for time_spent in days.supervision(supervisors, calendar.is_workday, dice):
            session.supervision.put(time_spent)
    with session.writer.action("month.lock", ["attendance"], undoable=False):
        period = Period.of_months(Month.of(cast.FIRST_ATTENDANCE), LAST_LOCKED)
        for month in period.months():
            state = MonthState(month, MonthStatus.LOCKED, 1)
            session.attendance.set_state(state, _noon(month.last + timedelta(days=5)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _plans(session: WriteSession) -> None:
    for year in session.enterprise.fiscal_years():
        number = year.first.year
        if number not in (*PLANS, plan_drivers.YEAR):
            continue
        new_plan(session, year.id, PlanKind.BUDGET)
        plan = next(plan for plan in session.plans.plans(year.id))
        if number in PLANS:
            _typed_plan(session, plan.id, year)
        else:
            for driver in plan_drivers.DRIVERS:
                add_driver(session, plan.id, driver)
            set_premises(session, plan.id, plan_drivers.PREMISES)
            describe_plan(session, plan.id, "", plan_drivers.ASSUMPTIONS)
        approve_plan(session, plan.id, date(number - 1, 12, 11))


def _typed_plan(session: WriteSession, plan_id: int, year: FiscalYear) -> None:
    calendar = work_calendar(session)
    typed: dict[tuple[str, Month], int | None] = {}
    for line in PLANS[year.first.year]:
        amounts = monthly(
            line,
            year.months(),
            lambda month: calendar.workdays(Period.of_month(month)),
            SEASON,
        )
        typed |= {(line.code, month): _as_typed(line, ore) for month, ore in amounts.items()}
    set_amounts(session, plan_id, typed)


def _as_typed(line: YearLine, ore: int) -> int:
    """Costs are typed as positive numbers, interest costs and tax too (finance.md §9.1)."""
    return -ore if line.code.startswith("K") or line.code in TYPED_AS_COST else ore


def _notes(session: WriteSession) -> None:
    comment = Comment(
        CommentScope.QUARTER,
        "2026-Q3",
        "",
        "Två platser hos Bryggan och två i Stegen har stått tomma sedan i våras. Caféet går "
        "bättre än planen, men råvarorna har blivit dyrare.",
        date(2026, 10, 6),
    )
    actions = (
        AgreedAction(0, "Erbjud de tomma platserna till Lindås kommun", "verksamhetsledaren",
                     date(2026, 12, 1), date(2026, 9, 9), line_code="I10"),
        AgreedAction(0, "Höj priserna i caféet till årsskiftet", "caféansvarig",
                     date(2026, 12, 15), date(2026, 9, 9), line_code="I20"),
        AgreedAction(0, "Begär in anbud på el", "verksamhetsledaren",
                     date(2026, 10, 15), date(2026, 6, 3), date(2026, 10, 2)),
    )  # fmt: skip
    with session.writer.action("comment.set", ["comments"], "comment"):
        session.comments.put(comment)
        for action in actions:
            session.comments.add_action(action)
