"""The rates that hold in a file: the shipped ones, with the file's own in their place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.parameters import Parameters
from asfdesk.services.drivers.shipped_parameters import shipped_parameters

if TYPE_CHECKING:
    from asfdesk.domain.drivers.parameters import Parameter
    from asfdesk.services.session import ReadSession


def rates_in_use(session: ReadSession) -> Parameters:
    """Every value that plans are computed with today; `changed` where it was written here."""
    shipped = {(one.key, one.valid_from): one for one in shipped_parameters().values}
    own = {
        (one.key, one.valid_from): _compared(one, shipped.get((one.key, one.valid_from)))
        for one in session.parameters.own()
    }
    return Parameters.of({**shipped, **own}.values())


def same_value(one: Parameter, other: Parameter) -> bool:
    """Whether two say the same, for the same days, from the same source."""
    return (one.key, one.value, one.valid_from, one.valid_to, one.source) == (
        other.key,
        other.value,
        other.valid_from,
        other.valid_to,
        other.source,
    )


def _compared(own: Parameter, shipped: Parameter | None) -> Parameter:
    return replace(own, changed=shipped is None or not same_value(own, shipped))
