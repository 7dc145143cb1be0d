"""What was typed into a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


class FormValues:
    """What was typed, by name. Each getter returns the type its field keeps."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - each field has its own type
        return self._values[name]

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str) -> str:
        """A TextField or MultilineField; "" when empty."""
        return str(self._values[name] or "")

    def day(self, name: str) -> date | None:
        """A DateField."""
        value: date | None = self._values[name]
        return value

    def required_day(self, name: str) -> date:
        """A DateField made with required=True."""
        value: date = self._values[name]
        return value

    def whole(self, name: str) -> int | None:
        """A MoneyField (öre), HoursField (minutes), PercentField (bp) or IntegerField."""
        value: int | None = self._values[name]
        return value

    def required_whole(self, name: str) -> int:
        """The same, of a field made with required=True."""
        value: int = self._values[name]
        return value

    def choice(self, name: str) -> Any:  # noqa: ANN401 - the page's own values
        """A ChoiceField's value."""
        return self._values[name]

    def flag(self, name: str) -> bool:
        """A CheckField."""
        return bool(self._values[name])
