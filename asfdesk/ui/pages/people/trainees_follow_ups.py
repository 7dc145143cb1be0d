"""Uppföljningar, a view of Deltagare: who is to be asked now, and what came of the asking."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from asfdesk.i18n import _
from asfdesk.services.people.follow_ups import FollowUps, FollowUpStanding, follow_ups
from asfdesk.ui.kit.buttons import chip
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.people.follow_up_columns import look, note_of, step_columns, who_columns
from asfdesk.ui.pages.people.trainees_host import TraineesView
from asfdesk.ui.pages.record_card import CHANGE, REMOVE, RecordCard

if TYPE_CHECKING:
    from asfdesk.services.people.follow_ups import FollowUpRow
    from asfdesk.ui.pages.people.trainees_host import TraineesHost

SHOW = "show"
NOTE_HEIGHT = 60


class Which(StrEnum):
    """Which follow-ups are listed."""

    TO_DO = "to_do"
    COMING = "coming"
    DONE = "done"
    ALL = "all"


_STANDINGS = {
    Which.TO_DO: (FollowUpStanding.DUE, FollowUpStanding.ASKED),
    Which.COMING: (FollowUpStanding.COMING,),
    Which.DONE: (
        FollowUpStanding.ANSWERED,
        FollowUpStanding.NOT_REACHED,
        FollowUpStanding.MISSED,
    ),
    Which.ALL: tuple(FollowUpStanding),
}


class FollowUpsView(TraineesView):
    """By the day to ask. Enter or a double click notes how it went."""

    key: ClassVar[str] = "follow_ups"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        owner = page.context.session.identities_open
        self._found = FollowUps(())
        self.card: RecordCard[FollowUpRow] = RecordCard(
            _("Follow-up"),
            [*who_columns(), *step_columns()],
            key=lambda row: (row.placement_id, row.step),
            new_text="",
            nothing=_("Nobody is to be asked."),
            writable=page.writable,
            text=note_of if owner else None,
            text_height=NOTE_HEIGHT,
            look=look,
            extra=[(SHOW, _("Open the file"))],
        )
        self.card.new_button.hide()
        self.card.links[CHANGE].setText(_("Note how it went"))
        self.card.links[REMOVE].setText(_("Ask again"))
        self.card.asked.connect(self._about)
        self.card.table.current.connect(self._offer)
        self.sums = label("", Look.SECONDARY)
        self.body.addLayout(self._top())
        self.body.addWidget(self.card, 1)

    def _top(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.sums, 1)
        self._chips = QButtonGroup(self)
        self.filters = {
            Which.TO_DO: chip(_("To do"), checked=True),
            Which.COMING: chip(_("Later")),
            Which.DONE: chip(_("Done")),
            Which.ALL: chip(_("All")),
        }
        for made in self.filters.values():
            self._chips.addButton(made)
            line.addWidget(made)
        self._chips.buttonClicked.connect(self._show_rows)
        return line

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Follow-ups")

    def load(self) -> None:
        """Read everybody's follow-ups."""
        session, today = self.page.context.session, self.page.context.today
        self.page.run(lambda: follow_ups(session, today), self._arrived)

    @Slot(object)
    def _arrived(self, found: FollowUps) -> None:
        self._found = found
        self.sums.setText(_sums(found))
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        which = next(one for one, made in self.filters.items() if made.isChecked())
        shown = _STANDINGS[which]
        self.card.show_rows([row for row in self._found.rows if row.standing in shown])
        self._offer()

    @Slot()
    def _offer(self, _row: object = None) -> None:
        """Only what was written can be taken back."""
        row = self.card.chosen
        self.card.links[REMOVE].setVisible(row is not None and row.contact is not None)

    @Slot(str, object)
    def _about(self, what: str, row: FollowUpRow | None) -> None:
        if row is None:
            return
        if what == SHOW:
            self.page.open_file(row.trainee_id, "around")
        else:
            self.page.asked("follow_up.remove" if what == REMOVE else "follow_up.note", row)


def _sums(found: FollowUps) -> str:
    """How many have answered of those who were asked or should have been."""
    answered = found.count(FollowUpStanding.ANSWERED)
    silent = found.count(FollowUpStanding.NOT_REACHED)
    missed = found.count(FollowUpStanding.MISSED)
    base = answered + silent + missed + found.count(FollowUpStanding.ASKED)
    if not base:
        return ""
    words = _(
        "%(answered)d of %(all)d have answered, %(silent)d were not reached, %(missed)d were not"
        " asked in time."
    )
    return words % {"answered": answered, "all": base, "silent": silent, "missed": missed}
