"""Handledartid, Kapacitet: places week by week or month by month, and supervision for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asfdesk.domain.hours.places import PLACE
from asfdesk.domain.period import PeriodKind
from asfdesk.i18n import _, day, ngettext
from asfdesk.reports.hours.capacity_chart import capacity_chart
from asfdesk.reports.hours.capacity_words import days_words, ratio_words, span_words
from asfdesk.services.hours.capacity import capacity_months, capacity_weeks
from asfdesk.services.hours.capacity_settings import set_per_supervisor
from asfdesk.ui.dialogs.places_field import PlacesField
from asfdesk.ui.kit.buttons import chip, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.document.chart_view import ChartView
from asfdesk.ui.kit.form.form import DateField
from asfdesk.ui.kit.table.table_model import RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.two_parts import TwoParts
from asfdesk.ui.pages.hours.capacity_figures import FiguresLine
from asfdesk.ui.pages.hours.capacity_tables import line_columns, span_columns

if TYPE_CHECKING:
    from asfdesk.domain.period import Month, Period
    from asfdesk.reports.hours.capacity_facts import Capacity, CapacitySpan, PlaceLine
    from asfdesk.services.changes import Changes
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page

WEEKS, MONTHS = range(2)
BY_AGREEMENT, BY_FORM = range(2)
TABLE, CHART = range(2)


class CapacityPanel(QWidget):
    """Spans above; the chosen one's places and supervision below."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._month: Month | None = None
        self._shown: Capacity | None = None
        self._length = WEEKS
        self._group = BY_AGREEMENT
        self._chosen: Period | None = None
        self.ratio_button = link_button("")
        self.ratio_button.setEnabled(page.writable)
        self.ratio_button.clicked.connect(self.ask_ratio)
        self._spans: TableModel[CapacitySpan] = TableModel(span_columns(), parent=self)
        self.spans = TableView(self._spans, _("Capacity"))
        self.spans.take_what_is_left()
        self.spans.current.connect(self._choose)
        self.chart = ChartView(_("Places sold, booked and attended"))
        self.point = label("", Look.SECONDARY)
        self.chart.point_read.connect(self.point.setText)
        self._spans_shown = QStackedWidget()
        self._lines: TableModel[PlaceLine] = TableModel(
            line_columns(),
            lambda line: RowLook.NORMAL if line.agreement_id or line.form else RowLook.TOTAL,
            parent=self,
        )
        self.lines = TableView(self._lines, _("Places"))
        self.lines.take_what_is_left()
        self.figures = FiguresLine()
        self._note = label("", Look.MUTED, wrap=True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self._spans_card(), 5)
        body.addWidget(self._places_card(), 6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def hasHeightForWidth(self) -> bool:
        """No: tables give way, so it need never be as high as it would like to be."""
        return False

    def _spans_card(self) -> Card:
        card, tools = Card(), QWidget()
        card.setAccessibleName(_("Places and supervision"))
        line = QHBoxLayout(tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addStretch(1)
        self.length_chips = self._chips(line, (_("Weeks"), _("Months")), self.choose_length)
        line.addSpacing(10)
        self.look_chips = self._chips(line, (_("Table"), _("Chart")), self.choose_look)
        line.addSpacing(10)
        line.addWidget(self.ratio_button)
        title = label(_("Places and supervision"), Look.HEADING)
        card.body.addWidget(TwoParts(title, tools, down=2))
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart, 1)
        column.addWidget(self.point)
        self._spans_shown.addWidget(self.spans)
        self._spans_shown.addWidget(drawn)
        card.body.addWidget(self._spans_shown, 1)
        return card

    def _places_card(self) -> Card:
        self._places = card = Card(_("Places"))
        words = (_("By agreement"), _("By form"))
        self.group_chips = self._chips(card.head, words, self.choose_group)
        card.body.addWidget(self.figures)
        card.body.addWidget(self.lines, 1)
        card.body.addWidget(self._note)
        return card

    def _chips(self, line: QHBoxLayout, words: tuple[str, ...], chosen: object) -> QButtonGroup:
        group = QButtonGroup(self)
        for place, word in enumerate(words):
            one = chip(word, checked=place == 0)
            group.addButton(one, place)
            line.addWidget(one)
        group.idClicked.connect(chosen)
        return group

    def load(self, month: Month) -> None:
        """Read the spans of a month."""
        if month != self._month:
            self._month, self._chosen = month, None
        session, today = self.page.context.session, self.page.context.today
        read = capacity_weeks if self._length == WEEKS else capacity_months
        self.page.run(lambda: read(session, month, today), self._show)

    @Slot(int)
    def choose_length(self, length: int) -> None:
        """WEEKS or MONTHS."""
        self._length, self._chosen = length, None
        if self._month is not None:
            self.load(self._month)

    @Slot(int)
    def choose_look(self, look: int) -> None:
        """TABLE or CHART."""
        self._spans_shown.setCurrentIndex(look)

    @Slot(int)
    def choose_group(self, group: int) -> None:
        """BY_AGREEMENT or BY_FORM."""
        self._group = group
        self._show_chosen()

    @Slot(object)
    def _show(self, found: Capacity) -> None:
        self._shown = found
        chosen = self._chosen or self._first(found)
        self.spans.show_rows(found.spans, lambda span: span.period, chosen)
        self.chart.set_spec(capacity_chart(found.spans))
        self.point.setText("")
        each = found.per_supervisor
        said = (
            _("%(each)s trainees per supervisor…") % {"each": ratio_words(each)}
            if each
            else _("Trainees per supervisor…")
        )
        self.ratio_button.setText(said)
        self.ratio_button.setAccessibleName(said)
        self.page.set_status(_status(found))
        self._chosen = chosen
        self._show_chosen()

    def _first(self, found: Capacity) -> Period:
        """Today's span when it is one of the month's, else the month itself or its first week."""
        if found.current is not None:
            return found.spans[found.current].period
        month = self._month
        own = [one.period for one in found.spans if month and month.first in one.period]
        return (own or [found.spans[0].period])[0]

    @Slot(object)
    def _choose(self, span: CapacitySpan) -> None:
        self._chosen = span.period
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._shown is None:
            return
        span = next((s for s in self._shown.spans if s.period == self._chosen), None)
        if span is None:
            return
        lines = list(span.agreements if self._group == BY_AGREEMENT else span.forms)
        self._lines.set_rows([*lines, span.total] if lines else [])
        name = span_words(span.period)
        self._places.set_title(name[:1].upper() + name[1:], _about(span))
        self._note.setText(_notes(span))
        self._note.setVisible(bool(self._note.text()))
        self.figures.show_span(span, self._shown.without_schedule)

    @Slot()
    def ask_ratio(self) -> None:
        """Ask how many trainees one full-time supervisor takes."""
        write = self.page.context.write
        if write is None:
            return

        def save(values: FormValues) -> Changes:
            first = values.day("valid_from")
            return set_per_supervisor(write, values.whole("per_supervisor"), first)

        now = self._shown.per_supervisor if self._shown else None
        field = PlacesField(
            "per_supervisor",
            _("Trainees per full-time supervisor"),
            int(now * PLACE) if now else None,
            _("As your plan or your agreements say, for example 10. Empty = no need is counted."),
        )
        since = DateField(
            "valid_from",
            _("Valid from"),
            None,
            _("Earlier weeks keep what held then. Empty = from the beginning."),
        )
        told = self._shown.ratios if self._shown else ()
        history = ", ".join(
            _("%(each)s from %(day)s") % {"each": ratio_words(each), "day": day(valid_from)}
            for valid_from, each in told
        )
        self.page.form(_("Trainees per supervisor"), [field, since], save, intro=history)


def _status(found: Capacity) -> str:
    """How many spans lack supervision, or that nobody has said what is needed."""
    if found.per_supervisor is None:
        return _("Say how many trainees a supervisor takes, and the hours needed are counted.")
    short = [span for span in found.spans if span.supervision.missing]
    if not short:
        return _("Scheduled supervision is enough for those booked.")
    first = {"when": span_words(short[0].period)}
    if len(short) == 1:
        said = _("%(when)s lacks scheduled supervision.") % first
        return said[:1].upper() + said[1:]
    if short[0].period.kind is PeriodKind.MONTH:
        count = ngettext(
            "%(num)d month lacks scheduled supervision.",
            "%(num)d months lack scheduled supervision.",
            len(short),
        )
    else:
        count = ngettext(
            "%(num)d week lacks scheduled supervision.",
            "%(num)d weeks lack scheduled supervision.",
            len(short),
        )
    where = _("The first is %(when)s.") % first
    return f"{count} {where}"


def _notes(span: CapacitySpan) -> str:
    """How much is not filled in, or ""."""
    if not span.total.unfilled:
        return ""
    return ngettext(
        "%(num)d planned day is not filled in and counts as not attended.",
        "%(num)d planned days are not filled in and count as not attended.",
        span.total.unfilled,
    )


def _about(span: CapacitySpan) -> str:
    """The days, and on which day the queue is counted."""
    queue = _("queue and ending decisions as of %(day)s, without protected persons") % {
        "day": span.as_of.isoformat()
    }
    return " · ".join(filter(None, (days_words(span.period), queue)))
