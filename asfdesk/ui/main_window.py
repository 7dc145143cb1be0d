"""The window around an open file: sidebar, header and the pages, made when first shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from asfdesk.domain.period import Month
from asfdesk.i18n import _, day, moment
from asfdesk.reports.file.operation_words import operation_sentence
from asfdesk.services.changes import Topic
from asfdesk.services.file.compare_files import versions_beside
from asfdesk.services.file.erase_trainees import erased_words
from asfdesk.services.file.upkeep import after_opening
from asfdesk.services.people.age_bands import refresh_age_bands
from asfdesk.services.todo import waiting
from asfdesk.services.undo import undo_last
from asfdesk.services.window_facts import window_facts
from asfdesk.ui.change_bus import ChangeBus
from asfdesk.ui.closing import Closing
from asfdesk.ui.destinations import destinations
from asfdesk.ui.dialogs.about import AboutDialog
from asfdesk.ui.dialogs.file.versions import VersionsDialog
from asfdesk.ui.dialogs.visiting.briefing_dialog import show_briefing
from asfdesk.ui.go_to import Destination, GoToDialog
from asfdesk.ui.header import Header
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.note_bar import NoteBar
from asfdesk.ui.kit.toast import Toast
from asfdesk.ui.navigation import groups, pages_of
from asfdesk.ui.page import PageContext
from asfdesk.ui.publisher import Publisher
from asfdesk.ui.save_beside import SaveBeside
from asfdesk.ui.sidebar import Sidebar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.compare_files import OtherCopy
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.file.upkeep import Upkeep
    from asfdesk.services.undo import Undone
    from asfdesk.services.window_facts import WindowFacts
    from asfdesk.ui.page import Page
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

FOLDS_BELOW = 1245
"""Beside the whole sidebar a page is never narrower than in the smallest window, 1093 pixels wide,
beside the folded one."""
MOST_VERSIONS = 3
"""More would hide the page; the folder itself shows the rest."""
_REST_MS = 1500
"""How long after the latest change the marks beside the pages are counted again."""
FACT_TOPICS = frozenset({Topic.ENTERPRISE, Topic.TRAINEES})


class MainWindow(QMainWindow):
    """Shows one open file.

    Signals:
        gone: the file is closed and the window with it; True when the user wants another.
        named: the enterprise's name, when it is known or has changed.
        lock_wanted: lock the program now; with a sentence when new keys have closed the file.
    """

    gone = Signal(bool)
    named = Signal(str)
    lock_wanted = Signal(str)

    def __init__(self, file: OpenFile, tasks: Tasks, preferences: Preferences, today: date) -> None:
        super().__init__()
        self._file = file
        self._tasks = tasks
        self._preferences = preferences
        self._today = today
        self._bus = ChangeBus(self)
        self._entries = pages_of(safe_copy=file.safe_copy)
        self._pages: dict[str, Page] = {}
        self._to_start = False
        self._told: set[Path] = set()
        self.facts: WindowFacts | None = None
        self.setWindowTitle(_("ASF Desk"))
        self._context = PageContext(
            session=file.session,
            write=file.write,
            tasks=tasks,
            bus=self._bus,
            today=today,
            go=self.go,
            file=file,
            preferences=preferences,
            file_closed=self.lock_wanted.emit,
        )
        self._build()
        self.publisher = Publisher(file, tasks, self)
        self.publisher.said.connect(self._header.set_saved)
        self.save_beside = SaveBeside(file, tasks, self.publisher, self)
        self.publisher.failed.connect(self.save_beside.offer)
        self.save_beside.saved.connect(self._saved_beside)
        self.save_beside.look_beside.connect(self._look_beside)
        self._closing = Closing(file, tasks, self.publisher, self)
        self._closing.closed.connect(self._closed)
        self._closing.stayed.connect(self._load_all)
        tasks.trouble.connect(self.show_trouble)
        self._bus.changed.connect(self._changed)
        self._commands()
        self._waiting_soon = QTimer(self)
        self._waiting_soon.setSingleShot(True)
        self._waiting_soon.setInterval(_REST_MS)
        self._waiting_soon.timeout.connect(self._load_waiting)
        self._refresh_age_bands()
        self._see_to_erasures()
        self._load_facts()
        self._load_waiting()
        self._look_beside()
        self.go(self._entries[0].key)

    def _build(self) -> None:
        self._header = Header(Month.of(self._today))
        self._header.picker.picked.connect(self._month_picked)
        self._header.lock_button.clicked.connect(self._lock)
        self._sidebar = Sidebar(groups(self._entries))
        self._sidebar.chosen.connect(self.go)
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._header)
        self._notes = QVBoxLayout()
        right.addLayout(self._notes)
        right.addWidget(self._stack, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sidebar)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)
        self._toast = Toast(whole)

    def _commands(self) -> None:
        """What can be done anywhere: keys, the menu at the right, and Ctrl+K."""
        for text, key, act in (
            (_("Go to …"), QKeySequence("Ctrl+K"), self.open_go_to),
            (_("Undo"), QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (_("Save to the file now"), QKeySequence("Ctrl+S"), self.publisher.publish),
            (_("Save as a file of its own"), QKeySequence("Ctrl+Shift+S"), self._save_as),
            (_("Previous month"), QKeySequence("Alt+Left"), self._header.picker.previous),
            (_("Next month"), QKeySequence("Alt+Right"), self._header.picker.next),
            (_("Visit briefing"), QKeySequence("Ctrl+B"), self.open_briefing),
            (_("Lock now"), QKeySequence("Ctrl+L"), self._lock),
            (_("Open another file"), QKeySequence("Ctrl+O"), self.leave),
            (_("About ASF Desk"), QKeySequence(), self._about),
        ):
            made = QAction(text, self)
            made.setShortcut(key)
            made.triggered.connect(act)
            self.addAction(made)
            self._header.add_action(made)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return next((page for page in self._pages.values() if page is shown), None)

    @property
    def place(self) -> str:
        """The page and month that are shown, as `go` takes them."""
        page = self.page
        return f"{page.key}@{self._header.picker.month}" if page else ""

    @property
    def is_closing(self) -> bool:
        """Whether the file is being saved and closed."""
        return self._closing.begun or self._closing.is_closed

    @property
    def preferences(self) -> Preferences:
        """What this computer remembers."""
        return self._preferences

    @property
    def header(self) -> Header:
        """The line at the top."""
        return self._header

    @property
    def sidebar(self) -> Sidebar:
        """The navigation at the left."""
        return self._sidebar

    @property
    def toast(self) -> Toast:
        """The notice at the bottom."""
        return self._toast

    @Slot(str)
    def go(self, where: str) -> None:
        """Show a page; "key:item" also shows an item on it, "key@2026-10" another month.

        An unknown key is ignored.
        """
        place, _at, month = where.partition("@")
        key, _colon, item = place.partition(":")
        if month:
            self._header.picker.set_month(Month.parse(month))
        entry = next((one for one in self._entries if one.key == key), None)
        if entry is None:
            return
        page = self._pages.get(key)
        if page is None:
            page = entry.page(self._context)
            self._pages[key] = page
            self._stack.addWidget(page)
        page.set_month(self._header.picker.month)
        if item:
            # Before it is shown, so that it loads once, with the item.
            page.open_item(item)
        self._stack.setCurrentWidget(page)
        self._sidebar.set_current(key)
        self._header.picker.setVisible(page.uses_month)

    @Slot(object)
    def _month_picked(self, month: Month) -> None:
        if self.page is not None:
            self.page.set_month(month)

    def destinations(self) -> list[Destination]:
        """Everything Ctrl+K can find now."""
        found = destinations(self.go, self.facts, list(self._pages.values()), self._entries)
        found += [Destination(one.text(), _("action"), one.trigger) for one in self.actions()]
        return found

    @Slot()
    def open_go_to(self) -> None:
        """Ctrl+K."""
        dialog = GoToDialog(self.destinations(), self)
        dialog.open()
        dialog.field.setFocus()

    @Slot()
    def open_briefing(self) -> None:
        """Ctrl+B: what to know before a visit, on two pages."""
        if not self.is_closing:
            show_briefing(self, self._file, self._tasks, self._today)

    @Slot()
    def undo(self) -> None:
        """Ctrl+Z: take back the latest change and say what it was."""
        if self._file.write is None:
            self._toast.say(_("The file is open read-only: there is nothing to undo."))
            return
        write = self._file.write
        self._tasks.run(lambda: undo_last(write), self._undone)

    @Slot(object)
    def _undone(self, undone: Undone | None) -> None:
        if undone is None:
            self._toast.say(_("There is nothing to undo."))
            return
        sentence = operation_sentence(undone.operation)
        self._toast.say(_("Undone: %(what)s") % {"what": sentence})
        self._bus.changed.emit(undone.changes)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        # Once somebody rests: it looks through the whole file, and what is typed comes first.
        self._waiting_soon.start()
        if changes & FACT_TOPICS:
            self._load_facts()

    def _refresh_age_bands(self) -> None:
        """A year may have turned since the file was open last (decisions C1)."""
        write = self._file.write
        if write is not None:
            self._tasks.run(lambda: refresh_age_bands(write, self._today), self._bus.changed.emit)

    def _see_to_erasures(self) -> None:
        """What has been erased elsewhere goes from this copy and from the backups here."""
        file, today = self._file, self._today
        if file.write is not None:
            self._tasks.run(lambda: after_opening(file, today), self._followed)

    @Slot(object)
    def _followed(self, done: Upkeep) -> None:
        if done.changes:
            self._bus.changed.emit(done.changes)
        if done.followed:
            self._notes.addWidget(NoteBar(erased_words(done.followed)))
        for text in done.protected:
            self._notes.addWidget(NoteBar(text))

    @Slot()
    def _load_all(self) -> None:
        """Show everything as it is now."""
        self._bus.changed.emit(frozenset(Topic))

    def _load_facts(self) -> None:
        self._tasks.run(lambda: window_facts(self._file.session), self._show_facts)

    @Slot(object)
    def _show_facts(self, facts: WindowFacts) -> None:
        self.facts = facts
        self._header.set_name(facts.name)
        self._header.set_badges(
            adviser=not self._file.session.identities_open,
            read_only=self._file.read_only,
            example=facts.example,
            safe_copy=facts.safe_copy is not None,
        )
        self.setWindowTitle(_window_title(facts))
        self.named.emit(facts.name)

    def add_note(self, text: str) -> NoteBar:
        """Something about the file that should be seen once, under the header."""
        note = NoteBar(text)
        self._notes.addWidget(note)
        return note

    @Slot()
    def _look_beside(self) -> None:
        """Other versions in the folder, as synchronising programs leave them."""
        self._tasks.run(lambda: versions_beside(self._file), self._show_beside)

    @Slot(object)
    def _show_beside(self, copies: Sequence[OtherCopy]) -> None:
        for copy in copies[:MOST_VERSIONS]:
            if copy.path in self._told:
                continue
            self._told.add(copy.path)
            note = self.add_note(
                _("Another version of the file lies beside it: %(name)s, saved %(time)s.")
                % {"name": copy.path.name, "time": moment(copy.saved_at)}
            )
            note.offer(_("Compare"), partial(self.compare, copy.path))

    def compare(self, path: Path) -> None:
        """Show what differs between the open file and another version of it."""
        VersionsDialog(self._file, path, self._tasks, self).open()

    def release(self) -> None:
        """Let go of the file without closing it: another window takes over."""
        self.publisher.stop()
        self._closing.is_closed = True
        self.close()

    @Slot()
    def _load_waiting(self) -> None:
        session, today = self._file.session, self._today
        if not self._file.closed:
            self._tasks.run(lambda: waiting(session, today), self._sidebar.set_waiting)

    @Slot(object)
    def show_trouble(self, error: AsfDeskError) -> None:
        """Show expected trouble that nobody else took care of."""
        show_error(self, error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar when the window is narrow."""
        super().resizeEvent(event)
        self._sidebar.set_folded(folded=self.width() < FOLDS_BELOW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Publish and close the file first; the window goes when that is done."""
        if self._closing.is_closed:
            self._preferences.keep_window(self.width(), self.height(), maximized=self.isMaximized())
            event.accept()
            return
        event.ignore()
        self._closing.begin()

    @Slot()
    def _save_as(self) -> None:
        if self._file.read_only:
            self._toast.say(_("The file is open read-only: it cannot be saved under a new name."))
        else:
            self.save_beside.save()

    @Slot(str)
    def _saved_beside(self, name: str) -> None:
        self._header.set_saved(self.publisher.line)
        self._toast.say(_("Saved. You now work in %(name)s.") % {"name": name})

    @Slot()
    def _lock(self) -> None:
        self.lock_wanted.emit("")

    def lead_back(self, text: str) -> None:
        """Offer the way back to the list that the file was opened from."""
        self._header.offer_back(text, self.leave)

    @Slot()
    def leave(self) -> None:
        """Close the file and go back to the start."""
        self._to_start = True
        self._closing.begin()

    @Slot()
    def _closed(self) -> None:
        self.close()
        self.gone.emit(self._to_start)

    @Slot()
    def _about(self) -> None:
        AboutDialog(self).open()


def _window_title(facts: WindowFacts) -> str:
    if not facts.name:
        return "ASF Desk"
    if facts.safe_copy is not None:
        title = _("%(enterprise)s – safe copy of %(day)s – ASF Desk")
        return title % {"enterprise": facts.name, "day": day(facts.safe_copy)}
    return _("%(enterprise)s – ASF Desk") % {"enterprise": facts.name}
