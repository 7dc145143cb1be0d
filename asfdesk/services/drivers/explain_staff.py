"""Why staff costs differ from plan: posts, pay, contributions; and the support for pay beside them.

What is taken for granted (domain.planning.staff_variance):

* Planned posts and their pay are the plan's rows of supervisors. Actual posts are the
  supervisors' employments, by calendar day. Other staff is not registered here, so for them the
  pay holds both hours and pay.
* Pay is what stands on the lines of wages, contributions what stands on pensions, employer's
  contributions and insurance, support what stands on the line of wage subsidies.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import LINE_GROUPS, SUPERVISOR_PAY, Group, base_code
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.staff import StaffRole
from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.planning.staff_variance import Money, Posts, StaffMonth, staff_effects
from asfdesk.domain.planning.statement import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.forecast import LineYear
    from asfdesk.domain.planning.staff_variance import StaffEffects
    from asfdesk.domain.planning.statement import StatementRow
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.session import ReadSession

PAY = ("K40", SUPERVISOR_PAY)
CONTRIBUTIONS = ("K42", "K43")
SUPPORT = ("I40",)


def is_staff(row: StatementRow) -> bool:
    """Whether a row is the sum of staff costs, or the one line that they are."""
    if row.kind is RowKind.GROUP:
        return row.group is Group.STAFF
    return row.line is not None and base_code(row.line) == SUPERVISOR_PAY


def explain_staff(
    session: ReadSession,
    row: StatementRow,
    lines: Mapping[str, LineYear],
    behind: PlanBehind | None,
    months: Sequence[Month],
) -> StaffEffects | None:
    """The parts of a staff row over some months; None for other rows, and without plan."""
    if behind is None or not months or not is_staff(row):
        return None
    bases = {line.code: base_code(line) for line in session.plans.lines(with_inactive=True)}
    whole = row.kind is RowKind.GROUP
    codes = [code for code in bases if code in row.codes or (whole and bases[code] in SUPPORT)]
    posts = _posts(session.supervision.supervisors(), behind, months)
    return staff_effects(
        StaffMonth(
            _money(lines, codes, bases, month, planned=True),
            _money(lines, codes, bases, month, planned=False),
            posts.get(month),
        )
        for month in months
    )


def _money(
    lines: Mapping[str, LineYear],
    codes: Iterable[str],
    bases: Mapping[str, str],
    month: Month,
    *,
    planned: bool,
) -> Money:
    sums = dict.fromkeys(("pay", "contributions", "other", "support"), 0)
    for code in codes:
        line = lines.get(code)
        if line is not None:
            sums[_kind(bases[code])] += (line.plan if planned else line.actual).get(month, 0)
    return Money(**sums)


def _kind(base: str) -> str:
    if base in PAY:
        return "pay"
    if base in CONTRIBUTIONS:
        return "contributions"
    return "support" if LINE_GROUPS[base] is not Group.STAFF else "other"


def _posts(
    supervisors: Sequence[Supervisor], behind: PlanBehind, months: Sequence[Month]
) -> dict[Month, Posts]:
    """Months whose posts are known on both sides."""
    rows = {one.id for one in behind.model.staff if one.role is StaffRole.SUPERVISOR}
    if not rows or not any(one.employments for one in supervisors):
        return {}
    pay = dict.fromkeys(months, 0)
    for component in behind.components([Part.PAY]):
        if component.driver_id in rows:
            for month, ore in zip(months, behind.amounts(component, months), strict=True):
                pay[month] += ore
    planned = dict(zip(behind.model.months, behind.result.supervision.planned_bp, strict=True))
    return {
        month: Posts(
            Fraction(planned.get(month, 0), BASIS_POINTS),
            employed_posts(supervisors, month),
            pay[month],
        )
        for month in months
        if planned.get(month)
    }


def employed_posts(supervisors: Iterable[Supervisor], month: Month) -> Fraction:
    """Supervisors' full-time equivalents of a month, by calendar day."""
    days = list(month.days())
    held = 0
    for one in supervisors:
        for day in days:
            begun = one.started_on is None or one.started_on <= day
            employment = one.employment_on(day) if begun else None
            held += employment.fte_bp if employment else 0
    return Fraction(held, BASIS_POINTS * len(days))
