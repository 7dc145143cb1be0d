"""What the Rapporter page needs: whom and what to choose, and how each report stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, NeedsVaultKeyError
from asfdesk.services.display_names import trainee_names
from asfdesk.services.drivers.project_scope import scope_choices
from asfdesk.services.sending.list_layouts import KnownLayouts, known_layouts
from asfdesk.services.sending.report_catalogue import make_report
from asfdesk.services.without_days import is_safe_copy

if TYPE_CHECKING:
    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.sending.report_entry import ReportEntry, ReportRequest
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class ReportChoices:
    """Fiscal years, and (id, what it is called) of trainees, agreements and projects, in order."""

    fiscal_years: tuple[FiscalYear, ...]
    trainees: tuple[tuple[int, str], ...] = field(repr=False)
    agreements: tuple[tuple[int, str], ...]
    projects: tuple[tuple[str, str], ...] = ()
    layouts: KnownLayouts = field(default_factory=lambda: KnownLayouts(()))


def report_choices(session: ReadSession) -> ReportChoices:
    """Everything a report can be limited to."""
    if is_safe_copy(session):
        years, scopes = session.enterprise.fiscal_years(), scope_choices(session)
        projects = tuple((one.text, one.label) for one in scopes)
        return ReportChoices(tuple(years), (), (), projects, layouts=known_layouts())
    names = trainee_names(session)
    trainees = sorted(session.trainees.trainees(), key=lambda one: one.number)
    buyers = {buyer.id: buyer.name for buyer in session.agreements.buyers()}
    return ReportChoices(
        tuple(session.enterprise.fiscal_years()),
        tuple((one.id, _numbered(one.number, names[one.id])) for one in trainees),
        tuple(
            (one.id, f"{buyers[one.buyer_id]}: {one.name}")
            for one in session.agreements.agreements()
        ),
        tuple((one.text, one.label) for one in scope_choices(session)),
        layouts=known_layouts(),
    )


def _numbered(number: int, name: str) -> str:
    """The number before a name that does not hold it."""
    return name if str(number) in name.split() else f"{number} {name}"


class Standing(StrEnum):
    """Whether a report can go."""

    READY = "ready"
    LACKS = "lacks"
    NEEDS_KEY = "needs_key"
    REFUSED = "refused"


@dataclass(frozen=True)
class ReportStanding:
    """How one report stands for a period; `lacks` counts its open issues."""

    key: str
    standing: Standing
    lacks: int = 0


def report_standing(
    session: ReadSession, entry: ReportEntry, request: ReportRequest
) -> ReportStanding:
    """Make the report and count what is missing before it can go."""
    try:
        document = make_report(session, entry, request)
    except NeedsVaultKeyError:
        return ReportStanding(entry.key, Standing.NEEDS_KEY)
    except AsfDeskError:
        return ReportStanding(entry.key, Standing.REFUSED)
    lacks = len(document.head.open_issues)
    return ReportStanding(entry.key, Standing.LACKS if lacks else Standing.READY, lacks)
