"""One sheet of a workbook: cells with number formats, widths, frozen head, print set-up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.formats.text_guard import guarded
from asfdesk.formats.xlsx_formulas import TablePlaces, formula_text
from asfdesk.i18n import _
from asfdesk.reports.cell_text import DECIMALS, cell_decimals, cell_kind, cell_text, figure_text
from asfdesk.reports.document import (
    Chart,
    Facts,
    Heading,
    Hidden,
    KeyFigures,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    RowStyle,
    Signatures,
    Table,
    Tone,
)
from asfdesk.reports.head_facts import example_words, report_name
from asfdesk.reports.period_words import period_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlsxwriter
    from xlsxwriter.format import Format

    from asfdesk.reports.document import Block, Cell, Column, Document, Fact, KeyFigure, Row, Value

LEAST_WIDTH, MOST_WIDTH = 9, 48
MOST_FROZEN = 14
"""More head rows than this would leave too little of the screen for the table."""
A4 = 9
_COLOURS = {Tone.GOOD: "#24623A", Tone.WARN: "#8A5200", Tone.BAD: "#A4262C", Tone.MUTED: "#5E655F"}
_MUTED = {"font_color": "#5E655F"}


class SheetWriter:
    """Writes blocks from top to bottom of a sheet."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        name: str,
        document: Document,
        places: TablePlaces | None = None,
    ) -> None:
        self.document = document
        self._book = book
        self._name = name
        self._places = places or TablePlaces()
        self._sheet = book.add_worksheet(name)
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._row = 0
        self._widths: dict[int, int] = {}
        self._columns = 2
        self._header: int | None = None

    def head(self) -> None:
        """Title, company, period; the example's warning where it cannot be missed."""
        document, head = self.document, self.document.head
        self._line(document.title, {"bold": True, "font_size": 15})
        company = f"{head.company} · {head.org_number}"
        self._line(f"{company} · {period_words(document.period)}", {"font_color": "#0E6B62"})
        if document.subtitle:
            self._line(document.subtitle, _MUTED)
        if head.example:
            self._line(example_words(), {"bold": True, "font_color": _COLOURS[Tone.BAD]})
        self._row += 1

    def block(self, block: Block) -> None:
        """One block, below what is there."""
        match block:
            case Table():
                self._table(block)
            case Facts():
                self._facts(block.facts)
            case KeyFigures():
                self._figures(block.figures)
            case Signatures():
                for line in block.lines:
                    self._row += 2
                    name = f": {line.name}" if line.name else ""
                    self._line("_" * 34)
                    self._line(f"{line.role}{name}", _MUTED)
            case Heading() | Paragraph() | Note():
                self._words(block)
            case Chart():
                # The numbers stand in a table; here is what the chart says about them.
                if block.spec.summary:
                    self._line(f"{block.title}: {block.spec.summary}".removeprefix(": "))
            case PageBreak():
                return

    def finish(self) -> None:
        """Widths, frozen head, print set-up."""
        sheet = self._sheet
        for column, width in self._widths.items():
            sheet.set_column(column, column, min(max(width + 2, LEAST_WIDTH), MOST_WIDTH))
        if self._header is not None and self._header <= MOST_FROZEN:
            sheet.freeze_panes(self._header + 1, 1)
        if self._header is not None:
            sheet.repeat_rows(self._header)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        if sum(self._widths.values()) > 95:  # noqa: PLR2004 - characters across a standing A4
            sheet.set_landscape()
        sheet.hide_gridlines(1)
        mark = f"{example_words()} · " if self.document.head.example else ""
        page = _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}
        sheet.set_footer(f"&L{mark}{report_name(self.document)}&R{page}")

    def _format(self, properties: Mapping[str, object]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def _text(self, column: int, text: str, properties: Mapping[str, object]) -> None:
        self._sheet.write_string(self._row, column, guarded(text), self._format(properties))

    def _line(self, text: str, properties: Mapping[str, object] | None = None) -> None:
        """Text that may run over the columns beside it."""
        if text:
            self._text(0, text, properties or {})
        self._row += 1

    def _widen(self, column: int, text: str) -> None:
        longest = max((len(part) for part in text.split("\n")), default=0)
        self._widths[column] = max(self._widths.get(column, 0), longest)

    def _words(self, block: Heading | Paragraph | Note) -> None:
        match block:
            case Heading():
                self._row += 1
                self._line(block.text, {"bold": True, "font_size": 13 if block.level == 1 else 11})
            case Paragraph():
                self._line(f"{block.label} {block.text}".strip())
            case Note():
                mark = f"{block.tone.symbol} " if block.tone.symbol else ""
                colour = _COLOURS.get(block.tone, "#1F2421")
                self._line(mark + block.text, {"font_color": colour})

    def _facts(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            self._text(0, fact.label, _MUTED)
            self._widen(0, fact.label)
            decimals = DECIMALS.get(fact.kind, 0)
            self._value(1, fact.value, fact.kind, decimals, {"align": "left"})
            self._row += 1
        self._row += 1

    def _figures(self, figures: Sequence[KeyFigure]) -> None:
        for one in figures:
            properties: dict[str, object] = {"bold": True}
            if one.tone in _COLOURS:
                properties["font_color"] = _COLOURS[one.tone]
            decimals = DECIMALS.get(one.kind, 0) if one.decimals is None else one.decimals
            self._text(0, one.label, {})
            self._value(1, one.value, one.kind, decimals, properties)
            for at, text in ((2, one.unit), (3, one.comparison)):
                if text:
                    self._text(at, text, _MUTED)
            self._widen(0, one.label)
            self._widen(1, figure_text(one))
            self._row += 1
        self._row += 1

    def _table(self, table: Table) -> None:
        if table.title:
            self._line(table.title, {"bold": True})
        if table.spans:
            self._spans(table)
        for at, column in enumerate(table.columns):
            align = "right" if column.kind.numeric else "left"
            look = {"bold": True, "bottom": 1, "align": align, "text_wrap": True, "valign": "top"}
            self._text(at, column.title, look)
            self._widen(at, max(column.title.split() or [""], key=len))
            self._widths[at] = max(self._widths[at], column.width)
        self._header = self._row
        self._row += 1
        if not table.rows and table.empty:
            self._line(table.empty, _MUTED)
        self._places.put(table.key, self._name, self._row)
        for row in table.rows:
            self._table_row(row, table, {})
        for row in table.totals:
            self._table_row(row, table, {"bold": True, "top": 1})
        if table.note:
            self._line(table.note, _MUTED)
        self._row += 1

    def _spans(self, table: Table) -> None:
        at = 0
        look: dict[str, object] = {"bold": True, "align": "center", "font_color": "#5E655F"}
        for span in table.spans:
            last = at + span.columns - 1
            if span.title and span.columns > 1:
                text = guarded(span.title)
                self._sheet.merge_range(self._row, at, self._row, last, text, self._format(look))
            elif span.title:
                self._text(at, span.title, look)
            at = last + 1
        self._row += 1

    def _table_row(self, row: Row, table: Table, base: Mapping[str, object]) -> None:
        columns = table.columns
        look = dict(base)
        if row.style in (RowStyle.STRONG, RowStyle.GROUP):
            look["bold"] = True
        if row.style is RowStyle.MUTED:
            look |= _MUTED
        if row.style is RowStyle.GROUP:
            self._text(0, cell_text(row.cells[0], columns[0], symbol=False), look)
            self._row += 1
            return
        for at, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            more = dict(look)
            if at == 0 and row.indent:
                more["indent"] = row.indent
            formula = formula_text(cell.formula, table.key, self._places) if cell.formula else ""
            self._cell(at, cell, column, more, formula)
        self._row += 1

    def _cell(
        self, at: int, cell: Cell, column: Column, look: dict[str, object], formula: str
    ) -> None:
        if cell.strong:
            look["bold"] = True
        if cell.tone in _COLOURS:
            look["font_color"] = _COLOURS[cell.tone]
        kind = cell_kind(cell, column)
        mark = cell.tone.symbol if cell.symbol else ""
        decimals = cell_decimals(cell, column)
        if formula and isinstance(cell.value, int | Fraction):
            code = number_format_code(kind, decimals, signed=column.signed, mark=mark)
            target = self._format({"num_format": code, **look})
            self._sheet.write_formula(self._row, at, formula, target, double(cell.value, kind))
        else:
            self._value(at, cell.value, kind, decimals, look, (mark, column.signed))
        self._widen(at, cell_text(cell, column))

    def _value(
        self,
        at: int,
        value: Value,
        kind: Kind,
        decimals: int,
        look: Mapping[str, object],
        manner: tuple[str, bool] = ("", False),
    ) -> None:
        """A value as what it is; unknown ones are left empty so that sums keep working."""
        mark, signed = manner
        match value:
            case None:
                self._sheet.write_blank(self._row, at, None, self._format(look))
            case "":
                self._sheet.write_blank(self._row, at, None, self._format(look))
            case str() | Hidden():
                text = value if isinstance(value, str) else value.text
                align = "right" if kind.numeric else "left"
                wrap = {"text_wrap": True, "valign": "top"} if len(text) > MOST_WIDTH else {}
                shown = f"{mark} {text}" if mark else text
                self._text(at, shown, {"align": align, **wrap, **look})
            case date():
                number_format = {"num_format": "yyyy-mm-dd", "align": "left"}
                target = self._format({**number_format, **look})
                self._sheet.write_datetime(self._row, at, value, target)
            case int() | Fraction():
                code = number_format_code(kind, decimals, signed=signed, mark=mark)
                target = self._format({"num_format": code, **look})
                self._sheet.write_number(self._row, at, double(value, kind), target)


def double(value: int | Fraction, kind: Kind) -> float:
    """The value as Excel's double: kronor, hours, ratio (the one float, decisions A2)."""
    match kind:
        case Kind.MONEY | Kind.MONEY_EXACT:
            return float(Fraction(value, 100))
        case Kind.HOURS:
            return float(Fraction(value, 60))
        case _:
            return float(value)


def number_format_code(kind: Kind, decimals: int, *, signed: bool = False, mark: str = "") -> str:
    """Excel's format code; it shows groups and decimal mark as the computer is set."""
    plain = "#,##0" if kind is not Kind.PERCENT else "0"
    plain += "." + "0" * decimals if decimals else ""
    plain += "%" if kind is Kind.PERCENT else ""
    before = f'"{mark} "' if mark else ""
    if signed:
        return f"{before}+{plain};{before}-{plain};{before}{plain}"
    return f"{before}{plain};{before}-{plain}" if before else plain
