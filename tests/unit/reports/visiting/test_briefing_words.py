"""Every sentence of a briefing, recomputed from the two states: numbers are read back from it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import Month
from asfdesk.domain.planning.variance import Light
from asfdesk.domain.visiting.briefing import Rule, Subject, changes
from asfdesk.domain.visiting.questions import Ask, AskFacts, questions
from asfdesk.domain.visiting.visit_state import StateFigure, StateUnit, VisitState
from asfdesk.i18n import set_language
from asfdesk.reports.visiting.briefing_words import change_said, source_line
from asfdesk.reports.visiting.figure_pairs import exact, pair
from asfdesk.reports.visiting.question_words import question_said

NUMBER = re.compile("−?[0-9][0-9\u202f\u00a0]*(?:[.,][0-9]+)?")
THEN, NOW = date(2026, 6, 10), date(2026, 11, 9)
EVERYTHING = (Rule("", Subject.OTHER, 1),)
LINES = {"K20": "Lokaler", "I10": "Träning"}
KEYS = {
    "forecast.result": (StateUnit.ORE, 100),
    "forecast.cost": (StateUnit.ORE, -100),
    "plan.line.K20": (StateUnit.ORE, -100),
    "plan.line.I10": (StateUnit.ORE, 100),
    "bank.balance": (StateUnit.ORE, 100),
    "supervision.minutes": (StateUnit.MINUTES, 60),
    "places.sold": (StateUnit.BP, 10_000),
    "supervision.ratio": (StateUnit.BP, 10_000),
    "occupancy.sold": (StateUnit.BP, 100),
    "outcomes.results": (StateUnit.BP, 100),
    "actions.open": (StateUnit.COUNT, 1),
}
"""Each key's unit, and how many of it make one of what the sentence counts in."""


def numbers(text: str) -> list[Fraction]:
    """The numbers of a text, as exact fractions; what a line is called has none here."""
    return [
        Fraction(
            one.replace("\u202f", "").replace("\u00a0", "").replace(",", ".").replace("−", "-")
        )
        for one in NUMBER.findall(text.partition(":")[2])
    ]


def decimals(text: str) -> int:
    """With how many decimals the first number of a sentence is written."""
    first = NUMBER.findall(text.partition(":")[2])[0]
    return len(re.split("[.,]", first)[1]) if re.search("[.,]", first) else 0


def state(day: date, key: str, value: int | None) -> VisitState:
    unit = KEYS[key][0] if key in KEYS else StateUnit.MONTH
    return VisitState(day, {key: StateFigure(key, unit, value)})


def rounded(value: Fraction, places: int) -> Fraction:
    size = Fraction(round_half_up(abs(value) * 10**places), 10**places)
    return size if value >= 0 else -size


@pytest.mark.parametrize("language", ["sv", "en"])
@given(
    key=st.sampled_from(sorted(KEYS)),
    then=st.integers(-(10**9), 10**9),
    step=st.integers(-(10**7), 10**7) | st.integers(-3, 3),
)
def test_a_sentence_says_what_the_two_states_say(
    language: str, key: str, then: int, step: int
) -> None:
    set_language(language)
    now = then + step
    before, after = state(THEN, key, then), state(NOW, key, now)
    found = changes(before, after, EVERYTHING)
    assert bool(found) is (step != 0)
    for change in found:
        said = change_said(change, before, after, LINES)
        first, difference, second = numbers(said.text)
        assert first != second
        assert abs(first - second) == difference
        places = decimals(said.text)
        scale = KEYS[key][1]
        assert first == rounded(Fraction(now, scale), places)
        assert second == rounded(Fraction(then, scale), places)
        if language == "en":
            assert ("more than then" in said.text) is (first > second)
        assert [(one.key, one.now, one.then) for one in said.sources] == [(key, now, then)]
        assert numbers(f":{source_line(said.sources)[len(key) :]}") == [
            Fraction(one) if scale == 60 else Fraction(one, abs(scale)) for one in (then, now)
        ]


def said_of(key: str, then: int | None, now: int | None) -> str:
    before, after = state(THEN, key, then), state(NOW, key, now)
    (change,) = changes(before, after)
    return change_said(change, before, after, LINES).text


def test_english_word_for_word() -> None:
    set_language("en")
    assert said_of("forecast.result", 8_400_000_00, 7_230_000_00) == (
        "The year's result by the forecast: 7\u202f230\u202f000 kr, 1\u202f170\u202f000 kr less"
        " than then (8\u202f400\u202f000 kr)."
    )
    assert said_of("plan.line.K20", -340_000_00, -400_000_00) == (
        "Lokaler, the year by the plan: 400\u202f000 kr, 60\u202f000 kr more than then"
        " (340\u202f000 kr)."
    )
    assert said_of("occupancy.sold", 7_000, 6_490) == (
        "Occupancy, delivered of what is sold: 64.9\u00a0%, 5.1 percentage points less than then"
        " (70.0\u00a0%)."
    )
    assert said_of("bank.balance", None, 100_00) == (
        "Money in the bank: 100 kr; then it was not known."
    )
    assert said_of("bank.balance", 100_00, None) == (
        "Money in the bank is not known now; then it was 100 kr."
    )
    assert said_of("books.through", 202606, 202610) == (
        "Last closed month of the books: October 2026; then June 2026."
    )
    assert said_of("corrections.month.2026-03", 202601, None).startswith(
        "Corrections of March 2026 after it was reported"
    )


def test_figures_that_look_alike_are_told_apart() -> None:
    set_language("en")
    ore = pair("bank.balance", StateUnit.ORE, 100_10, 100_20)
    assert (ore.now, ore.then, ore.difference) == ("100.1 kr", "100.2 kr", "0.1 kr")
    share = pair("occupancy.sold", StateUnit.BP, 6_491, 6_489)
    # 64.91 and 64.89 at one decimal would both be 64.9.
    assert (share.now, share.then) == ("64.91\u00a0%", "64.89\u00a0%")
    assert pair("places.sold", StateUnit.BP, 45_001, 45_000).now == "4.5001"
    same = pair("places.sold", StateUnit.BP, 45_000, 45_000)
    assert (same.now, same.difference, same.rises) == ("4.5", "0.0", False)


def test_another_year_is_said_and_nothing_subtracted() -> None:
    set_language("en")

    def of(day: date, first: int, last: int, ore: int) -> VisitState:
        months = {"year.first": first, "year.last": last}
        figures = {key: StateFigure(key, StateUnit.MONTH, one) for key, one in months.items()}
        figures["plan.result"] = StateFigure("plan.result", StateUnit.ORE, ore)
        return VisitState(day, figures)

    before, after = of(THEN, 202501, 202512, 100_000_00), of(NOW, 202601, 202612, 150_000_00)
    found = {one.key: one for one in changes(before, after)}
    said = change_said(found["plan.result"], before, after, {})
    assert said.text == (
        "The year's result by the plan: 150\u202f000 kr. Then 100\u202f000 kr, of another fiscal"
        " year (January–December 2025)."
    )
    assert [one.key for one in said.sources] == ["plan.result", "year.first", "year.last"]


def test_exact_figures_have_their_last_digit() -> None:
    set_language("en")
    assert exact("forecast.cost", StateUnit.ORE, -123_456_78) == "−123\u202f456.78"
    assert exact("supervision.minutes", StateUnit.MINUTES, 61) == "61 min"
    assert exact("work.last", StateUnit.MONTH, 202609) == "2026-09"
    assert exact("bank.day", StateUnit.DAY, 20261031) == "2026-10-31"
    assert exact("actions.open", StateUnit.COUNT, None) == "–"


ASKED = {
    "liquidity.lowest": (StateUnit.ORE, 5_000_000),
    "liquidity.headroom": (StateUnit.ORE, -1_000_000),
    "liquidity.lowest_month": (StateUnit.MONTH, 202701),
    "forecast.result": (StateUnit.ORE, 15_000_00),
    "plan.result": (StateUnit.ORE, 20_000_00),
    "plan.version": (StateUnit.COUNT, 3),
    "plan.approved_on": (StateUnit.DAY, None),
    "year.first": (StateUnit.MONTH, 202601),
    "year.last": (StateUnit.MONTH, 202612),
    "books.through": (StateUnit.MONTH, 202607),
    "attendance.locked": (StateUnit.MONTH, 202608),
    "occupancy.sold": (StateUnit.BP, 6_487),
    "supervision.ratio": (StateUnit.BP, 90_000),
    "work.first": (StateUnit.MONTH, 202606),
    "work.last": (StateUnit.MONTH, 202608),
    "actions.overdue": (StateUnit.COUNT, 2),
    "actions.open": (StateUnit.COUNT, 5),
    "corrections.waiting": (StateUnit.COUNT, 1),
}


def test_questions_say_their_figures() -> None:
    set_language("en")
    facts = AskFacts(
        ending=(5, 5, 10),
        decisions_end=True,
        reports_late=2,
        rates_unchecked=4,
        unbooked_ore=77_700,
        unbooked_month=Month(2026, 7),
        result_light=Light.BAD,
    )
    figures = {key: StateFigure(key, unit, value) for key, (unit, value) in ASKED.items()}
    found = {one.ask: question_said(one) for one in questions(VisitState(NOW, figures), facts)}
    assert set(found) == set(Ask) - {Ask.CASH_LOW, Ask.BOOKS_NONE, Ask.PLAN_NONE}
    assert found[Ask.CASH_SHORT].text == (
        "Cash is at its lowest in January 2027: 50\u202f000 kr, and −10\u202f000 kr with the"
        " overdraft. What brings money in before then?"
    )
    assert found[Ask.FORECAST].text == (
        "The forecast result is 15\u202f000 kr, 5\u202f000 kr less than the plan (20\u202f000 kr)."
        " What is done about it?"
    )
    assert "5 within 4 weeks, 5 within 8, 10 within 12" in found[Ask.DECISIONS].text
    assert "777 kr is invoiced for July 2026" in found[Ask.UNBOOKED].text
    assert "up to July 2026; months that are over and open since then: 3." in (
        found[Ask.BOOKS_OPEN].text
    )
    assert "64.9\u00a0%" in found[Ask.OCCUPANCY].text
    assert all(one.sources and one.key for one in found.values())


def test_few_persons_are_not_counted_in_a_question() -> None:
    set_language("en")
    facts = AskFacts((None, None, None), decisions_end=True)
    (question,) = questions(VisitState(NOW, {}), facts)
    assert "So few persons" in question_said(question).text
