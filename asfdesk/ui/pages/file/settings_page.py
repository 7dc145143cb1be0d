"""Inställningar: what belongs to the enterprise, to the file, and to this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.manage_enterprise import enterprise_view
from asfdesk.services.manage_fiscal_years import fiscal_year_rows
from asfdesk.ui.dialogs.file.audit_log import AuditLogDialog
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.page import Page
from asfdesk.ui.pages.file.settings_access import AccessCard
from asfdesk.ui.pages.file.settings_backups import BackupsButton
from asfdesk.ui.pages.file.settings_calendar import CalendarCard
from asfdesk.ui.pages.file.settings_computer import ComputerCard
from asfdesk.ui.pages.file.settings_enterprise import EnterpriseCard
from asfdesk.ui.pages.file.settings_file import FileCard
from asfdesk.ui.pages.file.settings_habilitation import HabilitationCard
from asfdesk.ui.pages.file.settings_health import HealthBox
from asfdesk.ui.pages.file.settings_measures import MeasuresCard
from asfdesk.ui.pages.file.settings_parameters import ParametersButton
from asfdesk.ui.pages.file.settings_years import FiscalYearsCard

if TYPE_CHECKING:
    from asfdesk.services.manage_enterprise import EnterpriseView
    from asfdesk.services.manage_fiscal_years import FiscalYearRow
    from asfdesk.ui.page import PageContext


class SettingsPage(Page):
    """Cards; each change goes through a form or holds at once."""

    key: ClassVar[str] = "settings"
    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ENTERPRISE, Topic.LEDGER, Topic.PLAN})
    uses_month: ClassVar[bool] = False

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.enterprise = EnterpriseCard(self)
        self.computer = ComputerCard(context.preferences)
        self.access = AccessCard(self)
        self.backups = BackupsButton(self)
        self.years = FiscalYearsCard(self)
        self.calendar = CalendarCard(self)
        self.habilitation = HabilitationCard(self)
        self.measures = MeasuresCard(self)
        self.parameters = ParametersButton(self)
        self.health = HealthBox(self)
        line = QHBoxLayout()
        line.addWidget(self.health, 1)
        line.addWidget(self.health.bands)
        self.enterprise.body.addLayout(line)
        self.file = FileCard(self)
        left, right, columns = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        columns.setSpacing(14)
        for side in (left, right):
            side.setSpacing(8)
        left.addWidget(self.enterprise)
        left.addWidget(self.access, 1)
        left.addWidget(self.computer)
        right.addWidget(self.years, 1)
        right.addWidget(self.calendar, 1)
        small = QHBoxLayout()
        small.setSpacing(8)
        small.addWidget(self.habilitation, 1)
        small.addWidget(self.measures)
        right.addLayout(small)
        right.addWidget(self.file)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)
        self.access.setVisible(context.file is not None)
        self.backups.summed_up.connect(self._show_status)
        self.add_action_button(self.parameters.button)
        self.add_action_button(self.backups.button)
        self.backups.button.setVisible(self.backups.has_some)
        self.log = button(_("Event log"))
        self.log.clicked.connect(self._open_log)
        self.add_action_button(self.log)
        self.log.setVisible(context.file is not None)
        self.file.setVisible(context.file is not None)

    def title(self) -> str:
        """The page's name."""
        return _("Settings")

    def reload(self) -> None:
        """Load what the cards show."""
        session = self.context.session
        self.run(lambda: (enterprise_view(session), fiscal_year_rows(session)), self._show)
        self.access.reload()
        self.backups.reload()
        self.file.reload()
        self.habilitation.reload()
        self.measures.reload()
        self.parameters.reload()
        self.health.reload()

    def open_item(self, item: str) -> None:
        """Open what the plan sends here for: its rates and caps."""
        if item == "parameters":
            self.parameters.open_parameters()
        elif item == "calendar":
            self.calendar.table.setFocus()

    @Slot()
    def _open_log(self) -> None:
        """Who has done what in the file."""
        if self.context.file is not None:
            AuditLogDialog(self, self.context, self.context.file).open()

    @Slot(str)
    def _show_status(self, backups: str) -> None:
        """What changing here means, and how the backups stand."""
        saved = _("What is changed here is saved in the file, except the look of this computer.")
        self.set_status(f"{saved} {backups}".strip())

    @Slot(object)
    def _show(self, found: tuple[EnterpriseView, list[FiscalYearRow]]) -> None:
        view, years = found
        self.enterprise.show_enterprise(view)
        self.calendar.show_calendar(view)
        self.years.show_years(years)
