"""What kind of drive a folder is on, as far as the system tells without a connection."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

_NETWORK = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "afpfs", "webdav", "davfs", "9p"})
_NETWORK_FUSE = ("fuse.sshfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.davfs", "fuse.smbnetfs")
_STICK = frozenset({"vfat", "exfat", "msdos"})
_STICK_FOLDERS = ("/media/", "/run/media/", "/Volumes/")


class Drive(StrEnum):
    """A kind of drive."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"


if sys.platform == "win32":
    import ctypes

    _DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5

    def drive_of(folder: Path) -> Drive:
        """The kind of drive; FIXED when the system does not tell."""
        anchor = folder.anchor
        if anchor.startswith("\\\\"):
            return Drive.NETWORK
        kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)
        if kind == _DRIVE_REMOTE:
            return Drive.NETWORK
        return Drive.REMOVABLE if kind in {_DRIVE_REMOVABLE, _DRIVE_CDROM} else Drive.FIXED

else:
    _MOUNTS = Path("/proc/self/mounts")

    def drive_of(folder: Path) -> Drive:
        """The kind of drive; FIXED when the system does not tell."""
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        except OSError:
            mounts = ""
        return drive_by_mounts(folder, mounts)


def drive_by_mounts(folder: Path, mounts: str) -> Drive:
    """The kind of drive by the system's list of mounts (fstab(5): device, folder, kind …)."""
    kind, best = "", -1
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < len(("device", "folder", "kind")):
            continue
        place = parts[1].replace("\\040", " ")
        if folder.is_relative_to(place) and len(place) > best:
            kind, best = parts[2], len(place)
    if kind in _NETWORK or kind.startswith(_NETWORK_FUSE) or "/gvfs/" in f"{folder}/":
        return Drive.NETWORK
    if kind in _STICK or f"{folder}/".startswith(_STICK_FOLDERS):
        return Drive.REMOVABLE
    return Drive.FIXED
