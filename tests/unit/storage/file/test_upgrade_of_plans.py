"""Plans of schema 3: their drivers become streams, and undo reaches them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.storage._driver import open_database
from asfdesk.storage.drivers.driver_store import DriverStore
from asfdesk.storage.file.upgrade import upgrade
from asfdesk.storage.migrations import migrate
from asfdesk.storage.planning.plan_store import PlanStore
from asfdesk.storage.rows import Writer

if TYPE_CHECKING:
    from pathlib import Path


def test_a_driver_becomes_a_stream_and_its_undo_comes_along(tmp_path: Path) -> None:
    db = open_database(tmp_path / "old.db", b"k" * 32)
    migrate(db, 3)
    old = Writer(db, "owner:1")
    # The shipped lines as schema 3 had them: none was added since.
    plans = PlanStore(old, None)
    with old.action("fiscal_year.add", ()):
        year = old.insert("fiscal_year", {"first_day": "2026-01-01", "last_day": "2026-12-31"})
        plans.seed_lines()
        plan = old.insert(
            "plan",
            {"fiscal_year_id": year, "kind": "budget", "name": "", "version": 1,
             "status": "draft"},
        )  # fmt: skip
    with old.action("plan.drivers", ("plan",)):
        driver = old.insert(
            "plan_driver",
            {"plan_id": plan, "line_code": "I10", "places_milli": 12_000, "occupancy_bp": 8_500,
             "price_ore": 320_00},
        )  # fmt: skip
    with old.action("plan.drivers", ("plan",)):
        old.update("plan_driver", driver, {"places_milli": 14_000})
    upgrade(db)
    new = Writer(db, "owner:1")
    drivers = DriverStore(new, None)
    assert drivers.streams(plan) == (TrainingStream(driver, "", 14_000, 8_500, 320_00),)
    assert PlanStore(new, None).plan(plan) is not None
    new.undo()
    assert drivers.streams(plan)[0].places_milli == 12_000
    new.undo()
    assert drivers.streams(plan) == ()
    db.close()
