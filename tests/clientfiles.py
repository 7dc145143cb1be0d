"""What the frozen client files hold, told by whichever program runs it.

The recorded JSON beside each file was written by running this module's `facts_of` in the program
that wrote the file. Only figures are kept: words of a report may be improved, its numbers not.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asfdesk.formats import json_out
from asfdesk.services.planning.figures_document import figures_document
from asfdesk.services.planning.key_figures import gather_figures
from asfdesk.services.sending.figures_period import figures_period
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_period import report_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession

FOLDER = Path(__file__).parent / "files" / "clientfiles"
Facts = dict[str, Any]
_FIGURE = re.compile(r"[-+0-9.:]*")


@dataclass(frozen=True)
class Sample:
    """A frozen client file and what was asked of the program that wrote it.

    Attributes:
        owners: the passwords that open everything.
        advisers: the passwords that do not open identities.
        today: the day that figures and reports count from.
        figures: periods, as the command line takes them.
        reports: (report, period).
    """

    name: str
    version: int
    owners: tuple[str, ...]
    advisers: tuple[str, ...]
    today: date
    figures: tuple[str, ...] = ()
    reports: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> Path:
        """Where it lies; tests work on copies."""
        return FOLDER / f"{self.name}.asfdesk"

    def recorded(self) -> Facts:
        """What the program that wrote it said of it."""
        found: Facts = json.loads((FOLDER / f"{self.name}.json").read_text(encoding="utf-8"))
        return found


_OWNER, _ADVISER = "fyra slumpade ord åäö", "rådgivarens egna ord"
SAMPLES = (
    Sample("v1_empty", 1, (_OWNER,), (_ADVISER,), date(2026, 11, 23), ("2026", "2026-03")),
    Sample(
        "v1_typical",
        1,
        ("blå hallon cyklar hem",),
        (_ADVISER,),
        date(2026, 11, 9),
        ("2026-09", "2026-Q3", "2025", "FY2026", "2026-01..2026-06"),
        (
            ("R1", "2026-09"),
            ("R3", "2026-09"),
            ("R3", "2025-Q4"),
            ("R7", "2026-Q3"),
            ("R8", "2026-09"),
            ("R8", "2025"),
        ),
    ),
    Sample(
        "v1_ugly",
        1,
        (_OWNER, "ägare två ägare två", "owner three owner three"),
        (_ADVISER, "second adviser's words"),
        date(2026, 11, 23),
        ("2025-09", "2026-Q1", "FY2025-07", "2026", "2026-07..2026-10"),
        (
            ("R1", "2026-03"),
            ("R3", "2025-09"),
            ("R3", "2026-Q1"),
            ("R7", "2026-Q1"),
            ("R8", "FY2025-07"),
            ("R8", "2026-Q3"),
        ),
    ),
    Sample("v2_empty", 2, (_OWNER,), (_ADVISER,), date(2026, 11, 23), ("2026", "2026-03")),
    Sample(
        "v2_typical",
        2,
        ("blå hallon cyklar hem",),
        (_ADVISER,),
        date(2026, 11, 9),
        ("2026-09", "2026-Q3", "2025", "FY2026"),
        (
            ("R1", "2026-09"),
            ("R3", "2026-09"),
            ("R7", "2026-Q3"),
            ("R8", "2026-09"),
            ("R13", "2026-Q3"),
        ),
    ),
    Sample(
        "v2_ugly",
        2,
        (_OWNER, "ägare två, nytt ord", "owner three owner three"),
        (_ADVISER, "second adviser's words"),
        date(2026, 11, 24),
        ("2025-09", "2026-Q1", "FY2025-07", "2027-01..2027-06"),
        (
            ("R1", "2026-03"),
            ("R3", "2025-09"),
            ("R7", "2026-Q1"),
            ("R8", "FY2025-07"),
            ("R8", "2027-Q1"),
            ("R13", "FY2025-07"),
        ),
    ),
    Sample("v3_empty", 3, (_OWNER,), (_ADVISER,), date(2026, 11, 23), ("2026", "2026-03")),
    Sample(
        "v3_typical",
        3,
        ("blå hallon cyklar hem",),
        (_ADVISER,),
        date(2026, 11, 9),
        ("2026-09", "2026-Q3", "2025", "FY2026"),
        (
            ("R1", "2026-09"),
            ("R2", "2026-09"),
            ("R3", "2026-09"),
            ("R7", "2026-Q3"),
            ("R8", "2026-09"),
            ("R9", "2026-09"),
            ("R9b", "2026-09"),
            ("R13", "2026-Q3"),
            ("R14", "2026-09"),
        ),
    ),
    Sample(
        "v3_ugly",
        3,
        (_OWNER, "ägare två, nytt ord", "owner three owner three"),
        (_ADVISER, "second adviser's words"),
        date(2026, 11, 24),
        ("2025-09", "2026-Q1", "FY2025-07", "2027-01..2027-06"),
        (
            ("R1", "2026-03"),
            ("R2", "2025-12"),
            ("R3", "2025-09"),
            ("R4", "2026-11"),
            ("R5", "2026-11"),
            ("R7", "2026-Q1"),
            ("R8", "FY2025-07"),
            ("R9", "2026-10"),
            ("R9b", "2026-10"),
            ("R13", "FY2025-07"),
            ("R14", "2026-11"),
        ),
    ),
    Sample("v4_empty", 4, (_OWNER,), (_ADVISER,), date(2026, 11, 23), ("2026", "2026-03")),
    Sample(
        "v4_typical",
        4,
        ("blå hallon cyklar hem",),
        (_ADVISER,),
        date(2026, 11, 9),
        ("2026-09", "2026-Q3", "2025", "FY2026"),
        (
            ("R1", "2026-09"),
            ("R2", "2026-09"),
            ("R3", "2026-09"),
            ("R7", "2026-Q3"),
            ("R8", "2026-09"),
            ("R9", "2026-09"),
            ("R9b", "2026-09"),
            ("R13", "2026-Q3"),
            ("R14", "2026-09"),
            ("R15", "FY2026"),
            ("R16", "FY2026"),
            ("R17", "FY2026"),
            ("R18", "FY2026"),
            ("R20", "FY2026"),
        ),
    ),
    Sample(
        "v4_ugly",
        4,
        (_OWNER, "ägare två, nytt ord", "owner three owner three"),
        (_ADVISER, "second adviser's words"),
        date(2026, 11, 24),
        ("2025-09", "2026-Q1", "FY2025-07", "2027-01..2027-06"),
        (
            ("R1", "2026-03"),
            ("R2", "2025-12"),
            ("R3", "2025-09"),
            ("R4", "2026-11"),
            ("R5", "2026-11"),
            ("R7", "2026-Q1"),
            ("R8", "FY2025-07"),
            ("R9", "2026-10"),
            ("R9b", "2026-10"),
            ("R13", "FY2025-07"),
            ("R14", "2026-11"),
            ("R17", "FY2027"),
            ("R18", "FY2027"),
            ("R20", "FY2027"),
        ),
    ),
    Sample("v5_empty", 5, (_OWNER,), (_ADVISER,), date(2026, 11, 23), ("2026", "2026-03")),
    Sample(
        "v5_typical",
        5,
        ("blå hallon cyklar hem",),
        (_ADVISER,),
        date(2026, 11, 9),
        ("2026-09", "2026-Q3", "2025", "FY2026"),
        (
            ("R1", "2026-09"),
            ("R2", "2026-09"),
            ("R3", "2026-09"),
            ("R7", "2026-Q3"),
            ("R8", "2026-09"),
            ("R9", "2026-09"),
            ("R9b", "2026-09"),
            ("R13", "2026-Q3"),
            ("R14", "2026-09"),
            ("R15", "FY2026"),
            ("R16", "FY2026"),
            ("R17", "FY2026"),
            ("R18", "FY2026"),
            ("R20", "FY2026"),
        ),
    ),
    Sample(
        "v5_ugly",
        5,
        (_OWNER, "ägare två, nytt ord", "owner three owner three"),
        (_ADVISER, "second adviser's words"),
        date(2026, 11, 24),
        ("2025-09", "2026-Q1", "FY2025-07", "2027-01..2027-06"),
        (
            ("R1", "2026-03"),
            ("R2", "2025-12"),
            ("R3", "2025-09"),
            ("R4", "2026-11"),
            ("R5", "2026-11"),
            ("R7", "2026-Q1"),
            ("R8", "FY2025-07"),
            ("R9", "2026-10"),
            ("R9b", "2026-10"),
            ("R13", "FY2025-07"),
            ("R14", "2026-11"),
            ("R17", "FY2027"),
            ("R18", "FY2027"),
            ("R20", "FY2027"),
        ),
    ),
)
"""Every file that a released program has written; one is only ever added."""


_MONTHS = "a year that is not over is divided by the months its books reach (ADR 0036)"
_ROLLING = "R8 also lists lines that were booked in the last twelve months only (ADR 0035)"
_WHOLE = "R16, R17 and R18 give whole kronor whose rows make the sums, in place of kronor and öre"
_LARGEST = "the largest payer's figure says in words that grants are left out; its value stands"
_ORDINARY = "R7 tells those ready for ordinary measures apart, in a row of their own"
CORRECTED: dict[str, str] = {
    r"figures/[^/]+/figures/(liquidity_months|(net_)?cost_per_place_month)/(value|denominator)": (
        _MONTHS
    ),
    r"tables/R8 2026-Q3 (variance|(actual|plan|variance)_by_month)/rows": _ROLLING,
    r"figures/[^/]+/figures/largest_payer/formula": _LARGEST,
    r"tables/R1[678] FY\d+ (years|budget_\d|cash_\d|capital|double_idea|sales_plan)/rows": _WHOLE,
    r"tables/R17 FY\d+ (staff_plan|sensitivity)/rows": _WHOLE,
    r"tables/R7 \d{4}-Q\d exits/rows": _ORDINARY,
}
"""Place, as a pattern -> why a later program rightly says something else there."""


def lost(now: object, then: object, where: str) -> list[str]:
    """Places where what is said now is not what was recorded, unless it was corrected since.

    Keys that came later are no difference.
    """
    if isinstance(then, dict) and isinstance(now, dict):
        return [
            line
            for key, value in then.items()
            for line in lost(now.get(key, "nothing"), value, f"{where}/{key}")
        ]
    known = now == then or any(re.fullmatch(place, where) for place in CORRECTED)
    return [] if known else [where]


def facts_of(opened: OpenFile, sample: Sample) -> Facts:
    """Rows, sums, figures, reports and identities of an open file."""
    session = opened.session
    return {
        "rows": rows_of(opened),
        "figures": {text: _figures(session, text, sample.today) for text in sample.figures},
        "tables": {
            name: table
            for key, text in sample.reports
            for name, table in _tables(session, key, text, sample.today)
        },
        "identities": identities_of(session),
    }


def rows_of(opened: OpenFile) -> dict[str, int]:
    """Table -> rows, of every table of the database but SQLite's own and the list of steps."""
    rows = opened.file.rows
    names = rows.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {
        row["name"]: int(rows.value(f"SELECT count(*) FROM {row['name']}"))
        for row in names
        if not row["name"].startswith(("sqlite_", "_sqlite"))
    }


def identities_of(session: ReadSession) -> dict[str, str]:
    """Running number -> hash of all that is sealed about the trainee."""
    return {
        str(trainee.number): _hash(
            [
                list(vars(session.trainees.identity(trainee.id)).values()),
                [
                    [placement.caseworker, placement.note, placement.exit and placement.exit.note]
                    for placement in session.placements.of_trainee(trainee.id)
                ],
            ]
        )
        for trainee in session.trainees.trainees()
    }


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()


def _without_words(cell: object) -> object:
    """A total's label in a column of days, or the sign of a hidden count, says nothing."""
    if isinstance(cell, dict):
        return "hidden"
    words = isinstance(cell, str) and not _FIGURE.fullmatch(cell)
    return "words" if words else cell


def _figures(session: ReadSession, text: str, today: date) -> Facts:
    view = gather_figures(session, figures_period(session, text), today)
    document: Facts = dict(figures_document(view))
    for figure in document["figures"]:
        del figure["name"], figure["source_text"]
    return {**document, "figures": {figure["key"]: figure for figure in document["figures"]}}


def _tables(session: ReadSession, key: str, text: str, today: date) -> Iterator[tuple[str, Facts]]:
    """The columns of a report's tables that hold figures."""
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    request = ReportRequest(report_period(session, text), today, moment)
    made = json.loads(json_out.render(make_report(session, find_report(key), request)))
    for block in made["blocks"]:
        if block["type"] != "table":
            continue
        columns = [one["key"] for one in block["columns"] if one["kind"] != "text"]
        rows = [row["cells"] for row in block["rows"] + block["totals"] if "cells" in row]
        # Rows stand in the order of words, which may be improved; so they are put in one of ours.
        figures = sorted(
            ([_without_words(row[column]) for column in columns] for row in rows), key=json.dumps
        )
        yield f"{key} {text} {block['key']}", {"columns": columns, "rows": figures}
