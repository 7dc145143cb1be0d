"""Suggested plan lines for accounts that are new or without line, cost centres and projects.

A suggestion is never silent: it stands in a list with its reason until it is accepted, and an
accepted one is an ordinary rule of the user's that can be changed or undone (ADR 0018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import effect
from asfdesk.domain.books.line_suggestions import (
    Because,
    NamedAccount,
    Suggestion,
    suggest,
    word_line,
)
from asfdesk.domain.books.mapping import (
    COST_CENTRE,
    HEAD_DIGITS,
    PRIORITY,
    PROJECT,
    MapRule,
    RuleKind,
)
from asfdesk.domain.period import Month
from asfdesk.i18n import _
from asfdesk.reports.books.suggestion_words import suggestion_reason
from asfdesk.reports.planning.plan_words import line_word, unmapped_word
from asfdesk.services.books.map_accounts import PlacedState, accounts_placed
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.books.map_accounts import PlacedAccount
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

_TOPICS = frozenset({Topic.MAPPING})
_OBJECT_INTERVALS = (("3", "3000", "3799"), ("7", "7000", "7399"))
"""Where a cost centre's or project's name says something: sales, and wages."""


@dataclass(frozen=True)
class LineSuggestion:
    """One proposal, as the page shows it.

    Attributes:
        what: the account, or the cost centre or project, with its name.
        amount_ore: the year's money that would move, by effect on the result.
        now: the name of the line it stands on.
        becomes: the name of the proposed line.
        reason: why, in a sentence.
        rule: what accepting it adds.
    """

    what: str
    amount_ore: int
    now: str
    becomes: str
    line_code: str
    reason: str
    rule: MapRule


def suggestions(session: ReadSession, year: FiscalYear) -> list[LineSuggestion]:
    """Every suggestion of a year, accounts first; only lines that are in use are proposed."""
    names = {line.code: line_word(line) for line in session.plans.lines()}
    names[UNMAPPED] = unmapped_word()
    found = [*_for_accounts(session, year, names), *_for_objects(session, year, names)]
    return [one for one in found if one.line_code in names]


def accept_suggestions(session: WriteSession, accepted: Sequence[LineSuggestion]) -> Changes:
    """Make rules of suggestions, in one undoable step."""
    if not accepted:
        return frozenset()
    with session.writer.action("map_rule.accept", _TOPICS, "map_rule"):
        for one in accepted:
            session.mapping.add_rule(one.rule)
    return _TOPICS


def _for_accounts(
    session: ReadSession, year: FiscalYear, names: Mapping[str, str]
) -> Iterator[LineSuggestion]:
    placed = accounts_placed(session, year)
    chosen = [_named(a) for a in placed if a.state in (PlacedState.RULE, PlacedState.CONFIRMED)]
    for account in placed:
        if account.state not in (PlacedState.NOWHERE, PlacedState.NEW):
            continue
        found = suggest(_named(account), chosen)
        if found is not None and account.number.isdigit():
            yield _account_suggestion(account, found, names)


def _named(account: PlacedAccount) -> NamedAccount:
    """An account that is spread over several lines stands for none of them."""
    codes = [code for code, _ore in account.lines]
    return NamedAccount(account.number, account.name, codes[0] if len(codes) == 1 else "")


def _account_suggestion(
    account: PlacedAccount, found: Suggestion, names: Mapping[str, str]
) -> LineSuggestion:
    number = account.number.ljust(HEAD_DIGITS, "0")
    return LineSuggestion(
        what=f"{account.number} {account.name}".strip(),
        amount_ore=account.amount_ore,
        now=names.get(found.account.line_code, ""),
        becomes=names.get(found.line_code, ""),
        line_code=found.line_code,
        reason=suggestion_reason(found),
        rule=MapRule(PRIORITY[RuleKind.ACCOUNT], number, number, None, None, found.line_code),
    )


def _for_objects(
    session: ReadSession, year: FiscalYear, names: Mapping[str, str]
) -> Iterator[LineSuggestion]:
    rules = session.mapping.rules()
    months = Month.of(year.first), Month.of(year.last)
    for dimension in (COST_CENTRE, PROJECT):
        amounts = session.ledger.object_amounts(dimension, *months)
        for code, name in session.ledger.object_names(dimension).items():
            if any(rule.dimension == dimension and rule.object == code for rule in rules):
                continue
            for digit, first, last in _OBJECT_INTERVALS:
                word = word_line(name, digit)
                ore = sum(
                    effect(one.amount_sie_ore)
                    for one in amounts
                    if one.code == code and first <= one.account[:HEAD_DIGITS] <= last
                )
                if word is not None and ore:
                    rule = MapRule(PRIORITY[RuleKind.OBJECT], first, last, dimension, code, word[1])
                    yield _object_suggestion(rule, name, word[0], ore, names)


def _object_suggestion(
    rule: MapRule, name: str, word: str, ore: int, names: Mapping[str, str]
) -> LineSuggestion:
    kind = _("Cost centre") if rule.dimension == COST_CENTRE else _("Project")
    named = NamedAccount(f"{kind.lower()} {rule.object}", name)
    return LineSuggestion(
        what=f"{kind} {rule.object} {name}, {rule.account_from}–{rule.account_to}",
        amount_ore=ore,
        now="",
        becomes=names.get(rule.line_code, ""),
        line_code=rule.line_code,
        reason=suggestion_reason(Suggestion(named, rule.line_code, Because.WORD, word=word)),
        rule=rule,
    )


def only_lines(found: Iterable[LineSuggestion], codes: Iterable[str]) -> list[LineSuggestion]:
    """The suggestions for some lines."""
    wanted = frozenset(codes)
    return [one for one in found if one.line_code in wanted]
