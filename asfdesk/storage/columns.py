"""How values lie in columns: ISO days, YYYY-MM months, 0/1 for flags."""

from __future__ import annotations

from datetime import date, datetime

from asfdesk.domain.period import Month


def to_day(value: str | None) -> date | None:
    """ISO text to a date."""
    return date.fromisoformat(value) if value else None


def need_day(value: str) -> date:
    """ISO text to a date, where the column is NOT NULL."""
    return date.fromisoformat(value)


def from_day(value: date | None) -> str | None:
    """A date to ISO text."""
    return value.isoformat() if value else None


def to_month(value: str | None) -> Month | None:
    """YYYY-MM to a month."""
    return Month.parse(value) if value else None


def from_month(value: Month | None) -> str | None:
    """A month to YYYY-MM."""
    return str(value) if value else None


def need_moment(value: str) -> datetime:
    """ISO text to a moment, where the column is NOT NULL."""
    return datetime.fromisoformat(value)
