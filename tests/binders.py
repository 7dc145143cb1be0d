"""Client files and a binder of them, with cheap keys, for the tests of Klienter."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.visiting.client import Client
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.services.visiting.binder import new_binder
from asfdesk.services.visiting.open_client import add_client
from asfdesk.storage.file.container import digest_of, read_container, write_container
from asfdesk.storage.file.opening import open_file
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, Clock

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.domain.visiting.client import ClientFigures
    from asfdesk.services.visiting.binder import Binder

BINDER = "fyra egna ord till listan"


def enterprise_file(path: Path, name: str) -> Path:
    """A closed client file with an owner's and an adviser's password."""
    enterprise = NewEnterprise(name, "559999-0002")
    opened, _code = create_client_file(path, enterprise, OWNER, TODAY, cost=CHEAP, clock=Clock())
    add_adviser_access(opened, "Rådgivaren", ADVISER, CHEAP)
    opened.close()
    return path


def saved_again(path: Path, password: str = OWNER) -> Path:
    """The same file, one generation later."""
    file = open_file(path, password, clock=Clock())
    with file.writer.action("setting.set", ("enterprise",)):
        file.writer.insert("setting", {"key": "eves_closed", "value": "0"})
    file.close()
    return path


def in_conflict(path: Path) -> Path:
    """Two computers saved it: the other version lies beside, under a changed name."""
    other = path.with_name(f"{path.stem} (konflikt).asfdesk")
    shutil.copy(path, other)
    saved_again(other, ADVISER)
    return other


def forged(path: Path) -> Path:
    """Whole, with hashes that are right, but changed without any key."""
    container = read_container(path)
    payload = path.with_suffix(".payload")
    payload.write_bytes(
        path.read_bytes()[container.offset : container.offset + container.manifest.payload_bytes]
    )
    manifest = replace(container.manifest, saved_at="2026-11-24T12:00:00+00:00")
    path.unlink()
    write_container(path, manifest, payload, digest_of(payload))
    payload.unlink()
    return path


def filled_binder(folder: Path, *names: str) -> tuple[Binder, str]:
    """A binder with a client of each name, in files of the folder."""
    binder, code = new_binder(folder / "Klienter.asfparm", BINDER, CHEAP)
    for name in names:
        add_client(binder, enterprise_file(folder / f"{name}.asfdesk", name), ADVISER, TODAY)
    return binder, code


def client(number: int, name: str, figures: ClientFigures | None = None) -> Client:
    """One that has no file."""
    uid = f"00000000-0000-4000-8000-{number:012d}"
    path = f"/nowhere/{name}.asfdesk"
    return Client(uid, path, ADVISER, name=name, owner_key=b"k" * 32, figures=figures)
