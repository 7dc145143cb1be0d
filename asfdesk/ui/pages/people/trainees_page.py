"""Deltagare: everybody, found by typing, with views beside the list and each one's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.people.trainee_views import (
    TraineeDetail,
    trainee_detail,
    trainee_rows,
)
from asfdesk.ui.kit.buttons import chip, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.table.table_model import TableModel
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.kit.two_parts import TwoParts
from asfdesk.ui.pages.people.trainee_file import TraineeFile
from asfdesk.ui.pages.people.trainee_forms import TraineeForms
from asfdesk.ui.pages.people.trainee_panel import TraineePanel
from asfdesk.ui.pages.people.trainees_consents import ConsentsView
from asfdesk.ui.pages.people.trainees_follow_ups import FollowUpsView
from asfdesk.ui.pages.people.trainees_host import TraineesHost
from asfdesk.ui.pages.people.trainees_list import Shown, belongs, columns, look, status
from asfdesk.ui.pages.people.trainees_waiting import WaitingView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.people.trainee_views import TraineeRow
    from asfdesk.ui.page import PageContext
    from asfdesk.ui.pages.people.trainees_host import TraineesView

SEARCH_WIDTH = 200
LIST = "list"
FILE_ITEM = "file-"

VIEWS: tuple[type[TraineesView], ...] = (WaitingView, FollowUpsView, ConsentsView)
"""The views beside the list, in the order of their chips."""


class TraineesPage(TraineesHost):
    """The list with search, filters and one trainee beside it; other views; one trainee's file."""

    key: ClassVar[str] = "trainees"
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.TRAINEES,
            Topic.PLACEMENTS,
            Topic.AGREEMENTS,
            Topic.SUPERVISION,
            Topic.ATTENDANCE,
            Topic.PROGRESS,
            Topic.WAITING,
        }
    )
    uses_month: ClassVar[bool] = False

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._rows: list[TraineeRow] = []
        self._wanted = 0
        self._awaited = (0, "")
        self._newest = 0
        self._opened: tuple[int, Identity] | None = None
        self.forms = TraineeForms(self)
        self.forms.opened.connect(self._identity_opened)
        self._new = primary_button(_("New trainee"))
        self._new.clicked.connect(self.forms.add_trainee)
        self.add_action_button(self._new, writes=True)
        self.panel = TraineePanel(
            writable=self.writable,
            identities_open=context.session.identities_open,
            today=context.today,
        )
        self.panel.asked.connect(self.asked)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                _(
                    "Here are the trainees, with their placements. Names and numbers are sealed: "
                    "only an owner's password opens them."
                ),
                _("Add the first trainee") if self.writable else "",
                self.forms.add_trainee,
            )
        )
        self._stack.addWidget(self._content())
        self._made: dict[str, TraineesView] = {}
        self._shown_view = LIST
        self._views = QStackedWidget()
        self._views.addWidget(self._stack)
        self._file: TraineeFile | None = None
        self._whole = QStackedWidget()
        self._whole.addWidget(self._beside())
        self.body.addWidget(self._whole, 1)

    def title(self) -> str:
        """The page's name."""
        return _("Trainees")

    def _beside(self) -> QWidget:
        """The list and the views beside it, under their chips."""
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._view_chips = QButtonGroup(self)
        for place, word in enumerate((_("Trainees"), *(view.word() for view in VIEWS))):
            choice = chip(word, checked=place == 0)
            self._view_chips.addButton(choice, place)
            line.addWidget(choice)
        line.addStretch(1)
        self._view_chips.idClicked.connect(self._view_chosen)
        layout.addLayout(line)
        layout.addWidget(self._views, 1)
        return whole

    def _content(self) -> QWidget:
        card = Card()
        card.body.addWidget(self._search_line())
        self._model: TableModel[TraineeRow] = TableModel(columns(), look=look)
        self.table = TableView(self._model, _("Trainees"))
        self.table.current.connect(self._chosen)
        self.table.opened.connect(self._opened_row)
        card.body.addWidget(self.table, 1)
        self._nobody = label(_("Nobody matches the search."), Look.MUTED)
        self._nobody.hide()
        card.body.addWidget(self._nobody)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        return whole

    def _search_line(self) -> TwoParts:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search by name, number or agreement"))
        self.search.setAccessibleName(_("Search trainees"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(self._filter)
        choices = QWidget()
        line = QHBoxLayout(choices)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._chips = QButtonGroup(self)
        self.filters = {
            Shown.CURRENT: chip(_("Current"), checked=True),
            Shown.CARE: chip(_("To see to")),
            Shown.ENDED: chip(_("Left")),
            Shown.ALL: chip(_("All")),
        }
        for made in self.filters.values():
            self._chips.addButton(made)
            line.addWidget(made)
        self._chips.buttonClicked.connect(self._filter)
        self._count = label("", Look.SECONDARY)
        line.addWidget(self._count)
        line.addStretch(1)
        return TwoParts(self.search, choices, across=6, first_grows=True)

    def reload(self) -> None:
        """Load every trainee, whatever is shown: searching and opening files rest on the rows."""
        session, today = self.context.session, self.context.today
        self.run(lambda: trainee_rows(session, today), self._show)
        if self._shown_view != LIST:
            self._view(self._shown_view).load()

    def open_item(self, item: str) -> None:
        """Show a trainee in the list by id, "file-12" or "file-12/notes", or a view by its key."""
        if item.startswith(FILE_ITEM):
            number, _slash, panel = item.removeprefix(FILE_ITEM).partition("/")
            if number.isdecimal():
                self.open_file(int(number), panel)
            return
        if any(view.key == item for view in VIEWS):
            self.close_file()
            self.show_view(item)
            return
        self.close_file()
        self.show_view(LIST)
        self._wanted = int(item) if item.isdecimal() else 0
        self.search.clear()
        self.filters[Shown.ALL].setChecked(True)
        self.refresh()

    def show_view(self, key: str) -> None:
        """Switch to the list (LIST) or to a view beside it by its key."""
        keys = [LIST, *(view.key for view in VIEWS)]
        self._shown_view = key
        self._view_chips.button(keys.index(key)).setChecked(True)
        if key == LIST:
            self._views.setCurrentWidget(self._stack)
        else:
            self._views.setCurrentWidget(self._view(key))
        self.refresh()

    @Slot(int)
    def _view_chosen(self, place: int) -> None:
        self.show_view([LIST, *(view.key for view in VIEWS)][place])

    def _view(self, key: str) -> TraineesView:
        """A view beside the list, made when it is first shown."""
        if key not in self._made:
            made = next(view for view in VIEWS if view.key == key)(self)
            self._made[key] = made
            self._views.addWidget(made)
        return self._made[key]

    @property
    def file(self) -> TraineeFile | None:
        """The trainee's file that is shown, or None."""
        return self._file if self._whole.currentWidget() is self._file else None

    def open_file(self, trainee_id: int, panel: str = "") -> None:
        """Show a trainee's own file over the list and its views."""
        row = next((row for row in self._rows if row.trainee.id == trainee_id), None)
        if row is None:
            self._awaited = (trainee_id, panel)
            self.refresh()
            return
        if self._file is None:
            self._file = TraineeFile(self)
            self._whole.addWidget(self._file)
        if panel:
            self._file.choose(panel)
        self._wanted = trainee_id
        self._filter()
        self._fetch_file(row)

    def close_file(self) -> None:
        """Go back to the list or the view that the file was opened from."""
        if self.file is None:
            return
        left, self._opened = self.file.trainee_id, None
        self._whole.setCurrentIndex(0)
        ids = [row.trainee.id for row in self._model.rows]
        if left in ids:
            self.table.select_row(ids.index(left))
        if self._shown_view == LIST:
            self.table.setFocus()
        self._load_detail()

    def _fetch_file(self, row: TraineeRow) -> None:
        session, today = self.context.session, self.context.today
        self.run(lambda: trainee_detail(session, row, today), self._show_file)

    @Slot(object)
    def _show_file(self, detail: TraineeDetail) -> None:
        if self._file is None:
            return
        self._file.show_detail(detail, self._identity_of(detail))
        if self.file is None:
            self._whole.setCurrentWidget(self._file)
            self._file.back_button.setFocus()

    @Slot(list)
    def _show(self, rows: list[TraineeRow]) -> None:
        newest = max((row.trainee.id for row in rows), default=0)
        if self._rows and newest > self._newest and not self._wanted:
            self._wanted = newest
        self._newest = newest
        self._rows = rows
        self._stack.setCurrentIndex(1 if rows else 0)
        self._new.setVisible(bool(rows))
        self.set_status(status(rows) if rows else "")
        self._filter()
        self._show_file_anew(rows)

    def _show_file_anew(self, rows: Sequence[TraineeRow]) -> None:
        """What is told of a trainee in the file may have changed; an erased one has no file."""
        wanted, panel = self._awaited
        self._awaited = (0, "")
        by_id = {row.trainee.id: row for row in rows}
        if wanted in by_id:
            self.open_file(wanted, panel)
        elif self.file is not None and self.file.trainee_id in by_id:
            self._fetch_file(by_id[self.file.trainee_id])
        else:
            self.close_file()

    @Slot()
    def _filter(self) -> None:
        """List those that the chip and the search leave; a new one is shown in any case."""
        text = self.search.text().strip()
        shown = next(kind for kind, made in self.filters.items() if made.isChecked())
        kept = self._wanted or self._current_id()
        rows = [
            row
            for row in self._rows
            if row.trainee.id == self._wanted or (belongs(row, shown) and row.matches(text))
        ]
        if self._rows:
            self._wanted = 0
        self._model.set_rows(rows)
        self._nobody.setVisible(not rows)
        self._count.setText(
            _("%(shown)d of %(all)d") % {"shown": len(rows), "all": len(self._rows)}
        )
        ids = [row.trainee.id for row in self._model.rows]
        self.table.select_row(ids.index(kept) if kept in ids else 0)
        self._load_detail()

    def _current_id(self) -> int:
        """Who is chosen in the list; the panel beside it may not have been read yet."""
        index = self.table.currentIndex()
        return self._model.row_at(index).trainee.id if index.isValid() else 0

    @Slot(object)
    def _chosen(self, _row: object) -> None:
        self._load_detail()

    def _load_detail(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            self.panel.show_detail(None)
            return
        row = self._model.row_at(index)
        if self._opened and self._opened[0] != row.trainee.id:
            self._opened = None
        session, today = self.context.session, self.context.today
        self.run(lambda: trainee_detail(session, row, today), self._show_detail)

    @Slot(object)
    def _show_detail(self, detail: TraineeDetail) -> None:
        self.panel.show_detail(detail, self._identity_of(detail))

    @Slot(int, object)
    def _identity_opened(self, trainee_id: int, identity: Identity) -> None:
        """A protected identity shows until somebody else is chosen, or the file is left."""
        self._opened = (trainee_id, identity)
        if self.panel.detail is not None:
            self._show_detail(self.panel.detail)
        row = next((row for row in self._rows if row.trainee.id == trainee_id), None)
        if self.file is not None and row is not None:
            self._fetch_file(row)

    def _identity_of(self, detail: TraineeDetail) -> Identity | None:
        opened = self._opened
        return opened[1] if opened and opened[0] == detail.row.trainee.id else None

    @Slot(object)
    def _opened_row(self, row: TraineeRow) -> None:
        self.open_file(row.trainee.id)

    @Slot(str, object)
    def asked(self, what: str, about: object) -> None:
        """Do an errand about a trainee, a placement or a part of one."""
        opened = None
        if isinstance(about, TraineeDetail):
            if what == "trainee.file":
                self.open_file(about.row.trainee.id)
                return
            opened = self._identity_of(about)
            self._opened = None
        self.forms.ask(what, about, opened)
