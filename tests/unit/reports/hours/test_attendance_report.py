"""R1 on a month worked out by hand (work_example.py)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.reports.document import Facts, PageBreak, Signatures
from asfdesk.reports.hours.attendance_report import build
from tests.unit.reports.work_example import HEAD, asking_for_numbers, facts, values

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Table


def _tables(document: Document) -> dict[str, Table]:
    return {table.key: table for table in document.tables()}


def _facts(document: Document) -> dict[str, object]:
    return {
        fact.label: fact.value
        for block in document.blocks
        if isinstance(block, Facts)
        for fact in block.facts
    }


def test_summary_counts_hours_and_days() -> None:
    tables = _tables(build(facts(), HEAD))
    summary = tables["summary"]
    # 22 days x 6 h planned; 20 attended; one notified and one un-notified day.
    assert values(summary, 0) == ["Aino Prov", "Arbetsträning", "2026-10", 7920, 7200, 20, 1, 1]
    # Filled in 1-2, 5-9 and 12-14 October: 10 days of 6 h.
    assert values(summary, 1)[3:] == [7920, 3600, 10, 0, 0]
    assert values(summary, -1)[3:] == [15_840, 10_800, 30, 1, 1]


def test_days_show_planned_time_codes_and_what_is_missing() -> None:
    tables = _tables(build(facts(), HEAD))
    first = tables["days_1_2026-10"]
    assert values(first, 0) == [
        date(2026, 10, 1),
        "t",
        "9.00–15.00",
        360,
        0,
        "Anmäld frånvaro",
        "",
    ]
    second = tables["days_2_2026-10"]
    assert len(second.rows) == 22
    fifteenth = values(second, 10)
    assert fifteenth[0] == date(2026, 10, 15)
    assert fifteenth[4] is None
    assert fifteenth[5] == "inte ifylld"


def test_each_trainee_has_an_own_page_with_signatures() -> None:
    blocks = build(facts(), HEAD).blocks
    assert sum(isinstance(block, PageBreak) for block in blocks) == 2
    signatures = [block for block in blocks if isinstance(block, Signatures)]
    assert [len(block.lines) for block in signatures] == [2, 2]
    assert signatures[0].lines[1].name == "Maria Prov"


def test_identity_number_only_where_the_agreement_asks() -> None:
    assert "Personnummer" not in " ".join(_facts(build(facts(), HEAD)))
    found = _facts(build(asking_for_numbers(), HEAD))
    assert "19780314-9801" in found.values()


def test_the_funders_measure_is_named_where_the_agreement_has_one() -> None:
    example = facts()
    assert "Insats" not in _facts(build(example, HEAD))
    (agreement,) = example.agreements
    with_measure = replace(example, agreements=(replace(agreement, measure="Stegen"),))
    assert _facts(build(with_measure, HEAD))["Insats"] == "Stegen"


def test_whole_hours_are_rounded_down() -> None:
    assert _facts(build(facts(), HEAD))["Hela timmar, avrundat nedåt"] == 60
