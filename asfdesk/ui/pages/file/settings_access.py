"""Settings: who may open the file. Each change is saved at once and cannot be undone."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout

from asfdesk.i18n import _
from asfdesk.services.file import file_access
from asfdesk.services.file.open_file import Role
from asfdesk.services.file.sheets import Adviser, adviser_agreement
from asfdesk.ui import theme
from asfdesk.ui.dialogs.file.access_guide import AccessGuide
from asfdesk.ui.dialogs.file.access_guides import hand_over_guide, new_sheet_guide
from asfdesk.ui.dialogs.file.access_words import (
    adviser_intro,
    advisers_limits,
    new_password,
    password_now,
    same_twice,
    what_it_opens,
    who,
)
from asfdesk.ui.dialogs.sheet_dialog import SheetDialog
from asfdesk.ui.dialogs.visiting.safe_copy import SafeCopyFlow
from asfdesk.ui.kit.buttons import button, danger_button, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import FormDialog, TextField
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.file.file_access import AccessRow
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.dialogs.file.access_guide import Guide
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page


ROWS_SEEN = 124
"""Pixels: two accesses under the heading."""


class AccessCard(Card):
    """Owners, advisers and the recovery sheet; what can be done follows the row that is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Who may open the file"))
        self._page = page
        self._file = page.context.file
        self._rows: Sequence[AccessRow] = ()
        self._model: TableModel[AccessRow] = TableModel(
            [
                Column(_("Who"), who, second=what_it_opens, stretch=True),
                Column(_("Now"), lambda row: _("You") if row.mine else ""),
            ]
        )
        self.table = TableView(self._model, _("Who may open the file"))
        self.table.take_what_is_left()
        self.table.setMinimumHeight(ROWS_SEEN)
        self.table.current.connect(self._show_actions)
        self.body.addWidget(self.table, 1)
        self._of_row, self._always = QHBoxLayout(), QHBoxLayout()
        self.password = self._offer(_("Change my password"), self._change_password)
        self.leaked = self._offer(_("My password is known to others"), self._replace_leaked)
        self.set_password = self._offer(_("Set a new password"), self._set_password)
        self.agreement = self._offer(_("Agreement text"), self._ask_agreement)
        self.withdraw = self._offer(_("Withdraw"), self._ask_withdraw)
        self.recovery = self._offer(_("New recovery sheet"), self._renew_recovery)
        self.adviser = button(_("Give an adviser access"))
        self.adviser.clicked.connect(self._add_adviser)
        self.owner = link_button(_("New owner"))
        self.owner.clicked.connect(self._add_owner)
        self.handing = link_button(_("Hand over to a new manager"))
        self.handing.clicked.connect(self._hand_over)
        self.safe_copy = SafeCopyFlow(page)
        self.safe_copy_button = link_button(_("Safe copy…"))
        self.safe_copy_button.clicked.connect(self.safe_copy.begin)
        self.head.addWidget(self.safe_copy_button)
        for made in (self.adviser, self.owner, self.handing):
            self._always.addWidget(made)
        for line in (self._of_row, self._always):
            line.addStretch(1)
            self.body.addLayout(line)
        self._note = label("", Look.MUTED, wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._note)
        self._show_actions()

    def _offer(self, text: str, act: Callable[[], None]) -> Any:  # noqa: ANN401 - a QPushButton
        """A quiet button for the chosen row."""
        made = link_button(text)
        made.clicked.connect(act)
        self._of_row.addWidget(made)
        return made

    @property
    def row(self) -> AccessRow | None:
        """The access that is chosen."""
        return self._model.row_if_any(self.table.currentIndex())

    @property
    def _may(self) -> bool:
        file = self._file
        return file is not None and not file.read_only and file.role is not Role.ADVISER

    def reload(self) -> None:
        """Load who may open the file."""
        if self._file is not None and not self._file.closed:
            file = self._file
            self._page.run(lambda: file_access.access_rows(file), self._show)

    @Slot(object)
    def _show(self, rows: Sequence[AccessRow]) -> None:
        self._rows = rows
        self._model.set_rows(rows)
        self.table.select_row(next((at for at, row in enumerate(rows) if row.mine), 0))
        self._show_actions()

    @Slot()
    def _show_actions(self) -> None:
        """Only what can be done with the chosen row; for advisers what their password opens."""
        row = self.row if self._may else None
        role = row.role if row else None
        mine = row is not None and row.mine
        other = row is not None and not mine and role is not Role.RECOVERY
        for made, offered in (
            (self.password, mine and role is Role.OWNER),
            (self.leaked, mine and role is Role.OWNER),
            (self.set_password, other),
            (self.agreement, role is Role.ADVISER),
            (self.withdraw, other and row is not None and row.removable),
            (self.recovery, role is Role.RECOVERY),
        ):
            made.setVisible(offered)
        for made in (self.adviser, self.owner, self.handing, self.safe_copy_button):
            made.setVisible(self._may)
        adviser = self._file is not None and self._file.role is Role.ADVISER
        # To an adviser the others are numbers without names: what the key opens says more.
        self.table.setVisible(not adviser)
        note = "" if self._may else _("The file is open read-only: nothing can be changed here.")
        self._note.setText(advisers_limits() if adviser else note)
        self._note.setVisible(bool(self._note.text()))

    @Slot()
    def _add_adviser(self) -> None:
        fields: list[Field] = [
            TextField("label", _("Who it is (sealed)"), required=True),
            *_organisation(),
            *new_password(),
        ]

        def save(file: OpenFile, values: FormValues) -> Document:
            # First what can be refused: a wrong number must not leave the access given.
            document = _agreement(file, values)
            file_access.add_adviser_access(file, values.text("label"), same_twice(values))
            return document

        dialog = self._form(_("Give an adviser access"), fields, save, intro=adviser_intro())
        if dialog is not None:
            dialog.saved.connect(self._show_agreement)

    @Slot()
    def _add_owner(self) -> None:
        self._form(
            _("New owner"),
            [TextField("label", _("Who it is (sealed)"), required=True), *new_password()],
            lambda file, values: file_access.add_owner_access(
                file, values.text("label"), same_twice(values)
            ),
            intro=_("An owner can open everything, and change who may open the file."),
        )

    @Slot()
    def _ask_agreement(self) -> None:
        dialog = self._form(
            _("Agreement text"),
            _organisation(),
            _agreement,
            intro=_("What you leave empty can be filled in by hand."),
            save_text=_("Show"),
        )
        if dialog is not None:
            dialog.saved.connect(self._show_agreement)

    @Slot(object)
    def _show_agreement(self, document: Document) -> None:
        intro = _("A proposal for both parties to read and sign. Change what does not fit.")
        SheetDialog(document, intro, self._page.context.tasks, self._page).open()

    @Slot()
    def _set_password(self) -> None:
        row = self.row
        if row is None:
            return
        number = row.number
        self._form(
            _("New password for %(who)s") % {"who": who(row)},
            new_password(),
            lambda file, values: file_access.set_password(file, number, same_twice(values)),
            intro=_(
                "For somebody who has forgotten theirs. Give it to them another way than mail."
            ),
        )

    @Slot()
    def _change_password(self) -> None:
        self._form(
            _("Change my password"),
            [password_now(), *new_password()],
            lambda file, values: file_access.change_password(
                file, values.text("current"), same_twice(values)
            ),
            intro=_("Copies of the file that exist already still open with the old password."),
        )

    @Slot()
    def _replace_leaked(self) -> None:
        self._form(
            _("My password is known to others"),
            [password_now(), *new_password()],
            lambda file, values: file_access.replace_leaked_password(
                file, values.text("current"), same_twice(values)
            ),
            intro=_(
                "Everything is encrypted anew, and the program locks. The others' passwords stay. "
                "Copies of the file from before still open with the old password."
            ),
            closes=True,
        )

    @Slot()
    def _ask_withdraw(self) -> None:
        """Withdrawing renews every key, so it is asked twice."""
        row, file = self.row, self._file
        if row is None or file is None:
            return
        dialog = MessageDialog(
            self._page,
            _("Withdraw access for %(who)s?") % {"who": who(row)},
            _("Everything is encrypted anew, and the program locks. The others' passwords stay."),
            _("Copies that the person already has still open with the old password."),
        )
        dialog.set_mark("key", theme.tokens().warn)
        number = row.number

        def withdraw() -> None:
            self._run_closing(
                lambda: file_access.withdraw_access(file, number),
                self._changed,
                self._page.show_trouble,
            )

        dialog.ask(danger_button(_("Withdraw")), withdraw, careful=True)

    @Slot()
    def _renew_recovery(self) -> None:
        if self._file is not None:
            self._guide(new_sheet_guide(self._file))

    @Slot()
    def _hand_over(self) -> None:
        if self._file is not None and self._rows:
            self._guide(hand_over_guide(self._file, self._rows))

    def _guide(self, guide: Guide) -> None:
        if self._file is None or not self._may:
            return
        dialog = AccessGuide(guide, self._file, self._page.context.tasks, self._page)
        dialog.finished_well.connect(self._changed)
        dialog.failed_closed.connect(self._page.context.file_closed)
        dialog.open()

    def _form(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[OpenFile, FormValues], Any],
        *,
        intro: str,
        save_text: str = "",
        closes: bool = False,
    ) -> FormDialog | None:
        file = self._file
        if file is None or not self._may:
            return None
        dialog = FormDialog(
            self._page,
            title,
            fields,
            lambda values: save(file, values),
            run=self._run_closing if closes else self._page.context.tasks.run,
            save_text=save_text,
            intro=intro,
        )
        dialog.saved.connect(self._changed)
        dialog.open()
        return dialog

    def _run_closing(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[AsfDeskError], None],
    ) -> None:
        """Run what renews the keys: nothing else may come after it on the worker."""
        self._page.context.tasks.run_last(work, done, partial(self._failed, failed))

    def _failed(self, failed: Callable[[AsfDeskError], None], error: AsfDeskError) -> None:
        """It could not be done; or it was, and somebody else saved in the same moment."""
        if self._file is not None and self._file.closed:
            self._page.context.file_closed(str(error))
        else:
            failed(error)

    @Slot()
    def _changed(self, _result: Any = None) -> None:  # noqa: ANN401 - whatever a job gave
        """Show who may open the file now, or lock when new keys have closed it."""
        if self._file is not None and self._file.closed:
            self._page.context.file_closed(
                _("Everything has been encrypted anew. Open the file with your password.")
            )
        else:
            self.reload()


def _organisation() -> list[Field]:
    return [
        TextField("organisation", _("The adviser's organisation")),
        TextField("adviser_number", _("Its organisation number")),
    ]


def _agreement(file: OpenFile, values: FormValues) -> Document:
    adviser = Adviser(values.text("organisation"), values.text("adviser_number"))
    return adviser_agreement(file.session, adviser, datetime.now().astimezone())
