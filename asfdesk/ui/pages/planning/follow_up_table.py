"""Uppföljning: the table of month, year to date and full year, with lights."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.domain.period import Period
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import Light
from asfdesk.i18n import ABSENT, MINUS, _, decimal, money_exact, month_name, percent
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.variance_rows import light_word
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.span_header import HeaderSpan, SpanHeader
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.services.drivers.follow_up_views import NamedRow

THOUSAND_KRONOR = 100_000
LIGHT_WIDTH = 38
WIDE_FROM = 900
"""From this width there is room for last year and the year's variance too."""

TONES = {Light.GOOD: Tone.GOOD, Light.WARN: Tone.WARN, Light.BAD: Tone.BAD}


def thousands(ore: int | None) -> str:
    """Öre as thousands of kronor, half up; "–" for None."""
    return decimal(None if ore is None else Fraction(ore, THOUSAND_KRONOR), 0)


def signed_share(share: Fraction | None) -> str:
    """A share with its sign, zero without; "–" for None."""
    text = percent(share)
    return text if not share or text.startswith(MINUS) else f"+{text}"


class FollowUpTable(Card):
    """The rows in their card.

    Signals:
        chosen: the NamedRow that the keyboard or mouse stands on.
        opened: the NamedRow that was double-clicked.
        close_books: the user wants the month shown to count as closed.
    """

    chosen = Signal(object)
    opened = Signal(object)
    close_books = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: FollowUp | None = None
        self._wide = False
        self.model: TableModel[NamedRow] = TableModel([], _look)
        self.table = TableView(self.model, _("Actual against plan"))
        self._spans = SpanHeader(self.table)
        self._note = label("", Look.SECONDARY, wrap=True)
        self.close_button = link_button("")
        self.body.setSpacing(0)
        self.body.addWidget(self._spans)
        self.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 0, 0)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.close_button)
        self.body.addLayout(foot)
        self.table.current.connect(self.chosen)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.close_button.clicked.connect(self.close_books)

    def show_view(self, view: FollowUp, *, may_close: bool) -> None:
        """Show another month or year; rows come with `show_rows`."""
        self._view = view
        self._set_columns()
        name = month_name(view.month.year, view.month.number, with_year=False)
        self.close_button.setText(_("Close the books up to %(month)s") % {"month": name})
        self.close_button.setVisible(may_close)
        self._note.setText(_note_words(view))

    def show_rows(self, rows: Sequence[NamedRow], key: str) -> None:
        """Show rows and stand on the one with this key, if it is there."""
        self.model.set_rows(rows)
        keys = [row.key for row in rows]
        if key in keys:
            self.table.select_row(keys.index(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two more columns where there is room for them."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE_FROM
        if wide != self._wide and self._view is not None:
            self._wide = wide
            self._set_columns()

    @Slot()
    def _set_columns(self) -> None:
        view = self._view
        if view is None:
            return
        self._wide = self.width() >= WIDE_FROM
        closed = view.closed_months
        so_far = period_words(Period.of_months(closed[0], closed[-1])) if closed else ""
        if closed and closed[0].year == closed[-1].year:
            so_far = so_far.removesuffix(f" {closed[-1].year}")
        month = _capital(month_name(view.month.year, view.month.number, with_year=False))
        if not view.month_closed:
            month = _("%(month)s (open)") % {"month": month}
        self.model.set_columns(_columns(view, wide=self._wide))
        extra = 1 if self._wide else 0
        self._spans.set_spans(
            [
                HeaderSpan("", 1),
                HeaderSpan(month, 3),
                HeaderSpan(_capital(so_far) or _("Year to date"), 5 + extra),
                HeaderSpan(_("Full year"), 2 + extra),
            ]
        )


def _columns(view: FollowUp, *, wide: bool) -> list[Column[NamedRow]]:
    closed = view.month_closed
    columns: list[Column[NamedRow]] = [
        Column(
            _("thousand kronor"),
            lambda n: n.name,
            stretch=True,
            tone=_name_tone,
            tooltip=lambda n: n.name,
        ),
        # Nothing booked in an open month is not zero: it is not booked yet.
        _money(
            _("Actual"),
            lambda n: n.row.figures.month.actual_ore or (0 if closed else None),
            muted=not closed,
        ),
        _money(_("Plan"), lambda n: n.row.figures.month.plan_ore, muted=True),
        _money(_("Var."), lambda n: n.row.figures.month.variance_ore if closed else None),
        _money(_("Actual"), lambda n: n.row.figures.to_date.actual_ore),
        _money(_("Plan"), lambda n: n.row.figures.to_date.plan_ore, muted=True),
        _money(_("Var."), lambda n: n.row.figures.to_date.variance_ore),
        Column("%", lambda n: signed_share(n.row.share), Kind.NUMBER),
        Column(
            "", lambda _n: "", tone=_light_tone, tooltip=_light_tip, badge=True, width=LIGHT_WIDTH
        ),
    ]
    if wide:
        columns.append(
            _money(
                _("Last year"),
                lambda n: n.row.figures.last_year_ore,
                muted=True,
            )
        )
    columns.append(_money(_("Forecast"), lambda n: n.row.figures.year.actual_ore))
    columns.append(_money(_("Plan"), lambda n: n.row.figures.year.plan_ore, muted=True))
    if wide:
        columns.append(_money(_("Var."), lambda n: n.row.figures.year.variance_ore))
    return columns


def _money(
    title: str,
    ore: Callable[[NamedRow], int | None],
    *,
    muted: bool = False,
) -> Column[NamedRow]:
    def exact(named: NamedRow) -> str:
        amount = ore(named)
        return ABSENT if amount is None else _("%(amount)s kr") % {"amount": money_exact(amount)}

    return Column(
        title,
        lambda named: thousands(ore(named)),
        Kind.MONEY,
        tooltip=exact,
        muted=muted,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _look(named: NamedRow) -> RowLook:
    if named.row.row.kind is RowKind.SUBTOTAL:
        return RowLook.TOTAL
    return RowLook.NORMAL


def _name_tone(named: NamedRow) -> Tone | None:
    return Tone.WARN if named.row.row.kind is RowKind.UNMAPPED else None


def _light_tone(named: NamedRow) -> Tone | None:
    return TONES.get(named.row.light)


def _light_tip(named: NamedRow) -> str:
    return light_word(named.row.light).capitalize()


def _note_words(view: FollowUp) -> str:
    parts = [_("Variance = actual minus plan; plus is good.")]
    if not view.monthly:
        parts.append(_("The bookkeeping file holds yearly totals only, so months say nothing."))
    elif not view.month_closed:
        parts.append(_("The month is open, so it is not judged."))
    parts.append(_("Choose a row to see why; double-click for vouchers."))
    return " ".join(parts)
