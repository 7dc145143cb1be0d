"""What a list to tap on shows: rows of large buttons, for tablets and for quick mouse work."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.ui.kit.tone import Tone


class TapLook(StrEnum):
    """How a cell is drawn: words, a button, or a field that can be typed in."""

    WORDS = "words"
    BUTTON = "button"
    FIELD = "field"


@dataclass(frozen=True)
class TapColumn:
    """A column's head. `width` in pixels; None takes the rest."""

    title: str
    look: TapLook
    width: int | None = None


@dataclass(frozen=True)
class TapCell:
    """One cell.

    Attributes:
        text: what it says.
        second: a quiet line below it.
        on: a button that is pressed in.
        tone: how it is tinted when it is on.
        enabled: whether it can be tapped or typed in.
        spoken: what a screen reader says after the row's name.
        striped: a field that waits to be filled in.
    """

    text: str = field(default="", repr=False)
    second: str = ""
    on: bool = False
    tone: Tone | None = None
    enabled: bool = True
    spoken: str = ""
    striped: bool = False


@dataclass(frozen=True)
class TapRow:
    """One row. `spoken` is its name."""

    cells: tuple[TapCell, ...]
    spoken: str = field(repr=False)


@dataclass(frozen=True)
class TapContent:
    """The whole list."""

    columns: tuple[TapColumn, ...] = ()
    rows: tuple[TapRow, ...] = ()
