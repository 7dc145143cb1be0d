"""The four tones a status can have; each has a mark, so colour never stands alone."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.ui.theme import tokens

if TYPE_CHECKING:
    from asfdesk.ui.tokens import Tokens


class Tone(StrEnum):
    """How something stands."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    NEUTRAL = "neutral"
    ACCENT = "accent"

    @property
    def mark(self) -> str:
        """The icon drawn before the text; "" for neutral."""
        return {"good": "check", "warn": "exclaim", "bad": "cross"}.get(self.value, "")


def colours(tone: Tone, chosen: Tokens | None = None) -> tuple[str, str]:
    """Text colour and the tint under it."""
    look = chosen or tokens()
    return {
        Tone.GOOD: (look.good, look.good_soft),
        Tone.WARN: (look.warn, look.warn_soft),
        Tone.BAD: (look.bad, look.bad_soft),
        Tone.NEUTRAL: (look.muted, look.grid),
        Tone.ACCENT: (look.accent, look.soft),
    }[tone]
