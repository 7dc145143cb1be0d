"""Damage to a client file is always noticed, and called damage."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from unittest import mock

from asfdesk.errors import FileDamagedError, NotAClientFileError, OpeningError
from asfdesk.services.file.manage_backups import latest_good_backup, restore_without_file
from asfdesk.services.file.open_file import open_client_file
from asfdesk.storage.disk.digests import file_sha256
from asfdesk.storage.file import working_copy
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.schema_check import check_content
from tests.faults.proof import Counts, Order, Proof, Tally, Twin
from tests.faults.sabotage import constant_hashes, without_page_macs
from tests.strongbox import OWNER, keys_in, new_file, opened, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
RESTORE_EVERY = 100
RECOGNISABLE = 600
"""Bytes of a beginning that show whose file it was; less cannot be told from another file."""
APPENDED = (b"\0", b"\n", b"PK\x05\x06", b"x" * PAGE)


def run(order: Order) -> Counts:
    """Every kind of damage: each boundary once, the rest of the rounds flipped bits."""
    tally = Tally("unnoticed", "wrong message", "raw exception", "no backup offered")
    dice = random.Random(order.seed)  # noqa: S311 - the same places every time
    home = order.folder / "Kafé.asfdesk"
    whole, first = _two_generations(home)
    damages = [*_at_boundaries(whole, read_container(home).offset)]
    if order.rounds < len(damages) * 2:
        damages = dice.sample(damages, order.rounds // 2)
    for kind, content in damages:
        _judge(tally, kind, home, content)
        _judge_backup(tally, kind, home, first)
    for _ in range(order.rounds - len(damages)):
        flipped = bytearray(whole)
        flipped[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        _judge(tally, "flipped", home, bytes(flipped))
        _judge_backup(tally, "flipped", home, first)
    return tally.counts()


def _two_generations(home: Path) -> tuple[bytes, str]:
    """The file, and the hash of the generation before, of which there is a backup."""
    file, _code = new_file(home)
    first = read_container(home).sha256
    for number in range(40):
        put(file, f"k{number}", "v" * 900)
    file.close()
    open_client_file(home, OWNER).close()
    return home.read_bytes(), first


def _at_boundaries(whole: bytes, offset: int) -> Iterator[tuple[str, bytes]]:
    """Truncations at every page boundary and one byte to either side; zeroed pages; more bytes."""
    for start in (*range(offset, len(whole), PAGE), len(whole) - 22, len(whole)):
        for length in {start - 1, start, start + 1} - {len(whole)}:
            if length < len(whole):
                yield "truncated", whole[:length]
    for start in range(offset, len(whole) - PAGE, PAGE):
        yield "zeroed", whole[:start] + bytes(PAGE) + whole[start + PAGE :]
    for start in range(0, len(whole) - PAGE, PAGE):
        yield "zeroed", whole[:start] + bytes(PAGE) + whole[start + PAGE :]
    for extra in APPENDED:
        yield "appended", whole + extra
    for length in (0, 1, 29, 30, 43, 100, RECOGNISABLE):
        yield "truncated", whole[:length]


def _judge(tally: Tally, kind: str, path: Path, content: bytes) -> None:
    tally.rounds += 1
    tally.seen[kind] += 1
    path.write_bytes(content)
    try:
        file = opened(path, OWNER)
        keys_in(file)
        file.abandon(keep_work=False)
    except FileDamagedError:
        pass
    except NotAClientFileError:
        if 0 < len(content) < RECOGNISABLE:
            tally.seen["too short to tell"] += 1
        else:
            tally.wrong("wrong message", f"{kind}: another kind of file")
    except OpeningError as error:
        tally.wrong("wrong message", f"{kind}: {type(error).__name__}")
    except Exception as error:  # noqa: BLE001 - anything else is what this looks for
        tally.wrong("raw exception", f"{kind}: {error!r}")
    else:
        tally.wrong("unnoticed", kind)
    if path.read_bytes() != content:
        tally.wrong("unnoticed", f"{kind}: the damaged file was changed")


def _judge_backup(tally: Tally, kind: str, home: Path, wanted: str) -> None:
    """What the window of the damaged file offers; every hundredth is restored and opened."""
    row = latest_good_backup(home)
    if row is None or file_sha256(row.path) != wanted:
        tally.wrong("no backup offered", f"{kind}, {home.stat().st_size} bytes: {row}")
    elif tally.rounds % RESTORE_EVERY == 0:
        restored = restore_without_file(home, OWNER, row.path, home.with_name("Igen.asfdesk"))
        opened(restored, OWNER).close()
        restored.unlink()
        tally.seen["restored"] += 1


def without_mac_and_hash(order: Order) -> Counts:
    """The twin: pages without MAC, payload without hash."""
    without_page_macs()
    with constant_hashes(), mock.patch.object(working_copy, "check_pages", check_content):
        return run(order)


PROOFS = (
    Proof(
        name="flips",
        goal="10,000 damaged files: 100 % noticed, called damage, a backup offered",
        run=run,
        full=10_000,
        short=300,
        twins=(Twin("no-mac-no-hash", without_mac_and_hash, 60),),
    ),
)
