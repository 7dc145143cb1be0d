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
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.errors import AsfDeskError, UncertainError
from asfdesk.storage._driver import open_database, snapshot_into
from asfdesk.storage.disk.atomic import atomic_write, discard, make_folder_lasting
from asfdesk.storage.disk.digests import file_sha256, sha256_of
from asfdesk.storage.disk.full_disk import asking_the_disk
from asfdesk.storage.disk.processes import is_running, process_start
from asfdesk.storage.file.manifest_json import manifest_bytes, parse_manifest
from asfdesk.storage.file.schema_check import check_pages
from asfdesk.storage.trouble import disk_failed, disk_full, explained

if TYPE_CHECKING:
    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.manifest import Manifest

_FOLDER = "work"
_SIDECAR, _MANIFEST, _DATABASE, _CHANGES = "about.json", "manifest.json", "client.db", "changes"
_UNSURE = "unsure"
_MEGABYTE = 1024 * 1024
_MOST_PROCESSES = 2**31
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
        pending_clean: the database as it is in that generation.
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
    pending_clean: Stamp = Stamp()
    clean: Stamp = Stamp()


class WorkingCopy:
    """One folder with one database."""

    def __init__(self, folder: Path, sidecar: Sidecar) -> None:
        self.folder = folder
        self.sidecar = sidecar
        self._stale = False
        self._counted = False

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
            try:
                copy._write_sidecar()
                make_folder_lasting(folder)
            except BaseException:
                copy.remove()
                raise
        return copy

    @classmethod
    def found(cls, folder: Path) -> WorkingCopy | None:
        """A folder left by an earlier run; None if it is not a working copy."""
        try:
            value = json.loads((folder / _SIDECAR).read_bytes())
            stamps = {name: Stamp(**value.get(name, {})) for name in ("clean", "pending_clean")}
            sidecar = Sidecar(**{**value, **stamps})
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return cls(folder, sidecar) if _is_sound(sidecar) else None

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
        # Clocks of file systems are coarse: what was committed here just now may look the same.
        return self._counted or not self._is_still(self.sidecar.clean)

    def _is_still(self, stamp: Stamp) -> bool:
        journal = self.database.with_name(f"{_DATABASE}-journal")
        hot = journal.exists() and journal.stat().st_size > 0
        return not hot and self._stamp() == stamp

    @property
    def changes(self) -> int:
        """Committed actions since the latest publishing; for display only."""
        counter = self.folder / _CHANGES
        return counter.stat().st_size if counter.exists() else 0

    def count_change(self) -> None:
        """Remember that an action was committed: one byte more in a file of its own.

        It is only shown, so a disk that fails here does not make the action a failed one.
        """
        self._counted = True
        if self._stale:
            self._write_sidecar_if_possible()
        with suppress(OSError):
            handle = os.open(self.folder / _CHANGES, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            try:
                os.write(handle, b".")
            finally:
                os.close(handle)

    def note_unsure(self, name: str) -> None:
        """Remember an action whose end is not known, for the next start; "" when it is known."""
        path = self.folder / _UNSURE
        if name:
            with suppress(AsfDeskError):  # the disk is failing; the user has been told
                atomic_write(path, name.encode())
        else:
            discard(path)

    @property
    def unsure(self) -> str:
        """The action whose end was not known when the program ended, or ""."""
        try:
            return (self.folder / _UNSURE).read_text(encoding="ascii", errors="replace")[:64]
        except OSError:
            return ""

    def mark_opened(self, manifest: Manifest, home_sha256: str) -> None:
        """The database has been copied from the home file; from now on it may hold work."""
        with explained():
            self._keep_manifest(manifest)
            self._published(manifest, self.home, home_sha256)
            self._write_sidecar()

    def mark_published(self, manifest: Manifest, home: Path, home_sha256: str) -> None:
        """Everything that is in the database now is in the home file too.

        The home file is saved when this is called, so a disk that fails here is no reason to
        say otherwise: the sidecar on disk names the pending generation, and is tried again.
        """
        self._published(manifest, home, home_sha256)
        with suppress(AsfDeskError):
            self._keep_manifest(manifest)
        self._write_sidecar_if_possible()
        discard(self.folder / _CHANGES)

    def mark_uncertain(self, generation: int) -> None:
        """The pending generation is in the home file's place, but may not last there."""
        self.sidecar = replace(
            self.sidecar, home_sha256=self.sidecar.pending_sha256, generation=generation
        )

    def _published(self, manifest: Manifest, home: Path, home_sha256: str) -> None:
        self._counted = False
        self.sidecar = replace(
            self.sidecar,
            home=str(home),
            home_sha256=home_sha256,
            generation=manifest.generation,
            ready=True,
            pending_sha256="",
            pending_clean=Stamp(),
            clean=self._stamp(),
        )

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
        self.sidecar = replace(self.sidecar, pending_sha256=sha256, pending_clean=self._stamp())
        self._write_sidecar()

    def has_arrived(self) -> bool:
        """Whether the home file is the generation that was pending when we were killed."""
        pending = self.sidecar.pending_sha256
        return bool(pending) and file_sha256(self.home) == pending

    def take_arrived(self) -> None:
        """Go on from the pending generation, which is the home file."""
        about = self.sidecar
        self.sidecar = replace(about, home_sha256=about.pending_sha256, ready=True)

    @property
    def holds_work(self) -> bool:
        """Whether something in it is nowhere else; for a copy whose process has ended."""
        about = self.sidecar
        if about.read_only or not self.database.exists():
            return False
        if self.has_arrived():
            return not self._is_still(about.pending_clean)
        return about.ready and self.changed

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
        with asking_the_disk(self.folder), explained():
            try:
                snapshot_into(db, path)
                verify_database(path, data_key)
            except BaseException:
                discard(path)
                raise
        return path

    def remove(self) -> None:
        """Take the folder away with all that is in it.

        What tells whose it is goes last: killed in the middle, the next start takes the rest.
        """
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name != _SIDECAR:
                    path.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _stamp(self) -> Stamp:
        try:
            found = self.database.stat()
        except FileNotFoundError:
            return Stamp()
        return Stamp(found.st_size, found.st_mtime_ns)

    def _write_sidecar(self) -> None:
        self._write(_SIDECAR, json.dumps(asdict(self.sidecar), sort_keys=True).encode())
        self._stale = False

    def _write_sidecar_if_possible(self) -> None:
        self._stale = True
        with suppress(AsfDeskError):
            self._write_sidecar()

    def _keep_manifest(self, manifest: Manifest) -> None:
        self._write(_MANIFEST, manifest_bytes(manifest))

    def _write(self, name: str, content: bytes) -> None:
        try:
            atomic_write(self.folder / name, content)
        except UncertainError as error:  # no file of the user's: it is done again
            raise disk_failed() from error


def _is_sound(about: Sidecar) -> bool:
    """Whether a sidecar holds what we write, each thing of its kind."""
    blank = Sidecar(client="", home="", pid=0, process_start="", opened_at="")
    kinds = all(
        type(getattr(about, one.name)) is type(getattr(blank, one.name)) for one in fields(blank)
    )
    if not kinds or "\0" in about.home or not 0 <= about.pid < _MOST_PROCESSES:
        return False
    try:
        return datetime.fromisoformat(about.opened_at).tzinfo is not None
    except ValueError:
        return False


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
