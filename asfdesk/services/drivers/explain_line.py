"""One row of the follow-up explained: by month, by account, in words, and what was agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import TRAINING, UNMAPPED, base_code
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
from asfdesk.reports.planning.variance_words import effect_sentences, total_words
from asfdesk.services.actuals import typed_months
from asfdesk.services.drivers.explain_training import explain_training
from asfdesk.services.planning.line_years import line_years

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.comments import AgreedAction, Comment
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.services.drivers.explain_training import TrainingEffects
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
        sentences: one per effect, for training lines with agreements and attendance.
        note: what the explanation takes for granted; "" = nothing.
        accounts: largest first; of the closed months, or of the whole year while none is closed.
    """

    key: str
    headline: str
    sentences: tuple[str, ...]
    note: str
    months: tuple[MonthPair, ...]
    accounts: tuple[AccountAmount, ...]
    training: TrainingEffects | None
    comment: Comment | None
    actions: tuple[AgreedAction, ...]


def explain(session: ReadSession, view: FollowUp, row: FollowUpRow) -> Explanation:
    """Everything about one row of a follow-up, as it stands in the view's month."""
    years = line_years(session, view.year, view.through, view.plan)
    line = _together(view, [years.lines[code] for code in row.row.codes if code in years.lines])
    training = _training(session, view, row, line)
    key = row.row.key
    return Explanation(
        key=key,
        headline=_headline(view, row),
        sentences=(
            effect_sentences(training.plan, training.actual, training.effects) if training else ()
        ),
        note=_note(training),
        months=_months(view, line),
        accounts=_accounts(session, view, row.row.codes),
        training=training,
        comment=session.comments.comment(CommentScope.LINE, str(view.month), key),
        actions=tuple(a for a in session.comments.actions() if a.line_code == key),
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


def _note(training: TrainingEffects | None) -> str:
    if training is None or not training.plan_from_agreements:
        return ""
    return _(
        "The plan does not say places and price, so they are taken from the agreements; the"
        " planned occupancy is what the planned amount then means."
    )


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


def _training(
    session: ReadSession, view: FollowUp, row: FollowUpRow, line: LineYear
) -> TrainingEffects | None:
    plan_line = row.row.line
    if plan_line is None or view.plan is None or base_code(plan_line) != TRAINING:
        return None
    return explain_training(session, plan_line.code, line, view.plan, view.closed_months)


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
    for row in session.ledger.account_months(months[0], months[-1], by_object=mapper.by_object):
        code = mapper.line(row.account, row.cost_centre, row.project) or UNMAPPED
        booked[code].add(row.month)
        if code in codes:
            sums[row.account] += effect(row.amount_sie_ore)
    for code, typed in typed_months(session, months[0], months[-1], booked).items():
        if code in codes:
            sums[TYPED] += sum(typed.values())
    names = {account.number: account.name for account in session.ledger.accounts()}
    return _largest_first(sums, {**names, TYPED: typed_word()})


def _largest_first(sums: Mapping[str, int], names: Mapping[str, str]) -> tuple[AccountAmount, ...]:
    ordered = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(AccountAmount(number, names.get(number, ""), ore) for number, ore in ordered)
