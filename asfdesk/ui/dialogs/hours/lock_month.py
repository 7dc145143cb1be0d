"""Before a month is locked or opened again: what it means, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, ngettext
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import MultilineField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from asfdesk.ui.kit.form.form import Field


def ask_to_lock(parent: QWidget, month: str, odd: int, lock: Callable[[], None]) -> MessageDialog:
    """Ask first: it cannot be undone with Ctrl+Z.

    Args:
        parent: the page.
        month: what the month is called.
        odd: how many cells have something worth a look.
        lock: what to do if the answer is yes.
    """
    marks = ngettext(
        "%(num)d cell has a mark in its corner.",
        "%(num)d cells have a mark in their corner.",
        odd,
    )
    dialog = MessageDialog(
        parent,
        _("Lock %(month)s?") % {"month": month},
        _(
            "Attendance, planned hours, prices and decisions of the month then stay as they "
            "are, and invoice bases and reports can build on them."
        )
        + (f" {marks}" if odd else ""),
        _("It cannot be undone with Ctrl+Z, but you can open the month again with a reason."),
    )
    dialog.set_mark("lock", theme.tokens().accent)
    dialog.ask(primary_button(_("Lock %(month)s") % {"month": month}), lock)
    return dialog


def reason_fields() -> list[Field]:
    """What is asked before a locked month is opened again."""
    return [
        MultilineField(
            "reason",
            _("Why is the month opened again?"),
            help=_("A few words are enough. Write no names."),
            required=True,
        )
    ]
