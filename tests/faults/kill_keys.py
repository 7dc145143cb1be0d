"""Killed while passwords are changed and keys are renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import WrongKeyError
from asfdesk.services.file.file_access import (
    add_adviser_access,
    change_password,
    replace_leaked_password,
)
from asfdesk.services.file.open_file import OpenFile
from asfdesk.services.session import read_session
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.file.left_copies import find_left_copies
from asfdesk.storage.file.signing import hmac_holds
from tests.faults.kills import Scene, Work
from tests.faults.proof import Counts, Order, Proof, Twin, needs_posix
from tests.faults.sabotage import publishing_in_place
from tests.strongbox import ADVISER, CHEAP, OWNER, keys_in, new_enterprise, opened, put
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.storage.file.client_file import ClientFile
    from asfdesk.storage.file.manifest import Manifest

AIM = 2
NAME = "Åsa Öberg"


def run(order: Order) -> Counts:
    """Kill during one change of password after the other; every other one renews the keys."""
    scene = Scene(order, AIM)
    code = _prepare(scene.home)
    done = 0
    for _ in scene.rounds():
        told = len(scene.killed(_changing(scene.home, done)))
        fits = _fitting(scene, done + told)
        if fits is None:
            break
        with scene.next_start(password(fits)) as file:
            if file is None:
                continue
            _judge(scene, file, code, done + told)
        done = _settled(scene, done + told)
    return scene.counts()


def password(number: int) -> str:
    """The owner's password after so many changes."""
    return f"lösenord nummer {number}" if number else OWNER


def _prepare(home: Path) -> str:
    made, code = new_enterprise(home)
    session = made.writing()
    add_placement(session, add_agreement(session), name=NAME)
    add_adviser_access(made, "Rådgivaren", ADVISER, CHEAP)
    made.close()
    return code


def _changing(home: Path, done: int) -> Work:
    def work(tell: Callable[[bytes], None]) -> None:
        number = done
        file = OpenFile(opened(home, password(number)))
        while True:
            if f"k{number}" not in keys_in(file.file):
                put(file.file, f"k{number}")
            old, new = password(number), password(number + 1)
            if number % 2:
                replace_leaked_password(file, old, new, CHEAP)
            else:
                change_password(file, old, new, CHEAP)
            tell(b"k")
            number += 1
            if file.file.closed:
                file = OpenFile(opened(home, password(number)))

    return work


def _opens(manifest: Manifest, word: str) -> bool:
    try:
        return hmac_holds(manifest, unlock(manifest, word))
    except WrongKeyError:
        return False


def _fitting(scene: Scene, told: int) -> int | None:
    """Which password opens the home file: the last acknowledged, or the one in progress.

    None if none does, which is counted.

    Work that was left is opened with the password of the file that it began with, which is the
    same one: the keys change only with the home file.
    """
    if scene.look(scene.home) < 0:
        return None
    manifest = read_container(scene.home).manifest
    left = find_left_copies()
    fits = [n for n in (told - 1, told, told + 1) if n >= 0 and _opens(manifest, password(n))]
    if fits not in ([told], [told + 1]):
        scene.tally.wrong("lost", f"passwords {fits} open the file, {told} acknowledged")
        return None
    if left and fits == [told + 1]:
        scene.tally.seen["left with a newer home file"] += 1
    return fits[0]


def _judge(scene: Scene, file: ClientFile, code: str, told: int) -> None:
    """Names can be read, every entry before an acknowledged change is there."""
    keys = keys_in(file)
    wanted = [f"k{n}" for n in range(told + 1)]
    if [key for key in keys if key.startswith("k")] not in (wanted, wanted[:-1]):
        scene.tally.wrong("lost", f"{len(keys)} entries, {told} acknowledged")
    identity = read_session(file.rows, file.vault).trainees.identity(1)
    if identity.name != NAME:
        scene.tally.wrong("damaged", "a sealed name cannot be read")
    for who, word in (("adviser", ADVISER), ("recovery code", code)):
        if not _opens(file.manifest, word):
            scene.tally.wrong("lost", f"the {who} is shut out")


def _settled(scene: Scene, told: int) -> int:
    """Which change the home file is at, now that the next start has closed it."""
    manifest = read_container(scene.home).manifest
    return told + 1 if _opens(manifest, password(told + 1)) else told


def in_place(order: Order) -> Counts:
    """The twin: the home file is truncated and written anew."""
    with publishing_in_place():
        return run(order)


PROOFS = (
    Proof(
        name="kill-keys",
        goal="300 kills: 0 lost, one password opens the file, nobody is shut out",
        run=run,
        full=300,
        short=8,
        twins=(Twin("in-place", in_place, 60),),
        needs=needs_posix,
    ),
)
