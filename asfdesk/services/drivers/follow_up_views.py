"""What the follow-up page shows at once: the rows, and everything about the chosen one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SUBTOTALS, Subtotal
from asfdesk.domain.planning.comments import CommentScope
from asfdesk.domain.planning.statement import RowKind
from asfdesk.i18n import _, month_name
from asfdesk.reports.planning.plan_words import group_word, line_word, plan_state, plan_title
from asfdesk.reports.planning.variance_rows import row_word
from asfdesk.services.drivers.expected import Expected, expected
from asfdesk.services.drivers.plan_behind import plan_behind
from asfdesk.services.drivers.project_scope import scope_choices, scope_of
from asfdesk.services.legal_words import says_surplus
from asfdesk.services.planning.follow_up import followed_up
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, forecast_methods, method_of
from asfdesk.services.planning.method_answers import method_answers
from asfdesk.services.planning.plan_span import plan_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan, PlanLine
    from asfdesk.domain.planning.comments import AgreedAction, Comment
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.domain.planning.forecast import Method
    from asfdesk.services.drivers.project_scope import ScopeChoice
    from asfdesk.services.planning.method_answers import Answers
    from asfdesk.services.session import ReadSession

INCOME_GROUPS = frozenset(dict(SUBTOTALS)[Subtotal.INCOME])


@dataclass(frozen=True)
class NamedRow:
    """A row with its name."""

    name: str
    row: FollowUpRow

    @property
    def key(self) -> str:
        """Stays the same when figures change."""
        return self.row.row.key


@dataclass(frozen=True)
class NamedAction:
    """An agreed action and the row it is about; "" = none."""

    action: AgreedAction
    row: str


@dataclass(frozen=True)
class NamedComment:
    """A comment of the month and the row it is about."""

    comment: Comment
    row: str


@dataclass(frozen=True)
class FollowUpPageView:
    """Everything the page shows but the chosen row.

    Attributes:
        view: None when the month lies in no fiscal year.
        short: income by line, costs by group. `full`: every line and group.
        status: the line under the heading.
        method: of the lines that have none of their own.
        answers: row key -> what the four methods give.
        expected: what belongs to the closed months and is not booked.
        scopes: projects and cost centres that it can be limited to; `scope` the one it is.
        actions: agreed actions that wait, `done` those that are done or dropped.
        comments: of the month, by row.
        plan_lines: the lines in use, and `lines` their codes and names.
        note: what must be known to read the table: what the plan lacks.
    """

    view: FollowUp | None
    short: tuple[NamedRow, ...]
    full: tuple[NamedRow, ...]
    status: str
    method: Method
    answers: Mapping[str, Answers] = field(default_factory=dict)
    expected: Expected = field(default_factory=Expected)
    scopes: tuple[ScopeChoice, ...] = ()
    scope: ScopeChoice | None = None
    actions: tuple[NamedAction, ...] = ()
    done: tuple[NamedAction, ...] = ()
    comments: tuple[NamedComment, ...] = ()
    plan_lines: tuple[PlanLine, ...] = ()
    note: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Codes and names of the plan lines in use."""
        return tuple((line.code, line_word(line)) for line in self.plan_lines)

    def expected_ore(self, named: NamedRow) -> int:
        """What is expected on a row, öre by effect."""
        return self.expected.ore(named.row.row.codes)

    def rows(self, *, every_line: bool, only_deviations: bool) -> list[NamedRow]:
        """The rows to show; the result always stays."""
        chosen = self.full if every_line else self.short
        last = chosen[-1:] if chosen else ()
        return [row for row in chosen if not only_deviations or row.row.deviates or row in last]

    def row(self, key: str) -> NamedRow | None:
        """A row by its key."""
        return next((row for row in (*self.short, *self.full) if row.key == key), None)


def follow_up_page(session: ReadSession, month: Month, scope: str = "") -> FollowUpPageView:
    """The follow-up of the fiscal year that a month lies in.

    Args:
        session: the open file.
        month: which month.
        scope: a project or cost centre as `ScopeChoice.text`; "" = everything.
    """
    method = method_of(forecast_methods(session), EVERY_LINE)
    year = session.enterprise.fiscal_year_on(month.first)
    if year is None:
        name = month_name(month.year, month.number)
        return FollowUpPageView(
            None, (), (), _("%(month)s lies in no fiscal year.") % {"month": name}, method
        )
    surplus = says_surplus(session)
    scopes = scope_choices(session)
    chosen = next((one for one in scopes if one.text == scope), None)
    behind = plan_behind(session, session.plans.in_force(year.id))
    limited = scope_of(session, year, chosen.key, behind) if chosen else None
    view, years = followed_up(session, year, month, scope=limited)
    full = tuple(NamedRow(row_word(r.row, says_surplus=surplus), r) for r in view.rows)
    lines = session.plans.lines(with_inactive=True)
    names = {**{line.code: line_word(line) for line in lines}, **{r.key: r.name for r in full}}
    actions = [
        NamedAction(one, names.get(one.line_code, ""))
        for one in session.comments.actions(with_done=True)
    ]
    return FollowUpPageView(
        view,
        _shortened(full),
        full,
        _status(session, view, chosen),
        method,
        method_answers(years, view),
        expected(session, view, behind, years),
        scopes,
        chosen,
        tuple(one for one in actions if one.action.status.waits),
        tuple(one for one in reversed(actions) if not one.action.status.waits),
        tuple(
            NamedComment(one, names.get(one.line_code, ""))
            for one in session.comments.comments(CommentScope.LINE, str(month), str(month))
        ),
        tuple(line for line in lines if line.active),
        scope_note(view, chosen, names),
    )


def _shortened(rows: Sequence[NamedRow]) -> tuple[NamedRow, ...]:
    """Income by line, costs by group: what fits on one screen."""
    summed = {row.row.row.group for row in rows if row.row.row.kind is RowKind.GROUP}
    found = []
    for named in rows:
        kind, group = named.row.row.kind, named.row.row.group
        by_line = group in INCOME_GROUPS
        if kind is RowKind.LINE and group in summed and not by_line:
            continue
        if kind is RowKind.GROUP and by_line:
            continue
        if kind is RowKind.GROUP and group is not None:
            found.append(replace(named, name=group_word(group)))
        else:
            found.append(named)
    return tuple(found)


def _status(session: ReadSession, view: FollowUp, scope: ScopeChoice | None) -> str:
    if not view.imported:
        return _("No bookkeeping is imported for fiscal year %(year)s.") % {"year": view.year.label}
    parts = [scope.label + "."] if scope else []
    if view.plan is None:
        parts.append(_("There is no plan for %(year)s.") % {"year": view.year.label})
    else:
        title = plan_title(view.plan, years_label(session, view.plan))
        parts.append(_("Actual against %(plan)s.") % {"plan": f"{title} ({plan_state(view.plan)})"})
    if view.through is None:
        parts.append(_("No month is closed yet."))
    else:
        last = month_name(view.through.year, view.through.number)
        parts.append(_("Closed up to %(month)s.") % {"month": last})
    if view.typed and scope is None:
        parts.append(_("Some amounts are typed in, not from the bookkeeping."))
    return " ".join(parts)


def years_label(session: ReadSession, plan: Plan) -> str:
    """The fiscal years a plan covers: 2026, or 2026–2028."""
    years = plan_years(session, plan)
    first, last = years[0].label, years[-1].label
    return first if len(years) == 1 else f"{first}–{last}"


def scope_note(view: FollowUp, chosen: ScopeChoice | None, names: Mapping[str, str]) -> str:
    """What the plan says of the project, and what it does not."""
    if view.scope is None or chosen is None:
        return ""
    if not view.scope.planned:
        return _("The plan says nothing of %(project)s, so it is not compared.") % {
            "project": chosen.label
        }
    lacking = [
        names.get(row.row.key, "")
        for row in view.rows
        if row.row.kind is RowKind.LINE and row.row.key not in view.scope.planned
    ]
    if not lacking:
        return ""
    return _("The plan says nothing of %(project)s on %(lines)s: they are not compared.") % {
        "project": chosen.label,
        "lines": ", ".join(lacking),
    }
