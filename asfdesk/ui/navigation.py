"""Every page, one line each, in the order and groups of the sidebar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.i18n import N_, _
from asfdesk.ui.pages.books.ledger_page import LedgerPage
from asfdesk.ui.pages.file.settings_page import SettingsPage
from asfdesk.ui.pages.hours.attendance_page import AttendancePage
from asfdesk.ui.pages.hours.supervision_page import SupervisionPage
from asfdesk.ui.pages.overview_page import OverviewPage
from asfdesk.ui.pages.people.trainees_page import TraineesPage
from asfdesk.ui.pages.planning.follow_up_page import FollowUpPage
from asfdesk.ui.pages.planning.plan_page import PlanPage
from asfdesk.ui.pages.sales.agreements_page import AgreementsPage
from asfdesk.ui.pages.sending.reports_page import ReportsPage
from asfdesk.ui.pages.visiting.safe_copy_page import SafeCopyPage
from asfdesk.ui.pages.visiting.visits_page import VisitsPage

if TYPE_CHECKING:
    from asfdesk.ui.page import Page


@dataclass(frozen=True)
class PageEntry:
    """One line of the sidebar.

    Attributes:
        page: the class; it is made the first time the page is shown.
        name: what the sidebar says, to be translated.
        group: lines of the same group stand together.
    """

    page: type[Page]
    name: str
    group: int

    @property
    def key(self) -> str:
        """The page's key, which is also its icon's name."""
        return self.page.key

    @property
    def title(self) -> str:
        """What the sidebar says, in the user's language."""
        return _(self.name)


PAGES: tuple[PageEntry, ...] = (
    PageEntry(OverviewPage, N_("Overview"), 0),
    PageEntry(TraineesPage, N_("Trainees"), 0),
    PageEntry(AttendancePage, N_("Attendance"), 0),
    PageEntry(SupervisionPage, N_("Supervision"), 0),
    PageEntry(AgreementsPage, N_("Agreements"), 0),
    PageEntry(LedgerPage, N_("Economy"), 1),
    PageEntry(PlanPage, N_("Business plan"), 1),
    PageEntry(FollowUpPage, N_("Follow-up"), 1),
    PageEntry(ReportsPage, N_("Reports"), 2),
    PageEntry(VisitsPage, N_("Visits"), 2),
    PageEntry(SettingsPage, N_("Settings"), 3),
)


SAFE_COPY_PAGES: tuple[PageEntry, ...] = (
    PageEntry(SafeCopyPage, N_("Safe copy"), 0),
    *(one for one in PAGES if one.page in (PlanPage, FollowUpPage, ReportsPage)),
)
"""Of a safe copy: the months it keeps, and the pages that need no days."""


def pages_of(*, safe_copy: bool) -> tuple[PageEntry, ...]:
    """The pages of a client file, or of a safe copy."""
    return SAFE_COPY_PAGES if safe_copy else PAGES


def groups(pages: tuple[PageEntry, ...]) -> list[list[tuple[str, str]]]:
    """(key, title) of each page, group by group."""
    numbers = sorted({entry.group for entry in pages})
    return [
        [(entry.key, entry.title) for entry in pages if entry.group == number] for number in numbers
    ]
