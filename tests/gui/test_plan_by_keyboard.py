"""From an empty file to a three-year plan of a café and workshop, with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.i18n import set_language
from asfdesk.ui.pages.planning.plan_page import PlanPage
from tests.at_once import context, on_stage
from tests.keyboard import Key, Keyboard, Modifier

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession) -> PlanPage:
    """An empty file, with the keyboard on the first step."""
    made = PlanPage(context(session))
    on_stage(qtbot, made)
    made.activateWindow()
    return made


@pytest.fixture
def keys(page: PlanPage) -> Keyboard:
    assert page.empty.step is not None
    page.empty.step.setFocus()
    return Keyboard(page)


def listed(page: PlanPage) -> list[str]:
    return [row.name.strip() for row in page.drivers.list.rows_shown.rows]


def go_to(keys: Keyboard, page: PlanPage, name: str) -> None:
    """Down the list with the arrow until the row is called so."""
    keys.press(Key.Key_Home, Modifier.ControlModifier)
    for _step in range(60):
        row = page.drivers.list.row
        if row is not None and row.name == name:
            return
        keys.press(Key.Key_Down)
    raise AssertionError(listed(page))


def add(keys: Keyboard, page: PlanPage, group: str, **texts: str) -> None:
    """Ctrl+N in a group, the fields, Enter; the new row is then the one we stand on."""
    go_to(keys, page, group)
    keys.press(Key.Key_N, Modifier.ControlModifier)
    keys.fill(**texts)
    keys.save()
    row = page.drivers.list.row
    assert row is not None
    assert row.name == texts["name"]


def start(keys: Keyboard) -> None:
    keys.press(Key.Key_Space)
    keys.fill(years="3 years", start="Nothing")
    keys.save()


def test_an_empty_file_becomes_a_plan_of_three_years(
    page: PlanPage, keys: Keyboard, session: WriteSession
) -> None:
    start(keys)
    assert [year.label for year in session.enterprise.fiscal_years()] == ["2026", "2027", "2028"]
    assert "There is no work training and no sales in the plan yet." in page.drivers.gaps.sentences
    add(keys, page, "Work training", name="Huddinge", places_milli="12", price_ore="320")
    add(keys, page, "Work training", name="Lumena", places_milli="6", price_ore="335")
    add(
        keys, page, "Sales", name="Cafe", volume_milli="46000", price_ore="25", cogs_bp="36",
        profile="Caf",
    )  # fmt: skip
    add(keys, page, "Sales", name="Workshop", volume_milli="900", price_ore="350")
    add(
        keys, page, "Staff", role="Supervisor", name="Supervisor workshop", fte_bp="2",
        monthly_pay_ore="31000",
    )  # fmt: skip
    add(
        keys, page, "Staff", role="Management", name="Manager", monthly_pay_ore="38000",
    )  # fmt: skip
    add(
        keys, page, "Staff", role="Employee", name="Cafe staff", fte_bp="2",
        monthly_pay_ore="26000", subsidy="Wage", subsidy_level_bp="60",
    )  # fmt: skip
    add(keys, page, "Costs", name="Rent", line_code="Premises", amount_ore="28000", index_bp="2")
    add(
        keys, page, "Costs", name="Insurance", line_code="Insurance", amount_ore="18000",
        every_months="Once a year", first="2026-01",
    )  # fmt: skip
    add(keys, page, "Grants", name="Municipal grant", amount_ore="150000")
    add(keys, page, "Investments and loans", name="Dishwasher", amount_ore="60000")
    go_to(keys, page, "Dishwasher")
    keys.press(Key.Key_Insert)
    keys.press(Key.Key_L)
    keys.fill(name="Bank loan", amount_ore="100000", rate_bp="6.5")
    keys.save()
    go_to(keys, page, "Cash, VAT and tax")
    keys.press(Key.Key_Return)
    keys.fill(opening_ore="150000", credit_limit_ore="200000")
    keys.save()
    go_to(keys, page, "Supervisors")
    keys.press(Key.Key_Return)
    keys.fill(ratio_milli="6")
    keys.save()
    view = page.view
    assert view is not None
    assert view.drivers is not None
    assert len(view.drivers.result.months) == 36
    # T1: 12 places x 20 days x 85 % x 320 kr; 6 x 20 x 85 % x 335 kr = 34 170.
    assert view.drivers.result.lines["I10"][0] == 6_528_000 + 3_417_000
    assert "K20" in session.plans.amounts(view.drivers.plan.id)
    # 18 places, 6 for each supervisor: 3 are needed, two are planned.
    assert any("2 planned, 3 needed" in one for one in page.drivers.gaps.sentences)
    # Two strokes a second is a slow typist: well under twenty minutes.
    assert keys.presses < 2 * 60 * 20
