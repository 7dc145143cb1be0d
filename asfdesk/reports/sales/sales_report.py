"""Sold - delivered - invoiced - booked of a month as a document, to export or print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.i18n import _, pgettext
from asfdesk.reports import document as doc
from asfdesk.reports.sales.sales_words import gap_sentence, step_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.period import Period
    from asfdesk.domain.sales.sales_chain import Figures, Gap

KEY = "A1"


@dataclass(frozen=True)
class SalesLine:
    """An agreement, or several that are booked together.

    Attributes:
        name: of the agreement, or of the group.
        by: how its income is found in the books.
    """

    name: str
    buyer: str
    figures: Figures
    gaps: tuple[Gap, ...]
    by: str = ""


def build(
    period: Period, head: doc.Head, lines: Sequence[SalesLine], total: Figures, estimate: str
) -> doc.Document:
    """The document.

    Args:
        period: the month.
        head: the common head.
        lines: agreements in order, groups after those that they hold.
        total: all agreements together.
        estimate: what is said about days until payment.
    """
    blocks: list[doc.Block] = [_figures(lines, total), _reasons(lines)]
    if estimate:
        blocks.append(doc.Note(estimate))
    title = _("Sold, delivered, invoiced, booked")
    return doc.Document(KEY, title, period, head, tuple(blocks), landscape=True)


def _figures(lines: Iterable[SalesLine], total: Figures) -> doc.Table:
    columns = [
        doc.text("agreement", _("Agreement")),
        doc.text("buyer", _("Buyer")),
        doc.money("sold", _("Sold, kr"), exact=True),
        doc.money("delivered", _("Delivered, kr"), exact=True),
        doc.money("invoiced", _("Invoiced, kr"), exact=True),
        doc.money("booked", pgettext("bookkeeping", "Booked, kr"), exact=True),
        doc.text("by", _("Found in the books by")),
    ]
    rows = [doc.row(one.name, one.buyer, *_amounts(one.figures), one.by) for one in lines]
    totals = [doc.row(_("All"), "", *_amounts(total), "")] if rows else []
    return doc.table(
        "figures",
        _("The four figures"),
        columns,
        rows,
        totals=totals,
        empty=_("No agreement holds in this month."),
    )


def _amounts(figures: Figures) -> tuple[int | None, ...]:
    return (figures.sold_ore, figures.delivered_ore, figures.invoiced_ore, figures.booked_ore)


def _reasons(lines: Iterable[SalesLine]) -> doc.Table:
    columns = [
        doc.text("agreement", _("Agreement")),
        doc.text("step", _("Difference")),
        doc.text("reason", _("Why")),
        doc.money("amount", _("Amount, kr"), exact=True, signed=True),
    ]
    rows = [
        doc.row(one.name, step_word(gap.step), gap_sentence(gap), gap.ore)
        for one in lines
        for gap in one.gaps
    ]
    return doc.table(
        "reasons", _("Why they differ"), columns, rows, empty=_("All four figures agree.")
    )
