"""What the view of the forecast from decisions shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.planning.decision_forecast import together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.planning.decision_forecast import Parts
    from asfdesk.domain.planning.decision_paths import Band
    from asfdesk.reports.chart_spec import LineChart
    from asfdesk.services.planning.decision_assumptions import Assumption


@dataclass(frozen=True)
class ForecastMonth:
    """One month. The bands of months don't sum to that of them all."""

    month: Month
    parts: Parts
    band: Band
    plan_ore: int | None


@dataclass(frozen=True)
class AgreementForecast:
    """One agreement over all the months."""

    agreement_id: int
    name: str
    buyer: str
    line_code: str
    months: tuple[Parts, ...]
    band: Band

    @property
    def total(self) -> Parts:
        """All the months."""
        return together(self.months)


@dataclass(frozen=True)
class EndingDecision:
    """A decision that ends in the months asked about.

    Attributes:
        who: "Deltagare 17", to everybody: no name is needed here.
        share_bp: how likely it is to be prolonged, as counted.
        after_ore: what the rest of the months would pay if it were, all through; None where the
            agreement pays for places or a sum, whoever is there.
    """

    who: str
    agreement: str
    ends_on: date
    share_bp: int
    after_ore: int | None


@dataclass(frozen=True)
class DecisionForecast:
    """Everything the view shows.

    Attributes:
        months: empty when there is no agreement to forecast.
        so_far_ore: the year before the first month: as booked in closed months, else as billed.
        year: the fiscal year of the day, None when there is none.
        sentences: what is expected, what of it is certain, how it stands to plan and year.
        limits: what is not in it.
    """

    as_of: date
    year: FiscalYear | None
    months: tuple[ForecastMonth, ...]
    total: Parts
    band: Band | None
    agreements: tuple[AgreementForecast, ...]
    endings: tuple[EndingDecision, ...]
    assumptions: tuple[Assumption, ...]
    so_far_ore: int | None
    sentences: tuple[str, ...]
    limits: tuple[str, ...]
    chart: LineChart | None

    @property
    def plan_ore(self) -> int | None:
        """The plan of the months; None when one of them has none."""
        return all_or_none([month.plan_ore for month in self.months])


def all_or_none(amounts: Sequence[int | None]) -> int | None:
    """The sum, or None when one of them is not known."""
    known = [ore for ore in amounts if ore is not None]
    return sum(known) if known and len(known) == len(amounts) else None
