"""Region: packages of many enterprises, who is late, and how they compare (ADR 0044)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _, ngettext
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import button, link_button, primary_button
from asfdesk.ui.kit.icon_button import IconButton
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.toast import Toast
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.region.region_panels import (
    CoursePanel,
    PanelRow,
    PartsPanel,
    TablePanel,
    TakenPanel,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from asfdesk.services.region.region_view import RegionView
    from asfdesk.services.region.take_in import TakenFile

MEMBERS, COMPARED, PARTS, COURSE, TAKEN = range(5)
_LATE = frozenset({"months"})


class RegionWindow(QWidget):
    """Shows a region; what is done with it is the desk's.

    Signals:
        asked: something from a button or the menu, by name.
        files: packages or folders are to be taken in (list of Path).
        quarter_wanted: another quarter (Period).
        heard_wanted: a first package whose fingerprint is to be compared (TakenFile).
        stop: taking in is to end.
        gone: the window was closed.
    """

    asked = Signal(str)
    files = Signal(object)
    quarter_wanted = Signal(object)
    heard_wanted = Signal(object)
    stop = Signal()
    gone = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWindowTitle("ASF Desk")
        self.setAccessibleName(_("Region"))
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 16, 22, 18)
        outer.setSpacing(12)
        outer.addLayout(self._heading(name))
        self.panels = PanelRow(
            [_("Enterprises"), _("Compared"), _("Targets"), _("Over time"), _("Taken in")]
        )
        self.panels.quarter_wanted.connect(self.quarter_wanted)
        outer.addWidget(self.panels)
        outer.addLayout(self._busy_row())
        outer.addWidget(self._stacked(), 1)
        self.toast = Toast(self)
        self._commands()

    def _heading(self, name: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label(_("Region"), Look.TITLE))
        top.addWidget(Badge(name, Tone.ACCENT))
        top.addStretch(1)
        words.addLayout(top)
        self.status = label("", Look.MUTED, wrap=True)
        words.addWidget(self.status)
        line.addLayout(words, 1)
        self.write_button = button(_("Write a report …"))
        self.write_button.clicked.connect(lambda: self.asked.emit("write"))
        self.take_button = primary_button(_("Take in packages …"))
        self.take_button.clicked.connect(lambda: self.asked.emit("files"))
        self.lock_button = IconButton("lock", _("Lock now"))
        self.lock_button.clicked.connect(lambda: self.asked.emit("lock"))
        self.menu_button = IconButton("menu", _("Menu"))
        self.menu_button.clicked.connect(self._open_menu)
        for one in (self.write_button, self.take_button, self.lock_button, self.menu_button):
            line.addWidget(one)
        return line

    def _busy_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        self.busy = BusyLine()
        line.addWidget(self.busy, 1)
        self.stop_button = link_button(_("Stop"))
        self.stop_button.clicked.connect(self.stop)
        self.stop_button.hide()
        line.addWidget(self.stop_button)
        return line

    def _stacked(self) -> QStackedWidget:
        self.members = TablePanel(
            _("Enterprises"),
            _(
                "A quarter's package is due on the last day of the month after it. Months late are"
                " counted from the month in which the oldest missing one was due."
            ),
        )
        self.compared = TablePanel(
            _("Compared"),
            _("Confidential: exact counts are in the sums. * and – are held back or not said."),
        )
        self.parts = PartsPanel()
        self.course = CoursePanel()
        self.taken = TakenPanel()
        self.taken.heard_wanted.connect(self.heard_wanted)
        stack = QStackedWidget()
        for one in (self.members, self.compared, self.parts, self.course, self.taken):
            stack.addWidget(one)
        self.panels.panel_wanted.connect(stack.setCurrentIndex)
        return stack

    def _commands(self) -> None:
        self._menu = QMenu(self)
        for text, key, name in (
            (_("Take in packages …"), "Ctrl+I", "files"),
            (_("Take in a folder …"), "", "folder"),
            (_("Follow an enterprise …"), "", "follow"),
            (_("Expect nothing more of the enterprise …"), "", "end"),
            (_("Write a report …"), "Ctrl+E", "write"),
            (_("Show again"), "F5", "show"),
            (_("Lock now"), "Ctrl+L", "lock"),
            (_("Close the region"), "Ctrl+O", "close"),
        ):
            made = QAction(text, self)
            made.setShortcut(QKeySequence(key))
            made.triggered.connect(lambda _on=False, name=name: self.asked.emit(name))
            self._menu.addAction(made)
            self.addAction(made)

    @Slot()
    def _open_menu(self) -> None:
        corner = self.menu_button.rect().bottomRight()
        corner.setX(corner.x() - self._menu.sizeHint().width())
        self._menu.popup(self.menu_button.mapToGlobal(corner))

    def show_view(self, view: RegionView) -> None:
        """Show a quarter."""
        enterprises = ngettext("%(num)d enterprise", "%(num)d enterprises", view.followed)
        packages = ngettext("%(num)d package", "%(num)d packages", view.came)
        late = ngettext("%(num)d is late", "%(num)d are late", view.late)
        self.status.setText(
            _("%(enterprises)s, of which %(late)s. %(quarter)s: %(packages)s.")
            % {
                "enterprises": enterprises % {"num": view.followed},
                "late": late % {"num": view.late},
                "quarter": view.quarter,
                "packages": packages % {"num": view.came},
            }
        )
        self.panels.show_view(view)
        self.members.table.show_table(view.members, _LATE)
        self.compared.table.show_table(view.spread)
        self.parts.show_view(view)
        self.course.show_view(view)

    def show_files(self, files: Sequence[TakenFile]) -> None:
        """Show what became of files, if not all were taken in."""
        self.taken.show_files(files)
        if any(one.error for one in files):
            self.panels.choose(TAKEN)

    def chosen(self) -> str:
        """Organisation number of the enterprise that the keyboard stands on; "" = none."""
        return self.members.table.chosen_key()

    def chosen_name(self) -> str:
        """Its name."""
        found = self.members.table.rows.row_if_any(self.members.table.currentIndex())
        return str(found.row.cells[0].value) if found is not None else ""

    def working(self, text: str, *, stoppable: bool = False) -> None:
        """Say what is being done; "" = nothing."""
        for one in (self.take_button, self.write_button, self.panels):
            one.setEnabled(not text)
        self.stop_button.setVisible(bool(text) and stoppable)
        if text:
            self.busy.start(text)
        else:
            self.busy.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        urls = event.mimeData().urls()
        self.files.emit([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends when nothing else is open."""
        super().closeEvent(event)
        self.gone.emit()
