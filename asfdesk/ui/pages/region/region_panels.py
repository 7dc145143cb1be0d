"""What the region's page shows one at a time: a table, a figure over time, what became of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.i18n import _
from asfdesk.ui.kit.buttons import button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.chip_choice import ChipChoice
from asfdesk.ui.kit.document.chart_view import ChartView
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.table.document_rows import DocumentRows
from asfdesk.ui.kit.table.table_model import Column, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.reports.region.region_course import Course
    from asfdesk.services.region.region_view import RegionView
    from asfdesk.services.region.take_in import TakenFile

CHART_HEIGHT = 210


class TablePanel(Card):
    """One table of the quarter."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.fill(8, 8)
        self.table = DocumentRows(name)
        self.table.take_what_is_left()
        self.body.addWidget(label(words, Look.SECONDARY, wrap=True))
        self.body.addWidget(self.table, 1)


class PartsPanel(TablePanel):
    """Targets and businesslikeness by part of the region, in one of two ways."""

    def __init__(self) -> None:
        super().__init__(
            _("Targets"),
            _(
                "Shares of all who left in twelve months. Own sales, largest buyer and months of"
                " cash are medians. Confidential: exact counts are in the sums."
            ),
        )
        self._view: RegionView | None = None
        self._choice = ChipChoice(self, [_("By samordningsförbund"), _("By municipality")])
        self._choice.group.idClicked.connect(self._show)
        self.body.insertLayout(0, self._choice)

    def show_view(self, view: RegionView) -> None:
        """Show a quarter."""
        self._view = view
        self._show(self._choice.group.checkedId())

    @Slot(int)
    def _show(self, at: int) -> None:
        if self._view is not None:
            self.table.show_table(self._view.municipalities if at else self._view.bodies)


class CoursePanel(Card):
    """A figure over the quarters: the chart, and the same values as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.fill(8, 8)
        self._courses: tuple[Course, ...] = ()
        line = QHBoxLayout()
        line.addWidget(label(_("Figure"), Look.SECONDARY))
        self.figures = ComboBox()
        self.figures.setAccessibleName(_("Figure"))
        self.figures.currentIndexChanged.connect(self._show)
        line.addWidget(self.figures)
        line.addStretch(1)
        self._point_words = label("", Look.SECONDARY)
        line.addWidget(self._point_words)
        self.chart = ChartView(_("Over time"), CHART_HEIGHT)
        self.chart.point_read.connect(self._point_words.setText)
        self.table = DocumentRows(_("Over time"))
        self.table.take_what_is_left()
        self.body.addLayout(line)
        self.body.addWidget(self.chart, 3)
        self.body.addWidget(self.table, 2)

    def show_view(self, view: RegionView) -> None:
        """Show other values of the figure that is chosen."""
        at = max(self.figures.currentIndex(), 0)
        self._courses = view.courses
        self.figures.blockSignals(True)  # noqa: FBT003 - Qt takes positions only
        self.figures.clear()
        for one in view.courses:
            self.figures.addItem(one.name, one.key)
        self.figures.setCurrentIndex(min(at, len(view.courses) - 1))
        self.figures.blockSignals(False)  # noqa: FBT003 - same
        self._show(self.figures.currentIndex())

    @Slot(int)
    def _show(self, at: int) -> None:
        if 0 <= at < len(self._courses):
            one = self._courses[at]
            self.chart.setAccessibleName(one.name)
            self.chart.set_spec(one.chart)
            self.table.show_table(one.table)


class TakenPanel(Card):
    """What became of each file that was given last.

    Signals:
        heard_wanted: a first package whose fingerprint is to be compared (TakenFile).
    """

    heard_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fill(8, 8)
        self._model: TableModel[TakenFile] = TableModel(
            [
                Column(_("File"), lambda one: one.path.name, tooltip=lambda one: str(one.path)),
                Column(_("Enterprise"), lambda one: one.enterprise),
                Column(_("Quarter"), lambda one: one.quarter),
                Column(
                    _("Outcome"),
                    lambda one: _("Refused") if one.error else _("Taken in"),
                    tone=lambda one: Tone.BAD if one.error else Tone.GOOD,
                    badge=True,
                ),
                Column(
                    _("Why"),
                    lambda one: one.error.what if one.error else "",
                    tooltip=lambda one: str(one.error or ""),
                    stretch=True,
                ),
            ]
        )
        self.table = TableView(self._model, _("What became of the files"))
        self.table.take_what_is_left()
        self.table.current.connect(self._stand_on)
        self._words = label("", Look.SECONDARY, wrap=True)
        self.heard_button = button(_("Compare the fingerprint …"))
        self.heard_button.clicked.connect(self._ask)
        self.heard_button.setEnabled(False)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(self.heard_button)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(line)
        self.show_files(())

    def show_files(self, files: Sequence[TakenFile]) -> None:
        """Show what became of them; what was refused first."""
        ordered = sorted(files, key=lambda one: one.error is None)
        self.table.show_rows(ordered, lambda one: str(one.path))
        self._stand_on(ordered[0] if ordered else None)

    @Slot(object)
    def _stand_on(self, one: TakenFile | None) -> None:
        if one is None:
            self._words.setText(_("No file has been given since the region was opened."))
        else:
            self._words.setText(str(one.error or _("The package is in the region.")))
        self.heard_button.setEnabled(one is not None and one.fault is PackageFault.UNPINNED)

    @Slot()
    def _ask(self) -> None:
        found = self._model.row_if_any(self.table.currentIndex())
        if found is not None:
            self.heard_wanted.emit(found)


class PanelRow(QWidget):
    """Chips that say which panel is shown, and at the right the quarter.

    Signals:
        panel_wanted: its place from 0.
        quarter_wanted: a Period.
    """

    panel_wanted = Signal(int)
    quarter_wanted = Signal(object)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.chips = ChipChoice(self, names)
        self.chips.group.idClicked.connect(self.panel_wanted)
        layout.addLayout(self.chips, 1)
        layout.addWidget(label(_("Quarter"), Look.SECONDARY))
        self.quarters = ComboBox()
        self.quarters.setAccessibleName(_("Quarter"))
        self.quarters.activated.connect(self._chosen)
        layout.addWidget(self.quarters)

    def show_view(self, view: RegionView) -> None:
        """The quarters that can be chosen, and the one that is shown."""
        self._quarters = view.quarters
        self.quarters.clear()
        for one in view.quarters:
            self.quarters.addItem(str(one))
        self.quarters.setCurrentIndex(view.quarters.index(view.quarter))

    @Slot(int)
    def _chosen(self, at: int) -> None:
        self.quarter_wanted.emit(self._quarters[at])

    def choose(self, at: int) -> None:
        """Show a panel as if its chip had been pressed."""
        self.chips.group.button(at).setChecked(True)
        self.panel_wanted.emit(at)
