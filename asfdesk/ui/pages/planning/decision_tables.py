"""Tables of the forecast from decisions: months, agreements, decisions, assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import ABSENT, _, day, money, month_name, percent
from asfdesk.reports.planning.decision_words import share_bp
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel

if TYPE_CHECKING:
    from asfdesk.domain.planning.decision_forecast import Parts
    from asfdesk.domain.planning.decision_paths import Band
    from asfdesk.services.planning.decision_assumptions import Assumption
    from asfdesk.services.planning.decision_forecast_views import (
        AgreementForecast,
        DecisionForecast,
        EndingDecision,
    )

BASIS_POINTS = 10_000


@dataclass(frozen=True)
class MonthLine:
    """A month, or all of them."""

    name: str
    parts: Parts
    band: Band | None
    plan_ore: int | None
    is_sum: bool = False

    @property
    def sure_ore(self) -> int:
        """What no prolongation is needed for."""
        return self.parts.fixed + self.parts.decided


def month_lines(shown: DecisionForecast) -> list[MonthLine]:
    """A line for each month and one for all."""
    lines = [
        MonthLine(month_name(one.month.year, one.month.number), one.parts, one.band, one.plan_ore)
        for one in shown.months
    ]
    if lines:
        lines.append(MonthLine(_("Sum"), shown.total, shown.band, shown.plan_ore, is_sum=True))
    return lines


def months_model() -> TableModel[MonthLine]:
    """Decided, expected and the band, against the plan."""
    return TableModel(
        [
            Column(_("Month"), lambda row: row.name, stretch=True),
            Column(_("Decided"), lambda row: money(row.sure_ore), Kind.MONEY),
            Column(_("Expected"), lambda row: money(row.parts.total), Kind.MONEY, bold=_always),
            Column(_("P10"), lambda row: _band(row.band, 0), Kind.MONEY, tooltip=lambda _r: _low()),
            Column(_("P50"), lambda row: _band(row.band, 1), Kind.MONEY, tooltip=lambda _r: _mid()),
            Column(_("P90"), lambda row: _band(row.band, 2), Kind.MONEY, tooltip=lambda _r: _up()),
            Column(_("Plan"), lambda row: money(row.plan_ore), Kind.MONEY, muted=True),
        ],
        look=lambda row: RowLook.TOTAL if row.is_sum else RowLook.NORMAL,
    )


def _always(_row: MonthLine) -> bool:
    return True


def _low() -> str:
    return _("One outcome of ten is lower than P10.")


def _mid() -> str:
    return _("Half of the outcomes are lower than P50.")


def _up() -> str:
    return _("One outcome of ten is higher than P90. The bands of months don't sum to the year's.")


def _band(band: Band | None, place: int) -> str:
    return ABSENT if band is None else money((band.p10, band.p50, band.p90)[place])


def agreements_model() -> TableModel[AgreementForecast]:
    """The same for each agreement over all the months."""
    return TableModel(
        [
            Column(
                _("Agreement"), lambda row: row.name, second=lambda row: row.buyer, stretch=True
            ),
            Column(
                _("Decided"), lambda row: money(row.total.fixed + row.total.decided), Kind.MONEY
            ),
            Column(_("Expected"), lambda row: money(row.total.total), Kind.MONEY),
            Column(_("P10"), lambda row: money(row.band.p10), Kind.MONEY),
            Column(_("P90"), lambda row: money(row.band.p90), Kind.MONEY),
        ]
    )


def endings_model() -> TableModel[EndingDecision]:
    """Decisions that end, soonest first."""
    return TableModel(
        [
            Column(_("Who"), lambda row: row.who, second=lambda row: row.agreement, stretch=True),
            Column(_("Ends"), lambda row: day(row.ends_on), Kind.DATE),
            Column(_("Prolonged"), lambda row: _whole(row.share_bp), Kind.NUMBER),
            Column(_("If so, kr"), lambda row: money(row.after_ore), Kind.MONEY),
        ]
    )


def assumptions_model() -> TableModel[Assumption]:
    """What is taken for granted; the chosen one is told in full below the table."""
    return TableModel(
        [
            Column(
                _("Assumption"),
                lambda row: row.title,
                second=lambda row: row.text,
                tooltip=lambda row: row.text,
                stretch=True,
            ),
            Column(_("Counted"), _counted, Kind.NUMBER, bold=lambda row: row.decided),
        ]
    )


def _counted(row: Assumption) -> str:
    if row.counted_bp is not None:
        return share_bp(row.counted_bp) if row.decided else _whole(row.counted_bp)
    return "" if row.on else _("off")


def _whole(bp: int) -> str:
    return percent(Fraction(bp, BASIS_POINTS), 0)
