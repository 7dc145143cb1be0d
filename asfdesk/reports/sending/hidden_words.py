"""Why a count is hidden, in words for those who know the counts anyway (ADR 0040).

They may not go out: whoever knows which counts were small knows that they are below the limit.
"""

from __future__ import annotations

from asfdesk.domain.sending.disclosure import Reason
from asfdesk.i18n import _, ngettext


def why_hidden(reason: Reason, threshold: int) -> str:
    """A sentence about one hidden count."""
    if reason is Reason.SMALL:
        return ngettext("It is below %(num)d person.", "It is below %(num)d persons.", threshold)
    return {
        Reason.BASE: _("The group that it is a part of is too small."),
        Reason.COMPANY: _("A small count could be worked out from it."),
        Reason.EARLIER: _(
            "Together with what has been sent before, a small count could be worked out from it."
        ),
        Reason.HELD: _("It was hidden in what has been sent before."),
        Reason.CHANGED: _("It differs by a few persons from what has been sent before."),
    }[reason]
