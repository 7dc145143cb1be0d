"""One enterprise's own figures beside the median, and its rank: for that enterprise alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.region.business import LEAST_FOR_MEDIAN
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.region.region_words import HELD_BACK, figure_cell, figure_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.own_rank import OwnRank


def rank_document(
    ranks: Sequence[OwnRank], name: str, period: Period, head: doc.Head
) -> doc.Document:
    """Its figure, the median, and its rank of so many."""
    columns = [
        doc.text("figure", _("Figure")),
        doc.decimal("own", name, decimals=1),
        doc.decimal("median", _("Median"), decimals=1),
        doc.integer("rank", _("Rank")),
        doc.integer("of", _("Of")),
    ]
    table = doc.table("rank", "", columns, [_row(one) for one in ranks])
    note = doc.Note(
        _(
            "Rank 1 has the highest figure, which is not always the best. *: held back, because"
            " fewer than %(num)d enterprises say it, or it would say something of another one."
        )
        % {"num": LEAST_FOR_MEDIAN}
    )
    title = _("%(enterprise)s among the region's enterprises") % {"enterprise": name}
    return doc.Document("REGION", title, period, head, (table, note))


def _row(one: OwnRank) -> doc.Row:
    held = doc.Hidden(HELD_BACK)
    nothing = one.own is None
    return doc.row(
        figure_word(one.key),
        figure_cell(one.unit, one.own, 1),
        None if nothing else held if one.median is None else figure_cell(one.unit, one.median, 1),
        None if nothing else held if one.place is None else one.place,
        None if nothing else held if one.of is None else one.of,
        key=one.key,
    )
