"""The tour through the command line; what it prints is searched like everything else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.faults.canary_words import GUARDED, STEM
from tests.faults.tour_place import FAILED
from tests.strongbox import OWNER

if TYPE_CHECKING:
    from tests.faults.tour_place import Place, Tour


def orders(place: Place) -> list[list[str]]:
    """Every verb that takes a client file; what is written is what was asked for."""
    home, asked = str(place.home), str(place.asked)
    sie = str(next(place.asked.glob("*.se")))
    backup = next((place.user / "backups").rglob("*.asfdesk"), None)
    wanted = [
        ["check", home],
        ["backups", home],
        ["figures", home, "--period", "2026-10", "--json"],
        ["reports"],
        ["report", home, "R1", "--period", "2026-10", "--format", "pdf,xlsx,json", "--out", asked],
        [
            *("report", home, "R1", "--period", "2026-10", "--format", "pdf,csv"),
            *("--out", asked, "--recipient", "Kommunen"),
        ],
        ["report", home, "R2", "--period", "2026-09", "--format", "xlsx,csv,pdf", "--out", asked],
        ["report", home, "R4", "--period", "2026-09", "--format", "pdf,xlsx,csv", "--out", asked],
        ["report", home, "R2", "--period", "2026-09", "--layout", str(place.asked / "ingen.json")],
        ["report", home, "R5", "--period", "2026-09", "--format", "pdf,xlsx,csv", "--out", asked],
        ["report", home, "R14", "--period", "2026-09", "--format", "pdf,xlsx,csv", "--out", asked],
        [
            *("attendance-sheet", home, "--period", "2026-W36", "--group", "group"),
            *("--format", "pdf", "--out", asked),
        ],
        ["attendance-sheet", home, "--period", "2026-W36", "--group", "group", "--out", asked],
        ["export-sie", home, "--year", "2026", "--out", asked],
        ["open-export", home, str(place.asked / "allt.zip")],
        ["open-import", str(place.asked / "allt.zip"), str(place.files / "ny.asfdesk")],
        ["inspect", sie],
        ["import", home, sie, "--json"],
        ["report", home, "R99", "--period", "2026-10"],
    ]
    if backup is not None:
        wanted.append(["restore", home, backup.name, str(place.files / "aterstalld.asfdesk")])
    return wanted


def verbs_tour(tour: Tour) -> None:
    """Run each with the password in the environment, as a script would."""
    place = tour.place
    env = {**place.environment(), "ASFDESK_PASSWORD": OWNER}
    for order in orders(place):
        with tour.step(f"asfdesk {order[0]}"):
            done = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-m", "asfdesk", *order],
                env=env,
                capture_output=True,
                check=False,
            )
            said = (done.stdout + done.stderr).decode(errors="replace")
            tour.hear(f"asfdesk {order[0]}", said, STEM, GUARDED, OWNER)
            if "Traceback" in said or (done.returncode and not _refusable(order)):
                tour.found.hits.append(f"{FAILED}: {order[0]} {said[-400:]}")


def _refusable(order: list[str]) -> bool:
    """What does not exist, and bookkeeping that leaves questions open."""
    return "R99" in order or "--layout" in order or order[0] == "import"
