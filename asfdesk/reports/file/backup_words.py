"""What the list of backups says."""

from __future__ import annotations

from asfdesk.i18n import _


def why_word(why: str) -> str:
    """Why a backup was made, by its code."""
    return {
        "daily": _("Daily"),
        "before_migration": _("Before a new version"),
    }[why]


def state_word(state: str) -> str:
    """What is known about a backup, by its code."""
    return {
        "unchecked": _("Not checked"),
        "whole": _("Whole"),
        "damaged": _("Damaged"),
    }[state]


def opens_word(opens_with: str) -> str:
    """Whose passwords open it as it lies there, by its code."""
    return {
        "today": _("Opens with today's passwords"),
        "then": _("Opens with the passwords of that time"),
        "unknown": "",
    }[opens_with]
