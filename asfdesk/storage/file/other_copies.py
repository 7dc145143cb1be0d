"""Other versions of a client file in the same folder, as synchronising programs leave them.

When two computers save the same file, OneDrive, Dropbox, Nextcloud, Google Drive, iCloud and
Syncthing keep one under its name and the other under a changed one. Told by what the files say
about themselves (same client, other content), not by name alone; no password is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from asfdesk.errors import OpeningError
from asfdesk.storage.file.container import read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.storage.file.manifest import Manifest
    from asfdesk.storage.rows import Reader

_SUFFIX = ".asfdesk"
_MOST = 60
"""Files looked into; a folder with more client files than this is not where one person works."""

_MARKS = re.compile(
    r"""
    conflict | konflikt | motstridig          # Dropbox, Nextcloud, ownCloud, Syncthing, in words
    | [ ]\(\d{1,3}\)$                         # Google Drive, OneDrive in a browser: name (1)
    | [ ]\d{1,2}$                             # iCloud: name 2
    | -[\w-]{1,40}$                           # OneDrive: name-COMPUTER, name-COMPUTER-2
    | \((?:other\ version|annan\ version)\ \d{1,3}\)$   # our own, see publish.keep_visible
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class OtherCopy:
    """A file that holds another version of the same client.

    Attributes:
        path: where it lies.
        generation: how often it has been saved.
        saved_at: when, with zone.
        app_version: of the program that saved it.
    """

    path: Path
    generation: int
    saved_at: datetime
    app_version: str


def other_copies(home: Path, manifest: Manifest) -> list[OtherCopy]:
    """Versions beside the home file that may hold work which is not in it, latest first.

    A later or equal generation always counts; an earlier one only under a name that a
    synchronising program gives, since a copy that the user put aside is none of our business.

    Args:
        home: the client file.
        manifest: what it says about itself.
    """
    found = []
    for path in _client_files(home):
        try:
            about = read_manifest(path)
        except OpeningError:
            continue
        same = about.client == manifest.client
        if same and about.payload_sha256 != manifest.payload_sha256:
            copy = _described(path, about)
            if copy.generation >= manifest.generation or named_as_conflict(home, path):
                found.append(copy)
    return sorted(found, key=lambda copy: copy.generation, reverse=True)


def named_as_conflict(home: Path, path: Path) -> bool:
    """Whether a name is the home file's with a mark that a synchronising program adds."""
    stem, other = home.stem.casefold(), path.stem.casefold()
    return other.startswith(stem) and bool(_MARKS.search(other[len(stem) :]))


def described(path: Path) -> OtherCopy:
    """What a client file says about itself.

    Raises:
        OpeningError: see `container.read_manifest`.
    """
    return _described(path, read_manifest(path))


def last_slot(rows: Reader) -> str:
    """Which key wrote the latest audited action, as "owner:1"; "" if there is none."""
    return str(rows.value("SELECT slot FROM audit ORDER BY id DESC LIMIT 1") or "")


def _client_files(home: Path) -> list[Path]:
    """Other client files in the folder; those whose names begin alike first."""
    try:
        names = [
            path
            for path in home.parent.iterdir()
            if path.suffix.casefold() == _SUFFIX and path.name != home.name and path.is_file()
        ]
    except OSError:
        return []
    stem = home.stem.casefold()
    names.sort(key=lambda path: (not path.stem.casefold().startswith(stem), path.name))
    return names[:_MOST]


def _described(path: Path, about: Manifest) -> OtherCopy:
    saved = datetime.fromisoformat(about.saved_at)
    return OtherCopy(path, about.generation, saved.astimezone(), about.app_version)
