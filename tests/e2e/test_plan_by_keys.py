"""A new file, an agreement, and a three-year plan of it: the plan with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from asfdesk.ui.go_to import GoToDialog
from asfdesk.ui.pages.planning.plan_page import PlanPage
from tests.e2e.test_main_job import add_an_agreement, make_an_enterprise
from tests.keyboard import Key, Keyboard, Modifier

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import Qt

    from tests.user import User


class Planner:
    """Presses keys in the whole window, and waits for the worker as a person would."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.keys = Keyboard(user.window)

    @property
    def page(self) -> PlanPage:
        page = self.user.window.page
        assert isinstance(page, PlanPage)
        return page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        self.keys.press(key, modifier)
        self.user.settle()

    def open_the_page(self) -> None:
        """Ctrl+K and the page's name."""
        self.press(Key.Key_K, Modifier.ControlModifier)
        assert self.user.dialog(GoToDialog).isVisible()
        self.keys.write("Business plan")
        self.keys.press(Key.Key_Return)
        self.user.settle()

    def make_the_plan(self) -> None:
        """The first step is on the page; Tab reaches it from the sidebar."""
        step = self.page.empty.step
        assert step is not None
        self.keys.tab_to(step)
        self.keys.press(Key.Key_Space)
        self.keys.fill(years="3 years")
        self.save()
        assert self.page.drivers.list.hasFocus()

    def save(self) -> None:
        self.keys.save_later()
        self.user.settle()

    def go_to(self, name: str) -> None:
        self.press(Key.Key_Home, Modifier.ControlModifier)
        for _step in range(60):
            row = self.page.drivers.list.row
            if row is not None and row.name.split(" \u00b7 ")[0] == name:
                return
            self.press(Key.Key_Down)
        raise AssertionError(name)

    def add(self, group: str, **texts: str) -> None:
        self.go_to(group)
        self.press(Key.Key_N, Modifier.ControlModifier)
        self.keys.fill(**texts)
        self.save()
        row = self.page.drivers.list.row
        assert row is not None
        assert row.name == texts.get("name", row.name)


def test_from_a_new_file_to_a_plan_of_three_years(user: User, tmp_path: Path) -> None:
    make_an_enterprise(user, tmp_path / "plan.asfdesk")
    add_an_agreement(user)
    planner = Planner(user)
    planner.open_the_page()
    planner.make_the_plan()
    planner.add("Work training", agreement="Arbetst")
    planner.add("Sales", name="Cafe", volume_milli="10000", price_ore="60", cogs_bp="35")
    planner.add("Staff", role="Supervisor", name="Supervisor", monthly_pay_ore="31000")
    planner.add("Costs", name="Rent", amount_ore="12000")
    planner.go_to("Cash, VAT and tax")
    planner.press(Key.Key_Return)
    planner.keys.fill(opening_ore="150000")
    planner.save()
    planner.go_to("Supervisors")
    planner.press(Key.Key_Return)
    planner.keys.fill(ratio_milli="6")
    planner.save()
    planner.go_to("Rent")
    planner.press(Key.Key_D, Modifier.ControlModifier)
    planner.press(Key.Key_Delete)
    view = planner.page.view
    assert view is not None
    assert view.drivers is not None
    result = view.drivers.result
    # The agreement began in October: 22 days x 4 places x 85 % x 500 kr.
    assert result.lines["I10"][:10] == (0,) * 9 + (3_740_000,)
    assert [one.name for one in view.drivers.model.fixed] == ["Rent"]
    assert len(result.months) == 36
    assert result.liquidity is not None
    assert not any("!" in one for one in planner.page.drivers.grid.content.foot[-1].cells)
    assert QApplication.activeModalWidget() is None
