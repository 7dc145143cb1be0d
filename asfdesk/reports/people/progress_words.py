"""The words of what is written about a trainee's way, and of the waiting list."""

from __future__ import annotations

from asfdesk.domain.people.placement_codes import (
    ConsentKind,
    GoalStatus,
    NoteKind,
    ProgressStep,
    SituationKind,
    WaitingStatus,
)
from asfdesk.i18n import N_, _

_GOAL = {
    GoalStatus.ACTIVE: N_("Ongoing"),
    GoalStatus.REACHED: N_("Reached"),
    GoalStatus.CHANGED: N_("Replaced by another goal"),
    GoalStatus.DROPPED: N_("No longer pursued"),
}
_STEP = {
    ProgressStep.ARRIVING: N_("Settling in"),
    ProgressStep.ROUTINE: N_("Routines in place"),
    ProgressStep.TASKS: N_("Work tasks with support"),
    ProgressStep.RESPONSIBILITY: N_("Own responsibility"),
    ProgressStep.PRACTICE_ELSEWHERE: N_("Practice at another workplace"),
    ProgressStep.READY: N_("Ready for work or studies"),
}
_NOTE = {
    NoteKind.TALK: N_("Talk"),
    NoteKind.MEETING: N_("Meeting"),
    NoteKind.EVENT: N_("Event"),
    NoteKind.OTHER: N_("Other note"),
}
_SITUATION = {
    SituationKind.THREE_MONTHS: N_("Situation report after three months"),
    SituationKind.PROLONGATION: N_("Situation report before a prolongation"),
    SituationKind.FINAL: N_("Final report"),
    SituationKind.OTHER: N_("Situation report"),
}
_CONSENT = {
    ConsentKind.FOLLOW_UP: N_("Follow-up after the placement"),
    ConsentKind.REFERRER: N_("Contact with the referring body"),
    ConsentKind.STATISTICS: N_("Data to the coordination association"),
    ConsentKind.PICTURE: N_("Pictures"),
    ConsentKind.OTHER: N_("Other consent"),
}
_WAITING = {
    WaitingStatus.WAITING: N_("Waiting"),
    WaitingStatus.OFFERED: N_("Place offered"),
    WaitingStatus.STARTED: N_("Placement started"),
    WaitingStatus.DECLINED: N_("Declined"),
    WaitingStatus.CLOSED: N_("Request closed"),
}


def goal_status_word(status: GoalStatus) -> str:
    """Pågår, uppnått and so on."""
    return _(_GOAL[status])


def progress_step_word(step: ProgressStep) -> str:
    """3. Arbetsuppgifter med stöd: the step's number and what it is."""
    words = _(_STEP[step])
    return f"{step.value}. {words}"


def note_kind_word(kind: NoteKind) -> str:
    """Samtal, möte and so on."""
    return _(_NOTE[kind])


def situation_kind_word(kind: SituationKind) -> str:
    """Lägesrapport efter tre månader and so on."""
    return _(_SITUATION[kind])


def consent_kind_word(kind: ConsentKind) -> str:
    """Uppföljning efter avslut and so on."""
    return _(_CONSENT[kind])


def waiting_status_word(status: WaitingStatus) -> str:
    """Väntar, erbjuden plats and so on."""
    return _(_WAITING[status])


def request_word(number: int) -> str:
    """Förfrågan 3: a request without the name.

    Files exist in which requests were numbered from zero downwards; nobody need see a minus.
    """
    if number <= 0:
        return _("Earlier request %(number)d") % {"number": 1 - number}
    return _("Request %(number)d") % {"number": number}


def protected_request_word(number: int) -> str:
    """Skyddad person, förfrågan 3: what an owner sees of a protected person who waits."""
    if number <= 0:
        return _("Protected person, earlier request %(number)d") % {"number": 1 - number}
    return _("Protected person, request %(number)d") % {"number": number}


def no_health_words() -> str:
    """The reminder beside every field of free text about a person (domain.md §7)."""
    return _("Do not write about health or diagnoses. Write what the person does and needs.")


def situation_text_word(name: str) -> str:
    """What a text of a situation report is called, by its name in the value."""
    return {
        "tasks": _("Tasks"),
        "conditions": _("Working conditions and adaptations"),
        "assessment": _("The supervisor's assessment"),
        "comment": _("The trainee's comment"),
        "next_step": _("Next step"),
    }[name]
