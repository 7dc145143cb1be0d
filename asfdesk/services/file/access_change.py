"""Saving a change of who may open the file: all of it or nothing, noted in the log.

The slots lie in the file's manifest, so a change counts when the home file has been written.
When that fails the slots are as they were, and the log says that nothing came of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, InvalidInputError, WrongKeyError
from asfdesk.i18n import _
from asfdesk.services.file.open_file import check_new_password
from asfdesk.storage.file import keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.storage.file.manifest import Manifest

NOT_SAVED = "access.not_saved"


def save_slots(opened: OpenFile, manifest: Manifest, operation: str, number: int | None) -> None:
    """Publish the file with other slots under the same keys.

    Raises:
        AsfDeskError: it could not be saved; the slots are as before.
    """
    _change(opened, manifest, (operation, number), opened.publish)


def rotate_keys(opened: OpenFile, manifest: Manifest, operation: str, number: int | None) -> None:
    """Publish the file with other slots under new keys, and close it (decisions C5).

    Raises:
        AsfDeskError: it could not be saved; slots and keys are as before and the file is open.
    """
    _change(opened, manifest, (operation, number), opened.file.renew_keys)


def _change(
    opened: OpenFile,
    manifest: Manifest,
    about: tuple[str, int | None],
    save: Callable[[], int],
) -> None:
    before = opened.file.manifest
    _note(opened, *about)
    opened.file.change_slots(manifest)
    try:
        save()
    except AsfDeskError:
        # In a conflict at the very last moment the file has been saved all the same.
        if opened.file.manifest.generation == before.generation:
            opened.file.change_slots(before)
            _note(opened, NOT_SAVED, about[1])
        raise


def _note(opened: OpenFile, operation: str, number: int | None) -> None:
    """The audit log says which access, never whose."""
    with opened.writing().writer.action(operation, (), "slot", number, leaves_undo=True):
        pass


def check_free(opened: OpenFile, password: str) -> None:
    """Refuse a password that opens the file already: the role hangs on it.

    Raises:
        InvalidInputError: it is empty or in use.
    """
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
