"""One agreement's month: each difference in sentences, and the ways to what is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from asfdesk.domain.sales.sales_chain import GapReason, Step
from asfdesk.i18n import _, money_exact
from asfdesk.reports.sales.sales_words import gap_sentence, gap_title, step_word
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton

    from asfdesk.domain.sales.booked_sales import BookingRule
    from asfdesk.domain.sales.invoicing import Basis
    from asfdesk.domain.sales.sales_chain import Figures, Gap
    from asfdesk.services.sales.sales_chain import SalesView

WIDTH = 400
_ACROSS = 3


@dataclass(frozen=True)
class SalesShown:
    """A row of the table: an agreement, several that are booked together, or all.

    Attributes:
        agreement_id: 0 for several.
        is_shared: the booked amount stands on the row of the group.
        by: how the books are searched, in words.
    """

    name: str
    second: str
    figures: Figures
    gaps: tuple[Gap, ...] = ()
    agreement_id: int = 0
    rule: BookingRule | None = None
    by: str = ""
    is_shared: bool = False
    is_total: bool = False
    can_note: bool = False

    @property
    def key(self) -> object:
        """What it is, whichever month."""
        return self.agreement_id or self.rule or "all"


def all_rows(view: SalesView, names: Mapping[BookingRule, str]) -> list[SalesShown]:
    """Agreements, groups, and all of them."""
    rows = [
        SalesShown(
            row.agreement.name,
            row.buyer.name,
            row.figures,
            row.gaps,
            row.agreement.id,
            row.rule,
            names[row.rule],
            is_shared=bool(row.together),
            can_note=_can_note(view, row.basis),
        )
        for row in view.rows
    ]
    for group in view.groups:
        together = ", ".join(group.names)
        rows.append(
            SalesShown(
                _("Booked together"),
                together,
                group.figures,
                group.gaps,
                rule=group.rule,
                by=names[group.rule],
            )
        )
    if rows:
        rows.append(SalesShown(_("All"), "", view.total, is_total=True))
    return rows


def _can_note(view: SalesView, basis: Basis) -> bool:
    """Whether the month is ready for an invoice that has not been noted yet."""
    if basis.is_invoiced or basis.is_empty:
        return False
    return view.state.locked or all(row.placement_id is None for row in basis.rows)


def status_of(row: SalesShown) -> tuple[str, Tone | None]:
    """Where an agreement's month stands, worst first.

    Several that are booked together stand nowhere until the books reach the month.
    """
    compares_books = not row.agreement_id
    if row.is_total or (compares_books and row.figures.booked_ore is None):
        return "", None
    reasons = {gap.reason for gap in row.gaps}
    if GapReason.NOT_INVOICED in reasons:
        return _("To invoice"), Tone.WARN
    if reasons & {GapReason.OTHER_ACCOUNT, GapReason.NOT_BOOKED}:
        return _("Books differ"), Tone.WARN
    if GapReason.NOT_NOTED in reasons:
        return _("Invoice not noted"), Tone.WARN
    if GapReason.CORRECTED in reasons:
        return _("Correction waits"), Tone.WARN
    if GapReason.UNFILLED in reasons:
        return _("Days missing"), Tone.WARN
    if GapReason.MONTH_OPEN in reasons:
        return _("Month open"), Tone.NEUTRAL
    return _("Agrees"), Tone.GOOD


@dataclass(frozen=True)
class _Line:
    """A line of the card: a step with its difference, or a reason."""

    text: str
    ore: int
    sentence: str = ""
    is_step: bool = False


class GapsCard(Card):
    """The differences of one row.

    Signals:
        asked: "terms" | "attendance" | "basis" | "note" | "invoices" | "postings".
    """

    asked = Signal(str)

    def __init__(self, *, writable: bool) -> None:
        super().__init__()
        self._writable = writable
        self.setFixedWidth(WIDTH)
        self._words = label("", Look.SECONDARY, wrap=True)
        self._model: TableModel[_Line] = TableModel(
            [
                Column(
                    _("Why"),
                    lambda one: one.text,
                    second=lambda one: one.sentence,
                    tooltip=lambda one: one.sentence,
                    stretch=True,
                ),
                Column(_("Kronor"), _ore, Kind.MONEY),
            ],
            lambda one: RowLook.SECTION if one.is_step else RowLook.NORMAL,
        )
        self.table = TableView(self._model, _("Why the figures differ"))
        self.body.addWidget(self.table, 1)
        self._sentence = label("", wrap=True)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._words)
        self.buttons: dict[str, QPushButton] = {}
        ways = QGridLayout()
        ways.setSpacing(4)
        for at, (what, text) in enumerate(_ways()):
            made = link_button(text)
            made.clicked.connect(partial(self._ask, what))
            self.buttons[what] = made
            ways.addWidget(made, at // _ACROSS, at % _ACROSS)
        self.body.addLayout(ways)
        self.table.current.connect(self._say)
        self.show_row(None, in_books=False)

    def show_row(self, row: SalesShown | None, *, in_books: bool) -> None:
        """Show another row's differences."""
        agreement = row is not None and bool(row.agreement_id)
        shown = {
            "terms": agreement,
            "attendance": agreement,
            "basis": agreement,
            "note": agreement and row is not None and row.can_note,
            "invoices": row is not None,
            "postings": row is not None and row.rule is not None and in_books,
        }
        for what, made in self.buttons.items():
            made.setVisible(shown[what])
        self.buttons["note"].setEnabled(self._writable)
        self._sentence.setText("")
        if row is None or row.is_total:
            self.set_title(_("Why they differ"), "")
            self._words.setText(_("Choose an agreement to see what lies between the figures."))
            self._model.set_rows([])
            return
        self.set_title(row.name, "")
        self._words.setText(_by(row, in_books=in_books))
        self._model.set_rows(_lines(row))
        self.table.select_row(0)

    def _say(self, line: _Line) -> None:
        """The whole sentence of the line that is stood on: the table may have cut it."""
        self._sentence.setText(f"{line.sentence}." if line.sentence else "")

    def _ask(self, what: str, _checked: object = None) -> None:
        self.asked.emit(what)


def _ways() -> tuple[tuple[str, str], ...]:
    return (
        ("terms", _("Terms")),
        ("attendance", _("Attendance")),
        ("basis", _("Invoice basis")),
        ("note", _("Note the invoice")),
        ("invoices", _("Invoices")),
        ("postings", _("Vouchers")),
    )


def _lines(row: SalesShown) -> list[_Line]:
    lines: list[_Line] = []
    for step in Step:
        gaps = [gap for gap in row.gaps if gap.step is step]
        if row.rule is not None and step is Step.BOOKED and row.is_shared:
            continue
        if not row.agreement_id and step is not Step.BOOKED:
            continue
        if step is Step.BOOKED and row.figures.booked_ore is None:
            continue
        lines.append(_Line(step_word(step), sum(gap.ore for gap in gaps), is_step=True))
        lines += [_Line(gap_title(gap), gap.ore, gap_sentence(gap)) for gap in gaps]
    return lines


def _ore(line: _Line) -> str:
    return "+" + money_exact(line.ore) if line.ore > 0 else money_exact(line.ore)


def _by(row: SalesShown, *, in_books: bool) -> str:
    if not in_books:
        return _("The imported books do not reach this month, so that booked is not known.")
    if row.is_shared:
        return _(
            "Several agreements are booked by %(by)s, so that the books cannot tell them apart:"
            " see the row below them. A project or cost centre of its own would."
        ) % {"by": row.by}
    return _("Booked is what stands in this month by %(by)s.") % {"by": row.by}
