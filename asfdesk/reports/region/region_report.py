"""A region's documents: who is late, the comparison for its own use, and what is published."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.region.publication import TOGETHER
from asfdesk.domain.sending.packages import Unit
from asfdesk.i18n import N_, _
from asfdesk.reports import document as doc
from asfdesk.reports.words import exit_group_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.publication import Publication
    from asfdesk.domain.region.quarters import Late
    from asfdesk.domain.region.rollup import Compared, Rollup

_NAMES = {
    "trainees.unique": N_("Trainees"),
    "places.sold": N_("Places sold"),
    "places.created": N_("Places created"),
    "places.all.occupancy": N_("Occupancy"),
    "supervision.trainees_per_supervisor": N_("Trainees per supervisor"),
    "outcomes.work_or_studies": N_("Left to work or studies"),
    "outcomes.nearer": N_("Nearer to work"),
    "economy.result.year": N_("Result this year"),
    "economy.own_sales_share": N_("Own sales, share of income"),
    "economy.largest_buyer": N_("Largest buyer, share of income"),
    "economy.liquidity_months": N_("Months that the cash lasts"),
}
_KINDS = {Unit.ORE: doc.Kind.MONEY, Unit.BP: doc.Kind.PERCENT, Unit.MILLI: doc.Kind.DECIMAL}
_DIVISORS = {Unit.BP: 10_000, Unit.MILLI: 1_000}


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
        return doc.row(_(_NAMES[one.key]), 0, one.hidden, None, None, None, None, key=one.key)
    total = _cell(one.unit, Fraction(found.total)) if one.adds else ""
    quartiles = (_cell(one.unit, value) for value in (found.lower, found.median, found.upper))
    name = _(_NAMES[one.key])
    return doc.row(name, found.count, one.hidden, total, *quartiles, key=one.key)


def _cell(unit: Unit, value: Fraction) -> doc.Cell:
    kind = _KINDS.get(unit, doc.Kind.DECIMAL)
    if kind is doc.Kind.MONEY:
        return doc.Cell(round(value), kind=kind)
    return doc.Cell(value / _DIVISORS.get(unit, 1), kind=kind)


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


def publication_document(
    found: Publication, period: Period, head: doc.Head, threshold: int
) -> doc.Document:
    """Exits of twelve months by part of the region, as they may be published."""
    exits = found.exits
    columns = [
        doc.text("part", ""),
        *(doc.integer(code, exit_group_word(ExitGroup(code))) for code in exits.codes),
        doc.integer("all", _("All")),
        doc.integer("enterprises", _("Enterprises")),
        doc.integer("hidden", _("Held back")),
    ]
    codes = (*exits.codes, "")
    lines = [
        doc.row(
            {TOGETHER: _("Others together"), "": _("The whole region")}.get(part, part),
            *(_shown(exits.cells[part, code].value) for code in codes),
            exits.enterprises.get(part, 0),
            exits.hidden.get(part, 0),
            key=part,
        )
        for part in ((*exits.parts, "") if exits.parts else ())
    ]
    table = doc.table(
        "exits",
        _("Exits in twelve months, at least"),
        columns,
        lines[:-1],
        totals=lines[-1:],
        empty=_("Too few enterprises to publish anything."),
        note=_("*: held back, so that no count of fewer than %(num)d persons can be worked out.")
        % {"num": threshold},
    )
    title = _("The region, for publication")
    return doc.Document("REGION", title, period, head, (table,), counts=found.counts)


def _shown(value: int | None) -> int | doc.Hidden:
    return doc.Hidden("*") if value is None else value
