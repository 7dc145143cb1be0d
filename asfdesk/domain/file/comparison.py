"""What differs between two versions of the same client file, noun by noun.

Both versions are laid out as entries under keys that mean the same in either (a running number, a
day and a placement). Two entries that are equal do not differ, whoever typed them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

SHOWN = 8
"""Things listed under a noun; the rest is a count, for nobody reads a list of hundreds."""


class Noun(StrEnum):
    """A kind of thing that is kept, in the order in which differences are shown."""

    TRAINEE = "trainee"
    PLACEMENT = "placement"
    ATTENDANCE = "attendance"
    ATTENDANCE_MONTH = "attendance_month"
    ABSENCE = "absence"
    PROGRESS = "progress"
    SITUATION = "situation"
    NOTE = "note"
    WAITING = "waiting"
    SUPERVISOR = "supervisor"
    SUPERVISION = "supervision"
    BUYER = "buyer"
    AGREEMENT = "agreement"
    INVOICE = "invoice"
    SENT = "sent"
    PLAN = "plan"
    PARAMETER = "parameter"
    EXPECTED = "expected"
    TARGET = "target"
    IMPORT = "import"
    TYPED_AMOUNT = "typed_amount"
    ACCOUNT_RULE = "account_rule"
    COMMENT = "comment"
    AGREED_ACTION = "agreed_action"
    VISIT = "visit"
    ENTERPRISE = "enterprise"
    WORK_GROUP = "work_group"
    HABILITATION_RATE = "habilitation_rate"
    MEASURE_BUDGET = "measure_budget"
    YEARLY_FACT = "yearly_fact"
    SETTING = "setting"


@dataclass(frozen=True)
class Entry:
    """One thing in one version.

    Attributes:
        value: everything that can differ; compared, never shown.
        label: what the thing belongs to when it is listed: a name, a month.
        sort: where the label stands in the list.
    """

    value: object = field(repr=False)
    label: str = field(repr=False)
    sort: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Counted:
    """How many things differ, and how."""

    only_mine: int = 0
    only_theirs: int = 0
    changed: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.only_mine + self.only_theirs + self.changed

    def plus(self, other: Counted) -> Counted:
        """Both together."""
        return Counted(
            self.only_mine + other.only_mine,
            self.only_theirs + other.only_theirs,
            self.changed + other.changed,
        )


@dataclass(frozen=True)
class Listed:
    """One line of the list under a noun."""

    label: str = field(repr=False)
    counted: Counted


@dataclass(frozen=True)
class NounDifference:
    """How one kind of thing differs.

    Attributes:
        counted: of all things of the kind.
        listed: at most `SHOWN` lines.
        more: lines that are left out.
    """

    noun: Noun
    counted: Counted
    listed: tuple[Listed, ...]
    more: int = 0


def differences(
    noun: Noun, mine: Mapping[Hashable, Entry], theirs: Mapping[Hashable, Entry]
) -> NounDifference | None:
    """Compare one kind of thing; None when nothing differs."""
    lines: defaultdict[tuple[tuple[str | int, ...], str], Counted] = defaultdict(Counted)
    for key in {**mine, **theirs}:
        ours, other = mine.get(key), theirs.get(key)
        if ours is None and other is not None:
            lines[other.sort, other.label] = _more(lines, other, only_theirs=1)
        elif other is None and ours is not None:
            lines[ours.sort, ours.label] = _more(lines, ours, only_mine=1)
        elif ours is not None and other is not None and ours.value != other.value:
            both = ours if ours.label == other.label else _with_both(ours, other)
            lines[both.sort, both.label] = _more(lines, both, changed=1)
    if not lines:
        return None
    counted = Counted()
    for line in lines.values():
        counted = counted.plus(line)
    listed = [Listed(label, lines[sort, label]) for sort, label in sorted(lines)]
    return NounDifference(noun, counted, tuple(listed[:SHOWN]), max(0, len(listed) - SHOWN))


def _more(
    lines: Mapping[tuple[tuple[str | int, ...], str], Counted],
    entry: Entry,
    *,
    only_mine: int = 0,
    only_theirs: int = 0,
    changed: int = 0,
) -> Counted:
    """The count of an entry's line with one more."""
    before = lines.get((entry.sort, entry.label), Counted())
    return before.plus(Counted(only_mine, only_theirs, changed))


def _with_both(ours: Entry, other: Entry) -> Entry:
    """Two computers gave the same number to different things: both names are shown."""
    return replace(ours, label=f"{ours.label} / {other.label}")
