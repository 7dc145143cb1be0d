"""What every page is: a heading that says what it is for, a line that says how it stands, a body.

A page asks the session for values on the worker and shows them in the window; a command it gives
is announced on the change bus, and every page with one of its topics loads again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from asfdesk.domain.period import Month
from asfdesk.ui.kit.elided_label import ElidedLabel
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.kit.text import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes, Topic
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession, WriteSession
    from asfdesk.ui.change_bus import ChangeBus
    from asfdesk.ui.kit.empty_state import EmptyState
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tasks import Tasks

T = TypeVar("T")
MARGIN = 22


@dataclass(frozen=True)
class PageContext:
    """What a page works with.

    Attributes:
        session: the open file, to read; use it inside work given to `tasks` only.
        write: the same file to change, or None when it is open read-only.
        today: the day it is, given so that tests and examples can choose it.
        go: switches to the page with a key; "trainees:12" also shows trainee 12 there,
            "attendance@2026-10" another month.
        file: the open file itself, for passwords, backups and the like.
        preferences: what this computer remembers: theme, language.
        file_closed: to be told when a command has closed the file under new keys, with the
            sentence that says so.
    """

    session: ReadSession
    write: WriteSession | None
    tasks: Tasks
    bus: ChangeBus
    today: date
    go: Callable[[str], None]
    file: OpenFile | None = None
    preferences: Preferences | None = None
    file_closed: Callable[[str], None] = lambda _sentence: None

    @property
    def safe_copy(self) -> bool:
        """Whether the file is a safe copy, which keeps months and no days."""
        return self.file is not None and self.file.safe_copy


class Page(QWidget):
    """Base of all pages. Subclasses set `key` and `topics`, fill `body` and write `reload`."""

    key: ClassVar[str] = ""
    topics: ClassVar[frozenset[Topic]] = frozenset()
    uses_month: ClassVar[bool] = True
    """Whether the month picker in the header has a meaning on this page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.month = Month.of(context.today)
        self._stale = True
        self._action_list: list[QPushButton] = []
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.title())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._heading())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(MARGIN, 0, MARGIN, 18)
        self.body.setSpacing(14)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(self.body)
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(holder)
        holder.setAutoFillBackground(False)
        outer.addWidget(area, 1)
        context.bus.changed.connect(self._changed)

    def _heading(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, 16, MARGIN, 14)
        line.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = ElidedLabel(self.title(), Look.TITLE)
        self._status = ElidedLabel("", Look.MUTED)
        words.addWidget(self._title)
        words.addWidget(self._status)
        line.addLayout(words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        line.addLayout(self._actions)
        return line

    @property
    def writable(self) -> bool:
        """Whether the file can be changed."""
        return self.context.write is not None

    def title(self) -> str:
        """What the page is called, in the user's language."""
        raise NotImplementedError

    def reload(self) -> None:
        """Start loading what the page shows for `self.month`."""
        raise NotImplementedError

    def open_item(self, item: str) -> None:
        """Show one thing on the page: what stood after the colon in `go("trainees:12")`."""

    def take_focus(self) -> None:
        """Put the keyboard into the page: where it was last, else on the first thing there."""
        last: QWidget | None = self.focusWidget()
        place = last if last is not None and _takes_keys(last) else self._first_place()
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_place(self) -> QWidget:
        """The first thing below the heading that the keyboard can stand on.

        Where nothing can be stood on yet it is the body itself, from where Tab goes on.
        """
        found = self.area.nextInFocusChain()
        while found is not None and found is not self.area:
            if self.area.isAncestorOf(found) and _takes_keys(found):
                return found
            found = found.nextInFocusChain()
        return next((one for one in self._action_list if _takes_keys(one)), self.area)

    @property
    def action_buttons(self) -> list[QPushButton]:
        """The buttons at the top right; the go-to list offers them too."""
        return list(self._action_list)

    def set_title(self, text: str) -> None:
        """Another heading than the page's name, for example with the year."""
        self._title.setText(text)

    def set_status(self, text: str) -> None:
        """The line under the heading: what state the page is in."""
        self._status.setText(text)

    def add_action_button(self, action: QPushButton, *, writes: bool = False) -> None:
        """Put a button at the top right; `writes` disables it when the file is read-only."""
        if writes and not self.writable:
            action.setEnabled(False)
        self._action_list.append(action)
        self._actions.addWidget(action)

    def one_primary(self, primary: QPushButton, *empty: EmptyState) -> None:
        """Take a primary button away while an empty state offers the first step instead."""
        for state in empty:
            state.seen.connect(primary.setHidden)

    def set_month(self, month: Month) -> None:
        """Show another month; loads at once if the page is visible."""
        if month != self.month:
            self.month = month
            self.refresh()

    def refresh(self) -> None:
        """Load now if the page is seen, else when it is shown next."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was away."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[AsfDeskError], None] | None = None,
    ) -> None:
        """Run a query on the worker; trouble is shown in the standard box."""
        self.context.tasks.run(work, done, failed or self.show_trouble)

    def command(
        self,
        work: Callable[[], Changes],
        failed: Callable[[AsfDeskError], None] | None = None,
    ) -> None:
        """Run a command on the worker and announce what it changed."""
        if self.writable:
            self.context.tasks.run(work, self.announce, failed or self.show_trouble)

    def form(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[FormValues], Changes],
        *,
        save_text: str = "",
        intro: str = "",
    ) -> FormDialog:
        """Open a form whose `save` runs a command on the worker.

        InvalidInputError is shown under its field and the form stays open; otherwise it closes
        and what was changed is announced.
        """
        dialog = FormDialog(
            self, title, fields, save, run=self.context.tasks.run, save_text=save_text, intro=intro
        )
        dialog.saved.connect(self.announce)
        dialog.open()
        return dialog

    @Slot(object)
    def show_trouble(self, error: AsfDeskError) -> None:
        """Show expected trouble."""
        show_error(self, error)

    @Slot(object)
    def announce(self, changes: Changes) -> None:
        """Tell every page what a command changed; dialogs of a page's own connect to it."""
        if changes:
            self.context.bus.changed.emit(changes)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & self.topics:
            self.refresh()


def _takes_keys(widget: QWidget) -> bool:
    """Whether Tab could stop there now."""
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return stops and widget.isVisible() and widget.isEnabled()
