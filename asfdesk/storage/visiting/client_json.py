"""Clients of a binder as JSON values and back; what cannot be right is damage."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from asfdesk.domain.period import Month
from asfdesk.domain.planning.variance import Light
from asfdesk.domain.visiting.client import Client, ClientFigures, FileState

if TYPE_CHECKING:
    from collections.abc import Mapping

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEY_BYTES = 32


def client_as_json(client: Client) -> dict[str, object]:
    """Everything that is kept of a client."""
    return {
        "uid": client.uid,
        "path": client.path,
        "password": client.password,
        "slot": client.slot,
        "name": client.name,
        "owner_key": client.owner_key.hex(),
        "generation": client.generation,
        "sha256": client.sha256,
        "notes": client.notes,
        "state": client.state.value,
        "trouble": client.trouble,
        "figures": _figures_as_json(client.figures) if client.figures else None,
    }


def client_from_json(value: Mapping[str, Any]) -> Client:
    """One client.

    Raises:
        ValueError, KeyError, TypeError: it is not such a value.
    """
    key = bytes.fromhex(value["owner_key"])
    if not _UID.fullmatch(value["uid"]) or len(key) != _KEY_BYTES:
        raise ValueError
    return Client(
        uid=value["uid"],
        path=_text(value["path"]),
        password=_text(value["password"]),
        slot=_number(value["slot"]),
        name=_text(value["name"]),
        owner_key=key,
        generation=_number(value["generation"]),
        sha256=_text(value["sha256"]),
        notes=_text(value["notes"]),
        state=FileState(value["state"]),
        trouble=_text(value["trouble"]),
        figures=_figures(value["figures"]) if value["figures"] is not None else None,
    )


def _figures_as_json(figures: ClientFigures) -> dict[str, object]:
    return {
        "taken_on": figures.taken_on.isoformat(),
        "last_visit": figures.last_visit.isoformat() if figures.last_visit else None,
        "closed_through": _written(figures.closed_through),
        "variance_ore": figures.variance_ore,
        "result_light": figures.result_light.value,
        "lowest_ore": figures.lowest_ore,
        "lowest_month": _written(figures.lowest_month),
        "headroom_ore": figures.headroom_ore,
        "occupancy": _written(figures.occupancy),
        "per_supervisor": _written(figures.per_supervisor),
        "late_reports": list(figures.late_reports),
        "open_actions": figures.open_actions,
        "late_actions": figures.late_actions,
    }


def _figures(value: Mapping[str, Any]) -> ClientFigures:
    visit, closed, lowest = (value[key] for key in ("last_visit", "closed_through", "lowest_month"))
    return ClientFigures(
        taken_on=date.fromisoformat(value["taken_on"]),
        last_visit=date.fromisoformat(visit) if visit is not None else None,
        closed_through=Month.parse(closed) if closed is not None else None,
        variance_ore=_number_if_any(value["variance_ore"]),
        result_light=Light(value["result_light"]),
        lowest_ore=_number_if_any(value["lowest_ore"]),
        lowest_month=Month.parse(lowest) if lowest is not None else None,
        headroom_ore=_number_if_any(value["headroom_ore"]),
        occupancy=_share(value["occupancy"]),
        per_supervisor=_share(value["per_supervisor"]),
        late_reports=tuple(_text(one) for one in value["late_reports"]),
        open_actions=_number(value["open_actions"]),
        late_actions=_number(value["late_actions"]),
    )


def _written(value: Month | Fraction | None) -> str | None:
    return None if value is None else str(value)


def _share(value: object) -> Fraction | None:
    """A fraction as str() writes it.

    Raises:
        ValueError: it is none; a denominator of zero is none either.
    """
    if value is None:
        return None
    try:
        return Fraction(_text(value))
    except ZeroDivisionError:
        raise ValueError from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _number_if_any(value: object) -> int | None:
    return None if value is None else _number(value)
