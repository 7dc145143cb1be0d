"""One row of the follow-up explained: by month, by account, in words, and what was agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import UNMAPPED
from asfdesk.domain.books.ledger import TYPED, effect
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.period import Period
from asfdesk.domain.plan import Section
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.domain.planning.forecast import LineYear
from asfdesk.domain.planning.statement import RowKind
from asfdesk.i18n import _
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.plan_words import typed_word
from asfdesk.reports.planning.variance_words import total_words
from asfdesk.services.actuals import typed_months
from asfdesk.services.drivers.explain_why import explain_why
from asfdesk.services.planning.line_years import line_years

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.comments import AgreedAction, Comment
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.reports.planning.why_parts import WhyPart
    from asfdesk.services.drivers.explain_training import TrainingEffects
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class MonthPair:
    """A month's plan and actual in öre by effect.

    `plan_ore` None = no plan; `actual_ore` None = nothing booked in an open month.
    """

    month: Month
    plan_ore: int | None
    actual_ore: int | None
    closed: bool


@dataclass(frozen=True)
class AccountAmount:
    """An account behind a row: öre by effect in the months that count."""

    account: str
    name: str
    ore: int


@dataclass(frozen=True)
class Explanation:
    """What is said about the chosen row.

    Attributes:
        headline: the difference in one sentence; "" when nothing is compared.
        parts: the difference taken apart, where it can be; those that are not `beside` sum to it.
        note: what the explanation takes for granted, or what it lacks; "" = nothing.
        accounts: largest first; of the closed months, or of the whole year while none is closed.
        volumes_of: names of what is sold on the line, whose volumes can be typed.
    """

    key: str
    headline: str
    parts: tuple[WhyPart, ...]
    note: str
    months: tuple[MonthPair, ...]
    accounts: tuple[AccountAmount, ...]
    training: TrainingEffects | None
    comment: Comment | None
    actions: tuple[AgreedAction, ...]
    volumes_of: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """One for each part that has an effect."""
        return tuple(part.sentence for part in self.parts if part.sentence)

    @property
    def parts_ore(self) -> int:
        """What the row's own parts come to: its difference."""
        return sum(part.ore for part in self.parts if not part.beside)


def explain(
    session: ReadSession, view: FollowUp, row: FollowUpRow, behind: PlanBehind | None = None
) -> Explanation:
    """Everything about one row of a follow-up, as it stands in the view's month.

    Args:
        session: the open file.
        view: the follow-up.
        row: one of its rows.
        behind: what the view's plan is made from, when it is known already.
    """
    years = line_years(session, view.year, view.through, view.plan, view.scope)
    line = _together(view, [years.lines[code] for code in row.row.codes if code in years.lines])
    why = explain_why(session, view, row, years, behind)
    key = row.row.key
    everything = view.scope is None
    return Explanation(
        key=key,
        headline=_headline(view, row),
        parts=why.parts,
        note=why.note,
        months=_months(view, line),
        accounts=_accounts(session, view, row.row.codes),
        training=why.training,
        comment=(
            session.comments.comment(CommentScope.LINE, str(view.month), key)
            if everything
            else None
        ),
        actions=tuple(a for a in session.comments.actions() if a.line_code == key and everything),
        volumes_of=why.volumes_of,
    )


def closed_words(view: FollowUp) -> str:
    """The closed months in words: "January–March 2026"; "" while none is closed."""
    months = view.closed_months
    return period_words(Period.of_months(months[0], months[-1])) if months else ""


def _headline(view: FollowUp, row: FollowUpRow) -> str:
    if row.row.kind is RowKind.UNMAPPED:
        return _("These accounts have no plan line, so nobody plans for them.")
    section = Section.FINANCE
    if row.row.line is not None:
        section = row.row.line.section
    elif row.row.group is not None or not row.row.is_result:
        section = Section.INCOME if row.row.key in _INCOME_KEYS else Section.COST
    return total_words(row.figures.to_date, section, closed_words(view))


_INCOME_KEYS = frozenset({"net_sales", "own_work", "other_income", "income"})


def _together(view: FollowUp, lines: Collection[LineYear]) -> LineYear:
    """Several lines as one."""
    actual: dict[Month, int] = defaultdict(int)
    plan: dict[Month, int] = defaultdict(int)
    for line in lines:
        for month, ore in line.actual.items():
            actual[month] += ore
        for month, ore in line.plan.items():
            plan[month] += ore
    return LineYear(view.year.months(), len(view.closed_months), dict(actual), dict(plan))


def _months(view: FollowUp, line: LineYear) -> tuple[MonthPair, ...]:
    closed = set(view.closed_months)
    return tuple(
        MonthPair(
            month,
            line.plan.get(month, 0) if view.plan else None,
            line.actual.get(month, 0 if month in closed else None),
            month in closed,
        )
        for month in line.months
    )


def _accounts(
    session: ReadSession, view: FollowUp, codes: Collection[str]
) -> tuple[AccountAmount, ...]:
    months = view.closed_months or view.year.months()
    mapper = Mapper(session.mapping.rules())
    sums: dict[str, int] = defaultdict(int)
    booked: dict[str, set[Month]] = defaultdict(set)
    within = view.scope.key if view.scope else None
    rows = session.ledger.account_months(
        months[0], months[-1], by_object=mapper.by_object, within=within
    )
    for row in rows:
        code = mapper.line(row.account, row.cost_centre, row.project) or UNMAPPED
        booked[code].add(row.month)
        if code in codes:
            sums[row.account] += effect(row.amount_sie_ore)
    for code, typed in typed_months(session, months[0], months[-1], booked).items():
        if code in codes and within is None:
            sums[TYPED] += sum(typed.values())
    names = {account.number: account.name for account in session.ledger.accounts()}
    return _largest_first(sums, {**names, TYPED: typed_word()})


def _largest_first(sums: Mapping[str, int], names: Mapping[str, str]) -> tuple[AccountAmount, ...]:
    ordered = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(AccountAmount(number, names.get(number, ""), ore) for number, ore in ordered)
