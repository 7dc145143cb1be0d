"""Whether a process of this computer still runs, told by its id and when it started.

The id alone is not enough: systems use ids again.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY_LIMITED_INFORMATION = 0x1000
    _STILL_ACTIVE = 259

    def process_start(pid: int) -> str:
        """When a process started, as the system counts; "" if it does not run."""
        kernel = ctypes.windll.kernel32
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)  # noqa: FBT003 - the system's signature
        if not handle:
            return ""
        times = [wintypes.FILETIME() for _ in range(4)]
        code = wintypes.DWORD()
        try:
            asked = kernel.GetProcessTimes(
                wintypes.HANDLE(handle), *(ctypes.byref(time) for time in times)
            )
            kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))
        if not asked or code.value != _STILL_ACTIVE:
            return ""
        return str(times[0].dwHighDateTime << 32 | times[0].dwLowDateTime)

else:
    _PROC = Path("/proc")
    _BOOT = _PROC / "sys" / "kernel" / "random" / "boot_id"
    _START_FIELD = 19  # proc(5): starttime is field 22; counting from the one after the name

    def process_start(pid: int) -> str:
        """When a process started, as the system counts; "" if it does not run."""
        try:
            stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return _running_without_proc(pid)
        fields = stat.rpartition(")")[2].split()
        # A zombie has ended; only its parent has not noticed. The time counts from the start of
        # the computer, so the start it counts from is part of it.
        return "" if fields[0] == "Z" else f"{_boot()}{fields[_START_FIELD]}"

    def _boot() -> str:
        """Which start of the computer this is; "" where the system does not say."""
        try:
            return _BOOT.read_text(encoding="ascii")[:8] + "-"
        except (OSError, ValueError):
            return ""

    def _running_without_proc(pid: int) -> str:
        """Without /proc (macOS): say that it runs, without a time."""
        if (_PROC / "self").exists():
            return ""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return ""
        except PermissionError:
            return "running"
        return "running"


def is_running(pid: int, started: str) -> bool:
    """Whether the process that started then still runs."""
    return bool(started) and pid > 0 and process_start(pid) == started
