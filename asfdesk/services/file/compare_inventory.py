"""A client file laid out for comparing: every kind of thing as entries under lasting keys.

Names stand in labels only where the key opens them; else the running number (decisions C2).
Undo, audit and keys are left out: they say how the file came about, not what is in it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.file.comparison import Entry, Noun
from asfdesk.domain.period import Month, Period
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.i18n import month_name
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.words import supervisor_word, trainee_word
from asfdesk.services.display_names import trainee_names
from asfdesk.services.file import compare_plan, compare_written
from asfdesk.services.file.compare_absences import absences
from asfdesk.storage.people.trainee_store import LAST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from asfdesk.services.session import ReadSession

    Inventory = Mapping[Hashable, Entry]

_EVER = Period(date(1900, 1, 1), date(9999, 12, 31))
_FIRST, _LAST = Month(1900, 1), Month(9999, 12)


def trainees(session: ReadSession) -> Inventory:
    """By running number, with employments with us."""
    names, identities = trainee_names(session), session.trainees.identities()
    employed: dict[int, list[object]] = defaultdict(list)
    for employment in session.backgrounds.employments():
        employed[employment.trainee_id].append(replace(employment, id=0))
    return {
        one.number: Entry(
            (
                replace(one, id=0),
                identities.get(one.id),
                session.trainees.openings(one.id),
                tuple(employed[one.id]),
            ),
            names[one.id],
            (one.number,),
        )
        for one in session.trainees.trainees()
    }


def placements(session: ReadSession) -> Inventory:
    """With weeks, decisions, pauses, exits and what surrounds them; listed under who it is."""
    names = trainee_names(session)
    around = session.backgrounds.backgrounds()
    asked: dict[int, list[object]] = defaultdict(list)
    for contact in session.backgrounds.follow_ups():
        asked[contact.placement_id].append(replace(contact, id=0))
    numbers = {one.id: one.number for one in session.trainees.trainees()}
    return {
        one.id: Entry(
            (one, around.get(one.id), tuple(asked[one.id])),
            f"{names.get(one.trainee_id, '')}, {one.decision_from.isoformat()}",
            (numbers.get(one.trainee_id, 0), one.decision_from.isoformat()),
        )
        for one in session.placements.placements()
    }


def attendance(session: ReadSession) -> Inventory:
    """One entry a day; listed under month and trainee."""
    names = trainee_names(session)
    of = {one.id: one.trainee_id for one in session.placements.placements()}
    numbers = {one.id: one.number for one in session.trainees.trainees()}
    found: dict[Hashable, Entry] = {}
    sick = session.attendance.sick_days(_EVER)
    for one in session.attendance.entries(_EVER):
        trainee = of.get(one.placement_id, 0)
        name = names.get(trainee) or trainee_word(numbers.get(trainee, 0))
        found[one.placement_id, one.day, one.activity] = Entry(
            (
                one.planned_minutes,
                one.attended_minutes,
                one.code,
                (one.placement_id, one.day) in sick,
            ),
            f"{_month(Month.of(one.day))}, {name}",
            (str(Month.of(one.day)), numbers.get(trainee, 0)),
        )
    return found


def attendance_months(session: ReadSession) -> Inventory:
    """Locked or open."""
    return {
        one.month: Entry((one.status, one.reason), _month(one.month), (str(one.month),))
        for one in session.attendance.states()
    }


def supervisors(session: ReadSession) -> Inventory:
    """By running number, with employments, schedules and leave; and trainees per supervisor."""
    plans, leaves = session.rota.plans(), session.rota.leaves()
    found: dict[Hashable, Entry] = {
        ("ratio", first): Entry(milli, first.isoformat(), (0, first.isoformat()))
        for first, milli in session.ratios.ratios()
    }
    return found | {
        one.number: Entry(
            (
                one,
                plans.get(one.id, ()),
                tuple((leave.first, leave.last) for leave in leaves.get(one.id, ())),
            ),
            one.name or supervisor_word(one.number),
            (one.number,),
        )
        for one in session.supervision.supervisors()
    }


def supervision(session: ReadSession) -> Inventory:
    """One entry a day; listed under month and supervisor."""
    known = {one.id: one for one in session.supervision.supervisors()}
    found: dict[Hashable, Entry] = {}
    for one in session.supervision.entries(_EVER):
        who = known[one.supervisor_id]
        name = who.name or supervisor_word(who.number)
        found[one.supervisor_id, one.day, one.activity, one.agreement_id] = Entry(
            one.minutes,
            f"{_month(Month.of(one.day))}, {name}",
            (str(Month.of(one.day)), who.number),
        )
    return found


def buyers(session: ReadSession) -> Inventory:
    """Who buys places."""
    return {
        one.id: Entry(one, one.name, (one.name.casefold(),)) for one in session.agreements.buyers()
    }


def agreements(session: ReadSession) -> Inventory:
    """With their terms."""
    return {
        one.id: Entry(one, one.name, (one.name.casefold(),))
        for one in session.agreements.agreements()
    }


def invoices(session: ReadSession) -> Inventory:
    """With the rows they were made from; listed under their agreement."""
    names = {one.id: one.name for one in session.agreements.agreements()}
    return {
        one.id: Entry(one, f"{names[one.agreement_id]}, {_month(one.month)}", (str(one.month),))
        for one in session.invoices.invoices()
    }


def sent(session: ReadSession) -> Inventory:
    """What was made for somebody and for whom, what must go again, counts kept at locking."""
    kept = {one.id: one for one in session.sent.reports()}
    files: dict[int, list[object]] = {}
    for one in session.sent.files():
        files.setdefault(one.sent_id, []).append((one.format, one.name))
    found: dict[Hashable, Entry] = {
        one.id: Entry(
            (one, session.sent.enclosure(one.id), files.get(one.id)),
            f"{one.report} {one.period}",
            (one.report, str(one.period)),
        )
        for one in kept.values()
    }
    for again in session.sent.resends(with_done=True):
        report = kept[again.sent_id].report
        found["resend", again.id] = Entry(
            again, f"{report} {again.period}", (report, str(again.period))
        )
    for (month, version, key), value in session.sent.aggregates().items():
        found[month, version, key] = Entry(value, _month(month), ("~", str(month)))
    for copy in session.safe_copy.handouts():
        found["safe copy", copy.uid] = Entry(copy, copy.made_for, ("~", copy.made_for.casefold()))
    for count in session.sent.published():
        where = (count.name.period, count.report)
        found["published", count.name, count.made_at, count.recipient, count.exact] = Entry(
            count.value, " ".join(where), ("~", *where)
        )
    for package in session.packages.made():
        about = str(package.period)
        found["package", package.uid] = Entry(package, about, ("~~", about, package.number))
    for recipient in session.packages.recipients():
        name = recipient.card.name
        found["recipient", recipient.id] = Entry(recipient, name, ("~~~", name))
    return found


def imports(session: ReadSession) -> Inventory:
    """Bookkeeping that was taken in."""
    return {
        (one.sha256, one.fiscal_year_id): Entry(
            (one.vouchers, one.postings, one.left_out, one.active),
            one.file_name,
            (one.imported_at.isoformat(),),
        )
        for one in session.ledger.imports()
    }


def typed_amounts(session: ReadSession) -> Inventory:
    """Amounts typed for lack of bookkeeping; listed under the month."""
    return {
        (code, month): Entry(amount, _month(month), (str(month),))
        for code, months in session.typed.amounts(_FIRST, _LAST).items()
        for month, amount in months.items()
    }


def account_rules(session: ReadSession) -> Inventory:
    """Where accounts belong, and the plan's lines themselves."""
    found: dict[Hashable, Entry] = {}
    for rule in session.mapping.rules():
        label = rule.account_from
        if rule.account_to != rule.account_from:
            label = f"{rule.account_from}–{rule.account_to}"
        key = (rule.account_from, rule.account_to, rule.dimension, rule.object, rule.priority)
        found[key] = Entry(rule.line_code, label, (rule.account_from, rule.account_to))
    for account in session.mapping.confirmed():
        found[account] = Entry(1, account, (account, ""))
    for line in session.plans.lines(with_inactive=True):
        found["line", line.code] = Entry(line, line_word(line), ("~", line.code))
    return found


def comments(session: ReadSession) -> Inventory:
    """What was written about figures; listed under the period."""
    return {
        (scope, one.period, one.line_code): Entry(one.body, one.period, (one.period,))
        for scope in CommentScope
        for one in session.comments.comments(scope)
    }


def agreed_actions(session: ReadSession) -> Inventory:
    """What was agreed to be done."""
    return {
        one.id: Entry(one, one.what, (one.agreed_on.isoformat(), one.id))
        for one in session.comments.actions(with_done=True)
    }


def visits(session: ReadSession) -> Inventory:
    """With the figures as they stood and the scenarios tried at them."""
    return {
        one.uid: Entry(
            (
                replace(one, id=0),
                session.visits.figures(one.id),
                tuple(session.visits.plans(one.id)),
            ),
            one.day.isoformat(),
            (one.day.isoformat(), one.id),
        )
        for one in session.visits.visits()
    }


def enterprise(session: ReadSession) -> Inventory:
    """The enterprise, its years and its closed days."""
    about = session.enterprise.enterprise()
    found: dict[Hashable, Entry] = {
        "about": Entry((about, session.enterprise.org_aliases()), about.name if about else "")
    }
    for year in session.enterprise.fiscal_years():
        found["year", year.first] = Entry(
            (year.last, year.books_through), year.label, (year.label,)
        )
    for closed in session.enterprise.closed_periods():
        label = f"{closed.first.isoformat()}–{closed.last.isoformat()}"
        found["closed", closed.id] = Entry(closed, label, (label,))
    return found


def work_groups(session: ReadSession) -> Inventory:
    """Groups, each with its placements."""
    members = session.work_groups.members()
    return {
        one.id: Entry(
            (one, frozenset(p for p, group in members.items() if group == one.id)),
            one.name,
            (one.name.casefold(),),
        )
        for one in session.work_groups.groups()
    }


def habilitation_rates(session: ReadSession) -> Inventory:
    """By the day they hold from."""
    return {
        one.valid_from: Entry(
            replace(one, id=0), one.valid_from.isoformat(), (one.valid_from.isoformat(),)
        )
        for one in session.habilitation.rates()
    }


def measure_budgets(session: ReadSession) -> Inventory:
    """By measure and first day."""
    return {
        (one.measure.casefold(), one.first): Entry(
            replace(one, id=0), one.measure, (one.measure.casefold(), one.first.isoformat())
        )
        for one in session.measures.budgets()
    }


def yearly_facts(session: ReadSession) -> Inventory:
    """By year and fact."""
    return {
        (year, key): Entry(fact, str(year), (year, key.value))
        for year in session.yearly_facts.years()
        for key, fact in session.yearly_facts.facts(year).items()
    }


def settings(session: ReadSession) -> Inventory:
    """Choices kept in the file; counted, not listed."""
    found = session.enterprise.settings()
    # What the program counts for itself is nobody's choice.
    return {key: Entry(value, "") for key, value in found.items() if key != LAST_NUMBER}


INVENTORIES: tuple[tuple[Noun, Callable[[ReadSession], Inventory]], ...] = (
    (Noun.TRAINEE, trainees),
    (Noun.PLACEMENT, placements),
    (Noun.ATTENDANCE, attendance),
    (Noun.ATTENDANCE_MONTH, attendance_months),
    (Noun.ABSENCE, absences),
    (Noun.PROGRESS, compare_written.progress),
    (Noun.SITUATION, compare_written.situations),
    (Noun.NOTE, compare_written.notes),
    (Noun.WAITING, compare_written.requests),
    (Noun.SUPERVISOR, supervisors),
    (Noun.SUPERVISION, supervision),
    (Noun.BUYER, buyers),
    (Noun.AGREEMENT, agreements),
    (Noun.INVOICE, invoices),
    (Noun.SENT, sent),
    (Noun.PLAN, compare_plan.plans),
    (Noun.PARAMETER, compare_plan.parameters),
    (Noun.EXPECTED, compare_plan.expected),
    (Noun.TARGET, compare_plan.targets),
    (Noun.IMPORT, imports),
    (Noun.TYPED_AMOUNT, typed_amounts),
    (Noun.ACCOUNT_RULE, account_rules),
    (Noun.COMMENT, comments),
    (Noun.AGREED_ACTION, agreed_actions),
    (Noun.VISIT, visits),
    (Noun.ENTERPRISE, enterprise),
    (Noun.WORK_GROUP, work_groups),
    (Noun.HABILITATION_RATE, habilitation_rates),
    (Noun.MEASURE_BUDGET, measure_budgets),
    (Noun.YEARLY_FACT, yearly_facts),
    (Noun.SETTING, settings),
)
"""Every noun once; a test holds them against the tables of the schema."""


def _month(month: Month) -> str:
    return month_name(month.year, month.number)
