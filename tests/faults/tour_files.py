"""The tour through Deltagare: every view beside the list, and every view of people's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.ui.pages.people.trainee_file import PANELS
from asfdesk.ui.pages.people.trainees_page import VIEWS
from tests.faults.canary_file import PROTECTED
from tests.said import everything_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.faults.tour_place import Tour
    from tests.user import User


def look_at_files(
    tour: Tour, user: User, *forbidden: str, numbers: Iterable[int] = (PROTECTED,)
) -> None:
    """Open them as links do; `forbidden` may be said in none of them.

    Args:
        tour: hears.
        user: sits at the window.
        forbidden: words that nobody may meet there.
        numbers: whose files; ids of the canary file are running numbers.
    """
    page = user.page("trainees")
    for view in VIEWS:
        with tour.step(f"trainees {view.key}"):
            page.open_item(view.key)
            user.settle()
            tour.hear(f"trainees {view.key}", everything_said(user.window), *forbidden)
    for number in numbers:
        for panel in PANELS:
            with tour.step(f"file {panel.key}"):
                page.open_item(f"file-{number}/{panel.key}")
                user.settle()
                tour.hear(f"file {panel.key}", everything_said(user.window), *forbidden)
    user.page("overview")
