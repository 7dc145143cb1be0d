"""A row's difference taken apart by what it is: training, sales, or staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import TRAINING, base_code
from asfdesk.i18n import _
from asfdesk.reports.planning.why_parts import sales_parts, staff_parts, training_parts
from asfdesk.services.drivers.explain_sales import explain_sales
from asfdesk.services.drivers.explain_staff import explain_staff, is_staff
from asfdesk.services.drivers.explain_training import explain_training
from asfdesk.services.drivers.plan_behind import plan_behind
from asfdesk.services.without_days import is_safe_copy

if TYPE_CHECKING:
    from asfdesk.domain.plan import Plan, PlanLine
    from asfdesk.domain.planning.follow_up import FollowUp, FollowUpRow
    from asfdesk.domain.planning.staff_variance import StaffEffects
    from asfdesk.reports.planning.why_parts import WhyPart
    from asfdesk.services.drivers.explain_sales import SalesExplained
    from asfdesk.services.drivers.explain_training import TrainingEffects
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.planning.line_years import LineYears
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Why:
    """How a row is taken apart, when it is.

    Attributes:
        parts: those that are not `beside` sum to the row's difference.
        note: what is taken for granted or lacking; "" = nothing.
        volumes_of: names of what is sold on the line, whose volumes can be typed.
    """

    parts: tuple[WhyPart, ...] = ()
    note: str = ""
    training: TrainingEffects | None = None
    volumes_of: tuple[str, ...] = ()


def explain_why(
    session: ReadSession,
    view: FollowUp,
    row: FollowUpRow,
    years: LineYears,
    behind: PlanBehind | None = None,
) -> Why:
    """The parts of a row's difference in the closed months; none where it cannot be taken apart."""
    if is_safe_copy(session):
        return Why(note=_("What lies behind the difference stayed in the enterprise's file."))
    plan, line, months = view.plan, row.row.line, view.closed_months
    if plan is None or view.scope is not None or not months:
        return Why()
    if is_staff(row.row):
        return _staff(
            explain_staff(
                session, row.row, years.lines, behind or plan_behind(session, plan), months
            )
        )
    if line is None or line.code not in years.lines:
        return Why()
    if base_code(line) == TRAINING:
        found = _training(session, line, years, plan, view)
        if found.parts:
            return found
    if not any(sale.line_code == line.code for sale in session.drivers.sales(plan.id)):
        return Why()
    behind = behind or plan_behind(session, plan)
    return _sales(explain_sales(session, line.code, years.lines[line.code], behind, months))


def _training(
    session: ReadSession, line: PlanLine, years: LineYears, plan: Plan, view: FollowUp
) -> Why:
    months = view.closed_months
    found = explain_training(session, line.code, years.lines[line.code], plan, months)
    if found is None:
        return Why()
    parts: list[WhyPart] = []
    for stream in found.streams:
        own = training_parts(stream.plan, stream.actual, stream.effects)
        parts += [_named(part, stream.name) for part in own] if stream.name else own
    note = ""
    if found.plan_from_agreements:
        note = _(
            "The plan does not say places and price, so they are taken from the agreements; the"
            " planned occupancy is what the planned amount then means."
        )
    return Why(tuple(parts), note, found)


def _named(part: WhyPart, stream: str) -> WhyPart:
    """The part of one stream among several."""
    words = {"stream": stream, "part": part.name, "sentence": part.sentence}
    sentence = _("%(stream)s: %(sentence)s") % words if part.sentence else ""
    return replace(part, name=_("%(part)s, %(stream)s") % words, sentence=sentence)


def _sales(found: SalesExplained | None) -> Why:
    if found is None:
        return Why()
    note = ""
    if found.effects.unknown:
        note = _(
            "Bookkeeping holds no volumes. Type how much was sold to see volume and price apart."
        )
    return Why(sales_parts(found.effects), note, volumes_of=found.streams)


def _staff(found: StaffEffects | None) -> Why:
    if found is None:
        return Why()
    if found.posts is not None:
        note = _(
            "Supervisor posts are the employments that are registered; other staff is not, so the"
            " pay holds their hours too."
        )
    else:
        note = _(
            "Posts are not told apart: the plan has no supervisors, or none are registered here."
        )
    return Why(staff_parts(found), note)
