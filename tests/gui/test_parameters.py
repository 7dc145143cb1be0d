"""Rates and caps in Settings: checked, changed, given a later value, taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.parameters import ParameterKey
from asfdesk.i18n import set_language
from asfdesk.services.drivers.rates_in_use import rates_in_use
from asfdesk.ui.pages.file.settings_page import SettingsPage
from tests.at_once import click, context, fill, form, on_stage, save

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.drivers.parameters import ParameterRow
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.dialogs.drivers.parameters import ParametersDialog

FEE = ParameterKey.EMPLOYER_FEE


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def opened(
    qtbot: QtBot, session: WriteSession, *, read_only: bool = False
) -> tuple[SettingsPage, ParametersDialog]:
    """The list of rates, opened as the plan opens it."""
    page = SettingsPage(context(session, read_only=read_only))
    on_stage(qtbot, page)
    page.reload()
    dialog = page.parameters.open_parameters()
    return page, dialog


def listed(dialog: ParametersDialog) -> list[ParameterRow]:
    model = dialog.model
    return [model.row_at(model.index(at, 0)) for at in range(model.rowCount())]


def choose(dialog: ParametersDialog, key: ParameterKey) -> None:
    at = next(at for at, row in enumerate(listed(dialog)) if row.parameter.key is key)
    dialog.table.select_row(at)


def cells(dialog: ParametersDialog, key: ParameterKey) -> list[str]:
    """What the first row of a parameter says, column by column."""
    row = next(row for row in listed(dialog) if row.parameter.key is key)
    return [column.text(row) for column in dialog.model.columns]


def test_the_list_tells_value_days_source_and_when_it_was_checked(
    qtbot: QtBot, session: WriteSession
) -> None:
    page, dialog = opened(qtbot, session)
    fee = cells(dialog, FEE)
    assert fee[:3] == ["Employer’s contribution", "31.42\u00a0%", "from 2025-01-01"]
    assert fee[4:] == ["2026-08-31", ""]
    assert cells(dialog, ParameterKey.PENSION)[4] == "never checked"
    assert cells(dialog, ParameterKey.WAGE_SUBSIDY_CAP)[1] == "20\u202f000.00 kr"
    assert "not checked this year" in page.parameters.button.toolTip()


def test_one_click_marks_as_checked_and_the_filter_lets_it_go(
    qtbot: QtBot, session: WriteSession
) -> None:
    _page, dialog = opened(qtbot, session)
    dialog.unchecked.click()
    before = dialog.model.rowCount()
    assert before > 0
    choose(dialog, ParameterKey.PENSION)
    click(dialog, "Checked today")
    assert dialog.model.rowCount() == before - 1
    (own,) = session.parameters.own()
    assert (own.key, own.checked_on) == (ParameterKey.PENSION, date(2026, 11, 23))


def test_a_change_is_marked_and_can_be_taken_back(qtbot: QtBot, session: WriteSession) -> None:
    page, dialog = opened(qtbot, session)
    choose(dialog, FEE)
    assert dialog.back_button.isHidden()
    click(dialog, "Change…")
    asked = form(page)
    fill(asked, "value", "32,5")
    save(asked)
    assert cells(dialog, FEE)[1] == "32.50\u00a0%"
    assert cells(dialog, FEE)[5] == "changed"
    choose(dialog, FEE)
    assert not dialog.back_button.isHidden()
    click(dialog, "Take the shipped value back")
    assert cells(dialog, FEE)[1] == "31.42\u00a0%"
    assert session.parameters.own() == ()


def test_next_years_value_stands_beside_this_years(qtbot: QtBot, session: WriteSession) -> None:
    page, dialog = opened(qtbot, session)
    choose(dialog, FEE)
    click(dialog, "New value from a later day…")
    asked = form(page)
    fill(asked, "value", "30")
    save(asked)
    values = [one.value for one in rates_in_use(session).values if one.key is FEE]
    assert values == [3_142, 3_000]
    later = rates_in_use(session).on(FEE, date(2027, 1, 1))
    assert later is not None
    assert later.value == 3_000


def test_who_may_only_read_changes_nothing(qtbot: QtBot, session: WriteSession) -> None:
    _page, dialog = opened(qtbot, session, read_only=True)
    choose(dialog, FEE)
    buttons = (dialog.check_button, dialog.change_button, dialog.later_button)
    assert not any(one.isEnabled() for one in buttons)
    assert dialog.back_button.isHidden()
