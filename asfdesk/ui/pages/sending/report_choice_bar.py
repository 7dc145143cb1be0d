"""Period and selection of a report: drop-down lists that show only what the report takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from asfdesk.i18n import _
from asfdesk.reports.period_words import period_words
from asfdesk.reports.words import period_kind_word
from asfdesk.services.sending.list_layouts import own_folder
from asfdesk.services.sending.report_entry import Selector
from asfdesk.services.sending.report_period import offered_periods
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.period import Month, Period
    from asfdesk.services.sending.report_choices import ReportChoices
    from asfdesk.services.sending.report_entry import ReportEntry


class ReportChoiceBar(QWidget):
    """Kind of period, period, trainee, agreement.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entry: ReportEntry | None = None
        self._choices: ReportChoices | None = None
        self._month: Month | None = None
        self.kind = _combo(_("Kind of period"))
        self.period_box = _combo(_("Period"))
        self.trainee = _combo(_("Trainee"))
        self.agreement = _combo(_("Agreement"))
        self.project = _combo(_("Project or cost centre"))
        self.layout_box = _combo(_("Layout"))
        where = _("The recipient's columns. Layouts of your own lie in %(folder)s.")
        self.layout_box.setToolTip(plain_tip(where % {"folder": own_folder()}))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for box in (
            self.kind,
            self.period_box,
            self.trainee,
            self.agreement,
            self.project,
            self.layout_box,
        ):
            layout.addWidget(box)
        layout.addStretch(1)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.period_box.currentIndexChanged.connect(self._period_chosen)
        for box in (self.trainee, self.agreement, self.project, self.layout_box):
            box.currentIndexChanged.connect(self._chosen)

    @property
    def period(self) -> Period | None:
        """The period chosen; None when there is none to choose."""
        chosen: Period | None = self.period_box.currentData()
        return chosen

    @property
    def trainee_id(self) -> int | None:
        """The trainee the report is limited to."""
        return self._selected(self.trainee, Selector.TRAINEE)

    @property
    def agreement_id(self) -> int | None:
        """The agreement the report is limited to."""
        return self._selected(self.agreement, Selector.AGREEMENT)

    @property
    def project_code(self) -> str:
        """The project or cost centre the report is limited to; "" = everything."""
        if self._entry is None or Selector.PROJECT not in self._entry.selectors:
            return ""
        return str(self.project.currentData() or "")

    @property
    def layout_key(self) -> str:
        """The recipient's layout that is chosen; "" = the one that is proposed."""
        chosen: str | None = self.layout_box.currentData()
        return chosen or "" if self._entry is not None and self._entry.layout else ""

    def offer(self, entry: ReportEntry, choices: ReportChoices, month: Month) -> None:
        """Show what a report can be made for; keeps what is chosen as far as it fits."""
        kept = self.kind.currentData()
        moved = month != self._month
        self._entry, self._choices, self._month = entry, choices, month
        with QSignalBlocker(self.kind):
            _fill(self.kind, ((kind, period_kind_word(kind)) for kind in entry.period_kinds), kept)
        self.kind.setVisible(len(entry.period_kinds) > 1)
        self._fill_periods(keep=not moved)
        for box, selector, everything, options in (
            (self.trainee, Selector.TRAINEE, _("All trainees"), choices.trainees),
            (self.agreement, Selector.AGREEMENT, _("All agreements"), choices.agreements),
        ):
            with QSignalBlocker(box):
                _fill(box, [(None, everything), *options], box.currentData())
            box.setVisible(selector in entry.selectors)
        with QSignalBlocker(self.project):
            projects = [("", _("The whole enterprise")), *choices.projects]
            _fill(self.project, projects, self.project.currentData())
        some = bool(choices.projects)
        self.project.setVisible(Selector.PROJECT in entry.selectors and some)
        self._fill_layouts()

    def _fill_layouts(self) -> None:
        """Layouts that are in force for the period."""
        if self._entry is None or self._choices is None:
            return
        wanted = self._entry.layout is not None
        period = self.period
        found = self._choices.layouts.of_period(period) if wanted and period else ()
        with QSignalBlocker(self.layout_box):
            options = ((one.key, one.name) for one in found)
            _fill(self.layout_box, options, self.layout_box.currentData())
        self.layout_box.setVisible(wanted and bool(found))

    def _fill_periods(self, *, keep: bool) -> None:
        if self._choices is None or self._month is None:
            return
        kept = self.period if keep else None
        kind = self.kind.currentData()
        periods = offered_periods(kind, self._month, self._choices.fiscal_years)
        with QSignalBlocker(self.period_box):
            _fill(self.period_box, ((one, _capital(period_words(one))) for one in periods), kept)

    def _selected(self, box: ComboBox, selector: Selector) -> int | None:
        if self._entry is None or selector not in self._entry.selectors:
            return None
        chosen: int | None = box.currentData()
        return chosen

    @Slot()
    def _kind_chosen(self) -> None:
        self._fill_periods(keep=False)
        self._fill_layouts()
        self.changed.emit()

    @Slot()
    def _period_chosen(self) -> None:
        self._fill_layouts()
        self.changed.emit()

    @Slot()
    def _chosen(self) -> None:
        self.changed.emit()


def _combo(name: str) -> ComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setToolTip(plain_tip(name))
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    box.setMinimumContentsLength(6)
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(230)
    return box


def _fill(box: ComboBox, options: Iterable[tuple[object, str]], kept: object) -> None:
    """Other options; the kept one stays chosen if it is among them, else the first."""
    box.clear()
    place = 0
    for at, (value, text) in enumerate(options):
        box.addItem(text, value)
        if value == kept:
            place = at
    box.setCurrentIndex(place if box.count() else -1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
