"""What a day grid shows: rows of cells under days, with sums at the right and below.

Pages build this on the worker; the grid only paints it. Cells are shared between days that look
alike, so a month of 200 rows is a few hundred objects.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.ui.kit.tone import Tone


class Mark(StrEnum):
    """What a cell without text means."""

    NONE = "none"
    UNFILLED = "unfilled"
    UNPLANNED = "unplanned"
    OUTSIDE = "outside"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Cell:
    """One row on one day.

    Attributes:
        text: in the middle.
        corner: a letter in the upper corner: the code for the rest of the day.
        tone: a tint with its text colour.
        mark: what an empty cell means.
        hint: what is expected in an empty cell, small and quiet in its corner.
        stop: Enter and filling stop here; other cells are passed over.
        editable: whether anything can be typed.
        clearable: whether what is there can be emptied although nothing else can be typed.
        edit: what the editor starts with, and what is copied.
        default: what Ctrl+Space writes; "" for nothing.
        odd: whether a corner mark says that something is worth a look.
        tip: what is odd, in words.
        spoken: what a screen reader says after the row and the day.
        strong: whether the text is semibold.
    """

    text: str = ""
    corner: str = ""
    tone: Tone | None = None
    mark: Mark = Mark.NONE
    hint: str = ""
    stop: bool = True
    editable: bool = True
    clearable: bool = True
    edit: str = ""
    default: str = ""
    odd: bool = False
    tip: str = ""
    spoken: str = ""
    strong: bool = False


@dataclass(frozen=True)
class DayColumn:
    """One day's head. `group` is said above its first day, for example "v. 43"."""

    top: str
    bottom: str
    group: str
    shaded: bool = False
    today: bool = False
    tip: str = ""
    spoken: str = ""


class HeadLook(StrEnum):
    """How a frozen column is written."""

    NUMBER = "number"
    NAME = "name"
    NOTE = "note"


@dataclass(frozen=True)
class HeadColumn:
    """A frozen column at the left; `most` is how wide it may grow, in pixels."""

    title: str
    look: HeadLook
    most: int = 200


@dataclass(frozen=True)
class GridRow:
    """One row's head and sums. Heads may be names, so they stay out of repr."""

    head: tuple[str, ...] = field(repr=False)
    totals: tuple[str, ...]
    spoken: str = field(repr=False)


@dataclass(frozen=True)
class FootRow:
    """Sums under the days; `tones` colours some of them, () none."""

    title: str
    cells: tuple[str, ...]
    totals: tuple[str, ...]
    strong: bool = False
    tones: tuple[Tone | None, ...] = ()


@dataclass(frozen=True)
class GridContent:
    """Everything a day grid shows. `cells[row][column]`.

    `numbers`: the cells are amounts, which stand at the right.
    """

    heads: tuple[HeadColumn, ...] = ()
    total_titles: tuple[str, ...] = ()
    columns: tuple[DayColumn, ...] = ()
    rows: tuple[GridRow, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = field(default=(), repr=False)
    foot: tuple[FootRow, ...] = ()
    numbers: bool = False


@dataclass(frozen=True)
class Edit:
    """A cell that is to say something else; "" empties it."""

    row: int
    column: int
    text: str = field(repr=False)
