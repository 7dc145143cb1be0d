"""How many canaries lie in the memory of a window that is open, and of one that is locked.

Reported, not promised (decisions C17): Python and Qt free memory without overwriting it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.canary_words import word

if TYPE_CHECKING:
    from tests.faults.tour_place import Place

_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")
_LOOKED_FOR = (
    ("trainee_identity", "name_sealed"),
    ("trainee_identity", "address_sealed"),
    ("trainee_identity", "note_sealed"),
    ("placement", "caseworker_sealed"),
    ("supervisor", "name_sealed"),
    ("buyer", "contact_sealed"),
)


def words_in_memory(place: Place) -> dict[str, int]:
    """ "open" and "locked" -> how many copies of six sealed words; {} where it can't be read."""
    if not Path("/proc/self/mem").exists():
        return {}
    order = [sys.executable, "-m", "tests.faults.tour", str(place.folder), "held"]
    found = {}
    with subprocess.Popen(  # noqa: S603 - our own module
        order,
        env=place.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as held:
        assert held.stdin is not None
        assert held.stdout is not None
        for _ in range(2):
            said = held.stdout.readline().strip()
            if not said:
                break
            try:
                found[said] = _count(held.pid)
            except PermissionError:
                found = {}
            held.stdin.write("\n")
            held.stdin.flush()
    return found


def _count(process: int) -> int:
    """Copies in everything that it can write to; as UTF-8, Latin-1 and UTF-16."""
    spelt = {
        text.encode(code)
        for text in (word(table, column) for table, column in _LOOKED_FOR)
        for code in ("utf-8", "latin-1", "utf-16-le")
    }
    total = 0
    lines = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for region in filter(None, map(_REGION.match, lines)):
            first, last = (int(one, 16) for one in region.groups())
            try:
                memory.seek(first)
                content = memory.read(last - first)
            except (OSError, OverflowError, ValueError):
                continue
            total += sum(content.count(one) for one in spelt)
    return total
