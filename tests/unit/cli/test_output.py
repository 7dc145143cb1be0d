"""What happens to the output when nobody takes it: never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk import __main__
from asfdesk.cli import main, output

if TYPE_CHECKING:
    from io import BufferedWriter

FULL = Path("/dev/full")
PROGRAM = [sys.executable, "-m", "asfdesk"]


def started(*words: str, stdout: int | BufferedWriter) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [*PROGRAM, *words], stdout=stdout, stderr=subprocess.PIPE
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way on Windows")
@pytest.mark.parametrize("words", [("reports",), ("reports", "--json"), ("--help",)])
def test_a_reader_that_has_seen_enough_is_no_failure(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started(*words, stdout=writing) as program:
        os.close(writing)
        _out, said = program.communicate(timeout=60)
    assert (program.returncode, said) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_message() -> None:
    with FULL.open("wb") as full, started("reports", stdout=full) as program:
        _out, said = program.communicate(timeout=60)
    assert program.returncode == 1
    assert said.startswith(b"asfdesk: ")
    assert said.count(b"\n") == 1


def test_no_stdout_at_all_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["reports"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_no_stderr_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    output.advise("nobody hears it")
    assert main(["reports", "--json"]) == 0


def test_ctrl_c_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_words: object) -> int:
        signal.raise_signal(signal.SIGINT)
        return 0

    monkeypatch.setattr("asfdesk.cli.main", stop)
    # A run in the background has Ctrl+C switched off.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert __main__.main(["reports"]) == 1
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err.strip().startswith("asfdesk: ")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_no_screen_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert __main__.main([]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert __main__.has_display()
