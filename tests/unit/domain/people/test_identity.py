"""Identity and organisation numbers, with the personnummer package as oracle."""

from __future__ import annotations

import random
from datetime import date

import pytest
from personnummer import personnummer as oracle

from asfdesk.domain.codes import IdentityKind
from asfdesk.domain.people.identity import (
    NumberError,
    NumberProblem,
    formatted,
    luhn_digit,
    masked,
    parse_identity_number,
    parse_org_number,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "8112189876",
        "811218-9876",
        "19811218-9876",
        "198112189876",
        " 19811218 9876 ",
        "811218−9876",
    ],
)
def test_every_way_of_writing_gives_twelve_digits(text: str) -> None:
    number = parse_identity_number(text, TODAY)
    assert number.digits == "198112189876"
    assert number.kind is IdentityKind.PERSONAL_NUMBER
    assert number.birth_year == 1981


def test_a_coordination_number_has_sixty_added_to_its_day() -> None:
    number = parse_identity_number("701063-2391", TODAY)
    assert number.kind is IdentityKind.COORDINATION_NUMBER
    assert number.digits == "197010632391"
    assert number.birth_year == 1970


@pytest.mark.parametrize(
    ("text", "year"),
    [("111218-9872", 2011), ("111218+9872", 1911), ("271218-9874", 1927), ("261123-9876", 2026)],
)
def test_ten_digits_mean_the_latest_possible_century(text: str, year: int) -> None:
    digits = text[:6] + text[7:10]
    text = f"{text[:-1]}{luhn_digit(digits)}"
    assert parse_identity_number(text, TODAY).birth_year == year


def test_born_later_this_year_a_hundred_years_ago_needs_no_plus() -> None:
    digits = "261124987"
    number = parse_identity_number(f"261124-987{luhn_digit(digits)}", TODAY)
    assert number.birth_year == 1926


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("19850101-T220", "19850101T220"),
        ("850101T220", "19850101T220"),
        ("19850101Tf29", "19850101Tf29"),
        ("190203+t22", "19190203t22"),
    ],
)
def test_a_t_number_is_its_own_kind(text: str, digits: str) -> None:
    # 190203+ without a century: born 2019 by "-", a hundred years earlier by "+".
    number = parse_identity_number(text, TODAY)
    assert (number.kind, number.digits) == (IdentityKind.T_NUMBER, digits)
    assert masked(number.digits) == f"{digits[:8]}-****"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("850231T220", NumberProblem.DAY),
        ("20300101-T220", NumberProblem.FUTURE),
        ("19850101TX", NumberProblem.FORM),
        ("811218-9875", NumberProblem.CHECK_DIGIT),
        ("811318-9876", NumberProblem.DAY),
        ("810230-9876", NumberProblem.DAY),
        ("20300101-1234", NumberProblem.FUTURE),
        ("811218-000", NumberProblem.FORM),
        ("811218-0008", NumberProblem.SERIAL),
        ("Anna", NumberProblem.FORM),
        ("", NumberProblem.FORM),
        ("8112189876123", NumberProblem.FORM),
    ],
)
def test_a_number_that_cannot_be_right_says_why(text: str, problem: NumberProblem) -> None:
    with pytest.raises(NumberError) as caught:
        parse_identity_number(text, TODAY)
    assert caught.value.problem is problem
    assert "811218" not in str(caught.value)


def test_the_personnummer_package_agrees_on_five_thousand_numbers() -> None:
    dice = random.Random(20261123)  # noqa: S311 - test data, not a key
    disagreements = []
    for _round in range(5000):
        day = dice.choice((dice.randint(1, 31), dice.randint(61, 91), dice.randint(0, 99)))
        text = f"{dice.randint(1927, 2025)}{dice.randint(0, 13):02d}{day:02d}"
        serial = f"{dice.choice((0, dice.randint(1, 999))):03d}"
        digit = dice.choice((luhn_digit(text[2:] + serial), dice.randint(0, 9)))
        typed = f"{text}{serial}{digit}"
        try:
            ours = parse_identity_number(typed, TODAY).digits == typed
        except NumberError:
            ours = False
        if ours != oracle.valid(typed):
            disagreements.append(typed)
    assert disagreements == []


def test_the_last_four_digits_are_hidden() -> None:
    assert masked("198112189876") == "19811218-****"
    assert formatted("198112189876") == "19811218-9876"
    assert masked("") == formatted("") == ""


def test_a_parsed_number_does_not_show_itself() -> None:
    assert "9876" not in repr(parse_identity_number("811218-9876", TODAY))


@pytest.mark.parametrize("text", ["556016-0680", "5560160680", "165560160680", "556016 0680"])
def test_organisation_numbers_have_one_form(text: str) -> None:
    number = parse_org_number(text)
    assert number.number == "556016-0680"
    assert number.check_digit_ok
    assert not number.is_person


def test_a_wrong_check_digit_is_only_noted() -> None:
    number = parse_org_number("559999-0002")
    assert number.number == "559999-0002"
    assert not number.check_digit_ok


def test_a_sole_traders_personnummer_is_told_apart() -> None:
    assert parse_org_number("811218-9876").is_person
    assert parse_org_number("701063-2391").is_person


@pytest.mark.parametrize("text", ["000000-0000", "112233-4567", "550000-1234", "551232-0001"])
def test_a_made_up_number_without_a_day_of_birth_is_nobodys(text: str) -> None:
    assert not parse_org_number(text).is_person


@pytest.mark.parametrize("text", ["", "55601606", "19811218-9876", "55601x-0680"])
def test_what_is_no_organisation_number_is_refused(text: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_org_number(text)
    assert caught.value.problem is NumberProblem.FORM
