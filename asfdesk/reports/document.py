"""A report as a value: what every renderer (PDF, Excel, CSV, JSON, text, screen) is a function of.

Cells hold raw values (öre, minutes, exact fractions, dates), never formatted text, so that each
renderer can write real numbers. None is "not known" and is shown as "–"; `Hidden` is "known, but
not shown here" (small counts); "" fits every column and leaves the cell empty.
A report is built like this:

    table("months", _("By month"),
          [text("month", _("Month")), money("plan", _("Plan")), money("actual", _("Actual"))],
          [row("2026-03", 120_000_00, 118_500_00),
           row("2026-04", 120_000_00, Cell(90_000_00, tone=Tone.BAD))],
          totals=[row(_("Sum"), 240_000_00, 208_500_00)])
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.counts import Name
    from asfdesk.reports.chart_spec import ChartSpec
    from asfdesk.reports.formula import Formula


class Kind(StrEnum):
    """What a cell holds, and so how it is written and aligned."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"  # öre, shown in whole kronor
    MONEY_EXACT = "money_exact"  # öre, shown with two decimals
    HOURS = "hours"  # minutes, shown as decimal hours
    DATE = "date"
    PERCENT = "percent"  # a share (1/2 = 50 %)
    DECIMAL = "decimal"

    @property
    def numeric(self) -> bool:
        """Whether cells are right-aligned and real numbers in Excel."""
        return self not in (Kind.TEXT, Kind.DATE)


class Tone(StrEnum):
    """Good, warning or bad; renderers show a symbol with it, never colour alone."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    MUTED = "muted"

    @property
    def symbol(self) -> str:
        """The sign that goes with the colour; "" for the quiet ones."""
        return {Tone.GOOD: "✓", Tone.WARN: "!", Tone.BAD: "‼"}.get(self, "")


class PersonalData(StrEnum):
    """Whether the report says anything about a person (decisions C3)."""

    YES = "yes"
    PSEUDONYMOUS = "pseudonymous"
    NO = "no"


@dataclass(frozen=True)
class Hidden:
    """A value that is held back.

    Attributes:
        text: is shown in its place, for example "<5".
        why: for those who know the value anyway, on screen only: it may not leave the program.
    """

    text: str
    why: str = ""


Value = str | int | Fraction | date | Hidden | None
"""What a cell may hold."""


@dataclass(frozen=True)
class Cell:
    """A value with something to say about it.

    Attributes:
        kind: only where it differs from the column's.
        symbol: show the tone's symbol beside the value.
        formula: where the value comes from, for a workbook; `LiveTable` sets it.
    """

    value: Value
    tone: Tone = Tone.NEUTRAL
    strong: bool = False
    kind: Kind | None = None
    symbol: bool = True
    decimals: int | None = None
    formula: Formula | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        key: its name in JSON; ASCII.
        width: least width in characters; 0 = by content.
        decimals: None = as the kind usually has (hours and decimals 2, per cent 1).
        signed: write + before positive numbers (deviations).
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 0
    decimals: int | None = None
    signed: bool = False


class RowStyle(StrEnum):
    """How a row stands out."""

    NORMAL = "normal"
    STRONG = "strong"
    MUTED = "muted"
    GROUP = "group"  # a heading inside the table; only its first cell is used
    TO_SIGN = "to_sign"  # high enough on paper to sign in


@dataclass(frozen=True)
class Source:
    """A figure that a sentence is made of, for JSON: whole numbers in the unit that is named.

    Attributes:
        key: lasting and without language.
        unit: ore, minutes, bp, count, month or day.
        now: None = not known.
        then: what it was before; None also where nothing is compared.
    """

    key: str
    unit: str
    now: int | None
    then: int | None = None


@dataclass(frozen=True)
class Row:
    """One line: a cell per column, in order.

    Attributes:
        indent: the depth of the first cell.
        key: what the row is about, lasting and without language; "" where nothing reads it.
        sources: the figures that a sentence is made of.
    """

    cells: tuple[Cell, ...]
    style: RowStyle = RowStyle.NORMAL
    indent: int = 0
    key: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Span:
    """A heading over several columns; "" over those that have none."""

    title: str
    columns: int


@dataclass(frozen=True)
class Table:
    """Rows under columns.

    Attributes:
        key: its name in JSON and of its Excel sheet when it stands alone; ASCII.
        title: shown above; "" when the heading above says it.
        totals: rows under a line, in bold.
        spans: headings over the column titles; their counts add up to the columns'.
        empty: what is said instead of rows when there are none.
        note: a line under the table.
        compact: small and tight on paper, for long tables that are looked up in.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    spans: tuple[Span, ...] = ()
    empty: str = ""
    note: str = ""
    compact: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError when a row or the spans do not fit the columns."""
        count = len(self.columns)
        for line in (*self.rows, *self.totals):
            if line.style is not RowStyle.GROUP and len(line.cells) != count:
                message = f"{self.key}: {len(line.cells)} cells in {count} columns"
                raise ValueError(message)
        if self.spans and sum(span.columns for span in self.spans) != count:
            message = f"{self.key}: the spans do not cover {count} columns"
            raise ValueError(message)


@dataclass(frozen=True)
class Heading:
    """A heading inside the report; level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text. `label` stands in bold before it."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Fact:
    """A word and its value: "Avtal: 2026-114". A value that is text is the default."""

    label: str
    value: Value
    kind: Kind = Kind.TEXT
    key: str = ""


@dataclass(frozen=True)
class Facts:
    """Words and values in two columns: who the report is for, which agreement."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class KeyFigure:
    """A figure that is seen first: label, value, and what it is compared with."""

    label: str
    value: Value
    kind: Kind
    unit: str = ""
    comparison: str = ""
    tone: Tone = Tone.NEUTRAL
    decimals: int | None = None
    key: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """Key figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Chart:
    """A chart with its title; its numbers also stand in a table of the report."""

    spec: ChartSpec
    title: str = ""
    height: int = 180  # points on paper, pixels on screen


@dataclass(frozen=True)
class Note:
    """A remark: what is hidden and why, what is missing."""

    text: str
    tone: Tone = Tone.MUTED


@dataclass(frozen=True)
class SignatureLine:
    """A line to sign on: who signs ("Deltagare"), and the printed name when it is known."""

    role: str
    name: str = ""


@dataclass(frozen=True)
class Signatures:
    """Lines for place, date and signature, kept together on one page."""

    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page (one page per trainee)."""


Block = Heading | Paragraph | Facts | KeyFigures | Table | Chart | Note | Signatures | PageBreak


@dataclass(frozen=True)
class Head:
    """What every report says about itself (domain.md §8, common head).

    Attributes:
        version: of the report's form, for example "1".
        cut_off: the last day whose data is in it; None when that is the period's end.
        filter: what it was limited to ("Deltagare 7"); "" = everything.
        records: how many rows of source data it rests on; None when that says nothing.
        open_issues: what is missing before it can go, one sentence each.
        example: made from the example enterprise; every page is watermarked.
        recipient: who it goes to; "" when nobody was named.
        edition: the how manieth time this recipient gets it for the period; 0 = a draft.
    """

    company: str
    org_number: str
    created_at: datetime
    app_version: str
    version: str = "1"
    cut_off: date | None = None
    filter: str = ""
    personal: PersonalData = PersonalData.NO
    records: int | None = None
    open_issues: tuple[str, ...] = ()
    example: bool = False
    recipient: str = ""
    edition: int = 0


@dataclass(frozen=True)
class RecipientList:
    """Rows in a recipient's exact columns: all that Excel and CSV files of the report hold.

    Attributes:
        sheet: what the sheet is called.
        above: lines of text over the heading, as the recipient's form has them.
        delimiter, decimal_comma, mark, heading: how the text file is written.
    """

    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    above: tuple[tuple[str, ...], ...] = ()
    delimiter: str = ";"
    decimal_comma: bool = True
    mark: bool = True
    heading: bool = True


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes:
        key: R1 … R12.
        subtitle: a line under the title: plan version, agreement; "" when there is none.
        landscape: None = the renderer decides by the widest table.
        letter: a sheet or an agreement: it says nothing about a period or the data behind it.
        recipient_list: what is sent as Excel or CSV, where the recipient says how; PDF, text and
            screen show the report itself.
        counts: what it tells about how many persons, shown or hidden, for the memory of what has
            gone out; no format shows it.
        exact: those counts are given exactly, by agreement and confidentially.
    """

    key: str
    title: str
    period: Period
    head: Head
    blocks: tuple[Block, ...]
    subtitle: str = ""
    landscape: bool | None = None
    letter: bool = False
    recipient_list: RecipientList | None = None
    counts: Mapping[Name, int | None] = field(default_factory=dict)
    exact: bool = False

    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


FIGURES_ACROSS = 4


def figures_across(count: int) -> int:
    """How many key figures stand side by side, so that no last one is left alone."""
    if count <= FIGURES_ACROSS:
        return max(count, 1)
    return FIGURES_ACROSS if count % FIGURES_ACROSS != 1 else FIGURES_ACROSS - 1


def row(
    *values: Value | Cell, style: RowStyle = RowStyle.NORMAL, indent: int = 0, key: str = ""
) -> Row:
    """A row from values; wrap one in `Cell` to give it a tone."""
    cells = tuple(value if isinstance(value, Cell) else Cell(value) for value in values)
    return Row(cells, style, indent, key)


def strong_row(*values: Value | Cell) -> Row:
    """A subtotal among the rows."""
    return row(*values, style=RowStyle.STRONG)


def group_row(title: str) -> Row:
    """A heading among the rows."""
    return row(title, style=RowStyle.GROUP)


def table(  # noqa: PLR0913 - the optional parts are named, and most tables have two of them
    key: str,
    title: str,
    columns: Iterable[Column],
    rows: Iterable[Row],
    *,
    totals: Iterable[Row] = (),
    spans: Iterable[Span] = (),
    empty: str = "",
    note: str = "",
    compact: bool = False,
) -> Table:
    """A table from any iterables."""
    return Table(
        key,
        title,
        tuple(columns),
        tuple(rows),
        tuple(totals),
        tuple(spans),
        empty,
        note,
        compact,
    )


def text(key: str, title: str, width: int = 0) -> Column:
    """A column of words."""
    return Column(key, title, Kind.TEXT, width)


def integer(key: str, title: str) -> Column:
    """A column of whole numbers."""
    return Column(key, title, Kind.INTEGER)


def money(key: str, title: str, *, exact: bool = False, signed: bool = False) -> Column:
    """A column of öre, shown in whole kronor or (exact) with two decimals."""
    return Column(key, title, Kind.MONEY_EXACT if exact else Kind.MONEY, signed=signed)


def hours(key: str, title: str) -> Column:
    """A column of minutes, shown as decimal hours."""
    return Column(key, title, Kind.HOURS)


def day(key: str, title: str) -> Column:
    """A column of dates."""
    return Column(key, title, Kind.DATE)


def percent(key: str, title: str, *, decimals: int = 1, signed: bool = False) -> Column:
    """A column of shares."""
    return Column(key, title, Kind.PERCENT, decimals=decimals, signed=signed)


def decimal(key: str, title: str, *, decimals: int = 2) -> Column:
    """A column of plain numbers with decimals."""
    return Column(key, title, Kind.DECIMAL, decimals=decimals)
