"""What can be said of a client's file without its password: is it there, whole, and the owner's.

The owners' public key is pinned when a file comes into the binder. A file that says another key,
or carries a signature that the pinned key did not make, is not trusted until the adviser has asked
the owner and said so. A generation saved with an adviser's password carries no signature; its seal
(HMAC) is checked when it is opened.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.domain.visiting.client import FileState
from asfdesk.errors import (
    AsfDeskError,
    FileDamagedError,
    FileInUseError,
    FileMissingError,
    NewerFileError,
    OpeningError,
    RefusedError,
    WrongKeyError,
)
from asfdesk.i18n import _
from asfdesk.storage.file.container import read_container, read_manifest
from asfdesk.storage.file.lock import lock_holder
from asfdesk.storage.file.other_copies import OtherCopy, described, other_copies
from asfdesk.storage.file.signing import owner_signed

if TYPE_CHECKING:
    from asfdesk.domain.visiting.client import Client
    from asfdesk.storage.file.manifest import Manifest

__all__ = ["OtherCopy"]

_GROUP, _GROUPS = 4, 8
_MOST_BESIDE = 60
"""Files looked into beside one that cannot be used, as `other_copies` does."""


class NotTrustedError(RefusedError):
    """The file is not the one that the pinned owner saved."""


class OtherClientError(NotTrustedError):
    """Another client's file lies in the place."""


class NewKeyError(NotTrustedError):
    """It is signed with another key: the owner's new one, or a stranger's."""


@dataclass(frozen=True)
class Found:
    """How a client's file was found, without its password.

    Attributes:
        client: with state and reason.
        mine: what the file says about itself; None when it cannot be read.
        others: other versions beside it, latest first: a conflict.
    """

    client: Client
    mine: OtherCopy | None = None
    others: tuple[OtherCopy, ...] = field(default=(), repr=False)


def look_at(client: Client, *, thorough: bool = False) -> Found:
    """See how a client's file is now; nothing is written and nothing is raised.

    Args:
        client: from the binder.
        thorough: read the whole file and check its hash, not only what it says about itself.
    """
    path = Path(client.path)
    try:
        manifest = read_container(path).manifest if thorough else read_manifest(path)
        check_trust(client, manifest)
    except AsfDeskError as error:
        return Found(client.found(state_of_trouble(error), str(error)), None, _beside(client))
    except OSError as error:
        why = _("The computer says: %(why)s") % {"why": error.strerror or type(error).__name__}
        return Found(client.found(FileState.UNREADABLE, why))
    state, why = _standing(client, path, manifest)
    return Found(client.found(state, why), described(path), tuple(other_copies(path, manifest)))


def check_trust(client: Client, manifest: Manifest) -> None:
    """Refuse a file that is another client's, or that the pinned owner did not save.

    Raises:
        NotTrustedError: see there.
    """
    if str(manifest.client) != client.uid:
        raise OtherClientError(
            _("Another client's file lies where this one was."),
            _("It says that it belongs to another enterprise."),
            _("Choose where this client's file lies now, or take the client out of the binder."),
        )
    if manifest.signing_public != client.owner_key:
        raise NewKeyError(
            _("The file is not signed with the owner's key that the binder knows."),
            _("Either the owner has renewed the keys of the file, or somebody else has made it."),
            _(
                "Call the owner and ask whether the keys have been renewed; trust it only then. The"
                " key in the file is %(fingerprint)s."
            )
            % {"fingerprint": fingerprint(manifest.signing_public)},
        )
    if manifest.signature and not owner_signed(manifest, client.owner_key):
        raise NotTrustedError(
            _("The owner's signature on the file does not fit."),
            _("The file has been changed after the owner saved it, by something that has no key."),
            _("Do not use it. Ask the owner for the file anew."),
        )


def check_file(client: Client, path: Path) -> None:
    """The same for the file that lies somewhere.

    Raises:
        OpeningError: it cannot be read.
        NotTrustedError: see `check_trust`.
    """
    check_trust(client, read_container(path).manifest)


def broken_seal() -> NotTrustedError:
    """The file is whole, but nobody with a key of it wrote what stands in it."""
    return NotTrustedError(
        _("The seal of the file does not fit."),
        _("The file is whole, but what is in it was not written by anybody with a password to it."),
        _("Do not use it. Ask the owner for the file anew."),
    )


def fingerprint(key: bytes) -> str:
    """A public key as it is read aloud: the first groups of its hash."""
    digest = hashlib.sha256(key).hexdigest()[: _GROUP * _GROUPS].upper()
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def trust_again(client: Client) -> Client:
    """The client with the key that the file says now; only after asking the owner.

    Raises:
        OpeningError: the file cannot be read.
        NotTrustedError: it is another client's, or its signature does not fit even that key.
    """
    manifest = read_container(Path(client.path)).manifest
    pinned = replace(client, owner_key=manifest.signing_public, state=FileState.HERE, trouble="")
    check_trust(pinned, manifest)
    return pinned


def state_of_trouble(error: AsfDeskError) -> FileState:
    """Which state a client is in after such trouble."""
    for kind, state in (
        (OtherClientError, FileState.OTHER_CLIENT),
        (NewKeyError, FileState.NEW_KEY),
        (NotTrustedError, FileState.NOT_TRUSTED),
        (FileMissingError, FileState.MISSING),
        (NewerFileError, FileState.NEWER),
        (WrongKeyError, FileState.WRONG_KEY),
        (FileInUseError, FileState.IN_USE),
        (FileDamagedError, FileState.DAMAGED),
    ):
        if isinstance(error, kind):
            return state
    return FileState.DAMAGED if isinstance(error, OpeningError) else FileState.UNREADABLE


def _standing(client: Client, path: Path, manifest: Manifest) -> tuple[FileState, str]:
    if manifest.generation < client.generation:
        return FileState.OLDER, _(
            "The file is older than the one you opened last (saved %(there)d times, not %(known)d)."
        ) % {"there": manifest.generation, "known": client.generation}
    holder = lock_holder(path)
    if holder is not None:
        return FileState.IN_USE, _("Somebody has the file open. It can be read, not changed.")
    if client.state is FileState.WRONG_KEY and manifest.generation == client.generation:
        return FileState.WRONG_KEY, client.trouble
    return FileState.HERE, ""


def _beside(client: Client) -> tuple[OtherCopy, ...]:
    """Versions of the client beside a file that cannot be used."""
    found = []
    folder = Path(client.path).parent
    try:
        names = sorted(folder.glob("*.asfdesk"))
    except OSError:
        return ()
    for path in names[:_MOST_BESIDE]:
        if path == Path(client.path):
            continue
        try:
            manifest = read_manifest(path)
            check_trust(client, manifest)
            found.append(described(path))
        except (AsfDeskError, OSError):
            continue
    return tuple(sorted(found, key=lambda one: -one.generation))
