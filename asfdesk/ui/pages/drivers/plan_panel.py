"""What the views of the Affärsplan page have in common, and what they ask of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from asfdesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.plan_drivers_view import PlanView
    from asfdesk.services.planning.plan_page import PlanPageView, PlanRow
    from asfdesk.services.session import WriteSession


class PlanHost(Page):
    """The Affärsplan page, as its views and forms see it."""

    @property
    def view(self) -> PlanView | None:
        """What is shown, with what the plan is made from; None before it has been read."""
        raise NotImplementedError

    @property
    def shown(self) -> PlanPageView | None:
        """The plan's amounts alone."""
        view = self.view
        return view.page if view else None

    @property
    def editable(self) -> bool:
        """Whether what is shown can be changed: a draft, in a file that can be written."""
        shown = self.shown
        return self.writable and shown is not None and shown.editable

    @property
    def row(self) -> PlanRow | None:
        """The line that the keyboard or mouse stands on."""
        raise NotImplementedError

    def pin(self, plan_id: int) -> None:
        """Keep showing a plan when it is read again."""
        raise NotImplementedError

    def show_year(self, year_id: int | None) -> None:
        """Show a fiscal year with the plan that is worked on there."""
        raise NotImplementedError

    def show_plan(self, plan_id: int) -> None:
        """Show another plan."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say something before the line under the heading, the next time it is written."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the keyboard where one begins to work with a plan."""
        raise NotImplementedError

    def change(self, change: Callable[[WriteSession, int], Changes]) -> None:
        """Run a command on the plan that is shown."""
        raise NotImplementedError


class PlanPanel(QWidget):
    """One view of the page. It is made when it is first shown."""

    def __init__(self, page: PlanHost) -> None:
        super().__init__()
        self.page = page
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def hasHeightForWidth(self) -> bool:
        """No: tables and charts give way, so a view need never be as high as it would like."""
        return False

    def show_view(self, view: PlanView) -> None:
        """Show a plan; there is one."""
        raise NotImplementedError

    def waits(self, view: PlanView, show: Callable[[], None]) -> bool:
        """Whether a view must wait because something is being typed that it would take away."""
        del view, show
        return False

    def tools(self) -> Sequence[QWidget]:
        """What stands at the right of the page's bar while this view is shown."""
        return ()

    def more_actions(self) -> Sequence[QAction]:
        """What this view adds to the page's More menu."""
        return ()

    def take_focus(self) -> None:
        """Put the keyboard where one begins to work."""
        self.setFocus()
