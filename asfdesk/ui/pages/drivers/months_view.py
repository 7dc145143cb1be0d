"""Månader: the plan's amounts line by line and month by month, typed where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from asfdesk.domain.amount_text import UnreadableAmountError, parse_ore
from asfdesk.domain.period import Month
from asfdesk.i18n import _
from asfdesk.services.drivers.type_amounts import clear_overrides, write_cells
from asfdesk.services.planning.plan_amounts import unreadable_word
from asfdesk.ui.kit.buttons import chip
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.fold_chip import Fold
from asfdesk.ui.kit.grid.grid_frame import DayGrid
from asfdesk.ui.kit.grid.grid_menu import MenuEntry
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.drivers.months_content import cell_words, months_content
from asfdesk.ui.pages.drivers.months_summary import PlanSummary
from asfdesk.ui.pages.drivers.plan_panel import PlanPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.plan_drivers_view import PlanView
    from asfdesk.services.planning.plan_page import PlanRow
    from asfdesk.ui.kit.grid.grid_blocks import DoesNotFitError
    from asfdesk.ui.kit.grid.grid_content import Edit, GridContent
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost

WIDEST_MONTH = 92


class MonthsView(PlanPanel):
    """The plan in one grid, with the year's sums always in sight."""

    def __init__(self, page: PlanHost, actions: Sequence[QAction]) -> None:
        super().__init__(page)
        self._rows: tuple[PlanRow, ...] = ()
        self._kept: frozenset[str] = frozenset()
        self._plan_id: int | None = None
        self._actions = tuple(actions)
        self.all_chip = chip(_("All plan lines"))
        self.all_chip.toggled.connect(self._all_toggled)
        self.summary = PlanSummary()
        self.grid = DayGrid(_("Business plan"))
        self.grid.view.check = self._check
        self.grid.view.more_entries = self._entries
        self.grid.model.edited.connect(self._edited)
        self.grid.view.moved_to.connect(self._tell)
        self.grid.view.did_not_fit.connect(self._did_not_fit)
        self.grid.view.complained.connect(self._complain)
        self.says = label("", Look.SECONDARY)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.says)
        self.body.addStretch(0)
        self.fold = Fold(_("Chart"), self.summary, page)

    def tools(self) -> Sequence[QWidget]:
        """All lines, and the chart."""
        return (self.all_chip, self.fold.chip)

    def more_actions(self) -> Sequence[QAction]:
        """What is done with lines."""
        return self._actions

    def waits(self, view: PlanView, show: Callable[[], None]) -> bool:
        """A cell that is being typed in must not move."""
        if not self.grid.view.typing or view.page.plan is None:
            return False
        return self.grid.waits_with(self._content(view, self._rows_of(view)), show)

    def show_view(self, view: PlanView) -> None:
        """Show a plan."""
        plan_id = view.page.plan.id if view.page.plan else None
        if plan_id != self._plan_id:
            self._kept = frozenset()
        self._plan_id = plan_id
        self.fold.set_wanted(wanted=True)
        self.grid.model.read_only = not self.page.editable
        self.summary.show_view(view.page)
        self._show_rows()

    @Slot()
    def _all_toggled(self) -> None:
        self._kept = frozenset()
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        """Show the lines in use, or all.

        A line that has been seen stays, so that nothing moves under the hands of who types.
        """
        view = self.page.view
        if view is None or view.page.plan is None:
            return
        self._rows = self._rows_of(view)
        self._kept = frozenset(row.line.code for row in self._rows)
        self.grid.set_content(self._content(view, self._rows), WIDEST_MONTH)
        self._tell()

    def _rows_of(self, view: PlanView) -> tuple[PlanRow, ...]:
        rows = view.page.rows
        everything = self.all_chip.isChecked() or not any(row.used for row in rows)
        return tuple(row for row in rows if everything or row.used or row.line.code in self._kept)

    def _content(self, view: PlanView, rows: tuple[PlanRow, ...]) -> GridContent:
        driven = view.drivers.driven() if view.drivers else {}
        today = Month.of(self.page.context.today)
        return months_content(view.page, rows, driven, today)

    @property
    def row(self) -> PlanRow | None:
        """The line that the keyboard or mouse stands on."""
        index = self.grid.view.currentIndex()
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    @Slot()
    def _tell(self) -> None:
        """Say in words what is chosen, and the keys."""
        view, row = self.page.view, self.row
        keys = _("Type an amount · Enter next · Ctrl+C, Ctrl+V as in Excel · Ctrl+R fill right")
        if view is None or row is None:
            self.says.setText(keys if self.page.editable else "")
            return
        at = self.grid.view.currentIndex().column()
        driven = view.drivers.driven() if view.drivers else {}
        said = cell_words(view.page, row, at, driven)
        self.says.setText(f"{said} · {keys}" if self.page.editable else said)

    @Slot(str)
    def _complain(self, complaint: str) -> None:
        """What is wrong stands below the grid too, where the tip does not go away."""
        self.says.setText(complaint)

    def _check(self, row: int, column: int, text: str) -> str:
        del row, column
        try:
            parse_ore(text)
        except UnreadableAmountError as error:
            said = {"text": text.strip(), "why": unreadable_word(error.reason)}
            return (
                _(
                    "“%(text)s” can’t be read as an amount (%(why)s). Write for example 12 500 or"
                    " 12500,50. Esc brings back what was there."
                )
                % said
            )
        return ""

    @Slot(object)
    def _edited(self, edits: Sequence[Edit]) -> None:
        view = self.page.view
        plan = view.page.plan if view else None
        write = self.page.context.write
        if view is None or plan is None or write is None:
            return
        texts = {
            (self._rows[edit.row].line.code, view.page.months[edit.column]): edit.text
            for edit in edits
        }
        self.page.pin(plan.id)
        self.page.run(lambda: write_cells(write, plan.id, texts), self._written, self._refused)

    @Slot(object)
    def _written(self, changes: Changes) -> None:
        """Nothing changes when a cell that the drivers fill is emptied: it fills again."""
        if changes:
            self.page.announce(changes)
        else:
            self.grid.model.forget_pending()

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self.grid.model.forget_pending()
        self.page.show_trouble(error)

    @Slot(object)
    def _did_not_fit(self, error: DoesNotFitError) -> None:
        said = {"rows": error.rows, "columns": error.columns}
        room = {"rows": error.room_rows, "columns": error.room_columns}
        dialog = MessageDialog(
            self,
            _("The block does not fit: it has %(rows)d rows and %(columns)d columns.") % said,
            _("From the chosen cell there are %(rows)d lines and %(columns)d months.") % room,
            _("Choose another cell to begin in, or copy a smaller block."),
        )
        dialog.tell()

    def _entries(self) -> Sequence[Sequence[MenuEntry]]:
        """What the cells' menu has besides the clipboard."""
        over = bool(self._overridden())
        back = _("Take back the drivers’ amount")
        return ((MenuEntry(back, self.clear_chosen, _("Delete"), over and self.page.editable),),)

    def _overridden(self) -> list[tuple[str, Month]]:
        """The chosen cells that say something else than the drivers."""
        view, block = self.page.view, self.grid.view.block()
        if view is None or view.drivers is None or block is None:
            return []
        months = view.page.months[block.left : block.right + 1]
        lines = self._rows[block.top : block.bottom + 1]
        cells = ((row.line.code, month) for row in lines for month in months)
        return [cell for cell in cells if cell in view.drivers.result.overridden]

    def clear_chosen(self) -> None:
        """Let the drivers' amounts stand again in the chosen cells."""
        cells = self._overridden()
        self.page.change(lambda write, plan_id: clear_overrides(write, plan_id, cells))

    def take_focus(self) -> None:
        """On the grid."""
        self.grid.view.setFocus()
