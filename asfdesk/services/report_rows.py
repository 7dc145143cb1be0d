"""Rows of R1 and R3 that count when they are compared with what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.report_rows import ReportRow
from asfdesk.reports.invoice_report import bills
from asfdesk.services.report_sources import asked_facts

if TYPE_CHECKING:
    from asfdesk.domain.attendance import AttendanceEntry
    from asfdesk.domain.billing import BillingRow
    from asfdesk.reports.work_facts import WorkFacts
    from asfdesk.services.report_entry import ReportRequest
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
    """R3: one row for each row of an invoice basis."""
    facts = asked_facts(session, request)
    return tuple(
        _billed(facts, f"{one.month}/{one.agreement.id}", place, line)
        for one in bills(facts)
        for place, line in enumerate(one.rows)
    )


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
