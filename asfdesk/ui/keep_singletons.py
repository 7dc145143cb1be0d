"""Keep None, True and False alive under Python 3.11.

PySide6 6.12 is built for interpreters in which these three are immortal (PEP 683, Python 3.12) and
returns them without taking a reference. On 3.11 each call that returns nothing then costs one
reference to None; after some thousand calls (a few repaints) the count is zero and the interpreter
stops with "deallocating None". Giving them more references than can ever be used up does what 3.12
does. Measured with 6.12.0; tests/gui/test_keep_singletons.py shows both the loss and the cure.
"""

from __future__ import annotations

import ctypes
import sys

IMMORTAL_FROM = (3, 12)
ENOUGH = 1 << 48


def keep_singletons() -> None:
    """Give None, True and False a reference count that no run can use up; again does nothing."""
    if sys.version_info >= IMMORTAL_FROM:
        return
    for single in (None, True, False):
        if sys.getrefcount(single) < ENOUGH // 2:
            # The count is the first word of every object in CPython 3.11.
            ctypes.c_ssize_t.from_address(id(single)).value += ENOUGH
