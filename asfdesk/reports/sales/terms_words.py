"""What a buyer pays, in sentences: the same words in the form, on the page and in reports.

Mirrors `domain.sales.billing`: what is said here is what is billed there.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import WHOLE_BP
from asfdesk.domain.codes import AttendanceCode, PriceBasis, PriceUnit
from asfdesk.domain.hours.places import PLACE
from asfdesk.domain.money import round_half_up
from asfdesk.domain.sales.billed_time import absence_share_bp
from asfdesk.i18n import N_, _, decimal, hours, money, money_exact, percent
from asfdesk.reports.words import attendance_code_word

if TYPE_CHECKING:
    from asfdesk.domain.agreements import Agreement, Terms

KRONA = 100
MINUTES_IN_HOUR = 60

_PRICED = {
    (PriceUnit.DAY, PriceBasis.ATTENDED): N_("%(price)s kr for each attended day."),
    (PriceUnit.DAY, PriceBasis.BOOKED): N_("%(price)s kr for each booked day."),
    (PriceUnit.DAY, PriceBasis.PLACE): N_(
        "%(price)s kr for each place sold and working day, whoever comes."
    ),
    (PriceUnit.HALF_DAY, PriceBasis.ATTENDED): N_("%(price)s kr for each attended half day."),
    (PriceUnit.HALF_DAY, PriceBasis.BOOKED): N_("%(price)s kr for each booked half day."),
    (PriceUnit.HALF_DAY, PriceBasis.PLACE): N_(
        "%(price)s kr for each half day of the places sold, whoever comes."
    ),
    (PriceUnit.HOUR, PriceBasis.ATTENDED): N_("%(price)s kr for each attended hour."),
    (PriceUnit.HOUR, PriceBasis.BOOKED): N_("%(price)s kr for each booked hour."),
    (PriceUnit.HOUR, PriceBasis.PLACE): N_(
        "%(price)s kr for each hour of the places sold, whoever comes."
    ),
    (PriceUnit.PLACE_MONTH, PriceBasis.PLACE): N_(
        "%(price)s kr a month for each place sold, whoever comes."
    ),
    (PriceUnit.PLACE_MONTH, PriceBasis.BOOKED): N_("%(price)s kr a month for each booked place."),
    (PriceUnit.LUMP_SUM, PriceBasis.PLACE): N_("%(price)s kr a year, a twelfth each month."),
    (PriceUnit.RESULT, PriceBasis.ATTENDED): N_(
        "%(price)s kr once for each placement that ends in work or studies: work with or without"
        " support, an own business, or studies. The last day of the placement decides which month"
        " it is paid in."
    ),
}


def kronor(ore: int) -> str:
    """Öre as kronor: whole when they are whole, else with two decimals."""
    return money_exact(ore) if ore % KRONA else money(ore)


def places_word(places_milli: int) -> str:
    """Places without needless decimals: 5 or 2,5."""
    share = Fraction(places_milli, PLACE)
    decimals = next((n for n in (0, 1, 2) if (share * 10**n).denominator == 1), 3)
    return decimal(share, decimals)


def price_word(terms: Terms) -> str:
    """The price in one sentence."""
    if terms.unit is PriceUnit.LEVEL_DAY:
        return _levels(terms)
    sentence = _PRICED.get((terms.unit, terms.basis)) or _PRICED[PriceUnit.DAY, terms.basis]
    return _(sentence) % {"price": kronor(terms.price_ore)}


def payment_words(terms: Terms, agreement: Agreement) -> list[str]:
    """Everything that decides what is paid, a sentence each: price, places, absence, VAT."""
    said = [price_word(terms)]
    if full := _full_house(terms, agreement):
        said.append(full)
    if counts_absence(terms):
        said.append(_absence(terms))
    if terms.vat_bp:
        said.append(_("VAT of %(share)s is added.") % {"share": _share(terms.vat_bp)})
    else:
        said.append(_("No VAT is added."))
    return said


def counts_absence(terms: Terms) -> bool:
    """Whether it matters which absence is paid: places, sums and results pay regardless."""
    sums = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)
    return terms.unit not in sums and terms.basis is not PriceBasis.PLACE


def _levels(terms: Terms) -> str:
    prices = ", ".join(
        _("%(price)s kr at level %(level)d") % {"level": level, "price": kronor(price)}
        for level, price in sorted(terms.level_prices_ore.items())
    )
    if terms.basis is PriceBasis.ATTENDED:
        whole = _("%(prices)s for each attended day.") % {"prices": prices}
    else:
        whole = _("%(prices)s for each booked day.") % {"prices": prices}
    half = _("A half day pays %(share)s of it.") % {"share": _share(terms.half_day_bp)}
    return " ".join(filter(None, (whole, half, _part_day(terms))))


def _part_day(terms: Terms) -> str:
    """What a part day pays; "" when there are none."""
    limit = terms.part_day_limit_minutes
    if terms.part_day_bp is None or limit is None:
        return ""
    words = {"share": _share(terms.part_day_bp), "hours": hours(limit)}
    return _("A part day, up to %(hours)s h, pays %(share)s.") % words


def _full_house(terms: Terms, agreement: Agreement) -> str:
    """What the places sold give at most; "" when places or a single price are missing."""
    per_place = {
        PriceUnit.DAY: Fraction(1),
        PriceUnit.HALF_DAY: Fraction(2),
        PriceUnit.HOUR: Fraction(agreement.place_day_minutes, MINUTES_IN_HOUR),
        PriceUnit.PLACE_MONTH: Fraction(1),
    }.get(terms.unit)
    if per_place is None or terms.places_milli <= 0:
        return ""
    amount = round_half_up(Fraction(terms.places_milli, PLACE) * per_place * terms.price_ore)
    words = {"places": places_word(terms.places_milli), "amount": kronor(amount)}
    if terms.unit is PriceUnit.PLACE_MONTH:
        return _("%(places)s places are sold: at most %(amount)s kr a month.") % words
    return _("%(places)s places are sold: at most %(amount)s kr a working day.") % words


def _absence(terms: Terms) -> str:
    shares = {code: absence_share_bp(terms, code) for code in AttendanceCode}
    if not any(shares.values()):
        return _("Absence is not paid.")
    if all(share == WHOLE_BP for share in shares.values()):
        return _("Absence is paid as if the trainee had come.")
    paid = ", ".join(
        f"{attendance_code_word(code).lower()} {_share(share)}"
        for code, share in shares.items()
        if share
    )
    return _("Of absence is paid: %(paid)s. Other absence is not paid.") % {"paid": paid}


def _share(bp: int) -> str:
    return percent(Fraction(bp, WHOLE_BP), 0 if bp % KRONA == 0 else 1)
