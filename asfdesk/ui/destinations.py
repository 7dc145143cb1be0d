"""What Ctrl+K can find: pages, trainees, reports, and the buttons of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.i18n import _
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.ui.go_to import Destination
from asfdesk.ui.navigation import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from asfdesk.services.window_facts import TraineeChoice, WindowFacts
    from asfdesk.ui.navigation import PageEntry
    from asfdesk.ui.page import Page


@dataclass(frozen=True)
class _Go:
    """Goes to a page, or to a thing on it."""

    go: Callable[[str], None]
    where: str

    def __call__(self) -> None:
        self.go(self.where)


@dataclass(frozen=True)
class _Press:
    """Goes to a page and presses one of its buttons."""

    go: Callable[[str], None]
    where: str
    button: QPushButton

    def __call__(self) -> None:
        self.go(self.where)
        self.button.click()


def destinations(
    go: Callable[[str], None],
    facts: WindowFacts | None,
    pages: Sequence[Page],
    entries: Sequence[PageEntry] = PAGES,
) -> list[Destination]:
    """Everything that can be gone to, pages first."""
    found = [
        Destination(entry.title, _("page"), _Go(go, entry.key), into_page=True) for entry in entries
    ]
    found += [
        Destination(f"{page.title()}: {button.text()}", _("action"), _Press(go, page.key, button))
        for page in pages
        for button in page.action_buttons
        if button.isEnabled()
    ]
    found += [
        Destination(
            f"{entry.key} {entry.title()}",
            _("report"),
            _Go(go, f"reports:{entry.key}"),
            into_page=True,
        )
        for entry in CATALOGUE
    ]
    if facts is not None:
        found += [
            Destination(trainee_text(one), _("trainee"), _Go(go, f"trainees:file-{one.id}"))
            for one in facts.trainees
        ]
    return found


def trainee_text(one: TraineeChoice) -> str:
    """Number and name; the number alone when the name is made of it."""
    return one.name if str(one.number) in one.name.split() else f"{one.number} {one.name}"
