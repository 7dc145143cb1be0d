"""Passwords that can be remembered: a few random words."""

from __future__ import annotations

import secrets

from asfdesk import paths

WORDS = 5
"""Five of 673 words are 47 bits; with the shipped Argon2id each guess costs about a second."""


def suggest_passphrase(words: int = WORDS) -> str:
    """Random words joined by hyphens, from the system's random source."""
    known = paths.resource("words/sv.txt").read_text(encoding="utf-8").split()
    return "-".join(secrets.choice(known) for _ in range(words))
