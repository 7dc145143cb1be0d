"""Deviations of one version of a client file, to be compared with another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.file.comparison import Entry
from asfdesk.domain.period import Month
from asfdesk.i18n import month_name
from asfdesk.reports.words import trainee_word
from asfdesk.services.display_names import trainee_names

if TYPE_CHECKING:
    from collections.abc import Hashable

    from asfdesk.services.session import ReadSession


def absences(session: ReadSession) -> dict[Hashable, Entry]:
    """Listed under month and trainee."""
    names = trainee_names(session)
    of = {one.id: one.trainee_id for one in session.placements.placements()}
    numbers = {one.id: one.number for one in session.trainees.trainees()}
    found: dict[Hashable, Entry] = {}
    for one in session.absences.all_reports():
        trainee = of.get(one.placement_id, 0)
        month = Month.of(one.day)
        name = names.get(trainee) or trainee_word(numbers.get(trainee, 0))
        found[one.id] = Entry(
            (one, one.recipient),
            f"{month_name(month.year, month.number)}, {name}",
            (str(month), numbers.get(trainee, 0)),
        )
    return found
