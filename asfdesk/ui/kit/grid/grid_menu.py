"""The menu of a grid's cells: what the keyboard can do, for those who have the mouse in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu.

    Attributes:
        text: what it says.
        act: what it does. It runs on the window's thread.
        keys: the keys that do the same, shown at the right.
        enabled: whether it can be chosen now.
        checked: a tick before it, or None for an entry that is not switched.
    """

    text: str
    act: Callable[[], None]
    keys: str = ""
    enabled: bool = True
    checked: bool | None = None


def cell_menu(parent: QWidget, parts: Sequence[Sequence[MenuEntry]]) -> QMenu:
    """A menu with a line between its parts; empty parts are passed over."""
    menu = QMenu(parent)
    for part in parts:
        if part and not menu.isEmpty():
            menu.addSeparator()
        for entry in part:
            action = menu.addAction(f"{entry.text}\t{entry.keys}" if entry.keys else entry.text)
            action.triggered.connect(_without_argument(entry.act))
            action.setEnabled(entry.enabled)
            if entry.checked is not None:
                action.setCheckable(True)
                action.setChecked(entry.checked)
    return menu


def _without_argument(act: Callable[[], None]) -> Callable[..., None]:
    """Qt tells whether an action is checked; entries do not ask."""

    def run(*_checked: object) -> None:
        act()

    return run
