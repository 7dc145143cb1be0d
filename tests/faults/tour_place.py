"""Where a tour goes, what it has done, and the search after each step."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults import canary_words as words
from tests.faults.canary_search import Found, hits

if TYPE_CHECKING:
    from collections.abc import Iterator

STEMS = (words.STEM, words.GUARDED, words.WRITTEN_STEM)
FOR_ADVISERS = "R7"
"""The report that the adviser takes out."""
FILE_NAME = "Vaxthuset.asfdesk"
TOLD = "told.json"
UNSORTED, UNPLANTED = "unsorted column", "column without canary"
FAILED, BROKEN = "a command failed", "broken"


@dataclass(frozen=True)
class Place:
    """A computer in a folder.

    Attributes:
        folder: of everything below.
        user: the program's own folder.
        temp: for temporary files.
        profile: the user's home with settings, caches and runtime files of everything else.
        files: where client files lie.
        asked: what the user has asked to have in clear: reports, exports, bookkeeping.
    """

    folder: Path

    @property
    def user(self) -> Path:
        return self.folder / "user"

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    @property
    def profile(self) -> Path:
        return self.folder / "profile"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def asked(self) -> Path:
        return self.folder / "asked"

    @property
    def home(self) -> Path:
        """The client file."""
        return self.files / FILE_NAME

    @property
    def searched(self) -> tuple[Path, ...]:
        """Where nothing may lie in clear."""
        return self.user, self.temp, self.profile, self.files

    def make(self) -> Place:
        """The folders."""
        for one in (*self.searched, self.asked):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def environment(self) -> dict[str, str]:
        """For a process that has this computer to itself."""
        mine = {
            "ASFDESK_HOME": self.user,
            "TMPDIR": self.temp,
            "HOME": self.profile,
            "XDG_CONFIG_HOME": self.profile / "config",
            "XDG_CACHE_HOME": self.profile / "cache",
            "XDG_DATA_HOME": self.profile / "data",
            "XDG_STATE_HOME": self.profile / "state",
            "XDG_RUNTIME_DIR": self.profile,
        }
        root = Path(__file__).resolve().parents[2]
        return {
            **os.environ,
            **{name: str(path) for name, path in mine.items()},
            "PYTHONPATH": str(root),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }


@dataclass
class Tour:
    """What has been done and what was met on the way.

    Attributes:
        done: the use cases, in order.
        found: of the searches after each.
        said: how many texts of windows were searched.
        facts: other counts.
    """

    place: Place
    done: list[str] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    said: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A use case; what lies on the disk is searched while it may still lie there."""
        yield
        self.done.append(name)
        self.look(name)

    def look(self, when: str) -> None:
        """Search every file that is new or changed since the last look."""
        for folder in self.place.searched:
            for path in sorted(folder.rglob("*")):
                # Another process may take a file away while we look.
                with suppress(FileNotFoundError):
                    self._look_into(path, when)

    def _look_into(self, path: Path, when: str) -> None:
        if not path.is_file() or path.is_symlink():
            return
        state = path.stat()
        mark = (state.st_mtime_ns, state.st_size)
        if self._seen.get(str(path)) == mark:
            return
        met = hits(path.read_bytes() + path.name.encode(), STEMS)
        self._seen[str(path)] = mark
        self.found.files += 1
        self.found.size += state.st_size
        self.found.hits += [f"{when}: {one} in {path.name}" for one in met]

    def hear(self, when: str, text: str, *forbidden: str) -> None:
        """Search what a window says, or what a command printed."""
        self.said += 1
        met = [one for one in forbidden if one.lower() in text.lower()]
        self.found.hits += [f"{when}: {one} is shown or said" for one in met]

    def write(self) -> None:
        """Leave what was found for the process that asked."""
        told = {
            "done": self.done,
            "found": asdict(self.found),
            "said": self.said,
            "facts": self.facts,
        }
        (self.place.folder / TOLD).write_text(json.dumps(told), encoding="utf-8")
