"""Why a plan line is suggested, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.line_suggestions import Because
from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.domain.books.line_suggestions import NamedAccount, Suggestion


def suggestion_reason(found: Suggestion) -> str:
    """Because 3041 is called “Arbetsträning Af”, like 3040 “Arbetsträning kommun”."""
    own = {"account": found.account.number, "name": found.account.name}
    if found.because is Because.WORD:
        text = _("Because %(account)s is called “%(name)s” (%(word)s).")
        return text % {**own, "word": found.word}
    if found.because is Because.LIKE:
        text = _(
            "Because %(account)s is called “%(name)s”, like %(other)s, which you placed there."
        )
        return text % {**own, "other": _named(found.like[0])}
    text = _("Because you placed the accounts around %(account)s there: %(others)s.")
    return text % {**own, "others": ", ".join(one.number for one in found.like)}


def _named(account: NamedAccount) -> str:
    return f"{account.number} “{account.name}”"
