"""What is done to plans and their follow-up is still there when the file is opened again.

Undo reaches back over the closing, step by step, to what was there at first (decisions C11).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanKind
from asfdesk.domain.planning.comments import AgreedAction, CommentScope
from asfdesk.domain.planning.expected import ExpectedItem
from asfdesk.domain.planning.figure_targets import Direction, Target
from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.planning.variance import Limits
from asfdesk.services.drivers.edit_drivers import add_driver
from asfdesk.services.drivers.plan_life import approve_plan, make_forecast, revise_plan
from asfdesk.services.drivers.scenarios import scenario_from_shocks, set_shocks
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.manage_fiscal_years import set_books_through
from asfdesk.services.planning.edit_plan import delete_draft
from asfdesk.services.planning.figure_targets import clear_target, set_target
from asfdesk.services.planning.follow_up_settings import set_forecast_method, set_limits
from asfdesk.services.planning.note_expected import (
    change_expected,
    note_expected,
    remove_expected,
    settle_expected,
)
from asfdesk.services.undo import undo_last
from asfdesk.services.write_comments import (
    agree_action,
    change_action,
    finish_action,
    remove_action,
    reopen_action,
    write_comment,
)
from tests.bookroom import add_plan, book
from tests.strongbox import OWNER, Clock, new_enterprise
from tests.undo_probe import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession

    Content = dict[str, list[tuple[Any, ...]]]

TODAY = date(2026, 11, 23)
DUE = date(2026, 12, 15)


def reopened(folder: Path) -> OpenFile:
    return open_client_file(folder / "a.asfdesk", OWNER, clock=Clock())


def changed_tables(first: Content, then: Content) -> dict[str, object]:
    """Tables that differ; the audit log and numbers given out are not content."""
    return {name: rows for name, rows in then.items() if rows != first[name]}


def follow_up_steps(session: WriteSession) -> Iterator[Changes]:
    """Made, changed, taken away: whatever follow-up holds."""
    quarter = CommentScope.QUARTER
    yield write_comment(session, quarter, "2026-Q3", "I20", "Färre gäster än väntat.", TODAY)
    yield write_comment(session, quarter, "2026-Q3", "I20", "Färre gäster, fler luncher.", TODAY)
    action = AgreedAction(0, "Höj priset", "kaféansvarig", DUE, TODAY, line_code="I20")
    yield agree_action(session, action)
    (kept,) = session.comments.actions()
    yield change_action(session, replace(kept, owner="verksamhetsledaren"))
    yield finish_action(session, kept.id, TODAY)
    yield reopen_action(session, kept.id)
    yield agree_action(session, replace(action, what="Fråga om rabatt"))
    yield remove_action(session, max(one.id for one in session.comments.actions()))
    item = ExpectedItem(0, "I40", Month(2026, 2), 15_770_00, "Lönebidrag februari", TODAY)
    yield note_expected(session, item)
    (noted,) = session.expected.items()
    yield change_expected(session, replace(noted, amount_ore=15_770_40))
    yield settle_expected(session, session.expected.items()[0], TODAY)
    yield note_expected(session, replace(item, name="Faktura mars", month=Month(2026, 1)))
    yield remove_expected(session, max(one.id for one in session.expected.items()))
    yield set_limits(session, Limits(good_bp=100, good_ore=1_000_00))
    target = Target("grant_dependence", 300_000, Direction.LESS, 10_000, 100_000)
    yield set_target(session, target)
    yield set_target(session, replace(target, value_micro=250_000))
    yield set_target(session, replace(target, figure="solidity", direction=Direction.MORE))
    yield clear_target(session, "solidity", None)
    yield set_forecast_method(session, "I20", Method.SEASON)
    yield set_forecast_method(session, "K20", Method.STRAIGHT)


def plan_steps(session: WriteSession, plan: int) -> Iterator[Changes]:
    """Copied in every way, and the copies changed or deleted."""
    year = session.enterprise.fiscal_years()[0].id
    yield revise_plan(session, plan)
    second = max(one.id for one in session.plans.plans(year))
    yield add_driver(session, second, SalesStream(0, "Lunch", 1_000_000, 90_00))
    yield make_forecast(session, plan, by_plan=["I20"])
    dearer = Shock(ShockDriver.SALES_PRICE, 11_000)
    yield scenario_from_shocks(session, second, "Dyrare", [dearer])
    scenario = next(p.id for p in session.plans.plans(year) if p.kind is PlanKind.SCENARIO)
    yield set_shocks(session, scenario, [replace(dearer, factor_bp=12_000)])
    yield scenario_from_shocks(session, second, "Billigare", [replace(dearer, factor_bp=9_000)])
    yield delete_draft(session, max(one.id for one in session.plans.plans(year)))


def test_all_of_it_is_there_again_and_can_be_taken_back(tmp_path: Path) -> None:
    opened, _code = new_enterprise(tmp_path / "a.asfdesk")
    session = opened.writing()
    year_id = session.enterprise.fiscal_years()[0].id
    set_books_through(session, year_id, Month(2026, 2))
    plan = add_plan(session, year_id, {"I20": 100_000, "K20": -30_000}, approved=False)
    book(session, year_id, {"3001": [-90_000, -80_000], "5010": [30_000, 31_000]})
    add_driver(session, plan, SalesStream(0, "Kafé", 12_000_000, 10_00))
    approve_plan(session, plan, TODAY)
    first = content(session.writer.database)
    steps = 0
    for changes in (*follow_up_steps(session), *plan_steps(session, plan)):
        assert changes
        steps += 1
    last = content(session.writer.database)
    opened.publish()
    opened.close()
    again = reopened(tmp_path)
    session = again.writing()
    assert content(session.writer.database) == last
    assert session.comments.actions()[0].owner == "verksamhetsledaren"
    for step in range(steps):
        assert undo_last(session) is not None, step
    assert changed_tables(first, content(session.writer.database)) == {}
    assert undo_last(session) is None, "an approved plan stays approved"
    again.publish()
    again.close()
    third = reopened(tmp_path)
    assert changed_tables(first, content(third.writing().writer.database)) == {}
    third.close()
