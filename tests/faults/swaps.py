"""Old parts put back: a page, a payload, a manifest, or the whole of an earlier generation."""

from __future__ import annotations

import random
import sys
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unittest import mock

from asfdesk.errors import FileDamagedError, OpeningError
from asfdesk.storage.disk.digests import sha256_of
from asfdesk.storage.file import container, last_seen
from asfdesk.storage.file.client_file import Note
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.manifest_json import manifest_bytes
from tests.faults.proof import Counts, Order, Proof, Tally, Twin
from tests.faults.sabotage import constant_hashes
from tests.strongbox import OWNER, keys_in, new_file, opened, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.storage.file.manifest import Manifest

PAGE = 4096
GENERATIONS = 8
ENTRIES = 10
WHOLE_EVERY = 10
"""Every tenth round puts a whole older file back; that takes an opening each."""


@dataclass(frozen=True)
class Generation:
    """One saved state of a client file."""

    content: bytes
    manifest: Manifest
    payload: bytes


def run(order: Order) -> Counts:
    """Inside one file everything is damage; a whole older file is known on this computer."""
    tally = Tally("unnoticed", "wrong message", "raw exception")
    dice = random.Random(order.seed)  # noqa: S311 - the same parts every time
    home = order.folder / "Kafé.asfdesk"
    history = _history(home)
    kinds: tuple[tuple[str, Callable[..., bytes]], ...] = (
        ("page", _old_page), ("pages", _half_synced), ("payload", _old_payload),
        ("manifest", _old_manifest), ("forged manifest", _forged),
    )  # fmt: skip
    for number in range(order.rounds):
        tally.rounds += 1
        old = dice.choice(history[:-1])
        if number % WHOLE_EVERY == 0:
            _judge_whole(tally, home, old.content)
            continue
        kind, make = dice.choice(kinds)
        content = make(history[-1], old, dice)
        if content != history[-1].content:
            _judge_mixed(tally, kind, home, content)
    return tally.counts()


def _history(home: Path) -> list[Generation]:
    """Generations of one file as this computer has seen them, of one length so that parts fit."""
    file, _code = new_file(home)
    for number in range(GENERATIONS * ENTRIES):
        put(file, f"k{number}", "v" * 400)
    found = []
    for number in range(GENERATIONS):
        with file.writer.action("setting.set", ("enterprise",)):
            for at in range(1, ENTRIES):
                file.writer.update("setting", at * number + 1, {"value": f"{number:03}" * 130})
        file.publish()
        found.append(_generation(home))
    file.close()
    return found


def _generation(home: Path) -> Generation:
    content, read = home.read_bytes(), read_container(home)
    payload = content[read.offset :][: read.manifest.payload_bytes]
    return Generation(content, read.manifest, payload)


def _packed(manifest: Manifest, payload: bytes) -> bytes:
    """A container whose frame fits, as somebody who knows the format would make it."""
    head, tail = container._frame(manifest_bytes(manifest), zlib.crc32(payload), len(payload))
    return head + payload + tail


def _old_page(new: Generation, old: Generation, dice: random.Random) -> bytes:
    pages = min(len(new.payload), len(old.payload)) // PAGE
    start = dice.randrange(pages) * PAGE
    mixed = new.payload[:start] + old.payload[start : start + PAGE] + new.payload[start + PAGE :]
    return _packed(new.manifest, mixed)


def _half_synced(new: Generation, old: Generation, dice: random.Random) -> bytes:
    """The beginning has arrived, the rest is still the older file; or the other way round."""
    cut = dice.randrange(1, min(len(new.content), len(old.content)) // PAGE) * PAGE
    first, second = dice.sample([new, old], 2)
    return first.content[:cut] + second.content[cut:]


def _old_payload(new: Generation, old: Generation, _dice: random.Random) -> bytes:
    return _packed(new.manifest, old.payload)


def _old_manifest(new: Generation, old: Generation, _dice: random.Random) -> bytes:
    return _packed(old.manifest, new.payload)


def _forged(new: Generation, old: Generation, _dice: random.Random) -> bytes:
    """Hash and length fit the older payload; only whoever has the key could seal that."""
    manifest = replace(
        new.manifest, payload_bytes=len(old.payload), payload_sha256=sha256_of(old.payload)
    )
    return _packed(manifest, old.payload)


def _judge_mixed(tally: Tally, kind: str, home: Path, content: bytes) -> None:
    tally.seen[kind] += 1
    home.write_bytes(content)
    try:
        file = opened(home, OWNER)
        keys_in(file)
        file.abandon(keep_work=False)
    except FileDamagedError:
        return
    except OpeningError as error:
        tally.wrong("wrong message", f"{kind}: {type(error).__name__}")
    except Exception as error:  # noqa: BLE001 - anything else is what this looks for
        tally.wrong("raw exception", f"{kind}: {error!r}")
    else:
        tally.wrong("unnoticed", kind)


def _judge_whole(tally: Tally, home: Path, content: bytes) -> None:
    tally.seen["whole older file"] += 1
    home.write_bytes(content)
    file = opened(home, OWNER, read_only=True)
    if Note.ROLLED_BACK not in file.notes:
        tally.wrong("unnoticed", "a whole older file")
    file.close()


def without_hash(order: Order) -> Counts:
    """The twin: the payload's hash is not compared."""
    with constant_hashes(sys.modules[__name__]):
        return run(order)


def without_memory(order: Order) -> Counts:
    """The twin: this computer does not remember what it has seen."""
    with mock.patch.object(last_seen, "remember"):
        return run(order)


PROOFS = (
    Proof(
        name="swaps",
        goal="2,000 old parts: inside one file 100 % noticed; a whole older file 100 % here",
        run=run,
        full=2000,
        short=100,
        twins=(Twin("no-hash", without_hash, 40), Twin("no-memory", without_memory, 11)),
    ),
)
