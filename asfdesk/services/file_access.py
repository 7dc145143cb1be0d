"""Who may open the file: passwords, advisers, further owners, the recovery key.

A change counts when it has been saved, so every function here publishes. None can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.services.checks import missing
from asfdesk.services.open_file import check_new_password
from asfdesk.storage import keys
from asfdesk.storage.manifest import SHIPPED_COST, Role

if TYPE_CHECKING:
    from asfdesk.services.open_file import OpenFile
    from asfdesk.storage.manifest import KdfCost, Manifest


@dataclass(frozen=True)
class AccessRow:
    """One way into the file, as the settings page shows it.

    Attributes:
        number: of the key slot.
        label: who it is; "" if nobody wrote it, or with an adviser's key.
        mine: whether the file is open with it now.
        removable: whether it can be withdrawn.
    """

    number: int
    role: Role
    mine: bool
    removable: bool
    label: str = field(default="", repr=False)


def access_rows(opened: OpenFile) -> list[AccessRow]:
    """Every access, in the order they were given."""
    file = opened.file
    pair = None if file.role is Role.ADVISER else file.owner_keys()
    owners = sum(slot.role is Role.OWNER for slot in file.manifest.slots)
    return [
        AccessRow(
            number=slot.number,
            role=slot.role,
            mine=slot.number == file.slot_number,
            removable=slot.role is Role.ADVISER or (slot.role is Role.OWNER and owners > 1),
            label=keys.slot_label(file.manifest, pair, slot) if pair else "",
        )
        for slot in file.manifest.slots
    ]


def add_adviser_access(
    opened: OpenFile, label: str, password: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """Give an adviser a password of their own: plan, money and hours, never identities."""
    _add(opened, Role.ADVISER, label, password, cost)


def add_owner_access(
    opened: OpenFile, label: str, password: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """Give one more person everything."""
    _add(opened, Role.OWNER, label, password, cost)


def change_password(opened: OpenFile, current: str, new: str, cost: KdfCost = SHIPPED_COST) -> None:
    """Change the password that the file is open with.

    The keys stay, so an old copy of the file still opens with the old password. If somebody else
    has learned it, use `replace_leaked_password`.

    Raises:
        WrongKeyError: `current` is not the password it was opened with.
        NeedsVaultKeyError: an adviser's password is set by an owner.
    """
    pair = opened.file.owner_keys()
    _must_be_mine(opened, current)
    number = _own_password_slot(opened)
    _check_free(opened, new)
    manifest = keys.change_password(opened.file.manifest, pair, number, new, cost)
    _save(opened, manifest, "access.change_password", number)


def set_password(
    opened: OpenFile, number: int, password: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """Set another person's password, as an owner: they have forgotten it.

    Also what the recovery key is for: it sets an owner's password anew.
    """
    pair = opened.file.owner_keys()
    _check_free(opened, password)
    try:
        manifest = keys.change_password(opened.file.manifest, pair, number, password, cost)
    except KeyError:
        raise missing() from None
    _save(opened, manifest, "access.set_password", number)


def renew_recovery_key(opened: OpenFile, cost: KdfCost = SHIPPED_COST) -> str:
    """Make a new recovery code and return it; the printed one stops working."""
    manifest, code = keys.renew_recovery(opened.file.manifest, opened.file.owner_keys(), cost)
    _save(opened, manifest, "access.renew_recovery", None)
    return code


def replace_leaked_password(
    opened: OpenFile, current: str, new: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """Change the password and every key behind it, then close the file.

    Everything is encrypted anew, so a copy of the old keys opens nothing that is saved from now
    on. The others' passwords stay as they are.
    """
    change_password(opened, current, new, cost)
    opened.file.renew_keys()


def withdraw_access(opened: OpenFile, number: int) -> None:
    """Take an access away, renew every key, and close the file (decisions C5).

    Raises:
        RefusedError: the last owner, or the recovery key.
        NeedsVaultKeyError: only an owner can.
    """
    opened.file.owner_keys()
    try:
        manifest = keys.remove_slot(opened.file.manifest, number)
    except KeyError:
        raise missing() from None
    _note(opened, "access.withdraw", number)
    opened.file.change_slots(manifest)
    opened.file.renew_keys()


def _add(opened: OpenFile, role: Role, label: str, password: str, cost: KdfCost) -> None:
    pair = opened.file.owner_keys()
    _check_free(opened, password)
    before = opened.file.manifest
    manifest = keys.add_slot(before, pair, role, password, label.strip(), cost)
    _save(opened, manifest, "access.add", before.next_slot)


def _save(opened: OpenFile, manifest: Manifest, operation: str, number: int | None) -> None:
    _note(opened, operation, number)
    opened.file.change_slots(manifest)
    opened.publish()


def _note(opened: OpenFile, operation: str, number: int | None) -> None:
    """The audit log says which access, never whose."""
    session = opened.writing()
    with session.writer.action(operation, (), "slot", number, leaves_undo=True):
        pass


def _check_free(opened: OpenFile, password: str) -> None:
    """Two accesses with one password would give an adviser what an owner has."""
    check_new_password("password", password)
    try:
        keys.unlock(opened.file.manifest, password)
    except WrongKeyError:
        return
    raise InvalidInputError(
        "password",
        _("This password is in use already."),
        _("Each person needs a password of their own; the role hangs on it."),
        _("Choose another password."),
    )


def _must_be_mine(opened: OpenFile, password: str) -> None:
    if keys.unlock(opened.file.manifest, password).slot != opened.file.slot_number:
        raise WrongKeyError(
            _("This is not the password that the file was opened with."),
            _("It belongs to somebody else who may open the file."),
            _("Write your own password."),
        )


def _own_password_slot(opened: OpenFile) -> int:
    if opened.role is Role.RECOVERY:
        raise InvalidInputError(
            "current",
            _("The recovery key has no password to change."),
            _("It is what is printed on the recovery sheet."),
            _("Set a new password for an owner, then print a new recovery sheet."),
        )
    return opened.file.slot_number
