"""The code lists of the trade (domain.md §5, decisions A10, A14, A16), stored as they stand."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """Sex as the funders count it."""

    WOMAN = "kvinna"
    MAN = "man"
    OTHER = "annat"


class AgeBand(StrEnum):
    """Gives both ESF splits: < 25 / > 54 and 18-29 / 55+."""

    UNDER_18 = "-17"
    FROM_18 = "18-24"
    FROM_25 = "25-29"
    FROM_30 = "30-54"
    FROM_55 = "55+"
    UNKNOWN = "?"

    @classmethod
    def of_age(cls, age: int) -> AgeBand:
        """The band of an age in whole years (year minus birth year, decisions A15)."""
        limits = ((18, cls.UNDER_18), (25, cls.FROM_18), (30, cls.FROM_25), (55, cls.FROM_30))
        return next((band for limit, band in limits if age < limit), cls.FROM_55)


class Form(StrEnum):
    """Form of a placement."""

    WORK_TRAINING = "ARBTRAN"
    ENHANCED_WORK_TRAINING = "FORST_ARBTRAN"
    WORK_TRIAL = "ARBPROV"
    PRACTICE = "PRAKTIK"
    LANGUAGE_PRACTICE = "SPRAKPRAKTIK"
    REHABILITATION = "REHAB"
    DAY_ACTIVITY_LSS = "DV_LSS"
    OCCUPATION_SOL = "SYSS_SOL"
    MUNICIPAL_MEASURE = "KOMMUN_INSATS"
    SCHOOL = "SKOLA"
    OTHER = "OVRIG"


class ReferringBody(StrEnum):
    """Who referred the trainee (remittent)."""

    EMPLOYMENT_SERVICE = "AF"
    SOCIAL_INSURANCE = "FK"
    MUNICIPALITY = "KOMMUN"
    HEALTH_CARE = "REGION_VARD"
    COORDINATION = "SAMORDN"
    PRISON_SERVICE = "KRIMVARD"
    SELF = "EGEN_ANMALAN"
    OTHER = "OVRIG"


class PayerKind(StrEnum):
    """What kind of payer a buyer is (finance.md §9.2)."""

    MUNICIPALITY = "kommun"
    COORDINATION = "samordningsforbund"
    EMPLOYMENT_SERVICE = "AF"
    REGION = "region"
    SOCIAL_INSURANCE = "FK"
    PRIVATE = "privat"

    @property
    def public(self) -> bool:
        """Whether the money is public."""
        return self is not PayerKind.PRIVATE


class PlacementStatus(StrEnum):
    """Where a placement stands."""

    REQUESTED = "FORFRAGAN"
    PLANNED = "PLANERAD"
    ONGOING = "PAGAR"
    PAUSED = "PAUS"
    ENDED = "AVSLUTAD"
    MISREGISTERED = "FELREG"


class AttendanceCode(StrEnum):
    """Why a planned day was not (wholly) attended. "Sick" has no letter: it reveals health."""

    NOTIFIED = "F"
    UNNOTIFIED = "O"
    LEAVE = "L"
    CLOSED = "X"
    PLANNING_DAY = "P"
    HOLIDAY = "H"


class ExitReason(StrEnum):
    """Main reason why a placement ended. Sealed; the group is clear (decisions C1)."""

    WORK_UNSUBSIDISED = "ARB_UTAN_STOD"
    WORK_SUBSIDISED = "ARB_MED_STOD"
    OWN_BUSINESS = "EGET_FORETAG"
    STUDIES = "STUDIER"
    ON_TO_ORDINARY = "VIDARE_ORDINARIE"
    OTHER_MEASURE = "ANNAN_INSATS"
    BACK_TO_REFERRER = "ATER_REMITTENT"
    DECISION_ENDED = "BESLUT_SLUT"
    HEALTH = "HALSA"
    MOVED = "FLYTT"
    PARENTAL = "FORALDRA"
    OWN_WISH = "EGEN_BEGARAN"
    STOPPED_BY_US = "AVBRUTEN_AV_OSS"
    DECEASED = "AVLIDEN"
    MISREGISTERED = "FELREG"

    @property
    def group(self) -> ExitGroup:
        """The group that statistics use (decisions A16)."""
        return _GROUPS.get(self, ExitGroup.OTHER)


class ExitGroup(StrEnum):
    """Exit groups. MISREGISTERED is never counted; DECEASED stands outside rates."""

    WORK = "arbete"
    STUDIES = "studier"
    NEARER = "narmare"
    BACK = "ater"
    OTHER = "ovrigt"
    DECEASED = "avliden"
    MISREGISTERED = "felreg"


_GROUPS = {
    ExitReason.WORK_UNSUBSIDISED: ExitGroup.WORK,
    ExitReason.WORK_SUBSIDISED: ExitGroup.WORK,
    ExitReason.OWN_BUSINESS: ExitGroup.WORK,
    ExitReason.STUDIES: ExitGroup.STUDIES,
    ExitReason.ON_TO_ORDINARY: ExitGroup.NEARER,
    ExitReason.OTHER_MEASURE: ExitGroup.NEARER,
    ExitReason.BACK_TO_REFERRER: ExitGroup.BACK,
    ExitReason.DECISION_ENDED: ExitGroup.BACK,
    ExitReason.OWN_WISH: ExitGroup.BACK,
    ExitReason.STOPPED_BY_US: ExitGroup.BACK,
    ExitReason.DECEASED: ExitGroup.DECEASED,
    ExitReason.MISREGISTERED: ExitGroup.MISREGISTERED,
}


class PriceUnit(StrEnum):
    """What a price is for (decisions A14)."""

    DAY = "dag"
    HALF_DAY = "halvdag"
    HOUR = "timme"
    PLACE_MONTH = "platsmanad"
    LEVEL_DAY = "nivadag"
    LUMP_SUM = "klumpsumma"
    RESULT = "resultat"


class PriceBasis(StrEnum):
    """What is counted: attended, booked or sold places (decisions A14)."""

    ATTENDED = "narvaro"
    BOOKED = "bokad"
    PLACE = "plats"


class Activity(StrEnum):
    """What supervision time was spent on."""

    TRAINEES = "deltagare"
    DOCUMENTATION = "dokumentation"
    CONTACTS = "kontakter"
    PRODUCTION = "produktion"
    MEETING = "mote"
    TRAINING = "utbildning"
    OTHER = "ovrigt"


class LegalForm(StrEnum):
    """Legal form of the enterprise; decides the words for result."""

    COOPERATIVE = "EK"
    ASSOCIATION = "I"
    COMPANY = "AB"
    FOUNDATION = "S"
    OTHER = "X"

    @property
    def says_surplus(self) -> bool:
        """Whether the form speaks of över-/underskott rather than resultat."""
        return self in (LegalForm.ASSOCIATION, LegalForm.FOUNDATION)


class IdentityKind(StrEnum):
    """What kind of number identifies a trainee."""

    PERSONAL_NUMBER = "personnummer"
    COORDINATION_NUMBER = "samordningsnummer"
    T_NUMBER = "t_nummer"
    NONE = "saknas"


class CoordinationStatus(StrEnum):
    """How well a samordningsnummer is proved (since 2023); cannot be derived."""

    PROVED = "styrkt"
    PROBABLE = "sannolik"
    UNPROVED = "ej_styrkt"
