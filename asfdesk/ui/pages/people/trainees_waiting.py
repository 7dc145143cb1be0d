"""The waiting list, a view of Deltagare: who asks for a place, and how many by form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from asfdesk.domain.codes import Form
from asfdesk.domain.people.placement_codes import WaitingStatus
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, day, ngettext
from asfdesk.reports.people.progress_words import waiting_status_word
from asfdesk.reports.words import form_word, referring_body_word
from asfdesk.services.people import manage_waiting
from asfdesk.services.people.trainee_views import placement_options
from asfdesk.services.people.waiting_views import WaitingList, waiting_list
from asfdesk.ui.kit.buttons import chip
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainees_host import TraineesView
from asfdesk.ui.pages.people.waiting_forms import start_placement, write_request
from asfdesk.ui.pages.record_card import CHANGE, NEW, REMOVE, RecordCard

if TYPE_CHECKING:
    from asfdesk.services.people.trainee_views import PlacementOptions
    from asfdesk.services.people.waiting_views import WaitingRow
    from asfdesk.ui.pages.people.trainees_host import TraineesHost

START, SHOW = "start", "show"
TONES = {
    WaitingStatus.WAITING: Tone.ACCENT,
    WaitingStatus.OFFERED: Tone.WARN,
    WaitingStatus.STARTED: Tone.GOOD,
    WaitingStatus.DECLINED: Tone.NEUTRAL,
    WaitingStatus.CLOSED: Tone.NEUTRAL,
}


class WaitingView(TraineesView):
    """Whoever came first stands first; the button starts a placement in one step."""

    key: ClassVar[str] = "waiting"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        self._owner = page.context.session.identities_open
        self._list = WaitingList((), {}, ())
        self.card: RecordCard[WaitingRow] = RecordCard(
            _("Waiting list"),
            _columns(),
            key=lambda row: row.request.id,
            new_text=_("Put on the waiting list"),
            nothing=_("Nobody waits. Write down who asks for a place when there is none."),
            writable=page.writable,
            text=_text if self._owner else None,
            look=_look,
            extra=[(START, _("Start placement")), (SHOW, _("Show trainee"))],
        )
        self.card.asked.connect(self._about)
        self.card.table.current.connect(self._offer)
        self.queue = label("", Look.SECONDARY)
        self.body.addLayout(self._top())
        self.body.addWidget(self.card, 1)

    def _top(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.queue, 1)
        self._chips = QButtonGroup(self)
        self.waiting_chip = chip(_("Waiting"), checked=True)
        self.all_chip = chip(_("All"))
        for one in (self.waiting_chip, self.all_chip):
            self._chips.addButton(one)
            line.addWidget(one)
        self._chips.buttonClicked.connect(self._show_rows)
        return line

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Waiting list")

    def load(self) -> None:
        """Read the list."""
        session, today = self.page.context.session, self.page.context.today
        self.page.run(lambda: waiting_list(session, today), self._arrived)

    @Slot(object)
    def _arrived(self, found: WaitingList) -> None:
        self._list = found
        self.queue.setText(_queue_words(found))
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        everybody = self.all_chip.isChecked()
        self.card.show_rows([row for row in self._list.rows if everybody or row.request.in_queue])
        self._offer()

    @Slot()
    def _offer(self, _row: object = None) -> None:
        """What can be done follows from how the chosen request stands."""
        row = self.card.chosen
        if row is None:
            return
        links, request = self.card.links, row.request
        started = request.trainee_id is not None
        links[START].setVisible(request.in_queue)
        links[START].setEnabled(self.page.writable and self._owner)
        links[SHOW].setVisible(started)
        links[CHANGE].setVisible(not started)
        links[REMOVE].setEnabled(self.page.writable and self._owner)

    @Slot(str, object)
    def _about(self, what: str, row: WaitingRow | None) -> None:
        session = self.page.context.write
        if what == SHOW and row is not None and row.request.trainee_id is not None:
            self.page.open_file(row.request.trainee_id)
        elif session is None:
            return
        elif what == NEW:
            write_request(self.page, None, self._list.buyers)
        elif row is None:
            return
        elif what == CHANGE and row.request.trainee_id is None:
            write_request(self.page, row.request, self._list.buyers)
        elif what == REMOVE:
            gone = row.request.id
            self.page.command(lambda: manage_waiting.remove_request(session, gone))
        elif what == START:
            read, today = self.page.context.session, self.page.context.today
            self.page.run(lambda: placement_options(read, today), partial(self._start, row))

    def _start(self, row: WaitingRow, options: PlacementOptions) -> None:
        if options.agreements:
            start_placement(self.page, row.request, options)
        else:
            error = RefusedError(
                _("There is no agreement to place in"),
                _("A placement belongs to an agreement that has not ended, and there is none."),
                _("Add the agreement first."),
            )
            self.page.show_trouble(error)


def _columns() -> list[Column[WaitingRow]]:
    return [
        Column(_("Received"), lambda row: day(row.request.received_on), Kind.DATE),
        Column(_("Who"), lambda row: row.label, stretch=True),
        Column(
            _("Asks for"),
            lambda row: form_word(row.request.form),
            second=lambda row: row.buyer,
        ),
        Column(_("Referred by"), lambda row: referring_body_word(row.request.referring_body)),
        Column(
            _("Wished from"),
            lambda row: day(row.request.wished_from) if row.request.wished_from else "",
            Kind.DATE,
        ),
        Column(
            _("Days"), lambda row: str(row.days), Kind.NUMBER, sort=lambda row: row.days, width=60
        ),
        Column(
            _("Status"),
            lambda row: waiting_status_word(row.request.status),
            tone=lambda row: TONES[row.request.status],
            badge=True,
        ),
    ]


def _look(row: WaitingRow) -> RowLook:
    return RowLook.NORMAL if row.request.in_queue else RowLook.MUTED


def _text(row: WaitingRow) -> str:
    return "\n".join(one for one in (row.request.contact, row.request.note) if one)


def _queue_words(found: WaitingList) -> str:
    total = sum(found.queue.values())
    if not total:
        return _("Nobody waits.")
    said = ngettext("%(num)d waits", "%(num)d wait", total)
    forms = ", ".join(
        f"{form_word(form)} {found.queue[form]}" for form in Form if found.queue.get(form)
    )
    return f"{said}: {forms}"
