"""What one driver of a plan says about itself, in one line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.i18n import N_, _, money, ngettext
from asfdesk.reports.drivers.driver_words import (
    MILLI,
    every_word,
    full_time_word,
    life_words,
    month_word,
    paid_word,
    plain_number,
    runs_words,
    share_word,
    vat_period_word,
)
from asfdesk.reports.sales.terms_words import kronor, places_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
    from asfdesk.domain.drivers.premises import CashItem, Premises
    from asfdesk.domain.drivers.sales import SalesChange, SalesStream
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
    from asfdesk.domain.period import Month

_PRICED = {
    PriceUnit.DAY: N_("%(places)s places × %(price)s kr a day"),
    PriceUnit.HALF_DAY: N_("%(places)s places × %(price)s kr a half day"),
    PriceUnit.HOUR: N_("%(places)s places × %(price)s kr an hour"),
    PriceUnit.PLACE_MONTH: N_("%(places)s places × %(price)s kr a month"),
    PriceUnit.LEVEL_DAY: N_("%(places)s places × %(price)s kr a day"),
    PriceUnit.LUMP_SUM: N_("%(price)s kr a year"),
    PriceUnit.RESULT: N_("%(places)s results a month × %(price)s kr"),
}
_COUNTLESS = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)


def stream_facts(stream: TrainingStream) -> str:
    """12 places × 320 kr a day, 85 %."""
    priced = _priced(stream.unit, stream.places_milli, stream.price_ore)
    share = share_word(stream.occupancy_bp) if counts_occupancy(stream) else ""
    return _joined(priced, share, runs_words(stream.first, stream.last))


def stream_change_facts(stream: TrainingStream, change: StreamChange) -> str:
    """What holds from a month on."""
    priced = _priced(stream.unit, change.places_milli, change.price_ore)
    return _joined(priced, share_word(change.occupancy_bp) if counts_occupancy(stream) else "")


def counts_occupancy(stream: TrainingStream) -> bool:
    """Whether the occupancy decides what is paid: sold places, sums and results pay regardless."""
    return stream.basis is not PriceBasis.PLACE and stream.unit not in _COUNTLESS


def sale_facts(sale: SalesStream) -> str:
    """46 000 a year × 25 kr, goods 36 %."""
    goods = _("goods %(share)s") % {"share": share_word(sale.cogs_bp)} if sale.cogs_bp else ""
    sold = _sold(sale.volume_milli, sale.price_ore)
    return _joined(sold, goods, runs_words(sale.first, sale.last))


def sale_change_facts(change: SalesChange) -> str:
    """What holds from a month on."""
    return _sold(change.volume_milli, change.price_ore)


def staff_facts(row: StaffRow) -> str:
    """2,25 full-time × 31 000 kr, wage support 60 %."""
    words = {"fte": full_time_word(row.fte_bp), "pay": money(row.monthly_pay_ore)}
    support = ""
    if row.subsidy is not None:
        level = {"level": share_word(row.subsidy.level_bp)}
        support = _("wage support %(level)s") % level
    paid = _("%(fte)s full-time × %(pay)s kr") % words
    return _joined(paid, support, runs_words(row.first, row.last))


def fixed_facts(cost: FixedCost) -> str:
    """30 000 kr each month, + 2 % a year."""
    rise = ""
    if cost.index_bp:
        rise = _("%(share)s more each January") % {"share": share_word(cost.index_bp)}
    amount = _kr(cost.amount_ore)
    if cost.every_months == 0:
        return _joined(amount, month_word(cost.first) if cost.first else every_word(0).lower())
    often = every_word(cost.every_months)
    return _joined(
        f"{amount} {often[:1].lower()}{often[1:]}", rise, runs_words(cost.first, cost.last)
    )


def grant_facts(grant: Grant) -> str:
    """600 000 kr, jan 2027-dec 2028, all of it afterwards."""
    paid = paid_word(grant.paid)
    when = runs_words(grant.first, grant.last)
    return _joined(_kr(grant.amount_ore), when, f"{paid[:1].lower()}{paid[1:]}")


def investment_facts(made: Investment) -> str:
    """120 000 kr, mar 2027, written off over 5 years."""
    over = _("written off over %(time)s") % {"time": life_words(made.life_months)}
    return _joined(_kr(made.amount_ore), month_word(made.month), over)


def loan_facts(loan: Loan) -> str:
    """200 000 kr, mar 2027, 6,5 % over 5 years."""
    words = {"rate": share_word(loan.rate_bp), "time": life_words(loan.months)}
    terms = _("%(rate)s over %(time)s") % words
    return _joined(_kr(loan.amount_ore), month_word(loan.month), terms)


def cash_item_facts(item: CashItem) -> str:
    """In or out, and when."""
    way = _("in, %(month)s") if item.amount_ore >= 0 else _("out, %(month)s")
    return way % {"month": month_word(item.month)}


def premises_facts(premises: Premises) -> str:
    """Everything a plan takes for granted."""
    return _joined(cash_premises_facts(premises), supervision_facts(premises))


def cash_premises_facts(premises: Premises) -> str:
    """What is in the bank when the plan begins, the overdraft, and when VAT is declared."""
    opening = _("not known")
    if premises.opening_ore is not None:
        opening = _kr(premises.opening_ore)
    limit = ""
    if premises.credit_limit_ore:
        limit = _("overdraft %(amount)s kr") % {"amount": money(premises.credit_limit_ore)}
    vat = vat_period_word(premises.vat_period)
    said = _("VAT %(period)s") % {"period": f"{vat[:1].lower()}{vat[1:]}"}
    return _joined(_("at the start %(amount)s") % {"amount": opening}, limit, said)


def supervision_facts(premises: Premises) -> str:
    """How many trainees a supervisor takes, and how much illness is covered."""
    ratio = _("trainees per supervisor not said")
    if premises.ratio_milli is not None:
        words = {"number": plain_number(Fraction(premises.ratio_milli, MILLI))}
        ratio = _("%(number)s trainees per supervisor") % words
    sick = ""
    if premises.sick_bp:
        sick = _("sick leave %(share)s") % {"share": share_word(premises.sick_bp)}
    return _joined(ratio, sick)


def workday_facts(months: Sequence[Month], workdays: Sequence[int]) -> str:
    """How many days the plan works, each calendar year."""
    years: dict[int, int] = {}
    for month, days in zip(months, workdays, strict=True):
        years[month.year] = years.get(month.year, 0) + days
    return _joined(
        *(
            f"{year}: " + ngettext("%(num)d day", "%(num)d days", days)
            for year, days in years.items()
        )
    )


def _priced(unit: PriceUnit, places_milli: int, price_ore: int) -> str:
    words = {"places": places_word(places_milli), "price": kronor(price_ore)}
    return _(_PRICED[unit]) % words


def _sold(volume_milli: int, price_ore: int) -> str:
    words = {"volume": plain_number(Fraction(volume_milli, MILLI)), "price": kronor(price_ore)}
    return _("%(volume)s a year × %(price)s kr") % words


def _kr(ore: int) -> str:
    return _("%(amount)s kr") % {"amount": money(ore)}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
