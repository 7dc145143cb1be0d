"""What to ask at a visit: rules on data, each with the figures that it was asked for (ADR 0046)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.period import MONTHS_IN_YEAR, Month
from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.planning.variance import Light
from asfdesk.domain.visiting.briefing import Used
from asfdesk.domain.visiting.client import (
    LITTLE_CASH_ORE,
    OCCUPANCY_GOOD,
    SUPERVISED_GOOD,
)
from asfdesk.domain.visiting.visit_state import StateUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.visiting.visit_state import VisitState

MONTHS_OPEN = 2
"""So many months over and not closed are asked about; one is what closing takes."""
MONTHS_AHEAD = 6
"""A lowest month-end within so many months is asked about."""
WEEKS = (4, 8, 12)
"""Decisions that end within so many weeks."""
_HUNDRED = 100


class Ask(StrEnum):
    """The questions, in the order in which they are asked: money and deadlines first."""

    CASH_SHORT = "cash_short"
    CASH_LOW = "cash_low"
    FORECAST = "forecast"
    ACTIONS_LATE = "actions_late"
    DECISIONS = "decisions"
    REPORTS_LATE = "reports_late"
    RESEND = "resend"
    BOOKS_OPEN = "books_open"
    BOOKS_NONE = "books_none"
    UNBOOKED = "unbooked"
    ATTENDANCE_OPEN = "attendance_open"
    OCCUPANCY = "occupancy"
    SUPERVISION = "supervision"
    PLAN_NONE = "plan_none"
    PLAN_DRAFT = "plan_draft"
    RATES = "rates"


@dataclass(frozen=True)
class AskFacts:
    """What the state does not hold; None = not known.

    Attributes:
        ending: decisions that end within 4, 8 and 12 weeks without another after them; None =
            they concern so few that the count is not told.
        decisions_end: whether any such decision ends within 12 weeks.
        reports_late: reports whose day has passed.
        rates_unchecked: rates in the plan that nobody has checked this year.
        unbooked_ore: invoiced and not booked in the last closed month, and which month that is.
        result_light: of the forecast against the plan, by the file's own limits.
    """

    ending: tuple[int | None, int | None, int | None] = (0, 0, 0)
    decisions_end: bool = False
    reports_late: int = 0
    rates_unchecked: int = 0
    unbooked_ore: int = 0
    unbooked_month: Month | None = None
    result_light: Light = Light.GREY


@dataclass(frozen=True)
class Question:
    """A question and its figures."""

    ask: Ask
    figures: tuple[Used, ...]


def questions(state: VisitState, facts: AskFacts) -> tuple[Question, ...]:
    """What to ask, the most pressing first."""
    found = [
        *_cash(state),
        *_forecast(state, facts.result_light),
        *_work(state),
        *_open_months(state),
        *_counted(state),
        *_other(facts),
    ]
    order = list(Ask)
    return tuple(sorted(found, key=lambda one: order.index(one.ask)))


def months_between(first: Month, last: Month) -> int:
    """How many months later one is."""
    return (last.year - first.year) * MONTHS_IN_YEAR + last.number - first.number


def _of(state: VisitState, ask: Ask, *keys: str) -> Question:
    figures = (state.figures[key] for key in keys if key in state.figures)
    return Question(ask, tuple(Used(one.key, one.unit, one.value) for one in figures))


def _cash(state: VisitState) -> Iterator[Question]:
    lowest, room = state.value("liquidity.lowest"), state.value("liquidity.headroom")
    month = state.month("liquidity.lowest_month")
    if lowest is None or room is None or month is None:
        return
    ahead = months_between(Month.of(state.as_of), month)
    keys = ("liquidity.lowest", "liquidity.lowest_month", "liquidity.headroom")
    if ahead < 0:
        return
    if room < 0:
        yield _of(state, Ask.CASH_SHORT, *keys)
    elif lowest < LITTLE_CASH_ORE and ahead <= MONTHS_AHEAD:
        yield _of(state, Ask.CASH_LOW, *keys)


def _forecast(state: VisitState, light: Light) -> Iterator[Question]:
    planned, foreseen = state.value("plan.result"), state.value("forecast.result")
    known = planned is not None and foreseen is not None
    if known and light in (Light.WARN, Light.BAD):
        yield _of(state, Ask.FORECAST, "forecast.result", "plan.result")
    if planned is None and state.value("year.first") is not None:
        yield _of(state, Ask.PLAN_NONE, "year.first", "year.last")
    elif planned is not None and state.value("plan.approved_on") is None:
        yield _of(state, Ask.PLAN_DRAFT, "plan.version", "plan.approved_on")


def _work(state: VisitState) -> Iterator[Question]:
    sold, ratio = state.value("occupancy.sold"), state.value("supervision.ratio")
    if sold is not None and Fraction(sold * _HUNDRED, BASIS_POINTS) < OCCUPANCY_GOOD:
        yield _of(state, Ask.OCCUPANCY, "occupancy.sold", "work.first", "work.last")
    if ratio is not None and Fraction(ratio, BASIS_POINTS) > SUPERVISED_GOOD:
        yield _of(state, Ask.SUPERVISION, "supervision.ratio", "work.first", "work.last")


def _open_months(state: VisitState) -> Iterator[Question]:
    """Months that are over and not closed in the books, or not locked."""
    over = Month.of(state.as_of).plus(-1)
    first, last = state.month("year.first"), state.month("year.last")
    closed, locked = state.month("books.through"), state.month("attendance.locked")
    if first is not None and last is not None:
        begun = closed or first.plus(-1)
        months = months_between(begun, min(over, last))
        if months >= MONTHS_OPEN:
            ask = Ask.BOOKS_OPEN if closed else Ask.BOOKS_NONE
            key = "books.through" if closed else "year.first"
            yield _with(_of(state, ask, key), "ask.months", months)
    if locked is not None and (months := months_between(locked, over)) >= MONTHS_OPEN:
        yield _with(_of(state, Ask.ATTENDANCE_OPEN, "attendance.locked"), "ask.months", months)


def _with(question: Question, key: str, count: int) -> Question:
    more = Used(key, StateUnit.COUNT, count)
    return Question(question.ask, (*question.figures, more))


def _counted(state: VisitState) -> Iterator[Question]:
    if state.value("actions.overdue"):
        yield _of(state, Ask.ACTIONS_LATE, "actions.overdue", "actions.open")
    if state.value("corrections.waiting"):
        yield _of(state, Ask.RESEND, "corrections.waiting")


def _other(facts: AskFacts) -> Iterator[Question]:
    if facts.decisions_end:
        ending = zip(WEEKS, facts.ending, strict=True)
        yield Question(
            Ask.DECISIONS,
            tuple(Used(f"ask.decisions.{weeks}", StateUnit.COUNT, one) for weeks, one in ending),
        )
    if facts.reports_late:
        yield _count(Ask.REPORTS_LATE, "ask.reports_late", facts.reports_late)
    if facts.rates_unchecked:
        yield _count(Ask.RATES, "ask.rates_unchecked", facts.rates_unchecked)
    if facts.unbooked_ore > 0 and facts.unbooked_month is not None:
        month = facts.unbooked_month.year * _HUNDRED + facts.unbooked_month.number
        yield Question(
            Ask.UNBOOKED,
            (
                Used("ask.unbooked", StateUnit.ORE, facts.unbooked_ore),
                Used("ask.unbooked_month", StateUnit.MONTH, month),
            ),
        )


def _count(ask: Ask, key: str, count: int) -> Question:
    return Question(ask, (Used(key, StateUnit.COUNT, count),))
