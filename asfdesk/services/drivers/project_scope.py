"""Limiting a follow-up to one project or cost centre: which there are, and what the plan says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT, ObjectKey
from asfdesk.domain.planning.follow_up import Scope
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.drivers.plan_behind import plan_behind

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.drivers.plan_behind import PlanBehind
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class ScopeChoice:
    """A project or cost centre that the books use, and what it is called."""

    key: ObjectKey
    name: str

    @property
    def label(self) -> str:
        """Its kind, code and name: "Project P25 Stegen"."""
        word = _("Project") if self.key.dimension == PROJECT else _("Cost centre")
        return " ".join(part for part in (word, self.key.code, self.name) if part)

    @property
    def text(self) -> str:
        """As it is written in a request: "6:P25"."""
        return f"{self.key.dimension}:{self.key.code}"


def scope_choices(session: ReadSession) -> tuple[ScopeChoice, ...]:
    """Projects, then cost centres, by code."""
    found = []
    projects, centres = session.ledger.objects_mentioned()
    for dimension, codes in ((PROJECT, projects), (COST_CENTRE, centres)):
        names = session.ledger.object_names(dimension) if codes else {}
        found += [ScopeChoice(ObjectKey(dimension, code), names.get(code, "")) for code in codes]
    return tuple(found)


def find_scope(session: ReadSession, text: str) -> ScopeChoice:
    """The choice that a text means: "6:P25", or a code alone, a project before a cost centre.

    Raises:
        InvalidInputError: the books use no such code.
    """
    choices = scope_choices(session)
    wanted = next((one for one in choices if text in (one.text, one.key.code)), None)
    if wanted is None:
        codes = ", ".join(one.key.code for one in choices)
        raise InvalidInputError(
            "project",
            _("The bookkeeping has no project or cost centre %(code)s.") % {"code": text},
            _("It has %(codes)s.") % {"codes": codes} if codes else "",
            _("Choose one of those.") if codes else "",
        )
    return wanted


def scope_of(
    session: ReadSession, year: FiscalYear, key: ObjectKey, behind: PlanBehind | None = None
) -> Scope:
    """A project or cost centre with what the plan's drivers that bear its code come to.

    An amount that is typed over belongs to no project, so it is not in it.
    """
    behind = behind or plan_behind(session, session.plans.in_force(year.id))
    if behind is None:
        return Scope(key)
    months = year.months()
    planned: dict[str, dict[Month, int]] = defaultdict(lambda: dict.fromkeys(months, 0))
    for component in behind.result.components:
        if component.project == key.code:
            line = planned[component.line_code]
            for month, ore in zip(months, behind.amounts(component, months), strict=True):
                line[month] += ore
    return Scope(key, dict(planned))
