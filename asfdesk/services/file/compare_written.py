"""What is written about trainees, and the waiting list, laid out for comparing two versions.

Without the vault key texts are "" in both versions: what differs in them alone is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.file.comparison import Entry
from asfdesk.reports.words import trainee_word
from asfdesk.services.display_names import request_label, trainee_names

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from asfdesk.domain.people.progress import Consent, Goal, SituationReport, Step, TraineeNote
    from asfdesk.services.session import ReadSession

    Inventory = Mapping[Hashable, Entry]


def progress(session: ReadSession) -> Inventory:
    """Goals and steps; listed under who they are of."""
    return _by_placement(session, [*session.progress.goals(), *session.progress.steps()])


def situations(session: ReadSession) -> Inventory:
    """The texts of situation reports; listed under who they are about."""
    return _by_placement(session, session.progress.situations())


def notes(session: ReadSession) -> Inventory:
    """Notes and consents; listed under who they are about."""
    written: list[TraineeNote | Consent] = [*session.notes.notes(), *session.notes.consents()]
    names, numbers = trainee_names(session), _numbers(session)
    return {
        (type(one).__name__, one.id): _entry(one, one.trainee_id, names, numbers) for one in written
    }


def requests(session: ReadSession) -> Inventory:
    """The waiting list; names only where the key opens them."""
    names = trainee_names(session)
    return {
        one.id: Entry(
            one,
            names.get(one.trainee_id or 0) or request_label(session, one),
            (one.received_on.isoformat(),),
        )
        for one in session.waiting.requests()
    }


def _by_placement(
    session: ReadSession, written: Iterable[Goal | Step | SituationReport]
) -> dict[Hashable, Entry]:
    of = {one.id: one.trainee_id for one in session.placements.placements()}
    names, numbers = trainee_names(session), _numbers(session)
    return {
        (type(one).__name__, one.id): _entry(one, of.get(one.placement_id, 0), names, numbers)
        for one in written
    }


def _entry(
    value: object, trainee_id: int, names: Mapping[int, str], numbers: Mapping[int, int]
) -> Entry:
    number = numbers.get(trainee_id, 0)
    return Entry(value, names.get(trainee_id) or trainee_word(number), (number,))


def _numbers(session: ReadSession) -> dict[int, int]:
    return {one.id: one.number for one in session.trainees.trainees()}
