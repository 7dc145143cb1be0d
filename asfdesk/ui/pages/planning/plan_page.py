"""Affärsplan: the year's amounts, line by line and month by month, typed where they stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from asfdesk.domain.amount_text import UnreadableAmountError, parse_ore
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanStatus
from asfdesk.i18n import _, money_exact, month_name
from asfdesk.reports.planning.plan_words import plan_state, plan_title
from asfdesk.reports.words import value_source_word
from asfdesk.services.changes import Topic
from asfdesk.services.planning.edit_plan import approve_plan, delete_draft, revise_plan
from asfdesk.services.planning.plan_amounts import (
    copy_last_year,
    unreadable_word,
    write_cells,
)
from asfdesk.services.planning.plan_lines import remove_line
from asfdesk.services.planning.plan_page import plan_page
from asfdesk.ui.kit.buttons import button, chip, primary_button
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.fold_chip import Fold
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.grid.grid_frame import DayGrid
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.pages.planning.plan_content import plan_content
from asfdesk.ui.pages.planning.plan_dialogs import PlanDialogs, PlanHost
from asfdesk.ui.pages.planning.plan_exchange import PlanExchange
from asfdesk.ui.pages.planning.plan_summary import PlanSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.plan_page import PlanPageView, PlanRow
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.grid.grid_blocks import DoesNotFitError
    from asfdesk.ui.kit.grid.grid_content import Edit, GridContent
    from asfdesk.ui.page import PageContext

WIDEST_MONTH = 92


class PlanPage(PlanHost):
    """The plan in one grid, with the year's sums always in sight."""

    key = "plan"
    topics = frozenset({Topic.PLAN, Topic.LEDGER, Topic.MAPPING, Topic.ENTERPRISE})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.dialogs = PlanDialogs(self)
        self.exchange = PlanExchange(self)
        self._shown: PlanPageView | None = None
        self._rows: tuple[PlanRow, ...] = ()
        self._kept: frozenset[str] = frozenset()
        self._year_id: int | None = None
        self._plan_id: int | None = None
        self.new_button = button(_("New plan…"))
        self.new_button.clicked.connect(self.dialogs.open_new_plan)
        self.add_action_button(self.new_button, writes=True)
        self.decide_button = primary_button(_("Approve…"))
        self.decide_button.clicked.connect(self._decide)
        self.add_action_button(self.decide_button, writes=True)
        self.year_box = ComboBox()
        self.year_box.setAccessibleName(_("Fiscal year"))
        self.year_box.activated.connect(self._year_chosen)
        self.plan_box = ComboBox()
        self.plan_box.setAccessibleName(_("Plan"))
        self.plan_box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.plan_box.activated.connect(self._plan_chosen)
        self.all_chip = chip(_("All plan lines"))
        self.all_chip.toggled.connect(self._all_toggled)
        self.spread_button = button(_("Spread…"))
        self.spread_button.clicked.connect(self.dialogs.open_spread)
        self.more_button = button(_("More"))
        self.more_button.setMenu(self._more_menu())
        self.summary = PlanSummary()
        self.grid = DayGrid(_("Business plan"))
        self.grid.view.check = self._check
        self._connect_grid()
        self.says = label("", Look.SECONDARY)
        self.empty = self._make_empty()
        self._bar = self._make_bar()
        for part in (self._bar, self.summary):
            self.body.addWidget(part)
        self.fold = Fold(_("Sums and chart"), self.summary, self)
        self._chips.addWidget(self.fold.chip)
        self.setTabOrder(self.all_chip, self.fold.chip)
        # A short grid leaves the rest of the page empty below the words about it.
        self._under = QVBoxLayout()
        self._under.setSpacing(14)
        self._under.addWidget(self.grid, 1)
        self._under.addWidget(self.says)
        self._under.addStretch(0)
        self.body.addLayout(self._under, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()
        self.one_primary(self.decide_button, self.empty)

    def title(self) -> str:
        """What the page is called."""
        return _("Business plan")

    def _connect_grid(self) -> None:
        self.grid.model.edited.connect(self._edited)
        self.grid.view.moved_to.connect(self._tell)
        self.grid.view.did_not_fit.connect(self._did_not_fit)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            _("Here you plan the year’s income and costs, line by line and month by month."),
            _("Make a plan") if self.writable else "",
            self._make_first,
        )
        if self.writable:
            empty.add_other_way(_("Take in a budget from SIE…"), self.exchange.take_in)
        return empty

    @Slot()
    def _make_first(self) -> None:
        self.dialogs.open_new_plan()

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.year_box, self.plan_box, self.all_chip):
            line.addWidget(part)
        self._chips = QHBoxLayout()
        line.addLayout(self._chips)
        line.addStretch(1)
        for part in (self.spread_button, self.more_button):
            line.addWidget(part)
        return bar

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        self._draft_actions: list[QAction] = []
        entries: tuple[tuple[str, Callable[[], object], bool], ...] = (
            (_("Copy the chosen line from last year"), self._copy_line, True),
            (_("Copy all lines from last year"), self._copy_all, True),
            (_("Add a plan line…"), self.dialogs.open_new_line, False),
            (_("Rename the chosen line…"), self.dialogs.open_rename, False),
            (_("Account for export…"), self.dialogs.open_export_account, False),
            (_("Export as a SIE budget…"), self.exchange.export, False),
            (_("Take in a budget from SIE…"), self.exchange.take_in, False),
            (_("Remove the chosen line"), self._remove_line, False),
            (_("Make a scenario from this plan…"), self.dialogs.open_scenario, False),
            (_("Delete this draft"), self._delete, True),
        )
        for text, act, on_draft in entries:
            action = QAction(text, self)
            action.triggered.connect(act)
            menu.addAction(action)
            if on_draft:
                self._draft_actions.append(action)
        return menu

    def set_month(self, month: Month) -> None:
        """Another month; its fiscal year is shown."""
        if month != self.month:
            self._year_id = None
            self._plan_id = None
        super().set_month(month)

    def reload(self) -> None:
        """Read the plan."""
        session, month, today = self.context.session, self.month, self.context.today
        year_id, plan_id = self._year_id, self._plan_id
        self.run(lambda: plan_page(session, month, today, year_id, plan_id), self._show)

    @Slot(object)
    def _show(self, view: PlanPageView) -> None:
        if self.grid.view.typing and view.plan is not None:
            content = self._content(view, self._rows_of(view))
            if self.grid.waits_with(content, partial(self._show, view)):
                return
        before = self._shown.plan if self._shown else None
        if (before.id if before else None) != (view.plan.id if view.plan else None):
            self._kept = frozenset()
        self._shown = view
        self._fill_boxes(view)
        some = view.plan is not None
        for part in (self.grid, self.says):
            part.setVisible(some)
        self.fold.set_wanted(wanted=some)
        self.empty.setVisible(not some)
        self.set_status(view.status)
        self.set_title(
            _("Business plan %(year)s") % {"year": view.year.label} if view.year else self.title()
        )
        editable = view.editable and self.writable
        self.grid.model.read_only = not editable
        draft = view.plan is not None and view.plan.status is PlanStatus.DRAFT
        self.decide_button.setText(_("Approve…") if draft else _("Revise"))
        self.decide_button.setEnabled(some and self.writable)
        self.more_button.setEnabled(some and self.writable)
        for one in (self.all_chip, self.spread_button, self.more_button):
            one.setVisible(some)
        for action in self._draft_actions:
            action.setEnabled(draft)
        if some:
            self.summary.show_view(view)
            self._show_rows()

    def _fill_boxes(self, view: PlanPageView) -> None:
        self.year_box.clear()
        for year in view.years:
            self.year_box.addItem(year.label, year.id)
        self.plan_box.clear()
        label_of = view.year.label if view.year else ""
        for plan in view.plans:
            self.plan_box.addItem(f"{plan_title(plan, label_of)} ({plan_state(plan)})", plan.id)
        self.year_box.setCurrentIndex(self.year_box.findData(view.year.id if view.year else None))
        self.plan_box.setCurrentIndex(self.plan_box.findData(view.plan.id if view.plan else None))
        self.year_box.setVisible(bool(view.years))
        self.plan_box.setVisible(bool(view.plans))

    @Slot()
    def _all_toggled(self) -> None:
        self._kept = frozenset()
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        """Show the lines in use, or all.

        A line that has been seen stays, so that nothing moves under the hands of who types.
        """
        view = self._shown
        if view is None or view.plan is None:
            return
        self._rows = self._rows_of(view)
        self._kept = frozenset(row.line.code for row in self._rows)
        self.grid.set_content(self._content(view, self._rows), WIDEST_MONTH)
        self._tell()

    def _rows_of(self, view: PlanPageView) -> tuple[PlanRow, ...]:
        everything = self.all_chip.isChecked() or not any(row.used for row in view.rows)
        return tuple(
            row for row in view.rows if everything or row.used or row.line.code in self._kept
        )

    def _content(self, view: PlanPageView, rows: tuple[PlanRow, ...]) -> GridContent:
        return plan_content(view, rows, Month.of(self.context.today))

    @Slot(int)
    def _year_chosen(self, at: int) -> None:
        self.show_year(self.year_box.itemData(at))

    @Slot(int)
    def _plan_chosen(self, at: int) -> None:
        self._plan_id = self.plan_box.itemData(at)
        self.reload()

    @property
    def shown(self) -> PlanPageView | None:
        """What is shown; None before it has been read."""
        return self._shown

    def pin(self, plan_id: int) -> None:
        """Keep showing a plan when it is read again."""
        self._plan_id = plan_id

    def show_year(self, year_id: int | None) -> None:
        """Show a fiscal year with the plan that is worked on there."""
        self._year_id, self._plan_id = year_id, None
        self.refresh()

    @property
    def row(self) -> PlanRow | None:
        """The line that the keyboard or mouse stands on."""
        index = self.grid.view.currentIndex()
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    @Slot()
    def _tell(self) -> None:
        """Say in words what is chosen, and the keys."""
        view, row = self._shown, self.row
        editable = view is not None and view.editable and self.writable
        self.spread_button.setEnabled(editable and row is not None)
        keys = _("Type an amount · Enter next · Ctrl+C, Ctrl+V as in Excel · Ctrl+R fill right")
        if view is None or row is None:
            self.says.setText(keys if editable else "")
            return
        at = self.grid.view.currentIndex().column()
        said = _cell_words(view, row, at)
        self.says.setText(f"{said} · {keys}" if editable else said)

    def _check(self, row: int, column: int, text: str) -> str:
        del row, column
        try:
            parse_ore(text)
        except UnreadableAmountError as error:
            return _("This can’t be read as an amount (%(why)s).") % {
                "why": unreadable_word(error.reason)
            }
        return ""

    @Slot(object)
    def _edited(self, edits: Sequence[Edit]) -> None:
        view = self._shown
        if view is None:
            return
        texts = {
            (self._rows[edit.row].line.code, view.months[edit.column]): edit.text for edit in edits
        }
        self._change(lambda write, plan_id: write_cells(write, plan_id, texts))

    def _change(self, change: Callable[[WriteSession, int], Changes]) -> None:
        """Run a command on the plan that is shown."""
        write, view = self.context.write, self._shown
        plan = view.plan if view else None
        if write is not None and plan is not None:
            self._plan_id = plan.id
            self.command(lambda: change(write, plan.id), failed=self._refused)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        self.grid.model.forget_pending()
        self.show_trouble(error)

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

    def _copy_line(self) -> None:
        row = self.row
        if row is not None:
            code = row.line.code
            self._change(lambda write, plan_id: copy_last_year(write, plan_id, [code]))

    def _copy_all(self) -> None:
        self._change(copy_last_year)

    def _delete(self) -> None:
        self._change(delete_draft)

    def _remove_line(self) -> None:
        row = self.row
        if row is not None:
            code = row.line.code
            self._change(lambda write, _plan_id: remove_line(write, code))

    @Slot()
    def _decide(self) -> None:
        """Approve a draft after asking; revise an approved plan."""
        view, today = self._shown, self.context.today
        if view is None or view.plan is None:
            return
        if not view.editable:
            self._revise(view.plan.id)
            return
        dialog = MessageDialog(
            self,
            _("Approve %(plan)s?") % {"plan": plan_title(view.plan, view.year_label)},
            _("Actuals are then compared with it, and it can’t be changed any more."),
            _("It can’t be undone with Ctrl+Z, but you can revise it as a new version."),
        )
        dialog.ask(
            primary_button(_("Approve")),
            partial(self._change, lambda write, plan_id: approve_plan(write, plan_id, today)),
        )

    def _revise(self, plan_id: int) -> None:
        """Copy as the next version, which is shown then because it is a draft."""
        write = self.context.write
        if write is not None:
            self._plan_id = None
            self.command(lambda: revise_plan(write, plan_id))


def _cell_words(view: PlanPageView, row: PlanRow, at: int) -> str:
    """The chosen cell: line, month, amount, where it came from, and last year."""
    if not 0 <= at < len(view.months):
        return row.name
    month = view.months[at]
    name = month_name(month.year, month.number)
    ore, source, before = row.cells[at], row.sources[at], row.last_year[at]
    parts = [f"{row.name}, {name}:"]
    parts.append(
        _("not filled in") if ore is None else _("%(amount)s kr") % {"amount": money_exact(ore)}
    )
    if source is not None:
        parts.append(f"({value_source_word(source).lower()})")
    if before is not None:
        parts.append("· " + _("last year %(amount)s kr") % {"amount": money_exact(before)})
    return " ".join(parts)
