"""Deltagare: everybody, found by typing; the chosen one at the right with every placement."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from asfdesk.i18n import _, day, ngettext
from asfdesk.reports.words import age_band_word, sex_word
from asfdesk.services.changes import Topic
from asfdesk.services.trainee_views import (
    PlacementView,
    Standing,
    TraineeDetail,
    trainee_detail,
    trainee_rows,
)
from asfdesk.ui.kit.buttons import chip, primary_button
from asfdesk.ui.kit.card import Card
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.table_model import Column, Kind, RowLook, TableModel
from asfdesk.ui.kit.table_view import TableView
from asfdesk.ui.kit.text import Look, label
from asfdesk.ui.page import Page
from asfdesk.ui.pages.trainee_forms import TraineeForms
from asfdesk.ui.pages.trainee_panel import TraineePanel
from asfdesk.ui.pages.trainee_words import TONES, standing_word

if TYPE_CHECKING:
    from asfdesk.domain.trainees import Identity
    from asfdesk.services.trainee_views import TraineeRow
    from asfdesk.ui.page import PageContext

SEARCH_WIDTH = 240
NEEDS_CARE = (Standing.RUN_OUT, Standing.NO_PLACEMENT)


class Shown(StrEnum):
    """Which trainees are listed."""

    CURRENT = "current"
    CARE = "care"
    ENDED = "ended"
    ALL = "all"


class TraineesPage(Page):
    """The list with search and filters, and the panel of one trainee."""

    key: ClassVar[str] = "trainees"
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.TRAINEES, Topic.PLACEMENTS, Topic.AGREEMENTS, Topic.SUPERVISION, Topic.ATTENDANCE}
    )
    uses_month: ClassVar[bool] = False

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._rows: list[TraineeRow] = []
        self._wanted = 0
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
        self.panel.asked.connect(self._asked)
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
        self.body.addWidget(self._stack, 1)

    def title(self) -> str:
        """The page's name."""
        return _("Trainees")

    def _content(self) -> QWidget:
        card = Card()
        card.body.addLayout(self._search_line())
        self._model: TableModel[TraineeRow] = TableModel(_columns(), look=_look)
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

    def _search_line(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search by name, number or agreement"))
        self.search.setAccessibleName(_("Search trainees"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(self._filter)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.search, 1)
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
        return line

    def reload(self) -> None:
        """Load every trainee; searching is done in memory."""
        session, today = self.context.session, self.context.today
        self.run(lambda: trainee_rows(session, today), self._show)

    def open_item(self, item: str) -> None:
        """Show one trainee, by id."""
        self._wanted = int(item) if item.isdecimal() else 0
        self.search.clear()
        self.filters[Shown.ALL].setChecked(True)
        self.refresh()

    @Slot(list)
    def _show(self, rows: list[TraineeRow]) -> None:
        newest = max((row.trainee.id for row in rows), default=0)
        if self._rows and newest > self._newest and not self._wanted:
            self._wanted = newest
        self._newest = newest
        self._rows = rows
        self._stack.setCurrentIndex(1 if rows else 0)
        self._new.setVisible(bool(rows))
        self.set_status(_status(rows) if rows else "")
        self._filter()

    @Slot()
    def _filter(self) -> None:
        """List those that the chip and the search leave; a new one is shown in any case."""
        text = self.search.text().strip()
        shown = next(kind for kind, made in self.filters.items() if made.isChecked())
        kept = self._wanted or self._current_id()
        rows = [
            row
            for row in self._rows
            if row.trainee.id == self._wanted or (_belongs(row, shown) and row.matches(text))
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
        """A protected identity shows until somebody else is chosen."""
        self._opened = (trainee_id, identity)
        if self.panel.detail is not None:
            self._show_detail(self.panel.detail)

    def _identity_of(self, detail: TraineeDetail) -> Identity | None:
        opened = self._opened
        return opened[1] if opened and opened[0] == detail.row.trainee.id else None

    @Slot(object)
    def _opened_row(self, _row: object) -> None:
        if self.panel.detail is not None and self.writable:
            self._asked("trainee.change", self.panel.detail)

    @Slot(str, object)
    def _asked(self, what: str, about: object) -> None:
        if isinstance(about, TraineeDetail):
            opened = self._identity_of(about)
            self._opened = None
            self.forms.about_trainee(what, about, opened)
        elif isinstance(about, PlacementView):
            self.forms.about_placement(what, about)


def _columns() -> list[Column[TraineeRow]]:
    return [
        Column(
            _("No."),
            lambda row: str(row.trainee.number),
            Kind.NUMBER,
            width=46,
            sort=lambda row: row.trainee.number,
        ),
        Column(_("Name"), lambda row: row.name, second=_agreement, stretch=True),
        Column(
            _("Decision to"),
            _decision_to,
            Kind.DATE,
            width=106,
            sort=_decision_to,
        ),
        Column(
            _("Status"),
            lambda row: standing_word(row.standing),
            tone=lambda row: TONES[row.standing],
            tooltip=lambda row: "\n".join(row.warnings),
            badge=True,
        ),
        Column(
            _("Age and sex"),
            lambda row: "–" if row.age_band is None else age_band_word(row.age_band),
            second=lambda row: sex_word(row.trainee.sex),
        ),
    ]


def _agreement(row: TraineeRow) -> str:
    if not row.agreement_name:
        return _("No placement yet")
    return f"{row.buyer_name}: {row.agreement_name}"


def _decision_to(row: TraineeRow) -> str:
    if row.placement is None:
        return ""
    last = row.placement.last_day
    return day(last) if last else _("further notice")


def _look(row: TraineeRow) -> RowLook:
    return RowLook.MUTED if row.standing.over else RowLook.NORMAL


def _belongs(row: TraineeRow, shown: Shown) -> bool:
    match shown:
        case Shown.CURRENT:
            return not row.standing.over
        case Shown.CARE:
            return row.standing in NEEDS_CARE or bool(row.warnings)
        case Shown.ENDED:
            return row.standing.over
        case Shown.ALL:
            return True


def _status(rows: list[TraineeRow]) -> str:
    ongoing = sum(row.standing is Standing.ONGOING for row in rows)
    care = sum(_belongs(row, Shown.CARE) for row in rows)
    said = ngettext("%(num)d ongoing trainee", "%(num)d ongoing trainees", ongoing)
    if not care:
        return f"{said}."
    return f"{said}, " + ngettext("%(num)d to see to.", "%(num)d to see to.", care)
