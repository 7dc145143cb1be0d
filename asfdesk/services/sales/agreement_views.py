"""Buyers and agreements as the agreements page shows them: five queries, whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.alphabet import in_alphabet
from asfdesk.domain.plan import Section
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.sales.manage_agreements import plan_lines

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.agreements import Agreement, Buyer, Terms
    from asfdesk.services.session import ReadSession


class AgreementStanding(StrEnum):
    """Where an agreement stands on a day."""

    COMING = "coming"
    RUNNING = "running"
    ENDED = "ended"

    @classmethod
    def of(cls, agreement: Agreement, today: date) -> AgreementStanding:
        """Where it stands."""
        if today < agreement.starts_on:
            return cls.COMING
        return cls.RUNNING if agreement.holds_on(today) else cls.ENDED


@dataclass(frozen=True)
class BuyerRow:
    """A buyer in the list at the left.

    Attributes:
        running: agreements that run today or begin later.
        removable: whether nothing refers to the buyer.
    """

    buyer: Buyer
    running: int
    removable: bool


@dataclass(frozen=True)
class AgreementRow:
    """An agreement in the list.

    Attributes:
        terms: those that hold today, else the first, else None.
        ongoing: placements that hold today.
        removable: whether nothing refers to the agreement.
    """

    agreement: Agreement
    buyer: Buyer
    standing: AgreementStanding
    terms: Terms | None
    ongoing: int
    removable: bool


@dataclass(frozen=True)
class AgreementsView:
    """The whole page.

    Attributes:
        lines: the plan's income lines, (code, name), for the form.
    """

    buyers: tuple[BuyerRow, ...]
    agreements: tuple[AgreementRow, ...]
    lines: tuple[tuple[str, str], ...]


def agreements_view(session: ReadSession, today: date) -> AgreementsView:
    """Everything the agreements page shows."""
    buyers = {buyer.id: buyer for buyer in session.agreements.buyers()}
    used = session.agreements.agreements_in_use()
    ongoing = _ongoing(session, today)
    rows = [
        AgreementRow(
            agreement=agreement,
            buyer=buyers[agreement.buyer_id],
            standing=AgreementStanding.of(agreement, today),
            terms=agreement.terms_on(today) or next(iter(agreement.terms), None),
            ongoing=ongoing.get(agreement.id, 0),
            removable=agreement.id not in used,
        )
        for agreement in session.agreements.agreements()
    ]
    rows.sort(
        key=lambda r: (
            r.standing is AgreementStanding.ENDED,
            in_alphabet(r.buyer.name),
            in_alphabet(r.agreement.name),
        )
    )
    return AgreementsView(
        buyers=tuple(_buyer_row(buyer, rows) for buyer in buyers.values()),
        agreements=tuple(rows),
        lines=tuple(
            (line.code, line_word(line))
            for line in plan_lines(session)
            if line.section is Section.INCOME
        ),
    )


def _buyer_row(buyer: Buyer, rows: list[AgreementRow]) -> BuyerRow:
    own = [row for row in rows if row.buyer.id == buyer.id]
    running = sum(row.standing is not AgreementStanding.ENDED for row in own)
    return BuyerRow(buyer, running, removable=not own)


def _ongoing(session: ReadSession, today: date) -> dict[int, int]:
    counts: dict[int, int] = {}
    for placement in session.placements.in_period(today, today):
        if placement.counts:
            counts[placement.agreement_id] = counts.get(placement.agreement_id, 0) + 1
    return counts
