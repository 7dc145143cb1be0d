"""What a what-if begins with: the plan computed, and how things have been in reality."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.what_if import WhatIf
from asfdesk.domain.hours.places import PlaceDays
from asfdesk.domain.money import ratio
from asfdesk.domain.period import Month
from asfdesk.services.drivers.sold_by_stream import sold_days
from asfdesk.services.hours.work_calendar import work_calendar

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.session import ReadSession

FEWEST_INVOICES = 3
"""Paid invoices that an average is made of at least."""


@dataclass(frozen=True)
class WhatIfFacts:
    """How it has been.

    Attributes:
        occupancy: delivered of the sold place-days, from the fiscal year's first month to the
            last whole one; None before there is any, or when nothing was sold.
        paid_after: days from invoice to payment, mean of the invoices paid in the year up to
            today; None when they are fewer than FEWEST_INVOICES.
    """

    occupancy: Fraction | None = None
    paid_after: Fraction | None = None


@dataclass(frozen=True)
class WhatIfStart:
    """A plan ready to be pulled at; `lines` are all its lines, also those out of use."""

    what_if: WhatIf
    facts: WhatIfFacts
    lines: tuple[PlanLine, ...]


def start_what_if(session: ReadSession, model: PlanModel, shown: Month, today: date) -> WhatIfStart:
    """Compute a plan and gather the facts.

    Args:
        session: the open file.
        model: the plan; a scenario's own shocks are in it.
        shown: the first month of the fiscal year that is looked at.
        today: the day it is.
    """
    what_if = WhatIf(model)
    place = model.months.index(shown) if shown in model.months else 0
    what_if.look_at(next(at for at, year in enumerate(what_if.years) if place in year))
    lines = tuple(session.plans.lines(with_inactive=True))
    return WhatIfStart(what_if, what_if_facts(session, today), lines)


def what_if_facts(session: ReadSession, today: date) -> WhatIfFacts:
    """How occupancy and payment have been."""
    return WhatIfFacts(_occupancy(session, today), _paid_after(session, today))


def _occupancy(session: ReadSession, today: date) -> Fraction | None:
    year = session.enterprise.fiscal_year_on(today)
    months = [month for month in year.months() if month < Month.of(today)] if year else []
    agreements = session.agreements.agreements()
    if not months or not agreements:
        return None
    found = sold_days(session, agreements, months, work_calendar(session))
    days = sum((one for by_month in found.values() for one in by_month.values()), PlaceDays())
    return ratio(days.delivered, days.available)


def _paid_after(session: ReadSession, today: date) -> Fraction | None:
    waited = [
        (invoice.paid_on - invoice.invoiced_on).days
        for invoice in session.invoices.invoices()
        if invoice.paid_on is not None
        and invoice.amount_ore > 0
        and 0 <= (today - invoice.paid_on).days <= _A_YEAR
    ]
    return Fraction(sum(waited), len(waited)) if len(waited) >= FEWEST_INVOICES else None


_A_YEAR = 365
