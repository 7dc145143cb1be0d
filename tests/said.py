"""Every text of a window, seen or not: what a screen reader, a tooltip or a table could tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QAbstractItemModel


def spoken(interface: Any) -> Iterator[str]:  # noqa: ANN401 - QAccessibleInterface
    """What a screen reader finds from here down."""
    if interface is None or not interface.isValid():
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(kind)
    for at in range(min(interface.childCount(), 400)):
        yield from spoken(interface.child(at))


def shown_by(model: QAbstractItemModel) -> Iterator[str]:
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    # Lists keep their one column private.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for role in roles:
            yield str(model.headerData(row, Qt.Orientation.Vertical, role) or "")
            for column in range(columns):
                yield str(model.index(row, column).data(role) or "")


def everything_said(window: QWidget) -> str:
    """Every text of a window, seen or not: labels, fields, tips, tables, the accessible tree."""
    said = [window.windowTitle(), *spoken(QAccessible.queryAccessibleInterface(window))]
    for one in window.findChildren(QWidget):
        said += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        said += [str(one.property(name) or "") for name in ("text", "plainText", "currentText")]
        model = one.model() if isinstance(one, QAbstractItemView) else None
        if model is not None:
            said += list(shown_by(model))
    return "\n".join(said)
