"""What this computer remembers between sessions: look, language, window, recent files.

One JSON file under `paths.user_data()`. A broken or older file gives the defaults: nothing in it
is worth an error message. Recent files are kept for owners only; an adviser's computer holds no
list of clients in clear text (decisions C13).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from asfdesk import paths
from asfdesk.i18n import LANGUAGES
from asfdesk.ui.theme import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "settings.json"
LONGEST_WAIT = 60
"""Minutes; one who wants more chooses never."""
RECENT_FILES = 8


@dataclass(frozen=True)
class RecentFile:
    """A client file that an owner has opened here."""

    path: str
    name: str


@dataclass(frozen=True)
class AppSettings:
    """Everything this computer remembers.

    Attributes:
        theme: follow the system, light or dark.
        language: "sv" or "en".
        width, height: the window's size in logical pixels.
        maximized: whether it filled the screen.
        recent: latest first.
        lock_minutes: how long nothing may happen before the program locks; 0 = it never does.
        binder: where an adviser's binder lies when it is not in its usual place; "" otherwise.
        import_folder: where an owner's latest SIE file lay; "" when unknown.
    """

    theme: Mode = Mode.SYSTEM
    language: str = "sv"
    width: int = 1366
    height: int = 768
    maximized: bool = False
    recent: tuple[RecentFile, ...] = ()
    import_folder: str = ""
    binder: str = ""
    lock_minutes: int = 10

    def with_recent(self, path: Path, name: str) -> AppSettings:
        """The same, with a file first in the list."""
        kept = [one for one in self.recent if one.path != str(path)]
        return replace(self, recent=(RecentFile(str(path), name), *kept)[:RECENT_FILES])

    def without_recent(self, path: Path) -> AppSettings:
        """The same, with a file forgotten."""
        return replace(self, recent=tuple(one for one in self.recent if one.path != str(path)))


def settings_file() -> Path:
    """Where the settings lie."""
    return paths.user_data() / FILE_NAME


def load_settings() -> AppSettings:
    """What was saved, as far as it can be understood."""
    try:
        found = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return AppSettings()
    return _understood(found) if isinstance(found, dict) else AppSettings()


def save_settings(settings: AppSettings) -> None:
    """Write all of it, whole or not at all; a full disk only loses the window's size."""
    target = settings_file()
    draft = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(json.dumps(asdict(settings), ensure_ascii=False), encoding="utf-8")
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)


def _understood(found: Mapping[str, Any]) -> AppSettings:
    """Each value that is of the right kind; the default for every other."""
    plain = AppSettings()
    known = {field.name for field in fields(AppSettings)}
    simple = {
        key: value
        for key, value in found.items()
        if key in known - {"theme", "recent"} and type(value) is type(getattr(plain, key))
    }
    settings = replace(plain, **simple)
    if settings.language not in LANGUAGES:
        settings = replace(settings, language=plain.language)
    if not 0 <= settings.lock_minutes <= LONGEST_WAIT:
        settings = replace(settings, lock_minutes=plain.lock_minutes)
    if found.get("theme") in set(Mode):
        settings = replace(settings, theme=Mode(found["theme"]))
    return replace(settings, recent=_recent(found.get("recent")))


def _recent(found: object) -> tuple[RecentFile, ...]:
    if not isinstance(found, list):
        return ()
    return tuple(
        RecentFile(str(one["path"]), str(one["name"]))
        for one in found[:RECENT_FILES]
        if isinstance(one, dict) and {"path", "name"} <= set(one)
    )
