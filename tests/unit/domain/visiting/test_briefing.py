"""Nothing that changed over its threshold is missing: against a plain comparison written here."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.period import Month
from asfdesk.domain.planning.variance import Light
from asfdesk.domain.visiting.briefing import RULES_2026, changes, grounds, known, rules_on
from asfdesk.domain.visiting.questions import Ask, AskFacts, questions
from asfdesk.domain.visiting.visit_state import StateFigure, StateUnit, VisitState

THEN, NOW = date(2026, 6, 10), date(2026, 11, 9)
KR = 100
WORTH = {
    "plan.result": 10_000 * KR,
    "plan.income": 10_000 * KR,
    "plan.line.I10": 25_000 * KR,
    "plan.line.K20": 25_000 * KR,
    "plan.version": 1,
    "plan.approved_on": 1,
    "to_date.result": 10_000 * KR,
    "to_date.planned": 10_000 * KR,
    "to_date.line.K20": 25_000 * KR,
    "forecast.result": 10_000 * KR,
    "forecast.cost": 10_000 * KR,
    "forecast.line.K20": 25_000 * KR,
    "liquidity.lowest": 25_000 * KR,
    "liquidity.headroom": 25_000 * KR,
    "liquidity.lowest_month": 1,
    "bank.balance": 25_000 * KR,
    "books.through": 1,
    "attendance.locked": 1,
    "year.first": 1,
    "year.last": 1,
    "places.sold": 5_000,
    "places.free": 5_000,
    "occupancy.sold": 500,
    "occupancy.attended": 500,
    "supervision.fte": 2_500,
    "supervision.ratio": 5_000,
    "supervision.minutes": 40 * 60,
    "supervision.per_trainee_hour": 500,
    "outcomes.exits": 1,
    "outcomes.group.arbete": 1,
    "outcomes.results": 500,
    "corrections.months": 1,
    "corrections.month.2026-03": 1,
    "corrections.waiting": 1,
    "actions.overdue": 1,
    "something.new": 1,
}
"""What the manual says is worth a sentence, key by key, written without looking at the rules."""
SILENT = ("bank.day", "work.first", "work.last", "outcomes.first", "outcomes.last")
MONTHS = st.sampled_from([202601, 202606, 202612, 202701])


def unit_of(key: str) -> StateUnit:
    if key.startswith(("year.", "books.", "attendance.", "work.")) or key.endswith("_month"):
        return StateUnit.MONTH
    if key.startswith(("places.", "occupancy.")):
        return StateUnit.BP
    return StateUnit.COUNT if key.startswith(("actions.", "corrections.")) else StateUnit.ORE


def state(day: date, values: dict[str, int | None]) -> VisitState:
    return VisitState(
        day, {key: StateFigure(key, unit_of(key), value) for key, value in values.items()}
    )


def _values(key: str) -> st.SearchStrategy[int | None]:
    worth = WORTH.get(key, 1)
    if unit_of(key) is StateUnit.MONTH:
        return st.none() | MONTHS
    near = st.sampled_from([0, 1, worth - 1, worth, worth + 1, 3 * worth, -worth])
    return st.none() | near | st.integers(-(10**9), 10**9)


STATES = st.fixed_dictionaries({}, optional={key: _values(key) for key in (*WORTH, *SILENT)})


def plain_value(values: dict[str, int | None], key: str) -> int | None:
    """A key's value; a line or a month that is not there is zero when its whole is known."""
    whole = "corrections.months" if "month." in key else f"{key.split('.', maxsplit=1)[0]}.result"
    counted = ".line." in key or "month." in key
    if key not in values and counted and values.get(whole) is not None:
        return 0
    return values.get(key)


def plainly(then: dict[str, int | None], now: dict[str, int | None]) -> set[str]:
    """Which keys are worth a sentence, in the plainest way."""
    found = set()
    other_year = any(then.get(key) != now.get(key) for key in ("year.first", "year.last"))
    same_months = not other_year and then.get("books.through") == now.get("books.through")
    for key, worth in WORTH.items():
        if key not in then and key not in now:
            continue
        if ".line." in key and other_year:
            continue
        if key.startswith("to_date.line.") and not same_months:
            continue
        before, after = plain_value(then, key), plain_value(now, key)
        if before is None and after is None:
            continue
        if before is None or after is None or abs(after - before) >= worth:
            found.add(key)
    return found


@given(then=STATES, now=STATES)
def test_every_change_over_its_threshold_is_there_and_no_other(
    then: dict[str, int | None], now: dict[str, int | None]
) -> None:
    found = changes(state(THEN, then), state(NOW, now))
    assert {one.key for one in found} == plainly(then, now)
    assert len(found) == len({one.key for one in found})
    order = [one.importance for one in found]
    assert order == sorted(order)
    for one in found:
        assert (one.then, one.now) == (
            known(state(THEN, then), one.key),
            known(state(NOW, now), one.key),
        )


def test_the_same_state_has_no_changes() -> None:
    values = dict.fromkeys(WORTH, 7)
    assert changes(state(THEN, dict(values)), state(NOW, dict(values))) == ()


def test_sums_come_before_lines_and_many_thresholds_before_few() -> None:
    then = {"forecast.result": 0, "forecast.line.K20": 0, "bank.balance": 0, "plan.result": 0}
    now = {
        "forecast.result": 20_000 * KR,
        "forecast.line.K20": -900_000 * KR,
        "bank.balance": 75_000 * KR,
        "plan.result": None,
    }
    found = changes(state(THEN, dict(then)), state(NOW, dict(now)))
    # The plan is not known any more; 75 000 is three thresholds, 20 000 two; lines come last.
    assert [one.key for one in found] == [
        "plan.result",
        "bank.balance",
        "forecast.result",
        "forecast.line.K20",
    ]


def test_another_fiscal_year_is_told_and_its_lines_are_not_compared() -> None:
    then = {"year.first": 202501, "plan.result": 1_000_000_00, "plan.line.I10": 5_000_000_00}
    now = {"year.first": 202601, "plan.result": 2_000_000_00, "plan.line.I10": 9_000_000_00}
    found = {one.key: one for one in changes(state(THEN, dict(then)), state(NOW, dict(now)))}
    assert set(found) == {"year.first", "plan.result"}
    assert found["plan.result"].other_year
    assert grounds(found["plan.result"]) == ("year.first", "year.last")


def test_the_rules_have_an_edition() -> None:
    assert rules_on(date(2030, 1, 1)) == rules_on(date(2020, 1, 1)) == RULES_2026


def asked(values: dict[str, int | None], facts: AskFacts | None = None) -> list[Ask]:
    return [one.ask for one in questions(state(NOW, values), facts or AskFacts())]


CASH = {"liquidity.lowest": 9_999_999, "liquidity.headroom": 0, "liquidity.lowest_month": 202705}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (CASH, [Ask.CASH_LOW]),
        (CASH | {"liquidity.lowest": 10_000_000}, []),
        (CASH | {"liquidity.lowest_month": 202706}, []),
        (CASH | {"liquidity.lowest_month": 202610}, []),
        (CASH | {"liquidity.headroom": -1, "liquidity.lowest_month": 202712}, [Ask.CASH_SHORT]),
        ({"occupancy.sold": 7_999}, [Ask.OCCUPANCY]),
        ({"occupancy.sold": 8_000}, []),
        ({"supervision.ratio": 70_001}, [Ask.SUPERVISION]),
        ({"supervision.ratio": 70_000}, []),
        ({"attendance.locked": 202608}, [Ask.ATTENDANCE_OPEN]),
        ({"attendance.locked": 202609}, []),
        ({"actions.overdue": 2, "corrections.waiting": 1}, [Ask.ACTIONS_LATE, Ask.RESEND]),
        ({"plan.result": 5, "plan.version": 2, "plan.approved_on": None}, [Ask.PLAN_DRAFT]),
        ({"plan.result": 5, "plan.version": 2, "plan.approved_on": 20260101}, []),
        ({"year.first": 202601, "year.last": 202612}, [Ask.BOOKS_NONE, Ask.PLAN_NONE]),
        ({}, []),
    ],
)
def test_what_is_asked(values: dict[str, int | None], wanted: list[Ask]) -> None:
    assert asked(dict(values)) == wanted


def test_months_that_are_over_and_open_are_counted() -> None:
    values: dict[str, int | None] = {
        "year.first": 202601,
        "year.last": 202612,
        "books.through": 202607,
        "plan.result": 1,
        "plan.approved_on": 20260101,
    }
    (question,) = questions(state(NOW, values), AskFacts())
    # August, September, October; November goes on.
    assert question.ask is Ask.BOOKS_OPEN
    assert [one.now for one in question.figures] == [202607, 3]


def test_facts_ask_too_in_the_order_of_money_and_deadlines() -> None:
    facts = AskFacts(
        ending=(1, 2, 6),
        decisions_end=True,
        reports_late=1,
        rates_unchecked=4,
        unbooked_ore=100,
        unbooked_month=Month(2026, 9),
        result_light=Light.BAD,
    )
    values: dict[str, int | None] = {
        "plan.result": 10,
        "forecast.result": 5,
        "plan.approved_on": 20260101,
    }
    assert asked(values, facts) == [
        Ask.FORECAST,
        Ask.DECISIONS,
        Ask.REPORTS_LATE,
        Ask.UNBOOKED,
        Ask.RATES,
    ]
