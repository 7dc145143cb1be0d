"""What a trainee is called on screen: the one place that decides who sees a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.reports.people.progress_words import protected_request_word, request_word
from asfdesk.reports.words import protected_word, trainee_word

if TYPE_CHECKING:
    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.domain.people.waiting import Waiting
    from asfdesk.domain.period import Period
    from asfdesk.services.session import ReadSession


def display_name(session: ReadSession, trainee: Trainee, name: str) -> str:
    """The name for an owner, "Skyddad person 7" if protected; "Deltagare 7" for an adviser.

    A trainee without a name is "Deltagare 7" for everybody (decisions C2).
    """
    if not session.identities_open:
        return trainee_word(trainee.number)
    if trainee.protected:
        return protected_word(trainee.number)
    return name or trainee_word(trainee.number)


def trainee_names(session: ReadSession) -> dict[int, str]:
    """Trainee id -> what it is called on screen, for every trainee."""
    names = session.trainees.names()
    return {
        trainee.id: display_name(session, trainee, names.get(trainee.id, ""))
        for trainee in session.trainees.trainees()
    }


def request_label(session: ReadSession, request: Waiting) -> str:
    """What a request is called on screen: the one place that decides who sees a name."""
    if not session.identities_open:
        return request_word(request.id)
    if request.protected:
        return protected_request_word(request.id)
    return request.name or request_word(request.id)


def people_in(session: ReadSession, period: Period) -> dict[int, tuple[Trainee, str]]:
    """Trainee id -> the trainee and what it is called, for those with a placement in a period.

    After some years most trainees have left; opening all their names would take longer than
    everything else a page does.
    """
    trainees, names = session.trainees.in_period(period)
    return {
        trainee.id: (trainee, display_name(session, trainee, names.get(trainee.id, "")))
        for trainee in trainees
    }
