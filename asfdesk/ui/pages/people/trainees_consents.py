"""The register of consents, a view of Deltagare; each line leads to the trainee's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot

from asfdesk.domain.people.placement_codes import ConsentKind
from asfdesk.i18n import _, day
from asfdesk.reports.people.progress_words import consent_kind_word
from asfdesk.services.people.consent_register import consent_register
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainee_notes import NotesPanel
from asfdesk.ui.pages.people.trainees_host import TraineesView

if TYPE_CHECKING:
    from asfdesk.services.people.consent_register import ConsentRow
    from asfdesk.ui.pages.people.trainees_host import TraineesHost


class ConsentsView(TraineesView):
    """Enter or a double click opens the file where the consent is changed."""

    key: ClassVar[str] = "consents"

    def __init__(self, page: TraineesHost) -> None:
        super().__init__(page)
        card = Card(_("Consents"))
        self._count = label("", Look.SECONDARY)
        card.head.addWidget(self._count)
        self.nothing = label("", Look.MUTED, wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model: TableModel[ConsentRow] = TableModel(_columns(), _look)
        self.table = TableView(self.model, _("Consents"))
        self.table.opened.connect(self._opened)
        card.body.addWidget(self.nothing)
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)

    @staticmethod
    def word() -> str:
        """What the view is called."""
        return _("Consents")

    def load(self) -> None:
        """Read the register; without the vault key there is none, and it is said."""
        if not self.page.context.session.identities_open:
            self.nothing.setText(_("Consents are sealed: this password does not open them."))
            self.table.hide()
            return
        session = self.page.context.session
        self.page.run(lambda: consent_register(session), self._arrived)

    @Slot(object)
    def _arrived(self, rows: tuple[ConsentRow, ...]) -> None:
        self.table.show_rows(rows, lambda row: row.consent.id)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(
            _("No consent is entered. Consents are entered in each trainee's file.")
        )
        self._count.setText(_count_words(rows))

    @Slot(object)
    def _opened(self, row: ConsentRow) -> None:
        self.page.open_file(row.consent.trainee_id, NotesPanel.key)


def _columns() -> list[Column[ConsentRow]]:
    return [
        Column(
            _("No."), lambda row: str(row.number), Kind.NUMBER, width=46, sort=lambda r: r.number
        ),
        Column(_("Name"), lambda row: row.name, stretch=True),
        Column(_("Consent to"), lambda row: consent_kind_word(row.consent.kind)),
        Column(_("Given"), lambda row: day(row.consent.given_on), Kind.DATE),
        Column(
            _("Holds"),
            _holds,
            tone=lambda row: Tone.NEUTRAL if row.consent.withdrawn_on else Tone.GOOD,
            badge=True,
        ),
    ]


def _holds(row: ConsentRow) -> str:
    if row.consent.withdrawn_on is None:
        return _("Holds")
    return _("Withdrawn %(day)s") % {"day": day(row.consent.withdrawn_on)}


def _look(row: ConsentRow) -> RowLook:
    return RowLook.MUTED if row.consent.withdrawn_on else RowLook.NORMAL


def _count_words(rows: tuple[ConsentRow, ...]) -> str:
    """Kinds that hold, with how many: "Pictures 2, Follow-up after the placement 5"."""
    held = [row.consent.kind for row in rows if row.consent.withdrawn_on is None]
    return ", ".join(
        f"{consent_kind_word(kind)} {held.count(kind)}" for kind in ConsentKind if kind in held
    )
