"""Coverage-guided fuzzing of the SIE reader: `python -m tests.fuzz.fuzz_sie [runs [seed]]`.

Atheris (libFuzzer) follows the branches of the reader's own modules and keeps every input that
reaches a new one. It ends with a fault on an exception, on more than two seconds for an input, or
when the process holds more than its limit of memory.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["asfdesk.formats.sie", "asfdesk.domain.books.sie_issues"]):
    import asfdesk.formats.sie.reader  # noqa: F401 - its branches are what is followed

from tests.fuzz.sie_cases import MAX_MEGABYTES, WORDS, check, sources

RUNS = 1_000_000
SLICE = 40_000
"""Runs of one process: what libFuzzer remembers of comparisons grows by some 2 KB a run."""
MAX_LENGTH = 1_024
"""Long enough for every kind of record; short inputs are broken many more times a second."""

SEED = 20260101
HANG_SECONDS = 60
"""By the clock on the wall, which also runs when others compute; `check` counts computing."""
OVERHEAD_MEGABYTES = 150
"""The interpreter, libFuzzer's tables and the inputs it keeps; the reader's own come on top."""


def main() -> None:
    """Fuzz until the number of runs is reached or something breaks."""
    runs, seed = map(int, (*sys.argv[1:3], *(str(RUNS), str(SEED))[len(sys.argv[1:3]) :]))
    if len(sys.argv) > len(("program", "runs", "seed")):
        _fuzz(runs, seed, Path(sys.argv[3]))
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "corpus").mkdir()
        for number, data in enumerate(sources()):
            if len(data) <= MAX_LENGTH:
                (Path(folder) / "corpus" / f"{number}.se").write_bytes(data)
        words = "".join(f'"{_escaped(word)}"\n' for word in WORDS)
        (Path(folder) / "words").write_text(words, encoding="ascii")
        for number, begun in enumerate(range(0, runs, SLICE)):
            here = str(min(SLICE, runs - begun))
            command = [sys.executable, "-m", __spec__.name, here, str(seed + 1_000 * number)]
            code = subprocess.run([*command, folder], check=False).returncode  # noqa: S603 - this very program
            if code:
                sys.exit(code)
            sys.stdout.write(f"seed {seed}: {begun + int(here)} of {runs} runs\n")
            sys.stdout.flush()


def _fuzz(runs: int, seed: int, folder: Path) -> None:
    """One slice; new inputs that reach new branches stay in the folder's corpus for the next."""
    options = (
        f"-runs={runs}",
        f"-seed={seed}",
        f"-max_len={MAX_LENGTH}",
        f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={MAX_MEGABYTES + OVERHEAD_MEGABYTES}",
        f"-dict={folder / 'words'}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        "-verbosity=0",
    )
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], check)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8"))


if __name__ == "__main__":
    main()
