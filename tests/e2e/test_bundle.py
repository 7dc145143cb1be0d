"""The frozen program by itself: no Python, an empty home, no display.

Run by `dev.py build`, which says where the program is; skipped elsewhere.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

BUNDLE = os.environ.get("ASFDESK_BUNDLE", "")
pytestmark = [
    pytest.mark.bundle,
    pytest.mark.skipif(not BUNDLE, reason="no frozen program; `dev.py build` makes and checks one"),
]


def _run(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    env = {"ASFDESK_HOME": str(home), "PATH": "", "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    if "SYSTEMROOT" in os.environ:
        env["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return subprocess.run(  # noqa: S603 - the program we have just built
        [BUNDLE, *map(str, words)],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def test_it_writes_the_example_and_a_report(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "example"
    made = _run(home, "example", folder)
    assert made.returncode == 0, made.stderr
    report = _run(
        home,
        *("report", folder / "Vaxthuset.asfdesk", "R8", "--period", "2026-10"),
        *("--format", "pdf,xlsx", "--out", tmp_path),
        *("--password-file", folder / "losenord.txt"),
    )
    assert report.returncode == 0, report.stderr
    pdf = (tmp_path / "R8_plan-mot-utfall_2026-10.pdf").read_bytes()
    xlsx = (tmp_path / "R8_plan-mot-utfall_2026-10.xlsx").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert b"SourceSansPro" in pdf
    assert xlsx.startswith(b"PK")


def test_it_speaks_swedish_and_english(tmp_path: Path) -> None:
    assert "klientfil" in _run(tmp_path, "--help").stdout
    assert "client file" in _run(tmp_path, "--lang", "en", "--help").stdout


def test_the_window_opens_on_the_example(tmp_path: Path) -> None:
    """`--self-check` opens the example's window, draws every page and ends."""
    done = _run(tmp_path, "--self-check")
    assert done.returncode == 0, done.stderr
