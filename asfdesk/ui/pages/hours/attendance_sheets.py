"""Närvaro: sheets in and out - import, the month, week sheets, lists to sign on, groups."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMenu

from asfdesk.domain.period import Period
from asfdesk.i18n import _, ngettext, pgettext
from asfdesk.i18n import day as day_words
from asfdesk.services.hours.attendance_sheet import SheetChoices
from asfdesk.services.hours.export_attendance import (
    SheetFormat,
    SheetOrder,
    save_sheet_as,
    save_sheets,
)
from asfdesk.services.hours.import_attendance import load_sheet
from asfdesk.services.hours.sheet_shares import GroupBy
from asfdesk.ui.dialogs.hours.attendance_import import AttendanceImportDialog
from asfdesk.ui.dialogs.hours.sheet_order import SheetOrderDialog
from asfdesk.ui.dialogs.hours.work_groups import WorkGroupsDialog
from asfdesk.ui.kit.ask_where import ask_where
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.pages.hours.day_columns import week_word
from asfdesk.ui.pages.hours.grid_words import capital, month_word
from asfdesk.ui.pages.hours.shown_days import week_of
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from asfdesk.domain.hours.sheet_table import SheetTable
    from asfdesk.services.hours.import_attendance import Taken
    from asfdesk.ui.page import Page


class AttendanceSheets(QObject):
    """The button "Sheets" and what its menu does.

    Attributes:
        day: says which week is meant when week sheets are asked for.
        choose_source: asks for a file; None = changed their mind. `choose_target` and
            `choose_folder` likewise.
    """

    def __init__(self, page: Page, day: Callable[[], date]) -> None:
        super().__init__(page)
        self._page = page
        self.day = day
        self.button = button(_("Sheets…"))
        self.button.clicked.connect(self._open)
        self.choose_source: Callable[[], Path | None] = self._ask_source
        self.choose_target: Callable[[str], Path | None] = self._ask_target
        self.choose_folder: Callable[[], Path | None] = self._ask_folder
        self.dialog: AttendanceImportDialog | None = None

    @Slot()
    def _open(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What can be done, with the week that is meant in words."""
        menu = QMenu(self.button)
        take_in = menu.addAction(_("Import attendance…"), self.take_in)
        take_in.setEnabled(self._page.writable)
        menu.addSeparator()
        menu.addAction(_("Save the month as Excel…"), self.save_month)
        menu.addAction(_("Save the month as CSV…"), partial(self.save_month, SheetFormat.CSV))
        menu.addSeparator()
        menu.addAction(_("Week sheets and lists to sign on…"), self.order_sheets)
        menu.addAction(_("Groups…"), self.open_groups)
        menu.addSeparator()
        menu.addAction(_("Day activity allowance…"), partial(self._page.context.go, "reports:R14"))
        return menu

    @Slot()
    def order_sheets(self) -> SheetOrderDialog:
        """Ask what is wanted, and for whom."""
        day = self.day()
        week, later = week_of(day), week_of(day + timedelta(days=7))
        month = Period.of_month(self._page.month)
        days = [
            (_week_and_days(week), week),
            (_week_and_days(later), later),
            (capital(month_word(self._page.month)), month),
        ]
        order = self._order(week, GroupBy.GROUP, SheetFormat.XLSX)
        dialog = SheetOrderDialog(self._page, order, days)
        dialog.decided.connect(self.save_ordered)
        dialog.groups_wanted.connect(self.open_groups)
        dialog.open()
        return dialog

    @Slot()
    def open_groups(self) -> WorkGroupsDialog:
        """Groups, and who belongs to which."""
        dialog = WorkGroupsDialog(self._page)
        dialog.open()
        return dialog

    @Slot()
    def take_in(self) -> None:
        """Choose a file and show what it would change."""
        path = self.choose_source() if self._page.writable else None
        if path is not None:
            self._page.run(partial(load_sheet, path), self._preview)

    def _preview(self, tables: Sequence[SheetTable]) -> None:
        write = self._page.context.write
        if write is None:
            return
        choices = SheetChoices(month=self._page.month)
        dialog = AttendanceImportDialog(self._page, self._page.context, write, tables, choices)
        dialog.taken.connect(self._taken)
        self.dialog = dialog
        dialog.open()

    @Slot(object)
    def _taken(self, taken: Taken) -> None:
        self._page.announce(taken.changes)

    @Slot()
    def save_month(self, kind: SheetFormat = SheetFormat.XLSX) -> None:
        """The month that is shown, for everybody."""
        order = self._order(Period.of_month(self._page.month), GroupBy.NONE, kind)
        name = pgettext("file name", "attendance")
        target = self.choose_target(f"{name}_{order.period}.{kind}")
        if target is not None:
            session = self._page.context.session
            self._page.run(lambda: [save_sheet_as(session, order, target)], self._saved)

    @Slot(object)
    def save_ordered(self, order: SheetOrder) -> None:
        """A file for each sheet of an order."""
        folder = self.choose_folder()
        if folder is not None:
            session = self._page.context.session
            self._page.run(lambda: save_sheets(session, order, folder), self._saved)

    def _order(self, period: Period, group: GroupBy, kind: SheetFormat) -> SheetOrder:
        today = self._page.context.today
        now = datetime.combine(today, datetime.now().astimezone().timetz())
        return SheetOrder(period, today, now, group, kind)

    def _saved(self, paths: Sequence[Path]) -> None:
        saved = ngettext("%(num)d file is saved in", "%(num)d files are saved in", len(paths))
        self._page.set_status(f"{saved} {paths[0].parent.name}: {paths[0].name}")

    def _ask_source(self) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page,
            _("Choose the file with attendance"),
            str(self._folder()),
            _("Tables (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)"),
        )
        return Path(chosen) if chosen else None

    def _ask_target(self, name: str) -> Path | None:
        kinds = _("Tables (*.xlsx *.csv)")
        return ask_where(self._page, _("Save the month"), self._folder() / name, kinds)

    def _ask_folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(
            self._page, _("Choose a folder for the sheets"), str(self._folder())
        )
        return Path(chosen) if chosen else None

    def _folder(self) -> Path:
        preferences = self._page.context.preferences
        return start_folder(preferences.settings.import_folder if preferences else "")


def _week_and_days(week: Period) -> str:
    return f"{capital(week_word(week.first))}, {day_words(week.first)} – {day_words(week.last)}"
