"""The one signal of the whole program: something in the file changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """`changed` carries the Changes that a command returned; pages reload by their topics."""

    changed = Signal(object)
