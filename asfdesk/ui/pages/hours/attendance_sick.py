"""Närvaro: illness in the menu of an absence, where the enterprise has chosen to note it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from asfdesk.domain.hours.sick_mark import SICK_CODES
from asfdesk.i18n import _
from asfdesk.services.hours.mark_sick import mark_sick, sick_days, sick_marks_shown
from asfdesk.ui.kit.grid.grid_menu import MenuEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.page import Page
    from asfdesk.ui.pages.hours.attendance_cells import ChosenCells

    SickMarks = frozenset[tuple[int, date]]
    """Placement and day of the absences that are marked."""


@runtime_checkable
class KnowsSick(Protocol):
    """A page that has read the marks of the days it shows.

    Attributes:
        sick: None = they are not to be shown.
    """

    sick: SickMarks | None


def read_sick(session: ReadSession, period: Period) -> SickMarks | None:
    """The marks of some days, on the worker; None where they are not for this key."""
    return sick_days(session, period) if sick_marks_shown(session) else None


def sick_entries(page: Page, chosen: ChosenCells) -> Sequence[MenuEntry]:
    """A tick before "Ill" says that every chosen absence is marked; choosing it turns that."""
    marks = page.sick if isinstance(page, KnowsSick) else None
    places = frozenset(
        (one.row.placement_id, one.day.day) for one in chosen.cells if one.cell.code in SICK_CODES
    )
    if marks is None or not places:
        return []
    marked = places <= marks
    return [
        MenuEntry(
            _("Ill (sealed, stands in no list)"),
            partial(_turn, page, places, sick=not marked),
            enabled=chosen.writable,
            checked=marked,
        )
    ]


def _turn(page: Page, places: frozenset[tuple[int, date]], *, sick: bool) -> None:
    write = page.context.write
    if write is not None:
        page.command(lambda: mark_sick(write, places, sick=sick))
