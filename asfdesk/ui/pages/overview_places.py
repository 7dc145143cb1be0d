"""Places per buyer with bars, and the year's income month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asfdesk.i18n import _, decimal, month_name, ngettext, percent, short_month
from asfdesk.reports import chart_spec as spec
from asfdesk.services.sales.buyer_places import Standing
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.document.chart_view import ChartView
from asfdesk.ui.kit.table.place_bar import BarDelegate
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from fractions import Fraction

    from asfdesk.domain.period import Month
    from asfdesk.services.drivers.year_outlook import YearOutlook
    from asfdesk.services.sales.buyer_places import BuyerPlaces, MonthPlaces, Places

SHOWN_ROWS = 6
CHART_HEIGHT = 108
BAR_WIDTH = 140


class _Row:
    """A buyer, or all of them."""

    def __init__(self, places: Places, buyer: BuyerPlaces | None) -> None:
        self.places = places
        self.buyer = buyer

    @property
    def name(self) -> str:
        """The buyer's name."""
        return self.buyer.buyer.name if self.buyer else _("All")

    @property
    def agreements(self) -> str:
        """The agreements, quietly."""
        return ", ".join(self.buyer.agreements) if self.buyer else ""

    @property
    def words(self) -> tuple[str, Tone | None]:
        """How it stands."""
        if self.buyer is None:
            share = percent(self.places.occupancy, 0)
            return _("%(share)s of sold") % {"share": share}, None
        match self.places.standing:
            case Standing.ON_LEVEL:
                return _("on level"), Tone.GOOD
            case Standing.BELOW:
                return _("below sold"), Tone.WARN
            case Standing.EMPTY:
                empty = self.places.empty
                return ngettext("%(num)d empty", "%(num)d empty", empty), Tone.BAD
            case Standing.NOTHING_SOLD:
                return _("no places sold"), Tone.NEUTRAL


class PlacesCard(Card):
    """Sold, booked and delivered.

    Signals:
        agreements_wanted: the way to where an agreement is made.
    """

    agreements_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Places per buyer"))
        self._model: TableModel[_Row] = TableModel(
            [
                Column(
                    _("Buyer"),
                    lambda row: row.name,
                    second=lambda row: row.agreements,
                    stretch=True,
                ),
                Column("", lambda _row: "", width=BAR_WIDTH, stretch=True),
                Column(_("Sold"), lambda row: _places(row.places.sold), Kind.NUMBER),
                Column(_("Booked"), lambda row: _places(row.places.booked), Kind.NUMBER),
                Column(_("Delivered"), lambda row: _places(row.places.delivered), Kind.NUMBER),
                Column(
                    "",
                    lambda row: row.words[0],
                    tone=lambda row: row.words[1],
                    badge=True,
                ),
            ],
            look=lambda row: RowLook.NORMAL if row.buyer else RowLook.TOTAL,
        )
        self.table = TableView(self._model, _("Places per buyer"))
        self._bars = BarDelegate(self.table, _shares)
        self.table.setItemDelegateForColumn(1, self._bars)
        self.body.addWidget(self.table)
        self.none = label(
            _("No agreement runs this month. Buyers and agreements are added under Agreements."),
            Look.MUTED,
            wrap=True,
        )
        self.to_agreements = link_button(_("Go to Agreements"))
        self.to_agreements.clicked.connect(self.agreements_wanted)
        self.body.addWidget(self.none)
        self.body.addWidget(self.to_agreements, 0, Qt.AlignmentFlag.AlignLeft)
        self.income = IncomePart()
        self.body.addWidget(self.income, 1)

    def show_places(self, places: MonthPlaces, month: Month) -> None:
        """Show a month; the bars share the largest buyer's scale."""
        self.set_title(
            _("Places per buyer"),
            _("sold · booked · delivered, %(month)s")
            % {"month": month_name(month.year, month.number, with_year=False)},
        )
        rows = [_Row(row.places, row) for row in places.rows]
        self._bars.top = max([row.places.sold or 0 for row in rows] or [0])
        if rows:
            rows.append(_Row(places.total, None))
        self._model.set_rows(rows)
        self.table.show_whole(SHOWN_ROWS)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.to_agreements.setVisible(not rows)


def _shares(row: _Row) -> tuple[Fraction | None, Fraction | None, Fraction | None] | None:
    """What a bar shows; the total has none."""
    if row.buyer is None:
        return None
    return row.places.sold, row.places.booked, row.places.delivered


def _places(value: Fraction | None) -> str:
    """Places with one decimal, whole ones without."""
    if value is None:
        return decimal(None)
    return decimal(value, 0 if value.denominator == 1 else 1)


class IncomePart(QWidget):
    """Income per month: filled actual in the plan's frame, light forecast."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(_("Income per month"), Look.HEADING))
        self.chart = ChartView(_("Income per month"), height=CHART_HEIGHT)
        layout.addWidget(self.chart, 1)

    def show_income(self, outlook: YearOutlook | None) -> None:
        """Show the year; without figures the part is left out."""
        self.setVisible(outlook is not None)
        if outlook is None:
            return
        months = outlook.income
        self.chart.set_spec(
            spec.BarChart(
                labels=tuple(short_month(one.month.number) for one in months),
                series=(
                    spec.Series(
                        _("plan"),
                        tuple(one.plan_ore for one in months),
                        spec.Look.OUTLINE,
                        spec.Ink.PLAN,
                    ),
                    spec.Series(_("actual"), tuple(one.actual_ore for one in months)),
                    spec.Series(
                        _("forecast"), tuple(one.forecast_ore for one in months), spec.Look.LIGHT
                    ),
                ),
                summary=_summary(outlook),
                overlaid=True,
            )
        )


def _summary(outlook: YearOutlook) -> str:
    """The chart in one sentence."""
    booked = sum(one.actual_ore is not None for one in outlook.income)
    return (
        ngettext("Income of %(num)d booked month", "Income of %(num)d booked months", booked)
        + f", {outlook.year.label}."
    )
