"""Uppföljning, pengarna: the table at the left, the chosen row at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT
from asfdesk.services.drivers.row_detail import row_detail
from asfdesk.services.manage_fiscal_years import set_books_through
from asfdesk.services.planning.follow_up_settings import set_forecast_method
from asfdesk.services.write_comments import finish_action
from asfdesk.ui.dialogs.books.postings_dialog import PostingsDialog
from asfdesk.ui.pages.planning.follow_up_columns import Mode
from asfdesk.ui.pages.planning.follow_up_detail import RowPanel
from asfdesk.ui.pages.planning.follow_up_forms import (
    open_action,
    open_comment,
    open_limits,
    open_volumes,
)
from asfdesk.ui.pages.planning.follow_up_methods import MethodPanel
from asfdesk.ui.pages.planning.follow_up_table import FollowUpTable

if TYPE_CHECKING:
    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.planning.forecast import Method
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView, NamedRow
    from asfdesk.services.drivers.row_detail import RowDetail
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.page import Page


class MoneyView(QWidget):
    """Rows of the statement in one of the modes, and the chosen one explained."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._shown: FollowUpPageView | None = None
        self._mode = Mode.STATE
        self._filter = (False, False)
        self._detail: RowDetail | None = None
        self._key = ""
        self.table = FollowUpTable(writable=page.writable)
        self.panel = RowPanel(writable=page.writable)
        self.methods = MethodPanel(writable=page.writable)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(14)
        sides.addWidget(self.table, 3)
        sides.addWidget(self.panel, 1)
        sides.addWidget(self.methods, 1)
        self.methods.hide()
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._drill)
        self.table.close_books.connect(self._close_books)
        self.table.limits_wanted.connect(self.open_limits)
        self.panel.comment_wanted.connect(self.open_comment)
        self.panel.action_wanted.connect(self.open_action)
        self.panel.action_done.connect(self._finish)
        self.panel.volumes_wanted.connect(self.open_volumes)
        self.methods.wanted.connect(self._set_method)

    def show_page(
        self, shown: FollowUpPageView, mode: Mode, *, every_line: bool, only_deviations: bool
    ) -> None:
        """Show another month, year, project or look."""
        self._shown, self._mode = shown, mode
        view = shown.view
        if view is None:
            return
        open_month = view.imported and not view.month_closed and view.scope is None
        self.table.show_view(shown, mode, may_close=open_month and self._page.writable)
        self.panel.setVisible(mode is not Mode.FORECAST)
        self.methods.setVisible(mode is Mode.FORECAST)
        self.panel.allow_words(allowed=view.scope is None)
        self.show_filtered(every_line=every_line, only_deviations=only_deviations)

    def show_filtered(self, *, every_line: bool, only_deviations: bool) -> None:
        """Show the rows that are wanted, and stand on the chosen one or the worst."""
        if self._shown is None:
            return
        lines = every_line or self._mode is Mode.FORECAST
        rows = self._shown.rows(every_line=lines, only_deviations=only_deviations)
        keys = [row.key for row in rows if row.row.method or self._mode is not Mode.FORECAST]
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
        shown = self._shown
        if shown is None or shown.view is None:
            return
        if self._mode is Mode.FORECAST:
            self.methods.show_row(shown, named)
            return
        session, view, waiting = self._page.context.session, shown.view, shown.expected
        self._page.run(lambda: row_detail(session, view, named, waiting), self._show_detail)

    @Slot(object)
    def _show_detail(self, detail: RowDetail) -> None:
        if detail.named.key == self._key:
            self._detail = detail
            self.panel.show_detail(detail, self._page.context.today)

    @Slot(object)
    def _drill(self, named: NamedRow) -> None:
        """The postings behind the row, of the months that count."""
        shown, detail = self._shown, self._detail
        view = shown.view if shown else None
        if view is None or detail is None or detail.named.key != named.key:
            return
        accounts = tuple(account.account for account in detail.explanation.accounts)
        if accounts:
            months = view.closed_months or view.year.months()
            key = view.scope.key if view.scope else None
            wanted = PostingFilter(
                accounts=accounts,
                first=months[0],
                last=months[-1],
                cost_centre=key.code if key and key.dimension == COST_CENTRE else None,
                project=key.code if key and key.dimension == PROJECT else None,
            )
            PostingsDialog(self, self._page.context, wanted, named.name).open()

    @Slot()
    def _close_books(self) -> None:
        write, view = self._page.context.write, self._shown.view if self._shown else None
        if write is not None and view is not None:
            self._page.command(lambda: set_books_through(write, view.year.id, view.month))

    @Slot(str, object)
    def _set_method(self, code: str, method: Method) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.command(lambda: set_forecast_method(write, code, method))

    @Slot()
    def open_limits(self) -> FormDialog | None:
        """Change the limits of the lights."""
        view = self._shown.view if self._shown else None
        return open_limits(self._page, view.limits) if view else None

    @Slot()
    def open_comment(self) -> FormDialog | None:
        """Write or change the comment of the chosen row and month."""
        detail = self._detail
        if detail is None:
            return None
        named = detail.named
        return open_comment(self._page, named.key, named.name, detail.explanation.comment)

    @Slot()
    def open_action(self) -> FormDialog | None:
        """Note what was agreed about the chosen row."""
        return open_action(self._page, self._detail.named.key) if self._detail else None

    @Slot(str)
    def open_volumes(self, name: str) -> FormDialog | None:
        """Type how much was sold of something on the chosen row."""
        detail, view = self._detail, self._shown.view if self._shown else None
        if detail is None or view is None or name not in detail.volumes:
            return None
        months = view.closed_months or [view.month]
        return open_volumes(self._page, detail.named.key, name, months, detail.volumes[name])

    @Slot(object)
    def _finish(self, action: AgreedAction) -> None:
        write, today = self._page.context.write, self._page.context.today
        if write is not None:
            self._page.command(lambda: finish_action(write, action.id, today))


def _first_to_explain(named: NamedRow) -> tuple[bool, int]:
    """Lines before sums, then by how much worse than planned."""
    variance = named.row.figures.to_date.variance_ore
    return named.row.row.line is None, 0 if variance is None else variance
