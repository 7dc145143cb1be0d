"""A form's field for a time of day: 8.30, 08:30 or 8."""

from __future__ import annotations

from dataclasses import dataclass

from asfdesk.i18n import _
from asfdesk.ui.kit.form import parse
from asfdesk.ui.kit.form.fields import Field

_HOUR = 60


@dataclass(frozen=True)
class ClockField(Field):
    """A time of day, kept as minutes from midnight; None when empty."""

    value: int | None = None

    def show(self) -> str:
        """As the clock shows it."""
        return "" if self.value is None else f"{self.value // _HOUR}.{self.value % _HOUR:02d}"

    def hint(self) -> str:
        """How it is written."""
        return _("for example 8.30")

    def parse(self, text: str) -> int:
        """Minutes from midnight."""
        return parse.parse_clock(text)

    def complaint(self) -> str:
        """How a time is written."""
        return _("Write a time of day, for example 8.30.")
