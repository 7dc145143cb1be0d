"""Rows of R1, R3, R7 and R14 that count when they are compared with what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.report_rows import ReportRow
from asfdesk.reports import document as doc
from asfdesk.reports.hours import habilitation_list
from asfdesk.reports.sales.invoice_report import bills
from asfdesk.services.sales.invoice_basis import invoice_corrections
from asfdesk.services.sending.report_sources import asked_facts, quarterly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.hours.attendance import AttendanceEntry
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
