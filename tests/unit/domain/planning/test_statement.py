"""The statement: every amount in exactly one line, the result the sum of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from asfdesk.domain.books.chart import DEFAULT_LINES, UNMAPPED
from asfdesk.domain.plan import PlanLine, Section
from asfdesk.domain.planning.statement import Figures, RowKind, statement
from asfdesk.domain.planning.variance import Comparison

if TYPE_CHECKING:
    from asfdesk.domain.planning.statement import StatementRow

CODES = [line.code for line in DEFAULT_LINES]


def figures(actual: int, plan: int = 0) -> Figures:
    both = Comparison(actual, plan)
    return Figures(both, both, None, both)


def keys(rows: list[StatementRow]) -> list[str]:
    return [row.key for row in rows]


@given(
    st.dictionaries(st.sampled_from([*CODES, UNMAPPED]), st.integers(-(10**11), 10**11), min_size=1)
)
def test_lines_and_what_has_none_add_up_to_the_result(amounts: dict[str, int]) -> None:
    rows = statement(DEFAULT_LINES, {code: figures(ore) for code, ore in amounts.items()})
    parts = [row for row in rows if row.kind in (RowKind.LINE, RowKind.UNMAPPED)]
    assert sum(row.figures.month.actual_ore or 0 for row in parts) == sum(amounts.values())
    if any(amounts.values()):
        assert rows[-1].key == "year"
        assert rows[-1].figures.month.actual_ore == sum(amounts.values())
        assert len({row.codes for row in parts}) == len(parts)


def test_lines_without_money_are_left_out_but_a_planned_one_is_not() -> None:
    found = statement(DEFAULT_LINES, {"I20": figures(0, 5), "I30": figures(0)})
    assert keys(found) == ["I20", "income", "year"]


def test_results_in_the_middle_only_where_something_follows() -> None:
    amounts = {code: figures(1) for code in ("I20", "K20", "F20", "F30", "F40")}
    assert keys(statement(DEFAULT_LINES, amounts)) == [
        "I20", "income", "K20", "costs", "operating", "F20", "after_financial",
        "F30", "before_tax", "F40", "year",
    ]  # fmt: skip
    del amounts["F30"]
    assert "before_tax" not in keys(statement(DEFAULT_LINES, amounts))


def test_own_lines_stand_in_their_group() -> None:
    own = PlanLine("E1", Section.INCOME, 250, "Café", parent="I20")
    lines = sorted((*DEFAULT_LINES, own), key=lambda line: line.sort)
    found = statement(lines, {code: figures(1) for code in ("I20", "E1", "I40")})
    assert keys(found) == ["I20", "E1", "net_sales", "I40", "income", "year"]
    assert found[2].figures.month.actual_ore == 2


def test_nothing_at_all_is_no_statement() -> None:
    assert statement(DEFAULT_LINES, {}) == []
