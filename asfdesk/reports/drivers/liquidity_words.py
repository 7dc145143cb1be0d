"""Words of the liquidity budget: its rows, its low point, and how typed lines are paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.premises import VatPeriod
from asfdesk.domain.drivers.result import CashKind
from asfdesk.i18n import N_, _, money, month_name

if TYPE_CHECKING:
    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import Month

_KINDS = {
    CashKind.TRAINING: N_("Work training"),
    CashKind.SALES: N_("Sales"),
    CashKind.SUBSIDIES: N_("Wage support"),
    CashKind.GRANTS: N_("Grants"),
    CashKind.OTHER_IN: N_("Other income"),
    CashKind.GOODS: N_("Goods and materials"),
    CashKind.PURCHASES: N_("Premises and other costs"),
    CashKind.NET_PAY: N_("Net pay"),
    CashKind.PAYROLL_TAX: N_("Tax on pay and contributions"),
    CashKind.PENSIONS: N_("Pensions"),
    CashKind.VAT: N_("VAT"),
    CashKind.INTEREST: N_("Interest"),
    CashKind.COMPANY_TAX: N_("Tax on the result"),
    CashKind.INVESTMENTS: N_("Investments"),
    CashKind.LOANS_IN: N_("New loans"),
    CashKind.AMORTISATION: N_("Repayment of loans"),
    CashKind.CARRIED: N_("Outside the result"),
}
_PAID = {
    CashKind.TRAINING: N_("Incl. VAT, when the buyers’ terms have passed, in begun months."),
    CashKind.SALES: N_("Incl. VAT: at once, or when the terms have passed, in begun months."),
    CashKind.SUBSIDIES: N_("As many months later as is said on the row of staff."),
    CashKind.GRANTS: N_("Ahead, month by month or afterwards, as is said on the grant."),
    CashKind.OTHER_IN: N_("Incl. VAT, when the terms have passed, in begun months."),
    CashKind.GOODS: N_("Incl. VAT, when the suppliers’ terms have passed, in begun months."),
    CashKind.PURCHASES: N_("Incl. VAT, when the terms have passed, in begun months."),
    CashKind.NET_PAY: N_("Pay less tax, the same month; the holiday supplement as it is earned."),
    CashKind.PAYROLL_TAX: N_("The tax drawn and the contributions, the month after (the 12th)."),
    CashKind.PENSIONS: N_("The month after."),
    CashKind.VAT: N_("In the second month after its period; minus is paid, plus comes back."),
    CashKind.INTEREST: N_("The same month."),
    CashKind.COMPANY_TAX: N_("The same month."),
    CashKind.INVESTMENTS: N_("Incl. VAT, when the terms have passed, in begun months."),
    CashKind.LOANS_IN: N_("In the month they are paid out."),
    CashKind.AMORTISATION: N_("The first in the month after the payout."),
    CashKind.CARRIED: N_("What was on its way when the plan begins, tax, dividends and the like."),
}


def cash_word(kind: CashKind) -> str:
    """A row of the liquidity budget."""
    return _(_KINDS[kind])


def paid_how(kind: CashKind) -> str:
    """When the row's amounts are paid."""
    return _(_PAID[kind])


def low_point_words(cash: Liquidity) -> str:
    """The lowest month-end in a sentence, with what is left of the overdraft."""
    month, ore = cash.lowest
    values = {"amount": money(ore), "month": _month(month)}
    said = _("Lowest cash: %(amount)s kr at the end of %(month)s.") % values
    return f"{said} {headroom_words(cash)}"


def headroom_words(cash: Liquidity) -> str:
    """What is left of cash and overdraft at the low point, or what is missing."""
    values = {"amount": money(abs(cash.headroom_ore)), "limit": money(cash.credit_limit_ore)}
    if cash.headroom_ore < 0:
        if not cash.credit_limit_ore:
            return _("%(amount)s kr is missing.") % values
        return _("%(amount)s kr is missing, with the overdraft of %(limit)s kr used up.") % values
    if not cash.credit_limit_ore:
        return _("No overdraft.")
    return _("%(amount)s kr is left, with the overdraft of %(limit)s kr.") % values


def inside_the_month() -> str:
    """Decisions A7."""
    return _("Balances are those of the month’s end. Inside a month cash may be lower.")


def vat_words(premises: Premises) -> str:
    """When VAT is paid, with an example."""
    return {
        VatPeriod.MONTH: _("VAT is paid in the second month after: that of January in March."),
        VatPeriod.QUARTER: _(
            "VAT is paid in the second month after the quarter: January to March in May."
        ),
        VatPeriod.YEAR: _(
            "VAT of the whole fiscal year is paid in the second month after it. Many may pay later."
        ),
        VatPeriod.NONE: _("The enterprise declares no VAT: amounts are reckoned as they stand."),
    }[premises.vat_period]


def typed_words() -> str:
    """What is taken for granted of lines without drivers."""
    return _(
        "Lines without drivers: pay like pay, rent the same month without VAT, wage support and"
        " grants a month later (EU grants three), other purchases and sales after 30 days with"
        " 25 per cent VAT."
    )


def left_words(cash: Liquidity) -> str:
    """What the plan leaves to come in and to be paid after its last month."""
    comes = sum(ore for ore in cash.after.values() if ore > 0)
    goes = -sum(ore for ore in cash.after.values() if ore < 0)
    if not comes and not goes:
        return ""
    values = {"month": _month(cash.months[-1]), "comes": money(comes), "goes": money(goes)}
    return (
        _("After %(month)s %(comes)s kr is still to come in and %(goes)s kr to be paid.") % values
    )


def opening_agrees(typed_ore: int | None, booked_ore: int | None) -> str:
    """The opening balance beside that of the books; "" when either is missing."""
    if typed_ore is None or booked_ore is None:
        return ""
    if typed_ore == booked_ore:
        return _("Agrees with the books.")
    values = {"amount": money(booked_ore), "difference": money(abs(typed_ore - booked_ore))}
    if typed_ore > booked_ore:
        return _("The books say %(amount)s kr: %(difference)s kr less.") % values
    return _("The books say %(amount)s kr: %(difference)s kr more.") % values


def _month(month: Month) -> str:
    return month_name(month.year, month.number)
