"""The three guides that end with a new recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.services.file import file_access, hand_over
from asfdesk.services.file.open_file import Role
from asfdesk.ui.dialogs.file.access_guide import Guide
from asfdesk.ui.dialogs.file.access_words import new_password, same_twice, who
from asfdesk.ui.kit.form.form import CheckField, ChoiceField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.file.file_access import AccessRow
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.kit.form.form import FormValues


def hand_over_guide(file: OpenFile, rows: Sequence[AccessRow]) -> Guide:
    """A new manager takes over: their password, a new sheet, the old access withdrawn."""
    owners = [row for row in rows if row.role is Role.OWNER]
    names: dict[int | None, str] = {row.number: _owner_word(row) for row in owners}
    mine = next((row.number for row in owners if row.mine), owners[0].number)
    options = [*names.items(), (None, _("Nobody's yet"))]

    def effect(values: FormValues) -> str:
        gone = values.choice("withdraw")
        if gone is None:
            return _(
                "When you finish, the new manager can open the file and the old recovery sheet "
                "stops working. Everybody who could open the file still can."
            )
        return _(
            "When you finish, %(who)s can no longer open the file, the old recovery sheet stops "
            "working, everything is encrypted anew and the program locks. The others' passwords "
            "stay. Copies of the file from before still open with the old password."
        ) % {"who": names[gone]}

    def finish(values: FormValues, code: str) -> None:
        keeper = hand_over.NewKeeper(
            values.text("label"), same_twice(values), code, values.choice("withdraw")
        )
        hand_over.hand_over(file, keeper)

    return Guide(
        _("Hand over to a new manager"),
        _(
            "The new manager chooses a password of their own here. Then you print a new recovery "
            "sheet for the new manager to keep. Nothing changes before you finish."
        ),
        [
            TextField("label", _("The new manager (sealed)"), required=True),
            ChoiceField("withdraw", _("Whose access ends"), mine, options=options),
            *new_password(),
        ],
        lambda values: hand_over.check_new_password_free(file, same_twice(values)),
        effect,
        finish,
        _("Cancel"),
    )


def recovery_guide(file: OpenFile, rows: Sequence[AccessRow]) -> Guide:
    """The file was opened with the recovery code: an owner's new password and a new sheet."""
    owners = [row for row in rows if row.role is Role.OWNER]
    options = [(row.number, who(row)) for row in owners]
    return Guide(
        _("Opened with the recovery sheet"),
        _(
            "Set a new password for an owner, then print a new recovery sheet: one that has been "
            "used is replaced. Nothing changes before you finish."
        ),
        [
            ChoiceField("owner", _("Whose password"), owners[0].number, options=options),
            *new_password(),
        ],
        lambda values: hand_over.check_new_password_free(file, same_twice(values)),
        lambda _values: _(
            "When you finish, the new password opens the file and the sheet you used stops "
            "working. Destroy it."
        ),
        lambda values, code: hand_over.recover_access(
            file, values.choice("owner"), same_twice(values), code
        ),
        _("Later"),
    )


def new_sheet_guide(file: OpenFile) -> Guide:
    """A new recovery sheet in place of the old."""

    def effect(values: FormValues) -> str:
        if values.flag("leaked"):
            return _(
                "When you finish, the old sheet stops working, everything is encrypted anew and "
                "the program locks. All passwords stay."
            )
        return _("When you finish, the old sheet stops working. Destroy it.")

    return Guide(
        _("New recovery sheet"),
        _(
            "The new sheet replaces the old one. Until you finish, the old one still works. Copies "
            "of the file from before still open with the old sheet."
        ),
        [
            CheckField(
                "leaked", _("Somebody else may have the old sheet: encrypt everything anew")
            ),
        ],
        lambda _values: None,
        effect,
        lambda values, code: file_access.use_recovery_code(
            file, code, leaked=values.flag("leaked")
        ),
        _("Cancel"),
    )


def _owner_word(row: AccessRow) -> str:
    return _("%(who)s (you)") % {"who": who(row)} if row.mine else who(row)
