"""The words of the code lists, in the user's language: one function per list.

The plan's lines, kinds and states are in `plan_words`.

Sources: domain.md §4-5. The tables hold the English source strings; they are looked up in the
catalogue when a function is called, so that a change of language takes effect at once.
"""

from __future__ import annotations

from asfdesk.domain.agreements import DayCount
from asfdesk.domain.books.ledger import ActualSource
from asfdesk.domain.codes import (
    Activity,
    AgeBand,
    AttendanceCode,
    CoordinationStatus,
    ExitGroup,
    ExitReason,
    Form,
    LegalForm,
    PayerKind,
    PriceBasis,
    PriceUnit,
    ReferringBody,
    Sex,
)
from asfdesk.domain.period import PeriodKind
from asfdesk.domain.plan import ValueSource
from asfdesk.i18n import N_, _

_SEX = {
    Sex.WOMAN: N_("Woman"),
    Sex.MAN: N_("Man"),
    Sex.OTHER: N_("Other or unknown"),
}
_AGE_BAND = {
    AgeBand.UNDER_18: N_("Under 18"),
    AgeBand.FROM_18: N_("18–24 years"),
    AgeBand.FROM_25: N_("25–29 years"),
    AgeBand.FROM_30: N_("30–54 years"),
    AgeBand.FROM_55: N_("55 or older"),
    AgeBand.UNKNOWN: N_("Age not known"),
}
_FORM = {
    Form.WORK_TRAINING: N_("Work training"),
    Form.ENHANCED_WORK_TRAINING: N_("Enhanced work training"),
    Form.WORK_TRIAL: N_("Work trial"),
    Form.PRACTICE: N_("Work practice"),
    Form.LANGUAGE_PRACTICE: N_("Language practice"),
    Form.REHABILITATION: N_("Vocational rehabilitation"),
    Form.DAY_ACTIVITY_LSS: N_("Day activities (LSS)"),
    Form.OCCUPATION_SOL: N_("Occupational activity (SoL)"),
    Form.MUNICIPAL_MEASURE: N_("Municipal measure"),
    Form.SCHOOL: N_("School placement"),
    Form.OTHER: N_("Other form"),
}
_REFERRING_BODY = {
    ReferringBody.EMPLOYMENT_SERVICE: N_("Public Employment Service"),
    ReferringBody.SOCIAL_INSURANCE: N_("Social Insurance Agency"),
    ReferringBody.MUNICIPALITY: N_("Municipality"),
    ReferringBody.HEALTH_CARE: N_("Region, health care"),
    ReferringBody.COORDINATION: N_("Coordination association"),
    ReferringBody.PRISON_SERVICE: N_("Prison and Probation Service"),
    ReferringBody.SELF: N_("Own application"),
    ReferringBody.OTHER: N_("Other referring body"),
}
_PAYER_KIND = {
    PayerKind.MUNICIPALITY: N_("Municipality"),
    PayerKind.COORDINATION: N_("Coordination association"),
    PayerKind.EMPLOYMENT_SERVICE: N_("Public Employment Service"),
    PayerKind.REGION: N_("Region"),
    PayerKind.SOCIAL_INSURANCE: N_("Social Insurance Agency"),
    PayerKind.PRIVATE: N_("Private payer"),
}
_ATTENDANCE_CODE = {
    AttendanceCode.NOTIFIED: N_("Notified absence"),
    AttendanceCode.UNNOTIFIED: N_("Absence without notice"),
    AttendanceCode.LEAVE: N_("On leave"),
    AttendanceCode.CLOSED: N_("Closed"),
    AttendanceCode.PLANNING_DAY: N_("Planning day"),
    AttendanceCode.HOLIDAY: N_("Public holiday"),
}
_EXIT_REASON = {
    ExitReason.WORK_UNSUBSIDISED: N_("Work without subsidy"),
    ExitReason.WORK_SUBSIDISED: N_("Work with subsidy"),
    ExitReason.OWN_BUSINESS: N_("Own business"),
    ExitReason.STUDIES: N_("Studies"),
    ExitReason.ON_TO_ORDINARY: N_("On to ordinary measures"),
    ExitReason.OTHER_MEASURE: N_("Another measure"),
    ExitReason.BACK_TO_REFERRER: N_("Back to the referring body"),
    ExitReason.DECISION_ENDED: N_("The decision ended"),
    ExitReason.HEALTH: N_("Health"),
    ExitReason.MOVED: N_("Moved away"),
    ExitReason.PARENTAL: N_("Parental leave"),
    ExitReason.OWN_WISH: N_("At own request"),
    ExitReason.STOPPED_BY_US: N_("Stopped by us"),
    ExitReason.DECEASED: N_("Deceased"),
    ExitReason.MISREGISTERED: N_("Registered by mistake"),
}
_EXIT_GROUP = {
    ExitGroup.WORK: N_("Work"),
    ExitGroup.STUDIES: N_("Studies"),
    ExitGroup.NEARER: N_("Closer to work"),
    ExitGroup.BACK: N_("Unchanged or back"),
    ExitGroup.OTHER: N_("Other reason"),
    ExitGroup.DECEASED: N_("Deceased"),
    ExitGroup.MISREGISTERED: N_("Registered by mistake"),
}
_PRICE_UNIT = {
    PriceUnit.DAY: N_("Per day"),
    PriceUnit.HALF_DAY: N_("Per half day"),
    PriceUnit.HOUR: N_("Per hour"),
    PriceUnit.PLACE_MONTH: N_("Per place and month"),
    PriceUnit.LEVEL_DAY: N_("Per day by level 1–5"),
    PriceUnit.LUMP_SUM: N_("Fixed sum per year"),
    PriceUnit.RESULT: N_("Per result"),
}
_PRICE_BASIS = {
    PriceBasis.ATTENDED: N_("What was attended"),
    PriceBasis.BOOKED: N_("What was booked"),
    PriceBasis.PLACE: N_("The places sold"),
}
_ACTIVITY = {
    Activity.TRAINEES: N_("With trainees"),
    Activity.DOCUMENTATION: N_("Documentation"),
    Activity.CONTACTS: N_("Contacts with authorities"),
    Activity.PRODUCTION: N_("Production"),
    Activity.MEETING: N_("Meeting"),
    Activity.TRAINING: N_("Own training"),
    Activity.OTHER: N_("Other activity"),
}
_LEGAL_FORM = {
    LegalForm.COOPERATIVE: N_("Economic association"),
    LegalForm.ASSOCIATION: N_("Non-profit association"),
    LegalForm.COMPANY: N_("Limited company"),
    LegalForm.FOUNDATION: N_("Foundation"),
    LegalForm.OTHER: N_("Other legal form"),
}
_COORDINATION_STATUS = {
    CoordinationStatus.PROVED: N_("Identity proved"),
    CoordinationStatus.PROBABLE: N_("Identity probable"),
    CoordinationStatus.UNPROVED: N_("Identity not proved"),
}
_DAY_COUNT = {
    DayCount.DAYS: N_("Days: a day with planned time is one day"),
    DayCount.MINUTES: N_("Time: minutes divided by the length of a place-day"),
}
_VALUE_SOURCE = {
    ValueSource.TYPED: N_("Typed"),
    ValueSource.PASTED: N_("Pasted"),
    ValueSource.SPREAD: N_("Spread over the year"),
    ValueSource.COPIED: N_("Copied"),
    ValueSource.DRIVERS: N_("Computed from the assumptions"),
}
_ACTUAL_SOURCE = {
    ActualSource.VOUCHERS: N_("Vouchers"),
    ActualSource.PERIOD_BALANCES: N_("Monthly balances"),
    ActualSource.YEAR_BALANCES: N_("Balances of the whole year"),
}
_PERIOD_KIND = {
    PeriodKind.DAY: N_("Day"),
    PeriodKind.WEEK: N_("Week"),
    PeriodKind.MONTH: N_("Month"),
    PeriodKind.QUARTER: N_("Quarter"),
    PeriodKind.YEAR: N_("Calendar year"),
    PeriodKind.FISCAL_YEAR: N_("Fiscal year"),
    PeriodKind.RANGE: N_("Several months"),
}


def sex_word(sex: Sex) -> str:
    """Kvinna, man, annat eller okänt."""
    return _(_SEX[sex])


def age_band_word(band: AgeBand) -> str:
    """30–54 år."""
    return _(_AGE_BAND[band])


def form_word(form: Form) -> str:
    """Form of a placement: arbetsträning and so on."""
    return _(_FORM[form])


def referring_body_word(body: ReferringBody) -> str:
    """Who referred: Arbetsförmedlingen and so on."""
    return _(_REFERRING_BODY[body])


def payer_kind_word(kind: PayerKind) -> str:
    """Kind of payer: kommun and so on."""
    return _(_PAYER_KIND[kind])


def attendance_code_word(code: AttendanceCode) -> str:
    """Anmäld frånvaro …; the letter is the code itself."""
    return _(_ATTENDANCE_CODE[code])


def exit_reason_word(reason: ExitReason) -> str:
    """Why a placement ended; sealed in the file, so show it to owners only."""
    return _(_EXIT_REASON[reason])


def exit_group_word(group: ExitGroup) -> str:
    """Arbete, studier, närmare arbete and so on."""
    return _(_EXIT_GROUP[group])


def price_unit_word(unit: PriceUnit) -> str:
    """Per dag, per timme and so on."""
    return _(_PRICE_UNIT[unit])


def price_basis_word(basis: PriceBasis) -> str:
    """What is counted: närvaro, bokat, sålda platser."""
    return _(_PRICE_BASIS[basis])


def activity_word(activity: Activity) -> str:
    """What supervision time was spent on."""
    return _(_ACTIVITY[activity])


def legal_form_word(form: LegalForm) -> str:
    """Ekonomisk förening and so on."""
    return _(_LEGAL_FORM[form])


def coordination_status_word(status: CoordinationStatus) -> str:
    """How well a samordningsnummer is proved."""
    return _(_COORDINATION_STATUS[status])


def day_count_word(count: DayCount) -> str:
    """How an agreement counts a place-day."""
    return _(_DAY_COUNT[count])


def value_source_word(source: ValueSource) -> str:
    """Where a planned amount came from."""
    return _(_VALUE_SOURCE[source])


def actual_source_word(source: ActualSource) -> str:
    """Where the months of a year's actuals come from."""
    return _(_ACTUAL_SOURCE[source])


def period_kind_word(kind: PeriodKind) -> str:
    """Dag, vecka, månad and so on."""
    return _(_PERIOD_KIND[kind])


def trainee_word(number: int) -> str:
    """Deltagare 7: a trainee without the name."""
    return _("Trainee %(number)d") % {"number": number}


def protected_word(number: int) -> str:
    """Skyddad person 7: what an owner sees of a protected trainee (decisions C2)."""
    return _("Protected person %(number)d") % {"number": number}


def supervisor_word(number: int) -> str:
    """Handledare 3: a supervisor without the name."""
    return _("Supervisor %(number)d") % {"number": number}
