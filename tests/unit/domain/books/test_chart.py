"""The default map of accounts and the structure of the result."""

from __future__ import annotations

import pytest

from asfdesk.domain.books.chart import (
    DEFAULT_LINES,
    INTERVALS,
    LINE_GROUPS,
    SUBTOTALS,
    Group,
    Subtotal,
    codes_under,
    default_line,
    effect_of_input,
    group_of,
)
from asfdesk.domain.plan import PlanLine, Section


def test_every_result_account_has_exactly_one_line() -> None:
    for account in range(3000, 8990):
        hits = [code for first, last, code in INTERVALS if first <= account <= last]
        assert len(hits) == 1, account
        assert default_line(str(account)) == hits[0]


def test_closing_internal_and_balance_accounts_have_none() -> None:
    outside = [*range(1000, 3000), *range(8990, 10000)]
    assert [a for a in outside if default_line(str(a)) is not None] == []


@pytest.mark.parametrize(
    ("account", "code"),
    [
        ("3004", "I20"),
        ("3986", "I51"),
        ("3997", "I40"),
        ("3993", "I80"),
        ("7399", "K40"),
        ("8989", "F40"),
        ("301055", "I20"),
        ("89991", None),
        ("30", "I20"),
        ("30A1", None),
        ("", None),
    ],
)
def test_longer_accounts_land_by_their_first_four_digits(account: str, code: str | None) -> None:
    assert default_line(account) == code


def test_lines_stand_in_the_order_of_the_statement() -> None:
    groups = list(Group)
    positions = [groups.index(group_of(line)) for line in DEFAULT_LINES]
    assert positions == sorted(positions)
    assert [line.sort for line in DEFAULT_LINES] == sorted(line.sort for line in DEFAULT_LINES)
    assert {code for _first, _last, code in INTERVALS} == set(LINE_GROUPS) - {"I10", "K41"}


def test_export_account_maps_back_to_its_own_line() -> None:
    wrong = [
        line.code
        for line in DEFAULT_LINES
        if line.export_account and default_line(line.export_account) != line.code
    ]
    assert wrong == []
    assert {line.code for line in DEFAULT_LINES if not line.export_account} == {"I10", "K41"}


def test_the_years_result_adds_every_group_once() -> None:
    sums = dict(SUBTOTALS)
    assert set(sums[Subtotal.YEAR]) == set(Group)
    assert set(sums[Subtotal.OPERATING]) == {*sums[Subtotal.INCOME], *sums[Subtotal.COSTS]}
    assert Subtotal.OPERATING.is_result
    assert not Subtotal.COSTS.is_result


def test_an_own_line_takes_its_parents_place() -> None:
    own = PlanLine("E1", Section.INCOME, 150, "Arbetsträning Lillby", parent="I10")
    assert group_of(own) is Group.NET_SALES
    assert codes_under((*DEFAULT_LINES, own), {"I10"}) == {"I10", "E1"}


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("K20", 3_000_000, -3_000_000),
        ("K20", -5_000, 5_000),
        ("I20", 7_000, 7_000),
        ("F10", 7_000, 7_000),
        ("F20", 7_000, -7_000),
        ("F40", 7_000, -7_000),
    ],
)
def test_costs_are_typed_positive_and_kept_negative(code: str, typed: int, kept: int) -> None:
    line = next(line for line in DEFAULT_LINES if line.code == code)
    assert effect_of_input(line, typed) == kept
    assert effect_of_input(line, kept) == typed
