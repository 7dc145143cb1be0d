"""The local copy of the database that the program works in.

SQLite never runs on a stick, a share or a synchronised folder (trust.md §2). One folder per
opening holds the encrypted database, the manifest it was opened with (so that its password works
even when the home file is gone) and a sidecar that tells its age before unlocking. Only SQLite
opens the live database: closing any other handle would drop its locks (trust.md §4.2).
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.storage._driver import open_database, snapshot_into
from asfdesk.storage.atomic import atomic_write
from asfdesk.storage.digests import file_sha256, sha256_of
from asfdesk.storage.manifest_json import manifest_bytes, parse_manifest
from asfdesk.storage.processes import is_running, process_start
from asfdesk.storage.schema_check import check_pages
from asfdesk.storage.trouble import disk_full, explained

if TYPE_CHECKING:
    from datetime import datetime

    from asfdesk.storage._driver import Database
    from asfdesk.storage.manifest import Manifest

_FOLDER = "work"
_SIDECAR, _MANIFEST, _DATABASE, _CHANGES = "about.json", "manifest.json", "client.db", "changes"
_MEGABYTE = 1024 * 1024
ROOM_FACTOR = 3
"""Free space needed, in file sizes: copy, journal and snapshot (trust.md §3)."""


@dataclass(frozen=True)
class Stamp:
    """How the database file looked when everything in it had been published."""

    size: int = 0
    mtime_ns: int = 0


@dataclass(frozen=True)
class Sidecar:
    """What can be told about a working copy without a key.

    Attributes:
        client: UUID of the client file.
        home: where the home file lies.
        pid, process_start: the process of this computer that works in it.
        opened_at: UTC, ISO 8601.
        home_sha256: the generation it was copied from; "" if there is none yet.
        generation: of that file.
        ready: False while the copy is being made and until a new file has been saved for the
            first time; such a copy holds nobody's work.
        read_only: opened to look only.
        pending_sha256: the generation that is just being put into the home file's place.
        clean: the database as it was at the latest publishing.
    """

    client: str
    home: str
    pid: int
    process_start: str
    opened_at: str
    home_sha256: str = ""
    generation: int = 0
    ready: bool = False
    read_only: bool = False
    pending_sha256: str = ""
    clean: Stamp = Stamp()


class WorkingCopy:
    """One folder with one database."""

    def __init__(self, folder: Path, sidecar: Sidecar) -> None:
        self.folder = folder
        self.sidecar = sidecar

    @classmethod
    def make(cls, client: str, home: Path, now: datetime, *, read_only: bool) -> WorkingCopy:
        """A new folder of its own; the database is put there by the caller."""
        name = sha256_of(str(home).encode())[:16]
        folder = work_folder() / f"{client}_{name}_{secrets.token_hex(6)}"
        sidecar = Sidecar(
            client=client,
            home=str(home),
            pid=os.getpid(),
            process_start=process_start(os.getpid()),
            opened_at=now.isoformat(timespec="seconds"),
            read_only=read_only,
        )
        with explained():
            folder.mkdir(mode=0o700)
            copy = cls(folder, sidecar)
            copy._write_sidecar()
        return copy

    @classmethod
    def found(cls, folder: Path) -> WorkingCopy | None:
        """A folder left by an earlier run; None if it is not a working copy."""
        try:
            value = json.loads((folder / _SIDECAR).read_bytes())
            sidecar = Sidecar(**{**value, "clean": Stamp(**value["clean"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return cls(folder, sidecar)

    @property
    def database(self) -> Path:
        """Where client.db lies; only SQLite opens it once it is in use."""
        return self.folder / _DATABASE

    @property
    def home(self) -> Path:
        """The home file it belongs to."""
        return Path(self.sidecar.home)

    @property
    def abandoned(self) -> bool:
        """Whether the process that made it has ended."""
        about = self.sidecar
        return not is_running(about.pid, about.process_start)

    @property
    def changed(self) -> bool:
        """Whether it holds work that is not in the home file.

        Told from size and time of the database file, and from a journal left by a crash, without
        opening anything.
        """
        journal = self.database.with_name(f"{_DATABASE}-journal")
        hot = journal.exists() and journal.stat().st_size > 0
        return hot or self._stamp() != self.sidecar.clean

    @property
    def changes(self) -> int:
        """Committed actions since the latest publishing; for display only."""
        counter = self.folder / _CHANGES
        return counter.stat().st_size if counter.exists() else 0

    def count_change(self) -> None:
        """Remember that an action was committed: one byte more in a file of its own."""
        with explained():
            handle = os.open(self.folder / _CHANGES, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            try:
                os.write(handle, b".")
            finally:
                os.close(handle)

    def mark_published(self, manifest: Manifest, home: Path, home_sha256: str) -> None:
        """Everything that is in the database now is in the home file too."""
        self._keep_manifest(manifest)
        self.sidecar = replace(
            self.sidecar,
            home=str(home),
            home_sha256=home_sha256,
            generation=manifest.generation,
            ready=True,
            pending_sha256="",
            clean=self._stamp(),
        )
        self._write_sidecar()
        (self.folder / _CHANGES).unlink(missing_ok=True)

    def adopt(self) -> None:
        """From now on this process works in the copy."""
        self.sidecar = replace(
            self.sidecar,
            pid=os.getpid(),
            process_start=process_start(os.getpid()),
        )
        self._write_sidecar()

    def mark_pending(self, sha256: str) -> None:
        """The home file is about to be replaced by this generation.

        Should we be killed before `mark_published`, the next start knows its own work again.
        """
        self.sidecar = replace(self.sidecar, pending_sha256=sha256)
        self._write_sidecar()

    def has_arrived(self) -> bool:
        """Whether the home file is the generation that was pending when we were killed."""
        pending = self.sidecar.pending_sha256
        return bool(pending) and file_sha256(self.home) == pending

    def let_go(self) -> None:
        """Nobody works in the copy any more, and it is kept."""
        self.sidecar = replace(self.sidecar, pid=0, process_start="")
        self._write_sidecar()

    def manifest(self) -> Manifest:
        """The manifest it was opened or last published with."""
        with explained():
            content = (self.folder / _MANIFEST).read_bytes()
        return parse_manifest(content)

    def snapshot(self, db: Database, data_key: bytes) -> Path:
        """A verified copy of the live database, under the same key; the caller removes it.

        Raises:
            DiskFullError: not enough room for it.
            FileDamagedError: the copy does not hold together; nothing may be published.
        """
        path = self.folder / f"snapshot-{secrets.token_hex(4)}.db"
        with explained():
            try:
                snapshot_into(db, path)
                verify_database(path, data_key)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return path

    def remove(self) -> None:
        """Take the folder away with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _stamp(self) -> Stamp:
        try:
            found = self.database.stat()
        except FileNotFoundError:
            return Stamp()
        return Stamp(found.st_size, found.st_mtime_ns)

    def _write_sidecar(self) -> None:
        content = json.dumps(asdict(self.sidecar), sort_keys=True).encode()
        atomic_write(self.folder / _SIDECAR, content)

    def _keep_manifest(self, manifest: Manifest) -> None:
        atomic_write(self.folder / _MANIFEST, manifest_bytes(manifest))


def work_folder() -> Path:
    """Where the working copies of this computer lie."""
    with explained():
        return paths.private_folder(_FOLDER)


def check_room(folder: Path, file_bytes: int) -> None:
    """Refuse before anything is half done.

    Raises:
        DiskFullError: less than three times the file is free.
    """
    with explained():
        free = shutil.disk_usage(folder).free
    needed = ROOM_FACTOR * file_bytes
    if free < needed:
        raise disk_full(needed // _MEGABYTE + 1)


def verify_database(path: Path, data_key: bytes) -> None:
    """Open a copy that nobody works in and check every page of it.

    Raises:
        FileDamagedError: it does not hold together.
    """
    with explained():
        copy = open_database(path, data_key)
        try:
            check_pages(copy)
        finally:
            copy.close()
