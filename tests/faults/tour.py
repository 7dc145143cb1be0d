"""Parts of a tour in this process: python -m tests.faults.tour FOLDER PART … [without=SAFEGUARD].

The parts go on where the one before has left the files. What was found is left in the folder.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.i18n import set_language
from tests.faults.canary_file import canary_file
from tests.faults.canary_words import unplanted, unsorted
from tests.faults.tour_place import UNPLANTED, UNSORTED, Place, Tour
from tests.faults.tour_sabotage import sabotaged

if TYPE_CHECKING:
    from collections.abc import Sequence

_WITHOUT = "without="


def fill(tour: Tour) -> None:
    """The file."""
    with tour.step("filled"):
        opened, _code = canary_file(tour.place.home, tour.place.asked)
        tour.look("open, just written")
        tour.found.hits += [f"{UNSORTED}: {one}" for one in unsorted(opened.file.database)]
        tour.found.hits += [f"{UNPLANTED}: {one}" for one in unplanted(opened.file)]
        opened.close()


PARTS = {
    "fill": ("tour", "fill"),
    "window": ("tour_window", "window_tour"),
    "lock": ("tour_window", "lock_tour"),
    "held": ("tour_window", "held_open"),
    "verbs": ("tour_verbs", "verbs_tour"),
    "files": ("tour_keys", "files_tour"),
    "erase": ("tour_keys", "erase_tour"),
    "crash": ("tour_keys", "crash_tour"),
}
"""Imported when they are gone on: most need no window."""


def _go_on(tour: Tour, part: str) -> None:
    module, name = PARTS[part]
    getattr(import_module(f"tests.faults.{module}"), name)(tour)


def _watched(tour: Tour) -> None:
    """Python tells of every socket that is connected or looked up."""

    def told(event: str, arguments: tuple[object, ...]) -> None:
        named = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind")
        if event in named and not isinstance(arguments[-1], str | bytes):
            tour.facts["connections inside"] = tour.facts.get("connections inside", 0) + 1

    tour.facts["connections inside"] = 0
    sys.addaudithook(told)


def main(arguments: Sequence[str]) -> int:
    """Go on it and leave what was found in the folder."""
    folder, *words = arguments
    set_language("sv")
    tour = Tour(Place(Path(folder)).make())
    _watched(tour)
    with sabotaged([one.removeprefix(_WITHOUT) for one in words if one.startswith(_WITHOUT)]):
        for part in words:
            if not part.startswith(_WITHOUT):
                _go_on(tour, part)
    tour.write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
