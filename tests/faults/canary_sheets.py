"""Canaries of groups, of rates for daily activities, and of illness as the reason of absence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.hours.habilitation import HabilitationRate
from asfdesk.services.hours.manage_habilitation import add_habilitation_rate, set_paid_in_cash
from asfdesk.services.hours.manage_work_groups import add_work_group, move_to_group
from asfdesk.services.hours.mark_sick import mark_sick
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.people.manage_background import set_shows_health
from tests.faults.canary_words import word

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

ABSENT_ON = date(2026, 9, 2)
"""Everybody has a placement then, whoever is erased later, too."""


def plant_sheets(session: WriteSession, today: date) -> None:
    """A group with everybody in it, a rate, and an illness of everybody on one day."""
    add_work_group(session, word("work_group", "name"))
    group = session.work_groups.groups()[0].id
    placements = [placement.id for placement in session.placements.placements()]
    move_to_group(session, placements, group, today)
    add_habilitation_rate(session, HabilitationRate(0, date(2026, 1, 1), 114_00, 79_00, 300))
    set_paid_in_cash(session, cash=True)
    held = [p.id for p in session.placements.placements() if p.holds_on(ABSENT_ON)]
    set_cells(session, [CellEdit(one, ABSENT_ON, "F") for one in held])
    set_shows_health(session, wanted=True)
    mark_sick(session, [(one, ABSENT_ON) for one in held], sick=True)
    # Another change of the same, so that the undo list holds what was sealed before.
    mark_sick(session, [(held[0], ABSENT_ON)], sick=False)
