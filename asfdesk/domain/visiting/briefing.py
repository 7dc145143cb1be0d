"""What has changed between two visits, and which of it is worth saying (ADR 0046).

A pure comparison of two `VisitState`: every key that changed by its threshold or more is a
`Change`. Keys that only say what others rest on (`is_ground`) are none of their own, and two
amounts of different fiscal years are set beside each other, never subtracted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.visiting.visit_state import StateUnit, VisitState


class Subject(StrEnum):
    """What a key is about, in the order that is read."""

    YEAR = "year"
    FORECAST = "forecast"
    RESULT = "result"
    PLAN = "plan"
    CASH = "cash"
    PLACES = "places"
    OCCUPANCY = "occupancy"
    SUPERVISION = "supervision"
    OUTCOMES = "outcomes"
    CORRECTIONS = "corrections"
    ACTIONS = "actions"
    OTHER = "other"


@dataclass(frozen=True)
class Rule:
    """What holds for the keys that begin in one way.

    Attributes:
        prefix: of the key; the longest that fits counts.
        threshold: a change of so much, in the key's own unit, is said; None = the key only says
            what others rest on.
        detail: it explains another key, and gives way first where room is short.
    """

    prefix: str
    subject: Subject
    threshold: int | None
    detail: bool = False


_TEN_THOUSAND_KR, _TWENTY_FIVE_THOUSAND_KR = 1_000_000, 2_500_000
_HALF, _FIVE_PER_CENT, _QUARTER_POST = 5_000, 500, 2_500
_FORTY_HOURS = 2_400

RULES_2026: tuple[Rule, ...] = (
    Rule("", Subject.OTHER, 1),
    Rule("year.", Subject.YEAR, 1),
    Rule("books.through", Subject.RESULT, 1),
    Rule("plan.", Subject.PLAN, _TEN_THOUSAND_KR),
    Rule("plan.version", Subject.PLAN, 1),
    Rule("plan.approved_on", Subject.PLAN, 1),
    Rule("plan.line.", Subject.PLAN, _TWENTY_FIVE_THOUSAND_KR, detail=True),
    Rule("to_date.", Subject.RESULT, _TEN_THOUSAND_KR),
    Rule("to_date.line.", Subject.RESULT, _TWENTY_FIVE_THOUSAND_KR, detail=True),
    Rule("forecast.", Subject.FORECAST, _TEN_THOUSAND_KR),
    Rule("forecast.line.", Subject.FORECAST, _TWENTY_FIVE_THOUSAND_KR, detail=True),
    Rule("liquidity.", Subject.CASH, _TWENTY_FIVE_THOUSAND_KR),
    Rule("liquidity.lowest_month", Subject.CASH, 1),
    Rule("bank.balance", Subject.CASH, _TWENTY_FIVE_THOUSAND_KR),
    Rule("bank.day", Subject.CASH, None),
    Rule("places.", Subject.PLACES, _HALF),
    Rule("attendance.locked", Subject.CORRECTIONS, 1),
    Rule("work.", Subject.OCCUPANCY, None),
    Rule("occupancy.", Subject.OCCUPANCY, _FIVE_PER_CENT),
    Rule("supervision.fte", Subject.SUPERVISION, _QUARTER_POST),
    Rule("supervision.minutes", Subject.SUPERVISION, _FORTY_HOURS, detail=True),
    Rule("supervision.attended_minutes", Subject.SUPERVISION, _FORTY_HOURS, detail=True),
    Rule("supervision.per_trainee_hour", Subject.SUPERVISION, _FIVE_PER_CENT, detail=True),
    Rule("supervision.ratio", Subject.SUPERVISION, _HALF),
    Rule("outcomes.", Subject.OUTCOMES, 1),
    Rule("outcomes.first", Subject.OUTCOMES, None),
    Rule("outcomes.last", Subject.OUTCOMES, None),
    Rule("outcomes.results", Subject.OUTCOMES, _FIVE_PER_CENT),
    Rule("corrections.", Subject.CORRECTIONS, 1),
    Rule("actions.", Subject.ACTIONS, 1),
)

THRESHOLDS: tuple[tuple[date, tuple[Rule, ...]], ...] = ((date(2026, 1, 1), RULES_2026),)
"""The rules and the first day on which each edition of them holds, the earliest first."""

_OF_YEAR = ("plan.", "to_date.", "forecast.")
_LINES = ("plan.line.", "to_date.line.", "forecast.line.")
_COUNTED = "corrections.month."


def rules_on(day: date) -> tuple[Rule, ...]:
    """The rules of a day; before the first edition the first."""
    held = [rules for first, rules in THRESHOLDS if first <= day]
    return held[-1] if held else THRESHOLDS[0][1]


def rule_of(key: str, rules: Sequence[Rule] = RULES_2026) -> Rule:
    """The rule of a key: the longest prefix that fits."""
    return max((one for one in rules if key.startswith(one.prefix)), key=lambda r: len(r.prefix))


@dataclass(frozen=True)
class Change:
    """A key whose value is another than it was, by its threshold or more.

    Attributes:
        then, now: None = not known.
        other_year: the two are of different fiscal years, and are not subtracted.
    """

    key: str
    unit: StateUnit
    then: int | None
    now: int | None
    rule: Rule
    other_year: bool = False

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return self.rule.subject

    @property
    def importance(self) -> tuple[bool, bool, Fraction]:
        """Sorts what matters most first: sums, what is not known any more, many thresholds."""
        gone = self.then is None or self.now is None
        size = abs((self.now or 0) - (self.then or 0))
        return (self.rule.detail, not gone, -Fraction(size, self.rule.threshold or 1))


def changes(
    then: VisitState, now: VisitState, rules: Sequence[Rule] | None = None
) -> tuple[Change, ...]:
    """Every key that changed by its threshold or more, the most important first.

    Args:
        then: the figures of an earlier visit.
        now: the figures as they stand.
        rules: None = those of the later day.
    """
    held = rules_on(now.as_of) if rules is None else rules
    other = any(then.value(key) != now.value(key) for key in ("year.first", "year.last"))
    moved = other or then.value("books.through") != now.value("books.through")
    found = []
    for key in sorted({*then.figures, *now.figures}):
        rule = rule_of(key, held)
        if rule.threshold is None or _grows(key, other=other, moved=moved):
            continue
        before, after = known(then, key), known(now, key)
        unit = (now.figures.get(key) or then.figures[key]).unit
        if _over(before, after, rule.threshold):
            of_year = other and key.startswith(_OF_YEAR)
            found.append(Change(key, unit, before, after, rule, of_year))
    return tuple(sorted(found, key=lambda one: (*one.importance, one.key)))


def _grows(key: str, *, other: bool, moved: bool) -> bool:
    """Lines of another fiscal year, and what was booked of a line in more months, say nothing."""
    return (other and key.startswith(_LINES)) or (moved and key.startswith("to_date.line."))


def known(state: VisitState, key: str) -> int | None:
    """A key's value; a line that is not there is zero if its side is known, and so is a month."""
    if key in state.figures:
        return state.value(key)
    if key.startswith(_COUNTED):
        return 0 if state.value("corrections.months") is not None else None
    if key.startswith(_LINES):
        side = key.partition(".")[0]
        return 0 if state.value(f"{side}.result") is not None else None
    return None


def _over(before: int | None, after: int | None, threshold: int) -> bool:
    if before is None or after is None:
        return before is not after
    return before != after and abs(after - before) >= threshold


@dataclass(frozen=True)
class Used:
    """A figure that a sentence is made of.

    Attributes:
        then, now: as in the state; `then` None also where nothing is compared.
        compared: whether the sentence sets then and now side by side.
    """

    key: str
    unit: StateUnit
    now: int | None
    then: int | None = None
    compared: bool = False


def grounds(change: Change) -> tuple[str, ...]:
    """Keys that say what a change's figures are of: months, days, the fiscal year."""
    key = change.key
    if key.startswith("liquidity.") and key != "liquidity.lowest_month":
        return ("liquidity.lowest_month",)
    if key.startswith("to_date."):
        return ("books.through",)
    if key.startswith(_OF_YEAR) and change.other_year:
        return ("year.first", "year.last")
    if key == "bank.balance":
        return ("bank.day",)
    if key.startswith(("occupancy.", "supervision.")):
        return ("work.first", "work.last")
    return ("outcomes.first", "outcomes.last") if key.startswith("outcomes.") else ()


def used(change: Change, then: VisitState, now: VisitState) -> tuple[Used, ...]:
    """The figures a change is made of: its own, and what they are of."""
    own = Used(change.key, change.unit, change.now, change.then, compared=True)
    more = [
        Used(key, found.unit, now.value(key), then.value(key), compared=True)
        for key in grounds(change)
        if (found := now.figures.get(key) or then.figures.get(key)) is not None
    ]
    return (own, *more)
