"""Document to JSON, schema 1, for other programs.

Amounts are strings of kronor with two decimals, shares and decimals strings with six, time is whole
minutes, dates are ISO text, what is not known is null, and what is held back is
{"hidden": "<5"}. A table's rows are objects by column key.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.reports.cell_text import cell_kind
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

if TYPE_CHECKING:
    from asfdesk.reports.document import Block, Column, Document, Head, Row, Value

SCHEMA = 1
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def render(document: Document) -> bytes:
    """The whole report as one JSON object, UTF-8."""
    content: dict[str, Json] = {
        "schema": SCHEMA,
        "report": document.key,
        "title": document.title,
        "subtitle": document.subtitle,
        "period": {
            "name": str(document.period),
            "first": document.period.first.isoformat(),
            "last": document.period.last.isoformat(),
        },
        "head": _head(document.head),
        "blocks": [found for block in document.blocks if (found := _block(block))],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def typed(value: Value, kind: Kind) -> Json:
    """A value as JSON of its kind."""
    match value:
        case None | str():
            return value
        case Hidden(text=text):
            return {"hidden": text}
        case date():
            return value.isoformat()
        case int() | Fraction():
            return _number(Fraction(value), kind)


def _number(value: Fraction, kind: Kind) -> Json:
    match kind:
        case Kind.MONEY | Kind.MONEY_EXACT:
            return _fixed(value / 100, 2)
        case Kind.PERCENT | Kind.DECIMAL:
            return _fixed(value, 6)
        case _:
            return int(value)


def _fixed(value: Fraction, decimals: int) -> str:
    """A string with that many decimals, half up; never "-0.00"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:f}"


def _head(head: Head) -> dict[str, Json]:
    return {
        "company": head.company,
        "org_number": head.org_number,
        "report_version": head.version,
        "created_at": head.created_at.isoformat(timespec="seconds"),
        "app_version": head.app_version,
        "cut_off": head.cut_off.isoformat() if head.cut_off else None,
        "filter": head.filter,
        "personal_data": str(head.personal),
        "records": head.records,
        "open_issues": list(head.open_issues),
        "example": head.example,
        "recipient": head.recipient,
    }


def _block(block: Block) -> dict[str, Json] | None:
    match block:
        case Table():
            return _table(block)
        case Facts():
            facts: list[Json] = [
                {"label": one.label, "kind": _kind(one.kind), "value": typed(one.value, one.kind)}
                for one in block.facts
            ]
            return {"type": "facts", "facts": facts}
        case KeyFigures():
            return _figures(block)
        case Signatures():
            lines: list[Json] = [{"role": one.role, "name": one.name} for one in block.lines]
            return {"type": "signatures", "lines": lines}
        case Chart():
            return {"type": "chart", "title": block.title, "summary": block.spec.summary}
        case PageBreak():
            return None
        case Heading() | Paragraph() | Note():
            return _words(block)


def _words(block: Heading | Paragraph | Note) -> dict[str, Json]:
    match block:
        case Heading():
            return {"type": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"type": "paragraph", "label": block.label, "text": block.text}
        case Note():
            return {"type": "note", "tone": str(block.tone), "text": block.text}


def _figures(block: KeyFigures) -> dict[str, Json]:
    figures: list[Json] = [
        {
            "key": one.key,
            "label": one.label,
            "kind": _kind(one.kind),
            "value": typed(one.value, one.kind),
            "unit": one.unit,
            "comparison": one.comparison,
            "tone": str(one.tone),
        }
        for one in block.figures
    ]
    return {"type": "key_figures", "figures": figures}


def _kind(kind: Kind) -> str:
    """The kind as JSON holds it: amounts are one kind, time is minutes."""
    return {Kind.MONEY_EXACT: "money", Kind.HOURS: "minutes"}.get(kind, str(kind))


def _table(table: Table) -> dict[str, Json]:
    columns: list[Json] = [
        {"key": one.key, "title": one.title, "kind": _kind(one.kind)} for one in table.columns
    ]
    return {
        "type": "table",
        "key": table.key,
        "title": table.title,
        "columns": columns,
        "rows": [_row(row, table.columns) for row in table.rows],
        "totals": [_row(row, table.columns) for row in table.totals],
        "note": table.note,
    }


def _row(row: Row, columns: tuple[Column, ...]) -> dict[str, Json]:
    if row.style is RowStyle.GROUP:
        return {"group": typed(row.cells[0].value, Kind.TEXT)}
    pairs = list(zip(row.cells, columns, strict=True))
    found: dict[str, Json] = {
        "cells": {column.key: typed(cell.value, cell_kind(cell, column)) for cell, column in pairs}
    }
    if row.style is not RowStyle.NORMAL:
        found["style"] = str(row.style)
    if row.indent:
        found["indent"] = row.indent
    tones: dict[str, Json] = {
        column.key: str(cell.tone) for cell, column in pairs if cell.tone is not Tone.NEUTRAL
    }
    if tones:
        found["tones"] = tones
    if row.sources:
        found["sources"] = [
            {"key": one.key, "unit": one.unit, "now": one.now, "then": one.then}
            for one in row.sources
        ]
    return found
