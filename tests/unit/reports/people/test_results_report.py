"""R10 by hand: what is counted, what is held back, and how the tables hang together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import AgeBand, ExitReason, Sex
from asfdesk.domain.people.background import Background, FollowUpContact
from asfdesk.domain.people.placement_codes import FollowUpState, FollowUpStep, Occupation
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.people.results import Leaver, whole_months
from asfdesk.domain.period import Month, Period
from asfdesk.i18n import set_language
from asfdesk.reports.document import Hidden, KeyFigures
from asfdesk.reports.people.results_counts import Exits
from asfdesk.reports.people.results_report import ResultFacts, build
from asfdesk.services.sending.month_aggregates import KeptTable
from tests.unit.reports.work_example import HEAD, placement

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Value

YEAR = Period.of_year(2026)
TODAY = date(2027, 1, 10)
ENDED = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def leaver(
    number: int,
    reason: ExitReason,
    sex: Sex,
    *,
    background: Background | None = None,
    answered: bool = False,
) -> Leaver:
    """From 1 January to 30 June 2026: six whole months, 30 hours a week."""
    one = replace(placement(number), exit=Exit(ENDED, reason.group, reason))
    contacts = {}
    if answered:
        step = FollowUpStep.FOUR_WEEKS
        contacts[step] = FollowUpContact(
            number, number, step, FollowUpState.ANSWERED, occupation=Occupation.WORKS
        )
    return Leaver(
        one, ENDED, reason.group, sex, AgeBand.FROM_30, background or Background(number), contacts
    )


def twenty() -> list[Leaver]:
    """Six women and five men to subsidised work that counts, nine women back to the referrer."""
    works = Background(
        0,
        before=Occupation.SEEKS,
        after=Occupation.WORKS,
        work_lasted_month=True,
        municipal_job=False,
    )
    found = [
        leaver(
            n,
            ExitReason.WORK_SUBSIDISED,
            Sex.WOMAN if n < 7 else Sex.MAN,
            background=works,
            answered=True,
        )
        for n in range(1, 12)
    ]
    found += [leaver(n, ExitReason.BACK_TO_REFERRER, Sex.WOMAN) for n in range(12, 21)]
    return found


def made(leavers: list[Leaver], *, by_reason: bool = True) -> Document:
    exits = Exits(leavers, by_reason, TODAY)
    return build(ResultFacts(YEAR, YEAR, exits), HEAD)


def cells(document: Document, table: str) -> dict[str, list[Value]]:
    found = next(one for one in document.tables() if one.key == table)
    return {
        row.key: [cell.value for cell in row.cells[1:]]
        for row in (*found.rows, *found.totals)
        if row.key
    }


def figures(document: Document) -> dict[str, Value]:
    return {
        one.key: one.value
        for block in document.blocks
        if isinstance(block, KeyFigures)
        for one in block.figures
    }


def test_twenty_exits_by_hand() -> None:
    document = made(twenty())
    groups = cells(document, "exits_group")
    assert groups["arbete"] == [6, 5, 0, 11]
    assert groups["ater"] == [9, 0, 0, 9]
    assert groups["all"] == [15, 5, 0, 20]
    reasons = cells(document, "exits_reason")
    assert (reasons["ARB_MED_STOD"], reasons["ATER_REMITTENT"]) == ([11], [9])
    assert reasons["STUDIER"] == [0]
    assert len(reasons) == 13
    assert cells(document, "exits_age")["from_30"] == [20]
    assert cells(document, "exits_stay")["from_6"] == [20]
    assert cells(document, "exits_hours")["from_30"] == [20]
    occupation = cells(document, "exits_occupation")
    # Columns: works, studies, seeks, nothing, not known, all.
    assert occupation["soker"] == [11, 0, 0, 0, 0, 11]
    assert occupation["unknown"] == [0, 0, 0, 0, 9, 9]
    kolada = cells(document, "exits_kolada")
    assert kolada["arb_med_stod"] == [11, 0, 0]
    assert kolada["rest"] == [0, 9, 0]
    assert cells(document, "exits_asked_4v") == {
        "answered": [11],
        "asked": [0],
        "not_reached": [0],
        "not_asked": [9],
        "coming": [0],
    }
    assert cells(document, "exits_answers")["arbetar"] == [11, 0]
    assert figures(document) == {
        "exits": 20,
        "kolada": Fraction(11, 20),
        "response_4v": Fraction(11, 20),
        "response_6m": 0,
    }


def test_small_counts_hide_themselves_their_company_and_their_shares() -> None:
    # Two of the men are moved to studies: 2 is small, and 9 of work would tell it by the total.
    few = twenty()
    for at in (9, 10):
        few[at] = leaver(at + 1, ExitReason.STUDIES, Sex.MAN)
    document = made(few)
    groups = cells(document, "exits_group")
    assert isinstance(groups["studier"][-1], Hidden)
    assert any(isinstance(groups[code][-1], Hidden) for code in ("arbete", "ater", "narmare"))
    assert isinstance(cells(document, "exits_reason")["STUDIER"][0], Hidden)
    assert not any(0 < value < 5 for value in document.counts.values() if value is not None)
    # The response rate has its line, told or not.
    assert {"response_4v", "response_6m"} <= set(figures(document))


def test_three_exits_are_hidden_everywhere() -> None:
    document = made(twenty()[:3])
    assert isinstance(figures(document)["exits"], Hidden)
    assert isinstance(figures(document)["response_4v"], Hidden)
    assert all(value in (None, 0) for value in document.counts.values())


@pytest.mark.parametrize(
    ("reason", "background", "verdict"),
    [
        (ExitReason.WORK_SUBSIDISED, {"work_lasted_month": True, "municipal_job": False}, "yes"),
        (ExitReason.WORK_UNSUBSIDISED, {"work_lasted_month": True, "municipal_job": True}, "no"),
        (ExitReason.WORK_UNSUBSIDISED, {"work_lasted_month": False}, "no"),
        (ExitReason.OWN_BUSINESS, {}, "unknown"),
        (ExitReason.STUDIES, {"study_support": True}, "yes"),
        (ExitReason.STUDIES, {"study_support": False}, "no"),
        (ExitReason.HEALTH, {}, "no"),
    ],
)
def test_koladas_rule(reason: ExitReason, background: dict[str, bool], verdict: str) -> None:
    one = leaver(1, reason, Sex.MAN, background=Background(1, **background))  # type: ignore[arg-type]
    assert one.verdict == verdict


def test_whole_months_are_counted_as_a_calendar_does() -> None:
    assert whole_months(date(2026, 1, 1), date(2026, 3, 31)) == 3
    assert whole_months(date(2026, 1, 1), date(2026, 3, 30)) == 2
    assert whole_months(date(2026, 1, 15), date(2027, 1, 14)) == 12
    assert whole_months(date(2026, 1, 15), date(2026, 1, 15)) == 0


def test_where_reasons_are_sealed_the_kept_counts_stand_instead() -> None:
    kept = KeptTable("exit.arbete", Month(2026, 12), {"ARB_MED_STOD": 11, "ARB_UTAN_STOD": None})
    late = replace(kept, month=Month(2027, 1), counts={"ARB_MED_STOD": 99})
    exits = Exits(twenty(), by_reason=False, today=TODAY)
    document = build(ResultFacts(YEAR, YEAR, exits, kept=(kept, late)), HEAD)
    assert not any(one.key == "exits_reason" for one in document.tables())
    (table,) = (one for one in document.tables() if one.key == "exits_kept")
    told = [[cell.value for cell in row.cells] for row in table.rows]
    assert told[1] == ["Work with subsidy", 11]
    assert isinstance(told[2][1], Hidden)
    assert "99" not in str(table)
    assert cells(document, "exits_kolada")["arbete"] == [11, 0, 0]


def test_the_day_to_ask_decides_who_was_not_asked() -> None:
    one = leaver(1, ExitReason.HEALTH, Sex.MAN)
    assert one.standing(FollowUpStep.FOUR_WEEKS, date(2026, 7, 27)) == "coming"
    assert one.standing(FollowUpStep.FOUR_WEEKS, date(2026, 7, 28)) == "not_asked"
    assert one.answer(FollowUpStep.FOUR_WEEKS) == ""
