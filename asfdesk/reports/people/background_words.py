"""What the codes around a placement are called: before and after, follow-up, employment."""

from __future__ import annotations

from asfdesk.domain.people.placement_codes import (
    Education,
    EmploymentForm,
    FollowUpState,
    FollowUpStep,
    Occupation,
    SupportLength,
    SupportSource,
)
from asfdesk.i18n import N_, _

_OCCUPATIONS = {
    Occupation.WORKS: N_("Works"),
    Occupation.STUDIES: N_("Is studying"),
    Occupation.SEEKS: N_("Seeks work"),
    Occupation.NOTHING: N_("None of these"),
}
_SOURCES = {
    SupportSource.SICKNESS: N_("Sickness or rehabilitation benefit (sjukpenning)"),
    SupportSource.ACTIVITY: N_("Activity compensation (aktivitetsersättning)"),
    SupportSource.PERMANENT_SICKNESS: N_("Sickness compensation (sjukersättning)"),
    SupportSource.UNEMPLOYMENT: N_("Unemployment insurance (a-kassa)"),
    SupportSource.PROGRAMME: N_("Activity grant (aktivitetsstöd)"),
    SupportSource.ESTABLISHMENT: N_("Establishment benefit (etableringsersättning)"),
    SupportSource.SOCIAL_ASSISTANCE: N_("Social assistance (försörjningsstöd)"),
    SupportSource.NONE: N_("No public support"),
    SupportSource.UNKNOWN: N_("Not known"),
}
_LENGTHS = {
    SupportLength.SHORT: N_("Less than a year"),
    SupportLength.MIDDLE: N_("One to five years"),
    SupportLength.LONG: N_("More than five years"),
    SupportLength.UNKNOWN: N_("Not known"),
}
_EDUCATIONS = {
    Education.BEFORE_UPPER_SECONDARY: N_("Compulsory school"),
    Education.UPPER_SECONDARY: N_("Upper secondary school"),
    Education.AFTER_UPPER_SECONDARY: N_("After upper secondary school"),
    Education.NONE: N_("No completed education"),
    Education.UNKNOWN: N_("Not known"),
}
_STEPS = {
    FollowUpStep.FOUR_WEEKS: N_("Four weeks"),
    FollowUpStep.SIX_MONTHS: N_("Six months"),
    FollowUpStep.TWELVE_MONTHS: N_("Twelve months"),
}
_STATES = {
    FollowUpState.ASKED: N_("Asked"),
    FollowUpState.ANSWERED: N_("Answered"),
    FollowUpState.NOT_REACHED: N_("Not reached"),
}
_FORMS = {
    EmploymentForm.UNSUBSIDISED: N_("Without support"),
    EmploymentForm.WAGE_SUBSIDY: N_("Wage subsidy (lönebidrag)"),
    EmploymentForm.WAGE_SUBSIDY_DEVELOPMENT: N_("Development employment (utvecklingsanställning)"),
    EmploymentForm.WAGE_SUBSIDY_SECURITY: N_("Security employment (trygghetsanställning)"),
    EmploymentForm.SHELTERED_PUBLIC: N_("Public sheltered employment (OSA)"),
    EmploymentForm.NEW_START: N_("New start job (nystartsjobb)"),
    EmploymentForm.INTRODUCTION: N_("Introduction job (introduktionsjobb)"),
    EmploymentForm.OTHER_SUBSIDY: N_("Other support"),
}


def occupation_word(occupation: Occupation) -> str:
    """What somebody does, before or after."""
    return _(_OCCUPATIONS[occupation])


def support_source_word(source: SupportSource) -> str:
    """Where the income comes from."""
    return _(_SOURCES[source])


def support_length_word(length: SupportLength) -> str:
    """How long public support has been needed."""
    return _(_LENGTHS[length])


def education_word(education: Education) -> str:
    """Highest completed education."""
    return _(_EDUCATIONS[education])


def follow_up_step_word(step: FollowUpStep) -> str:
    """How long after the end somebody is asked."""
    return _(_STEPS[step])


def follow_up_state_word(state: FollowUpState) -> str:
    """How the asking went."""
    return _(_STATES[state])


def employment_form_word(form: EmploymentForm) -> str:
    """How a former trainee is employed by the enterprise."""
    return _(_FORMS[form])
