"""Where a client file lies, as far as it matters for whoever works in it.

Mail programs and archivers unpack what is opened from them into folders that they empty by
themselves: work saved there is lost. Synchronised folders, sticks and shares are fine to work
from, since the database never runs there (ADR 0004); something may be worth knowing all the same.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asfdesk.errors import PassingPlaceError
from asfdesk.i18n import _
from asfdesk.storage.disk.drives import Drive, drive_of


class PlaceKind(StrEnum):
    """What sort of place a folder is."""

    ORDINARY = "ordinary"
    MAIL = "mail"
    ARCHIVE = "archive"
    TEMPORARY = "temporary"
    CLOUD = "cloud"
    REMOVABLE = "removable"
    NETWORK = "network"


@dataclass(frozen=True)
class Place:
    """Where a file lies.

    Attributes:
        kind: what sort of place.
        service: the synchronising program's name for CLOUD, else "".
    """

    kind: PlaceKind
    service: str = ""

    @property
    def passing(self) -> bool:
        """Whether a program empties it without asking."""
        return self.kind in {PlaceKind.MAIL, PlaceKind.ARCHIVE}


# Folder names, lower case, wherever they stand in the path.
_MAIL = re.compile(
    r"content\.outlook|inetcache|temporary internet files|mail downloads|com\.apple\.mail"
    r"|microsoft\.outlookforwindows.*|microsoft\.windowscommunicationsapps.*|olk"
)
_ARCHIVE = re.compile(r"temp\d+_.*\.zip|.+\.zip\.[0-9a-f]{3}")  # Windows' own, 10 and 11
# The same, but names short enough to be somebody's own: only below a temporary folder.
_MAIL_IN_TEMP = re.compile(r"mozilla_.*|mozilla-temp-files|pid-\d+|evolution-.*|messageviewer_.*")
_ARCHIVE_IN_TEMP = re.compile(
    r"7z[oes][0-9a-f]{6,}|rar\$.*|wz[0-9a-f]{4}|\.fr-.*|ark-.*|xa-.*|peazip-tmp|bnz\..*"
)
_TEMPORARY = frozenset({"temp", "tmp", ".cache", "temporaryitems"})

_CLOUDS = (
    (re.compile(r"onedrive(?: ?-.*)?"), "OneDrive"),
    (re.compile(r"dropbox(?: ?\(.*\))?"), "Dropbox"),
    (re.compile(r"google ?drive(?:-.*)?|my drive|min enhet"), "Google Drive"),
    (re.compile(r"iclouddrive|com~apple~clouddocs|icloud drive"), "iCloud"),
    (re.compile(r"nextcloud\d*"), "Nextcloud"),
    (re.compile(r"owncloud\d*"), "ownCloud"),
    (re.compile(r"syncthing"), "Syncthing"),
)


def place_of(path: Path) -> Place:
    """What sort of place a file lies in; the mail's folder on a stick is the mail's."""
    parts = [part.casefold() for part in path.parent.parts]
    if any(_MAIL.fullmatch(part) for part in parts):
        return Place(PlaceKind.MAIL)
    if any(_ARCHIVE.fullmatch(part) for part in parts):
        return Place(PlaceKind.ARCHIVE)
    passing = _in_temporary(path, parts)
    if passing is not None:
        return Place(passing)
    for pattern, service in _CLOUDS:
        if any(pattern.fullmatch(part) for part in parts):
            return Place(PlaceKind.CLOUD, service)
    drive = drive_of(path.parent)
    if drive is Drive.REMOVABLE:
        return Place(PlaceKind.REMOVABLE)
    return Place(PlaceKind.NETWORK if drive is Drive.NETWORK else PlaceKind.ORDINARY)


def refuse_passing(path: Path) -> None:
    """Before a file is opened to work in: what is saved there would be lost.

    Raises:
        PassingPlaceError: it lies where a mail program or an archiver unpacked it.
    """
    kind = place_of(path).kind
    todo = _("Save a copy in a folder of your own and open that one, or open it read-only.")
    if kind is PlaceKind.MAIL:
        raise PassingPlaceError(
            _("The file was opened straight from a mail."),
            _("It lies in a folder that the mail program empties; what you write would be lost."),
            todo,
        )
    if kind is PlaceKind.ARCHIVE:
        raise PassingPlaceError(
            _("The file was opened inside a ZIP archive."),
            _("It was unpacked for a moment only; what you write would not come into the archive."),
            todo,
        )


def place_note(place: Place) -> str:
    """A sentence worth knowing about the place; "" for an ordinary one."""
    match place.kind:
        case PlaceKind.CLOUD:
            return _(
                "The file lies in %(service)s. One person at a time: let the folder synchronise "
                "before the file is opened on another computer."
            ) % {"service": place.service}
        case PlaceKind.REMOVABLE:
            return _(
                "The file lies on a drive that can be pulled out. Wait for Saved, or close the "
                "file, before you do."
            )
        case PlaceKind.NETWORK:
            return _(
                "The file lies on another computer or server. If the connection is lost, your "
                "work is kept on this computer until it is back."
            )
        case PlaceKind.MAIL | PlaceKind.ARCHIVE | PlaceKind.TEMPORARY:
            return _(
                "The file lies in a folder for temporary files, as when it is opened from a "
                "mail or a ZIP archive. Save it in a folder of your own before you work in it."
            )
        case PlaceKind.ORDINARY:
            return ""


def _in_temporary(path: Path, parts: list[str]) -> PlaceKind | None:
    """What a folder below one for temporary files is; None when it lies below none."""
    system = Path(tempfile.gettempdir()).resolve()
    below = path.parent.is_relative_to(system)
    if below:
        parts = parts[len(system.parts) :]
    else:
        first = next((at for at, part in enumerate(parts) if part in _TEMPORARY), len(parts))
        parts = parts[first + 1 :]
    if any(_MAIL_IN_TEMP.fullmatch(part) for part in parts):
        return PlaceKind.MAIL
    if any(_ARCHIVE_IN_TEMP.fullmatch(part) for part in parts):
        return PlaceKind.ARCHIVE
    return PlaceKind.TEMPORARY if below else None
