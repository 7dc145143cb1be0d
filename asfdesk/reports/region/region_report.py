"""A region's documents for its own use: who is late, and the comparison."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.region.region_words import figure_cell, figure_word

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.quarters import Late, Member
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
    table = doc.table("late", "", _late_columns(), rows, empty=_("Nobody is late."))
    return doc.Document("REGION", _("Late packages"), period, head, (table,))


def members_table(
    members: Sequence[Member], late: Sequence[Late], came: Mapping[str, Collection[Period]]
) -> doc.Table:
    """Everybody that is followed: those who are late first, the latest of them at the top."""
    slow = {one.member.org_number: one for one in late}
    order = [*(one.member for one in late), *(m for m in members if m.org_number not in slow)]
    columns = [
        *_late_columns(),
        doc.text("coordination", _("Samordningsförbund")),
        doc.text("municipality", _("Municipality")),
    ]
    rows = []
    for one in order:
        behind = slow.get(one.org_number)
        latest = max(came.get(one.org_number, ()), default=None)
        months = (
            doc.Cell(
                behind.months,
                tone=doc.Tone.BAD if behind.months > 1 else doc.Tone.WARN,
                symbol=False,
            )
            if behind
            else doc.Cell("")
        )
        rows.append(
            doc.row(
                one.name,
                one.org_number,
                ", ".join(map(str, behind.missing)) if behind else "",
                months,
                str(latest or ""),
                one.coordination,
                one.municipality,
                key=one.org_number,
            )
        )
    return doc.table("members", "", columns, rows)


def _late_columns() -> list[doc.Column]:
    return [
        doc.text("enterprise", _("Enterprise")),
        doc.text("org_number", _("Organisation number")),
        doc.text("missing", _("Missing quarters")),
        doc.integer("months", _("Months late")),
        doc.text("latest", _("Latest quarter")),
    ]


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
        spread_table(whole),
        parts_table("bodies", _("By samordningsförbund"), bodies, whole),
        parts_table("municipalities", _("By municipality"), municipalities, whole),
    )
    title = _("The region's enterprises compared")
    return doc.Document("REGION", title, period, head, blocks, landscape=True)


def spread_table(whole: Rollup) -> doc.Table:
    """Each figure over all enterprises: sum, median and quartiles."""
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


def parts_table(
    key: str, title: str, parts: Sequence[tuple[str, Rollup]], whole: Rollup
) -> doc.Table:
    """Targets and businesslikeness of each part of the region, and of all of it."""
    columns = [
        doc.text("part", ""),
        doc.integer("enterprises", _("Enterprises")),
        doc.percent("work", _("To work or studies")),
        doc.percent("nearer", _("Nearer to work")),
        doc.integer("hidden", _("Held back")),
        doc.decimal("created", _("Places created"), decimals=1),
        doc.percent("own_sales", _("Own sales")),
        doc.percent("buyer", _("Largest buyer")),
        doc.integer("dependent", _("Lean on one buyer")),
        doc.decimal("cash", _("Months of cash"), decimals=1),
        doc.integer("short", _("Cash under two months")),
    ]
    rows = [_part(name or _("Not said"), one) for name, one in parts]
    note = _("Own sales, largest buyer and months of cash are medians.")
    return doc.table(key, title, columns, rows, totals=[_part(_("All"), whole)], note=note)


def _part(name: str, one: Rollup) -> doc.Row:
    return doc.row(
        name,
        one.enterprises,
        one.work.share,
        one.nearer.share,
        one.work.hidden,
        Fraction(one.places_created, 1_000),
        _median(one, "economy.own_sales_share"),
        _median(one, "economy.largest_buyer"),
        one.dependent[0] if one.dependent[1] else None,
        _median(one, "economy.liquidity_months"),
        one.short[0] if one.short[1] else None,
        key=name,
    )


def _median(one: Rollup, key: str) -> doc.Cell:
    found = one.figure(key)
    return figure_cell(found.unit, found.spread.median if found.spread else None)
