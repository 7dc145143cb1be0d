"""JSON in packages and cards: one written form, and reading that trusts nothing."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.period import PeriodKind, parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.period import Period

_LONGEST_TEXT = 200


def canonical(value: object) -> bytes:
    """The one JSON form of a value: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


class Fields:
    """An object read from JSON. Every getter raises ValueError for what cannot be right."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise ValueError(value)  # noqa: TRY004 - wrong input is a ValueError here
        self._value: Mapping[str, object] = value

    @classmethod
    def parse(cls, content: bytes) -> Fields:
        """From bytes that `canonical` wrote; another form of the same is refused."""
        try:
            value = json.loads(content)
        except RecursionError:
            raise ValueError(len(content)) from None
        if canonical(value) != content:
            raise ValueError(len(content))
        return cls(value)

    def names(self) -> tuple[str, ...]:
        """What it holds."""
        return tuple(self._value)

    def text(self, name: str, *, empty: bool = False) -> str:
        """A line of text without control characters."""
        found = self._value.get(name)
        if not isinstance(found, str) or len(found) > _LONGEST_TEXT or not found.isprintable():
            raise ValueError(name)
        if not (found.strip() or (empty and not found)):
            raise ValueError(name)
        return found

    def like(self, name: str, pattern: str) -> str:
        """Text of a form."""
        found = self.text(name, empty=True)
        if not re.fullmatch(pattern, found):
            raise ValueError(name)
        return found

    def raw(self, name: str, size: int) -> bytes:
        """Bytes as lower-case hexadecimal digits."""
        return bytes.fromhex(self.like(name, f"[0-9a-f]{{{2 * size}}}"))

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number between two."""
        found = self._value.get(name)
        if type(found) is not int or not least <= found <= most:
            raise ValueError(name)
        return found

    def flag(self, name: str) -> bool:
        """True or false."""
        found = self._value.get(name)
        if not isinstance(found, bool):
            raise ValueError(name)  # noqa: TRY004 - wrong input is a ValueError here
        return found

    def day(self, name: str) -> date:
        """A day."""
        return date.fromisoformat(self.like(name, r"\d{4}-\d{2}-\d{2}"))

    def moment(self, name: str) -> datetime:
        """A moment, UTC, to the second."""
        text = self.like(name, r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
        return datetime.fromisoformat(text).astimezone(UTC)

    def period(self, name: str) -> Period:
        """A period that is written as it is read; never a fiscal year by name."""
        found = parse_period(self.text(name))
        if str(found) != self.text(name) or found.kind is PeriodKind.FISCAL_YEAR:
            raise ValueError(name)
        return found

    def inner(self, name: str) -> Fields:
        """An object inside."""
        return Fields(self._value.get(name))

    def list(self, name: str, most: int) -> tuple[Fields, ...]:
        """Objects inside, at most so many."""
        found = self._value.get(name)
        if not isinstance(found, list) or len(found) > most:
            raise ValueError(name)
        return tuple(Fields(one) for one in found)


def moment_text(moment: datetime) -> str:
    """A moment as it is written, UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
