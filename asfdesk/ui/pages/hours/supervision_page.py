"""Handledartid: what supervisors' hours went to, and how many it takes for a trainee's hour."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from asfdesk.domain.hours.typed_time import Reading
from asfdesk.domain.period import Month, Period
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.hours.register_supervision import (
    TimeEdit,
    fill_from_last_week,
    fill_standard_days,
    set_times,
)
from asfdesk.services.hours.supervision_month import supervision_month
from asfdesk.services.typed_cells import CellsRefusedError
from asfdesk.ui.dialogs.cell_problems import show_cell_problems
from asfdesk.ui.dialogs.does_not_fit import show_does_not_fit
from asfdesk.ui.kit.badge import Badge
from asfdesk.ui.kit.buttons import button, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.fold_chip import Fold
from asfdesk.ui.kit.form.form import FormDialog
from asfdesk.ui.kit.grid.grid_frame import DayGrid
from asfdesk.ui.kit.text import rich_label
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.hours import supervision_words as words
from asfdesk.ui.pages.hours.supervision_confirm import ask_to_confirm
from asfdesk.ui.pages.hours.supervision_content import row_words, supervision_content
from asfdesk.ui.pages.hours.supervision_forms import row_fields, row_key
from asfdesk.ui.pages.hours.supervision_people import open_person
from asfdesk.ui.pages.hours.supervision_views import TIME, SupervisionViews
from asfdesk.ui.pages.hours.supervisor_panel import SupervisorPanel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.supervision_grid import RowKey, SupervisionMonth, SupervisorCard
    from asfdesk.ui.kit.grid.grid_blocks import DoesNotFitError
    from asfdesk.ui.kit.grid.grid_content import Edit, GridContent
    from asfdesk.ui.page import PageContext

_TWO_LINES = 38
_WORDS_WIDTH = 360


class SupervisionPage(SupervisionViews):
    """Report time, and keep the register of supervisors."""

    key = "supervision"
    topics = frozenset(
        {
            Topic.SUPERVISION,
            Topic.ATTENDANCE,
            Topic.AGREEMENTS,
            Topic.PLACEMENTS,
            Topic.TRAINEES,
            Topic.ENTERPRISE,
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown: SupervisionMonth | None = None
        self._extra: frozenset[RowKey] = frozenset()
        self.row_button = button(_("Add a row…"))
        self.week_button = button(_("As last week"))
        self.standard_button = primary_button(_("Fill standard days"))
        self.confirm_button = primary_button(_("Confirm schedules…"))
        self.row_button.clicked.connect(self.open_row_form)
        self.week_button.clicked.connect(self.fill_last_week)
        self.standard_button.clicked.connect(self.fill_standard)
        self.confirm_button.clicked.connect(self.open_confirm)
        self.panel = SupervisorPanel()
        self.fold = Fold(_("Supervisors"), self.panel, self)
        for action in self._actions_of_time():
            self.add_action_button(action, writes=True)
        self.standard_button.setToolTip(
            _("Each supervisor's empty working days up to today get a standard day.")
        )
        self.confirm_button.setToolTip(
            _("What is scheduled becomes reported time on empty days up to today.")
        )
        self.grid = DayGrid(_("Supervision"))
        self.grid.view.check = self._check
        self.grid.model.edited.connect(self._edited)
        self.grid.view.moved_to.connect(self._tell)
        self.grid.view.block_changed.connect(self._tell)
        self.grid.view.did_not_fit.connect(self._did_not_fit)
        self.panel.wanted.connect(self.open_supervisor)
        self.empty = EmptyState(
            _("Supervisors' hours are reported here. Begin with who they are."),
            _("Add a supervisor") if self.writable else "",
            partial(self.open_supervisor, None),
        )
        self.nobody = EmptyState(
            _(
                "Nobody is employed as supervisor this month. Choose another month, or add"
                " somebody who worked then."
            ),
            _("Add a supervisor") if self.writable else "",
            partial(self.open_supervisor, None),
        )
        self._below = self._make_below()
        self.time_body.addWidget(self.grid, 1)
        self.time_body.addWidget(self._below)
        for one in (self.empty, self.nobody):
            self.time_body.addWidget(one, 1)
            one.hide()
        self.show_actions()

    def title(self) -> str:
        """The page's name."""
        return _("Supervision")

    def _make_below(self) -> QWidget:
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        card = Card()
        card.setMinimumWidth(_WORDS_WIDTH)
        self.says = rich_label(words.key_words())
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.says.setMinimumHeight(_TWO_LINES)
        self.badge = Badge()
        self.limits = rich_label("")
        top = QHBoxLayout()
        top.addWidget(self.says, 1)
        top.addWidget(self.fold.chip, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(top)
        card.body.addWidget(self.badge)
        card.body.addWidget(self.limits)
        card.body.addStretch(1)
        line.addWidget(self.panel, 2)
        line.addWidget(card, 1)
        return holder

    def set_month(self, month: Month) -> None:
        """Another month; rows that were never filled in are forgotten."""
        if month != self.month:
            self._extra = frozenset()
        super().set_month(month)

    def _actions_of_time(self) -> tuple[QPushButton, ...]:
        return self.row_button, self.week_button, self.standard_button, self.confirm_button

    def show_actions(self) -> None:
        """One primary button: confirming once somebody has a schedule, else standard days.

        An empty page offers its first step instead, and the other views have their own buttons.
        """
        month = self._shown
        some = month is not None and bool(month.rows)
        planned = month is not None and any(card.scheduled for card in month.supervisors)
        here = self.view == TIME and (some or month is None)
        wanted = {
            self.row_button: here,
            self.week_button: here,
            self.standard_button: here and not planned,
            self.confirm_button: here and planned,
        }
        # Hidden first: showing one lays the page out at once, and widens a narrow window for good.
        for action in sorted(wanted, key=wanted.__getitem__):
            action.setVisible(wanted[action])
        for action in self._actions_of_time():
            action.setEnabled(self.writable and some)

    def load_time(self) -> None:
        """Read the month and make the grid on the worker."""
        session, month, today = self.context.session, self.month, self.context.today
        extra = self._extra

        def read() -> tuple[SupervisionMonth, GridContent]:
            found = supervision_month(session, month, today, extra)
            return found, supervision_content(found)

        self.run(read, self._show)

    @Slot(object)
    def _show(self, read: tuple[SupervisionMonth, GridContent]) -> None:
        month, content = read
        if self.grid.waits_with(content, partial(self._show, read)):
            return
        self._shown = month
        self.grid.model.read_only = not self.writable
        self.grid.set_content(content)
        self.panel.show_cards(month.supervisors, writable=self.writable)
        some = bool(month.rows)
        self.grid.setVisible(some)
        self._below.setVisible(some)
        self.fold.set_wanted(wanted=some)
        self.empty.setVisible(not some and not month.elsewhere)
        self.nobody.setVisible(not some and bool(month.elsewhere))
        self.show_actions()
        if self.view == TIME:
            self.set_status(words.status_words(month) if some else "")
        said = words.warning_words(month)
        self.badge.set_status(said, Tone.WARN)
        self.badge.setVisible(bool(said))
        self.limits.setText(words.limit_words() if said else "")
        self.limits.setVisible(bool(said))
        self._tell()

    def _day_at(self, column: int) -> date:
        # The month that is shown: another one may have been chosen and not be read yet.
        month = self._shown.month if self._shown else self.month
        return month.first + timedelta(days=column)

    @Slot()
    def _tell(self) -> None:
        """Say in words what is chosen, and the keys."""
        month, block = self._shown, self.grid.view.block()
        index = self.grid.view.currentIndex()
        keys = words.key_words() if self.writable else ""
        if month is None or block is None or not index.isValid() or index.row() >= len(month.rows):
            self.says.setText(keys)
            return
        if block.size > 1:
            said = words.block_words(month, block)
        else:
            said = words.cell_words(month, index.row(), index.column())
        self.says.setText(f"{said} · {keys}" if keys else said)

    def _check(self, row: int, column: int, text: str) -> str:
        del row, column
        return words.complaint(text)

    @Slot(object)
    def _edited(self, edits: Sequence[Edit]) -> None:
        if self._shown is None:
            return
        rows = self._shown.rows
        times = [
            TimeEdit(rows[edit.row].key, self._day_at(edit.column), edit.text) for edit in edits
        ]
        # A row that was emptied stays until another month is shown.
        self._extra |= {time.row for time in times}
        self._write(times, Reading.ASK)

    def _write(self, times: Sequence[TimeEdit], reading: Reading) -> None:
        write = self.context.write
        if write is not None:
            self.command(
                lambda: set_times(write, times, reading), failed=partial(self._refused, times)
            )

    def _refused(self, times: Sequence[TimeEdit], error: AsfDeskError) -> None:
        self.grid.model.forget_pending()
        if not isinstance(error, CellsRefusedError) or self._shown is None:
            self.show_trouble(error)
            return
        names: dict[object, str] = {row.key: row_words(row) for row in self._shown.rows}
        dialog = show_cell_problems(self, error, names)
        dialog.chosen.connect(self._go_to_place)
        dialog.answered.connect(partial(self._write, times))

    @Slot(object)
    def _go_to_place(self, place: tuple[RowKey, date]) -> None:
        key, day = place
        keys = [row.key for row in self._shown.rows] if self._shown else []
        if key in keys:
            self.grid.view.go_to(keys.index(key), (day - self._day_at(0)).days)

    @Slot(object)
    def _did_not_fit(self, error: DoesNotFitError) -> None:
        show_does_not_fit(self, error)

    @Slot()
    def open_row_form(self) -> None:
        """Ask for supervisor, activity and agreement."""
        if self._shown is None or not self._shown.supervisors:
            return
        index = self.grid.view.currentIndex()
        rows = self._shown.rows
        chosen = rows[index.row()].key.supervisor_id if 0 <= index.row() < len(rows) else None
        dialog = FormDialog(
            self,
            _("Add a row"),
            row_fields(self._shown, chosen),
            row_key,
            save_text=_("Add"),
        )
        dialog.saved.connect(self._row_added)
        dialog.open()

    @Slot(object)
    def _row_added(self, key: RowKey) -> None:
        self._extra |= {key}
        self.reload()

    @Slot()
    def open_confirm(self) -> None:
        """Show what confirming the week or the month would write, and ask which."""
        write = self.context.write
        if write is None:
            return
        index = self.grid.view.currentIndex()
        today = self.context.today
        default = today if Month.of(today) == self.month else self.month.first
        ask_to_confirm(self, write, self._day_at(index.column()) if index.isValid() else default)

    @Slot()
    def fill_last_week(self) -> None:
        """Copy the week before into the week of the chosen day."""
        write = self.context.write
        if write is None:
            return
        index = self.grid.view.currentIndex()
        today = self.context.today
        default = today if Month.of(today) == self.month else self.month.first
        day = self._day_at(index.column()) if index.isValid() else default
        monday = day - timedelta(days=day.weekday())
        self.command(lambda: fill_from_last_week(write, monday))

    @Slot()
    def fill_standard(self) -> None:
        """Give each supervisor's first row standard days where nothing is reported."""
        write, today, month = self.context.write, self.context.today, self._shown
        if write is None or month is None:
            return
        first = {row.key.supervisor_id: row.key for row in reversed(month.rows)}
        period = Period.of_month(self.month)
        self.run(lambda: fill_standard_days(write, first.values(), period, today), self._filled)

    @Slot(object)
    def _filled(self, changes: Changes) -> None:
        if not changes:
            self.says.setText(_("There was nothing to fill in up to today."))
        self.announce(changes)

    @Slot(object)
    def open_supervisor(self, card: SupervisorCard | None) -> None:
        """Ask about a new supervisor, or change one."""
        open_person(self, card.supervisor if card else None)
