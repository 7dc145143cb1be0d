from __future__ import annotations

import dataclasses

import pytest

from asfdesk.reports import document as d


def test_a_row_must_have_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="1 cells in 2 columns"):
        d.table("t", "", [d.text("a", "A"), d.integer("b", "B")], [d.row("x")])


def test_a_group_row_stands_over_all_columns() -> None:
    made = d.table("t", "", [d.text("a", "A"), d.integer("b", "B")], [d.group_row("Income")])
    assert made.rows[0].style is d.RowStyle.GROUP


def test_spans_must_cover_the_columns() -> None:
    columns = [d.text("a", "A"), d.integer("b", "B")]
    with pytest.raises(ValueError, match="spans"):
        d.table("t", "", columns, [], spans=[d.Span("One", 1)])


def test_a_row_wraps_values_and_keeps_cells() -> None:
    bad = d.Cell(5, tone=d.Tone.BAD)
    assert d.row("x", bad, None).cells == (d.Cell("x"), bad, d.Cell(None))
    assert d.strong_row("x").style is d.RowStyle.STRONG


def test_tables_come_in_order(sample: d.Document) -> None:
    assert [one.key for one in sample.tables()] == ["all", "days"]


def test_a_document_cannot_be_changed(sample: d.Document) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        sample.title = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("tone", "symbol"),
    [
        (d.Tone.GOOD, "✓"),
        (d.Tone.WARN, "!"),
        (d.Tone.BAD, "‼"),
        (d.Tone.NEUTRAL, ""),
        (d.Tone.MUTED, ""),
    ],
)
def test_status_never_stands_on_colour_alone(tone: d.Tone, symbol: str) -> None:
    assert tone.symbol == symbol


def test_column_helpers_know_their_kind() -> None:
    kinds = [
        (d.text("a", "A"), d.Kind.TEXT),
        (d.integer("a", "A"), d.Kind.INTEGER),
        (d.money("a", "A"), d.Kind.MONEY),
        (d.money("a", "A", exact=True), d.Kind.MONEY_EXACT),
        (d.hours("a", "A"), d.Kind.HOURS),
        (d.day("a", "A"), d.Kind.DATE),
        (d.percent("a", "A"), d.Kind.PERCENT),
        (d.decimal("a", "A"), d.Kind.DECIMAL),
    ]
    assert all(column.kind is kind for column, kind in kinds)
    assert [column.kind.numeric for column, _ in kinds] == [False, *[True] * 4, False, True, True]


@pytest.mark.parametrize(("count", "across"), [(0, 1), (1, 1), (4, 4), (5, 3), (6, 4), (9, 3)])
def test_no_key_figure_is_left_alone(count: int, across: int) -> None:
    assert d.figures_across(count) == across
