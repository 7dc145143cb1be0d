"""Typed amounts stand in for the books, and give way to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month
from asfdesk.errors import AsfDeskError, InvalidInputError, RefusedError
from asfdesk.reports.planning.plan_words import typed_word
from asfdesk.services.actuals import has_actuals, year_line_months
from asfdesk.services.books.browse_ledger import result_view
from asfdesk.services.books.import_sie import commit
from asfdesk.services.books.typed_amounts import typed_view, write_typed
from asfdesk.services.manage_fiscal_years import (
    add_fiscal_year,
    remove_fiscal_year,
    set_books_through,
)
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.planning.key_figures import gather_figures
from tests.sie_books import base, look, prepare, take, the_year

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import WriteSession

MARCH, APRIL = Month(2026, 3), Month(2026, 4)


@pytest.fixture
def year(session: WriteSession) -> FiscalYear:
    prepare(session)
    add_fiscal_year(session, date(2026, 1, 1), date(2026, 12, 31))
    return the_year(session)


def type_in(session: WriteSession, year: FiscalYear, **cells: str) -> None:
    """I10_04="1000" types a thousand kronor on I10 in April."""
    write_typed(
        session,
        year,
        {
            (code, Month(2026, int(month))): text
            for key, text in cells.items()
            for code, month in [key.split("_")]
        },
    )


def test_costs_are_typed_positive_and_count_as_costs(
    session: WriteSession, year: FiscalYear
) -> None:
    assert not has_actuals(session, year)
    type_in(session, year, I10_03="50 000", K20_03="8000,50")
    assert year_line_months(session, year) == {
        "I10": {MARCH: 5_000_000},
        "K20": {MARCH: -800_050},
    }
    assert has_actuals(session, year)


def test_an_empty_text_empties_and_zero_is_an_amount(
    session: WriteSession, year: FiscalYear
) -> None:
    type_in(session, year, I10_03="50", I20_03="10")
    type_in(session, year, I10_03="", I20_03="0")
    assert year_line_months(session, year) == {"I20": {MARCH: 0}}
    session.writer.undo()
    assert year_line_months(session, year)["I10"] == {MARCH: 5_000}


def test_typing_the_same_is_no_step(session: WriteSession, year: FiscalYear) -> None:
    type_in(session, year, I10_03="50")
    steps = len(session.writer.undo_steps())
    type_in(session, year, I10_03="50,00")
    assert len(session.writer.undo_steps()) == steps


def test_an_unreadable_cell_stops_all(session: WriteSession, year: FiscalYear) -> None:
    with pytest.raises(InvalidInputError):
        type_in(session, year, I10_03="50", K20_03="åtta")
    assert year_line_months(session, year) == {}


def test_unknown_lines_and_months_are_refused(session: WriteSession, year: FiscalYear) -> None:
    for cell in (("Z99", MARCH), ("I10", Month(2027, 1))):
        with pytest.raises(AsfDeskError):
            write_typed(session, year, {cell: "1"})


def test_the_books_replace_what_they_reach_and_undo_brings_it_back(
    session: WriteSession, year: FiscalYear
) -> None:
    type_in(session, year, I10_03="50000", I10_04="60000", K20_01="7000")
    made = look(session, base())  # to 31 March
    note = next(f for f in made.files[0].findings if f.code == "typed_amounts_replaced")
    assert note.what.startswith("2 ")
    # The books' result is 161,499.25; 50,000 of income and 7,000 of cost were typed.
    assert made.files[0].result_change_ore == 16_149_925 - 5_000_000 + 700_000
    commit(session, made, made.asked_codes)
    lines = year_line_months(session, year)
    assert lines["I10"] == {APRIL: 6_000_000}
    assert sum(sum(m.values()) for m in lines.values()) == 16_149_925 + 6_000_000
    session.writer.undo()
    assert year_line_months(session, year) == {
        "I10": {MARCH: 5_000_000, APRIL: 6_000_000},
        "K20": {Month(2026, 1): -700_000},
    }


def test_nothing_can_be_typed_where_the_books_reach(
    session: WriteSession, year: FiscalYear
) -> None:
    take(session, base())
    with pytest.raises(InvalidInputError):
        type_in(session, year, I10_03="1")
    type_in(session, year, I10_04="1")
    view = typed_view(session, year)
    assert view.covered[:4] == (True, True, True, False)
    row = next(row for row in view.rows if row.line.code == "I10")
    assert row.cells[2:5] == (None, 100, None)
    rent = next(row for row in view.rows if row.line.code == "K20")
    assert rent.booked[:4] == (0, 800_050, 0, None)
    assert view.results[:5] == (6_000_000, 7_149_925, 3_000_000, 100, None)


def test_a_line_that_a_pre_system_has_booked_is_not_counted_twice(
    session: WriteSession, year: FiscalYear
) -> None:
    type_in(session, year, I20_04="900", I10_04="800")
    text = (
        '#FLAGGA 0\n#PROGRAM "Kassa" 1\n#FORMAT PC8\n#GEN 20260501\n#SIETYP 4\n'
        '#ORGNR 559999-0002\n#VER K "" 20260420\n{\n'
        "#TRANS 1910 {} 500.00\n#TRANS 3010 {} -500.00\n}\n"
    )
    made = look(session, text)
    commit(session, made, made.asked_codes)
    assert year_line_months(session, year) == {"I20": {APRIL: 50_000}, "I10": {APRIL: 80_000}}


def test_they_are_marked_everywhere(session: WriteSession, year: FiscalYear) -> None:
    type_in(session, year, I10_03="50000")
    set_books_through(session, year.id, MARCH)
    shown = result_view(session, the_year(session))
    assert shown.typed == (MARCH,)
    line = next(row for row in shown.rows if row.code == "I10")
    assert [(row.code, row.name) for row in line.accounts] == [("", typed_word())]
    view = follow_up(session, the_year(session), MARCH)
    assert (view.imported, view.monthly, view.typed) == (True, True, True)
    figures = gather_figures(session, the_year(session).period, date(2026, 4, 1))
    assert figures.result_ore == 5_000_000


def test_a_year_with_typed_amounts_cannot_be_removed(
    session: WriteSession, year: FiscalYear
) -> None:
    type_in(session, year, I10_03="50000")
    with pytest.raises(RefusedError):
        remove_fiscal_year(session, year.id)
