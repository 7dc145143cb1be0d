"""Närvaro: a month of attendance in one grid."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from asfdesk.domain.period import Period
from asfdesk.domain.typed_time import Reading
from asfdesk.i18n import _, weekday_and_day
from asfdesk.services.attendance_month import month_grid
from asfdesk.services.changes import Topic
from asfdesk.services.lock_attendance import lock_month, reopen_month
from asfdesk.services.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.typed_cells import CellsRefusedError
from asfdesk.ui.dialogs.cell_problems import show_cell_problems
from asfdesk.ui.dialogs.does_not_fit import show_does_not_fit
from asfdesk.ui.dialogs.lock_month import ask_to_lock, reason_fields
from asfdesk.ui.dialogs.present_except import DaysChoice, PresentExceptDialog
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button, link_button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.grid_frame import MOST_DAY, DayGrid
from asfdesk.ui.kit.text import rich_label
from asfdesk.ui.kit.tip import plain_tip
from asfdesk.ui.page import Page
from asfdesk.ui.pages import attendance_words as words
from asfdesk.ui.pages.attendance_bar import AttendanceBar
from asfdesk.ui.pages.attendance_cells import ChosenCell, ChosenCells
from asfdesk.ui.pages.attendance_content import attendance_content
from asfdesk.ui.pages.attendance_menu import attendance_entries, code_entries
from asfdesk.ui.pages.attendance_sheets import AttendanceSheets
from asfdesk.ui.pages.day_columns import week_word
from asfdesk.ui.pages.grid_words import capital, month_word
from asfdesk.ui.pages.shown_days import ShownDays, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from asfdesk.domain.period import Month
    from asfdesk.errors import AsfDeskError
    from asfdesk.services.attendance_grid import MonthGrid
    from asfdesk.services.changes import Changes
    from asfdesk.ui.dialogs.present_except import PresentExcept
    from asfdesk.ui.kit.form import FormValues
    from asfdesk.ui.kit.grid_blocks import DoesNotFitError
    from asfdesk.ui.kit.grid_content import Edit, GridContent
    from asfdesk.ui.kit.grid_menu import MenuEntry
    from asfdesk.ui.page import PageContext

_TWO_LINES = 38
_DAY_WIDTH = 640
"""A single day needs no more; wider, the name and its hours would lie far apart."""
_NO_LIMIT = 16_777_215
"""Qt's widest widget."""
_WIDEST = {Span.MONTH: MOST_DAY, Span.WEEK: 96, Span.DAY: 120}


class AttendancePage(Page):
    """Fill in, look over and lock a month."""

    key = "attendance"
    topics = frozenset(
        {
            Topic.ATTENDANCE,
            Topic.PLACEMENTS,
            Topic.TRAINEES,
            Topic.AGREEMENTS,
            Topic.SUPERVISION,
            Topic.ENTERPRISE,
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._wanted = ShownDays(self.month, context.today)
        self._shown: MonthGrid | None = None
        self._days = self._wanted.places()
        self._keep: frozenset[int] = frozenset()
        self.sheets = AttendanceSheets(self, self._meant_day)
        self.except_button = button(_("Everybody present except…"))
        self.except_button.clicked.connect(self.open_present_except)
        self.lock_button = primary_button("")
        self.lock_button.clicked.connect(self.lock_or_open)
        self.add_action_button(self.sheets.button)
        self.add_action_button(self.except_button, writes=True)
        self.add_action_button(self.lock_button, writes=True)
        self.bar = AttendanceBar()
        self.bar.span_chosen.connect(self._choose_span)
        self.bar.filter_chosen.connect(self._filter)
        self.bar.stepped.connect(self._step)
        self.grid = DayGrid(_("Attendance"))
        self.grid.view.check = self._check
        self.grid.view.more_entries = self._entries
        self.grid.model.edited.connect(self._edited)
        self.grid.view.moved_to.connect(self._tell)
        self.grid.view.block_changed.connect(self._tell)
        self.grid.view.did_not_fit.connect(self._did_not_fit)
        self.empty = EmptyState(
            _("Attendance is filled in here, once there is a trainee with a placement."),
            _("Add a trainee"),
            partial(context.go, "trainees"),
        )
        self._below = self._make_below()
        self.body.addWidget(self.bar)
        line = QHBoxLayout()
        line.addWidget(self.grid, 1)
        line.addStretch(0)
        self.body.addLayout(line, 1)
        self.body.addWidget(self._below)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()
        self.one_primary(self.lock_button, self.empty)

    def title(self) -> str:
        """The page's name."""
        return _("Attendance")

    def _make_below(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        card = Card()
        self.says = rich_label(words.key_words())
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        card.body.addWidget(self.says)
        self.badge = Badge()
        self.next_button = link_button(_("Go to next"))
        self.next_button.clicked.connect(self.go_to_unfilled)
        line.addWidget(card, 1)
        line.addWidget(self.badge)
        line.addWidget(self.next_button)
        return holder

    def set_month(self, month: Month) -> None:
        """Another month; its first day is where weeks and days begin."""
        if month != self.month:
            self._wanted.go_to_month(month, self.context.today)
            self._keep = frozenset()
        super().set_month(month)

    def reload(self) -> None:
        """Read the month and make the grid on the worker."""
        session, month, today = self.context.session, self.month, self.context.today
        chosen = self.bar.chosen(self._keep)
        days = self._wanted.places()

        def read() -> tuple[MonthGrid, slice, GridContent]:
            grid = month_grid(session, month, today, chosen)
            return grid, days, attendance_content(grid, days)

        self.run(read, self._show)

    @Slot(object)
    def _show(self, read: tuple[MonthGrid, slice, GridContent]) -> None:
        grid, days, content = read
        if self.grid.waits_with(content, partial(self._show, read)):
            return
        place = self._place()
        self._shown, self._days = grid, days
        self.grid.model.read_only = grid.state.locked or not self.writable
        self.grid.setMaximumWidth(_DAY_WIDTH if self._wanted.span is Span.DAY else _NO_LIMIT)
        self.grid.set_content(content, _WIDEST[self._wanted.span])
        if place is not None and not self.grid.view.currentIndex().isValid():
            self._go_to_place(place)
        self.bar.set_agreements(grid.agreements)
        self.bar.show_span(self._wanted.span, self._wanted.words())
        self._show_state(grid)
        self._tell()

    def _show_state(self, grid: MonthGrid) -> None:
        some = grid.total_rows > 0
        for part in (self.bar, self.grid, self._below):
            part.setVisible(some)
        self.empty.setVisible(not some)
        self.set_status(words.status_words(grid))
        month = month_word(grid.month)
        locked = grid.state.locked
        said = _("Open %(month)s again…") if locked else _("Lock %(month)s…")
        self.lock_button.setText(said % {"month": month})
        text, tone = words.lock_words(grid)
        self.lock_button.setEnabled(self.writable and some and (locked or not grid.blocking))
        self.lock_button.setToolTip("" if locked else plain_tip(text))
        self.except_button.setEnabled(self.writable and some and not locked)
        self.badge.set_status(text, tone)
        self.badge.setVisible(bool(text))
        self.next_button.setVisible(bool(grid.unfilled) and not locked)

    def _day_at(self, column: int) -> date:
        # The month that is shown: another one may have been chosen and not be read yet.
        month = self._shown.month if self._shown else self.month
        return month.first + timedelta(days=(self._days.start or 0) + column)

    def _meant_day(self) -> date:
        """The day we stand on, else where weeks and days begin."""
        place = self._place()
        return place[1] if place else self._wanted.day

    @Slot(object)
    def _choose_span(self, span: Span) -> None:
        index = self.grid.view.currentIndex()
        if index.isValid():
            self._wanted.day = self._day_at(index.column())
        self._wanted.span = span
        self.reload()

    @Slot(int)
    def _step(self, direction: int) -> None:
        self._wanted.step(direction)
        self.reload()

    @Slot()
    def _filter(self) -> None:
        self._keep = frozenset()
        self.reload()

    @Slot()
    def _tell(self) -> None:
        """Say in words what is chosen, and the keys."""
        grid, block = self._shown, self.grid.view.block()
        index = self.grid.view.currentIndex()
        keys = "" if self.grid.model.read_only else words.key_words()
        if grid is None or block is None or not index.isValid() or index.row() >= len(grid.rows):
            self.says.setText(keys)
            return
        first = self._days.start or 0
        if block.size > 1:
            said = words.block_words(grid, block, first)
        else:
            said = words.cell_words(grid, grid.rows[index.row()], first + index.column())
        self.says.setText(f"{said} · {keys}" if keys else said)
        self._fit_words()

    def _fit_words(self) -> None:
        """Always room for two lines, so that the grid keeps still; three in a narrow window."""
        wanted = self.says.heightForWidth(self.says.width())
        self.says.setFixedHeight(max(wanted, _TWO_LINES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words wrap anew."""
        super().resizeEvent(event)
        self._fit_words()

    def chosen_cells(self) -> ChosenCells | None:
        """The cells that are chosen, as they are shown; None when there are none."""
        grid, block = self._shown, self.grid.view.block()
        if grid is None or block is None or block.bottom >= len(grid.rows):
            return None
        first = self._days.start or 0
        cells = (
            ChosenCell(grid.rows[row], grid.days[first + at], grid.rows[row].cells[first + at])
            for row, at in block.places()
        )
        return ChosenCells(tuple(cells), not self.grid.model.read_only)

    def _entries(self) -> Sequence[Sequence[MenuEntry]]:
        chosen = self.chosen_cells()
        if chosen is None:
            return ()
        codes = code_entries(self.grid.view, writable=chosen.writable)
        return [codes, *attendance_entries(self, chosen)]

    def _check(self, row: int, column: int, text: str) -> str:
        del row, column
        return words.complaint(text)

    @Slot(object)
    def _edited(self, edits: Sequence[Edit]) -> None:
        if self._shown is None:
            return
        rows = self._shown.rows
        cells = [
            CellEdit(rows[edit.row].placement_id, self._day_at(edit.column), edit.text)
            for edit in edits
        ]
        self._keep |= {cell.placement_id for cell in cells}
        self._write(cells, Reading.ASK)

    def _write(self, cells: Sequence[CellEdit], reading: Reading) -> None:
        write = self.context.write
        if write is not None:
            self.command(
                lambda: set_cells(write, cells, reading), failed=partial(self._refused, cells)
            )

    def _refused(self, cells: Sequence[CellEdit], error: AsfDeskError) -> None:
        self.grid.model.forget_pending()
        if not isinstance(error, CellsRefusedError) or self._shown is None:
            self.show_trouble(error)
            return
        names: dict[object, str] = {row.placement_id: row.name for row in self._shown.rows}
        dialog = show_cell_problems(self, error, names)
        dialog.chosen.connect(self._go_to_place)
        dialog.answered.connect(partial(self._write, cells))

    def _place(self) -> tuple[int, date] | None:
        """The placement and day we stand on."""
        index = self.grid.view.currentIndex()
        if self._shown is None or not index.isValid():
            return None
        return self._shown.rows[index.row()].placement_id, self._day_at(index.column())

    @Slot(object)
    def _go_to_place(self, place: tuple[int, date]) -> None:
        if self._shown is None:
            return
        placement_id, day = place
        ids = [row.placement_id for row in self._shown.rows]
        column = (day - self._day_at(0)).days
        if placement_id in ids and 0 <= column < self.grid.model.columnCount():
            self.grid.view.go_to(ids.index(placement_id), column)

    @Slot(object)
    def _did_not_fit(self, error: DoesNotFitError) -> None:
        show_does_not_fit(self, error)

    @Slot()
    def go_to_unfilled(self) -> None:
        """Stand on the next cell that is due and not filled in."""
        if self._shown is None:
            return
        index = self.grid.view.currentIndex()
        due = [
            (at, column)
            for at, row in enumerate(self._shown.rows)
            for column, cell in enumerate(row.cells[self._days])
            if cell.unfilled
        ]
        if due:
            here = (index.row(), index.column()) if index.isValid() else (-1, -1)
            self.grid.view.go_to(*next((place for place in due if place > here), due[0]))
            self.grid.view.setFocus()

    @Slot()
    def open_present_except(self) -> None:
        """Ask for days and for those who were away."""
        if self._shown is not None and self._shown.rows:
            choices = self._choices(self._shown)
            dialog = PresentExceptDialog(self, self._shown.rows, choices)
            dialog.decided.connect(self._fill)
            dialog.open()

    def _choices(self, grid: MonthGrid) -> list[DaysChoice]:
        """The chosen day, its week, and the whole month, as far as it has come."""
        index = self.grid.view.currentIndex()
        day = self._day_at(index.column()) if index.isValid() else self._wanted.day
        week = list(self._wanted.week(day))
        month = capital(month_word(grid.month))
        return [
            DaysChoice(capital(weekday_and_day(day)), Period(day, day)),
            DaysChoice(
                _("%(week)s, day %(first)d to %(last)d")
                % {
                    "week": capital(week_word(day)),
                    "first": week[0].day,
                    "last": week[-1].day,
                },
                Period(week[0], week[-1]),
            ),
            DaysChoice(_("All of %(month)s") % {"month": month}, Period.of_month(grid.month)),
        ]

    @Slot(object)
    def _fill(self, decided: PresentExcept) -> None:
        write, today, grid = self.context.write, self.context.today, self._shown
        if write is None or grid is None:
            return
        # Rows that are filtered away are not "everybody": they are left as they are.
        shown = {row.placement_id for row in grid.rows}
        self._keep |= shown
        self.command(
            lambda: fill_as_planned(
                write, decided.period, today, decided.absent, only=frozenset(shown)
            )
        )

    @Slot()
    def lock_or_open(self) -> None:
        """Ask first: neither can be undone with Ctrl+Z."""
        if self._shown is None:
            return
        if self._shown.state.locked:
            self._ask_why()
        else:
            month = month_word(self._shown.month)
            ask_to_lock(self, month, self._shown.odd, self._lock)

    @Slot()
    def _lock(self) -> None:
        write, month, today = self.context.write, self.month, self.context.today
        if write is not None:
            self.command(lambda: lock_month(write, month, today))

    def _ask_why(self) -> None:
        write, month, today = self.context.write, self.month, self.context.today
        if write is None:
            return

        def save(values: FormValues) -> Changes:
            return reopen_month(write, month, values.text("reason"), today)

        name = month_word(month)
        self.form(
            _("Open %(month)s again") % {"month": name},
            reason_fields(),
            save,
            save_text=_("Open %(month)s") % {"month": name},
            intro=_("What has been sent for the month may have to be sent again."),
        )
