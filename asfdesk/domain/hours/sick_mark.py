"""Whether an absence was illness: optional, sealed, and without a letter (decisions A10, C1)."""

from __future__ import annotations

from enum import StrEnum

from asfdesk.domain.codes import AttendanceCode


class SickMark(StrEnum):
    """What is sealed. Both are equally long, so that the ciphertext's length tells nothing."""

    SICK = "SICK_DAY"
    NOT_SICK = "NOT_SICK"


SICK_CODES = frozenset({AttendanceCode.NOTIFIED, AttendanceCode.UNNOTIFIED})
"""Absences that can be marked: the code stays what it is."""
