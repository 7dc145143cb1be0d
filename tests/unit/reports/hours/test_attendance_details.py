"""R1's page and R3's attachment: decisions, pauses, extents and rules as they hold in the month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.hours.whole_hours import Rounding
from asfdesk.domain.people.decisions import Decision, Pause
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.domain.people.placements import DaySlot, Schedule
from asfdesk.domain.period import Month, Period
from asfdesk.formats import json_out, text_out
from asfdesk.reports.document import Facts, Signatures
from asfdesk.reports.hours.attendance_details import (
    decision_words,
    extent_words,
    paused_words,
    sums_of,
)
from asfdesk.reports.hours.attendance_report import build
from asfdesk.reports.sales import invoice_report
from tests.unit.reports.work_example import AGREEMENT, HEAD, OCTOBER, facts, placement

if TYPE_CHECKING:
    from asfdesk.domain.people.placements import Placement
    from asfdesk.reports.document import Document

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
PROLONGED = date(2026, 10, 15)


def _decided(first: date, last: date | None, kind: DecisionKind, reference: str) -> Decision:
    return Decision(0, 1, kind, first, last, first, reference=reference)


def _paused() -> Placement:
    """Two decisions with the change in mid-month, 75 to 50 %, and a pause of one week."""
    half = Schedule(2, 1, PROLONGED, 5000, {day: DaySlot(240, 540) for day in range(1, 6)})
    one = placement(1)
    return replace(
        one,
        schedules=(*one.schedules, half),
        decisions=(
            _decided(FIRST, date(2026, 10, 14), DecisionKind.FIRST, "AF-1"),
            _decided(PROLONGED, LAST, DecisionKind.PROLONGED, "AF-2"),
        ),
        pauses=(Pause(1, 1, date(2026, 10, 19), date(2026, 10, 23)),),
    )


def _text(document: Document) -> str:
    return text_out.render(document).decode() + json_out.render(document).decode()


def test_the_decisions_that_reach_into_the_month_stand_with_their_numbers() -> None:
    said = decision_words(_paused(), OCTOBER)
    assert said == "2026-01-01 – 2026-10-14 AF-1; 2026-10-15 – 2026-12-31 AF-2"
    assert decision_words(_paused(), Month(2026, 12)) == "2026-10-15 – 2026-12-31 AF-2"
    assert decision_words(placement(1), OCTOBER) == "2026-01-01 – 2026-12-31"


def test_paused_days_are_named_and_nothing_is_planned_on_them() -> None:
    one = _paused()
    assert paused_words(one, OCTOBER) == "2026-10-19 – 2026-10-23"
    assert paused_words(one, Month(2026, 11)) == ""
    example = replace(facts(), placements=(one,), entries={})
    # 10 working days of 6 h to the 14th, 12 of 4 h from the 15th, less 5 paused: 60 + 28 = 88 h.
    assert sums_of(example, one, OCTOBER).planned == 88 * 60


def test_a_change_of_extent_inside_the_month_is_said_with_its_day() -> None:
    said = extent_words(_paused(), OCTOBER).replace("\u00a0", " ")
    assert said.startswith("75 %, 50 % ")
    assert said.endswith("2026-10-15")
    assert extent_words(_paused(), Month(2026, 9)).replace("\u00a0", " ") == "75 %"
    assert extent_words(_paused(), Month(2026, 11)).replace("\u00a0", " ") == "50 %"


def _hours(rounding: Rounding) -> list[object]:
    short = replace(facts(), placements=(placement(1),))
    # Trainee 1 attended 20 days of 6 h; 40 minutes less on the last day is 119 h 20 min.
    last = max(day for number, day in short.entries if number == 1)
    (entry,) = short.entries[1, last]
    entries = {**short.entries, (1, last): (replace(entry, attended_minutes=320),)}
    document = build(replace(short, entries=entries), HEAD, rounding)
    found = [block for block in document.blocks if isinstance(block, Facts)][-1].facts
    return [fact.value for fact in found if fact.value in (119, 120, 7160)]


def test_hours_stand_exact_and_by_the_rule() -> None:
    assert _hours(Rounding.DOWN) == [7160, 119]
    assert _hours(Rounding.NEAREST) == [7160, 119]
    assert _hours(Rounding.UP) == [7160, 120]
    assert _hours(Rounding.EXACT) == [7160]


def test_each_signature_is_by_the_agreement() -> None:
    for trainee_signs, responsible_signs in ((True, False), (False, True), (False, False)):
        agreement = replace(
            AGREEMENT, trainee_signs=trainee_signs, responsible_signs=responsible_signs
        )
        example = replace(facts(), agreements=(agreement,), placements=(placement(1),))
        blocks = build(example, HEAD).blocks
        lines = [len(block.lines) for block in blocks if isinstance(block, Signatures)]
        assert sum(lines) == trainee_signs + responsible_signs


def test_the_attachment_has_every_day_and_no_name() -> None:
    example = facts()
    with_it = invoice_report.build(example, HEAD, attached=True)
    without = invoice_report.build(example, HEAD)
    text = _text(with_it)
    assert "days_1_2026-10" in text
    assert "days_1_2026-10" not in _text(without)
    for name in ("Aino", "Prov Prov", "Bo Prov", "Maria", "19780314"):
        assert name not in text
    assert "Deltagare 1" in text
    assert not any(isinstance(block, Signatures) for block in with_it.blocks)


def test_the_vat_code_follows_the_rate_that_is_kept() -> None:
    example = facts()
    document = invoice_report.build(example, HEAD)
    bill = next(table for table in document.tables() if table.key.startswith("bill_"))
    at = [column.key for column in bill.columns].index("vat_code")
    assert {row.cells[at].value for row in bill.rows} == {"S"}
    assert invoice_report.vat_code(0) == "E"


def test_a_whole_quarter_has_a_page_for_each_month() -> None:
    example = replace(facts(), period=Period(date(2026, 9, 1), date(2026, 10, 31)))
    headings = _text(build(example, HEAD))
    assert "september 2026" in headings
    assert "oktober 2026" in headings


def test_a_trainee_in_two_placements_has_a_page_and_sums_for_each() -> None:
    """Mornings under one agreement, two afternoons a week under another, at the same time."""
    afternoons = replace(
        placement(3),
        trainee_id=1,
        agreement_id=2,
        schedules=(Schedule(3, 3, FIRST, 1500, {2: DaySlot(120, 960), 4: DaySlot(120, 960)}),),
    )
    other = replace(AGREEMENT, id=2, name="Eftermiddag", terms=())
    base = facts()
    days = [day for day in OCTOBER.days() if day.isoweekday() in (2, 4)]
    more = {(3, day): (AttendanceEntry(3, day, 120, 120),) for day in days}
    example = replace(
        base,
        agreements=(AGREEMENT, other),
        placements=(placement(1), afternoons),
        entries={**base.entries, **more},
    )
    document = build(example, HEAD)
    tables = {table.key: table for table in document.tables()}
    # October 2026 has nine Tuesdays and Thursdays: 18 h; the other placement keeps its 120 h.
    assert len(days) == 9
    sums = [[cell.value for cell in row.cells][4] for row in tables["summary"].rows]
    assert sums == [120 * 60, 18 * 60]
    assert len(tables["days_3_2026-10"].rows) == 9
    assert [cell.value for cell in tables["days_3_2026-10"].rows[0].cells][2] == "16.00–18.00"


def test_a_night_when_the_clock_is_set_has_the_time_of_the_clock() -> None:
    """Sunday 25 October 2026, when 2.00 to 3.00 comes twice: written 1.00 to 5.00, 4 h."""
    night = date(2026, 10, 25)
    one = replace(placement(1), schedules=(Schedule(1, 1, FIRST, 1000, {7: DaySlot(240, 60)}),))
    entries = {(1, night): (AttendanceEntry(1, night, 240, 240),)}
    example = replace(facts(), placements=(one,), entries=entries)
    tables = {table.key: table for table in build(example, HEAD).tables()}
    (row,) = tables["days_1_2026-10"].rows
    assert [cell.value for cell in row.cells][2:5] == ["1.00–5.00", 240, 240]
