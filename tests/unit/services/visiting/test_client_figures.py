"""What the binder takes from an open file: not known is not zero, and late is counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.planning.comments import AgreedAction
from asfdesk.domain.planning.variance import Light
from asfdesk.services.visiting.client_figures import client_figures
from asfdesk.services.write_comments import agree_action, finish_action
from asfdesk.storage.visiting.last_visit import last_visit

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.storage.rows import Writer

TODAY = date(2026, 11, 23)


def test_an_empty_file_says_nothing(session: WriteSession) -> None:
    known = client_figures(session, TODAY)
    assert known.lights == (Light.GREY,) * 4
    assert (known.variance_ore, known.lowest_ore, known.occupancy) == (None, None, None)
    assert (known.late_reports, known.open_actions, known.late_actions) == ((), 0, 0)


def test_actions_that_are_open_and_late_are_counted(session: WriteSession) -> None:
    agreed = date(2026, 9, 9)
    for what, due in (
        ("Höj priset", date(2026, 12, 1)),
        ("Ansök om checkkredit", date(2026, 10, 15)),
        ("Lås månaderna", date(2026, 10, 1)),
    ):
        agree_action(session, AgreedAction(0, what, "Föreståndaren", due, agreed))
    done = next(one for one in session.comments.actions() if one.what == "Lås månaderna")
    finish_action(session, done.id, TODAY)
    known = client_figures(session, TODAY)
    assert (known.open_actions, known.late_actions) == (2, 1)


def test_an_adviser_gets_the_same(session: WriteSession, adviser: WriteSession) -> None:
    assert client_figures(adviser, TODAY) == client_figures(session, TODAY)


def test_the_latest_visit_counts(session: WriteSession, writer: Writer) -> None:
    assert last_visit(writer) is None
    with session.writer.action("visit.add", ("visits",)):
        for at, day in enumerate(("2026-06-02", "2026-09-09", "2026-01-20")):
            writer.insert("visit", {"uid": f"{at:032x}", "day": day, "kind": "uppfoljning"})
    assert last_visit(writer) == date(2026, 9, 9)
