"""What holidays are called."""

from __future__ import annotations

from asfdesk.domain.hours.holidays import Holiday
from asfdesk.i18n import N_, _

_NAMES = {
    Holiday.NEW_YEAR: N_("New Year's Day"),
    Holiday.EPIPHANY: N_("Epiphany"),
    Holiday.GOOD_FRIDAY: N_("Good Friday"),
    Holiday.EASTER_SUNDAY: N_("Easter Sunday"),
    Holiday.EASTER_MONDAY: N_("Easter Monday"),
    Holiday.MAY_DAY: N_("May Day"),
    Holiday.ASCENSION: N_("Ascension Day"),
    Holiday.WHIT_SUNDAY: N_("Whit Sunday"),
    Holiday.WHIT_MONDAY: N_("Whit Monday"),
    Holiday.NATIONAL_DAY: N_("National Day"),
    Holiday.MIDSUMMER_DAY: N_("Midsummer Day"),
    Holiday.ALL_SAINTS: N_("All Saints' Day"),
    Holiday.CHRISTMAS_DAY: N_("Christmas Day"),
    Holiday.BOXING_DAY: N_("Boxing Day"),
    Holiday.MIDSUMMER_EVE: N_("Midsummer's Eve"),
    Holiday.CHRISTMAS_EVE: N_("Christmas Eve"),
    Holiday.NEW_YEARS_EVE: N_("New Year's Eve"),
}


def holiday_word(holiday: Holiday) -> str:
    """Midsommardagen, julafton and so on."""
    return _(_NAMES[holiday])
