"""Suggestions: explainable, the same in any order, and never across classes."""

from __future__ import annotations

from itertools import permutations

import pytest

from asfdesk.domain.books.line_suggestions import Because, NamedAccount, suggest, word_line

COURSE = NamedAccount("3041", "Arbetsträning kommunen", "I10")


@pytest.mark.parametrize(
    ("number", "name", "line"),
    [
        ("3041", "Försäljning arbetsträning, momsfri", "I10"),
        ("3042", "Arbetslivsinriktad rehabilitering", "I10"),
        ("3010", "Lönebidrag AF", "I40"),
        ("7089", "Erhållna lönebidrag", "I40"),
        ("3890", "Medlemsavgifter", "I80"),
        ("3990", "Gåvor från privatpersoner", "I80"),
        ("3980", "ESF-projekt Grön väg", "I60"),
        ("7011", "Lön handledare", "K41"),
    ],
)
def test_words_that_belong_to_a_line(number: str, name: str, line: str) -> None:
    found = suggest(NamedAccount(number, name, "I20"), ())
    assert found is not None
    assert (found.line_code, found.because) == (line, Because.WORD)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("3010", "Försäljning café 25 %"),
        ("4010", "Inköp till arbetsträning"),
        ("3011", "Profesfrukt"),
        ("5010", "Lokalhyra"),
    ],
)
def test_nothing_is_made_up(number: str, name: str) -> None:
    assert suggest(NamedAccount(number, name, "X"), ()) is None


def test_what_it_stands_on_already_is_not_suggested() -> None:
    assert suggest(NamedAccount("3041", "Arbetsträning", "I10"), ()) is None


def test_an_earlier_choice_wins_over_a_word() -> None:
    chosen = [NamedAccount("3041", "Rehabilitering region", "I10A")]
    found = suggest(NamedAccount("3045", "Rehabilitering kommun", "I20"), chosen)
    assert found is not None
    assert (found.because, found.line_code, found.like) == (Because.LIKE, "I10A", tuple(chosen))


def test_alike_names_are_those_that_share_half_of_their_telling_letters() -> None:
    # trädgårds(skötsel) and trädgårds(arbete) begin alike: 15 + 14 of 15 + 14 letters.
    chosen = [NamedAccount("3050", "Trädgårdsarbete", "I21")]
    found = suggest(NamedAccount("3060", "Försäljning trädgårdsskötsel", "I20"), chosen)
    assert found is not None
    assert found.line_code == "I21"
    # "kommun" is 6 + 6 of 6 + 6 + 5 + 10 letters: less than half.
    chosen = [NamedAccount("3050", "Kommun tvätt", "I21")]
    assert suggest(NamedAccount("3060", "Kommun cykelverks", "I20"), chosen) is None


def test_common_words_say_nothing() -> None:
    chosen = [NamedAccount("3001", "Försäljning inom Sverige, momsfri", "I10")]
    assert suggest(NamedAccount("3002", "Försäljning inom Sverige, moms", "I20"), chosen) is None


def test_other_classes_do_not_count() -> None:
    chosen = [NamedAccount("4041", "Trädgård", "K10")]
    assert suggest(NamedAccount("3041", "Trädgård", "I20"), chosen) is None


def test_neighbours_must_agree_and_be_two() -> None:
    near = [NamedAccount("3041", "A", "I10"), NamedAccount("3042", "B", "I10")]
    found = suggest(NamedAccount("3045", "Ö", "I20"), near)
    assert found is not None
    assert (found.because, found.like) == (Because.NEIGHBOURS, tuple(near))
    assert suggest(NamedAccount("3045", "Ö", "I20"), near[:1]) is None
    split = [near[0], NamedAccount("3042", "B", "I20")]
    assert suggest(NamedAccount("3045", "Ö", "I30"), split) is None
    assert suggest(NamedAccount("3055", "Ö", "I20"), near) is None


def test_the_order_of_the_choices_does_not_matter() -> None:
    chosen = [COURSE, NamedAccount("3060", "Arbetsträning regionen", "I11"), COURSE]
    found = {suggest(NamedAccount("3050", "Arbetsträning", "I20"), p) for p in permutations(chosen)}
    assert len(found) == 1


def test_a_cost_centre_goes_by_its_name() -> None:
    assert word_line("Daglig verksamhet Lund", "3") == ("daglig verksamhet", "I10")
    assert word_line("Handledning", "7") is None
    assert word_line("Handledare", "7") == ("handledare", "K41")
