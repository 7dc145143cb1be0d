"""A region's documents for its own use: who is late, and the comparison."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.region.region_words import figure_cell, figure_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.quarters import Late
    from asfdesk.domain.region.rollup import Compared, Rollup


def late_document(late: Sequence[Late], period: Period, head: doc.Head) -> doc.Document:
    """Who has not sent what is due, the latest first."""
    rows = [
        doc.row(
            one.member.name,
            one.member.org_number,
            ", ".join(map(str, one.missing)),
            one.months,
            str(one.latest or ""),
            key=one.member.org_number,
        )
        for one in late
    ]
    columns = [
        doc.text("enterprise", _("Enterprise")),
        doc.text("org_number", _("Organisation number")),
        doc.text("missing", _("Missing quarters")),
        doc.integer("months", _("Months late")),
        doc.text("latest", _("Latest quarter")),
    ]
    table = doc.table("late", "", columns, rows, empty=_("Nobody is late."))
    return doc.Document("REGION", _("Late packages"), period, head, (table,))


def comparison_document(
    whole: Rollup,
    bodies: Sequence[tuple[str, Rollup]],
    municipalities: Sequence[tuple[str, Rollup]],
    period: Period,
    head: doc.Head,
) -> doc.Document:
    """Everything that came of a quarter side by side, for the region's own use."""
    blocks = (
        doc.Note(_("Confidential: exact counts are in the sums. Publish the other report.")),
        _spreads(whole),
        _parts("bodies", _("By samordningsförbund"), bodies, whole),
        _parts("municipalities", _("By municipality"), municipalities, whole),
    )
    title = _("The region's enterprises compared")
    return doc.Document("REGION", title, period, head, blocks, landscape=True)


def _spreads(whole: Rollup) -> doc.Table:
    columns = [
        doc.text("figure", _("Figure")),
        doc.integer("enterprises", _("Enterprises")),
        doc.integer("hidden", _("Held back")),
        *(
            doc.decimal(key, title, decimals=1)
            for key, title in (
                ("sum", _("Sum")),
                ("lower", _("Lower quartile")),
                ("median", _("Median")),
                ("upper", _("Upper quartile")),
            )
        ),
    ]
    return doc.table("spread", _("Spread"), columns, [_spread(one) for one in whole.compared])


def _spread(one: Compared) -> doc.Row:
    found = one.spread
    if found is None:
        return doc.row(figure_word(one.key), 0, one.hidden, None, None, None, None, key=one.key)
    total = figure_cell(one.unit, Fraction(found.total)) if one.adds else ""
    quartiles = (figure_cell(one.unit, value) for value in (found.lower, found.median, found.upper))
    name = figure_word(one.key)
    return doc.row(name, found.count, one.hidden, total, *quartiles, key=one.key)


def _parts(key: str, title: str, parts: Sequence[tuple[str, Rollup]], whole: Rollup) -> doc.Table:
    columns = [
        doc.text("part", ""),
        doc.integer("enterprises", _("Enterprises")),
        doc.percent("work", _("To work or studies")),
        doc.percent("nearer", _("Nearer to work")),
        doc.integer("hidden", _("Held back")),
        doc.decimal("created", _("Places created")),
        doc.integer("dependent", _("Lean on one buyer")),
        doc.integer("short", _("Cash under two months")),
    ]
    rows = [_part(name or _("Not said"), one) for name, one in parts]
    return doc.table(key, title, columns, rows, totals=[_part(_("All"), whole)])


def _part(name: str, one: Rollup) -> doc.Row:
    return doc.row(
        name,
        one.enterprises,
        one.work.share,
        one.nearer.share,
        one.work.hidden,
        Fraction(one.places_created, 1_000),
        one.dependent[0],
        one.short[0],
        key=name,
    )
