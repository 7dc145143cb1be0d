"""Which week sheets and lists there are to choose from, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.services.hours.export_attendance import attendance_sheets

if TYPE_CHECKING:
    from asfdesk.services.hours.export_attendance import SheetOrder
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class SheetOffer:
    """One sheet that can be made. `slug` says which in an order; `rows` counts its placements."""

    slug: str
    name: str = field(repr=False)
    rows: int


def sheet_offers(session: ReadSession, order: SheetOrder) -> tuple[SheetOffer, ...]:
    """The sheets of an order, all of them; none when nobody has a placement in the period."""
    try:
        sheets = attendance_sheets(session, replace(order, only=frozenset()))
    except InvalidInputError:
        return ()
    return tuple(SheetOffer(sheet.slug, sheet.group, len(sheet.rows)) for sheet in sheets)
