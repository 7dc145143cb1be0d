"""Settings: who may open the file. Each change is saved at once and cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services import file_access
from asfdesk.services.open_file import Role
from asfdesk.services.passphrase import suggest_passphrase
from asfdesk.ui import theme
from asfdesk.ui.dialogs.recovery_code import RecoveryCodePanel
from asfdesk.ui.kit.buttons import button, danger_button, link_button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form import FormDialog, TextField
from asfdesk.ui.kit.table_model import Column, TableModel
from asfdesk.ui.kit.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.services.file_access import AccessRow
    from asfdesk.services.open_file import OpenFile
    from asfdesk.ui.kit.form import Field, FormValues
    from asfdesk.ui.page import Page


class AccessCard(Card):
    """Owners, advisers and the recovery key; owners can give and withdraw access."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Who may open the file"))
        self._page = page
        self._file = page.context.file
        self._model: TableModel[AccessRow] = TableModel(
            [
                Column(_("Who"), _who, second=_what_it_opens, stretch=True),
                Column(_("Now"), lambda row: _("You") if row.mine else ""),
            ]
        )
        self.table = TableView(self._model, _("Who may open the file"))
        self.table.take_what_is_left()
        self.table.current.connect(self._show_actions)
        self.body.addWidget(self.table, 1)
        first, second = QHBoxLayout(), QHBoxLayout()
        self.adviser = button(_("Give an adviser access"))
        self.adviser.clicked.connect(self._add_adviser)
        self.owner = link_button(_("New owner"))
        self.owner.clicked.connect(self._add_owner)
        self.withdraw = link_button(_("Withdraw"))
        self.withdraw.clicked.connect(self._ask_withdraw)
        self.password = link_button(_("Change my password"))
        self.password.clicked.connect(self._change_password)
        self.leaked = link_button(_("My password is known to others"))
        self.leaked.clicked.connect(self._replace_leaked)
        self.recovery = link_button(_("New recovery code"))
        self.recovery.clicked.connect(self._renew_recovery)
        for made in (self.adviser, self.owner, self.withdraw):
            first.addWidget(made)
        for made in (self.password, self.leaked, self.recovery):
            second.addWidget(made)
        for line in (first, second):
            line.addStretch(1)
            self.body.addLayout(line)
        self._note = label("", Look.MUTED, wrap=True)
        self.body.addWidget(self._note)
        self._show_actions()

    @property
    def row(self) -> AccessRow | None:
        """The access that is chosen."""
        index = self.table.currentIndex()
        return self._model.row_at(index) if index.isValid() else None

    @property
    def _may(self) -> bool:
        file = self._file
        return file is not None and not file.read_only and file.role is not Role.ADVISER

    def reload(self) -> None:
        """Load who may open the file."""
        if self._file is not None:
            file = self._file
            self._page.run(lambda: file_access.access_rows(file), self._show)

    @Slot(object)
    def _show(self, rows: Sequence[AccessRow]) -> None:
        self._model.set_rows(rows)
        self.table.select_row(0)
        self._show_actions()

    @Slot()
    def _show_actions(self) -> None:
        row = self.row
        own = self._may and self._file is not None and self._file.role is Role.OWNER
        for made in (self.adviser, self.owner, self.recovery):
            made.setEnabled(self._may)
        self.password.setEnabled(own)
        self.leaked.setEnabled(own)
        self.withdraw.setVisible(row is not None and row.removable and not row.mine)
        self.withdraw.setEnabled(self._may)
        note = "" if self._may else _("Only an owner can change who may open the file.")
        self._note.setText(note)
        self._note.setVisible(bool(note))

    @Slot()
    def _add_adviser(self) -> None:
        self._give(
            _("Give an adviser access"),
            _(
                "The adviser sees plan, money and hours, and trainees as numbers. Names and other "
                "personal details cannot be opened with this password."
            ),
            file_access.add_adviser_access,
        )

    @Slot()
    def _add_owner(self) -> None:
        self._give(_("New owner"), _("An owner can open everything."), file_access.add_owner_access)

    def _give(self, title: str, intro: str, give: Callable[[OpenFile, str, str], None]) -> None:
        fields: list[Field] = [
            TextField("label", _("Who it is (sealed)"), required=True),
            *_new_password(),
        ]

        def save(file: OpenFile, values: FormValues) -> None:
            give(file, values.text("label"), _same_twice(values))

        self._form(title, fields, save, intro=intro)

    @Slot()
    def _change_password(self) -> None:
        self._form(
            _("Change my password"),
            [_password_now(), *_new_password()],
            lambda file, values: file_access.change_password(
                file, values.text("current"), _same_twice(values)
            ),
            intro=_("Copies of the file that exist already still open with the old password."),
        )

    @Slot()
    def _replace_leaked(self) -> None:
        self._form(
            _("My password is known to others"),
            [_password_now(), *_new_password()],
            lambda file, values: file_access.replace_leaked_password(
                file, values.text("current"), _same_twice(values)
            ),
            intro=_("Everything is encrypted anew and the file is closed. Open it again after."),
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
            _("Withdraw access for %(who)s?") % {"who": _who(row)},
            _("Everything is encrypted anew and the file is closed. Open it again after."),
            _("Copies that the person already has still open with the old password."),
        )
        dialog.set_mark("key", theme.tokens().warn)
        keep = button(_("Cancel"))
        keep.clicked.connect(dialog.reject)
        withdraw = danger_button(_("Withdraw"))
        withdraw.clicked.connect(dialog.accept)
        dialog.buttons.addWidget(keep)
        dialog.buttons.addWidget(withdraw)
        number = row.number
        dialog.accepted.connect(
            lambda: self._page.run(
                lambda: file_access.withdraw_access(file, number), self._file_is_closed
            )
        )
        dialog.open()
        keep.setFocus()

    @Slot()
    def _renew_recovery(self) -> None:
        file = self._file
        if file is None or not self._may:
            return
        self._page.run(
            lambda: (file_access.renew_recovery_key(file), _name_of(file)), self._show_code
        )

    @Slot(object)
    def _show_code(self, made: tuple[str, str]) -> None:
        """Show the code once; the dialog closes when it has been kept."""
        if self._file is None:
            return
        dialog = QDialog(self._page)
        dialog.setWindowTitle(_("New recovery code"))
        panel = RecoveryCodePanel()
        panel.set_code(made[0], made[1], self._file.path)
        close = primary_button(_("Close"))
        close.setEnabled(False)
        panel.noted.toggled.connect(close.setEnabled)
        close.clicked.connect(dialog.accept)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.addWidget(label(_("New recovery code"), Look.TITLE))
        layout.addWidget(label(_("The printed code no longer opens the file."), Look.MUTED))
        layout.addWidget(panel)
        layout.addWidget(close)
        dialog.open()

    def _form(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[OpenFile, FormValues], None],
        *,
        intro: str,
        closes: bool = False,
    ) -> None:
        file = self._file
        if file is None or not self._may:
            return
        dialog = FormDialog(
            self._page,
            title,
            fields,
            lambda values: save(file, values),
            run=self._page.context.tasks.run,
            intro=intro,
        )
        dialog.saved.connect(self._file_is_closed if closes else self.reload)
        dialog.open()

    @Slot()
    def _file_is_closed(self, _result: Any = None) -> None:  # noqa: ANN401 - whatever a job gave
        """The keys are new: the window goes, and the file is opened with them."""
        self._page.window().close()


def _password_now() -> Field:
    return TextField("current", _("Your password now"), required=True, secret=True)


def _new_password() -> list[Field]:
    suggestion = _("For example: %(words)s") % {"words": suggest_passphrase()}
    return [
        TextField("password", _("New password"), "", suggestion, required=True, secret=True),
        TextField("again", _("The new password again"), required=True, secret=True),
    ]


def _same_twice(values: FormValues) -> str:
    if values.text("password") != values.text("again"):
        raise InvalidInputError("again", _("The passwords differ."), todo=_("Write it again."))
    return values.text("password")


def _name_of(file: OpenFile) -> str:
    enterprise = file.session.enterprise.enterprise()
    return enterprise.name if enterprise else ""


def _who(row: AccessRow) -> str:
    if row.label:
        return row.label
    return {
        Role.OWNER: _("Owner %(number)d"),
        Role.RECOVERY: _("Recovery code"),
        Role.ADVISER: _("Adviser %(number)d"),
    }[row.role] % {"number": row.number}


def _what_it_opens(row: AccessRow) -> str:
    return {
        Role.OWNER: _("Opens everything"),
        Role.RECOVERY: _("Opens everything, when passwords are forgotten"),
        Role.ADVISER: _("Opens everything but identities"),
    }[row.role]
