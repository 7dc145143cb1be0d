"""Proposals of plan lines for accounts, from their names and from what the user chose before.

Nothing here decides: a suggestion names its one reason, and counts only when it is accepted. The
same accounts and choices give the same suggestions, in whatever order they come. Three kinds of
reason, strongest first: an account with a similar name that the user placed, a word in the name
that belongs to a line, and neighbours in the chart that the user placed together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Because(StrEnum):
    """The kind of reason, strongest first."""

    LIKE = "like"
    WORD = "word"
    NEIGHBOURS = "neighbours"


@dataclass(frozen=True)
class NamedAccount:
    """An account, or an object's code, with its name and the line it stands on ("" = none)."""

    number: str
    name: str
    line_code: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A line for an account.

    Attributes:
        account: what it is about, with the line it stands on now.
        line_code: the line that is proposed.
        word: what in the name it goes by, with WORD.
        like: the accounts it goes by, with LIKE and NEIGHBOURS.
    """

    account: NamedAccount
    line_code: str
    because: Because
    word: str = ""
    like: tuple[NamedAccount, ...] = ()


STEMS: tuple[tuple[str, str, str], ...] = (
    ("arbetsträn", "3", "I10"),
    ("arbetsrehab", "3", "I10"),
    ("arbetspröv", "3", "I10"),
    ("rehab", "3", "I10"),
    ("sysselsättning", "3", "I10"),
    ("praktikplats", "3", "I10"),
    ("daglig verksamhet", "3", "I10"),
    ("deltagarplats", "3", "I10"),
    ("handledning", "3", "I10"),
    ("lönebidrag", "37", "I40"),
    ("lönestöd", "37", "I40"),
    ("nystart", "37", "I40"),
    ("introduktionsjobb", "37", "I40"),
    ("anställningsstöd", "37", "I40"),
    ("trygghetsanställ", "37", "I40"),
    ("utvecklingsanställ", "37", "I40"),
    ("sjuklöneersättning", "37", "I40"),
    ("socialfond", "3", "I60"),
    ("esf", "3", "I60"),
    ("leader", "3", "I60"),
    ("tillväxtverket", "3", "I51"),
    ("arvsfond", "3", "I51"),
    ("socialstyrelsen", "3", "I51"),
    ("kommunbidrag", "3", "I52"),
    ("kommunalt bidrag", "3", "I52"),
    ("regionbidrag", "3", "I52"),
    ("verksamhetsbidrag", "3", "I52"),
    ("gåv", "3", "I80"),
    ("donation", "3", "I80"),
    ("medlemsavgift", "3", "I80"),
    ("handledar", "7", "K41"),
)
"""Stem, first digits of the accounts it says something about, line (finance.md §2.3).

Stems of up to four letters are whole words, or their beginning when they end in a vowel sign.
"""

_SHORT = 4
_WORDS = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    [
        "och",
        "för",
        "från",
        "till",
        "inom",
        "med",
        "utan",
        "övrig",
        "övriga",
        "övrigt",
        "moms",
        "momsfri",
        "momspliktig",
        "sverige",
        "utanför",
        "försäljning",
        "intäkt",
        "intäkter",
        "inköp",
        "kostnad",
        "kostnader",
        "konto",
        "diverse",
        "egen",
        "egna",
        "andra",
        "annan",
        "del",
        "varor",
        "tjänst",
        "tjänster",
        "fri",
        "skattefri",
    ]
)
"""Words that tell accounts of different lines apart no better than their numbers do."""
_ALIKE = Fraction(1, 2)
_SHARED = 5
_FEWEST = 2
_GROUP_DIGITS = 3


def suggest(account: NamedAccount, chosen: Iterable[NamedAccount]) -> Suggestion | None:
    """A line for an account, or None when nothing speaks for another than it has.

    Args:
        account: the account with the line it stands on now.
        chosen: accounts that the user has placed or confirmed.
    """
    others = sorted(
        (one for one in chosen if _same_class(one, account) and one.number != account.number),
        key=lambda one: one.number,
    )
    found = _by_likeness(account, others) or _by_word(account) or _by_neighbours(account, others)
    return found if found is not None and found.line_code != account.line_code else None


def word_line(name: str, account_class: str) -> tuple[str, str] | None:
    """The word of a name that belongs to a line, and the line; None when no word does.

    Args:
        name: of an account, cost centre or project.
        account_class: the first digit of the accounts it is about.
    """
    words = [word.casefold() for word in _WORDS.findall(name)]
    whole = " ".join(words)
    for stem, classes, line in STEMS:
        if account_class not in classes:
            continue
        if " " in stem and stem in whole:
            return stem, line
        for word in words:
            if _has_stem(word, stem):
                return word, line
    return None


def _has_stem(word: str, stem: str) -> bool:
    if len(stem) > _SHORT:
        return stem in word
    return word == stem or (stem == "gåv" and word.startswith(stem))


def _same_class(one: NamedAccount, other: NamedAccount) -> bool:
    return one.number[:1] == other.number[:1] and bool(one.line_code)


def _by_likeness(account: NamedAccount, others: Sequence[NamedAccount]) -> Suggestion | None:
    scored = [(_likeness(account.name, one.name), one) for one in others]
    near = [(score, one) for score, one in scored if score >= _ALIKE]
    if not near:
        return None
    best = max(near, key=lambda pair: (pair[0], -_distance(pair[1], account), pair[1].number))
    return Suggestion(account, best[1].line_code, Because.LIKE, like=(best[1],))


def _distance(one: NamedAccount, other: NamedAccount) -> int:
    if not (one.number.isdigit() and other.number.isdigit()):
        return 10**10
    return abs(int(one.number) - int(other.number))


def _by_word(account: NamedAccount) -> Suggestion | None:
    found = word_line(account.name, account.number[:1])
    return Suggestion(account, found[1], Because.WORD, word=found[0]) if found else None


def _by_neighbours(account: NamedAccount, others: Sequence[NamedAccount]) -> Suggestion | None:
    """The accounts with the same first three digits, if all of them are on one line."""
    group = account.number[:_GROUP_DIGITS]
    near = [one for one in others if one.number[:_GROUP_DIGITS] == group]
    if len(near) < _FEWEST or len({one.line_code for one in near}) != 1:
        return None
    return Suggestion(account, near[0].line_code, Because.NEIGHBOURS, like=tuple(near))


def _likeness(name: str, other: str) -> Fraction:
    """How much of the telling words two names share: 0 to 1, by letters (Dice)."""
    mine, theirs = _telling(name), _telling(other)
    total = sum(map(len, mine)) + sum(map(len, theirs))
    if not mine or not theirs:
        return Fraction(0)
    shared = sum(
        len(word) + max(len(one) for one in theirs if _akin(word, one))
        for word in mine
        if any(_akin(word, one) for one in theirs)
    )
    return min(Fraction(shared, total), Fraction(1))


def _telling(name: str) -> list[str]:
    words = {word.casefold() for word in _WORDS.findall(name)}
    return sorted(word for word in words - _EMPTY if len(word) > _FEWEST)


def _akin(one: str, other: str) -> bool:
    """The same word, or two forms or compounds that begin alike."""
    return one == other or (
        one[:_SHARED] == other[:_SHARED] and min(len(one), len(other)) >= _SHARED
    )
