"""Sales of goods and services, with season and changes by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.sales import EVEN_SEASON, SalesChange, SalesStream
from asfdesk.domain.period import Month
from asfdesk.storage.columns import from_month, to_month
from asfdesk.storage.drivers.driver_table import DriverTable, PartTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.storage.drivers.driver_table import Columns, Parts
    from asfdesk.storage.rows import type_row

_SEASON = "plan_sale_season"
_CHANGES = "plan_sale_change"


def _read(row: type_row, parts: Parts) -> SalesStream:
    weights = {one["month_number"]: one["weight"] for one in parts[_SEASON]}
    return SalesStream(
        id=row["id"],
        name=row["name"],
        volume_milli=row["volume_milli"],
        price_ore=row["price_ore"],
        cogs_bp=row["cogs_bp"],
        season=tuple(weights.get(number, 0) for number in range(1, 13)) if weights else EVEN_SEASON,
        first=to_month(row["first_month"]),
        last=to_month(row["last_month"]),
        vat_bp=row["vat_bp"],
        terms_days=row["terms_days"],
        cost_vat_bp=row["cost_vat_bp"],
        cost_terms_days=row["cost_terms_days"],
        line_code=row["line_code"],
        cost_line_code=row["cost_line_code"],
        project=row["project"],
        changes=tuple(
            SalesChange(Month.parse(one["from_month"]), one["volume_milli"], one["price_ore"])
            for one in parts[_CHANGES]
        ),
        seeded=bool(row["seeded"]),
    )


def _columns(sale: SalesStream) -> Columns:
    return {
        "name": sale.name,
        "volume_milli": sale.volume_milli,
        "price_ore": sale.price_ore,
        "cogs_bp": sale.cogs_bp,
        "first_month": from_month(sale.first),
        "last_month": from_month(sale.last),
        "vat_bp": sale.vat_bp,
        "terms_days": sale.terms_days,
        "cost_vat_bp": sale.cost_vat_bp,
        "cost_terms_days": sale.cost_terms_days,
        "line_code": sale.line_code,
        "cost_line_code": sale.cost_line_code,
        "project": sale.project,
        "seeded": int(sale.seeded),
    }


def _season(sale: SalesStream) -> Iterator[Columns]:
    """An even season has no rows; a weight of nothing has none either."""
    if sale.season == EVEN_SEASON:
        return
    for number, weight in enumerate(sale.season, start=1):
        if weight:
            yield {"month_number": number, "weight": weight}


def _changes(sale: SalesStream) -> Iterator[Columns]:
    for one in sale.changes:
        yield {
            "from_month": str(one.first),
            "volume_milli": one.volume_milli,
            "price_ore": one.price_ore,
        }


SALES: DriverTable[SalesStream] = DriverTable(
    "plan_sale",
    _read,
    _columns,
    (
        PartTable(_SEASON, "sale_id", "month_number", _season),
        PartTable(_CHANGES, "sale_id", "from_month", _changes),
    ),
)
