"""The first window: open, new, or try the example; and the files opened here before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.i18n import _, language
from asfdesk.ui.kit.busy import BusyLine
from asfdesk.ui.kit.buttons import chip, link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.choice_card import ChoiceCard
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.theme import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.settings import RecentFile

WIDTH, HEIGHT = 900, 620
COLUMN = 780


class StartWindow(QWidget):
    """What a start offers.

    Signals:
        open_wanted: choose a file.
        new_wanted, example_wanted, about_wanted: as they say.
        export_wanted: a client file is to be made of an open export.
        binder_wanted: an adviser wants the list of clients.
        region_wanted: a support structure wants its region.
        file_wanted: one of the recent files was chosen (Path).
    """

    open_wanted = Signal()
    new_wanted = Signal()
    example_wanted = Signal()
    about_wanted = Signal()
    export_wanted = Signal()
    binder_wanted = Signal()
    region_wanted = Signal()
    file_wanted = Signal(object)
    gone = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.setWindowTitle("ASF Desk")
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(WIDTH, HEIGHT)
        column = QWidget()
        column.setFixedWidth(COLUMN)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 34, 0, 16)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addLayout(_heading())
        layout.addLayout(self._choices())
        self.busy = BusyLine()
        self.recent = self._recent_card()
        layout.addWidget(self.recent, 6)
        self._none = label(_("Files that you open as an owner will be listed here."), Look.MUTED)
        layout.addWidget(self._none)
        layout.addWidget(self.busy)
        layout.addStretch(2)
        layout.addLayout(self._roles())
        layout.addLayout(self._bottom())
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(column)
        outer.addStretch(1)
        self.refresh()

    def _choices(self) -> QHBoxLayout:
        self.open_card = ChoiceCard(
            "folder", _("Open"), _("A client file on this computer, a USB stick or a shared folder")
        )
        self.new_card = ChoiceCard(
            "plus",
            _("New file"),
            _("Begin a client file for your enterprise; it takes a few minutes"),
        )
        self.example_card = ChoiceCard(
            "eye",
            _("Try the example"),
            _("An invented café and workshop with two years of data; nothing can go wrong"),
        )
        row = QHBoxLayout()
        row.setSpacing(14)
        for card, wanted in (
            (self.open_card, self.open_wanted),
            (self.new_card, self.new_wanted),
            (self.example_card, self.example_wanted),
        ):
            card.clicked.connect(wanted)
            row.addWidget(card)
        return row

    def _recent_card(self) -> Card:
        card = Card(_("Opened here before"))
        self._model: TableModel[RecentFile] = TableModel(
            [
                Column(
                    _("Enterprise"),
                    lambda one: one.name,
                    second=lambda one: str(Path(one.path).parent),
                    tooltip=lambda one: one.path,
                    bold=lambda _one: True,
                    stretch=True,
                )
            ]
        )
        self.table = TableView(self._model, _("Opened here before"))
        self.table.horizontalHeader().hide()
        self.table.chosen.connect(self._chosen)
        card.body.addWidget(self.table)
        return card

    def _roles(self) -> QHBoxLayout:
        """For those who work with the files and figures of others."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.binder = link_button(_("Open client binder …"))
        self.binder.setToolTip(_("For an adviser who follows several enterprises"))
        self.binder.clicked.connect(self.binder_wanted)
        row.addWidget(self.binder)
        self.region = link_button(_("Region …"))
        self.region.setToolTip(_("For a support structure that gets packages from enterprises"))
        self.region.clicked.connect(self.region_wanted)
        row.addWidget(self.region)
        return row

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for code, text in (("sv", "Svenska"), ("en", "English")):
            made = chip(text, checked=language() == code)
            made.setProperty("language", code)
            made.clicked.connect(self._language)
            row.addWidget(made)
        self.themes = ComboBox()
        self.themes.setAccessibleName(_("Look"))
        for mode, text in (
            (Mode.SYSTEM, _("Light or dark as the computer")),
            (Mode.LIGHT, _("Light")),
            (Mode.DARK, _("Dark")),
        ):
            self.themes.addItem(text, mode.value)
        self.themes.setCurrentIndex(list(Mode).index(self._preferences.theme.mode))
        self.themes.currentIndexChanged.connect(self._theme)
        row.addSpacing(8)
        row.addWidget(self.themes)
        row.addStretch(1)
        self.from_export = link_button(_("From an open export …"))
        self.from_export.clicked.connect(self.export_wanted)
        row.addWidget(self.from_export)
        about = link_button(_("About ASF Desk"))
        about.clicked.connect(self.about_wanted)
        row.addWidget(about)
        return row

    @Slot()
    def refresh(self) -> None:
        """Show the recent files as they are now."""
        files: Sequence[RecentFile] = self._preferences.settings.recent
        self._model.set_rows(files)
        self.recent.setVisible(bool(files))
        self._none.setVisible(not files)

    def let(self, *, enabled: bool) -> None:
        """Take clicks, or not while something is being done."""
        for card in (self.open_card, self.new_card, self.example_card, self.recent):
            card.setEnabled(enabled)

    @Slot(object)
    def _chosen(self, one: RecentFile) -> None:
        self.file_wanted.emit(Path(one.path))

    @Slot()
    def _language(self) -> None:
        self._preferences.use_language(str(self.sender().property("language")))

    @Slot(int)
    def _theme(self, at: int) -> None:
        self._preferences.use_theme(list(Mode)[at])

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends when nothing else is open."""
        super().closeEvent(event)
        self.gone.emit()


def _heading() -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(label("ASF Desk", Look.TITLE))
    words.addWidget(
        label(
            _(
                "Plan, hours and money of a work-integrating social enterprise, in one encrypted"
                " file. Never a network connection."
            ),
            Look.MUTED,
            wrap=True,
        )
    )
    return words
