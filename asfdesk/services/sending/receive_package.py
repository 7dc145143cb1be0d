"""A recipient's side without a region: keys, cards, and packages judged on arrival."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.sending.package_arrival import PackageFault, judged
from asfdesk.domain.sending.packages import is_spoken
from asfdesk.errors import FileMissingError, InvalidInputError
from asfdesk.formats.package.archive import MOST_BYTES
from asfdesk.formats.package.faults import refused
from asfdesk.formats.package.package_file import read_package
from asfdesk.formats.package.recipient_keys import (
    card_bytes,
    keys_bytes,
    new_recipient_keys,
    opening_keys,
    read_keys,
    renewed,
)
from asfdesk.i18n import _
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.region.key_file import create_key_file, open_key_file
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asfdesk.domain.sending.packages import PackageContent
    from asfdesk.domain.sending.recipient_keys import RecipientKeys
    from asfdesk.domain.visiting_codes import RecipientKind
    from asfdesk.storage.file.manifest import KdfCost
    from asfdesk.storage.region.key_file import KeyFile


@dataclass(frozen=True)
class OpenKeys:
    """A recipient's key file that a password has opened."""

    file: KeyFile = field(repr=False)
    keys: RecipientKeys = field(repr=False)


def make_keys(  # noqa: PLR0913 - whom the keys are of, and where they lie
    path: Path,
    name: str,
    kind: RecipientKind,
    today: date,
    valid_until: date,
    *,
    password: str,
    cost: KdfCost = SHIPPED_COST,
) -> tuple[OpenKeys, str]:
    """A new key file, and its recovery code, which is nowhere else.

    Raises:
        FileConflictError: there is a file of that name.
        AsfDeskError: the place cannot be used.
    """
    keys = new_recipient_keys(name, kind, today, valid_until)
    file, code = create_key_file(path, keys_bytes(keys).decode(), password, cost)
    return OpenKeys(file, keys), code


def open_keys(path: Path, password: str) -> OpenKeys:
    """A key file that is there.

    Raises:
        OpeningError: one subclass per cause.
        PackageRefusedError: it holds no keys of this program.
    """
    file = open_key_file(path, password)
    return OpenKeys(file, read_keys(file.text.encode()))


def renew_keys(opened: OpenKeys, today: date, valid_until: date) -> OpenKeys:
    """A new key to encrypt to, saved; the fingerprint stays."""
    return _saved(opened, renewed(opened.keys, today, valid_until))


def write_own_card(opened: OpenKeys, path: Path) -> None:
    """The card to hand out."""
    atomic_write(path, card_bytes(opened.keys))


def package_in(path: Path, opened: OpenKeys | None) -> PackageContent:
    """A package in a file, whose signature and parts hold.

    Raises:
        PackageRefusedError: as `read_package`.
        FileMissingError: there is no such file.
    """
    with explained():
        if not path.is_file():
            raise FileMissingError(
                _("There is no file called %(name)s here.") % {"name": path.name},
                _("It may have been moved, renamed or removed since it was chosen."),
                _("Choose the file where it lies now."),
            )
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    return read_package(data, opening_keys(opened.keys) if opened else ())


def let_in(opened: OpenKeys, content: PackageContent, heard: str, today: date) -> OpenKeys:
    """Judge a package; at first contact its fingerprint must have been heard. Saved if it may in.

    Args:
        opened: the recipient's keys.
        content: from `package_in`.
        heard: the enterprise's fingerprint as it was read aloud; "" = not now.
        today: when.

    Raises:
        PackageRefusedError: UNPINNED, WRONG_ENTERPRISE, REPLAYED or SUPERSEDED.
        InvalidInputError: what was heard is not the package's fingerprint.
    """
    keys = opened.keys
    fault = judged(content, keys.pins, keys.arrived)
    if fault is PackageFault.UNPINNED and heard:
        if not is_spoken(heard, content.fingerprint):
            raise InvalidInputError(
                "heard",
                _("This is not the fingerprint of the package."),
                _("A digit was heard wrong, or the package is not from whom it says."),
                _("Ask for the digits again. If they still differ, do not use the package."),
            )
        keys = keys.pinned(content, today)
        fault = judged(content, keys.pins, keys.arrived)
    if fault is not None:
        raise refused(fault)
    return _saved(opened, keys.with_arrived(content))


def _saved(opened: OpenKeys, keys: RecipientKeys) -> OpenKeys:
    opened.file.save(keys_bytes(keys).decode())
    return OpenKeys(opened.file, keys)
