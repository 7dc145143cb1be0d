"""No copy of this process's memory on disk: it holds keys and, for owners, names.

A crashed program would otherwise leave a core file. What the system swaps out, and what somebody
with the computer's own rights reads from memory, is beyond this (decisions C17).
"""

from __future__ import annotations

import sys

if sys.platform == "win32":

    def forbid_core_dumps() -> bool:
        """Windows writes no core files; its crash reports are set by the computer's owner."""
        return False

else:
    import ctypes
    import resource

    _PR_SET_DUMPABLE = 4  # prctl(2)

    def forbid_core_dumps() -> bool:
        """Ask the system for no core files; whether it agreed. Nothing depends on it."""
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (OSError, ValueError):
            return False
        # With a handler set in core_pattern Linux ignores the limit, so the process says no too.
        # This also keeps this user's other programs from reading its memory.
        return not sys.platform.startswith("linux") or _not_dumpable()

    def _not_dumpable() -> bool:
        try:
            return int(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)) == 0
        except (OSError, AttributeError):
            return False
