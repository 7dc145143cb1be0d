"""An open client file: home file, working copy, keys and lock as one thing.

    create or open  ->  work (every action is committed to the working copy)  ->  publish  ->  close

Everything here runs on the one thread that owns the database connection.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.errors import AsfDeskError, FileInUseError, UncertainError
from asfdesk.i18n import _
from asfdesk.storage._driver import open_database
from asfdesk.storage.disk.atomic import discard
from asfdesk.storage.file import last_seen, lock, publish
from asfdesk.storage.file.backups import HomeFile, back_up_daily
from asfdesk.storage.file.container import digest_of
from asfdesk.storage.file.keys import KeyPair, UnlockedKeys, rewrap
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.rekey import rekeyed
from asfdesk.storage.file.signing import authenticate, new_signing_key
from asfdesk.storage.migrations import SCHEMA_VERSION
from asfdesk.storage.rows import Reader, Writer
from asfdesk.storage.trouble import explained, opened_read_only

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.manifest import Manifest
    from asfdesk.storage.file.publish import Published
    from asfdesk.storage.file.working_copy import WorkingCopy


class Note(StrEnum):
    """What the user should know about a file that was opened or saved."""

    ROLLED_BACK = "rolled_back"
    OTHER_BRANCH = "other_branch"
    CHANGED_WITHOUT_OWNER = "changed_without_owner"
    MIGRATED = "migrated"
    OLD_SCHEMA_READ_ONLY = "old_schema_read_only"
    OTHER_VERSION_RESCUED = "other_version_rescued"
    BACKUP_FAILED = "backup_failed"
    CHANGE_KEPT = "change_kept"
    CHANGE_NOT_KEPT = "change_not_kept"


def utc_now() -> datetime:
    """The time, as it is stored."""
    return datetime.now(UTC)


class ClientFile:
    """What `opening.open_file`, `create_file` and `continue_left_copy` give.

    Attributes:
        path: the home file.
        rows: a Writer, or a Reader when opened read-only.
        vault: seals and opens identities; None with an adviser's password.
        notes: what to tell the user, in the order it was found.
        manifest: of the latest generation, with changes to the slots that are not saved yet.
    """

    def __init__(
        self,
        copy: WorkingCopy,
        db: Database,
        keys: UnlockedKeys,
        manifest: Manifest,
        held: lock.Lock | None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.path = copy.home
        self.manifest = manifest
        self.notes: list[Note] = []
        self.closed = False
        self._copy = copy
        self._keys = keys
        self._lock = held
        self._clock = clock
        self._slots_changed = False
        self.vault = keys.vault(manifest.client)
        self.rows: Reader = (
            Reader(db)
            if self.read_only
            else Writer(db, self.slot, clock, copy.count_change, self._reopened, copy.note_unsure)
        )

    @property
    def read_only(self) -> bool:
        """Whether it was opened to look only."""
        return self._copy.sidecar.read_only

    @property
    def writer(self) -> Writer:
        """What changes rows.

        Raises:
            ReadOnlyError: it was opened read-only.
        """
        if not isinstance(self.rows, Writer):
            raise opened_read_only()
        return self.rows

    @property
    def role(self) -> Role:
        """What the password opened."""
        return self._keys.role

    @property
    def slot(self) -> str:
        """Which key is used: owner:1, adviser:3."""
        return f"{self._keys.role}:{self._keys.slot}"

    @property
    def keys(self) -> UnlockedKeys:
        """What the password opened, for other versions of the same file."""
        return self._keys

    @property
    def slot_number(self) -> int:
        """The number in `slot`."""
        return self._keys.slot

    @property
    def home_sha256(self) -> str:
        """Of the home file as it was opened, or as it was saved from here last."""
        return self._copy.sidecar.home_sha256

    @property
    def saved_at(self) -> datetime | None:
        """When the home file was saved, in UTC; None before the first time."""
        text = self.manifest.saved_at
        return datetime.fromisoformat(text) if self.manifest.generation else None

    @property
    def dirty(self) -> bool:
        """Whether there is work that is not in the home file."""
        never = self.manifest.generation == 0
        return not self.read_only and (never or self._slots_changed or self._copy.changed)

    @property
    def database(self) -> Database:
        """The connection, for the checks of this package."""
        return self.rows.database

    def owner_keys(self) -> KeyPair:
        """Both keys.

        Raises:
            NeedsVaultKeyError: opened with an adviser's password.
        """
        return self._keys.pair()

    def change_slots(self, manifest: Manifest) -> None:
        """Take a manifest with other slots; it counts when it has been published."""
        self.manifest = manifest
        self._slots_changed = True

    def publish(self) -> int:
        """Put everything into the home file; nothing happens if nothing has changed.

        Returns:
            The generation that the home file has now.

        Raises:
            FileConflictError: the home file is not the one that was opened, or somebody else has
                taken it over. Both are kept.
            ReadOnlyError, DiskFullError, FileMissingError, ExportTargetLockedError: the home file
                is as it was, the work stays in the working copy.
            UncertainError: the new generation lies there, but may not last; publish again.
        """
        if self.read_only:
            raise opened_read_only()
        if self.dirty:
            self._back_up()
            snapshot = self._copy.snapshot(self.database, self._keys.data_key)
            try:
                done = self._publish(snapshot, self.manifest, self._keys)
            finally:
                discard(snapshot)
            if done.other is not None:
                raise publish.saved_together(done.other)
        return self.manifest.generation

    def publish_to(self, path: Path) -> int:
        """Save under another name, where nothing is yet, and go on working there.

        Raises:
            FileConflictError: there is a file of that name.
            AsfDeskError: as for `publish`; the old home is kept then.
        """
        if path.exists():
            raise publish.name_taken(path)
        before = (self._lock, self._copy.sidecar, self.path, self._slots_changed)
        self._lock = lock.acquire(path, self.slot, self._clock())
        self._copy.sidecar = replace(self._copy.sidecar, home_sha256="")
        self.path, self._slots_changed = path, True
        try:
            generation = self.publish()
        except AsfDeskError:
            self._lock.release()
            self._lock, self._copy.sidecar, self.path, self._slots_changed = before
            raise
        if before[0] is not None:
            before[0].release()
        return generation

    def renew_keys(self) -> int:
        """Publish under new data and vault keys and close; every password stays as it is.

        Raises:
            NeedsVaultKeyError: only an owner can.
            RefusedError, FileDamagedError: something could not be opened; nothing was changed.
            UncertainError: the file under new keys may not last; renew them once more.
            AsfDeskError: as for `publish`.
        """
        old, new = self._keys.pair(), KeyPair.fresh()
        keys = UnlockedKeys(self._keys.slot, self._keys.role, new.data, new.vault)
        manifest = rewrap(self.manifest, old, new)
        signing = new_signing_key(manifest.client, new.vault)
        manifest = replace(manifest, signing_public=signing.public, signing_sealed=signing.sealed)
        self._back_up(always=True)
        snapshot = self._copy.snapshot(self.database, old.data)
        try:
            retired_at = self._clock().astimezone(UTC).isoformat(timespec="seconds")
            copy = rekeyed(snapshot, manifest.client, old, new, retired_at)
            try:
                done = self._publish(copy, manifest, keys)
            except UncertainError as error:
                raise _renewed_perhaps(error) from error
            finally:
                discard(copy)
        finally:
            discard(snapshot)
        self.abandon(keep_work=False)
        if done.other is not None:
            raise publish.saved_together(done.other)
        return self.manifest.generation

    def close(self) -> None:
        """Publish what is not saved, then take working copy and lock away.

        Raises:
            AsfDeskError: it could not be published; the file is still open.
        """
        if self.closed:
            return
        if self.dirty:
            self.publish()
        self.abandon(keep_work=False)

    def abandon(self, *, keep_work: bool) -> None:
        """Close without publishing.

        Args:
            keep_work: leave the working copy for the next start; otherwise it is taken away.
        """
        if self.closed:
            return
        self.closed = True
        self.rows.close()
        try:
            if keep_work:
                self._copy.let_go()
            else:
                self._copy.remove()
        finally:
            if self._lock is not None:
                self._lock.release()

    def _reopened(self) -> Database:
        return open_database(self._copy.database, self._keys.data_key)

    def _publish(self, payload: Path, manifest: Manifest, keys: UnlockedKeys) -> Published:
        with explained():
            digest = digest_of(payload)
        seen = last_seen.last_seen(manifest.client).generation
        new = authenticate(
            replace(
                manifest,
                generation=max(manifest.generation, seen) + 1,
                parent=self._copy.sidecar.home_sha256,
                app_version=__version__,
                saved_at=self._clock().astimezone(UTC).isoformat(timespec="seconds"),
                payload_bytes=digest.size,
                payload_sha256=digest.sha256,
                # A file that was migrated says so, or an older program would try to read it.
                min_reader=SCHEMA_VERSION,
                min_writer=SCHEMA_VERSION,
            ),
            keys,
        )
        known = self._copy.sidecar.home_sha256

        def about_to(sha256: str) -> None:
            self._keep_lock()
            self._copy.mark_pending(sha256)

        try:
            done = publish.publish(self.path, new, payload, digest, known, about_to)
        except UncertainError:
            # It lies there, but the work stays unsaved until it surely lasts. The manifest
            # keeps its slots: those of `new` may belong to other keys.
            self.manifest = replace(self.manifest, generation=new.generation)
            self._copy.mark_uncertain(new.generation)
            raise
        self.manifest = new
        self._slots_changed = False
        self._copy.mark_published(new, self.path, done.sha256)
        with suppress(AsfDeskError):  # the file is saved; only this computer's memory is older
            last_seen.remember(new.client, new.generation, done.sha256)
        return done

    def _keep_lock(self) -> None:
        """Two programs must not save in the same moment, whatever a user has said of a lock."""
        if self._lock is not None:
            try:
                self._lock = lock.kept(self._lock, self._clock())
            except FileInUseError as error:
                raise publish.taken_over(error.why) from error

    def _back_up(self, *, always: bool = False) -> None:
        """Keep the generation that is about to be replaced; failing that, save all the same."""
        sha256 = self._copy.sidecar.home_sha256
        if not sha256 or not self.path.exists() or self.role is Role.ADVISER:
            # An adviser's computer keeps no copies of clients' files (decisions C13).
            return
        today = self._clock().astimezone().date()
        try:
            with explained():
                home = HomeFile(self.path, self.manifest.client, self.manifest.generation, sha256)
                back_up_daily(home, today, self._keys, always=always)
        except AsfDeskError:
            self.notes.append(Note.BACKUP_FAILED)


def _renewed_perhaps(error: UncertainError) -> UncertainError:
    return UncertainError(
        _("The file was saved under new keys, but it may not last."),
        error.why,
        _("Renew the keys once more, or the next saving puts the earlier ones back."),
    )
