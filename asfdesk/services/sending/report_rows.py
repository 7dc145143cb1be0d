"""Rows that count when a report is compared with what was sent; R2 has its own file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from asfdesk.domain.people.progress import SITUATION_TEXTS
from asfdesk.domain.period import Month
from asfdesk.domain.sending.report_rows import ReportRow
from asfdesk.reports import document as doc
from asfdesk.reports.hours import habilitation_list
from asfdesk.reports.hours.clock_words import clock_span
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.actuals import line_months
from asfdesk.services.sales.invoice_basis import invoice_corrections
from asfdesk.services.sending.capacity_reports import capacity_report_of
from asfdesk.services.sending.report_sources import asked_facts, quarterly
from asfdesk.services.sending.separate_accounts import separate_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.hours.attendance import AttendanceEntry
    from asfdesk.domain.people.progress import SituationReport
    from asfdesk.domain.sales.billing import BillingRow
    from asfdesk.domain.sales.invoicing import InvoicedRow
    from asfdesk.domain.sending.report_rows import RowValue
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.reports.sales.invoice_corrections import Corrections
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession


def attendance_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R1: one row for each trainee, agreement and day with something written down."""
    facts = asked_facts(session, request)
    trainees = {one.id: one.trainee_id for one in facts.placements}
    found = [
        _day(facts.trainees[trainees[placement_id]].number, placement_id, entry)
        for (placement_id, day), entries in sorted(facts.entries.items())
        for entry in entries
        if day in facts.period
    ]
    return tuple(sorted(found, key=lambda row: (row.number or 0, row.key)))


def _day(number: int, placement_id: int, entry: AttendanceEntry) -> ReportRow:
    return ReportRow(
        f"{number}/{placement_id}/{entry.day.isoformat()}/{entry.activity}",
        number,
        {
            "planned": entry.planned_minutes,
            "attended": entry.attended_minutes,
            "code": entry.code.value if entry.code else None,
        },
    )


def invoice_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R3: one row for each row of an invoice basis, and for each correction that stands on it."""
    facts = asked_facts(session, request)
    corrections = invoice_corrections(session, facts.agreements, request.period)
    found = bills(facts, corrections)
    own = (
        _billed(facts, f"{one.month}/{one.agreement.id}", place, line)
        for one in found
        for place, line in enumerate(one.rows)
    )
    carried = (
        _corrected(corrections, f"{one.month}/{one.agreement.id}", line)
        for one in found
        for line in one.carried
    )
    return (*own, *carried)


def _billed(facts: WorkFacts, about: str, place: int, line: BillingRow) -> ReportRow:
    placement = next((one for one in facts.placements if one.id == line.placement_id), None)
    number = facts.trainees[placement.trainee_id].number if placement else None
    # Rows without a trainee, such as places, are told apart by their order under the agreement.
    who = str(line.placement_id) if placement else f"-{place}"
    return ReportRow(
        f"{about}/{who}/{line.terms.valid_from.isoformat()}/{line.level or 0}",
        number,
        {
            "price": line.unit_price_ore,
            "booked": str(line.units.booked),
            "attended": str(line.units.attended),
            "paid_absence": str(line.units.paid_absence),
            "payable": str(line.units.payable),
            "amount": line.amount_ore,
            "vat": line.terms.vat_bp,
        },
    )


def _corrected(corrections: Corrections, about: str, line: InvoicedRow) -> ReportRow:
    terms = f"{line.terms_from.isoformat()}/{line.unit.value}/{line.unit_price_ore}"
    return ReportRow(
        f"{about}/correction/{line.month}/{line.placement_id or 0}/{terms}",
        corrections.numbers.get(line.placement_id or 0),
        {"payable": str(line.units), "amount": line.amount_ore},
    )


PEOPLE_AND_HOURS = {1: "A", 2: "B", 3: "C", 5: "E"}
"""Parts of R7. D is about the books and F is words: locking a month changes neither."""


def quarterly_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R7: every number of the parts about places, trainees, supervision and outcomes."""
    part = 0
    found: list[ReportRow] = []
    for place, block in enumerate(quarterly(session, request).blocks):
        part += isinstance(block, doc.Heading)
        if part in PEOPLE_AND_HOURS:
            found += _numbers(f"{PEOPLE_AND_HOURS[part]}/{place}", block)
    return tuple(found)


def _numbers(about: str, block: doc.Block) -> Iterator[ReportRow]:
    """Rows without words: those are in the language of whoever makes the report."""
    if isinstance(block, doc.Table):
        for place, line in enumerate((*block.rows, *block.totals)):
            values = {
                column.key: _value(cell.value)
                for column, cell in zip(block.columns, line.cells, strict=False)
                if (cell.kind or column.kind).numeric
            }
            yield ReportRow(f"{about}/{place}", None, values)
    elif isinstance(block, doc.KeyFigures):
        for place, figure in enumerate(block.figures):
            yield ReportRow(f"{about}/{place}", None, {"figure": _value(figure.value)})
    elif isinstance(block, doc.Facts):
        for place, fact in enumerate(block.facts):
            if fact.kind.numeric:
                yield ReportRow(f"{about}/{place}", None, {"figure": _value(fact.value)})


def _value(value: doc.Value) -> RowValue:
    if isinstance(value, doc.Hidden):
        return "hidden"
    return value if value is None or isinstance(value, int) else str(value)


def capacity_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R9: every number in it, as of the day it was made."""
    return _all_numbers(capacity_report_of(session, request))


def separate_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R13: every sum per project, cost centre and account."""
    return _all_numbers(separate_report(session, request))


def _all_numbers(document: doc.Document) -> tuple[ReportRow, ...]:
    return tuple(
        row for place, block in enumerate(document.blocks) for row in _numbers(str(place), block)
    )


def actual_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R8: the period's actual of each plan line.

    Not the forecast nor the year: they move with every month that is booked after the period.
    """
    months = Month.of(request.period.first), Month.of(request.period.last)
    found = line_months(session, *months)
    return tuple(
        ReportRow(code, None, {"actual": sum(by_month.values())})
        for code, by_month in sorted(found.items())
        if any(by_month.values())
    )


def absence_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R4: one row for each deviation, with its times and when it was told of."""
    numbers = {one.id: one.number for one in session.trainees.trainees()}
    placements = {one.id: one for one in session.placements.placements()}
    agreements = {
        one.id
        for one in session.agreements.agreements()
        if request.agreement_id in (None, one.id) and request.buyer_id in (None, one.buyer_id)
    }
    found = [
        (placements[one.placement_id], one)
        for one in session.absences.reports(request.period)
        if request.absence_id in (None, one.id)
        and placements[one.placement_id].agreement_id in agreements
        and request.trainee_id in (None, placements[one.placement_id].trainee_id)
    ]
    return tuple(
        ReportRow(
            f"{numbers[placement.trainee_id]}/{one.id}/{one.day.isoformat()}",
            numbers[placement.trainee_id],
            {
                "expected": clock_span(one.expected_from, one.expected_to),
                "absent": clock_span(one.absent_from, one.absent_to),
                "notified": one.notified_at.isoformat() if one.notified_at else None,
            },
        )
        for placement, one in found
    )


def situation_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R5: one row for each report, with a digest of what is written in it, never the words."""
    trainees = {one.id: one for one in session.trainees.trainees()}
    found = []
    for placement in session.placements.placements():
        trainee = trainees[placement.trainee_id]
        if trainee.protected or request.trainee_id not in (None, trainee.id):
            continue
        if request.agreement_id not in (None, placement.agreement_id):
            continue
        found += [
            ReportRow(f"{trainee.number}/{one.id}", trainee.number, {"text": _text_digest(one)})
            for one in session.progress.situations_of(placement.id)
            if one.day in request.period
        ]
    return tuple(found)


def _text_digest(texts: SituationReport) -> str:
    said = [getattr(texts, name) for name in SITUATION_TEXTS]
    days = [one.isoformat() for one in (texts.first, texts.last)]
    words = json.dumps([texts.kind.value, *days, *said], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def habilitation_rows(session: ReadSession, request: ReportRequest) -> tuple[ReportRow, ...]:
    """R14: one row for each trainee."""
    earned = habilitation_list.earned(asked_facts(session, request), session.habilitation.rates())
    return tuple(
        ReportRow(
            str(one.number),
            one.number,
            {"days": one.sums.days, "habilitation": one.sums.known_ore},
        )
        for one in earned
    )
