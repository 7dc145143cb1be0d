"""What a scenario changes in the plan it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.storage.columns import from_month, to_month
from asfdesk.storage.drivers.driver_table import DriverTable

if TYPE_CHECKING:
    from asfdesk.storage.drivers.driver_table import Columns, Parts
    from asfdesk.storage.rows import type_row


def _read(row: type_row, _parts: Parts) -> Shock:
    return Shock(
        ShockDriver(row["driver"]),
        row["factor_bp"],
        row["delta"],
        to_month(row["from_month"]),
        row["target_id"],
        row["id"],
    )


def _columns(shock: Shock) -> Columns:
    return {
        "driver": shock.driver.value,
        "factor_bp": shock.factor_bp,
        "delta": shock.delta,
        "from_month": from_month(shock.first),
        "target_id": shock.target_id,
    }


SHOCKS: DriverTable[Shock] = DriverTable("plan_shock", _read, _columns, order="id")
