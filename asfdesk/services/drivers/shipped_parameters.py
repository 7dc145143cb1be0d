"""The parameters that come with the program: `resources/parameters.json`.

Each row says where its value was taken from and when it was last compared with that source; a
row that was never compared says "ej kontrollerad" and has no date.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.domain.drivers.parameters import Parameter, ParameterKey, Parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "parameters.json"


def shipped_parameters() -> Parameters:
    """Every value that came with the program."""
    known = json.loads(paths.resource(FILE).read_text("utf-8"))
    return Parameters.of(_parameter(row) for row in known["parameters"])


def _parameter(row: Mapping[str, str | int | None]) -> Parameter:
    key = ParameterKey(str(row["key"]))
    first = _day(row["valid_from"])
    if first is None:
        raise ValueError(key)
    return Parameter(
        key=key,
        value=int(row["value"] or 0),
        unit=key.unit,
        valid_from=first,
        valid_to=_day(row["valid_to"]),
        source=str(row["source"]),
        checked_on=_day(row["checked_on"]),
    )


def _day(text: str | int | None) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
