#!/usr/bin/env python3
"""Everything one can do with the project. Standard library only; `python3 dev.py` lists the verbs.

setup        make .venv and install the locked requirements (every verb does what it needs)
             [run | dev | region: what `asfdesk region --database` needs on top of run]
run          open the program on the example enterprise; without a display, write demo/
test         check, then every test, as CI does          [pytest arguments]
check        lint, format, types, layer contracts, translations
bench        print ratios against a floor measured in the same run   [name …]
faults       kill, starve and damage the client file many times; print what was reached
             [--short] [--only NAME] [--rounds N]
fuzz         feed the SIE reader broken files                        [runs]
i18n         collect new strings into the catalogues and list what lacks a translation
screenshots  draw every page, light and dark, two sizes, both languages  [folder]
             or the user manual's pictures  manual
build        make the one-folder program and let it check itself
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
DEMO = ROOT / "demo"
CATALOGUES = ROOT / "translations"
OLDEST = (3, 11)

QT_PACKAGES = ["libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0",
               "libdbus-1-3", "libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4",
               "libxcb-keysyms1", "libxcb-shape0"]  # fmt: skip
BUILD_PACKAGES = ["binutils"]
FAULT_PACKAGES = ["gcc", "libc6-dev", "strace"]
SERVER_PACKAGES = ["postgresql"]


class Failed(Exception):  # noqa: N818 - reads as what it says
    """A step failed; the message says which and what to do."""


def call(*command: object, env: dict[str, str] | None = None) -> None:
    """Run a command in the project folder; Failed if it fails."""
    words = [str(word) for word in command]
    result = subprocess.run(words, cwd=ROOT, check=False, env={**os.environ, **(env or {})})
    if result.returncode:
        raise Failed(f"{' '.join(words[:4])} ended with {result.returncode}")


def python(*arguments: object, env: dict[str, str] | None = None) -> None:
    """Run the environment's Python."""
    call(PYTHON, *arguments, env=env)


# -- setting up ---------------------------------------------------------------------------------


def setup(kind: str = "dev") -> None:
    """Make .venv and install `requirements/<kind>.txt`, unless that is done already."""
    if sys.version_info < OLDEST:
        raise Failed(f"ASF Desk needs Python 3.11 or later; this is {platform.python_version()}.")
    if not PYTHON.exists():
        print("Making .venv …", flush=True)
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    _install(kind)
    _compile_catalogues()


def _install(kind: str) -> None:
    lock = ROOT / "requirements" / f"{kind}.txt"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamps = {name: VENV / f"installed-{name}" for name in ("run", "region", "dev")}
    if stamps[kind].exists() and stamps[kind].read_text(encoding="ascii") == wanted:
        return
    print(f"Installing {lock.relative_to(ROOT)} …", flush=True)
    python("-m", "pip", "install", "--quiet", "--disable-pip-version-check",
           "--require-hashes", "--requirement", lock)  # fmt: skip
    stamps[kind].write_text(wanted, encoding="ascii")


def _compile_catalogues() -> None:
    for source in CATALOGUES.glob("*/LC_MESSAGES/asfdesk.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            pybabel("compile", "--domain", "asfdesk", "--directory", CATALOGUES, "--locale",
                    source.parent.parent.name)  # fmt: skip


def pybabel(*arguments: object) -> None:
    """Run Babel's own commands quietly."""
    words = [str(PYTHON), "-m", "babel.messages.frontend", "--quiet", *map(str, arguments)]
    if subprocess.run(words, cwd=ROOT, check=False).returncode:
        raise Failed(f"pybabel {arguments[0]} failed")


def system_libraries(packages: Sequence[str], works: Callable[[], bool]) -> None:
    """Install Debian packages if something does not work without them and we may; else say how."""
    if works() or not shutil.which("apt-get"):
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing system libraries …", flush=True)
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        call("apt-get", "update", "--quiet=2", env=quiet)
        call(*command, "--quiet=2", env=quiet)
    else:
        raise Failed(f"System libraries are missing. Run: sudo {' '.join(command)}")


def _qt_works() -> bool:
    probe = "from PySide6.QtWidgets import QApplication; QApplication([])"
    env = {**os.environ, "QT_QPA_PLATFORM": "xcb" if _has_display() else "offscreen"}
    if sys.platform != "linux":
        env.pop("QT_QPA_PLATFORM")
    done = subprocess.run([PYTHON, "-c", probe], env=env, capture_output=True, check=False)
    return done.returncode == 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# -- verbs --------------------------------------------------------------------------------------


def run(arguments: Sequence[str]) -> None:
    """Open the program on the example enterprise; without a display, write demo/."""
    setup("dev" if (VENV / "installed-dev").exists() else "run")
    if _has_display():
        system_libraries(QT_PACKAGES, _qt_works)
        python("-m", "asfdesk", "--example", *arguments)
        return
    file = DEMO / "Vaxthuset.asfdesk"
    if not file.exists():
        python("-m", "asfdesk", "example", DEMO)
    _report_pack(file, DEMO / "losenord.txt")


def _report_pack(file: Path, password: Path) -> None:
    """The main job without a window: bookkeeping in, reports out."""
    common = ("--password-file", password)
    python("-m", "asfdesk", "import", file, *sorted(DEMO.glob("*.se")), *common)
    for key, period in (("R1", "2026-10"), ("R3", "2026-10"), ("R7", "2026-Q3"), ("R8", "2026-10")):
        python("-m", "asfdesk", "report", file, key, "--period", period, "--format", "pdf,xlsx",
               "--out", DEMO, *common)  # fmt: skip
    print(f"There is no display, so the reports were written to {DEMO.name}/:")
    for path in sorted(DEMO.iterdir()):
        print(f"  {path.name}")


def test(arguments: Sequence[str]) -> None:
    """Check, then every test."""
    check(())
    _fault_tools()
    _server()
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    workers = ("-n", "2", "--dist", "worksteal") if (os.cpu_count() or 1) > 1 else ()
    python("-m", "pytest", "-q", *workers, *arguments, env=offscreen)


def check(arguments: Sequence[str]) -> None:
    """Lint, format, types, layer contracts, translations."""
    del arguments
    setup()
    system_libraries(QT_PACKAGES, _qt_works)
    sources = ("asfdesk", "tests", "bench", "dev.py")
    python("-m", "ruff", "check", "--quiet", *sources)
    python("-m", "ruff", "format", "--quiet", "--check", *sources)
    python("-m", "mypy")
    call(BIN / "lint-imports", "--no-cache")
    python("-m", "pytest", "-q", "-p", "no:randomly", "tests/architecture/test_translations.py")


def bench(arguments: Sequence[str]) -> None:
    """Print ratios against a floor measured in the same run."""
    setup()
    _server()
    wanted = set(arguments)
    for script in sorted((ROOT / "bench").glob("bench_*.py")):
        if not wanted or script.stem.removeprefix("bench_") in wanted:
            print(f"== {script.stem.removeprefix('bench_')}", flush=True)
            python(script, env={"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"})


def faults(arguments: Sequence[str]) -> None:
    """Kill, starve and damage the client file many times; print what was reached."""
    setup()
    _fault_tools()
    python("-m", "tests.faults", *arguments)


def _fault_tools() -> None:
    """A compiler and strace for some of the proofs; they say themselves what they lack."""
    try:
        system_libraries(FAULT_PACKAGES, _fault_tools_work)
    except Failed as lacking:
        print(lacking, flush=True)


def _fault_tools_work() -> bool:
    if sys.platform != "linux":
        return True
    headers = Path("/usr/include/stdio.h").exists()
    return headers and all(shutil.which(tool) for tool in ("gcc", "strace"))


def _server() -> None:
    """PostgreSQL for the tests of `region --database`, which start one of their own and stop it."""
    try:
        system_libraries(SERVER_PACKAGES, _server_works)
    except Failed as lacking:
        print(lacking, flush=True)


def _server_works() -> bool:
    found = shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return sys.platform != "linux" or bool(found)


def fuzz(arguments: Sequence[str]) -> None:
    """Feed the SIE reader broken files: broken by rule, then guided by its own branches."""
    setup()
    runs = arguments[0] if arguments else "1000000"
    structured = str(min(int(runs), 20_000))
    python("-m", "pytest", "-q", "-m", "fuzz", env={"ASFDESK_FUZZ_RUNS": structured})
    probe = "import importlib.util as u, sys; sys.exit(u.find_spec('atheris') is None)"
    if subprocess.run([PYTHON, "-c", probe], check=False).returncode:
        print("Guided fuzzing needs Atheris, which exists for Linux on x86-64 only (ADR 0017).")
        return
    cores = os.cpu_count() or 1
    command = [str(PYTHON), "-m", "tests.fuzz.fuzz_sie", str(-(-int(runs) // cores))]
    started = [subprocess.Popen([*command, str(seed)], cwd=ROOT) for seed in range(cores)]
    codes = [process.wait() for process in started]
    if any(codes):
        raise Failed("guided fuzzing found a file that breaks the reader; its bytes are above")


def i18n(arguments: Sequence[str]) -> None:
    """Collect new strings into the catalogues and list what lacks a translation."""
    del arguments
    setup()
    template = CATALOGUES / "asfdesk.pot"
    keywords = ("-k", "N_", "-k", "pgettext:1c,2")
    plain = ("--sort-output", "--no-location")
    pybabel("extract", "--mapping-file", "pyproject.toml", *keywords, *plain,
            "--output-file", template, "asfdesk")  # fmt: skip
    pybabel("update", "--domain", "asfdesk", "--input-file", template, "--output-dir", CATALOGUES,
            "--locale", "sv", "--no-fuzzy-matching", "--ignore-obsolete",
            "--ignore-pot-creation-date")  # fmt: skip
    _compile_catalogues()
    python("-m", "pytest", "-q", "-p", "no:randomly", "tests/architecture/test_translations.py")


def screenshots(arguments: Sequence[str]) -> None:
    """Draw every page, light and dark, two sizes, both languages; or the manual's pictures."""
    setup()
    system_libraries(QT_PACKAGES, _qt_works)
    if arguments and arguments[0] == "manual":
        python("-m", "tests.manual_pictures", env={"QT_QPA_PLATFORM": "offscreen"})
        return
    folder = arguments[0] if arguments else "screenshots"
    python("-m", "tests.screens", folder, env={"QT_QPA_PLATFORM": "offscreen"})


def build(arguments: Sequence[str]) -> None:
    """Make the one-folder program and let it check itself."""
    del arguments
    setup()
    system_libraries([*QT_PACKAGES, *BUILD_PACKAGES], lambda: _qt_works() and _can_build())
    python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")
    program = ROOT / "dist" / "asfdesk" / ("asfdesk.exe" if os.name == "nt" else "asfdesk")
    python("-m", "pytest", "-q", "-m", "bundle", env={"ASFDESK_BUNDLE": str(program)})
    print(f"Built and checked: {program.parent.relative_to(ROOT)}")


def _can_build() -> bool:
    return sys.platform != "linux" or shutil.which("objdump") is not None


VERBS: dict[str, Callable[[Sequence[str]], None]] = {
    "setup": lambda arguments: setup(arguments[0] if arguments else "dev"),
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "faults": faults,
    "fuzz": fuzz,
    "i18n": i18n,
    "screenshots": screenshots,
    "build": build,
}


def main(arguments: Sequence[str]) -> int:
    """Run one verb; 2 for an unknown one, 1 for a failed step."""
    if not arguments or arguments[0] not in VERBS:
        print(__doc__)
        return 2
    try:
        VERBS[arguments[0]](arguments[1:])
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
