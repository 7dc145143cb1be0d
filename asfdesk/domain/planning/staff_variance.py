"""Why staff cost something else than planned: posts, pay, contributions (finance.md §7, §9.3).

Cost = posts x pay per post x (1 + contributions on the pay). One is changed at a time, in that
order, per month and on exact fractions:

    posts          (F1 - F0) x w0 x (1 + c0)
    pay            (P1 - P0 - (F1 - F0) x w0) x (1 + c0)
    contributions  what is left: P1 x (c1 - c0)

F = supervisors' full-time equivalents, w0 = planned pay per post, P = pay, c = contributions and
pensions as a share of pay. Only supervisors' posts are known on both sides; for everybody else
the pay holds both hours and pay. Where no posts are known there is no effect of posts. Other
costs of staff, and the support for pay that stands on a line of its own, are plain differences.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.money import ratio, round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO = Fraction(0)


@dataclass(frozen=True)
class Posts:
    """Supervisors of one month.

    Attributes:
        planned, actual: full-time equivalents.
        pay_ore: planned pay of the planned posts, by effect (negative).
    """

    planned: Fraction
    actual: Fraction
    pay_ore: int

    @property
    def pay_of_difference(self) -> Fraction:
        """What the posts more or less come to at the planned pay, by effect."""
        per_post = ratio(Fraction(self.pay_ore), self.planned)
        return (self.actual - self.planned) * (per_post or ZERO)


@dataclass(frozen=True)
class Money:
    """One month's amounts of one side, öre by effect: costs negative, support positive."""

    pay: int = 0
    contributions: int = 0
    other: int = 0
    support: int = 0

    def __add__(self, added: Money) -> Money:
        return Money(
            self.pay + added.pay,
            self.contributions + added.contributions,
            self.other + added.other,
            self.support + added.support,
        )

    @property
    def cost(self) -> int:
        """Without support."""
        return self.pay + self.contributions + self.other

    @property
    def rate(self) -> Fraction | None:
        """Contributions as a share of pay; None without pay."""
        return ratio(self.contributions, self.pay)


@dataclass(frozen=True)
class StaffMonth:
    """One month; `posts` None = not known on both sides."""

    plan: Money
    actual: Money
    posts: Posts | None = None


@dataclass(frozen=True)
class StaffEffects:
    """The parts in öre by effect.

    Attributes:
        posts: None when posts are not known in any month.
        support: of lines of their own, beside the cost.
        plan, actual: the months together.
        planned_posts, actual_posts: mean over the months that know them.
    """

    posts: int | None
    pay: int
    contributions: int
    other: int
    support: int
    plan: Money
    actual: Money
    planned_posts: Fraction | None = None
    actual_posts: Fraction | None = None

    @property
    def total(self) -> int:
        """Posts, pay, contributions and other: actual minus planned cost."""
        return (self.posts or 0) + self.pay + self.contributions + self.other

    @property
    def net(self) -> int:
        """With support."""
        return self.total + self.support


def staff_effects(months: Iterable[StaffMonth]) -> StaffEffects | None:
    """The parts over some months, rounded once each; the pay takes what rounding leaves."""
    rows = list(months)
    if not rows:
        return None
    posts = contributions = ZERO
    for row in rows:
        rate = row.plan.rate or ZERO
        of_posts = row.posts.pay_of_difference if row.posts else ZERO
        posts += of_posts * (1 + rate)
        left = (row.actual.pay - row.plan.pay) * rate
        contributions += row.actual.contributions - row.plan.contributions - left
    plan = sum((row.plan for row in rows), Money())
    actual = sum((row.actual for row in rows), Money())
    known = [row.posts for row in rows if row.posts is not None]
    of_posts_ore = round_half_up(posts)
    of_contributions = round_half_up(contributions)
    other = actual.other - plan.other
    pay = actual.cost - plan.cost - of_posts_ore - of_contributions - other
    return StaffEffects(
        of_posts_ore if known else None,
        pay,
        of_contributions,
        other,
        actual.support - plan.support,
        plan,
        actual,
        _mean([one.planned for one in known]),
        _mean([one.actual for one in known]),
    )


def _mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, ZERO) / len(values) if values else None
