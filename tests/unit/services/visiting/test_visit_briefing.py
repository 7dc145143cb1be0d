"""The whole briefing of small enterprises: first visit, no plan, an adviser, few persons, paper."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Period, PeriodKind
from asfdesk.domain.planning.comments import AgreedAction
from asfdesk.domain.visiting.questions import Ask, Question
from asfdesk.domain.visiting.visit_state import StateFigure, StateUnit, VisitState
from asfdesk.domain.visiting.visits import Visit
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.formats import json_out, text_out
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import set_language
from asfdesk.reports import document as doc
from asfdesk.reports.visiting.briefing_report import BriefingData, WhyLine, build, told_changes
from asfdesk.services.visiting.briefing_counts import decisions_ending, held_outcomes
from asfdesk.services.visiting.hold_visits import begin_visit, close_visit
from asfdesk.services.visiting.visit_briefing import briefing, chosen, earlier_visits
from asfdesk.services.visiting.visit_state import state_of
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.session import ReadSession, WriteSession
    from asfdesk.services.visiting.visit_briefing import Earlier

THEN, NOW = date(2026, 4, 20), date(2026, 5, 20)
MADE = datetime(2026, 5, 20, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _whose(session: WriteSession) -> None:
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Nya Spår", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )


def made(session: ReadSession, then: Earlier | None = None) -> Document:
    return briefing(session, NOW, MADE, then)


def words(document: Document) -> str:
    return text_out.render(document).decode()


def visited(session: WriteSession, day: date, uid: str = "a" * 32) -> None:
    begin_visit(session, Visit(0, uid, day, VisitKind.FOLLOW_UP), day)
    (visit,) = [one for one in session.visits.visits() if one.uid == uid]
    close_visit(session, visit.id, day)


def test_a_first_visit_without_plan_or_books_is_honest(session: WriteSession) -> None:
    set_language("en")
    text = words(made(session))
    assert "nothing to compare with yet" in text
    assert "No fiscal year has begun in the file" in text
    assert "No figures of an earlier visit are kept" in text
    assert "Nothing is agreed that waits" in text
    assert "The figures ask nothing by themselves." in text


def test_no_plan_is_asked_about(session: WriteSession) -> None:
    set_language("en")
    add_year(session)
    text = words(made(session))
    assert "There is no plan for the fiscal year." in text
    assert "There is no plan for January 2026 to December 2026. When is it made?" in text
    # January to April are over.
    assert "closed in the books, and 4 are over" in text


def of_two_visits(session: WriteSession) -> None:
    """A year with plan 70 000 a month; January-March booked better by 10 000 in costs."""
    year = add_year(session, through="2026-03")
    add_plan(session, year, {"I20": 100_000, "K20": -30_000})
    book(session, year, {"3001": [-100_000] * 3, "5010": [30_000] * 3})
    visited(session, THEN)
    book(session, year, {"3001": [-100_000] * 3, "5010": [30_000, 30_000, 60_000]})


def test_what_was_booked_afterwards_is_told_and_why(session: WriteSession) -> None:
    set_language("en")
    of_two_visits(session)
    (then,) = earlier_visits(session)
    document = made(session, then)
    text = words(document)
    # 12 x 70 000 = 840 000 planned and foreseen; 30 000 more for premises in March.
    assert (
        "The year's result by the forecast: 810\u202f000 kr, 30\u202f000 kr less than then" in text
    )
    assert "booked in the closed months (through March 2026): 120\u202f000 kr" in text
    assert "Costs were 30\u202f000 kr higher than the plan, January–March 2026." in text
    tables = {one.key: one for one in document.tables()}
    source = next(row for row in tables["changed"].rows if row.key == "forecast.result").sources
    assert source == (doc.Source("forecast.result", "ore", 81_000_000, 84_000_000),)
    (why,) = tables["why"].rows
    assert [one.now for one in why.sources] == [-12_000_000, -9_000_000]
    content = json.loads(json_out.render(document))
    rows = [row for block in content["blocks"] for row in block.get("rows", ())]
    assert {"key": "forecast.result", "unit": "ore", "now": 81_000_000, "then": 84_000_000} in [
        source for row in rows for source in row.get("sources", ())
    ]


def test_an_adviser_gets_the_same(session: WriteSession, adviser: WriteSession) -> None:
    of_two_visits(session)
    (then,) = earlier_visits(session)
    assert made(adviser, then).blocks == made(session, then).blocks


def test_the_visit_that_is_compared_with(session: WriteSession) -> None:
    for day, uid in ((date(2026, 1, 5), "b" * 32), (THEN, "a" * 32), (NOW, "c" * 32)):
        visited(session, day, uid)
    known = earlier_visits(session)

    def day_of(uid: str = "", today: date = NOW) -> date | None:
        found = chosen(known, today, uid)
        return found.visit.day if found else None

    assert day_of() == THEN
    assert day_of("b" * 32) == date(2026, 1, 5)
    assert day_of("c" * 32) == THEN
    assert day_of(today=date(2026, 1, 5)) is None


def outcomes(day: date, work: int) -> VisitState:
    counts = {"arbete": work, "studier": 0, "narmare": 0, "ater": 0, "ovrigt": 0}
    figures = {
        f"outcomes.group.{code}": StateFigure(f"outcomes.group.{code}", StateUnit.COUNT, count)
        for code, count in counts.items()
    }
    figures["outcomes.exits"] = StateFigure("outcomes.exits", StateUnit.COUNT, work)
    for key, month in (("outcomes.first", 202505), ("outcomes.last", 202604)):
        figures[key] = StateFigure(key, StateUnit.MONTH, month)
    return VisitState(day, figures)


def test_counts_that_the_file_does_not_come_to_are_held(session: WriteSession) -> None:
    """A person corrected away since then would show as the difference."""
    now = state_of(session, NOW)
    assert held_outcomes(session, (now, now)) == frozenset({"outcomes.results"})
    then = outcomes(THEN, 1)
    held = held_outcomes(session, (now, then))
    assert {"outcomes.exits", "outcomes.group.arbete"} <= held
    data = BriefingData(outcomes(NOW, 0), then, THEN, held=held)
    assert told_changes(data) == ()
    document = build(Period(NOW, NOW, PeriodKind.DAY), made(session).head, data)
    assert "outcomes" not in words(document)


def test_no_decision_ends(session: WriteSession) -> None:
    assert decisions_ending(session, NOW) == (False, (0, 0, 0))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("many", [1, 40])
def test_it_is_two_pages_whatever_there_is_to_say(
    session: WriteSession, language: str, many: int
) -> None:
    set_language(language)
    figures = {}
    for at in range(many):
        for key in (f"forecast.line.K{at}", f"plan.line.I{at}", f"corrections.month.20{at:02}-03"):
            figures[key] = StateFigure(key, StateUnit.ORE, 987_654_321_00 + at)
    wide = "WWWWWWWW ÅÄÖMM " * 20
    ask = Question(Ask.ACTIONS_LATE, ())
    ask = Question(Ask.PLAN_NONE, ask.figures)
    data = BriefingData(
        VisitState(NOW, {**figures, **outcomes(NOW, 3).figures}),
        outcomes(THEN, 90),
        THEN,
        {f"{side}{at}": wide[:60] for at in range(many) for side in "IK"},
        frozenset(),
        [WhyLine(f"line.K{at}", wide[:60], (wide, wide), -1, -2) for at in range(8)],
        [AgreedAction(at, wide, wide, NOW, THEN, uid=str(at)) for at in range(many)],
        [ask] * 16,
    )
    document = build(Period(NOW, NOW, PeriodKind.DAY), made(session).head, data)
    pages = PdfReader(io.BytesIO(document_pdf.render(document))).pages
    assert len(pages) <= 2
    kept = sum(len(one.rows) for one in document.tables())
    more = sum(
        int("".join(letter for letter in block.text.split()[0] if letter.isdigit()))
        for block in document.blocks
        if isinstance(block, doc.Note) and block.text[:1].isdigit()
    )
    # Nothing is lost: what has no room is counted.
    assert kept + more == len(told_changes(data)) + 8 + many + 16
