"""Groups for week sheets and lists to sign on: what they are called and who belongs to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from asfdesk.i18n import _, ngettext
from asfdesk.services.changes import Topic
from asfdesk.services.hours import manage_work_groups as service
from asfdesk.ui.kit.buttons import button, chip, link_button, primary_button
from asfdesk.ui.kit.errors import show_error
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.form.form import TextField
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.manage_work_groups import GroupRow, GroupsView, MemberRow
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page

_SIZE = (980, 580)
_GROUPS_WIDTH = 330


class WorkGroupsDialog(QDialog):
    """Groups at the left, placements at the right; each change is a step of its own."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._view: GroupsView | None = None
        self._closed = False
        title = _("Groups")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.groups: TableModel[GroupRow] = TableModel(_group_columns(), _group_look)
        self.group_table = TableView(self.groups, title)
        self.group_table.current.connect(self._offer)
        self.group_table.opened.connect(self._rename)
        self.members: TableModel[MemberRow] = TableModel(_member_columns())
        self.member_table = TableView(self.members, _("Placements"))
        self.member_table.selectionModel().selectionChanged.connect(self._offer)
        self.only_loose = chip(_("Only those without a group"), checked=False)
        self.only_loose.clicked.connect(self._show_members)
        self.target = ComboBox()
        self.target.setAccessibleName(_("Move to"))
        self.move_button = primary_button(_("Move"))
        self.move_button.clicked.connect(self.move_chosen)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out(title)
        page.context.bus.changed.connect(self._changed)
        self.load()

    def _lay_out(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(title, Look.TITLE))
        about = _(
            "Week sheets and lists to sign on are made for a group. A placement is in one group "
            "at most."
        )
        outer.addWidget(label(about, Look.MUTED, wrap=True))
        sides = QHBoxLayout()
        sides.setSpacing(14)
        sides.addLayout(self._left())
        sides.addLayout(self._right(), 1)
        outer.addLayout(sides, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        close = button(_("Close"))
        close.clicked.connect(self.accept)
        last.addWidget(close)
        outer.addLayout(last)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(8)
        self.group_table.setFixedWidth(_GROUPS_WIDTH)
        left.addWidget(self.group_table, 1)
        line = QHBoxLayout()
        line.setSpacing(4)
        errands: tuple[tuple[str, QPushButton, Callable[[], object]], ...] = (
            ("add", button(_("New group")), self._add),
            ("rename", link_button(_("Rename")), self._rename),
            ("end", link_button(_("End group")), self._end),
            ("reopen", link_button(_("Take up again")), self._reopen),
            ("remove", link_button(_("Remove")), self._remove),
        )
        for what, made, act in errands:
            self.buttons[what] = made
            made.clicked.connect(act)
            line.addWidget(made)
        line.addStretch(1)
        left.addLayout(line)
        return left

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.member_table, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.only_loose)
        line.addStretch(1)
        words = label(_("&Move to"), Look.MUTED)
        words.setBuddy(self.target)
        line.addWidget(words)
        line.addWidget(self.target)
        line.addWidget(self.move_button)
        right.addLayout(line)
        return right

    def load(self) -> None:
        """Read the groups anew."""
        session, today = self._page.context.session, self._page.context.today
        self._page.run(lambda: service.groups_view(session, today), self._show)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes & {Topic.PLACEMENTS, Topic.TRAINEES, Topic.SUPERVISION}:
            self.load()

    @Slot(object)
    def _show(self, view: GroupsView) -> None:
        if self._closed:
            return
        self._view = view
        self.group_table.show_rows(view.groups, lambda row: row.group.id)
        # Before the first group there was nothing to choose.
        chosen = self.target.currentData() if self.target.count() > 1 else None
        self.target.clear()
        for row in view.groups:
            if not row.ended:
                self.target.addItem(row.group.name, row.group.id)
        self.target.addItem(_("No group"), 0)
        self.target.setCurrentIndex(max(self.target.findData(chosen), 0))
        self._show_members()

    @Slot()
    def _show_members(self) -> None:
        if self._view is not None:
            loose = self.only_loose.isChecked()
            rows = [one for one in self._view.members if not loose or one.group_id is None]
            # Other rows: what was chosen among the earlier ones is not meant any more.
            self.member_table.clearSelection()
            self.members.set_rows(rows)
        self._offer()

    def done(self, result: int) -> None:
        """What is still being read is not waited for."""
        self._closed = True
        super().done(result)

    @property
    def row(self) -> GroupRow | None:
        """The group that is chosen."""
        return self.groups.row_if_any(self.group_table.currentIndex())

    @Slot()
    def _offer(self) -> None:
        """What can be done with what is chosen."""
        row, writable = self.row, self._page.writable
        wanted = {
            "add": True,
            "rename": row is not None,
            "end": row is not None and not row.ended,
            "reopen": row is not None and row.ended,
            "remove": row is not None and not row.placements,
        }
        for what, made in self.buttons.items():
            made.setVisible(wanted[what])
            made.setEnabled(writable)
        chosen = len(self.member_table.selected_rows())
        text = ngettext("Move %(num)d placement", "Move %(num)d placements", chosen)
        self.move_button.setText(text if chosen else _("Move"))
        self.move_button.setEnabled(writable and chosen > 0)

    @Slot()
    def _add(self) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.form(
                _("New group"),
                [_name_field("")],
                lambda values: service.add_work_group(write, values.text("name")),
            )

    @Slot()
    def _rename(self) -> None:
        write, row = self._page.context.write, self.row
        if write is None or row is None:
            return

        def save(values: FormValues) -> Changes:
            return service.rename_work_group(write, row.group.id, values.text("name"))

        self._page.form(_("Rename group"), [_name_field(row.group.name)], save)

    @Slot()
    def _end(self) -> None:
        today = self._page.context.today
        row = self.row
        if row is not None:
            self._command(lambda write: service.end_work_group(write, row.group.id, today))

    @Slot()
    def _reopen(self) -> None:
        row = self.row
        if row is not None:
            self._command(lambda write: service.reopen_work_group(write, row.group.id))

    @Slot()
    def _remove(self) -> None:
        row = self.row
        if row is not None:
            self._command(lambda write: service.remove_work_group(write, row.group.id))

    @Slot()
    def move_chosen(self) -> None:
        """Move the placements that are chosen to the group that is chosen below them."""
        placements = [row.placement_id for row in self.member_table.selected_rows()]
        target, today = self.target.currentData() or None, self._page.context.today
        self._command(lambda write: service.move_to_group(write, placements, target, today))

    def _command(self, work: Callable[[WriteSession], Changes]) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.command(lambda: work(write), self._refused)

    @Slot(object)
    def _refused(self, error: AsfDeskError) -> None:
        show_error(self, error)


def _name_field(name: str) -> TextField:
    return TextField(
        "name",
        _("Name"),
        name,
        _("The place or the work, for example Kitchen. Not anybody's name: it is not sealed."),
        required=True,
    )


def _group_look(row: GroupRow) -> RowLook:
    return RowLook.MUTED if row.ended else RowLook.NORMAL


def _group_columns() -> tuple[Column[GroupRow], ...]:
    return (
        Column(
            _("Group"),
            lambda row: (
                _("%(group)s (ended)") % {"group": row.group.name} if row.ended else row.group.name
            ),
            stretch=True,
        ),
        Column(_("Placements"), lambda row: str(row.placements), Kind.NUMBER, width=96),
    )


def _member_columns() -> tuple[Column[MemberRow], ...]:
    return (
        Column(
            _("No."),
            lambda row: str(row.number),
            Kind.NUMBER,
            sort=lambda row: row.number,
            width=50,
        ),
        Column(_("Trainee"), lambda row: row.who, width=150),
        Column(_("Agreement"), lambda row: row.agreement, stretch=True),
        Column(_("Supervisor"), lambda row: row.supervisor, width=120),
        Column(_("Group"), lambda row: row.group, width=110),
    )
