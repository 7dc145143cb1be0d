"""Writing in the client file during a visit: the owner's password opens the pen, not the vault.

An adviser's password opens a file to look only. With an owner's password the same file is opened
again with the adviser's own keys, to write in: identities stay sealed, the log says that the
adviser wrote, and the owner's password is gone when it has been checked (ADR 0045).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import RefusedError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.services.file.file_places import refuse_passing
from asfdesk.services.file.open_file import OpenFile, announced, utc_now
from asfdesk.storage.file.keys import fits
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.opening import open_again
from asfdesk.storage.file.recovery_code import recovery_code

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def may_ask_to_write(opened: OpenFile) -> bool:
    """Whether an owner's password would open it to write in."""
    return opened.role is Role.ADVISER and opened.read_only and not opened.safe_copy


def writes_for_a_visit(opened: OpenFile) -> bool:
    """Whether an adviser writes in it, and can go back to looking."""
    return opened.role is Role.ADVISER and not opened.read_only


def write_in_file(
    opened: OpenFile, password: str, *, clock: Callable[[], datetime] = utc_now
) -> OpenFile:
    """Open a file that an adviser looks at once more, to write in.

    Args:
        opened: stays open; the caller closes it when the other has taken its place.
        password: an owner's, typed by the owner.
        clock: gives the time in UTC.

    Raises:
        WrongKeyError: it is no owner's password.
        RefusedError: it is an adviser's or the recovery code, or an owner must upgrade the file.
        FileConflictError: the file has been saved since it was opened.
        FileInUseError: somebody else has it open to write in.
        OpeningError: as for `open_client_file`; nothing has been changed.
    """
    refuse_passing(opened.path)
    _check_owner(opened, password)
    return announced(open_again(opened.file, to_write=True, clock=clock))


def look_only(opened: OpenFile, *, clock: Callable[[], datetime] = utc_now) -> OpenFile:
    """Save, and open the file once more to look at; the caller closes the first.

    Raises:
        AsfDeskError: it could not be saved; it is open to write in as before.
    """
    opened.publish()
    return OpenFile(open_again(opened.file, to_write=False, clock=clock))


def _check_owner(opened: OpenFile, password: str) -> None:
    manifest = opened.file.manifest
    owners = [slot.number for slot in manifest.slots if slot.role is Role.OWNER]
    if any(fits(manifest, number, password) for number in owners):
        return
    if recovery_code(password) is not None:
        raise RefusedError(
            _("This is a recovery code, not an owner's password."),
            _("The code is for an owner who has forgotten the password."),
            _("Let the owner write their own password."),
        )
    if fits(manifest, opened.file.slot_number, password):
        raise RefusedError(
            _("This is your own password: it opens the file to look only."),
            _("To write in the file an owner must agree to it, here and now."),
            _("Let the owner write their own password."),
        )
    raise WrongKeyError(
        _("This is no owner's password of the file."),
        _("It fits none of the owners' keys. The file itself is whole."),
        _("Check upper and lower case and try again."),
    )
