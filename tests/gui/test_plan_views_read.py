"""Every view of the plan and of the follow-up, read-only and with an adviser's key.

Nothing that can be pressed writes; figures are there; nothing breaks on the way.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QMenu

from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import AgreedAction
from asfdesk.i18n import set_language
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.scenarios import make_scenario
from asfdesk.services.write_comments import agree_action
from asfdesk.ui.kit.table.table_view import TableView
from asfdesk.ui.pages.planning import follow_up_page, plan_page
from asfdesk.ui.pages.planning.follow_up_page import FollowUpPage
from asfdesk.ui.pages.planning.plan_page import PlanPage
from tests.at_once import context, on_stage
from tests.bookroom import add_plan, add_year, book
from tests.undo_probe import content

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.page import Page

PLAN_VIEWS = [plan_page.DRIVERS, *range(plan_page.MONTHS, plan_page.COMPARE + 1)]
FOLLOW_UP_VIEWS = list(range(follow_up_page.SOCIETY + 1))


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def planned(session: WriteSession) -> WriteSession:
    """A year with two closed months, a plan from drivers and typed amounts, and a scenario."""
    year = add_year(session, through="2026-02")
    plan = add_plan(session, year, {"K20": -30_000}, approved=False)
    add_driver(session, plan, TrainingStream(0, "Lillby", 10_000, 8_000, 100_00))
    add_driver(session, plan, SalesStream(0, "Kafe", 12_000_000, 10_00))
    set_premises(session, plan, Premises(50_000_00, ratio_milli=5_000))
    make_scenario(session, plan, "Dearer")
    book(session, year, {"3001": [-9_000, -8_000], "5010": [30_000, 31_000]})
    agree_action(session, AgreedAction(0, "Raise prices", "manager", None, date(2026, 3, 1)))
    return session


def opened(
    qtbot: QtBot, session: WriteSession, kind: type[PlanPage | FollowUpPage], *, read_only: bool
) -> Page:
    about = replace(context(session, read_only=read_only), today=date(2026, 3, 10))
    page = kind(about)
    page.month = Month(2026, 2)
    on_stage(qtbot, page)
    return page


def show(page: Page, place: int) -> None:
    if isinstance(page, PlanPage):
        page.show_place(place)
    elif isinstance(page, FollowUpPage):
        page.show_view(place)


def pressed(page: Page) -> list[str]:
    """Press all that can be pressed and does not ask for a file or a printer; close what opens."""
    found = []
    for one in page.findChildren(QAbstractButton):
        if not (one.isVisible() and one.isEnabled()) or one.isCheckable():
            continue
        name = one.text() or one.accessibleName()
        if name.endswith(("…", "...")) or getattr(one, "menu", lambda: None)() is not None:
            continue
        found.append(name)
        one.click()
        for dialog in page.findChildren(QDialog):
            dialog.reject()
        for menu in page.findChildren(QMenu):
            menu.close()
    return found


def numbers_in(page: Page) -> bool:
    """Whether some table of the view, or the page's words, have rows with digits."""
    texts = [
        str(view.model().index(row, column).data())
        for view in page.findChildren(TableView)
        if view.isVisible()
        for row in range(view.model().rowCount())
        for column in range(view.model().columnCount())
    ]
    return any(character.isdigit() for text in texts for character in text)


@pytest.mark.parametrize("place", PLAN_VIEWS)
def test_a_view_of_the_plan_read_only(qtbot: QtBot, planned: WriteSession, place: int) -> None:
    before = content(planned.writer.database)
    page = opened(qtbot, planned, PlanPage, read_only=True)
    show(page, place)
    pressed(page)
    assert content(planned.writer.database) == before


@pytest.mark.parametrize("place", FOLLOW_UP_VIEWS)
def test_a_view_of_the_follow_up_read_only(qtbot: QtBot, planned: WriteSession, place: int) -> None:
    before = content(planned.writer.database)
    page = opened(qtbot, planned, FollowUpPage, read_only=True)
    show(page, place)
    pressed(page)
    assert content(planned.writer.database) == before


@pytest.mark.parametrize("place", FOLLOW_UP_VIEWS)
def test_an_adviser_sees_the_figures_the_owner_sees(
    qtbot: QtBot, planned: WriteSession, adviser: WriteSession, place: int
) -> None:
    owner = opened(qtbot, planned, FollowUpPage, read_only=True)
    show(owner, place)
    page = opened(qtbot, adviser, FollowUpPage, read_only=False)
    show(page, place)
    assert texts(page) == texts(owner)
    if place in (follow_up_page.MONEY, follow_up_page.TIME, follow_up_page.FIGURES):
        assert numbers_in(page)


@pytest.mark.parametrize("place", PLAN_VIEWS)
def test_an_adviser_sees_the_plan_the_owner_sees(
    qtbot: QtBot, planned: WriteSession, adviser: WriteSession, place: int
) -> None:
    owner = opened(qtbot, planned, PlanPage, read_only=True)
    show(owner, place)
    page = opened(qtbot, adviser, PlanPage, read_only=False)
    show(page, place)
    assert texts(page) == texts(owner)


def texts(page: Page) -> list[list[str]]:
    """The cells of every table that is shown."""
    return [
        [
            str(view.model().index(row, column).data())
            for row in range(view.model().rowCount())
            for column in range(view.model().columnCount())
        ]
        for view in page.findChildren(TableView)
        if view.isVisible()
    ]
