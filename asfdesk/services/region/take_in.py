"""Packages into the region: each is opened, verified and judged, and only then entered.

All packages of one call are one transaction. One that is refused leaves no trace, and its reason
is told; the others are entered all the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.region.quarters import Member, quarter_of
from asfdesk.domain.sending.package_arrival import PackageFault, Pin, judged
from asfdesk.domain.sending.packages import is_spoken
from asfdesk.errors import AsfDeskError, FileMissingError, InvalidInputError, RefusedError
from asfdesk.formats.package.archive import MOST_BYTES
from asfdesk.formats.package.faults import PackageRefusedError, refused
from asfdesk.formats.package.package_file import SUFFIX, read_package
from asfdesk.i18n import _
from asfdesk.services.progress import silent
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from asfdesk.domain.sending.packages import PackageContent
    from asfdesk.services.progress import Progress
    from asfdesk.services.region.open_region import Region


@dataclass(frozen=True)
class Taken:
    """What became of one file.

    Attributes:
        name: of the file.
        content: what the package says; None when it could not be trusted that far.
        error: why it was refused; None = it was taken in.
    """

    name: str
    content: PackageContent | None = field(repr=False)
    error: AsfDeskError | None

    @property
    def fault(self) -> PackageFault | None:
        """The reason as a code; None when it was taken in, or refused for no fault of its own."""
        return self.error.fault if isinstance(self.error, PackageRefusedError) else None


def packages_under(paths: Iterable[Path]) -> list[Path]:
    """The files that are named, and the packages in the folders that are, in order of name."""
    found: dict[Path, None] = {}
    with explained():
        for path in paths:
            inside = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
            found.update(dict.fromkeys(inside))
    return list(found)


def take_in(
    region: Region,
    paths: Sequence[Path],
    today: date,
    heard: str = "",
    progress: Progress = silent,
) -> list[Taken]:
    """Take in packages; those of one enterprise in the order of their numbers.

    Args:
        region: the open region.
        paths: files.
        today: when they came.
        heard: a fingerprint that was read aloud just now, for the one package that is given.
        progress: told after each file.

    Raises:
        InvalidInputError: a fingerprint was given for several packages.
        AsfDeskError: the region could not be written; then nothing was taken in.
    """
    if heard and len(paths) != 1:
        raise InvalidInputError(
            "heard",
            _("A fingerprint is for one package."),
            _("Each enterprise has its own."),
            _("Take in the packages of new enterprises one at a time."),
        )
    answers: dict[int, Taken] = {}
    whole: list[tuple[PackageContent, str, int]] = []
    for at, path in enumerate(paths):
        progress(at, len(paths))
        try:
            content, digest = _read(region, path)
        except AsfDeskError as error:
            answers[at] = Taken(path.name, None, error)
        else:
            whole.append((content, digest, at))
    with region.store.engine.transaction():
        free = region.store.last_id() + 1
        for content, digest, at in sorted(whole, key=lambda one: (one[0].number, one[2])):
            answers[at] = Taken(
                paths[at].name, content, _enter(region, content, free, digest, today, heard)
            )
            free += answers[at].error is None
    progress(len(paths), len(paths))
    return [answers[at] for at in range(len(paths))]


def _read(region: Region, path: Path) -> tuple[PackageContent, str]:
    """A package whose signature and parts hold, without its documents, and its SHA-256."""
    with explained():
        if not path.is_file():
            raise FileMissingError(
                _("There is no file called %(name)s here.") % {"name": path.name},
                _("It may have been moved, renamed or removed since it was chosen."),
                _("Choose the file where it lies now."),
            )
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    content = read_package(data, region.keys)
    return replace(content, files={}), hashlib.sha256(data).hexdigest()


def _enter(
    region: Region,
    content: PackageContent,
    package_id: int,
    digest: str,
    today: date,
    heard: str,
) -> AsfDeskError | None:
    """Judge a package and enter it; the reason if it may not."""
    if content.example:
        return RefusedError(
            _("The package is made from the example enterprise."),
            _("Its figures are invented, so a region does not count them."),
            _("Nothing was taken in."),
        )
    if content.period.first != quarter_of(content.period.first).first or (
        content.period.last != quarter_of(content.period.first).last
    ):
        return RefusedError(
            _("The package is not about a quarter."),
            _("A region compares calendar quarters."),
            _("Nothing was taken in. Ask the enterprise for a package of the quarter."),
        )
    sender = content.sender
    known = region.store.member(sender.org_number) or Member(sender.org_number, sender.name)
    member = _compared(region, known, content, heard, today)
    pins = (
        [Pin(member.org_number, member.name, member.public_key, today)] if member.public_key else []
    )
    fault = judged(content, pins, region.store.arrived(sender.org_number, content.uid))
    if fault is PackageFault.UNPINNED and (known.heard or heard):
        return InvalidInputError(
            "heard",
            _("This is not the fingerprint of the package."),
            _("A digit was heard wrong, or the package is not from whom it says."),
            _("Ask for the digits again. If they still differ, do not use the package."),
        )
    if fault is not None:
        return refused(fault)
    region.store.put_member(_moved(member, content))
    region.store.add_package(package_id, content, digest, today)
    return None


def _compared(
    region: Region, member: Member, content: PackageContent, heard: str, today: date
) -> Member:
    """The enterprise with its key, if the fingerprint has been compared one way or another."""
    if member.public_key:
        return member
    spoken = member.heard or heard
    if not spoken:
        keys = [one.public_key for one in region.pins if one.org_number == member.org_number]
        return replace(member, public_key=keys[0], pinned_on=today) if keys else member
    if is_spoken(spoken, content.fingerprint):
        return replace(member, public_key=content.public_key, pinned_on=today)
    return member


def _moved(member: Member, content: PackageContent) -> Member:
    """As the latest package names it; its first quarter is expected from then on."""
    sender, since = content.sender, quarter_of(content.period.first)
    return replace(
        member,
        name=sender.name,
        municipality=sender.municipality,
        coordination=sender.coordination,
        heard="",
        since=min(since, member.since) if member.since else since,
    )


@dataclass(frozen=True)
class TakenFile:
    """What became of a file, as it is shown.

    Attributes:
        enterprise, quarter: what the package says; "" when it could not be trusted that far.
    """

    path: Path
    enterprise: str
    quarter: str
    error: AsfDeskError | None
    fault: PackageFault | None


def take_in_files(
    region: Region,
    places: Iterable[Path],
    today: date,
    heard: str = "",
    progress: Progress = silent,
) -> list[TakenFile]:
    """Take in packages and the packages in folders, and say of each file what became of it.

    Raises:
        as `take_in`; CancelledError: stopped while the files were read; nothing was taken in.
    """
    paths = packages_under(places)
    return [
        TakenFile(
            path,
            one.content.sender.name if one.content else "",
            str(one.content.period) if one.content else "",
            one.error,
            one.fault,
        )
        for path, one in zip(paths, take_in(region, paths, today, heard, progress), strict=True)
    ]
