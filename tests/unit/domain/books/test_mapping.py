"""Every account of the result has one line, and the user's rules come first."""

from __future__ import annotations

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.books.mapping import (
    PRIORITY,
    HowPlaced,
    Mapper,
    MapRule,
    RuleKind,
    place,
    resolve,
)


def rule(
    first: str, last: str, line: str, dimension: int | None = None, code: str | None = None
) -> MapRule:
    made = MapRule(0, first, last, dimension, code, line)
    return MapRule(PRIORITY[made.kind], first, last, dimension, code, line)


def test_every_result_account_has_exactly_one_shipped_line() -> None:
    codes = {line.code for line in DEFAULT_LINES}
    found = {number: resolve(str(number), "", "", ()) for number in range(3000, 8990)}
    assert set(found.values()) <= codes
    assert None not in found.values()


def test_outside_the_result_there_is_no_line() -> None:
    for number in ("1930", "2999", "8990", "8999", "9010"):
        assert resolve(number, "", "", ()) is None


def test_long_accounts_go_by_their_first_four_digits() -> None:
    assert resolve("398812", "", "", ()) == "I40"
    assert resolve("3988", "", "", ()) == "I40"
    assert resolve("398", "", "", ()) == "I50"


def test_a_number_with_a_letter_counts_but_has_no_line() -> None:
    placing = place("30A1", "", "", ())
    assert (placing.line_code, placing.how) == (None, HowPlaced.NOWHERE)


def test_object_wins_over_account_and_account_over_interval() -> None:
    rules = [
        rule("3000", "3099", "I70"),
        rule("3010", "3010", "I10"),
        rule("3010", "3010", "I50", 1, "10"),
    ]
    assert resolve("3010", "10", "", rules) == "I50"
    assert resolve("3010", "20", "", rules) == "I10"
    assert resolve("3011", "", "", rules) == "I70"
    assert resolve("3100", "", "", rules) == "I20"


def test_a_project_rule_does_not_take_a_cost_centre_with_the_same_code() -> None:
    rules = [rule("7000", "7399", "K41", 6, "P1")]
    assert resolve("7010", "P1", "", rules) == "K40"
    assert resolve("7010", "", "P1", rules) == "K41"


def test_a_rule_with_more_digits_tells_long_accounts_apart() -> None:
    rules = [rule("301012", "301012", "I10")]
    assert resolve("301012", "", "", rules) == "I10"
    assert resolve("301013", "", "", rules) == "I20"
    assert resolve("3010", "", "", rules) == "I20"


def test_a_four_digit_rule_takes_the_long_accounts_below_it() -> None:
    assert resolve("301012", "", "", [rule("3010", "3010", "I10")]) == "I10"


def test_between_equals_the_first_given_wins() -> None:
    rules = [rule("3000", "3099", "I70"), rule("3000", "3199", "I10")]
    assert resolve("3010", "", "", rules) == "I70"


def test_the_mapper_agrees_with_resolve_and_says_if_objects_matter() -> None:
    rules = [rule("3010", "3010", "I50", 1, "10"), rule("3000", "3099", "I70")]
    mapper = Mapper(rules)
    for cost_centre in ("", "10"):
        assert mapper.line("3010", cost_centre) == resolve("3010", cost_centre, "", rules)
    assert mapper.by_object
    assert not Mapper(rules[1:]).by_object


def test_kinds() -> None:
    assert rule("3010", "3010", "I10").kind is RuleKind.ACCOUNT
    assert rule("3010", "3020", "I10").kind is RuleKind.INTERVAL
    assert rule("3010", "3020", "I10", 1, "10").kind is RuleKind.OBJECT
