"""Uppföljning: the table of month, year to date and full year, with lights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _, money, month_name, percent
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.frozen_table import FrozenTable
from asfdesk.ui.kit.table.span_header import SpanHeader
from asfdesk.ui.kit.table.table_model import TableModel
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.planning.follow_up_columns import Mode, layout, row_look, thousands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView, NamedRow

WIDE_FROM = 900
"""From this width there is room for last year and the year's variance too."""


class FollowUpTable(Card):
    """The rows in their card.

    Signals:
        chosen: the NamedRow that the keyboard or mouse stands on.
        opened: the NamedRow that was double-clicked.
        close_books: the user wants the month shown to count as closed.
        limits_wanted: the user wants to change the limits of the lights.
    """

    chosen = Signal(object)
    opened = Signal(object)
    close_books = Signal()
    limits_wanted = Signal()

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self._shown: FollowUpPageView | None = None
        self._mode = Mode.STATE
        self._wide = False
        self.model: TableModel[NamedRow] = TableModel([], row_look)
        self.table = FrozenTable(self.model, _("Actual against plan"))
        self._spans = SpanHeader(self.table)
        self._note = label("", Look.SECONDARY, wrap=True)
        self.close_button = link_button("")
        self.limits_button = link_button(_("Limits"))
        self.limits_button.setEnabled(writable)
        self.body.setSpacing(0)
        self.body.addWidget(self._spans)
        self.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 2, 0, 0)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.limits_button)
        foot.addWidget(self.close_button)
        self.body.addLayout(foot)
        self.table.current.connect(self.chosen)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.close_button.clicked.connect(self.close_books)
        self.limits_button.clicked.connect(self.limits_wanted)

    def show_view(self, shown: FollowUpPageView, mode: Mode, *, may_close: bool) -> None:
        """Show another month, year or look; rows come with `show_rows`."""
        self._shown, self._mode = shown, mode
        self._set_columns()
        view = shown.view
        if view is None:
            return
        name = month_name(view.month.year, view.month.number, with_year=False)
        self.close_button.setText(_("Close the books up to %(month)s") % {"month": name})
        self.close_button.setVisible(may_close and mode is Mode.STATE)
        self.limits_button.setVisible(mode is Mode.STATE and view.plan is not None)
        self.limits_button.setToolTip(limits_words(view))
        self._note.setText(_note_words(shown, view, mode))

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
        if wide != self._wide and self._shown is not None:
            self._wide = wide
            self._set_columns()

    @Slot()
    def _set_columns(self) -> None:
        if self._shown is None:
            return
        self._wide = self.width() >= WIDE_FROM
        columns, spans = layout(self._shown, self._mode, wide=self._wide)
        self.model.set_columns(columns)
        self._spans.set_spans(spans)


def limits_words(view: FollowUp) -> str:
    """The limits of the lights in words."""
    limits = view.limits
    return _(
        "Good: no worse than %(good)s of the plan or %(good_kr)s kr. A warning: no worse than"
        " %(warn)s or %(warn_kr)s kr. The larger limit counts."
    ) % {
        "good": percent(limits.good_share, 0),
        "good_kr": money(limits.good_ore),
        "warn": percent(limits.warn_share, 0),
        "warn_kr": money(limits.warn_ore),
    }


def _note_words(shown: FollowUpPageView, view: FollowUp, mode: Mode) -> str:
    if shown.note:
        return shown.note
    if mode is Mode.FORECAST:
        return _(
            "A: closed months and the rest of the plan. B: and the rest of a forecast plan. C: the"
            " year's plan times actual by plan so far. D: closed months spread over the year."
        )
    if mode is Mode.TIME:
        return _time_words(view, shown)
    return _state_words(shown, view)


def _time_words(view: FollowUp, shown: FollowUpPageView) -> str:
    lacking = []
    if not view.last_year_known:
        lacking.append(_("The same months a year before are not known."))
    result = shown.full[-1].row.figures if shown.full else None
    if result is not None and result.rolling_ore is None:
        lacking.append(_("Twelve months are not known: import the year before."))
    return " ".join(lacking) or _("Change = this time minus a year before; plus is good.")


def _state_words(shown: FollowUpPageView, view: FollowUp) -> str:
    parts = [_("Variance = actual minus plan; plus is good.")]
    if not view.monthly:
        parts.append(_("The bookkeeping file holds yearly totals only, so months say nothing."))
    elif not view.month_closed:
        parts.append(_("The month is open, so it is not judged."))
    elif shown.expected.items and shown.full:
        result = shown.full[-1]
        words = {
            "booked": thousands(result.row.figures.to_date.actual_ore),
            "expected": thousands(shown.expected_ore(result)),
        }
        parts.append(
            _("Booked %(booked)s, expected %(expected)s thousand kr on the result.") % words
        )
    else:
        parts.append(_("Choose a row to see why; double-click for vouchers."))
    return " ".join(parts)
