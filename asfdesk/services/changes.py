"""What a command changed, so that each page can decide whether to reload."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """One noun each."""

    ENTERPRISE = "enterprise"
    AGREEMENTS = "agreements"
    INVOICES = "invoices"
    TRAINEES = "trainees"
    PLACEMENTS = "placements"
    ATTENDANCE = "attendance"
    ABSENCES = "absences"
    SUPERVISION = "supervision"
    LEDGER = "ledger"
    MAPPING = "mapping"
    PLAN = "plan"
    COMMENTS = "comments"
    EXPECTED = "expected"
    SENT = "sent"
    PROGRESS = "progress"
    WAITING = "waiting"
    VISITS = "visits"


Changes = frozenset[Topic]
"""The topics a command touched; empty = nothing changed."""
