"""Uppföljning: does the money follow the plan, where not, why, and what was agreed."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.planning.comments import AgreedAction, CommentScope
from asfdesk.domain.planning.forecast import Method
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, month_name
from asfdesk.services.changes import Topic
from asfdesk.services.drivers.follow_up_views import follow_up_page
from asfdesk.services.drivers.row_detail import row_detail
from asfdesk.services.manage_fiscal_years import set_books_through
from asfdesk.services.planning.follow_up_settings import EVERY_LINE, set_forecast_method
from asfdesk.services.write_comments import (
    agree_action,
    finish_action,
    names_mentioned,
    write_comment,
)
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.kit.buttons import button, chip, primary_button
from asfdesk.ui.kit.empty_state import EmptyState
from asfdesk.ui.kit.form.form import CheckField, DateField, MultilineField, TextField
from asfdesk.ui.page import Page
from asfdesk.ui.pages.planning.figures_view import FiguresView
from asfdesk.ui.pages.planning.follow_up_detail import RowPanel
from asfdesk.ui.pages.planning.follow_up_table import FollowUpTable
from asfdesk.ui.pages.planning.society_view import SocietyView

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView, NamedRow
    from asfdesk.services.drivers.row_detail import RowDetail
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog, FormValues
    from asfdesk.ui.page import PageContext


MONEY, FIGURES, SOCIETY = range(3)
VIEWS = {"figures": FIGURES, "society": SOCIETY}
"""What may stand after the colon in `go("follow_up:figures")`."""


class FollowUpPage(Page):
    """The table at the left, the chosen row explained at the right."""

    key = "follow_up"
    topics = frozenset(
        {
            Topic.PLAN,
            Topic.LEDGER,
            Topic.MAPPING,
            Topic.COMMENTS,
            Topic.ATTENDANCE,
            Topic.PLACEMENTS,
            Topic.SUPERVISION,
            Topic.AGREEMENTS,
            Topic.ENTERPRISE,
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown: FollowUpPageView | None = None
        self._detail: RowDetail | None = None
        self._key = ""
        self.deviations_button = button(_("Deviations only"))
        self.lines_button = button(_("All plan lines"))
        for toggle in (self.deviations_button, self.lines_button):
            toggle.setCheckable(True)
            toggle.toggled.connect(self._filter)
            self.add_action_button(toggle)
        self.forecast_button = button(_("Forecast"))
        self.forecast_button.setMenu(self._forecast_menu())
        self.add_action_button(self.forecast_button, writes=True)
        self.export_button = primary_button(_("Export"))
        self.export_button.clicked.connect(partial(context.go, "reports:R8"))
        self.add_action_button(self.export_button)
        self.table = FollowUpTable()
        self.panel = RowPanel(writable=self.writable)
        self.empty = EmptyState(
            _(
                "Here you see whether the money follows the plan, once there is bookkeeping or a"
                " plan."
            ),
            _("Import bookkeeping"),
            partial(context.go, "ledger"),
        )
        self._both = QWidget()
        sides = QHBoxLayout(self._both)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(14)
        sides.addWidget(self.table, 3)
        sides.addWidget(self.panel, 1)
        money = QWidget()
        column = QVBoxLayout(money)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._both, 1)
        column.addWidget(self.empty, 1)
        self._views = QStackedWidget()
        self._views.addWidget(money)
        self._view_shown = MONEY
        self._money = money
        self.chips = QButtonGroup(self)
        self.body.addLayout(self._choice_line())
        self.body.addWidget(self._views, 1)
        self.empty.hide()
        self.chips.idClicked.connect(self.show_view)
        self.one_primary(self.export_button, self.empty)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._drill)
        self.table.close_books.connect(self._close_books)
        self.panel.comment_wanted.connect(self.open_comment)
        self.panel.action_wanted.connect(self.open_action)
        self.panel.action_done.connect(self._finish)

    # A view is made when it is first shown: making them all would keep the window waiting.

    @cached_property
    def figures(self) -> FiguresView:
        """The key figures."""
        view = FiguresView(self)
        for one in view.output.buttons:
            self.add_action_button(one)
        self._views.addWidget(view)
        return view

    @cached_property
    def society(self) -> SocietyView:
        """The value to society."""
        view = SocietyView(self)
        self.add_action_button(view.report_button)
        self._views.addWidget(view)
        return view

    def _choice_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for place, word in enumerate(
            (_("Plan and actual"), _("Key figures"), _("Value to society"))
        ):
            choice = chip(word, checked=place == MONEY)
            self.chips.addButton(choice, place)
            line.addWidget(choice)
        line.addStretch(1)
        return line

    @Slot(int)
    def show_view(self, place: int) -> None:
        """Switch to one of MONEY, FIGURES, SOCIETY."""
        self.chips.button(place).setChecked(True)
        self._view_shown = place
        self.reload()

    def open_item(self, item: str) -> None:
        """Show one of the views by its name in VIEWS."""
        if item in VIEWS:
            self.show_view(VIEWS[item])

    def _show_buttons(self) -> None:
        """The buttons at the top right belong to the view: one primary button at a time."""
        shown = self._view_shown
        for one in (self.deviations_button, self.lines_button, self.forecast_button):
            one.setVisible(shown == MONEY)
        self.export_button.setVisible(shown == MONEY and not self.empty.isVisibleTo(self._money))
        if "figures" in self.__dict__:
            for one in self.figures.output.buttons:
                one.setVisible(shown == FIGURES)
        if "society" in self.__dict__:
            self.society.report_button.setVisible(shown == SOCIETY)

    def title(self) -> str:
        """What the page is called."""
        return _("Follow-up")

    def _forecast_menu(self) -> QMenu:
        """The four methods; the one in force has a mark."""
        menu = QMenu(self)
        self._methods = QActionGroup(self)
        words = {
            Method.REMAINING_PLAN: _("Closed months plus the rest of the plan"),
            Method.FORECAST_PLAN: _("Closed months plus the rest of a forecast plan"),
            Method.SEASON: _("The year's plan times actual by plan so far"),
            Method.STRAIGHT: _("Closed months spread over the whole year"),
        }
        for method, text in words.items():
            action = QAction(text, self)
            action.setCheckable(True)
            action.setData(method.value)
            self._methods.addAction(action)
            menu.addAction(action)
        self._methods.triggered.connect(self._set_method)
        return menu

    def reload(self) -> None:
        """Read the view that is chosen, of the month."""
        if self._view_shown != MONEY:
            view = self.figures if self._view_shown == FIGURES else self.society
            self._views.setCurrentWidget(view)
            self._show_buttons()
            view.load(self.month)
            return
        self._views.setCurrentWidget(self._money)
        self._show_buttons()
        session, month = self.context.session, self.month
        self.run(lambda: follow_up_page(session, month), self._show)

    @Slot(object)
    def _show(self, shown: FollowUpPageView) -> None:
        self._shown = shown
        self.set_status(shown.status)
        for action in self._methods.actions():
            action.setChecked(action.data() == shown.method.value)
        some = shown.view is not None and bool(shown.full)
        self._both.setVisible(some)
        self.empty.setVisible(not some)
        if shown.view is not None and some:
            open_month = shown.view.imported and not shown.view.month_closed
            self.table.show_view(shown.view, may_close=open_month and self.writable)
            self._filter()

    @Slot()
    def _filter(self) -> None:
        """Show the rows that are wanted, and stand on the chosen one or the worst."""
        if self._shown is None:
            return
        rows = self._shown.rows(
            every_line=self.lines_button.isChecked(),
            only_deviations=self.deviations_button.isChecked(),
        )
        keys = [row.key for row in rows]
        if self._key not in keys and rows:
            self._key = min(rows, key=_first_to_explain).key
        self.table.show_rows(rows, self._key)
        row = self._shown.row(self._key)
        if row is not None:
            self._explain(row)

    @Slot(object)
    def _choose(self, named: NamedRow) -> None:
        if named.key != self._key:
            self._key = named.key
            self._explain(named)

    def _explain(self, named: NamedRow) -> None:
        session = self.context.session
        view = self._shown.view if self._shown else None
        if view is not None:
            self.run(lambda: row_detail(session, view, named), self._show_detail)

    @Slot(object)
    def _show_detail(self, detail: RowDetail) -> None:
        if detail.named.key == self._key:
            self._detail = detail
            self.panel.show_detail(detail, self.context.today)

    @Slot(object)
    def _drill(self, named: NamedRow) -> None:
        """The postings behind the row, of the months that count."""
        view = self._shown.view if self._shown else None
        detail = self._detail
        if view is None or detail is None or detail.named.key != named.key:
            return
        accounts = tuple(account.account for account in detail.explanation.accounts)
        if accounts:
            months = view.closed_months or view.year.months()
            wanted = PostingFilter(accounts=accounts, first=months[0], last=months[-1])
            PostingsDialog(self, self.context, wanted, named.name).open()

    @Slot()
    def _close_books(self) -> None:
        write, view = self.context.write, self._shown.view if self._shown else None
        if write is not None and view is not None:
            self.command(lambda: set_books_through(write, view.year.id, view.month))

    @Slot(QAction)
    def _set_method(self, action: QAction) -> None:
        write, method = self.context.write, Method(str(action.data()))
        if write is not None:
            self.command(lambda: set_forecast_method(write, EVERY_LINE, method))

    @Slot()
    def open_comment(self) -> FormDialog | None:
        """Write or change the comment of the chosen row and month."""
        write, detail = self.context.write, self._detail
        if write is None or detail is None:
            return None
        month, key, today = self.month, detail.named.key, self.context.today
        comment = detail.explanation.comment

        def save(values: FormValues) -> Changes:
            text = values.text("body")
            _refuse_names(write, text, allowed=values.flag("names"))
            return write_comment(write, CommentScope.LINE, str(month), key, text, today)

        name = month_name(month.year, month.number)
        return self.form(
            _("Comment on %(row)s, %(month)s") % {"row": detail.named.name, "month": name},
            [
                MultilineField(
                    "body", _("What explains the figure"), comment.body if comment else ""
                ),
                _names_field(),
            ],
            save,
            intro=_("Your adviser can read the comment, and it stands in the report."),
        )

    @Slot()
    def open_action(self) -> FormDialog | None:
        """Note what was agreed about the chosen row."""
        write, detail = self.context.write, self._detail
        if write is None or detail is None:
            return None
        today, key = self.context.today, detail.named.key

        def save(values: FormValues) -> Changes:
            what, owner = values.text("what"), values.text("owner")
            _refuse_names(write, what, allowed=values.flag("names"))
            return agree_action(
                write, AgreedAction(0, what, owner, values.day("due_on"), today, None, key)
            )

        return self.form(
            _("Agree on an action"),
            [
                TextField("what", _("What is to be done"), required=True),
                TextField("owner", _("Who does it"), help=_("A role is enough.")),
                DateField("due_on", _("Due")),
                _names_field(),
            ],
            save,
            save_text=_("Agree"),
        )

    @Slot(object)
    def _finish(self, action: AgreedAction) -> None:
        write, today = self.context.write, self.context.today
        if write is not None:
            self.command(lambda: finish_action(write, action.id, today))


def _first_to_explain(named: NamedRow) -> tuple[bool, int]:
    """Lines before sums, then by how much worse than planned."""
    variance = named.row.figures.to_date.variance_ore
    return named.row.row.line is None, 0 if variance is None else variance


def _names_field() -> CheckField:
    return CheckField(
        "names",
        _("Save even if somebody is named"),
        help=_("Advisers can read this text. Write for example “trainee 7” instead of a name."),
    )


def _refuse_names(session: WriteSession, text: str, *, allowed: bool) -> None:
    if not allowed and names_mentioned(session, text):
        raise InvalidInputError(
            "names",
            _("The text holds the name of a trainee or a supervisor."),
            _("Advisers can read it."),
            _("Write the running number instead, or tick the box."),
        )
