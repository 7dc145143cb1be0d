"""Opening and making client files, step by step in the order of trust.md §3.

Each step has its own error, so that "damaged", "newer" and "wrong password" are never mixed up,
and nothing has been written when one of them is raised.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, FileConflictError, FileInUseError, RefusedError
from asfdesk.i18n import _
from asfdesk.storage._driver import open_database
from asfdesk.storage.disk.full_disk import asking_the_disk
from asfdesk.storage.file import last_seen, lock, publish
from asfdesk.storage.file.backups import HomeFile, back_up_before_migration
from asfdesk.storage.file.client_file import ClientFile, Note, utc_now
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.erasure_store import follow
from asfdesk.storage.file.keys import (
    KeyPair,
    UnlockedKeys,
    create_reader_slot,
    create_slots,
    unlock,
)
from asfdesk.storage.file.known_erasures import known_erasures
from asfdesk.storage.file.known_protections import known_protections
from asfdesk.storage.file.last_seen import Seen
from asfdesk.storage.file.manifest import SHIPPED_COST, Manifest, Role
from asfdesk.storage.file.protection_store import follow_protections
from asfdesk.storage.file.safe_tables import is_safe_copy
from asfdesk.storage.file.schema_check import check_content, check_schema, schema_version
from asfdesk.storage.file.signing import hmac_holds, new_signing_key, saved_by_owner
from asfdesk.storage.file.upgrade import needs_upgrade, upgrade
from asfdesk.storage.file.working_copy import WorkingCopy, check_room, work_folder
from asfdesk.storage.migrations import SCHEMA_VERSION, migrate
from asfdesk.storage.trouble import damaged, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.container import Container
    from asfdesk.storage.file.manifest import KdfCost, Slot


def create_file(
    path: Path,
    owner_password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    clock: Callable[[], datetime] = utc_now,
) -> tuple[ClientFile, str]:
    """A new, empty client file, not yet published: the caller fills it first.

    Args:
        path: where it will lie; nothing may be there.
        owner_password: of the first owner.
        cost: of the keys derived from passwords.
        clock: gives the time in UTC.

    Returns:
        The open file and the recovery code, which is nowhere else.

    Raises:
        FileConflictError: there is a file of that name.
        ReadOnlyError, DiskFullError, FileMissingError: the place cannot be used.
    """
    if path.exists():
        raise publish.name_taken(path)
    client, pair = uuid.uuid4(), KeyPair.fresh()
    slots, code = create_slots(client, pair, owner_password, cost)
    keys = UnlockedKeys(slots[0].number, Role.OWNER, pair.data, pair.vault)
    return _created(path, _first_manifest(client, pair, slots), keys, clock), code


def create_safe_copy(
    path: Path,
    password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    clock: Callable[[], datetime] = utc_now,
) -> ClientFile:
    """A new, empty safe copy, not yet published: the caller fills it first.

    Its vault key is in no slot, so that it is gone when this is closed: nothing can be sealed in
    the copy, and nobody can sign another in its name.

    Args:
        path: where it will lie; nothing may be there.
        password: the recipient's.
        cost: of the key derived from it.
        clock: gives the time in UTC.

    Raises:
        As for `create_file`.
    """
    if path.exists():
        raise publish.name_taken(path)
    client, pair = uuid.uuid4(), KeyPair.fresh()
    slots = (create_reader_slot(client, pair, password, cost),)
    manifest = replace(_first_manifest(client, pair, slots), safe_copy=True)
    keys = UnlockedKeys(slots[0].number, Role.ADVISER, pair.data, pair.vault)
    return _created(path, manifest, keys, clock)


def _first_manifest(client: UUID, pair: KeyPair, slots: tuple[Slot, ...]) -> Manifest:
    signing = new_signing_key(client, pair.vault)
    return Manifest(
        client=client,
        generation=0,
        parent="",
        app_version="",
        saved_at="",
        payload_bytes=0,
        payload_sha256="",
        slots=slots,
        next_slot=len(slots) + 1,
        signing_public=signing.public,
        signing_sealed=signing.sealed,
    )


def _created(
    path: Path, manifest: Manifest, keys: UnlockedKeys, clock: Callable[[], datetime]
) -> ClientFile:
    held = lock.acquire(path, f"{keys.role}:{keys.slot}", clock())
    with _released_on_failure(held):
        copy = WorkingCopy.make(str(manifest.client), path, clock(), read_only=False)
        with _removed_on_failure(copy), _opened(copy, keys.data_key) as db:
            migrate(db)
            return ClientFile(copy, db, keys, manifest, held, clock)


def open_file(  # noqa: PLR0913 - what opening is
    path: Path,
    password: str,
    *,
    read_only: bool = False,
    take_over: bool = False,
    adviser_looks: bool = False,
    first_slot: int = 0,
    clock: Callable[[], datetime] = utc_now,
) -> ClientFile:
    """Open a client file with an owner's, an adviser's or the recovery password.

    Args:
        path: the home file.
        password: as typed; a recovery code in any spelling.
        read_only: look only; no lock file is written and nothing can be published.
        take_over: open although somebody else's lock lies there; only after asking.
        adviser_looks: an adviser's password opens it to look only, as `read_only` does.
        first_slot: the key slot that the password is known to fit; 0 = not known.
        clock: gives the time in UTC.

    Raises:
        OpeningError: one subclass per cause, see trust.md §3. Nothing has been changed.
    """
    path = path.resolve() if path.is_symlink() else path.absolute()
    container = read_container(path)
    keys = unlock(container.manifest, password, first_slot)
    if not hmac_holds(container.manifest, keys):
        raise damaged()
    old_schema = keys.role is Role.ADVISER and container.manifest.min_writer < SCHEMA_VERSION
    read_only = read_only or old_schema or (adviser_looks and keys.role is Role.ADVISER)
    read_only = read_only or container.manifest.safe_copy
    slot = container.manifest.slot(keys.slot).name
    held = None if read_only else lock.acquire(path, slot, clock(), take_over=take_over)
    with _released_on_failure(held):
        opened = _copied(path, container, keys, held, clock)
    if old_schema:
        opened.notes.append(Note.OLD_SCHEMA_READ_ONLY)
    if held is not None and publish.tidy(path, container.manifest.parent, container.sha256):
        opened.notes.append(Note.OTHER_VERSION_RESCUED)
    manifest = container.manifest
    with suppress(AsfDeskError):  # the file is open; only this computer's memory is older
        last_seen.remember(manifest.client, manifest.generation, container.sha256)
    return opened


def open_other_version(
    path: Path, file: ClientFile, *, clock: Callable[[], datetime] = utc_now
) -> ClientFile:
    """Open another version of a file that is open, with its keys, to look only.

    Raises:
        RefusedError: it is another client's file, or was saved under other keys since.
        OpeningError: as for `open_file`.
    """
    path = path.absolute()
    container = read_container(path)
    if container.manifest.client != file.manifest.client:
        raise RefusedError(
            _("The two files cannot be compared."),
            _("They are not versions of the same client file."),
            _("Open the other file by itself to look into it."),
        )
    if not hmac_holds(container.manifest, file.keys):
        raise RefusedError(
            _("The other version could not be compared."),
            _("It was saved under other keys, as after a password was withdrawn or given up."),
            _("Open it by itself with a password that fits it."),
        )
    return _copied(path, container, file.keys, None, clock)


def open_again(
    file: ClientFile, *, to_write: bool, clock: Callable[[], datetime] = utc_now
) -> ClientFile:
    """Open the home file of an open file once more with the same keys; the first stays open.

    Args:
        file: an open file without unsaved work.
        to_write: take the lock and write in it; False = look only.
        clock: gives the time in UTC.

    Raises:
        FileConflictError: it has been saved since; what is shown is older than what lies there.
        RefusedError: an adviser's program never migrates the home file (decisions C8).
        FileInUseError: somebody else has it open to write in.
        OpeningError: as for `open_file`.
    """
    container = read_container(file.path)
    if container.sha256 != file.home_sha256:
        raise _saved_since()
    manifest = container.manifest
    if to_write and manifest.safe_copy:
        raise safe_copies_are_read()
    if to_write and file.role is Role.ADVISER and manifest.min_writer < SCHEMA_VERSION:
        raise _owner_upgrades()
    held = lock.acquire(file.path, file.slot, clock()) if to_write else None
    with _released_on_failure(held):
        opened = _copied(file.path, container, file.keys, held, clock)
    if held is not None and publish.tidy(file.path, manifest.parent, container.sha256):
        opened.notes.append(Note.OTHER_VERSION_RESCUED)
    return opened


def _saved_since() -> FileConflictError:
    return FileConflictError(
        _("The file has been saved by somebody else since you opened it."),
        _("What you see is older than what lies there now."),
        _("Nothing was changed. Close the file and open it again."),
    )


def safe_copies_are_read() -> RefusedError:
    """Nobody writes in a safe copy."""
    return RefusedError(
        _("A safe copy can only be looked at."),
        _("It is made from a client file once, and nothing in it goes back there."),
        _("Write in the enterprise's own file, or in a visit's notes there."),
    )


def _owner_upgrades() -> RefusedError:
    return RefusedError(
        _("The file cannot be written in with an adviser's password yet."),
        _("It was saved by an older version of ASF Desk."),
        _("Let an owner open and save it with this version first."),
    )


def _copied(
    path: Path,
    container: Container,
    keys: UnlockedKeys,
    held: lock.Lock | None,
    clock: Callable[[], datetime],
) -> ClientFile:
    """Make the working copy, check it and bring it to today's schema."""
    manifest = container.manifest
    check_room(work_folder(), manifest.payload_bytes)
    if held is not None:
        check_room(path.parent, manifest.payload_bytes)
    notes = _history_notes(container, keys)
    copy = WorkingCopy.make(str(manifest.client), path, clock(), read_only=held is None)
    with _removed_on_failure(copy):
        with explained():
            again = read_container(path, copy.database)
        if again.sha256 != container.sha256:
            raise FileInUseError(
                _("The file was changed while it was being opened."),
                _("Another program or computer saved it at the same moment."),
                _("Nothing was changed. Try again."),
            )
        with _opened(copy, keys.data_key) as db:
            check_schema(db)
            check_content(db)
            if manifest.safe_copy is not is_safe_copy(db):
                raise damaged()
            if needs_upgrade(db):
                _migrate(db, path, container, keys, held)
                if held is not None:  # only looked at: the file and its backups stay as they are
                    notes.append(Note.MIGRATED)
            if held is None:
                _follow_to_look(db, manifest, keys)
                db.execute("PRAGMA query_only = ON")
            copy.mark_opened(manifest, container.sha256)
            opened = ClientFile(copy, db, keys, manifest, held, clock)
    opened.notes.extend(notes)
    return opened


def _follow_to_look(db: Database, manifest: Manifest, keys: UnlockedKeys) -> None:
    """Who is erased or protected, as this computer knows, is so in the copy looked at, too.

    The file stays as it is; one that is opened to work in follows with an action of its own.
    """
    vault = keys.vault(manifest.client)
    if vault is None:
        return
    erased, protected = known_erasures(manifest.client), known_protections(manifest.client)
    if erased or protected:
        with explained(), db.atomic():
            follow(db, erased, vault)
            follow_protections(db, protected, vault)


def _migrate(
    db: Database, path: Path, container: Container, keys: UnlockedKeys, held: lock.Lock | None
) -> None:
    """On the working copy, after the home file has been kept as it is."""
    if held is not None:
        manifest = container.manifest
        home = HomeFile(path, manifest.client, manifest.generation, container.sha256)
        back_up_before_migration(home, schema_version(db), keys)
    upgrade(db, keys.vault(container.manifest.client))


def _history_notes(container: Container, keys: UnlockedKeys) -> list[Note]:
    manifest = container.manifest
    seen = last_seen.last_seen(manifest.client)
    here = Seen(manifest.generation, container.sha256)
    notes = []
    if here.generation < seen.generation:
        notes.append(Note.ROLLED_BACK)
    elif here.generation == seen.generation and here != seen:
        notes.append(Note.OTHER_BRANCH)
    if not saved_by_owner(manifest, keys):
        notes.append(Note.CHANGED_WITHOUT_OWNER)
    return notes


@contextmanager
def _opened(copy: WorkingCopy, data_key: bytes) -> Iterator[Database]:
    """The copy's database; closed again only if the block fails."""
    with explained():
        db = open_database(copy.database, data_key)
        try:
            yield db
        except BaseException:
            db.close()
            raise


@contextmanager
def _removed_on_failure(copy: WorkingCopy) -> Iterator[None]:
    try:
        with asking_the_disk(work_folder()):  # first: removing may free just enough
            yield
    except BaseException:
        copy.remove()
        raise


@contextmanager
def _released_on_failure(held: lock.Lock | None) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if held is not None:
            held.release()
        raise
