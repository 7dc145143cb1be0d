"""Whom a report for somebody is about: buyers, agreements, people, and how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.sent import SentReport
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Limits:
    """What a report is limited to; None = everything."""

    agreement_id: int | None = None
    buyer_id: int | None = None
    trainee_id: int | None = None


EVERYTHING = Limits()
COUNTS_PAYERS = frozenset({"R3"})
"""Reports that are about agreements which pay for places or a fixed sum, whoever comes."""


@dataclass(frozen=True)
class Scope:
    """Agreements and placements, read once and asked many times."""

    agreements: tuple[Agreement, ...]
    placements: tuple[Placement, ...]
    numbers: Mapping[int, int]

    @classmethod
    def of(cls, session: ReadSession, period: Period | None = None) -> Scope:
        """Of the open file; with a period only placements that share a day with it."""
        found = (
            session.placements.in_period(period.first, period.last)
            if period
            else session.placements.placements()
        )
        return cls(
            tuple(session.agreements.agreements()),
            tuple(found),
            {one.id: one.number for one in session.trainees.trainees()},
        )

    def concerned(
        self, period: Period, limits: Limits = EVERYTHING, *, payers: bool = False
    ) -> list[Agreement]:
        """Agreements that a report of a period says something about.

        Args:
            period: what it is about.
            limits: what it is limited to.
            payers: those too that are paid for places or a fixed sum, whoever comes.
        """
        held = {one.agreement_id for one in self._held(period, limits.trainee_id)}
        return [
            one
            for one in self.agreements
            if limits.agreement_id in (None, one.id) and limits.buyer_id in (None, one.buyer_id)
            if one.id in held
            or (payers and limits.trainee_id is None and _pays_anyway(one, period))
        ]

    def people(self, period: Period, agreements: Iterable[Agreement]) -> set[int]:
        """Running numbers of those who have a placement under agreements in a period."""
        wanted = {one.id for one in agreements}
        found = (one for one in self._held(period) if one.agreement_id in wanted)
        return {self.numbers[one.trainee_id] for one in found}

    def _held(self, period: Period, trainee_id: int | None = None) -> list[Placement]:
        return [
            one
            for one in self.placements
            if trainee_id in (None, one.trainee_id)
            and period.overlaps(one.decision_from, one.last_day)
        ]


def keep_until(agreements: Iterable[Agreement]) -> date | None:
    """The last day on which agreements say that their records must be there.

    None when there is none, or when one of them does not say: nobody knows then.
    """
    days = [one.keep_until for one in agreements]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def kept_until(scope: Scope, sent: SentReport) -> date | None:
    """The last day on which a report must be there, as its agreements say now.

    What they said when it was made stands in when they are gone.
    """
    limits = Limits(sent.agreement_id, sent.buyer_id)
    agreements = scope.concerned(sent.period, limits, payers=sent.report in COUNTS_PAYERS)
    return keep_until(agreements) if agreements else sent.keep_until


def _pays_anyway(agreement: Agreement, period: Period) -> bool:
    """Whether an agreement pays for places or a fixed sum on a day of a period."""
    if not period.overlaps(agreement.starts_on, agreement.ends_on):
        return False
    terms = agreement.terms_on(min(period.last, agreement.ends_on or period.last))
    return terms is not None and (
        terms.basis is PriceBasis.PLACE or terms.unit is PriceUnit.LUMP_SUM
    )
