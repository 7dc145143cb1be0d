"""What the assumptions come to: a range first, then cases, who gains, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from asfdesk.domain.money import round_half_up
from asfdesk.domain.planning.society import Actor, Case, actors_in_kronor
from asfdesk.i18n import ABSENT, _, money, ngettext
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.society_words import (
    actor_word,
    assumption_word,
    case_word,
    factor_words,
    left_out,
    range_words,
    ratio_words,
)
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from asfdesk.domain.planning.society import SocietyCalculation, Value

LEAST_WIDTH = 420
MOST_WIDTH = 520
MOST_ROWS = 20


@dataclass(frozen=True)
class CaseRow:
    """A row of figures: cautious, likely, favourable."""

    name: str
    cells: tuple[str, ...]
    look: RowLook = RowLook.NORMAL


class SocietyPanel(Card):
    """The result of the calculation."""

    def __init__(self) -> None:
        super().__init__(_("What it comes to"))
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.range = label("", Look.FIGURE)
        self.headline = label("", wrap=True)
        self.cases: TableModel[CaseRow] = TableModel(_columns(), lambda row: row.look)
        self.cases_table = TableView(self.cases, _("What it comes to"))
        self.swings: TableModel[CaseRow] = TableModel(_swing_columns())
        self.swings_table = TableView(self.swings, _("What matters most"))
        self._swings_title = label(_("What matters most, per krona"), Look.HEADING)
        self._left_title = label(_("What is not in it"), Look.HEADING)
        self.left_out = label(
            "\n".join(f"• {one}" for one in left_out()), Look.SECONDARY, wrap=True
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for one in (
            self.range,
            self.headline,
            self.cases_table,
            self._swings_title,
            self.swings_table,
            self._left_title,
            self.left_out,
        ):
            column.addWidget(one)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.body.addWidget(area, 1)

    def show_result(self, found: SocietyCalculation) -> None:
        """Show another period's calculation."""
        self.set_title(_("What it comes to"), period_words(found.period))
        cautious = found.values.get(Case.CAUTIOUS)
        favourable = found.values.get(Case.FAVOURABLE)
        low = cautious.ratio if cautious else None
        high = favourable.ratio if favourable else None
        self.range.setText(range_words(low, high))
        self.headline.setText(headline(found))
        self.cases.set_rows(_case_rows(found))
        self.cases_table.setVisible(bool(found.values))
        self.cases_table.show_whole(MOST_ROWS)
        rows = [
            CaseRow(
                assumption_word(one.key),
                (ratio_words(one.cautious), ratio_words(one.favourable)),
            )
            for one in found.swings
        ]
        self.swings.set_rows(rows)
        self.swings_table.show_whole(MOST_ROWS)
        for part in (self._swings_title, self.swings_table):
            part.setVisible(bool(rows))


def headline(found: SocietyCalculation) -> str:
    """The result in a sentence or two, or why there is none."""
    effort = found.effort
    if effort is None:
        return _("So few people are behind it that nothing is shown. Choose a longer period.")
    reached = ngettext(
        "%(num)d person went on to work or studies.",
        "%(num)d persons went on to work or studies.",
        effort.reached,
    )
    if not found.valued:
        return f"{reached} " + _("Say what such a result is worth, and to whom.")
    if found.missing:
        missing = factor_words(found.missing)
        return f"{reached} " + _("These assumptions are missing: %(names)s.") % {"names": missing}
    if effort.cost_ore is None:
        return f"{reached} " + _("What the training cost is not known, so there is no ratio.")
    likely = found.values[Case.LIKELY].ratio
    return f"{reached} " + _(
        "That is kronor of value per krona of training cost, from the cautious case to the"
        " favourable one; the likely one is %(likely)s. All of it rests on your assumptions."
    ) % {"likely": ratio_words(likely)}


def _case_rows(found: SocietyCalculation) -> list[CaseRow]:
    if not found.values:
        return []

    def row(name: str, part: Callable[[Value], Fraction | None], *, kronor: bool) -> CaseRow:
        values = [part(found.values[case]) for case in Case]
        texts = [_kronor(value) if kronor else ratio_words(value) for value in values]
        return CaseRow(name, tuple(texts))

    rows = [
        row(_("Value per krona (SROI)"), lambda v: v.ratio, kronor=False),
        row(_("Months to pay back"), lambda v: v.payback_months, kronor=False),
        row(_("Value today, kr"), lambda v: v.total, kronor=True),
    ]
    shown = [actors_in_kronor(found.values[case]) for case in Case]
    rows += [
        CaseRow(
            _("of it: %(actor)s") % {"actor": actor_word(actor).lower()},
            tuple(money(of_case.get(actor)) for of_case in shown),
        )
        for actor in Actor
    ]
    rows += [
        row(_("Period alone, kr"), lambda v: v.period_only, kronor=True),
        row(_("Period alone, per krona"), lambda v: v.period_ratio, kronor=False),
    ]
    return rows


def _kronor(ore: Fraction | None) -> str:
    return ABSENT if ore is None else money(round_half_up(ore))


def _cell(at: int) -> Callable[[CaseRow], str]:
    return lambda row: row.cells[at]


def _columns() -> list[Column[CaseRow]]:
    return [
        Column("", lambda row: row.name, stretch=True),
        *(Column(case_word(case), _cell(at), Kind.NUMBER) for at, case in enumerate(Case)),
    ]


def _swing_columns() -> list[Column[CaseRow]]:
    return [
        Column(_("Only this is changed"), lambda row: row.name, stretch=True),
        Column(_("Cautious"), _cell(0), Kind.NUMBER),
        Column(_("Favourable"), _cell(1), Kind.NUMBER),
    ]
