"""The visit briefing on screen, to read, print and save (Ctrl+B)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from asfdesk.services.visiting.visit_briefing import briefing_of_file
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.dialogs.sending.report_output import Shown
from asfdesk.ui.kit.errors import show_error

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

BRIEFING_SIZE = (960, 700)


def show_briefing(
    parent: QWidget, file: OpenFile, tasks: Tasks, today: date, uid: str = ""
) -> None:
    """Make the briefing on the worker and show it.

    Args:
        parent: the window it stands over.
        file: the open file.
        tasks: the worker.
        today: the day.
        uid: of the visit to compare with; "" = the latest before today.
    """
    made_at = datetime.now().astimezone()

    def show(document: Document) -> None:
        stem = f"{document.key}_besoksbriefing_{document.period}"
        dialog = DocumentDialog(parent, tasks.run, Shown(document, stem))
        dialog.resize(*BRIEFING_SIZE)
        dialog.open()

    def refused(error: AsfDeskError) -> None:
        show_error(parent, error)

    tasks.run(partial(briefing_of_file, file, today, made_at, uid), show, refused)
