"""The form of what is in the bank at the end of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.services.drivers.bank_balances import set_bank_balance
from asfdesk.ui.kit.form.fields import DateField, MoneyField

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.bank_balances import BankBalance
    from asfdesk.ui.kit.form.form import FormDialog, FormValues
    from asfdesk.ui.page import Page


def open_bank_balance(page: Page, known: BankBalance | None) -> FormDialog | None:
    """Ask for a day and what was in cash and bank when it ended; empty takes the note away.

    Args:
        page: the page.
        known: the newest that is typed in; offered when it is of today.
    """
    write, today = page.context.write, page.context.today
    if write is None:
        return None

    def save(values: FormValues) -> Changes:
        return set_bank_balance(
            write, values.required_day("day"), values.whole("balance_ore"), today
        )

    return page.form(
        _("Bank balance"),
        [
            DateField("day", _("At the end of"), today, required=True),
            MoneyField(
                "balance_ore",
                _("In cash and bank (kr)"),
                known.ore if known is not None and known.day == today else None,
                help=_("Leave it empty to take that day’s balance away."),
            ),
        ],
        save,
        intro=_(
            "It is shown beside the plan’s opening balance. The balance of a month’s last day"
            " is where an application for funding begins, when the books don’t reach it."
        ),
    )
