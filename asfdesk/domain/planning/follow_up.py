"""A fiscal year followed up from one of its periods, as rows that are ready to show.

Year to date counts closed months only (books_through, decisions A6); an open month is shown as it
stands, without a light.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.planning.variance import Light

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from asfdesk.domain.books.mapping import ObjectKey
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.domain.plan import Plan
    from asfdesk.domain.planning.forecast import Caution, Method
    from asfdesk.domain.planning.statement import Figures, StatementRow
    from asfdesk.domain.planning.variance import Limits


@dataclass(frozen=True)
class Scope:
    """One project or cost centre, as a follow-up limited to it sees the plan.

    Attributes:
        planned: line code -> month -> öre of the drivers that bear the code; lines that no such
            driver plans are absent, and are not compared.
    """

    key: ObjectKey
    planned: Mapping[str, Mapping[Month, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class FollowUpRow:
    """A row with its judgement.

    Attributes:
        row: what it is and its amounts.
        month_light: grey while the month is open.
        comment: what somebody wrote about the line this month; "" = nothing.
        method: how a line's year is forecast, and `caution` why that misleads; None on sums.
    """

    row: StatementRow
    month_light: Light
    light: Light
    year_light: Light
    comment: str = ""
    method: Method | None = None
    caution: Caution | None = None

    @property
    def figures(self) -> Figures:
        """The amounts."""
        return self.row.figures

    @property
    def share(self) -> Fraction | None:
        """Year to date's difference as a share of the plan."""
        return self.figures.to_date.share(is_result=self.row.is_result)

    @property
    def deviates(self) -> bool:
        """Whether month, year to date or forecast is a warning or worse."""
        alarming = (Light.WARN, Light.BAD)
        return any(light in alarming for light in (self.month_light, self.light, self.year_light))


@dataclass(frozen=True)
class FollowUp:
    """A fiscal year seen from one of its periods.

    Attributes:
        first, month: the first and last month of the period shown; usually the same.
        through: the last closed month that year to date counts; None = none is closed.
        plan: what is compared with; None = the year has no plan.
        imported: whether the year has any figures: books, or typed amounts.
        monthly: False when the books hold yearly totals only (SIE type 1).
        last_year_known: whether the same months a year before are known.
        typed: whether some of the figures were typed for lack of bookkeeping.
        scope: the project or cost centre it is limited to; None = everything.
    """

    year: FiscalYear
    first: Month
    month: Month
    through: Month | None
    plan: Plan | None
    rows: tuple[FollowUpRow, ...]
    imported: bool
    monthly: bool
    last_year_known: bool
    limits: Limits
    typed: bool = False
    scope: Scope | None = None

    @property
    def month_closed(self) -> bool:
        """Whether all of the period shown counts."""
        return self.through is not None and self.month <= self.through

    @property
    def closed_months(self) -> list[Month]:
        """The months that year to date counts."""
        return [m for m in self.year.months() if self.through is not None and m <= self.through]

    @property
    def result(self) -> FollowUpRow | None:
        """The year's result: the last row; None when there is nothing at all."""
        return self.rows[-1] if self.rows else None
