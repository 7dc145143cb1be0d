"""Code lists of what surrounds a placement (domain.md §3.4, §3.10, §5), stored as they stand."""

from __future__ import annotations

from enum import StrEnum


class DecisionKind(StrEnum):
    """What a referring body decided."""

    FIRST = "beslut"
    PROLONGED = "forlangning"
    EXTENT = "omfattning"
    SHORTENED = "fortida_slut"


class Occupation(StrEnum):
    """Sysselsättning directly before and after; the share is of 40 hours a week."""

    WORKS = "ARBETAR"
    STUDIES = "STUDERAR"
    SEEKS = "SOKER"
    NOTHING = "INGET"


class SupportSource(StrEnum):
    """Where somebody's income comes from; reveals health, so it is sealed."""

    SICKNESS = "SJUKPENNING"
    ACTIVITY = "AKTIVITETSERSATTNING"
    PERMANENT_SICKNESS = "SJUKERSATTNING"
    UNEMPLOYMENT = "A_KASSA"
    PROGRAMME = "AKTIVITETSSTOD"
    ESTABLISHMENT = "ETABLERING"
    SOCIAL_ASSISTANCE = "FORSORJNINGSSTOD"
    NONE = "INGEN"
    UNKNOWN = "VET_EJ"


class SupportLength(StrEnum):
    """How long somebody has needed public support; the enterprise words the three bands."""

    SHORT = "KORT"
    MIDDLE = "MEDEL"
    LONG = "LANG"
    UNKNOWN = "VET_EJ"


class Education(StrEnum):
    """Highest completed education, as its Swedish equivalent. Sealed."""

    BEFORE_UPPER_SECONDARY = "FORGYMN"
    UPPER_SECONDARY = "GYMN"
    AFTER_UPPER_SECONDARY = "EFTERGYMN"
    NONE = "SAKNAS"
    UNKNOWN = "VET_EJ"


class GoalStatus(StrEnum):
    """What became of a goal."""

    ACTIVE = "pagar"
    REACHED = "uppnatt"
    CHANGED = "andrat"
    DROPPED = "slopat"


class ProgressStep(StrEnum):
    """Where somebody stands on the way to work or studies (stegförflyttning)."""

    ARRIVING = "1"
    ROUTINE = "2"
    TASKS = "3"
    RESPONSIBILITY = "4"
    PRACTICE_ELSEWHERE = "5"
    READY = "6"


class NoteKind(StrEnum):
    """What a note is about."""

    TALK = "samtal"
    MEETING = "mote"
    EVENT = "handelse"
    OTHER = "ovrigt"


class SituationKind(StrEnum):
    """Why a läges- or slutrapport (R5) is written."""

    THREE_MONTHS = "tre_manader"
    PROLONGATION = "forlangning"
    FINAL = "slut"
    OTHER = "ovrig"


class FollowUpStep(StrEnum):
    """When somebody who has left is asked."""

    FOUR_WEEKS = "4V"
    SIX_MONTHS = "6M"
    TWELVE_MONTHS = "12M"


class FollowUpState(StrEnum):
    """How the asking went."""

    ASKED = "fragad"
    ANSWERED = "svarat"
    NOT_REACHED = "ej_nadd"


class EmploymentForm(StrEnum):
    """How a former trainee is employed by the enterprise; may reveal health, so it is sealed."""

    UNSUBSIDISED = "UTAN_STOD"
    WAGE_SUBSIDY = "LONEBIDRAG"
    WAGE_SUBSIDY_DEVELOPMENT = "LONEBIDRAG_UTV"
    WAGE_SUBSIDY_SECURITY = "LONEBIDRAG_TRYGGHET"
    SHELTERED_PUBLIC = "OSA"
    NEW_START = "NYSTART"
    INTRODUCTION = "INTRO"
    OTHER_SUBSIDY = "OVRIGT_STOD"


class ConsentKind(StrEnum):
    """What somebody consents to."""

    FOLLOW_UP = "uppfoljning"
    REFERRER = "kontakt_remittent"
    STATISTICS = "uppgifter_forbund"
    PICTURE = "bild"
    OTHER = "ovrigt"


class WaitingStatus(StrEnum):
    """Where somebody in the queue stands."""

    WAITING = "vantar"
    OFFERED = "erbjuden"
    STARTED = "borjade"
    DECLINED = "avbojde"
    CLOSED = "avslutad"
