"""The drivers as a list, their preview, and the year as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.domain.period import FiscalYear, Month
from asfdesk.i18n import set_language
from asfdesk.services.drivers.driver_nouns import DriverGroup, Noun, amounts_of
from asfdesk.services.drivers.driver_preview import preview, with_driver
from asfdesk.services.drivers.driver_rows import driver_rows
from asfdesk.services.drivers.year_table import Per, year_table
from tests.plans import plan

YEAR = FiscalYear(1, date(2026, 1, 1), date(2026, 12, 31))
STREAM = TrainingStream(1, "Huddinge", 12_000, 8_500, 32_000)
SALE = SalesStream(1, "Kafé", 12_000, 10_000, 4_000)
RENT = FixedCost(1, "Hyra", "K20", 3_000_000)
MODEL = replace(plan(), streams=(STREAM,), sales=(SALE,), fixed=(RENT,))
RESULT = whole_plan(MODEL)
T1_YEAR = 81_926_400
"""819 264,00 kr (finance.md T1)."""


def test_each_group_sums_its_rows_and_ids_of_other_kinds_do_not_mix() -> None:
    rows = driver_rows(MODEL, RESULT, MODEL.months[:12], {})
    sums = {row.group: row.year_ore for row in rows if row.noun is None}
    assert sums[DriverGroup.TRAINING] == T1_YEAR
    # 12 x 100 kr less 40 %, although stream, sale and cost all have row number 1.
    assert sums[DriverGroup.SALES] == 72_000
    assert sums[DriverGroup.COSTS] == -36_000_000
    assert sums[DriverGroup.GRANTS] is None
    assert len({row.key for row in rows}) == len(rows)


def test_a_net_amount_says_what_it_is_made_up_of() -> None:
    """12 x 100 kr is 1 200 kr, less 40 % goods: 480 kr."""
    set_language("en")
    rows = {row.name: row for row in driver_rows(MODEL, RESULT, MODEL.months[:12], {})}
    assert rows["Kafé"].year_says == "Net: sales 1\u202f200 kr less goods 480 kr"
    assert rows["Sales"].year_says == "Net: sales less goods"
    assert rows["Hyra"].year_says == rows["Huddinge"].year_says == ""
    assert amounts_of(RESULT, SALE)[0] == 6_000


def test_a_change_is_a_row_below_its_stream() -> None:
    change = StreamChange(Month(2026, 7), 14_000, 8_500, 32_000)
    model = replace(MODEL, streams=(replace(STREAM, changes=(change,)),))
    rows = driver_rows(model, whole_plan(model), model.months[:12], {})
    at = next(at for at, row in enumerate(rows) if row.noun is Noun.STREAM_CHANGE)
    assert rows[at - 1].noun is Noun.STREAM
    assert rows[at].parent == model.streams[0]
    assert rows[at].driver is None


def test_what_was_taken_from_last_year_says_so() -> None:
    set_language("en")
    model = replace(MODEL, fixed=(replace(RENT, seeded=True),))
    rows = driver_rows(model, RESULT, model.months[:12], {})
    (row,) = [row for row in rows if row.noun is Noun.FIXED_COST]
    assert row.facts.endswith("from last year")


def test_a_preview_says_the_first_month_and_the_plans_result_with_it() -> None:
    bare = replace(MODEL, streams=())
    found = preview(bare, whole_plan(bare), (YEAR,), replace(STREAM, id=0))
    assert found.month == Month(2026, 1)
    assert found.net_ore == 6_528_000
    (year,) = found.years
    assert (year.driver_ore, year.after_ore - year.before_ore) == (T1_YEAR, T1_YEAR)
    assert found.lowest is None


def test_a_preview_of_a_change_replaces_the_driver() -> None:
    fewer = replace(STREAM, places_milli=6_000)
    assert with_driver(MODEL, fewer).streams == (fewer,)
    found = preview(MODEL, RESULT, (YEAR,), fewer)
    assert found.years[0].after_ore - found.years[0].before_ore == -T1_YEAR // 2
    cash = preview(MODEL, RESULT, (YEAR,), Premises(opening_ore=0))
    assert cash.lowest is not None
    assert cash.parts == ()


def test_the_year_adds_up_by_month_and_by_quarter() -> None:
    months = year_table(MODEL, RESULT, DEFAULT_LINES, (YEAR,), YEAR, Per.MONTH)
    quarters = year_table(MODEL, RESULT, DEFAULT_LINES, (YEAR,), YEAR, Per.QUARTER)
    assert [row.code for row in months.rows] == ["I10", "I20", "K10", "K20"]
    assert sum(months.result) == sum(quarters.result) == T1_YEAR + 72_000 - 36_000_000
    assert quarters.result[0] == sum(months.result[:3])
    assert [column.workdays for column in quarters.columns] == [62, 60, 66, 63]
    assert months.cash is None
    assert months.supervisors is None


def test_what_is_written_over_is_marked_in_its_column() -> None:
    model = replace(MODEL, overrides={("I10", Month(2026, 2)): 1})
    table = year_table(model, whole_plan(model), DEFAULT_LINES, (YEAR,), YEAR, Per.MONTH)
    assert [at for at, over in enumerate(table.rows[0].overridden) if over] == [1]
    assert table.rows[0].cells[1] == 1
