"""Every page of a new file: one primary button at the most, and it is the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from asfdesk.i18n import set_language
from asfdesk.ui.navigation import PAGES
from asfdesk.ui.pages.books.ledger_page import IMPORTS, LedgerPage
from tests.at_once import context, on_stage
from tests.bookroom import add_plan, add_year, book

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession
    from asfdesk.ui.navigation import PageEntry


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def primary(page: QWidget) -> list[str]:
    """What the primary buttons that are seen say."""
    return [
        one.text()
        for one in page.findChildren(QPushButton)
        if one.isVisible() and one.property("look") == "primary"
    ]


@pytest.mark.parametrize("year", [False, True], ids=["without a year", "with a year"])
@pytest.mark.parametrize("entry", PAGES, ids=[entry.key for entry in PAGES])
def test_one_primary_button_at_the_most(
    qtbot: QtBot, session: WriteSession, entry: PageEntry, *, year: bool
) -> None:
    if year:
        add_year(session)
    page = entry.page(context(session))
    on_stage(qtbot, page)
    assert len(primary(page)) <= 1, primary(page)


def test_each_view_of_the_economy_has_one_way_to_import(
    qtbot: QtBot, session: WriteSession
) -> None:
    add_year(session)
    page = LedgerPage(context(session))
    on_stage(qtbot, page)
    for view in range(IMPORTS + 1):
        page.show_view(view)
        assert primary(page) == ["Import bookkeeping"]
    page.hide()
    page.show()
    assert primary(page) == ["Import bookkeeping"]


def test_the_heading_has_its_button_back_when_there_are_books(
    qtbot: QtBot, session: WriteSession
) -> None:
    year_id = add_year(session)
    add_plan(session, year_id, {"I20": 100})
    book(session, year_id, {"3001": [-100]})
    page = LedgerPage(context(session))
    on_stage(qtbot, page)
    assert page.import_button.isVisible()
    assert primary(page) == ["Import bookkeeping"]
