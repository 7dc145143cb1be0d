"""Opening a client with what the binder knows, reading its figures, and adding clients."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.domain.visiting.client import Client, FileState
from asfdesk.errors import AsfDeskError, CancelledError, FileDamagedError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.file.open_file import ENDING, open_client_file
from asfdesk.services.progress import silent
from asfdesk.services.visiting.client_figures import client_figures
from asfdesk.services.visiting.client_trust import (
    broken_seal,
    check_trust,
    look_at,
    state_of_trouble,
)
from asfdesk.storage.file.container import read_container, read_manifest
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.visiting.last_visit import last_visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.progress import Progress
    from asfdesk.services.visiting.binder import Binder

MOST_FOUND = 500
"""Client files taken from a folder that is searched; nobody follows more."""


class Newness(StrEnum):
    """What a file is to the binder."""

    NEW = "new"
    KNOWN = "known"
    MOVED = "moved"
    COPY = "copy"
    UNUSABLE = "unusable"


@dataclass(frozen=True)
class NewFile:
    """A file that somebody wants in the binder.

    Attributes:
        uid: the client's; "" where it cannot be read.
        known: what the binder calls the client; "" when it is not in it.
        why: why it cannot be used; "" when it can.
    """

    path: Path = field(repr=False)
    newness: Newness
    uid: str = ""
    known: str = field(default="", repr=False)
    why: str = field(default="", repr=False)


@dataclass(frozen=True)
class Refreshed:
    """How a round over every client went.

    Attributes:
        read: so many were read.
        troubled: names of those that were not.
        stopped: whether the user ended it before all were tried.
    """

    read: int
    troubled: tuple[str, ...] = field(repr=False)
    stopped: bool = False


def open_client(
    client: Client,
    *,
    path: Path | None = None,
    read_only: bool = False,
    take_over: bool = False,
) -> OpenFile:
    """Open a client's file, or another version of it, with the password in the binder.

    It is opened to look only, whatever is asked; see `write_in_file`.

    Raises:
        NotTrustedError: it is not the pinned owner's; its password is not tried.
        OpeningError: as for `open_client_file`.
    """
    where = path or Path(client.path)
    check_trust(client, read_container(where).manifest)
    try:
        return open_client_file(
            where,
            client.password,
            read_only=read_only,
            take_over=take_over,
            adviser_looks=True,
            first_slot=client.slot,
        )
    except FileDamagedError:
        # Its bytes are those that its manifest names; so nobody with a key wrote the manifest.
        raise broken_seal() from None


def now_known(client: Client, opened: OpenFile, today: date) -> Client:
    """The client with what its open file says now."""
    enterprise = opened.session.enterprise.enterprise()
    manifest = opened.file.manifest
    name = enterprise.name if enterprise else opened.path.stem
    return replace(
        client,
        path=str(opened.path),
        slot=opened.file.slot_number,
        name=_("%(name)s (safe copy)") % {"name": name} if manifest.safe_copy else name,
        generation=max(manifest.generation, client.generation),
        figures=client_figures(opened.session, today, last_visit(opened.file.rows)),
        state=FileState.HERE,
        trouble="",
    )


def read_client(client: Client, today: date) -> Client:
    """Look at a client's file and take its figures; trouble becomes its state.

    The file is opened read-only: nobody who has it open notices.
    """
    found = look_at(client).client
    if found.state not in (FileState.HERE, FileState.IN_USE, FileState.WRONG_KEY):
        return found
    try:
        opened = open_client(client, read_only=True)
        try:
            known = now_known(client, opened, today)
        finally:
            opened.close()
    except AsfDeskError as error:
        return client.found(state_of_trouble(error), str(error))
    # Who has it open is still so, though it could be read.
    in_use = found.state is FileState.IN_USE
    return known.found(found.state, found.trouble) if in_use else known


def refresh_clients(
    binder: Binder, today: date, progress: Progress = silent, only: Sequence[str] = ()
) -> Refreshed:
    """Read every client, or some, one after the other; one that cannot be read stops nobody.

    What has been read is kept also when the user stops it.
    """
    wanted = [one for one in binder.clients if not only or one.uid in only]
    done: list[Client] = []
    stopped = False
    try:
        for at, client in enumerate(wanted):
            progress(at, len(wanted))
            done.append(read_client(client, today))
        progress(len(wanted), len(wanted))
    except CancelledError:
        stopped = True
    binder.put(done)
    good = (FileState.HERE, FileState.IN_USE)
    troubled = tuple(one.name for one in done if one.state not in good)
    return Refreshed(len(done) - len(troubled), troubled, stopped)


def find_files(places: Iterable[Path]) -> list[Path]:
    """The client files among these, and in the folders among them and below; no backups."""
    mine = paths.user_data().absolute()
    found: dict[Path, None] = {}
    for place in places:
        inside = sorted(place.rglob(f"*{ENDING}")) if place.is_dir() else [place]
        for path in inside:
            here = path.absolute()
            wanted = here.suffix.lower() == ENDING and mine not in here.parents and here.is_file()
            if wanted and len(found) < MOST_FOUND:
                found[here] = None
    return list(found)


def what_is_new(binder: Binder, files: Iterable[Path]) -> list[NewFile]:
    """What each file is to the binder, told without a password."""
    judged: list[NewFile] = []
    for path in files:
        here = path.absolute()
        try:
            client = read_manifest(here).client
        except AsfDeskError as error:
            judged.append(NewFile(here, Newness.UNUSABLE, why=str(error)))
            continue
        judged.append(_judged(binder, here, client, judged))
    return judged


def _judged(binder: Binder, path: Path, client: UUID, before: Sequence[NewFile]) -> NewFile:
    known = binder.client_if_any(str(client))
    if known is None:
        twice = any(one.uid == str(client) for one in before)
        return NewFile(path, Newness.COPY if twice else Newness.NEW, str(client))
    if Path(known.path) == path:
        newness = Newness.KNOWN
    else:
        newness = Newness.COPY if Path(known.path).exists() else Newness.MOVED
    return NewFile(path, newness, known.uid, known.name)


def add_client(binder: Binder, path: Path, password: str, today: date) -> Client:
    """Put a client into the binder: open its file once, pin the owner's key, take its figures.

    Raises:
        RefusedError: it is in the binder already, or the password is an owner's.
        OpeningError: it could not be opened.
    """
    path = path.absolute()
    manifest = read_container(path).manifest
    known = binder.client_if_any(str(manifest.client))
    if known is not None:
        raise RefusedError(
            _("%(name)s is already in the binder.") % {"name": known.name},
            _("The two files are versions of the same client."),
            _("Open it from the list, or update where it lies."),
        )
    fresh = Client(str(manifest.client), str(path), password, owner_key=manifest.signing_public)
    check_trust(fresh, manifest)
    opened = open_client(fresh, read_only=True)
    try:
        _refuse_owner(opened)
        client = now_known(fresh, opened, today)
    finally:
        opened.close()
    binder.put([client])
    return client


def change_client_password(binder: Binder, uid: str, password: str, today: date) -> Client:
    """Another adviser's password for a client, tried before it is kept.

    Raises:
        WrongKeyError: it does not fit.
        RefusedError: it is an owner's.
    """
    changed = replace(binder.client(uid), password=password, slot=0)
    opened = open_client(changed, read_only=True)
    try:
        _refuse_owner(opened)
        client = now_known(changed, opened, today)
    finally:
        opened.close()
    binder.put([client])
    return client


def move_client(binder: Binder, uid: str, path: Path, today: date) -> Client:
    """Note that a client's file lies somewhere else now.

    Raises:
        NotTrustedError: what lies there is not this client's, or not the owner's.
        OpeningError: it cannot be read.
    """
    moved = replace(binder.client(uid), path=str(path.absolute()))
    check_trust(moved, read_container(path.absolute()).manifest)
    client = read_client(moved, today)
    binder.put([client])
    return client


def _refuse_owner(opened: OpenFile) -> None:
    if opened.role is not Role.ADVISER:
        raise RefusedError(
            _("This password opens the participants' identities, so the binder does not keep it."),
            _("It is an owner's password or the recovery code."),
            _("Ask the owner for an adviser's password; they add one under Settings."),
        )
