"""One tour, or a part of it, in this process: python -m tests.faults.tour FOLDER PART [PART …]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.i18n import set_language
from tests.faults.canary_file import canary_file
from tests.faults.tour_keys import crash, files_tour
from tests.faults.tour_place import Place, Tour
from tests.faults.tour_verbs import verbs_tour
from tests.faults.tour_window import window_tour

if TYPE_CHECKING:
    from collections.abc import Sequence


def fill(tour: Tour) -> None:
    """The file."""
    with tour.step("filled"):
        opened, _code = canary_file(tour.place.home, tour.place.asked)
        tour.look("open, just written")
        opened.close()


PARTS = {
    "fill": fill,
    "window": window_tour,
    "verbs": verbs_tour,
    "files": files_tour,
    "crash": lambda tour: crash(tour.place),
}


def main(arguments: Sequence[str]) -> int:
    """Go on it and leave what was found in the folder."""
    folder, *parts = arguments
    set_language("sv")
    tour = Tour(Place(Path(folder)).make())
    for part in parts:
        PARTS[part](tour)
    tour.write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
