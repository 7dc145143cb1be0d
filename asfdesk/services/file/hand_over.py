"""Changing who keeps the keys in one step: a new manager, or back in after a forgotten password.

Everything is asked and printed first and takes effect together, in one saving of the file. Until
then the old passwords and the old recovery sheet hold, and afterwards only the new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.checks import missing, need_text
from asfdesk.services.file.access_change import check_free, rotate_keys, save_slots
from asfdesk.storage.file import keys
from asfdesk.storage.file.manifest import SHIPPED_COST, Role

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.storage.file.manifest import KdfCost


@dataclass(frozen=True)
class NewKeeper:
    """Who takes over.

    Attributes:
        label: who it is; sealed.
        password: the newcomer's own.
        code: the recovery code on the sheet that was just printed.
        withdraw: number of the owner whose access ends; None = nobody's yet.
    """

    label: str = field(repr=False)
    password: str = field(repr=False)
    code: str = field(repr=False)
    withdraw: int | None = None


def check_new_password_free(opened: OpenFile, password: str) -> None:
    """Refuse a password that is empty or opens the file already, before anything is printed."""
    opened.file.owner_keys()
    check_free(opened, password)


def hand_over(opened: OpenFile, new: NewKeeper, cost: KdfCost = SHIPPED_COST) -> None:
    """Add the new owner, let the new sheet hold, and take the old access away.

    With an access to withdraw every key is renewed and the file is closed; the others' passwords
    stay (decisions C5). Without one the file stays open under the same keys.

    Raises:
        InvalidInputError: nobody is named, or the password is empty or in use.
        NeedsVaultKeyError: only an owner can.
        RefusedError: what is to be withdrawn is no owner's access.
    """
    pair = opened.file.owner_keys()
    label = need_text("label", new.label, _("Write who it is."))
    check_free(opened, new.password)
    before = opened.file.manifest
    manifest = keys.add_slot(before, pair, Role.OWNER, new.password, label, cost)
    manifest = keys.renew_recovery(manifest, pair, new.code, cost)
    if new.withdraw is None:
        save_slots(opened, manifest, "access.hand_over", before.next_slot)
        return
    _must_be_owner(opened, new.withdraw)
    manifest = keys.remove_slot(manifest, new.withdraw)
    rotate_keys(opened, manifest, "access.hand_over", before.next_slot)


def recover_access(
    opened: OpenFile, number: int, password: str, code: str, cost: KdfCost = SHIPPED_COST
) -> None:
    """After the recovery code was used: an owner's new password and a new sheet, together.

    Args:
        opened: the file.
        number: the owner whose password is set.
        password: the new one.
        code: the recovery code on the sheet that was just printed.
        cost: of the derived keys.

    Raises:
        InvalidInputError: the password is empty or in use.
    """
    pair = opened.file.owner_keys()
    _must_be_owner(opened, number)
    check_free(opened, password)
    manifest = keys.change_password(opened.file.manifest, pair, number, password, cost)
    manifest = keys.renew_recovery(manifest, pair, code, cost)
    save_slots(opened, manifest, "access.recover", number)


def _must_be_owner(opened: OpenFile, number: int) -> None:
    try:
        slot = opened.file.manifest.slot(number)
    except KeyError:
        raise missing() from None
    if slot.role is not Role.OWNER:
        raise InvalidInputError(
            "owner",
            _("This is not an owner's access."),
            _("Only owners keep the keys of the file."),
            _("Choose one of the owners."),
        )
