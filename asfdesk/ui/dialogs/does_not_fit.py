"""A pasted block that is larger than what is left of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.errors import MessageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from asfdesk.ui.kit.grid.grid_blocks import DoesNotFitError


def show_does_not_fit(parent: QWidget, error: DoesNotFitError) -> MessageDialog:
    """Say how much was pasted and how much room there is."""
    said = {
        "rows": error.rows,
        "columns": error.columns,
        "room_rows": error.room_rows,
        "room_columns": error.room_columns,
    }
    dialog = MessageDialog(
        parent,
        _("What you pasted does not fit, so nothing was changed."),
        _(
            "It has %(rows)d rows and %(columns)d columns. From the chosen cell there are "
            "%(room_rows)d rows and %(room_columns)d days."
        )
        % said,
        _("Choose the first cell it belongs in, and paste again."),
    )
    dialog.set_mark("exclaim", theme.tokens().warn)
    dialog.tell()
    return dialog
