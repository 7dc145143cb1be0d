"""Training streams and their changes by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.period import Month
from asfdesk.storage.columns import from_month, to_month
from asfdesk.storage.drivers.driver_table import DriverTable, PartTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.storage.drivers.driver_table import Columns, Parts
    from asfdesk.storage.rows import type_row

_CHANGES = "plan_stream_change"


def _read(row: type_row, parts: Parts) -> TrainingStream:
    return TrainingStream(
        id=row["id"],
        name=row["name"],
        places_milli=row["places_milli"],
        occupancy_bp=row["occupancy_bp"],
        price_ore=row["price_ore"],
        unit=PriceUnit(row["unit"]),
        basis=PriceBasis(row["basis"]),
        payer=PayerKind(row["payer_kind"]),
        buyer_id=row["buyer_id"],
        first=to_month(row["first_month"]),
        last=to_month(row["last_month"]),
        day_minutes=row["day_minutes"],
        vat_bp=row["vat_bp"],
        terms_days=row["terms_days"],
        line_code=row["line_code"],
        project=row["project"],
        changes=tuple(
            StreamChange(
                Month.parse(one["from_month"]),
                one["places_milli"],
                one["occupancy_bp"],
                one["price_ore"],
            )
            for one in parts[_CHANGES]
        ),
        seeded=bool(row["seeded"]),
    )


def _columns(stream: TrainingStream) -> Columns:
    return {
        "name": stream.name,
        "places_milli": stream.places_milli,
        "occupancy_bp": stream.occupancy_bp,
        "price_ore": stream.price_ore,
        "unit": stream.unit.value,
        "basis": stream.basis.value,
        "payer_kind": stream.payer.value,
        "buyer_id": stream.buyer_id,
        "first_month": from_month(stream.first),
        "last_month": from_month(stream.last),
        "day_minutes": stream.day_minutes,
        "vat_bp": stream.vat_bp,
        "terms_days": stream.terms_days,
        "line_code": stream.line_code,
        "project": stream.project,
        "seeded": int(stream.seeded),
    }


def _changes(stream: TrainingStream) -> Iterator[Columns]:
    for one in stream.changes:
        yield {
            "from_month": str(one.first),
            "places_milli": one.places_milli,
            "occupancy_bp": one.occupancy_bp,
            "price_ore": one.price_ore,
        }


STREAMS: DriverTable[TrainingStream] = DriverTable(
    "plan_stream",
    _read,
    _columns,
    (PartTable(_CHANGES, "stream_id", "from_month", _changes),),
)
