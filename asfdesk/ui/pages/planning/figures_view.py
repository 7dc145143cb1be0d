"""Uppföljning, Nyckeltal: every figure with target, light and trend; the chosen one explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asfdesk.domain.planning.figure_history import Step
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, month_name
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.figure_charts import step_word
from asfdesk.services.drivers.break_even_figures import break_even_of
from asfdesk.services.planning.figure_targets import clear_target
from asfdesk.services.planning.figure_views import figures_page, read_span
from asfdesk.services.sending.figures_sheet import STEM, figures_sheet
from asfdesk.ui.dialogs.sending.report_output import ReportOutput, Shown
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.chip_choice import ChipChoice
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.planning.figure_forms import open_lines_form, open_target_form
from asfdesk.ui.pages.planning.figure_panel import FigurePanel
from asfdesk.ui.pages.planning.figure_table import figures_table, lines_of

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.reports.document import Document
    from asfdesk.services.planning.figure_views import FigureRow, FiguresPage
    from asfdesk.services.sending.export_report import Exported
    from asfdesk.services.session import ReadSession
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.page import Page
    from asfdesk.ui.pages.planning.figure_table import FigureLine

STEPS = (Step.TO_DATE, Step.ROLLING, Step.MONTH, Step.QUARTER, Step.YEAR)
"""Kinds of period in the order offered; the first is shown first."""


class FiguresView(QWidget):
    """The list at the left, the chosen figure at the right.

    Attributes:
        output: Print and Export of the figures shown; the page places its buttons.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._month = page.month
        self._step = STEPS[0]
        self._key = ""
        self.shown: FiguresPage | None = None
        self.output = ReportOutput(self, page.run, self._exported)
        self.model, self.table = figures_table()
        self.panel = FigurePanel(writable=page.writable)
        self._card = Card()
        self._saved = label("", Look.SECONDARY, wrap=True)
        self._saved.hide()
        self._periods = ChipChoice(self, [step_word(step) for step in STEPS])
        self.steps = self._periods.group
        self._lay_out()
        self.steps.idClicked.connect(self.show_step)
        self.table.current.connect(self._choose)
        self.table.opened.connect(self._open)
        self.panel.target_wanted.connect(self.open_target)
        self.panel.target_unwanted.connect(self.remove_target)
        self.panel.lines_wanted.connect(self.open_lines)

    def _lay_out(self) -> None:
        self._card.body.addLayout(self._periods)
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self._saved)
        left = QVBoxLayout()
        left.addWidget(self._card, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addLayout(left, 3)
        line.addWidget(self.panel, 2)

    def load(self, month: Month) -> None:
        """Show the figures of another month."""
        self._month = month
        session, step, today = self._page.context.session, self._step, self._page.context.today

        created = datetime.now().astimezone()
        self._page.run(lambda: _load(session, month, step, today, created), self._show)

    @Slot(int)
    def show_step(self, place: int) -> None:
        """Show another kind of period."""
        self.steps.button(place).setChecked(True)
        self._step = STEPS[place]
        self.load(self._month)

    @Slot(object)
    def _show(self, loaded: _Loaded) -> None:
        shown = self.shown = loaded.page
        document = loaded.document
        stem = f"{STEM}_{shown.period}"
        self.output.show(Shown(document, stem) if document is not None else None)
        self._saved.hide()
        self._card.set_title(_("Key figures"), period_words(shown.period))
        self._page.set_status(_status(shown))
        lines = lines_of(shown)
        keys = [line.row.key if line.row else "" for line in lines]
        known = self._key and self._key in keys
        wanted = self._key if known else next((key for key in keys if key), "")
        self.table.show_rows(lines, lambda line: line.row.key if line.row else line.title, wanted)
        self._choose(self.model.row_if_any(self.table.currentIndex()))

    @Slot(object)
    def _choose(self, line: FigureLine | None) -> None:
        if line is not None and line.row is not None and self.shown is not None:
            self._key = line.row.key
            self.panel.show_row(self.shown, line.row)

    @Slot(object)
    def _open(self, line: FigureLine) -> None:
        self._choose(line)
        if line.row is not None:
            self.open_target()

    def _row(self) -> FigureRow | None:
        return self.shown.row(self._key) if self.shown else None

    @Slot()
    def open_target(self) -> FormDialog | None:
        """Set or change the target of the chosen figure."""
        row = self._row()
        if row is None or self.shown is None:
            return None
        return open_target_form(self._page, self.shown, row)

    @Slot()
    def remove_target(self) -> None:
        """Take the target of the chosen figure away."""
        row, write = self._row(), self._page.context.write
        target = row.target if row else None
        if write is not None and target is not None:
            self._page.command(lambda: clear_target(write, target.figure, target.fiscal_year_id))

    @Slot()
    def open_lines(self) -> FormDialog | None:
        """Choose the lines whose cost is the training's."""
        return open_lines_form(self._page, self.shown) if self.shown else None

    @Slot(object)
    def _exported(self, exported: Exported) -> None:
        names = ", ".join(path.name for path in exported.files)
        self._saved.setText(_("Saved: %(names)s") % {"names": names})
        self._saved.show()


@dataclass(frozen=True)
class _Loaded:
    """What is shown, and what may leave the program; None while the file is nobody's."""

    page: FiguresPage
    document: Document | None


def _load(
    session: ReadSession, month: Month, step: Step, today: date, created: datetime
) -> _Loaded:
    """On the worker: read once, show all to the enterprise itself, withhold in the document."""
    span = read_span(session, month, step, today)
    even = break_even_of(session)
    page = figures_page(session, span, break_even=even, shows_few=session.identities_open)
    try:
        return _Loaded(page, figures_sheet(session, span, today, created, even))
    except RefusedError:
        return _Loaded(page, None)


def _status(shown: FiguresPage) -> str:
    """How many figures there are, and how far the books go."""
    known = sum(row.figure.value is not None for row in shown.rows)
    said = _("%(known)d of %(all)d key figures can be worked out.") % {
        "known": known,
        "all": len(shown.rows),
    }
    reached = shown.view.reached
    if reached is None:
        return f"{said} " + _("There is no bookkeeping for the period.")
    name = month_name(reached.year, reached.number)
    return f"{said} " + _("The books go to %(month)s.") % {"month": name}
