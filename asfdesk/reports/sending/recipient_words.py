"""Words for whom packages go to."""

from __future__ import annotations

from asfdesk.domain.visiting_codes import RecipientKind
from asfdesk.i18n import N_, _

_KINDS = {
    RecipientKind.SUPPORT: N_("Support structure"),
    RecipientKind.COORDINATION: N_("Coordination body"),
    RecipientKind.ADVISER: N_("Adviser"),
    RecipientKind.OTHER: N_("Other"),
}


def recipient_kind_word(kind: RecipientKind) -> str:
    """Stödstruktur, samordningsförbund, rådgivare eller annan."""
    return _(_KINDS[kind])
