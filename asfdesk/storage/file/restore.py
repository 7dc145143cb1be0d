"""A backup made a client file again, or freed of what has been erased.

Restoring writes a new file where nothing is: the backup's content, brought to today's schema,
under the keys and accesses of today, as the generation after the latest one seen (decisions C5).
So whoever may open the file today may open the restored one, and nobody else. What is needed to
open still older backups goes with it, and so do the running numbers of people who were erased, and
of those who were protected, or whose protection ended, after the backup was made.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk import __version__, paths
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.storage._driver import open_database, snapshot_into
from asfdesk.storage.disk import atomic
from asfdesk.storage.file import backup_notes, last_seen, publish
from asfdesk.storage.file.backups import other_keys
from asfdesk.storage.file.container import digest_of, read_container, write_container
from asfdesk.storage.file.erasure_store import ErasureQueries, follow
from asfdesk.storage.file.former_keys import add_former_key, former_keys
from asfdesk.storage.file.keys import UnlockedKeys, unlock
from asfdesk.storage.file.known_erasures import known_erasures
from asfdesk.storage.file.known_protections import known_protections
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.protection_store import ProtectionQueries, follow_protections
from asfdesk.storage.file.rekey import rekeyed
from asfdesk.storage.file.schema_check import check_content, check_schema
from asfdesk.storage.file.signing import authenticate, hmac_holds
from asfdesk.storage.file.upgrade import needs_upgrade, upgrade
from asfdesk.storage.file.working_copy import check_room, verify_database
from asfdesk.storage.migrations import SCHEMA_VERSION
from asfdesk.storage.rows import Writer
from asfdesk.storage.sealing import needs_vault_key
from asfdesk.storage.trouble import explained
from asfdesk.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from uuid import UUID

    from asfdesk.domain.file.erasure import Tombstone
    from asfdesk.domain.people.protection import Protection
    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.client_file import ClientFile
    from asfdesk.storage.file.container import Container
    from asfdesk.storage.file.keys import KeyPair
    from asfdesk.storage.file.manifest import Manifest


@dataclass(frozen=True)
class Owner:
    """With what an owner reaches the backups of a file, and writes restored ones.

    Attributes:
        manifest: whose accesses a restored file gets.
        keys: an owner's, of today.
        former: earlier keys, the latest first.
        tombstones: people who have been erased.
        protections: people who are or were protected.
    """

    manifest: Manifest
    keys: UnlockedKeys
    former: tuple[KeyPair, ...] = field(default=(), repr=False)
    tombstones: tuple[Tombstone, ...] = ()
    protections: tuple[Protection, ...] = ()

    @classmethod
    def of(cls, file: ClientFile) -> Owner:
        """Of an open file.

        Raises:
            NeedsVaultKeyError: it was opened with an adviser's password.
        """
        pair = file.owner_keys()
        client = str(file.manifest.client)
        return cls(
            file.manifest,
            file.keys,
            tuple(former_keys(file.database, Vault(pair.vault, client))),
            tuple(ErasureQueries(file.rows, file.vault).vouched_tombstones()),
            tuple(ProtectionQueries(file.rows, file.vault).protections()),
        )

    @classmethod
    def by_password(cls, manifest: Manifest, password: str) -> Owner:
        """Of a file whose manifest can be read, and perhaps no more of it.

        Whom its backups have been freed of, and who is protected, is what this computer remembers.

        Raises:
            WrongKeyError: the password does not fit.
            NeedsVaultKeyError: it is an adviser's.
        """
        keys = unlock(manifest, password)
        if keys.vault_key is None:
            raise needs_vault_key()
        client = manifest.client
        return cls(
            manifest,
            keys,
            tombstones=tuple(known_erasures(client)),
            protections=tuple(known_protections(client)),
        )

    @property
    def client(self) -> UUID:
        """Whose it is."""
        return self.manifest.client

    def keys_of(self, manifest: Manifest) -> UnlockedKeys:
        """Those of today's and the earlier keys that a backup was saved with.

        Raises:
            WrongKeyError: none.
        """
        for pair in (self.keys.pair(), *self.former):
            keys = UnlockedKeys(self.keys.slot, Role.OWNER, pair.data, pair.vault)
            if hmac_holds(manifest, keys):
                return keys
        raise other_keys()


def restore(backup: Path, owner: Owner, target: Path, clock: Callable[[], datetime]) -> Manifest:
    """Make a backup a client file of its own.

    Args:
        backup: it is only read.
        owner: with what to open it, and whose accesses the new file gets.
        target: nothing may be there.
        clock: gives the time in UTC.

    Returns:
        The new file's manifest.

    Raises:
        FileConflictError: there is a file of that name.
        WrongKeyError: none of the owner's keys opens the backup.
        FileDamagedError: the backup does not hold together.
        DiskFullError, ReadOnlyError, FileMissingError: nothing was left at `target`.
    """
    if target.exists():
        raise publish.name_taken(target)
    with _unpacked(backup) as (container, payload):
        if container.manifest.client != owner.client:
            raise _other_client()
        check_room(target.parent, container.manifest.payload_bytes)
        made = _under_todays_keys(payload, owner, owner.keys_of(container.manifest), clock)
        digest = digest_of(made)
        manifest = authenticate(
            replace(
                owner.manifest,
                generation=_next_generation(owner.manifest, container.manifest),
                parent=container.sha256,
                app_version=__version__,
                saved_at=clock().astimezone(UTC).isoformat(timespec="seconds"),
                payload_bytes=digest.size,
                payload_sha256=digest.sha256,
                min_reader=SCHEMA_VERSION,
                min_writer=SCHEMA_VERSION,
            ),
            owner.keys,
        )
        done = publish.publish(target, manifest, made, digest, "", lambda _sha256: None)
    last_seen.remember(manifest.client, manifest.generation, done.sha256)
    return manifest


def rewrite(backup: Path, owner: Owner, change: Callable[[Database, Vault], None]) -> None:
    """Change what is in a backup, and put it back whole or not at all.

    Keys, accesses, generation and schema stay; the undo list goes, because it holds what was
    there before. The file that is replaced leaves nothing behind.

    Args:
        backup: in the backup folder.
        owner: with what to open it.
        change: called inside a transaction, with the key that the backup's fields are sealed
            with; the schema may be an older one.

    Raises:
        AsfDeskError: it could not be opened, changed or written; it is as it was.
    """
    with _unpacked(backup) as (container, payload):
        keys = owner.keys_of(container.manifest)
        final = payload.with_name("final.db")
        db = open_database(payload, keys.data_key)
        try:
            check_schema(db)
            with db.atomic():
                change(db, Vault(keys.pair().vault, str(owner.client)))
                db.execute("DELETE FROM undo_step")
            snapshot_into(db, final)
        finally:
            db.close()
        verify_database(final, keys.data_key)
        digest = digest_of(final)
        changed = replace(
            container.manifest, payload_bytes=digest.size, payload_sha256=digest.sha256
        )
        temporary = atomic.temporary_beside(backup)
        try:
            write_container(temporary, authenticate(changed, keys), final, digest)
            read_container(temporary)
            atomic.replace(temporary, backup)
        finally:
            temporary.unlink(missing_ok=True)
    backup_notes.note(backup, whole=True)


@contextmanager
def _unpacked(backup: Path) -> Iterator[tuple[Container, Path]]:
    """A backup and its database, still encrypted, in a private folder that goes away."""
    with explained():
        root = paths.private_folder("backups")
        check_room(root, backup.stat().st_size if backup.is_file() else 0)
        with tempfile.TemporaryDirectory(prefix=".open-", dir=root) as folder:
            payload = Path(folder) / "client.db"
            yield read_container(backup, payload), payload


def _under_todays_keys(
    payload: Path, owner: Owner, keys: UnlockedKeys, clock: Callable[[], datetime]
) -> Path:
    """The content under today's keys, in a file that nobody works in."""
    pair, today = keys.pair(), owner.keys.pair()
    db = open_database(payload, pair.data)
    try:
        check_schema(db)
        check_content(db)
        if needs_upgrade(db):
            upgrade(db, Vault(pair.vault, str(owner.client)))
    finally:
        db.close()
    if pair != today:
        payload = rekeyed(payload, owner.client, pair, today)
    final = payload.with_name("final.db")
    db = open_database(payload, today.data)
    try:
        _carry_over(Writer(db, f"{owner.keys.role}:{owner.keys.slot}", clock), owner, clock())
        snapshot_into(db, final)
    finally:
        db.close()
    verify_database(final, today.data)
    return final


def _carry_over(writer: Writer, owner: Owner, now: datetime) -> None:
    """What the file of today knows and the backup cannot: who is erased or protected, old keys."""
    vault = Vault(owner.keys.pair().vault, str(owner.client))
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    with writer.action("backup.restore", (), undoable=False):
        if owner.former:
            writer.execute("DELETE FROM former_key")
        for pair in reversed(owner.former):
            add_former_key(writer.database, vault, pair, at)
        follow(writer.database, owner.tombstones, vault)
        follow_protections(writer.database, owner.protections, vault)


def _next_generation(today: Manifest, backup: Manifest) -> int:
    seen = last_seen.last_seen(today.client).generation
    return max(seen, today.generation, backup.generation) + 1


def _other_client() -> RefusedError:
    return RefusedError(
        _("The backup belongs to another client file."),
        _("Nothing was restored."),
        _("Choose one from the list of this file's backups."),
    )
