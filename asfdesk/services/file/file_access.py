"""Who may open the file: passwords, advisers, further owners, the recovery code.

A change counts when it has been saved, so every function here publishes. None can be undone.
What renews the keys closes the file: everything is encrypted anew (decisions C5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.services.checks import missing
from asfdesk.services.file.access_change import check_free, rotate_keys, save_slots
from asfdesk.storage.file import keys
from asfdesk.storage.file.manifest import SHIPPED_COST, Role
from asfdesk.storage.file.recovery_code import new_recovery_code

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.storage.file.manifest import KdfCost

__all__ = ["new_recovery_code"]


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
    number = _my_slot(opened, current)
    check_free(opened, new)
    manifest = keys.change_password(opened.file.manifest, pair, number, new, cost)
    save_slots(opened, manifest, "access.change_password", number)


def set_password(
    opened: OpenFile, number: int, password: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """Set another person's password, as an owner: they have forgotten it.

    Raises:
        InvalidInputError: the password is empty or in use, or the slot is the recovery code's.
    """
    pair = opened.file.owner_keys()
    check_free(opened, password)
    try:
        slot = opened.file.manifest.slot(number)
    except KeyError:
        raise missing() from None
    if slot.role is Role.RECOVERY:
        raise _no_password()
    manifest = keys.change_password(opened.file.manifest, pair, number, password, cost)
    save_slots(opened, manifest, "access.set_password", number)


def use_recovery_code(
    opened: OpenFile, code: str, *, leaked: bool = False, cost: KdfCost = SHIPPED_COST
) -> None:
    """Let a new recovery code open the file; the one on paper stops working.

    It takes effect only here, after it has been printed: should the program end before, the old
    sheet still holds.

    Args:
        opened: the file.
        code: from `new_recovery_code`.
        leaked: somebody else may have the old code: renew every key and close the file.
        cost: of the derived key.
    """
    manifest = keys.renew_recovery(opened.file.manifest, opened.file.owner_keys(), code, cost)
    change = rotate_keys if leaked else save_slots
    change(opened, manifest, "access.renew_recovery", None)


def replace_leaked_password(
    opened: OpenFile, current: str, new: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """Change the password and every key behind it, then close the file.

    Everything is encrypted anew, so a copy of the old keys opens nothing that is saved from now
    on. The others' passwords stay as they are.
    """
    pair = opened.file.owner_keys()
    number = _my_slot(opened, current)
    check_free(opened, new)
    manifest = keys.change_password(opened.file.manifest, pair, number, new, cost)
    rotate_keys(opened, manifest, "access.replace_leaked", number)


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
    rotate_keys(opened, manifest, "access.withdraw", number)


def _add(opened: OpenFile, role: Role, label: str, password: str, cost: KdfCost) -> None:
    pair = opened.file.owner_keys()
    check_free(opened, password)
    before = opened.file.manifest
    manifest = keys.add_slot(before, pair, role, password, label.strip(), cost)
    save_slots(opened, manifest, "access.add", before.next_slot)


def _my_slot(opened: OpenFile, password: str) -> int:
    """The slot the file was opened with, if the password is its own."""
    if opened.role is Role.RECOVERY:
        raise _no_password()
    number = opened.file.slot_number
    if not keys.fits(opened.file.manifest, number, password):
        raise WrongKeyError(
            _("This is not the password that the file was opened with."),
            _("It is wrong, or belongs to somebody else who may open the file."),
            _("Write your own password."),
        )
    return number


def _no_password() -> InvalidInputError:
    return InvalidInputError(
        "current",
        _("The recovery code has no password to change."),
        _("It is what is printed on the recovery sheet."),
        _("Set a new password for an owner, then print a new recovery sheet."),
    )
