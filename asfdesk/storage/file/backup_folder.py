"""The backups of one client file as they lie on this computer: names, order, and what may go.

One folder per client UUID, so that equal file names never meet. A name says when it was made, by
this computer's clock, and which generation it holds; order is by generation alone, because a
clock can be wrong and a generation cannot (trust.md §2, §10.12).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from pathlib import Path
    from uuid import UUID

DAYS, WEEKS, MONTHS = 12, 10, 9
"""How many are kept: one a day, then one a week, then one a month (trust.md §1, promise 9)."""

_SUFFIX = ".asfdesk"
_DAILY = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{8,})(?:_[0-9a-f]{8})?\.asfdesk", re.ASCII)
_MIGRATION = re.compile(r"before-schema-(\d+)_(\d{8,})(?:_[0-9a-f]{8})?\.asfdesk", re.ASCII)
_SHORT = 8


class Why(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    BEFORE_MIGRATION = "before_migration"


@dataclass(frozen=True)
class BackupFile:
    """One backup.

    Attributes:
        generation: which generation of the client file it holds.
        made_on: the day by this computer's clock; None for one before a migration.
    """

    path: Path
    generation: int
    why: Why
    made_on: date | None = None


def backup_folder(client: UUID) -> Path:
    """Where a client file's backups lie on this computer; made if it is missing."""
    with explained():
        folder = paths.private_folder("backups") / str(client)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def backup_files(client: UUID) -> list[BackupFile]:
    """Every backup, oldest generation first; files of other names are none of ours."""
    with explained():
        folder = paths.private_folder("backups") / str(client)
        found = [_parsed(path) for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((one for one in found if one is not None), key=_order)


def daily(files: Iterable[BackupFile]) -> list[BackupFile]:
    """Those that are thinned; the ones before a migration never are."""
    return [one for one in files if one.why is Why.DAILY]


def daily_name(folder: Path, day: date, generation: int, sha256: str) -> Path:
    """A name for a daily backup that nothing has yet."""
    return _free(folder, f"{day.isoformat()}_{generation:08d}", sha256)


def migration_name(folder: Path, version: int, generation: int, sha256: str) -> Path:
    """A name for a backup before a migration that nothing has yet."""
    return _free(folder, f"before-schema-{version}_{generation:08d}", sha256)


def surplus(files: Sequence[BackupFile]) -> list[BackupFile]:
    """Daily backups that twelve days, ten weeks and nine months do not need, oldest first.

    The twelve latest generations are kept whatever their dates say. Of those before, the ten
    latest weeks keep their latest each; of those before that, the nine latest months.

    Args:
        files: whole ones, oldest generation first; a damaged one keeps no place warm.
    """
    latest_first = list(reversed(daily(files)))
    weeks, before_weeks = _latest_of_each(latest_first[DAYS:], WEEKS, _week)
    months, _before_months = _latest_of_each(before_weeks, MONTHS, _month)
    kept = {one.path for one in (*latest_first[:DAYS], *weeks, *months)}
    return [one for one in reversed(latest_first) if one.path not in kept]


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month


def _latest_of_each(
    latest_first: Sequence[BackupFile], most: int, label: Callable[[date], Hashable]
) -> tuple[list[BackupFile], list[BackupFile]]:
    """The latest of each week or month, until there are enough; and all that lies before."""
    found: dict[Hashable, BackupFile] = {}
    for at, one in enumerate(latest_first):
        name = label(one.made_on) if one.made_on else None
        if name not in found and len(found) == most:
            return list(found.values()), list(latest_first[at:])
        found.setdefault(name, one)
    return list(found.values()), []


def _free(folder: Path, stem: str, sha256: str) -> Path:
    plain = folder / f"{stem}{_SUFFIX}"
    return folder / f"{stem}_{sha256[:_SHORT]}{_SUFFIX}" if plain.exists() else plain


def _parsed(path: Path) -> BackupFile | None:
    if match := _MIGRATION.fullmatch(path.name):
        return BackupFile(path, int(match[2]), Why.BEFORE_MIGRATION)
    if match := _DAILY.fullmatch(path.name):
        try:
            return BackupFile(path, int(match[2]), Why.DAILY, date.fromisoformat(match[1]))
        except ValueError:
            return None
    return None


def _order(one: BackupFile) -> tuple[int, str]:
    return one.generation, one.path.name
