"""Närvaro: a month, a week or a day of attendance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from asfdesk.domain.hours.typed_time import Reading
from asfdesk.domain.period import Month
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.typed_cells import CellsRefusedError
from asfdesk.ui.dialogs.cell_problems import show_cell_problems
from asfdesk.ui.dialogs.does_not_fit import show_does_not_fit
from asfdesk.ui.kit.buttons import link_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.grid.grid_frame import MOST_DAY, DayGrid
from asfdesk.ui.kit.text import rich_label
from asfdesk.ui.page import Page
from asfdesk.ui.pages.hours import attendance_words as words
from asfdesk.ui.pages.hours.agreement_sums import AgreementLine
from asfdesk.ui.pages.hours.attendance_absences import DEVIATIONS, AttendanceAbsences
from asfdesk.ui.pages.hours.attendance_bar import AttendanceBar
from asfdesk.ui.pages.hours.attendance_cells import ChosenCell, ChosenCells
from asfdesk.ui.pages.hours.attendance_day import AttendanceDay
from asfdesk.ui.pages.hours.attendance_fill import AttendanceFill
from asfdesk.ui.pages.hours.attendance_menu import attendance_entries, code_entries
from asfdesk.ui.pages.hours.attendance_months import AttendanceMonths
from asfdesk.ui.pages.hours.attendance_reading import AttendanceReading
from asfdesk.ui.pages.hours.attendance_sheets import AttendanceSheets
from asfdesk.ui.pages.hours.shown_days import ShownDays, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.attendance_grid import MonthGrid
    from asfdesk.ui.kit.grid.grid_blocks import Block, DoesNotFitError
    from asfdesk.ui.kit.grid.grid_content import Edit
    from asfdesk.ui.kit.grid.grid_menu import MenuEntry
    from asfdesk.ui.page import PageContext
    from asfdesk.ui.pages.hours.attendance_reading import Shown
    from asfdesk.ui.pages.hours.attendance_sick import SickMarks

_TWO_LINES = 38
_WIDEST = {Span.MONTH: MOST_DAY, Span.WEEK: 96, Span.DAY: MOST_DAY}
Place = tuple[int, "date"]
"""A placement and a day."""


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
        self._wanted = ShownDays(context.today)
        self._reading = AttendanceReading(context.session, context.today)
        self._writing = 0
        self._only: frozenset[int] | None = None
        self._keep: frozenset[int] = frozenset()
        self._go_then: Place | None = None
        self._late: Shown | None = None
        self.sick: SickMarks | None = None
        self.sheets = AttendanceSheets(self, self._meant_day)
        self.filling = AttendanceFill(self, self._meant_day)
        self.filling.filling.connect(self._keep_rows)
        self.months = AttendanceMonths(self)
        self.months.place_wanted.connect(self.show_place)
        self.months.fill_wanted.connect(self.filling.open_for_month)
        self.except_button, self.lock_button = self.filling.button, self.months.button
        self.badge = self.months.badge
        self.absences = AttendanceAbsences(self)
        self.add_action_button(self.absences.button)
        self.add_action_button(self.sheets.button)
        self.add_action_button(self.except_button, writes=True)
        self.add_action_button(self.lock_button, writes=True)
        self.bar = AttendanceBar()
        self.bar.span_chosen.connect(self._choose_span)
        self.bar.filter_chosen.connect(self._filter)
        self.bar.stepped.connect(self._step)
        self.grid = self._make_grid()
        self.day = AttendanceDay()
        self.day.more_entries = partial(attendance_entries, self)
        self.day.written.connect(self._day_written)
        # Not at once: what ended the typing still hands over what was typed.
        self.day.list.typing_ended.connect(self._show_late, Qt.ConnectionType.QueuedConnection)
        self.agreements = AgreementLine()
        self.agreements.chosen.connect(self._choose_agreement)
        self.empty = EmptyState(
            _("Attendance is filled in here, once there is a trainee with a placement."),
            _("Add a trainee"),
            partial(context.go, "trainees"),
        )
        self._below = self._make_below()
        for part, stretch in (
            (self.bar, 0),
            (self.grid, 1),
            (self.day, 1),
            (self.agreements, 0),
            (self._below, 0),
            (self.empty, 1),
        ):
            self.body.addWidget(part, stretch)
        self.body.setSpacing(8)
        for hidden in (self.empty, self.day, self.agreements):
            hidden.hide()
        self.one_primary(self.lock_button, self.empty)

    def title(self) -> str:
        """The page's name."""
        return _("Attendance")

    def open_item(self, item: str) -> None:
        """The list of deviations."""
        if item == DEVIATIONS:
            self.absences.open()

    def _make_grid(self) -> DayGrid:
        grid = DayGrid(_("Attendance"))
        grid.view.check = self._check
        grid.view.more_entries = self._entries
        grid.model.edited.connect(self._edited)
        grid.view.moved_to.connect(self._tell)
        grid.view.block_changed.connect(self._tell)
        grid.view.did_not_fit.connect(self._did_not_fit)
        return grid

    def _make_below(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.says_card = Card()
        self.says = rich_label(words.key_words())
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.says_card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.says_card.body.addWidget(self.says)
        self.next_button = link_button(_("Go to next"))
        self.next_button.clicked.connect(self.go_to_unfilled)
        line.addWidget(self.says_card, 1)
        state = QVBoxLayout()
        state.setSpacing(2)
        state.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignRight)
        links = QHBoxLayout()
        links.addStretch(1)
        links.addWidget(self.months.list_button)
        links.addWidget(self.next_button)
        state.addLayout(links)
        line.addLayout(state)
        return holder

    # -- reading and showing

    def set_month(self, month: Month) -> None:
        """Another month; its first day is where weeks and days begin."""
        if month != self.month:
            if month != self._wanted.month:
                self._wanted.go_to_month(month, self.context.today)
            self._keep = frozenset()
        super().set_month(month)

    def reload(self) -> None:
        """Read what is wanted, or only its rows that were written in."""
        chosen = self.bar.chosen(self._keep | self._stood_on())
        self.run(self._reading.ask(self._wanted, chosen, self._only), self._show)

    @Slot(object)
    def _show(self, read: Shown | None) -> None:
        # While something is being written a newer reading is on its way.
        if (
            read is None
            or self._writing
            or self.grid.waits_with(read.content, partial(self._show, read))
        ):
            return
        if self.day.list.typing:
            self._late = read
            return
        place = self._go_then or self._place()
        self._go_then = self._late = None
        self._reading.accept(read)
        self.sick = read.sick
        grid = read.grid
        locked = all(day.locked for day in grid.days[read.days])
        read_only = locked or not self.writable
        self.grid.model.read_only = read_only
        if read.by_day:
            self.day.show_day(grid, read.days.start, read_only=read_only)
        else:
            self.grid.set_content(read.content, _WIDEST[read.span])
        self._show_parts(read)
        if place is not None:
            self._stand_on(place)
        self.bar.set_agreements(grid.agreements)
        self.bar.show_span(read.span, self._wanted.words())
        self.agreements.show_sums(read.sums, self.bar.agreement.currentData())
        self.set_status(words.status_words(grid))
        self.filling.show_grid(grid)
        self.months.show_grid(grid)
        self.next_button.setVisible(bool(grid.unfilled) and not grid.state.locked)
        self._tell()

    @Slot()
    def _show_late(self) -> None:
        """What could not be shown while a field of the day was typed in."""
        if self._late is not None:
            self._show(self._late)

    def _show_parts(self, read: Shown) -> None:
        some = read.grid.total_rows > 0
        by_day = read.by_day
        for part in (self.bar, self._below):
            part.setVisible(some)
        self.grid.setVisible(some and not by_day)
        self.day.setVisible(some and by_day)
        self.says_card.setVisible(not by_day)
        self.empty.setVisible(not some)

    @property
    def _read(self) -> Shown | None:
        return self._reading.shown

    @property
    def shown(self) -> MonthGrid | None:
        """What is shown now."""
        return self._read.grid if self._read else None

    def _day_at(self, column: int) -> date:
        # The days that are shown: others may have been chosen and not be read yet.
        return self._read.day_at(column) if self._read else self._wanted.day

    def _meant_day(self) -> date:
        """The day we stand on, else where weeks and days begin."""
        place = self._place()
        return place[1] if place else self._wanted.day

    # -- what is seen

    @Slot(object)
    def _choose_span(self, span: Span) -> None:
        place = self._place()
        self._wanted.span = span
        self._go_then = place
        self._go_to_day(place[1] if place else self._wanted.day)

    @Slot(int)
    def _step(self, direction: int) -> None:
        self._wanted.step(direction)
        self._go_to_day(self._wanted.day)

    def _go_to_day(self, day: date) -> None:
        """Show the days around one, in whichever month it lies."""
        self._wanted.day = day
        month = Month.of(day)
        if month == self.month:
            self.reload()
        else:
            self.set_month(month)
            self.context.go(f"{self.key}@{month}")

    @Slot()
    def _filter(self) -> None:
        self._keep = frozenset()
        self.grid.view.clearSelection()
        self.grid.view.setCurrentIndex(self.grid.model.index(-1, -1))
        self.reload()

    @Slot(object)
    def _choose_agreement(self, agreement_id: int | None) -> None:
        box = self.bar.agreement
        box.setCurrentIndex(max(box.findData(agreement_id), 0))
        self._filter()

    def _stood_on(self) -> frozenset[int]:
        """The row we stand on never goes away under our hands."""
        place = self._place()
        return frozenset({place[0]}) if place else frozenset()

    @Slot(object)
    def _keep_rows(self, placements: Iterable[int]) -> None:
        self._keep |= frozenset(placements)

    # -- where we stand

    def _place(self) -> Place | None:
        """The placement and day we stand on."""
        if self._read is None:
            return None
        if self._read.by_day:
            placement = self.day.place()
            return None if placement is None else (placement, self._day_at(0))
        index = self.grid.view.currentIndex()
        if not index.isValid():
            return None
        return self._read.grid.rows[index.row()].placement_id, self._day_at(index.column())

    def _stand_on(self, place: Place) -> bool:
        """Stand on a placement and day; whether they are shown."""
        if self._read is None:
            return False
        placement_id, day = place
        column = (day - self._day_at(0)).days
        if self._read.by_day:
            return column == 0 and self.day.go_to(placement_id)
        ids = [row.placement_id for row in self._read.grid.rows]
        if placement_id not in ids or not 0 <= column < self.grid.model.columnCount():
            return False
        there = (ids.index(placement_id), column)
        index = self.grid.view.currentIndex()
        if (index.row(), index.column()) != there:
            self.grid.view.go_to(*there)
        return True

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Go to a placement and day, whatever is filtered away or shown now."""
        if self._stand_on(place):
            self._focus()
            return
        self._keep |= {place[0]}
        self._go_then = place
        self._go_to_day(place[1])

    def _focus(self) -> None:
        by_day = self._read is not None and self._read.by_day
        (self.day.list if by_day else self.grid.view).setFocus()

    @Slot()
    def go_to_unfilled(self) -> None:
        """Stand on the next cell of the month that is due and not filled in."""
        grid = self.shown
        if grid is None:
            return
        first = grid.month_days
        due = [
            (at, row.placement_id, day.day)
            for at, row in enumerate(grid.rows)
            for day, cell in zip(grid.days[first], row.cells[first], strict=True)
            if cell.unfilled
        ]
        if not due:
            return
        here = self._place()
        rows = {row.placement_id: at for at, row in enumerate(grid.rows)}
        now = (rows[here[0]], here[1]) if here else None
        after = [one for one in due if now is None or (one[0], one[2]) > now]
        _at, placement_id, day = (after or due)[0]
        self.show_place((placement_id, day))
        self._focus()

    @Slot()
    def _tell(self) -> None:
        """Say in words what is chosen, and the keys."""
        keys = "" if self.grid.model.read_only else words.key_words()
        block, index = self._block(), self.grid.view.currentIndex()
        if self._read is None or block is None:
            self.says.setText(keys or words.locked_words())
            return
        grid, first = self._read.grid, self._read.days.start
        if block.size > 1 or not index.isValid():
            said = words.block_words(grid, block, first)
        else:
            said = words.cell_words(grid, grid.rows[index.row()], first + index.column())
        self.says.setText(f"{said} · {keys}" if keys else said)
        self._fit_words()

    def _block(self) -> Block | None:
        """The cells of the grid that are chosen, if it is the grid that is shown."""
        read, block = self._read, self.grid.view.block()
        if read is None or read.by_day or block is None:
            return None
        return block if block.bottom < len(read.grid.rows) else None

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
        block = self._block()
        if self._read is None or block is None:
            return None
        grid, first = self._read.grid, self._read.days.start
        cells = tuple(
            ChosenCell(grid.rows[row], grid.days[first + at], grid.rows[row].cells[first + at])
            for row, at in block.places()
        )
        writable = not self.grid.model.read_only and not any(c.cell.locked for c in cells)
        return ChosenCells(cells, writable)

    def _entries(self) -> Sequence[Sequence[MenuEntry]]:
        chosen = self.chosen_cells()
        if chosen is None:
            return ()
        codes = code_entries(self.grid.view, writable=chosen.writable)
        return [codes, *attendance_entries(self, chosen)]

    # -- writing

    def _check(self, row: int, column: int, text: str) -> str:
        del row, column
        return words.complaint(text)

    @Slot(object)
    def _edited(self, edits: Sequence[Edit]) -> None:
        if self._read is not None:
            rows = self._read.grid.rows
            self._write_cells(
                [
                    CellEdit(rows[edit.row].placement_id, self._day_at(edit.column), edit.text)
                    for edit in edits
                ]
            )

    @Slot(int, str)
    def _day_written(self, placement_id: int, text: str) -> None:
        self._write_cells([CellEdit(placement_id, self._day_at(0), text)])

    def _write_cells(self, cells: Sequence[CellEdit], reading: Reading = Reading.ASK) -> None:
        write = self.context.write
        if write is None:
            return
        self._keep_rows(cell.placement_id for cell in cells)
        self._writing += 1
        rows = frozenset(cell.placement_id for cell in cells)
        self.run(
            lambda: set_cells(write, cells, reading),
            partial(self._written, rows),
            partial(self._refused, cells),
        )

    def _written(self, rows: frozenset[int], changes: Changes) -> None:
        """Tell everybody; this page knows which rows it was."""
        self._writing -= 1
        self._only = rows
        try:
            self.announce(changes)
            if not changes and not self._writing:
                self.reload()
        finally:
            self._only = None

    def _refused(self, cells: Sequence[CellEdit], error: AsfDeskError) -> None:
        self._writing -= 1
        self.grid.model.forget_pending()
        self.reload()
        if not isinstance(error, CellsRefusedError) or self._read is None:
            self.show_trouble(error)
            return
        names: dict[object, str] = {row.placement_id: row.name for row in self._read.grid.everybody}
        dialog = show_cell_problems(self, error, names)
        dialog.chosen.connect(self.show_place)
        dialog.answered.connect(partial(self._write_cells, cells))

    @Slot(object)
    def _did_not_fit(self, error: DoesNotFitError) -> None:
        show_does_not_fit(self, error)
