"""What a table of the open export is made of: names and kinds, no keys and no SQL."""

from __future__ import annotations

from dataclasses import dataclass

OpenValue = int | str | None
"""What a cell of an open table holds."""


@dataclass(frozen=True)
class OpenColumn:
    """One column as it leaves the program.

    Attributes:
        name: without `_sealed`.
        kind: "integer" or "text".
        required: whether it is never empty.
        sealed: whether it lies under the vault key inside the client file.
    """

    name: str
    kind: str
    required: bool = False
    sealed: bool = False


@dataclass(frozen=True)
class OpenTable:
    """One table as it leaves the program.

    Attributes:
        name: as in the client file.
        columns: in the file's order.
        key: columns that tell its rows apart and give their order.
    """

    name: str
    columns: tuple[OpenColumn, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)
