"""A folder that a cloud keeps the same on several computers, with delay and conflict copies.

The model never loses anything itself: what it takes away or replaces it has hashed, and where two
computers have changed the same file both are kept, one under the computer's name, as OneDrive and
Dropbox do. Files whose names begin with a dot are not carried; of two locks the later one stays.
"""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from asfdesk.storage.disk.digests import file_sha256, sha256_of

if TYPE_CHECKING:
    from pathlib import Path


class Cloud:
    """What lies in the cloud, and what each computer had when it last looked."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._hashes: dict[str, str] = {}
        self._known: dict[tuple[str, str], str] = {}
        self.conflicts = 0

    def sync(self, computer: str, folder: Path) -> None:
        """Carry one computer's folder to the cloud and back."""
        names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        for name in sorted(names | set(self._files)):
            self._one(computer, folder / name)

    def _one(self, computer: str, path: Path) -> None:
        here, there = file_sha256(path), self._hashes.get(path.name, "")
        known = self._known.get((computer, path.name), "")
        if here == there:
            self._know(computer, path.name, here)
        elif there == known:
            self._upload(computer, path)
        elif here == known:
            self._download(computer, path, known)
        elif not here or not there:
            # Taken away on one side and changed on the other: the change wins.
            if here:
                self._upload(computer, path)
            else:
                self._download(computer, path, known)
        elif path.suffix == ".lock":
            self._upload(computer, path)
        else:
            self._conflict(computer, path)

    def _know(self, computer: str, name: str, sha256: str) -> None:
        if sha256:
            self._known[computer, name] = sha256
        else:
            self._known.pop((computer, name), None)

    def _upload(self, computer: str, path: Path) -> None:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            self._files.pop(path.name, None)
            self._hashes.pop(path.name, None)
            self._know(computer, path.name, "")
            return
        # Read once: the file may be replaced at any time, but each one is whole.
        self._files[path.name] = content
        self._hashes[path.name] = sha256_of(content)
        self._know(computer, path.name, self._hashes[path.name])

    def _download(self, computer: str, path: Path, known: str) -> None:
        """Put the cloud's file in place; if a program was quicker, both are kept."""
        grabbed = path.with_name(f".{path.name}.{secrets.token_hex(4)}.cloud")
        try:
            path.rename(grabbed)
        except FileNotFoundError:
            pass
        else:
            if file_sha256(grabbed) != known:
                self._keep(grabbed, path, computer)
            grabbed.unlink(missing_ok=True)
        content = self._files.get(path.name)
        if content is not None and not _put_new(path, content):
            _put_new(_renamed(path, f"{computer}-cloud"), content)
            self.conflicts += 1
        self._know(computer, path.name, self._hashes.get(path.name, ""))

    def _conflict(self, computer: str, path: Path) -> None:
        self.conflicts += 1
        self._download(computer, path, "")

    def _keep(self, grabbed: Path, path: Path, computer: str) -> None:
        os.link(grabbed, _renamed(path, computer))


def _renamed(path: Path, computer: str) -> Path:
    """As OneDrive does it; a number if the name is taken."""
    name = path.with_name(f"{path.stem}-{computer}{path.suffix}")
    number = 2
    while name.exists():
        name = path.with_name(f"{path.stem}-{computer}-{number}{path.suffix}")
        number += 1
    return name


def _put_new(path: Path, content: bytes) -> bool:
    """Whole, and only where nothing is."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.cloud")
    temporary.write_bytes(content)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    return True
