"""Placing accounts on plan lines: what stands where and why, and the user's own rules."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import effect
from asfdesk.domain.books.mapping import (
    COST_CENTRE,
    HEAD_DIGITS,
    PRIORITY,
    PROJECT,
    HowPlaced,
    Mapper,
    MapRule,
    RuleKind,
)
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from asfdesk.domain.books.ledger import AccountMonth
    from asfdesk.domain.books.mapping import (
        Placing,
    )
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

_TOPICS = frozenset({Topic.MAPPING})
_ACCOUNT_DIGITS = r"\d{1,10}"


class PlacedState(StrEnum):
    """How an account came to its line, most urgent first."""

    NOWHERE = "nowhere"
    NEW = "new"
    RULE = "rule"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class PlacedAccount:
    """A result account of a year.

    Attributes:
        amount_ore: the year's turnover by effect on the result.
        lines: line code (UNMAPPED for none) and öre; several when a rule goes by object.
        state: how it came there.
    """

    number: str
    name: str
    amount_ore: int
    lines: tuple[tuple[str, int], ...]
    state: PlacedState


def accounts_placed(session: ReadSession, year: FiscalYear) -> list[PlacedAccount]:
    """Every result account with turnover in the year: unplaced first, then new, then the rest."""
    mapper = Mapper(session.mapping.rules())
    confirmed = session.mapping.confirmed()
    names = {account.number: account.name for account in session.ledger.accounts()}
    turnover: dict[str, list[AccountMonth]] = defaultdict(list)
    for row in session.ledger.year_months(year, by_object=mapper.by_object):
        turnover[row.account].append(row)
    found = [
        _placed(number, names.get(number, ""), rows, mapper, confirmed)
        for number, rows in turnover.items()
    ]
    order = list(PlacedState)
    urgent = order.index(PlacedState.RULE)
    return sorted(found, key=lambda a: (min(order.index(a.state), urgent), a.number))


def _placed(
    number: str, name: str, rows: Iterable[AccountMonth], mapper: Mapper, confirmed: set[str]
) -> PlacedAccount:
    lines: dict[str, int] = defaultdict(int)
    placings = []
    for row in rows:
        placing = mapper.place(number, row.cost_centre, row.project)
        placings.append(placing)
        lines[placing.line_code or UNMAPPED] += effect(row.amount_sie_ore)
    return PlacedAccount(
        number=number,
        name=name,
        amount_ore=sum(lines.values()),
        lines=tuple(sorted(lines.items())),
        state=_state(placings, is_confirmed=number in confirmed),
    )


def _state(placings: Sequence[Placing], *, is_confirmed: bool) -> PlacedState:
    how = {placing.how for placing in placings}
    if HowPlaced.NOWHERE in how:
        return PlacedState.NOWHERE
    if HowPlaced.DEFAULT in how:
        return PlacedState.CONFIRMED if is_confirmed else PlacedState.NEW
    return PlacedState.RULE


def place_accounts(session: WriteSession, accounts: Sequence[str], line_code: str) -> Changes:
    """Put accounts on a line, in one click; earlier rules for just those accounts go."""
    made = [
        _checked(session, MapRule(0, number, number, None, None, line_code))
        for number in (account.ljust(HEAD_DIGITS, "0") for account in accounts)
    ]
    placed = {rule.account_from for rule in made}
    with session.writer.action("map_rule.place", _TOPICS, "map_rule"):
        for earlier in session.mapping.rules():
            if earlier.kind is RuleKind.ACCOUNT and earlier.account_from in placed:
                session.mapping.remove_rule(earlier.id)
        for rule in made:
            session.mapping.add_rule(rule)
    return _TOPICS


def add_rule(session: WriteSession, rule: MapRule) -> Changes:
    """Add a rule by interval, cost centre or project; its priority follows from its kind."""
    checked = _checked(session, rule)
    with session.writer.action("map_rule.add", _TOPICS, "map_rule"):
        session.mapping.add_rule(checked)
    return _TOPICS


def change_rule(session: WriteSession, rule: MapRule) -> Changes:
    """Change the rule with this id."""
    checked = _checked(session, rule)
    with session.writer.action("map_rule.change", _TOPICS, "map_rule", rule.id):
        session.mapping.change_rule(checked)
    return _TOPICS


def remove_rule(session: WriteSession, rule_id: int) -> Changes:
    """Take a rule away; its accounts go back to where other rules or the standard put them."""
    with session.writer.action("map_rule.remove", _TOPICS, "map_rule", rule_id):
        session.mapping.remove_rule(rule_id)
    return _TOPICS


def confirm_accounts(session: WriteSession, accounts: Iterable[str], today: date) -> Changes:
    """Say that the standard line of these accounts is right."""
    new = sorted(set(accounts) - session.mapping.confirmed())
    if not new:
        return frozenset()
    with session.writer.action("account.confirm", _TOPICS, "account_confirmed"):
        for account in new:
            session.mapping.confirm(account, today)
    return _TOPICS


def _checked(session: ReadSession, rule: MapRule) -> MapRule:
    """The rule with bounds of at least four digits and the priority of its kind."""
    first = _bound("account_from", rule.account_from, "0")
    last = _bound("account_to", rule.account_to or rule.account_from, "9")
    if first[:HEAD_DIGITS] > last[:HEAD_DIGITS] or first > last:
        raise InvalidInputError(
            "account_to",
            _("The last account comes before the first."),
            _("The interval %(first)s–%(last)s is empty.") % {"first": first, "last": last},
            _("Write the lower number first."),
        )
    _check_object(rule)
    line = session.plans.line(rule.line_code)
    if line is None or not line.active:
        raise InvalidInputError(
            "line_code",
            _("There is no such plan line."),
            _("An account can only stand on a line that is in use."),
            _("Choose another line."),
        )
    made = replace(rule, account_from=first, account_to=last, object=rule.object or None)
    return replace(made, priority=PRIORITY[made.kind])


def _bound(field: str, text: str, filler: str) -> str:
    """An account number, or the first digits of several: 30 means 3000, or 3099 as the last."""
    digits = text.strip()
    if not re.fullmatch(_ACCOUNT_DIGITS, digits, re.ASCII):
        raise InvalidInputError(
            field,
            _("An account is written with digits only."),
            _("“%(text)s” is not an account number.") % {"text": text},
            _("Write for example 3010."),
        )
    return digits.ljust(HEAD_DIGITS, filler)


def _check_object(rule: MapRule) -> None:
    if rule.dimension is not None and rule.dimension not in (COST_CENTRE, PROJECT):
        raise InvalidInputError("dimension", _("Choose cost centre or project."))
    if rule.dimension is not None and not rule.object:
        raise InvalidInputError(
            "object",
            _("The code is missing."),
            _("A rule by cost centre or project needs the code from the bookkeeping."),
            _("Write the code, or choose all postings."),
        )
