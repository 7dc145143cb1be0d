"""The form of one assumption about society: low, likely, high, and where they are from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.society import PROXY_KEYS, Assumption, Factor
from asfdesk.i18n import _
from asfdesk.reports.planning.society_words import assumption_help, assumption_word
from asfdesk.services.planning.assume_society import set_assumption
from asfdesk.ui.dialogs.names_field import allowed_text, names_field
from asfdesk.ui.kit.form.fields import (
    DateField,
    IntegerField,
    MoneyField,
    PercentField,
    TextField,
)

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.ui.kit.form.fields import Field
    from asfdesk.ui.kit.form.form import FormDialog, FormValues
    from asfdesk.ui.page import Page

MONEY = frozenset({*PROXY_KEYS, Factor.MONTH_BENEFIT})


def open_assumption_form(page: Page, key: str, known: Assumption | None) -> FormDialog | None:
    """Make or change an assumption."""
    write = page.context.write
    if write is None:
        return None

    def save(values: FormValues) -> Changes:
        return set_assumption(
            write,
            Assumption(
                key,
                values.required_whole("low"),
                values.required_whole("likely"),
                values.required_whole("high"),
                allowed_text(write, values, "source"),
                values.day("checked_on"),
            ),
        )

    return page.form(
        assumption_word(key),
        [
            _number(key, "low", _("Low"), known.low if known else None),
            _number(key, "likely", _("Likely"), known.likely if known else None),
            _number(key, "high", _("High"), known.high if known else None),
            TextField(
                "source",
                _("Where it is from"),
                known.source if known else "",
                _("For example a decision, a report or who you asked. It stands in the report."),
            ),
            DateField("checked_on", _("Checked"), known.checked_on if known else None),
            names_field(),
        ],
        save,
        intro=assumption_help(key),
    )


def _number(key: str, name: str, label: str, value: int | None) -> Field:
    if key in MONEY:
        return MoneyField(name, label, value, required=True)
    if key == Factor.YEARS:
        return IntegerField(name, label, value, required=True)
    return PercentField(name, label, value, required=True)
