"""Code lists around visits and those who get packages, stored as they stand."""

from __future__ import annotations

from enum import StrEnum


class VisitKind(StrEnum):
    """The phases of advising, from the first meeting to following up (as in the French DLA)."""

    FIRST = "forsta"
    DIAGNOSIS = "nulage"
    PLANNING = "plan"
    FOLLOW_UP = "uppfoljning"


class RecipientKind(StrEnum):
    """Who a package goes to."""

    SUPPORT = "stodstruktur"
    COORDINATION = "samordningsforbund"
    ADVISER = "radgivare"
    OTHER = "annan"
