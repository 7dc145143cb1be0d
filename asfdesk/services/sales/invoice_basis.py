"""What can be invoiced: the basis of each agreement and month, with corrections (decisions A14).

R3, the noting of invoices, the to-do list and sold - delivered - invoiced - booked all take it from
here. A month that has been invoiced is compared again only when it has been locked anew since.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.domain.sales.billing import bill
from asfdesk.domain.sales.invoicing import Basis, differences, next_basis
from asfdesk.reports.hours.work_facts import by_day
from asfdesk.reports.sales.invoice_corrections import Corrections
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.billing import BillingRow
    from asfdesk.domain.sales.invoicing import Invoice, InvoicedRow
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class InvoiceBases:
    """Bases of some months, worked out together.

    Attributes:
        agreements: by id.
        invoices: agreement id -> its invoices, latest first.
        corrections: agreement id -> what its next basis carries.
    """

    agreements: Mapping[int, Agreement]
    invoices: Mapping[int, Sequence[Invoice]]
    corrections: Mapping[int, tuple[InvoicedRow, ...]]
    rows: Mapping[tuple[int, Month], tuple[BillingRow, ...]] = field(repr=False)

    def basis(self, agreement_id: int, month: Month) -> Basis:
        """The basis of an agreement and one of the months asked for."""
        invoices = self.invoices.get(agreement_id, ())
        mine = tuple(one for one in invoices if one.month == month)
        pending = self.corrections.get(agreement_id, ())
        carried = tuple(row for one in mine for row in one.rows if row.month != month)
        if month == next_basis(invoices):
            carried = pending
        return Basis(
            agreement_id,
            month,
            self.rows.get((agreement_id, month), ()),
            carried,
            tuple(row for row in pending if row.month == month),
            mine,
        )


def invoice_bases(
    session: ReadSession, months: Collection[Month], agreement_id: int | None = None
) -> InvoiceBases:
    """The bases of some months.

    Args:
        session: the open file.
        months: which months; each is read once.
        agreement_id: only this agreement.
    """
    agreements = [one for one in session.agreements.agreements() if agreement_id in (None, one.id)]
    invoices: dict[int, list[Invoice]] = defaultdict(list)
    for invoice in session.invoices.invoices():
        if agreement_id in (None, invoice.agreement_id):
            invoices[invoice.agreement_id].append(invoice)
    relocked = _locked_anew(session, invoices)
    wanted = sorted({*months, *(month for found in relocked.values() for month in found)})
    rows = billed_rows(session, agreements, wanted)
    corrections = {
        agreement: differences(
            [row for invoice in invoices[agreement] for row in invoice.rows],
            {month: rows.get((agreement, month), ()) for month in changed},
        )
        for agreement, changed in relocked.items()
    }
    return InvoiceBases({one.id: one for one in agreements}, invoices, corrections, rows)


def invoice_corrections(
    session: ReadSession, agreements: Sequence[Agreement], period: Period
) -> Corrections:
    """What R3 of a period says of invoices: noted ones, and corrections that stand there."""
    bases = invoice_bases(session, ())
    every = {
        (one.id, month): bases.basis(one.id, month)
        for one in agreements
        for month in period.months()
    }
    found = {key: basis for key, basis in every.items() if basis.invoices or basis.carried}
    wanted = {row.placement_id for basis in found.values() for row in basis.carried}
    if not wanted:
        return Corrections(found)
    numbers = {one.id: one.number for one in session.trainees.trainees()}
    placements = session.placements.placements()
    return Corrections(found, {p.id: numbers[p.trainee_id] for p in placements if p.id in wanted})


def billed_rows(
    session: ReadSession, agreements: Sequence[Agreement], months: Iterable[Month]
) -> dict[tuple[int, Month], tuple[BillingRow, ...]]:
    """(agreement id, month) -> rows of its invoice basis; those without rows are absent."""
    is_workday = work_calendar(session).is_workday
    found: dict[tuple[int, Month], tuple[BillingRow, ...]] = {}
    for month in months:
        placements = session.placements.in_period(month.first, month.last)
        entries = by_day(session.attendance.entries(Period.of_month(month)))
        for agreement in agreements:
            rows = bill(agreement, placements, entries, month, is_workday)
            if rows:
                found[agreement.id, month] = tuple(rows)
    return found


def _locked_anew(
    session: ReadSession, invoices: Mapping[int, Sequence[Invoice]]
) -> dict[int, list[Month]]:
    """Agreement id -> invoiced months that have been locked since, and are locked now."""
    states = {state.month: state for state in session.attendance.states()}
    found: dict[int, list[Month]] = {}
    for agreement, noted in invoices.items():
        versions: dict[Month, int] = {}
        for invoice in noted:
            known = versions.get(invoice.month, invoice.basis_version)
            versions[invoice.month] = max(known, invoice.basis_version)
        found[agreement] = [
            month
            for month, version in sorted(versions.items())
            if month in states and states[month].locked and states[month].version > version
        ]
    return {agreement: months for agreement, months in found.items() if months}
