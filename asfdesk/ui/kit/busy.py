"""A quiet line that says that something is being done; it keeps its place when nothing is."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from asfdesk.ui.kit.text import Look, label

HEIGHT = 34


class BusyLine(QWidget):
    """Says what is being done over a bar that moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        self._words = label("", Look.SECONDARY)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        self.stop()

    def start(self, text: str) -> None:
        """Show that it goes on, without knowing how far it has come."""
        self._bar.setRange(0, 0)
        self._say(text)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def stop(self) -> None:
        """Nothing is being done."""
        self._words.setText("")
        self._bar.hide()

    def _say(self, text: str) -> None:
        self._words.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.show()
