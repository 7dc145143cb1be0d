"""How amounts in whole kronor were rounded: said where a reader may add them up."""

from __future__ import annotations

from asfdesk.i18n import _


def plus_and_minus() -> str:
    """The sign of amounts by effect."""
    return _("Income plus, costs minus.")


def rounded_together() -> str:
    """Of tables whose rows and sums are rounded so that they fit."""
    return _("Whole kronor, rounded so that the rows make the sums.")


def rounded_alone() -> str:
    """Of tables where an amount must look the same wherever it stands, or be worked on from."""
    return _(
        "Each amount is rounded to whole kronor by itself: a sum may differ by some krona from"
        " the amounts that are shown."
    )
