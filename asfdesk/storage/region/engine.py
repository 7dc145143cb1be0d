"""What the region's tables need of a database: the little that is the same in both engines.

SQL is written once, with ? for values; each engine says it in its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

Value = str | int | None


class Engine(Protocol):
    """An open database.

    Attributes:
        place: where it is, without any secret.
    """

    place: str

    def ask(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows of a question."""

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        """One change."""

    def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """The same change for each row."""

    def make_tables(self, statements: Iterable[str]) -> None:
        """Make tables and indexes."""

    def has_tables(self) -> bool:
        """Whether the region's tables have been made."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that happens within is kept, or nothing.

        Raises:
            AsfDeskError: the database refused, and nothing was kept.
        """

    def reading(self) -> AbstractContextManager[None]:
        """Questions within see one state of the database."""

    def close(self) -> None:
        """Close it for good."""
