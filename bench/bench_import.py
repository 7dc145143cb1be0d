"""Speed of an import beyond its parse, and of the questions that pages ask of the books.

The floor is what the rows cost by themselves: one transaction with an `executemany` for vouchers
and one for postings, into the same encrypted tables with the same indexes. Run:

    python bench/bench_import.py [rows]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month
from asfdesk.domain.plan import Plan, PlanKind, PlanValue
from asfdesk.services.actuals import year_line_months
from asfdesk.services.books.browse_ledger import result_view
from asfdesk.services.books.import_sie import SourceFile, commit, preview, read_files
from asfdesk.services.drivers.follow_up_views import follow_up_page
from asfdesk.services.session import write_session
from asfdesk.storage._driver import open_database
from asfdesk.storage.migrations import migrate
from asfdesk.storage.rows import Writer
from bench.bench_sie import ROWS, build

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.services.books.import_preview import Preview, ReadFile
    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database

RUNS = 3
RATIO_TARGET = 2.0
QUERY_TARGET_MS = 150
LINES = ("I10", "I20", "I40", "K10", "K20", "K40", "K43", "F20")


def main() -> None:
    """Print the ratios, and the targets beside them."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    read = read_files([SourceFile("big.se", build(rows))])
    floors, previews, imports = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(RUNS):
            floors.append(_floor(Path(folder) / f"floor{run}.db", read))
            looked, took = _import(Path(folder) / f"import{run}.db", read)
            previews.append(looked)
            imports.append(took)
        session = _session(_database(Path(folder) / f"import{RUNS - 1}.db"))
        queries = _queries(session)
    floor = statistics.median(floors)
    ratio = statistics.median(imports) / floor
    looking = statistics.median(previews) / floor
    print(f"{rows} postings, bare rows {floor:.2f} s (processor time)")
    print(f"import {ratio:.2f} x the bare rows (target {RATIO_TARGET})")
    print(f"preview {looking:.2f} x the bare rows")
    for name, ms in queries.items():
        print(f"{name} {ms:.0f} ms (target {QUERY_TARGET_MS})")


def _database(path: Path) -> Database:
    db = open_database(path, b"k" * 32)
    migrate(db)
    return db


def _session(db: Database) -> WriteSession:
    return write_session(Writer(db, "owner:1"), None)


def _floor(path: Path, read: Sequence[ReadFile]) -> float:
    """The bare rows, made before the clock starts."""
    db = _database(path)
    vouchers, postings = [], []
    for number, voucher in enumerate(read[0].file.importable(), start=1):
        key = f"{voucher.series} {voucher.number}"
        vouchers.append(
            (number, 1, voucher.series, voucher.number, str(voucher.day), "", key, "0" * 32)
        )
        month = str(voucher.day)[:7]
        postings += [
            (1, number, row.account, month, row.amount_ore, row.cost_centre, row.project)
            for row in voucher.rows
        ]
    start = time.process_time()
    with db.atomic():
        db.execute(
            "INSERT INTO sie_import (id, fiscal_year_id, file_name, sha256, imported_at, sie_type,"
            " encoding, source, vouchers, postings) VALUES (1, 1, '', '', '', '', '', '', 0, 0)"
        )
        db.conn.executemany(f"INSERT INTO voucher VALUES ({', '.join('?' * 8)})", vouchers)
        db.conn.executemany(
            "INSERT INTO posting (import_id, voucher_id, account, month, amount_sie_ore,"
            f" cost_centre, project) VALUES ({', '.join('?' * 7)})",
            postings,
        )
    took = time.process_time() - start
    db.close()
    return took


def _import(path: Path, read: Sequence[ReadFile]) -> tuple[float, float]:
    """Seconds of preview and of import, as the dialog does them."""
    db = _database(path)
    session = _session(db)
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Bench", "559999-0002", LegalForm.OTHER, date(2025, 1, 1))
        )
        session.plans.seed_lines()
    start = time.process_time()
    made: Preview = preview(session, read)
    looked = time.process_time()
    commit(session, made, made.asked_codes, made.books_through)
    took = time.process_time() - looked
    db.close()
    return looked - start, took


def _queries(session: WriteSession) -> dict[str, float]:
    """Milliseconds of what Ekonomi and Uppföljning ask."""
    year = session.enterprise.fiscal_years()[0]
    with session.writer.action("plan.add", ()):
        plan = session.plans.add_plan(Plan(0, year.id, PlanKind.BUDGET, "", 1))
        months = Month.of(year.first), *(Month.of(year.first).plus(n) for n in range(1, 12))
        session.plans.set_values(
            plan, [PlanValue(line, month, 10_000) for line in LINES for month in months]
        )

    def plan_vs_actual() -> None:
        actuals = year_line_months(session, year)
        budget = session.plans.amounts(plan)
        deviations = {
            (line, month): actuals.get(line, {}).get(month, 0) - budget.get(line, {}).get(month, 0)
            for line in actuals.keys() | budget.keys()
            for month in months
        }
        assert deviations

    last = Month.of(year.last)
    with session.writer.action("fiscal_year.through", ()):
        session.enterprise.set_books_through(year.id, last)
    return {
        "plan against actual, line by month:": _milliseconds(plan_vs_actual),
        "Uppföljning, all that the page shows:": _milliseconds(
            lambda: follow_up_page(session, last)
        ),
        "result page:": _milliseconds(lambda: result_view(session, year)),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(5):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found) * 1000


if __name__ == "__main__":
    main()
