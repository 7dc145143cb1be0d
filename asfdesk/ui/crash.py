"""What happens at a bug: the user is told, and can copy a report without personal data.

The report has version, platform and where in the program it happened; never values, so no
exception text, no locals and no file names of the user's.
"""

from __future__ import annotations

import platform
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from asfdesk import __version__
from asfdesk.i18n import _
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.errors import MessageDialog

if TYPE_CHECKING:
    from types import TracebackType

PACKAGE = "asfdesk"
REPORT_HEIGHT = 140


def crash_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, without what was being handled."""
    lines = [
        f"ASF Desk {__version__}, Python {platform.python_version()}, {platform.platform()}",
        kind.__name__,
    ]
    for frame in traceback.extract_tb(trace):
        place = frame.filename.replace("\\", "/")
        at = place.rfind(f"/{PACKAGE}/")
        shown = place[at + 1 :] if at >= 0 else place.rsplit("/", 1)[-1]
        lines.append(f"  {shown}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


class CrashBox(QObject):
    """`sys.excepthook` while the window is up: one box at a time, the program goes on."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._dialog: MessageDialog | None = None
        self.report = ""

    def caught(
        self, kind: type[BaseException], _value: BaseException, trace: TracebackType | None
    ) -> None:
        """Show a bug."""
        self.report = crash_report(kind, trace)
        if self._dialog is not None:
            return
        dialog = MessageDialog(
            QApplication.activeWindow(),
            _("Something went wrong in the program."),
            _("What you had saved is safe; the last step may not have been done."),
            _("Close the file and open it again. The report below holds no personal data."),
        )
        dialog.set_mark("exclaim", theme.tokens().bad)
        text = QPlainTextEdit(self.report)
        text.setReadOnly(True)
        text.setAccessibleName(_("Report"))
        text.setFixedHeight(REPORT_HEIGHT)
        dialog.words.addWidget(text)
        copy = button(_("Copy the report"))
        copy.clicked.connect(self._copy)
        close = primary_button(_("Close"))
        close.clicked.connect(dialog.accept)
        dialog.buttons.addWidget(copy)
        dialog.buttons.addWidget(close)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)

    @Slot()
    def _closed(self) -> None:
        self._dialog = None
