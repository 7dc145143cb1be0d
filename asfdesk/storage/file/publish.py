"""From the working copy to the home file: whole, checked, and never over somebody else's work.

The new file is written beside, made durable and read back. If the home file is still the one
that was opened it is linked aside and replaced, and what was replaced is hashed: should another
computer have saved in that moment, both are kept (decisions C9). No step truncates anything.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, FileConflictError, UncertainError
from asfdesk.i18n import _
from asfdesk.storage.disk.atomic import (
    TEMPORARY_SUFFIX,
    discard,
    make_lasting,
    replace,
    sync_folder,
    temporary_beside,
)
from asfdesk.storage.disk.digests import file_sha256
from asfdesk.storage.file.container import read_container, write_container
from asfdesk.storage.trouble import damaged, explained, folder_missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.storage.file.container import Digest
    from asfdesk.storage.file.manifest import Manifest

_ASIDE_SUFFIX = ".aside"
_MANY = 1000
_FORGOTTEN = re.compile(r"\..+\.asfdesk\.[0-9a-f]{12}\.part")
_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Published:
    """A new generation in the home file.

    Attributes:
        sha256: of the whole file.
        other: where the file lies that another computer saved in the same moment, or None.
    """

    sha256: str
    other: Path | None = None


def publish(
    home: Path,
    manifest: Manifest,
    payload: Path,
    digest: Digest,
    known_sha256: str,
    about_to: Callable[[str], None],
) -> Published:
    """Write a new generation and put it in the home file's place.

    Args:
        home: the user's file.
        manifest: authenticated, of the new generation.
        payload: the verified snapshot.
        digest: of the snapshot.
        known_sha256: the home file that was opened; "" if there was none.
        about_to: told the new file's hash just before it is put in place.

    Raises:
        FileConflictError: the home file is another one; it is untouched.
        DiskFullError, ReadOnlyError, FileMissingError: the old file is whole.
        ExportTargetLockedError: another program held the home file for too long.
        UncertainError: the new generation is in place, but may be gone after a power cut.
    """
    if not home.parent.is_dir():
        raise folder_missing()
    temporary = temporary_beside(home)
    with explained():
        try:
            write_container(temporary, manifest, payload, digest)
            written = read_container(temporary)
            if written.manifest != manifest:
                raise damaged()
            about_to(written.sha256)
            return Published(written.sha256, _put(temporary, home, known_sha256))
        finally:
            discard(temporary)


def conflict() -> FileConflictError:
    """The home file changed since it was opened."""
    return FileConflictError(
        _("The file has been changed by somebody else since you opened it."),
        _("It was saved from another computer or program, or replaced by another copy."),
        _("Nothing has been overwritten. Save your work beside it and compare the two."),
    )


def taken_over(who: str) -> FileConflictError:
    """Somebody else holds the lock now, so only they may save.

    Args:
        who: the sentence that names them and says since when.
    """
    return FileConflictError(
        _("Somebody else has taken over the file since you opened it."),
        who,
        _("Nothing has been overwritten. Save your work beside it and compare the two."),
    )


def name_taken(path: Path) -> FileConflictError:
    """A new file would lie where one is."""
    return FileConflictError(
        _("There is already a file called %(name)s.") % {"name": path.name},
        _("A new client file never replaces an existing one."),
        _("Choose another name."),
    )


def saved_together(other: Path) -> FileConflictError:
    """Two computers saved in the same moment; both files are there."""
    return FileConflictError(
        _("Somebody else saved the file in the same moment as you."),
        _("Your work is saved. The other version is kept beside it as %(name)s.")
        % {"name": other.name},
        _("Open both and compare them."),
    )


def _put(temporary: Path, home: Path, known_sha256: str) -> Path | None:
    """Replace the home file; returns where a file went that was not the one we knew."""
    if not home.exists():
        put_first(temporary, home)
        return None
    seen = _look(home)
    if file_sha256(home) != known_sha256:
        raise conflict()
    aside = _linked_aside(home)

    def unchanged() -> None:
        if _look(home) != seen:
            raise conflict()

    try:
        # Hashing and waiting take time; the look just before each attempt takes none.
        replace(temporary, home, allowed=unchanged)
    except UncertainError:
        _sort_out(aside, home, known_sha256)
        raise
    except (OSError, AsfDeskError):
        if aside is not None and home.exists():
            discard(aside)
        raise
    return _sort_out(aside, home, known_sha256)


def _sort_out(aside: Path | None, home: Path, known_sha256: str) -> Path | None:
    """What has been replaced goes if it is the one we knew; else where it is kept.

    The new generation is in place now, so a disk that fails here does not make it unsaved: what
    stays is sorted out at the next opening, by `tidy`.
    """
    if aside is None:
        return None
    try:
        if file_sha256(aside) not in {known_sha256, ""}:
            return keep_visible(aside, home)
    except OSError:
        return aside
    discard(aside)
    return None


def _look(home: Path) -> tuple[int, int, int] | None:
    """What tells at once that a file is another one or has been written to."""
    try:
        found = home.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def put_first(temporary: Path, home: Path) -> None:
    """Put a file where none is; a link fails if one has come in between."""
    try:
        os.link(temporary, home)
    except FileExistsError:
        raise conflict() from None
    except OSError:  # exFAT and some shares know no links
        if home.exists():
            raise conflict() from None
        replace(temporary, home)
    else:
        make_lasting(home)


def _linked_aside(home: Path) -> Path | None:
    """A second name for what is about to be replaced; None where links are not known.

    Without links, as on exFAT and some shares, the look just before replacing is all there is:
    what another program puts there within those microseconds is replaced (ADR 0004).
    """
    aside = home.with_name(f".{home.name}.{secrets.token_hex(6)}{_ASIDE_SUFFIX}")
    try:
        os.link(home, aside)
    except OSError:
        return None
    return aside


def keep_visible(aside: Path, home: Path) -> Path:
    """Give a set-aside file a name that the user sees."""
    for number in range(1, _MANY):
        word = _("other version %(number)d") % {"number": number}
        target = home.with_name(f"{home.stem} ({word}){home.suffix}")
        if not target.exists():
            aside.rename(target)
            sync_folder(home.parent)
            return target
    return aside


def tidy(home: Path, parent_sha256: str, own_sha256: str) -> list[Path]:
    """Take away what a crash left beside the home file. Only for who holds the lock.

    Args:
        home: the client file, just opened.
        parent_sha256: the generation before, which a crash may have left aside.
        own_sha256: the generation that is there.

    Returns:
        Files that are neither: somebody's work, now visible under a name of their own.
    """
    rescued = []
    with suppress(OSError):  # what cannot be taken away now stays for the next opening
        for path in Path(home.parent).iterdir():
            if path.is_symlink() or not path.is_file():  # not made by us, and may never end
                continue
            if not path.name.startswith(f".{home.name}."):
                _discard_if_forgotten(path)
                continue
            if path.name.endswith(TEMPORARY_SUFFIX):
                discard(path)
            elif path.name.endswith(_ASIDE_SUFFIX):
                if file_sha256(path) in {parent_sha256, own_sha256}:
                    discard(path)
                else:
                    rescued.append(keep_visible(path, home))
    return rescued


def _discard_if_forgotten(path: Path) -> None:
    """Half a file that was to be a new one, as when a restoring was killed: no lock tells of it.

    A day is longer than any saving takes and than clocks differ.
    """
    if _FORGOTTEN.fullmatch(path.name) and time.time() - path.stat().st_mtime > _DAY_SECONDS:
        discard(path)
