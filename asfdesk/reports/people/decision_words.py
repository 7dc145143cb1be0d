"""What decisions and pauses are called."""

from __future__ import annotations

from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.i18n import N_, _

_KINDS = {
    DecisionKind.FIRST: N_("First decision"),
    DecisionKind.PROLONGED: N_("Prolongation"),
    DecisionKind.EXTENT: N_("New extent"),
    DecisionKind.SHORTENED: N_("Early end"),
}


def decision_kind_word(kind: DecisionKind) -> str:
    """What was decided."""
    return _(_KINDS[kind])
