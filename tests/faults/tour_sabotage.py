"""Safeguards of privacy taken away in a tour, by name, for the twins."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from unittest import mock

from asfdesk import paths
from asfdesk.services.file import erase_trainees, lock_file
from asfdesk.services.people import manage_trainees
from asfdesk.storage import _driver
from asfdesk.storage.rows import Writer
from asfdesk.storage.vault import Vault
from tests.faults import canary_file
from tests.faults.canary_words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asfdesk.services.people.manage_trainees import NewTrainee
    from asfdesk.services.session import WriteSession

_DISCARD = 9
"""A port where nobody listens."""
_CONNECT = f"import socket; socket.socket().connect_ex(('127.0.0.1', {_DISCARD}))"


@contextmanager
def a_name_in_a_log() -> Iterator[None]:
    """Whoever is added is named in a log, in UTF-16 as Windows programs write."""
    add = manage_trainees.add_trainee

    def telling(session: WriteSession, new: NewTrainee, *rest: Any) -> object:  # noqa: ANN401 - passed on
        path = paths.private_folder("log") / "asfdesk.log"
        path.write_bytes(f"added {new.identity.name}\n".encode("utf-16-le"))
        return add(session, new, *rest)

    with mock.patch.object(canary_file, "add_trainee", telling):
        yield


@contextmanager
def a_field_unsealed() -> Iterator[None]:
    """Notes are written as they are."""
    seal, opened = Vault.seal, Vault.open

    def sealed(self: Vault, table: str, row: int, column: str, text: str) -> bytes | None:
        if column == "note_sealed" and text:
            return text.encode()
        return seal(self, table, row, column, text)

    def read(self: Vault, table: str, row: int, column: str, value: bytes | None) -> str:
        if column == "note_sealed" and value:
            return value.decode()
        return opened(self, table, row, column, value)

    with mock.patch.object(Vault, "seal", sealed), mock.patch.object(Vault, "open", read):
        yield


@contextmanager
def a_before_image_unsealed() -> Iterator[None]:
    """The undo list keeps what was there in clear."""
    remember = Writer._remember

    def in_clear(self: Writer, table: str, row_id: int, before: Any) -> None:  # noqa: ANN401 - a row
        if table == "trainee_identity" and before:
            before = {**before, "note_sealed": word(table, "note_sealed")}
        remember(self, table, row_id, before)

    with mock.patch.object(Writer, "_remember", in_clear):
        yield


@contextmanager
def nothing_overwritten() -> Iterator[None]:
    """What is deleted stays in free pages, and the file is not rebuilt after erasing."""
    settings = tuple(one for one in _driver._SETTINGS if "secure_delete" not in one)
    assert len(settings) < len(_driver._SETTINGS)
    with (
        mock.patch.object(_driver, "_SETTINGS", (*settings, "secure_delete=OFF")),
        mock.patch.object(erase_trainees, "compact", return_value=None),
    ):
        yield


@contextmanager
def backups_kept() -> Iterator[None]:
    """Erasing leaves the backups as they are."""
    with mock.patch.object(erase_trainees, "_rewrite", return_value=(0, ())):
        yield


@contextmanager
def clipboard_kept() -> Iterator[None]:
    """Locking leaves a copied name on the clipboard."""
    with mock.patch.object(lock_file, "holds_sealed", return_value=False):
        yield


@contextmanager
def connecting() -> Iterator[None]:
    """The program itself opens a connection."""
    with socket.socket() as made:
        made.connect_ex(("127.0.0.1", _DISCARD))
    yield


@contextmanager
def connecting_by_another() -> Iterator[None]:
    """It has another program do it, where no guard inside can see it."""
    subprocess.run([sys.executable, "-c", _CONNECT], check=True)  # noqa: S603 - our own line
    yield


SABOTAGE: dict[str, Callable[[], Any]] = {
    one.__name__: one
    for one in (
        a_name_in_a_log,
        a_field_unsealed,
        a_before_image_unsealed,
        nothing_overwritten,
        backups_kept,
        clipboard_kept,
        connecting,
        connecting_by_another,
    )
}


@contextmanager
def sabotaged(names: list[str]) -> Iterator[None]:
    """All of these at once."""
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(SABOTAGE[name]())
        yield
