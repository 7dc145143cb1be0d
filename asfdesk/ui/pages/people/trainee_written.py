"""Views of a trainee's file about what is written: closed where this key or the protection says so.

An adviser's password, and a protected person whose file has not been opened with a reason, meet a
plain sentence instead of empty lists, which would look as if nothing had been written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from asfdesk.i18n import _
from asfdesk.reports.people.progress_words import no_health_words
from asfdesk.services.people.written_views import Access, WrittenView, written_about
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.form.form import ChoiceField
from asfdesk.ui.kit.text import label
from asfdesk.ui.pages.people.trainees_host import TraineeFilePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent

    from asfdesk.services.changes import Changes
    from asfdesk.services.people.trainee_views import TraineeDetail
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormDialog, FormValues
    from asfdesk.ui.pages.people.trainees_host import TraineesHost


class WrittenPanel(TraineeFilePanel):
    """Fill `content`, write `show_written`. Nothing that is written stays when it is closed.

    Attributes:
        view: what is shown now.
    """

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        self.view = WrittenView(0, Access.NEEDS_KEY)
        self._closed = Card(self.word())
        self._why = label("", wrap=True)
        self._closed.body.addWidget(self._why)
        self.open_button = button(_("Open with a reason"))
        self.open_button.clicked.connect(self._open)
        self._closed.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack = QStackedWidget()
        self._stack.addWidget(_at_the_top(self._closed))
        whole = QWidget()
        self.content = QVBoxLayout(whole)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(12)
        self._stack.addWidget(whole)
        self.body.addWidget(self._stack, 1)

    @property
    def is_closed(self) -> bool:
        """Whether it says why nothing is shown."""
        return self._stack.currentIndex() == 0

    def hideEvent(self, event: QHideEvent) -> None:
        """What is open of a protected person closes when one looks elsewhere."""
        super().hideEvent(event)
        if self.detail is not None and self.detail.row.closed and not event.spontaneous():
            self.opened = None
            self._show(WrittenView(self.view.trainee_id, Access.PROTECTED))

    def show_trainee(self, detail: TraineeDetail) -> None:
        """Read what is written; another trainee's texts go at once."""
        trainee_id = detail.row.trainee.id
        opened = not detail.row.closed or self.opened is not None
        if trainee_id != self.view.trainee_id or not opened:
            self._show(
                WrittenView(trainee_id, Access.PROTECTED if detail.row.closed else Access.OPEN)
            )
        session, today = self.page.context.session, self.page.context.today
        self.page.run(
            lambda: written_about(session, trainee_id, today, opened=opened), self._arrived
        )

    @Slot(object)
    def _arrived(self, view: WrittenView) -> None:
        """An answer that comes late may be about somebody else, or be closed again."""
        closed = self.detail is not None and self.detail.row.closed and self.opened is None
        if self.still_shows(view.trainee_id) and not (closed and view.access is Access.OPEN):
            self._show(view)

    def _show(self, view: WrittenView) -> None:
        self.view = view
        self._why.setText(_why_closed(view.access))
        self.open_button.setVisible(view.access is Access.PROTECTED and self.page.writable)
        self._stack.setCurrentIndex(1 if view.access is Access.OPEN else 0)
        self.show_written(view)

    def show_written(self, view: WrittenView) -> None:
        """Show what is written; nothing of it while `view` is closed."""
        raise NotImplementedError

    @Slot()
    def _open(self) -> None:
        if self.detail is not None:
            self.page.asked("trainee.open", self.detail)

    def write(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[WriteSession, FormValues], Changes],
    ) -> FormDialog | None:
        """Open a form about a person, with the reminder about health."""
        session = self.page.context.write
        if session is None:
            return None
        return self.page.form(
            title, fields, lambda values: save(session, values), intro=no_health_words()
        )

    def do(self, work: Callable[[WriteSession], Changes]) -> None:
        """Run a command."""
        session = self.page.context.write
        if session is not None:
            self.page.command(partial(work, session))

    def placement_field(self) -> list[Field]:
        """Which placement something new is about; no field while there is only one."""
        if len(self.view.placements) < 2:  # noqa: PLR2004 - one is no choice
            return []
        options = [(one.id, self.view.labels[one.id]) for one in self.view.placements]
        return [ChoiceField("placement_id", _("Placement"), options[0][0], options=options)]

    def placement_of(self, values: FormValues) -> int:
        """The placement that was chosen, or the only one."""
        if "placement_id" in values:
            return int(values.choice("placement_id"))
        return self.view.placements[0].id


def _at_the_top(card: Card) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(card)
    layout.addStretch(1)
    return holder


def _why_closed(access: Access) -> str:
    return {
        Access.OPEN: "",
        Access.NEEDS_KEY: _(
            "What is written about a person is sealed: goals, steps, notes, consents and reports. "
            "This password does not open it; the enterprise's own does."
        ),
        Access.PROTECTED: _(
            "What is written about a protected person is closed. Opening it asks for a reason, "
            "which is logged."
        ),
    }[access]
