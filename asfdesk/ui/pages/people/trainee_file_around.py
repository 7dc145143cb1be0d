"""Before and after, in a trainee's file: what surrounds each placement, follow-up, employment."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _, day
from asfdesk.reports.people.background_words import employment_form_word
from asfdesk.services.people.trainee_around import trainee_around
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.fact_list import FactList
from asfdesk.ui.kit.table.table_model import Column, Kind
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.people.background_facts import background_facts
from asfdesk.ui.pages.people.follow_up_columns import look, step_columns
from asfdesk.ui.pages.people.trainee_parts import Links
from asfdesk.ui.pages.people.trainee_words import share_words
from asfdesk.ui.pages.people.trainees_host import TraineeFilePanel
from asfdesk.ui.pages.record_card import CHANGE, NEW, REMOVE, RecordCard
from asfdesk.ui.pages.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.people.background import TraineeEmployment
    from asfdesk.services.people.follow_ups import FollowUpRow
    from asfdesk.services.people.trainee_around import TraineeAround
    from asfdesk.services.people.trainee_views import PlacementView, TraineeDetail
    from asfdesk.ui.pages.people.trainees_host import TraineesHost

NOTE_HEIGHT = 60
FORM_COLUMN = 3


class AroundPanel(TraineeFilePanel):
    """Left a card for each placement; right the follow-ups and the employments with us."""

    key: ClassVar[str] = "around"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        self._owner = page.context.session.identities_open
        self._health = False
        self._column = ScrollColumn()
        self.follow_ups: RecordCard[FollowUpRow] = RecordCard(
            _("Follow-up"),
            step_columns(),
            key=lambda row: (row.placement_id, row.step),
            new_text="",
            nothing=_("Follow-up begins when a placement has ended."),
            writable=page.writable,
            text=self._note if self._owner else None,
            text_height=NOTE_HEIGHT,
            look=look,
        )
        self.follow_ups.new_button.hide()
        self.follow_ups.links[CHANGE].setText(_("Note how it went"))
        self.follow_ups.links[REMOVE].setText(_("Ask again"))
        self.follow_ups.asked.connect(self._about_follow_up)
        self.follow_ups.table.current.connect(self._offer)
        self.employments: RecordCard[TraineeEmployment] = RecordCard(
            _("Employment with us"),
            _employment_columns(self._form_of),
            key=lambda row: row.id,
            new_text=_("New employment"),
            nothing=_("A trainee who becomes an employee is noted here, and counted in reports."),
            writable=page.writable,
        )
        self.employments.asked.connect(self._about_employment)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.follow_ups, 3)
        right.addWidget(self.employments, 2)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self._column, 2)
        line.addLayout(right, 3)
        self.body.addLayout(line, 1)

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Before and after")

    def show_trainee(self, detail: TraineeDetail) -> None:
        """Read what surrounds the placements."""
        session, today = self.page.context.session, self.page.context.today
        who = detail.row.trainee.id
        self.page.run(lambda: trainee_around(session, who, today), self._arrived)

    @Slot(object)
    def _arrived(self, found: TraineeAround) -> None:
        if self.detail is None or {v.placement.id for v in self.detail.placements} != set(
            found.backgrounds
        ):
            return  # about somebody who is no longer shown
        closed = self.detail.row.closed and self.opened is None
        self._health = found.health and not closed
        self.employments.table.setColumnHidden(FORM_COLUMN, not self._health)
        cards: list[QWidget] = [self._card(view, found) for view in self.detail.placements]
        self._column.show_cards(cards or [label(_("No placement yet"), Look.MUTED)])
        self.follow_ups.show_rows(found.follow_ups)
        self._offer()
        self.employments.show_rows(found.employments)

    @Slot()
    def _offer(self, _row: object = None) -> None:
        """Only what was written can be taken back."""
        row = self.follow_ups.chosen
        self.follow_ups.links[REMOVE].setVisible(row is not None and row.contact is not None)

    def _card(self, view: PlacementView, found: TraineeAround) -> Card:
        card = Card(view.agreement_name, view.buyer_name)
        at = view.placement.id
        facts = background_facts(
            found.backgrounds[at], found.results[at], health=self._health, bands=found.bands
        )
        if facts:
            card.body.addWidget(FactList(facts))
        else:
            card.body.addWidget(label(_("Nothing has been asked yet."), Look.MUTED))
        links = Links([("background.change", _("Change"))], view, enabled=self.page.writable)
        links.asked.connect(self.page.asked)
        card.body.addWidget(links)
        return card

    def _form_of(self, row: TraineeEmployment) -> str:
        """How somebody is employed: it can reveal health, so it shows by choice only."""
        return employment_form_word(row.form) if row.form and self._health else ""

    def _note(self, row: FollowUpRow) -> str:
        """The sealed note; a protected person's only after a reason was given."""
        closed = row.protected and self.opened is None
        return "" if closed or row.contact is None else row.contact.note

    @Slot(str, object)
    def _about_follow_up(self, what: str, row: FollowUpRow | None) -> None:
        if row is not None:
            self.page.asked("follow_up.remove" if what == REMOVE else "follow_up.note", row)

    @Slot(str, object)
    def _about_employment(self, what: str, row: TraineeEmployment | None) -> None:
        if what == NEW:
            self.page.asked("trainee_employment.add", self.detail)
        elif row is not None:
            self.page.asked(f"trainee_employment.{what}", row)


def _employment_columns(
    form_of: Callable[[TraineeEmployment], str],
) -> list[Column[TraineeEmployment]]:
    return [
        Column(_("From"), lambda row: day(row.starts_on), Kind.DATE, width=106),
        Column(_("To"), lambda row: day(row.ends_on) if row.ends_on else "", Kind.DATE, width=106),
        Column(_("Share"), lambda row: share_words(row.fte_bp), Kind.NUMBER),
        Column(_("Form of employment"), form_of, stretch=True),
    ]
