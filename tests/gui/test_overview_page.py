"""Översikt on an empty file: nothing filled in is said so, and each lack has its way on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from asfdesk.i18n import set_language
from asfdesk.ui.pages.overview_page import OverviewPage
from tests.at_once import click, context, on_stage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_an_empty_month_is_not_zero_hours(qtbot: QtBot, session: WriteSession) -> None:
    page = OverviewPage(context(session))
    on_stage(qtbot, page)
    assert page.supervision.hours.text() == "Attendance and supervision are not filled in."
    assert page.supervision.badge.text == "no attendance reported"


def test_no_agreement_leads_to_agreements(qtbot: QtBot, session: WriteSession) -> None:
    went: list[str] = []
    page = OverviewPage(replace(context(session), go=went.append))
    on_stage(qtbot, page)
    click(page.places, "Go to Agreements")
    assert went == ["agreements"]
