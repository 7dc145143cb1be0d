"""What is done in a region from its window: taking in, following, and writing reports."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _, ngettext
from asfdesk.services.region.follow_members import end_member, expect_member
from asfdesk.services.region.region_view import region_view
from asfdesk.services.region.take_in import take_in_files
from asfdesk.services.region.write_reports import write_region_report
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.dialogs.region.region_forms import ask_enterprise, ask_heard, ask_what
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog, show_error
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.region.open_region import Region
    from asfdesk.services.region.region_view import RegionView
    from asfdesk.services.region.take_in import TakenFile
    from asfdesk.ui.dialogs.region.region_forms import Wish
    from asfdesk.ui.pages.region.region_window import RegionWindow
    from asfdesk.ui.tasks import Tasks


class RegionErrands(QObject):
    """Runs what the window asks for; lives as long as the window.

    Signals:
        close_wanted, lock_wanted: as they say.
    """

    close_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, region: Region, window: RegionWindow, tasks: Tasks, today: date) -> None:
        super().__init__(window)
        self._region = region
        self._window = window
        self._tasks = tasks
        self._today = today
        self._quarter: Period | None = None
        self._relay = ProgressRelay(window)
        self._relay.moved.connect(window.busy.show_progress)
        window.stop.connect(self._relay.stop)
        window.asked.connect(self.do)
        window.files.connect(self.take)
        window.quarter_wanted.connect(self.show_quarter)
        window.heard_wanted.connect(self._ask_heard)

    @Slot(str)
    def do(self, name: str) -> None:
        """One errand by its name."""
        errands: dict[str, Callable[[], None]] = {
            "files": self._ask_files,
            "folder": self._ask_folder,
            "follow": self._ask_enterprise,
            "end": self._ask_end,
            "write": self._ask_what,
            "show": self.show_again,
            "lock": self.lock_wanted.emit,
            "close": self.close_wanted.emit,
        }
        errands[name]()

    @Slot(object)
    def show_quarter(self, quarter: Period) -> None:
        """Show another quarter."""
        self._quarter = quarter
        self.show_again()

    def show_again(self) -> None:
        """Gather what the page shows, as it is now."""
        region, wanted, today = self._region, self._quarter, self._today
        self._window.working(_("Reading the figures …"))
        self._tasks.run(lambda: region_view(region, wanted, today), self._shown, self._failed)

    @Slot(object)
    def _shown(self, view: RegionView) -> None:
        self._window.working("")
        self._window.show_view(view)

    # -- taking in ----------------------------------------------------------------------------

    def _ask_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self._window,
            _("Take in packages"),
            str(start_folder()),
            _("Packages (%(kinds)s)") % {"kinds": "*.asfpaket"},
        )
        self.take([Path(name) for name in names])

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self._window, _("Take in a folder with what is below it"), str(start_folder())
        )
        self.take([Path(name)] if name else [])

    @Slot(object)
    def take(self, places: Sequence[Path]) -> None:
        """Take in files and folders; what became of each is shown."""
        if not places:
            return
        region, today, relay = self._region, self._today, self._relay
        relay.start()
        self._window.working(_("Taking in packages …"), stoppable=True)
        self._tasks.run(
            lambda: take_in_files(region, places, today, progress=relay), self._taken, self._failed
        )

    @Slot(object)
    def _taken(self, files: Sequence[TakenFile]) -> None:
        self._window.working("")
        self._window.show_files(files)
        count = sum(one.error is None for one in files)
        words = ngettext("%(num)d package taken in.", "%(num)d packages taken in.", count)
        refused = len(files) - count
        said = [words % {"num": count}]
        if refused:
            no = ngettext("%(num)d was refused.", "%(num)d were refused.", refused)
            said.append(no % {"num": refused})
        self._window.toast.say(" ".join(said))
        self.show_again()

    @Slot(object)
    def _ask_heard(self, one: TakenFile) -> None:
        region, today = self._region, self._today

        def use(heard: str) -> list[TakenFile]:
            found = take_in_files(region, [one.path], today, heard)
            if found[0].error is not None:
                raise found[0].error
            return found

        about = f"{one.enterprise or one.path.name} {one.quarter}"
        dialog = ask_heard(self._window, self._tasks, about, use)
        dialog.saved.connect(self._taken)
        dialog.open()

    # -- enterprises --------------------------------------------------------------------------

    def _ask_enterprise(self) -> None:
        region = self._region

        def use(number: str, name: str, since: Period | None, heard: str) -> None:
            expect_member(region, number, name, since, heard)

        dialog = ask_enterprise(self._window, self._tasks, use)
        dialog.saved.connect(self.show_again)
        dialog.open()

    def _ask_end(self) -> None:
        number, region, today = self._window.chosen(), self._region, self._today
        if not number:
            self._window.toast.say(_("Choose an enterprise first."))
            return
        dialog = MessageDialog(
            self._window,
            _("Expect nothing more of %(name)s?") % {"name": self._window.chosen_name()},
            _("It is not late any more from today. What it has sent stays."),
        )
        dialog.ask(
            primary_button(_("Expect nothing more")),
            lambda: self._tasks.run(
                lambda: end_member(region, number, today), self._ended, self._failed
            ),
            careful=True,
        )

    @Slot(object)
    def _ended(self, _member: object) -> None:
        self.show_again()

    # -- reports ------------------------------------------------------------------------------

    def _ask_what(self) -> None:
        chosen = self._window.chosen_name() if self._window.chosen() else ""
        ask_what(self._window, chosen, self._ask_where).open()

    def _ask_where(self, wish: Wish) -> None:
        name = QFileDialog.getExistingDirectory(
            self._window, _("Folder for the files"), str(start_folder())
        )
        if name:
            self.write(wish, Path(name))

    def write(self, wish: Wish, folder: Path) -> None:
        """Write a report of the quarter that is shown."""
        region, quarter, today = self._region, self._quarter, self._today
        number = self._window.chosen()
        made_at = datetime.combine(today, datetime.now().astimezone().timetz())
        self._window.working(_("Writing the report …"))
        self._tasks.run(
            lambda: write_region_report(
                region,
                wish.what,
                quarter,
                made_at,
                ",".join(wish.formats),
                folder,
                org_number=number,
            ),
            self._written,
            self._failed,
        )

    @Slot(object)
    def _written(self, files: Sequence[Path]) -> None:
        self._window.working("")
        names = ", ".join(one.name for one in files)
        self._window.toast.say(_("Written: %(name)s") % {"name": names})

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self._window.working("")
        show_error(self._window, error)
